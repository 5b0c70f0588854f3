"""The plain text of a letter, made from its HTML, block by block. Same HTML, same text, always."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_BLOCKS = frozenset({"h1", "h2", "h3", "p", "li", "caption", "th", "td"})


@dataclass(slots=True, kw_only=True)
class Block:
    """One block of a letter: its element, its class and its text with line breaks."""

    element: str
    kind: str = ""
    text: str = ""


@dataclass(slots=True, kw_only=True)
class TableRow:
    """One row of a table's body: each cell's column heading and text."""

    cells: list[tuple[str, str]] = field(default_factory=list)


def plain_text(body_html: str) -> str:
    """Return the letter as plain text: headings and paragraphs apart, table rows as "Label: value"."""
    lines: list[str] = []
    previous = ""
    for block in text_blocks(body_html):
        if isinstance(block, TableRow):
            lines += ["", *_row_lines(block)]
            previous = "row"
            continue
        if block.element != "li" or previous != "li":
            lines.append("")
        if block.element in {"h1", "h2"}:
            lines.append("")
        lines.append(f"- {block.text}" if block.element == "li" else block.text)
        previous = block.element
    return "\n".join(lines).strip() + "\n"


def prose(body_html: str) -> list[str]:
    """Return the running text: paragraphs and list items, but no address and no heading."""
    return [
        block.text.replace("\n", " ")
        for block in text_blocks(body_html)
        if isinstance(block, Block) and block.element in {"p", "li"} and "lines" not in block.kind.split()
    ]


def text_blocks(body_html: str) -> list[Block | TableRow]:
    """Return the blocks of a letter in reading order."""
    reader = _BlockReader()
    reader.feed(body_html)
    reader.close()
    return [block for block in reader.blocks if isinstance(block, TableRow) or block.text]


def _row_lines(row: TableRow) -> list[str]:
    return [value if number == 0 else f"{label}: {value}" for number, (label, value) in enumerate(row.cells)]


class _BlockReader(HTMLParser):
    """Collects blocks; a table's first row gives the labels of the rows after it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block | TableRow] = []
        self._open: Block | None = None
        self._labels: list[str] = []
        self._row: TableRow | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a block, or put a line break into the open one."""
        if tag == "br" and self._open is not None:
            self._open.text += "\n"
        elif tag == "table":
            self._labels = []
        elif tag == "tr":
            self._row = TableRow()
        elif tag in _BLOCKS:
            given = dict(attrs)
            self._open = Block(element=tag, kind=given.get("class") or given.get("scope") or "")

    def handle_data(self, data: str) -> None:
        """Add text to the open block, with white space as a browser shows it."""
        if self._open is not None:
            self._open.text += re.sub(r"[ \t\r\n\u00a0]+", " ", data)

    def handle_endtag(self, tag: str) -> None:
        """Close a block or a table row."""
        if tag == "tr" and self._row is not None:
            if self._row.cells:
                self.blocks.append(self._row)
            self._row = None
        elif self._open is not None and tag == self._open.element:
            self._close()

    def _close(self) -> None:
        block, self._open = self._open, None
        if block is None:
            return
        block.text = "\n".join(line.strip() for line in block.text.split("\n")).strip()
        if self._row is None:
            self.blocks.append(block)
        elif block.element == "th" and block.kind == "col":
            self._labels.append(block.text)
        else:
            number = len(self._row.cells)
            label = self._labels[number] if number < len(self._labels) else ""
            self._row.cells.append((label, block.text))
