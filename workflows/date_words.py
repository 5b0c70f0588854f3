"""Dates, times and numbers as people read them: "Wednesday 30 December 2026", "3:40pm", "2 working days".

Only words. Which date is meant is counted elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from workflows.clock_register import Unit
from workflows.due_dates import LONDON, local_date

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MINUTES_A_DAY = 24 * 60
_NOUNS = {Unit.WORKING_DAYS: "working day", Unit.CALENDAR_DAYS: "day", Unit.MONTHS: "month"}


def long_date(day: date) -> str:
    """Return "Wednesday 30 December 2026". Source: design brief, dates."""
    return f"{_DAYS[day.weekday()]} {day.day} {month_name(day)} {day.year}"


def month_name(day: date) -> str:
    """Return "December"."""
    return _MONTHS[day.month - 1]


def list_date(day: date, *, today: date) -> str:
    """Return the date for a list of work: the year is left out when it is this year. Source: design brief, dates."""
    words = long_date(day)
    return words.removesuffix(f" {day.year}") if day.year == today.year else words


def wall_time(wall: time) -> str:
    """Return "3:40pm", "11am", "midday"; 00:00 gives "just after midnight", never "midnight" alone."""
    if (wall.hour, wall.minute) == (0, 0):
        return "just after midnight"
    if (wall.hour, wall.minute) == (12, 0):
        return "midday"
    minutes = f":{wall.minute:02}" if wall.minute else ""
    return f"{wall.hour % 12 or 12}{minutes}{'am' if wall.hour < 12 else 'pm'}"


def clock_time(instant: datetime) -> str:
    """Return the time on the wall in London at that instant, in words. Raises NaiveInstant."""
    local_date(instant)
    return wall_time(instant.astimezone(LONDON).time())


def date_and_time(instant: datetime) -> str:
    """Return "3:40pm, Tuesday 22 December 2026" in London."""
    return f"{clock_time(instant)}, {long_date(local_date(instant))}"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Return "1 task", "2 tasks"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def working_days_words(number: int) -> str:
    """Return "1 working day", "2 working days"."""
    return counted(number, "working day")


def length_words(number: int, unit: Unit) -> str:
    """Return "3 working days", "1 month", "the same day"; minutes as "30 minutes", "24 hours", "at once".

    Hours are never made into days: a clock of 24 hours runs through the night. Source: CM-02, CM-06.
    """
    if unit is not Unit.MINUTES:
        return counted(number, _NOUNS[unit]) if number else "the same day"
    hours, minutes = divmod(number, 60)
    parts = [counted(each, noun) for each, noun in ((hours, "hour"), (minutes, "minute")) if each]
    return " ".join(parts) or "at once"


def duration_words(length: timedelta) -> str:
    """Return "3 hours 52 minutes"; from a day upwards days and hours. Rounded down; below a minute "1 minute"."""
    minutes = max(1, int(length.total_seconds() // 60))
    days, rest = divmod(minutes, _MINUTES_A_DAY)
    hours, rest = divmod(rest, 60)
    parts = [(days, "day"), (hours, "hour")] if days else [(hours, "hour"), (rest, "minute")]
    return " ".join(counted(number, noun) for number, noun in parts if number)


def and_list(words: Sequence[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
