"""What all adapters of worked cases share: the calendar, the register, and how they read instants."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from workflows.business_calendar import BusinessCalendar
from workflows.clock_register import parse_clock_register
from workflows.due_dates import LONDON, at_local_time

CALENDAR = BusinessCalendar.for_nation()
REGISTER = parse_clock_register(
    json.loads((Path(__file__).parents[2] / "bpmn" / "clocks.json").read_text(encoding="utf-8"))
)
_RECEIPTS = ("received_at_local", "received_at_utc", "received_at", "received", "completed_application")


class UnknownShape(Exception):
    """A worked case has a field that the runner does not know."""


def at_noon(day: str | date) -> datetime:
    """Return midday in London on that day: a letter's date, where the hour does not matter."""
    return at_local_time(date.fromisoformat(day) if isinstance(day, str) else day, time(12))


def instant(words: str) -> datetime:
    """Return the instant of a date, a local time or a time with its zone."""
    if "T" not in words:
        return at_noon(words)
    at = datetime.fromisoformat(words)
    return at if at.tzinfo else at.replace(tzinfo=LONDON)


def take_receipt(left: dict[str, Any]) -> datetime:
    """Take the one receipt out of the given fields. Raises UnknownShape."""
    names = [name for name in left if name in _RECEIPTS]
    if len(names) != 1:
        raise UnknownShape(f"gives {', '.join(left)}")
    return instant(left.pop(names[0]))
