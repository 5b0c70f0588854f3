"""How values read in a letter: long dates, times, lists with "and", counts. Nothing is decided here."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

LONDON = ZoneInfo("Europe/London")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def long_date(day: date) -> str:
    """Return "Wednesday 30 December 2026": weekday and month in full, whatever the machine's language."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def clock_time(instant: datetime) -> str:
    """Return "3:40pm", "11am" or "midday" in UK local time. The instant must be aware."""
    local = instant.astimezone(LONDON)
    if (local.hour, local.minute) == (12, 0):
        return "midday"
    hour = local.hour % 12 or 12
    half = "am" if local.hour < 12 else "pm"
    return f"{hour}:{local.minute:02d}{half}" if local.minute else f"{hour}{half}"


def date_and_time(instant: datetime) -> str:
    """Return "Tuesday 22 December 2026 at 3:40pm" in UK local time."""
    return f"{long_date(instant.astimezone(LONDON).date())} at {clock_time(instant)}"


def time_and_day(instant: datetime, day: date) -> str:
    """Return "3:40pm today, Tuesday 22 December 2026" as read on the day, or "tomorrow", or the date alone."""
    on = instant.astimezone(LONDON).date()
    near = {0: " today", 1: " tomorrow"}.get((on - day).days, "")
    return f"{clock_time(instant)}{near}, {long_date(on)}"


def length_of_time(minutes: int) -> str:
    """Return "30 minutes", "1 hour" or "24 hours"."""
    return counted(minutes, "minute") if minutes % 60 else counted(minutes // 60, "hour")


def working_days(count: int) -> str:
    """Return "1 working day" or "20 working days"."""
    return counted(count, "working day")


def counted(count: int, thing: str, things: str = "") -> str:
    """Return "1 report", "3 reports" or, with its own plural, "5 people"."""
    return f"{count} {thing if count == 1 else things or thing + 's'}"


def and_list(items: Iterable[str], word: str = "and") -> str:
    """Return "a", "a and b" or "a, b and c"."""
    lines = list(items)
    if len(lines) < 2:
        return "".join(lines)
    return f"{', '.join(lines[:-1])} {word} {lines[-1]}"


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a long text, split at empty lines."""
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def comma_list(items: Iterable[str]) -> str:
    """Return "a, b, c", as an address on one line."""
    return ", ".join(items)


def unbroken(text: str) -> str:
    """Return the text with spaces that never end a line, for phone numbers."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def first_lower(text: str) -> str:
    """Return the text with a small first letter, to stand inside a sentence; initials stay."""
    if len(text) > 1 and text[0].isupper() and not text[1].isupper():
        return text[0].lower() + text[1:]
    return text


def sentence(text: str) -> str:
    """Return the text with a full stop at its end, unless it has an end already."""
    return text if text.rstrip("”\"')").endswith((".", "?", "!", ":")) else f"{text}."


def line_breaks(lines: Sequence[str]) -> Markup:
    """Return escaped lines with a line break between them, as an address stands."""
    return Markup("<br>").join(escape(line) for line in lines)


def unmarked(text: str) -> Markup:
    """Return the escaped text without the preview's mark: letterhead lines are not case data."""
    return escape(text)
