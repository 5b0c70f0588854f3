"""From a sealed letter's HTML to a tagged PDF, marked PDF/UA-1. WeasyPrint is loaded only when needed.

Nothing outside the HTML is ever read: every address in it is refused. Tags are finished in `pdf_tags.py`.
"""

import warnings
from functools import cache
from typing import Any

from letters.errors import PdfRefused, PdfUnavailable

# WeasyPrint writes an identifier by chance into each file; a letter made twice shall be the same file.
_SAME_EVERY_TIME = b"folkmoot letter"


def letter_pdf(html: str) -> bytes:
    """Return the letter as a tagged PDF/UA-1 file: the same HTML gives the same bytes on one machine.

    Raises PdfUnavailable where Pango or fonts are missing, PdfRefused if the HTML asks for an address.
    Source: D-008; rec.
    """
    drawn = _drawn(html)
    from letters.pdf_tags import with_scoped_headers  # pikepdf is heavy, and only PDFs need it

    return with_scoped_headers(drawn)


def has_pdf_library() -> bool:
    """Whether letters can become PDFs on this machine: Pango loads, and there are fonts."""
    try:
        _weasyprint()
    except PdfUnavailable:
        return False
    return True


@cache
def _weasyprint() -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that there are no fonts is said by our own exception
            import weasyprint  # raises OSError without Pango, and takes over a second to load
            from weasyprint.text.ffi import ffi, fontconfig
    except OSError as fault:
        raise PdfUnavailable from fault
    # Without any font Pango ends the whole process, so look before drawing.
    fonts = fontconfig.FcConfigGetFonts(ffi.NULL, fontconfig.FcSetSystem)
    if fonts == ffi.NULL or not fonts.nfont:
        raise PdfUnavailable
    return weasyprint


def _drawn(html: str) -> bytes:
    weasyprint = _weasyprint()
    asked: list[str] = []

    class NothingFetched(weasyprint.urls.URLFetcher):  # type: ignore[misc, name-defined]
        """Refuses every address: a letter carries all it needs."""

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002 (its signature)
            asked.append(url)
            raise ValueError("a letter reads nothing from outside")

    page = weasyprint.HTML(string=html, url_fetcher=NothingFetched(), base_url=None)
    drawn: bytes = page.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=_SAME_EVERY_TIME)
    if asked:
        raise PdfRefused
    return drawn
