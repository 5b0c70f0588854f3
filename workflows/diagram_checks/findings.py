"""What a check says about a diagram: one finding, its grade, and the machine-readable form.

The sentences themselves are written by the checks; nothing here knows BPMN.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Protocol

import orjson


class Grade(StrEnum):
    """How bad a finding is. Source: rec, D-021."""

    UNREADABLE = "unreadable"
    PUT_RIGHT = "put_right"
    LOOK = "look"


class Place(Protocol):
    """Anything of a diagram that a finding can point at."""

    @property
    def id(self) -> str:
        """The id by which the editor finds it."""

    @property
    def name(self) -> str:
        """The label that people read."""

    @property
    def line(self) -> int | None:
        """The line of the file on which it begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to put right or to look at, in sentences for a process owner."""

    grade: Grade
    rule: str
    element_id: str | None
    element_name: str
    what: str
    why: str
    how: str
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The three sentences of a finding: what is wrong, why it matters, how to mend it."""

    what: str
    why: str
    how: str


def put_right(place: Place, rule: str, words: Words) -> Finding:
    """Give a finding that blocks publishing."""
    return _at(place, rule, words, Grade.PUT_RIGHT)


def look(place: Place, rule: str, words: Words) -> Finding:
    """Give a finding that only asks the owner to look."""
    return _at(place, rule, words, Grade.LOOK)


def unreadable(reason: str, *, line: int | None) -> Finding:
    """Give the only finding of a file that cannot be read at all."""
    return Finding(
        grade=Grade.UNREADABLE,
        rule="D-019",
        element_id=None,
        element_name="",
        what=reason,
        why="We can only check, show and run files that we can read in full.",
        how="Open the file in the tool that made it, save it as BPMN 2.0 XML and try again.",
        line=line,
    )


def exit_code(findings: Iterable[Finding]) -> int:
    """Give 2 if anything is unreadable, 1 if anything must be put right, else 0. Source: rec, D-021."""
    grades = {finding.grade for finding in findings}
    if Grade.UNREADABLE in grades:
        return 2
    return 1 if Grade.PUT_RIGHT in grades else 0


def findings_json(checked: Iterable[tuple[str, list[Finding]]]) -> list[str]:
    """Give one JSON line a file: its name, its exit code and its findings. Source: rec, D-021."""
    return [
        orjson.dumps(
            {"file": name, "exit_code": exit_code(findings), "findings": [asdict(each) for each in findings]}
        ).decode()
        for name, findings in checked
    ]


def _at(place: Place, rule: str, words: Words, grade: Grade) -> Finding:
    return Finding(
        grade=grade,
        rule=rule,
        element_id=place.id or None,
        element_name=place.name,
        what=words.what,
        why=words.why,
        how=words.how,
        line=place.line,
    )
