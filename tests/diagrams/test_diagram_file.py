"""Reading the XML of a diagram: which files are let in, which are stopped at the door, and why."""

from pathlib import Path

import pytest

from workflows.diagram_xml import BPMN, MAX_BYTES, UnreadableDiagram, line_of, read_diagram_xml

SHIPPED = next((Path(__file__).parents[2] / "bpmn").rglob("ct_case.bpmn"))
_OPEN = f'<definitions xmlns="{BPMN}">'


def _diagram(inner: str = "", *, before: str = "") -> str:
    return f'{before}{_OPEN}<process id="p"><documentation>café</documentation>{inner}</process></definitions>'


def _declared(encoding: str) -> str:
    return f"<?xml version='1.0' encoding='{encoding.removesuffix('-sig')}'?>"


def _reason(data: bytes | str) -> str:
    with pytest.raises(UnreadableDiagram) as refused:
        read_diagram_xml(data)
    return refused.value.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_the_usual_encodings_are_read(encoding: str) -> None:
    text = _diagram(before=_declared(encoding))

    root = read_diagram_xml(text.encode(encoding))

    assert [each.text for each in root.iter(f"{{{BPMN}}}documentation")] == ["café"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_a_document_type_is_refused_in_every_encoding(encoding: str) -> None:
    declaration = _declared(encoding)
    text = _diagram(before=f'{declaration}<!DOCTYPE d [<!ENTITY x "y">]>')

    assert _reason(text.encode(encoding)).endswith("Document types are not allowed: remove it.")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp037"])
def test_other_encodings_are_refused_whatever_they_hide(encoding: str) -> None:
    text = _diagram(before=f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE d>').replace("é", "e")

    assert _reason(text.encode(encoding)).endswith("Save it again as UTF-8.")


def test_a_zero_byte_cannot_change_the_encoding_the_parser_sees() -> None:
    # given a text that a parser would take for UTF-16 because of a leading zero
    sly = "\0" + _diagram(before="<!DOCTYPE d>")

    assert _reason(sly) == "The file holds zero bytes. Save it again as UTF-8."


def test_half_a_character_is_refused() -> None:
    assert "half a character" in _reason(_diagram("\ud800"))


@pytest.mark.parametrize(
    ("inner", "limit"),
    [
        ("<task/>" * 1_000, "1,000 elements"),
        ("<a>" * 60 + "</a>" * 60, "60 levels"),
        (f'<task name="{"A" * 10_001}"/>', "10,000 characters"),
        (f"<documentation>{'A' * 100_001}</documentation>", "100,000 characters"),
        ("<task " + " ".join(f"a{at}='1'" for at in range(61)) + "/>", "60 attributes"),
        ('<w xmlns="http://www.omg.org/spec/DD/20100524/DI"/>' * 10_001, "10,000 parts"),
        (f"<!--{'A' * MAX_BYTES}-->", "1 MB"),
    ],
)
def test_each_limit_is_named_in_the_refusal(inner: str, limit: str) -> None:
    assert limit in _reason(_diagram(inner))


def test_the_picture_does_not_count_against_the_limit_of_elements() -> None:
    waypoints = '<w xmlns="http://www.omg.org/spec/DD/20100524/DI"/>' * 2_000

    assert read_diagram_xml(_diagram(waypoints)) is not None


def test_characters_of_two_bytes_count_twice_against_the_limit_of_size() -> None:
    assert "1 MB" in _reason(_diagram(f"<!--{'é' * (MAX_BYTES // 2)}-->"))


def test_the_line_of_the_fault_is_named() -> None:
    with pytest.raises(UnreadableDiagram) as refused:
        read_diagram_xml(_diagram("\n\n<task></tusk>"))

    assert refused.value.line == 3
    assert str(refused.value) == f"{refused.value.reason} (line 3)"


def test_elements_keep_the_line_on_which_they_stand() -> None:
    root = read_diagram_xml(SHIPPED.read_bytes())
    process = root.find(f"{{{BPMN}}}process")

    assert process is not None
    assert '<bpmn:process id="ct_case"' in SHIPPED.read_text("utf-8").splitlines()[(line_of(process) or 0) - 1]


def test_a_file_without_a_process_holds_nothing_to_run() -> None:
    assert _reason(f"{_OPEN}</definitions>") == "The file holds no process: there is nothing to run."
