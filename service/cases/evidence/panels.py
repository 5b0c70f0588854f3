"""The shapes that evidence comes in: a table, short facts, a summary, words, the count. Values only."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: a bold lead with its tone (ok, late or none), then words."""

    words: str = ""
    lead: str = ""
    tone: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePanel:
    """A table; the first cell of a row names it. `more` rows are folded away."""

    kind: ClassVar[str] = "table"
    heading: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: tuple[tuple[Cell, ...], ...] = ()
    more_words: str = ""
    lead: str = ""
    nothing: str = ""
    may_correct: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A name in bold with its facts under it."""

    term: str
    words: str = ""
    lead: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsPanel:
    """Short facts; `is_side` puts them beside the questions."""

    kind: ClassVar[str] = "facts"
    heading: str
    rows: tuple[Fact, ...]
    is_side: bool = True
    nothing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryLine:
    """One line of a summary: what it is, and its lines of words."""

    label: str
    value: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryPanel:
    """What somebody told us, read back."""

    kind: ClassVar[str] = "summary"
    heading: str
    rows: tuple[SummaryLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsPanel:
    """Paragraphs; each may begin with a bold lead."""

    kind: ClassVar[str] = "words"
    heading: str
    parts: tuple[Fact, ...]
    is_side: bool = False


Panel = TablePanel | FactsPanel | SummaryPanel | WordsPanel


def line(label: str, *value: str) -> SummaryLine:
    """Give a line of a summary; empty values are left out."""
    return SummaryLine(label=label, value=tuple(part for part in value if part))
