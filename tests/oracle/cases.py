"""The worked cases: which files are read, and which kinds of case are built."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.oracle.measure_answers import is_a_measure

OWN_COPY = Path(__file__).parent / "dates.json"
BUILT = ("WD", "CT", "TH", "AP", "TE", "MI")
PARTLY_BUILT = ("RP",)  # of the reports only how a promise was met, known by the shape of the case


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One worked case. `fault` says why its file could not be read."""

    id: str
    given: Mapping[str, Any]
    expectations: Mapping[str, Any]  # "expect" and its variants by name
    why: str
    fault: str = ""

    @property
    def is_not_yet(self) -> bool:
        """Whether the case waits for something that is not built."""
        return self.kind in PARTLY_BUILT and not is_a_measure(self.given)

    @property
    def kind(self) -> str:
        """The letters between the dashes of the id; only this is taken from it."""
        return self.id.split("-")[1] if self.id.count("-") > 1 else "?"


def oracle_cases() -> list[Case]:
    """Return all cases of the files named in ORACLE_FILES, or of our own copy."""
    named = os.environ.get("ORACLE_FILES", "")
    files = [Path(name) for name in named.split(":") if name] or [OWN_COPY]
    return [case for file in files for case in _read(file)]


def built_cases() -> list[Case]:
    """Return the cases to run; a kind nobody has heard of is among them, and fails."""
    return [case for case in oracle_cases() if not case.is_not_yet]


def cases_not_yet() -> list[Case]:
    """Return the cases whose kind is built in part, and not for them."""
    return [case for case in oracle_cases() if case.is_not_yet]


def _read(file: Path) -> list[Case]:
    try:
        cases = json.loads(file.read_text(encoding="utf-8"))["cases"]
    except (OSError, ValueError, KeyError, TypeError) as err:
        return [_unreadable(file, err)]
    return [_case(one, file) for one in cases] or [_unreadable(file, ValueError("it holds no cases"))]


def _case(one: Mapping[str, Any], file: Path) -> Case:
    try:
        expectations = {name: one[name] for name in one if re.match(r"expect(_|$)", name)}
        return Case(id=one["id"], given=one["given"], expectations=expectations, why=one.get("why", ""))
    except (KeyError, TypeError) as err:
        return _unreadable(file, err)


def _unreadable(file: Path, err: Exception) -> Case:
    return Case(id=f"{file.name}", given={}, expectations={}, why="", fault=f"cannot be read: {err!r}")
