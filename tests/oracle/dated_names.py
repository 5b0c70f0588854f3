"""The expected fields of tension and incident cases that name a date of a clock: `debrief_organised_limit_3d`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from tests.oracle.shapes import CALENDAR, REGISTER, UnknownShape, instant
from workflows.clock_dates import ClockDates, set_clock
from workflows.clock_register import Unit
from workflows.due_dates import LONDON

Answer = Callable[[str], Any]

_NAME = re.compile(r"(?P<clock>\w+?)_(?P<which>planning_target|target|limit|due|by)(_\d+(wd|d|h|m))?")
_SUFFIX = re.compile(r"_(local|utc|at|on)$")


def dates_from(clock_id: str, at: datetime) -> ClockDates:
    """Return the dates of one clock of the register."""
    return set_clock(REGISTER.rule(clock_id), trigger_at=at, calendar=CALENDAR)


def bare_name(name: str) -> str:
    """Return the name of a given field without what says how its time is written."""
    return _SUFFIX.sub("", name)


def take_instants(left: dict[str, Any], known: Mapping[str, Any]) -> dict[str, datetime]:
    """Take the instants of these names out of the given fields, however their time is written, in their order."""
    found = {name: bare_name(name) for name in left if bare_name(name) in known}
    return {bare: instant(left.pop(name)) for name, bare in found.items()}


def written(dates: ClockDates, *, target: bool = False) -> str | None:
    """Return a limit or a target as the worked cases write it: an instant for minutes, else a date."""
    if dates.unit is Unit.MINUTES:
        at = dates.target_at if target else dates.limit_at
        return moment_words(at) if at else None
    day = dates.target_on if target else dates.limit_on
    return day.isoformat() if day else None


def moment_words(at: datetime) -> str:
    """Return an instant with the zone of London at that moment."""
    return at.astimezone(LONDON).isoformat(timespec="minutes")


def known(ours: Mapping[str, Any], clocks: Mapping[str, ClockDates]) -> Answer:
    """Return the function that answers from plain values, and from the dates of clocks by their name."""

    def answer(name: str) -> Any:
        if name in ours:
            return ours[name]
        found = _NAME.fullmatch(name)
        if found is None or found["clock"] not in clocks:
            raise UnknownShape(f"expects {name}")
        return written(clocks[found["clock"]], target=found["which"].endswith("target"))

    return answer


def refuse_rest(left: Mapping[str, Any]) -> None:
    """Raise UnknownShape if a given field is left that nobody knew."""
    if left:
        raise UnknownShape(f"gives {', '.join(left)}")
