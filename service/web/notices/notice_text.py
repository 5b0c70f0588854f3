"""The stored text of a notice taken apart for its page: heading, level, facts. Wording: letters. Sending: cases."""

import re
from dataclasses import dataclass

LINK = "[[link]]"
LEVEL = re.compile(r"(?P<heading>.*\blevel (?P<level>[1-6]), [^:]+)(?:: .*)?")
LABEL = re.compile(r"(?P<term>[A-Z][^:.]{1,60}):(?:\s(?P<words>.*))?", re.DOTALL)  # not the colon of 11:30pm
MEETING = ("Meet by ", "The team must meet by ")
# what the page says in words of its own: when the deputy is called, and the four answers
SAID_BY_THE_PAGE = ("Answer by ", "You can choose: ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One labelled line, or a plain paragraph where `term` is empty; `lines` of a list below it."""

    term: str
    words: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeText:
    """A notice as its page shows it."""

    heading: str
    level: int  # as it was when this was sent; 0 where the notice is of no level
    facts: tuple[Fact, ...]
    after: tuple[str, ...]  # below the facts: what the notice is for, whom to call


def take_apart(text: str) -> NoticeText:
    """Give the parts of a stored text; its last paragraph only says who sent it when."""
    heading, *paragraphs = [part.strip() for part in text.split("\n\n") if part.strip()][:-1] or [text.strip()]
    at = next((number for number, part in enumerate(paragraphs) if LINK in part), len(paragraphs))
    found = LEVEL.fullmatch(heading)
    return NoticeText(
        heading=found["heading"] if found else heading,
        level=int(found["level"]) if found else 0,
        facts=_facts(paragraphs[:at]),
        after=tuple(part for part in paragraphs[at + 1 :] if not part.startswith(SAID_BY_THE_PAGE)),
    )


def _facts(paragraphs: list[str]) -> tuple[Fact, ...]:
    facts: list[Fact] = []
    for part in paragraphs:
        if part.startswith(MEETING):
            part = part.partition(". ")[2]  # by when is said above, as it stands now
        if not part:
            continue
        if part.startswith("- ") and facts:
            lines = tuple(line.removeprefix("- ") for line in part.splitlines())
            facts[-1] = Fact(term=facts[-1].term, words=facts[-1].words, lines=lines)
            continue
        found = LABEL.fullmatch(part)
        facts.append(Fact(term=found["term"], words=_begun(found["words"])) if found else Fact(term="", words=part))
    return tuple(facts)


def _begun(words: str | None) -> str:
    """Give words that stood behind a colon as the beginning of a line."""
    return f"{words[:1].upper()}{words[1:]}" if words else ""
