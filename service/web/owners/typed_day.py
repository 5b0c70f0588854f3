"""A day typed as day, month and year on the pages of settings."""

from collections.abc import Mapping, Sequence
from datetime import date

DAY_PARTS = ("day", "month", "year")
Parts = tuple[str, str, str]


def typed_parts(name: str, posted: Mapping[str, Sequence[str]]) -> Parts:
    """Give what was typed for one day, part by part; an absent part is empty."""
    day, month, year = (next(iter(posted.get(f"{name}-{part}", [])), "").strip()[:4] for part in DAY_PARTS)
    return day, month, year


def read_day(parts: Parts) -> date | None:
    """Give the date of what was typed; None if it is none, or not of this century."""
    if not all(part.isascii() and part.isdigit() for part in parts):
        return None
    day, month, year = (int(part) for part in parts)
    try:
        return date(year, month, day) if 2000 <= year <= 2100 else None
    except ValueError:
        return None


def parts_of(day: date | None) -> Parts:
    """Give a date as it would be typed; none is three empty parts."""
    return (str(day.day), str(day.month), str(day.year)) if day else ("", "", "")
