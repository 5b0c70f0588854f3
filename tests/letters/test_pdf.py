"""The PDF of a letter: tagged, titled, with its language and its fonts, and nothing from outside."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pdfua
import pikepdf
import pytest

from letters import LetterSize, PdfRefused, PdfUnavailable, letter_catalogue, letter_pdf, render_letter
from tests.letters.sample_values import sample_values

ROOT = Path(__file__).resolve().parents[2]
NO_FONTS = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>'
MAKE_ONE = "from letters import letter_pdf; letter_pdf('<p>Hello</p>')"

# every letter, and every second one in large print too: the same page but for one word, says test_golden_letters.py
BOTH_SIZES = [(key, LetterSize.STANDARD) for key in letter_catalogue()] + [
    (key, LetterSize.LARGE_PRINT) for key in list(letter_catalogue())[::2]
]

pytestmark = pytest.mark.usefixtures("pdf_library")


def a_pdf(key: str, size: LetterSize = LetterSize.STANDARD) -> bytes:
    return letter_pdf(render_letter(key, sample_values(key), size=size).html)


def structure_types(document: pikepdf.Pdf) -> list[str]:
    found: list[str] = []
    waiting = [document.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        kids = element.get("/K")
        for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                found.append(str(kid.S))
                waiting.append(kid)
    return found


@pytest.mark.parametrize(("key", "size"), BOTH_SIZES)
def test_letter_becomes_a_tagged_pdf_with_language_title_and_one_main_heading(
    key: str, size: LetterSize, tmp_path: Path
) -> None:
    # when   the letter is made into a PDF
    made = a_pdf(key, size)

    # then   it is marked, names its language and shows its title
    with pikepdf.open(BytesIO(made)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "en-GB"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert str(document.docinfo.Title) == letter_catalogue()[key].subject
        types = structure_types(document)
        assert types.count("/H1") == 1
        assert types.count("/P") > 5

    # and    the independent checker finds nothing
    path = tmp_path / "letter.pdf"
    path.write_bytes(made)
    assert [str(finding) for finding in pdfua.validate(str(path)).findings] == []


def test_every_font_is_embedded() -> None:
    with pikepdf.open(BytesIO(a_pdf("L-CT-08"))) as document:
        fonts = [font for page in document.pages for font in page.Resources.Font.values()]
        described = [set(font.DescendantFonts[0].FontDescriptor.keys()) for font in fonts]
    assert described
    assert all(keys & {"/FontFile2", "/FontFile3"} for keys in described)


def test_table_headers_say_what_they_head() -> None:
    with pikepdf.open(BytesIO(a_pdf("L-CT-08"))) as document:
        scopes = [
            str(element.A.Scope)
            for element in document.objects
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == pikepdf.Name.TH
        ]
    assert sorted(scopes) == ["/Column"] * 2 + ["/Row"] * 2


def test_large_print_is_set_in_eighteen_point() -> None:
    # given  the main text of the letter in both sizes
    sizes = {size: text_sizes(a_pdf("L-CT-07", size)) for size in LetterSize}

    # then   it is 12 point or 18 point, and large print has nothing under 16 point
    assert max(sizes[LetterSize.STANDARD], key=sizes[LetterSize.STANDARD].count) == pytest.approx(12)
    assert max(sizes[LetterSize.LARGE_PRINT], key=sizes[LetterSize.LARGE_PRINT].count) == pytest.approx(18)
    assert min(sizes[LetterSize.LARGE_PRINT]) >= 16


def text_sizes(made: bytes) -> list[float]:
    """Return the size in points of each piece of text."""
    found: list[float] = []
    with pikepdf.open(BytesIO(made)) as document:
        for page in document.pages:
            font_size, scale, page_scale = 0.0, 1.0, 0.75  # WeasyPrint draws in CSS pixels
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    font_size = float(operands[1])
                elif str(operator) == "Tm":
                    scale = abs(float(operands[3]))
                elif str(operator) in {"Tj", "TJ"}:
                    found.append(round(font_size * scale * page_scale, 2))
    return found


def test_same_letter_gives_the_same_file() -> None:
    assert a_pdf("L-CT-01") == a_pdf("L-CT-01")


@pytest.mark.parametrize(
    "outside",
    [
        "<img src='http://127.0.0.1:1/x' alt='x'>",
        "<img src='file:///etc/hostname' alt='x'>",
        "<img src='data:image/png;base64,AAAA' alt='x'>",
        "<link rel='stylesheet' href='http://127.0.0.1:1/x.css'>",
        "<style>@import url('http://127.0.0.1:1/x.css')</style>",
        "<style>p { background: url(file:///etc/hostname) }</style>",
        "<style>@font-face { font-family: x; src: url(file:///etc/hostname) } p { font-family: x }</style>",
    ],
)
def test_pdf_reads_nothing_from_outside_the_letter(outside: str) -> None:
    # given  a page that asks for an address
    html = f"<!doctype html><html lang='en'><title>x</title><body>{outside}<p>Hello</p></body></html>"

    # then   no PDF is made of it
    with pytest.raises(PdfRefused):
        letter_pdf(html)


def run_in_new_process(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", MAKE_ONE],
        cwd=tmp_path,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_without_fonts_the_packages_to_install_are_named(tmp_path: Path) -> None:
    # given  a machine without any font
    (tmp_path / "fonts.conf").write_text(NO_FONTS, encoding="utf-8")

    # when   a PDF is asked for
    done = run_in_new_process(tmp_path, FONTCONFIG_FILE=str(tmp_path / "fonts.conf"), PYTHONPATH=str(ROOT))

    # then   the answer names the Debian packages
    assert "PdfUnavailable" in done.stderr
    assert "fonts-liberation" in done.stderr


def test_without_pango_the_packages_to_install_are_named(tmp_path: Path) -> None:
    # given  a machine where loading WeasyPrint fails as it does without Pango
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library libpango')", encoding="utf-8")

    # when   a PDF is asked for
    done = run_in_new_process(tmp_path, PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")

    # then   the answer names the Debian packages
    assert all(package in done.stderr for package in PdfUnavailable.packages)
