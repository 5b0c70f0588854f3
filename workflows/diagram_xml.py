"""Reading the XML of a diagram that a stranger may have made: hardened, capped, never on the network.

The text is decoded by us, walked once by expat (which stops at the first forbidden thing) and only
then handed to lxml. What the diagram *says* is judged in diagram_checks, not here.
"""

from __future__ import annotations

import re
from typing import Final, cast
from xml.parsers import expat

from lxml import etree

from workflows.errors import WorkflowError

BPMN: Final = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMNDI: Final = "http://www.omg.org/spec/BPMN/20100524/DI"
DC: Final = "http://www.omg.org/spec/DD/20100524/DC"
DI: Final = "http://www.omg.org/spec/DD/20100524/DI"
SPIFF: Final = "http://spiffworkflow.org/bpmn/schema/1.0/core"
XINCLUDE: Final = "http://www.w3.org/2001/XInclude"

MAX_BYTES: Final = 1_000_000
MAX_ELEMENTS: Final = 1_000
MAX_DRAWING_ELEMENTS: Final = 10_000
MAX_DEPTH: Final = 60
MAX_ATTRIBUTES: Final = 60
MAX_ATTRIBUTE_LENGTH: Final = 10_000
MAX_TEXT_LENGTH: Final = 100_000

_DRAWING: Final = (BPMNDI, DC, DI)
_ENCODINGS: Final = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "ascii",
    "ascii": "ascii",
    "iso-8859-1": "latin-1",
    "latin-1": "latin-1",
    "iso-8859-15": "iso-8859-15",
    "windows-1252": "cp1252",
}
_DECLARED = re.compile(rb"""^<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")


class UnreadableDiagram(WorkflowError):
    """The file cannot be read as a diagram."""

    def __init__(self, reason: str, *, line: int | None = None) -> None:
        where = f" (line {line})" if line else ""
        super().__init__(f"{reason}{where}")
        self.reason = reason
        self.line = line


def read_diagram_xml(data: bytes | str) -> etree._Element:
    """Give the root `definitions` element of a BPMN file, comments left out, line numbers kept.

    Limits: 1 MB, 1,000 elements besides the drawing, depth 60. Document types, processing instructions and
    inclusions are refused in every encoding. Raises UnreadableDiagram with a plain reason and the line.
    Source: rec, D-019.
    """
    text = _decode(data)
    encoded = _encode(text)
    _Gate().walk(encoded)
    root = _parse(encoded)
    _require_processes(root)
    return root


def line_of(element: etree._Element) -> int | None:
    """Give the line of the file on which the element begins, if known."""
    return cast("int | None", element.sourceline)


def _decode(data: bytes | str) -> str:
    if len(data) > MAX_BYTES:
        raise UnreadableDiagram("The file is larger than 1 MB, the most we accept for one diagram.")
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    try:
        return data.decode(_encoding_of(data)).removeprefix("\ufeff")
    except UnicodeError as err:
        raise UnreadableDiagram(
            "The file holds characters that do not fit its encoding. Save it again as UTF-8."
        ) from err


def _encoding_of(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8"
    declared = _DECLARED.match(data)
    if declared is None:
        return "utf-8"
    name = declared.group(1).decode("ascii")
    if name.lower() not in _ENCODINGS:
        raise UnreadableDiagram(f"The file is in the encoding {name}. Save it again as UTF-8.", line=1)
    return _ENCODINGS[name.lower()]


def _encode(text: str) -> bytes:
    if not text.strip():
        raise UnreadableDiagram("The file is empty.", line=1)
    if "\0" in text:  # expat would guess another encoding from it, whatever we tell it
        raise UnreadableDiagram("The file holds zero bytes. Save it again as UTF-8.")
    try:
        encoded = text.encode("utf-8")
    except UnicodeError as err:
        raise UnreadableDiagram("The file holds half a character. Save it again as UTF-8.") from err
    if len(encoded) > MAX_BYTES:
        raise UnreadableDiagram("The file is larger than 1 MB, the most we accept for one diagram.")
    return encoded


class _Gate:
    """Walks the text once with expat and stops at the first thing that may not be there."""

    def __init__(self) -> None:
        self._depth = 0
        self._elements = 0
        self._drawn = 0
        self._text = 0
        self._parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
        self._parser.XmlDeclHandler = self._declaration
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.StartElementHandler = self._open
        self._parser.EndElementHandler = self._close
        self._parser.CharacterDataHandler = self._characters

    def walk(self, encoded: bytes) -> None:
        try:
            self._parser.Parse(encoded, True)
        except expat.ExpatError as err:
            raise UnreadableDiagram(
                f"The file is not well-formed XML: {expat.ErrorString(err.code)}.", line=err.lineno
            ) from err

    def _refuse(self, reason: str) -> UnreadableDiagram:
        return UnreadableDiagram(reason, line=self._parser.CurrentLineNumber)

    def _declaration(self, version: str, _encoding: str | None, _standalone: int) -> None:
        if version != "1.0":
            raise self._refuse(f"The file says it is XML {version[:10]}. We read XML 1.0 only.")

    def _doctype(self, _name: str, _system: str | None, _public: str | None, _internal: int) -> None:
        raise self._refuse("The file has a document type (DTD). Document types are not allowed: remove it.")

    def _instruction(self, target: str, _data: str) -> None:
        raise self._refuse(
            f"The file has a processing instruction ({target[:40]}). Remove the line that begins with <?{target[:40]}."
        )

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        namespace = name.rpartition(" ")[0]
        self._depth += 1
        self._text = 0
        if self._depth > MAX_DEPTH:
            raise self._refuse(f"The file is nested deeper than {MAX_DEPTH} levels, the most we accept.")
        if namespace == XINCLUDE:
            raise self._refuse("The file wants to include another file. Inclusions are not allowed.")
        self._count(is_drawing=namespace in _DRAWING)
        self._weigh(attributes)

    def _count(self, *, is_drawing: bool) -> None:
        if is_drawing:
            self._drawn += 1
        else:
            self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise self._refuse(f"The file has more than {MAX_ELEMENTS:,} elements, the most we accept.")
        if self._drawn > MAX_DRAWING_ELEMENTS:
            raise self._refuse(f"The drawing has more than {MAX_DRAWING_ELEMENTS:,} parts, the most we accept.")

    def _weigh(self, attributes: dict[str, str]) -> None:
        if len(attributes) > MAX_ATTRIBUTES:
            raise self._refuse(f"An element has more than {MAX_ATTRIBUTES} attributes, the most we accept.")
        if any(len(value) > MAX_ATTRIBUTE_LENGTH for value in attributes.values()):
            raise self._refuse(
                f"A name or value is longer than {MAX_ATTRIBUTE_LENGTH:,} characters, the most we accept."
            )

    def _close(self, _name: str) -> None:
        self._depth -= 1
        self._text = 0

    def _characters(self, text: str) -> None:
        self._text += len(text)
        if self._text > MAX_TEXT_LENGTH:
            raise self._refuse(f"A text is longer than {MAX_TEXT_LENGTH:,} characters, the most we accept.")


def _parse(encoded: bytes) -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(encoded, parser)
    except etree.XMLSyntaxError as err:
        raise UnreadableDiagram(f"The file is not well-formed XML: {err.msg}.", line=err.lineno) from err
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableDiagram("The file has a document type (DTD). Document types are not allowed: remove it.")
    return root


def _require_processes(root: etree._Element) -> None:
    if root.tag != f"{{{BPMN}}}definitions":
        raise UnreadableDiagram(
            f"The file is not a BPMN 2.0 diagram: it begins with {_short(root.tag)}.", line=line_of(root)
        )
    processes = root.findall(f"{{{BPMN}}}process")
    if not processes:
        raise UnreadableDiagram("The file holds no process: there is nothing to run.", line=line_of(root))
    for process in processes:
        if not process.get("id", "").strip():
            raise UnreadableDiagram("The process has no id. Give it the name of the file.", line=line_of(process))


def _short(tag: str) -> str:
    return f"<{etree.QName(tag).localname[:40]}>"
