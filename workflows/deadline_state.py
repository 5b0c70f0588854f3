"""How a clock stands at some moment: its state, and the due phrase that every page prints.

    running -> amber -> red -> due today -> breached        (by the hour, nobody acts)
       any of these -> met | met late | cancelled           (somebody acts)
       before the limit: extended, until the day itself

Which dates a clock has: clock_dates.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from workflows.business_calendar import BusinessCalendar
from workflows.clock_dates import ClockDates
from workflows.clock_register import Unit
from workflows.date_words import clock_time, counted, duration_words, list_date, working_days_words
from workflows.due_dates import fires_at, local_date

_NEAR = 5


class DeadlineState(StrEnum):
    """How a deadline stands. Source: CM-08."""

    RUNNING = "running"
    AMBER = "amber"
    RED = "red"
    DUE_TODAY = "due_today"
    BREACHED = "breached"
    MET = "met"
    MET_LATE = "met_late"
    EXTENDED = "extended"
    CANCELLED = "cancelled"


class Tone(StrEnum):
    """How the due phrase is set: weight and bar. Colour never speaks alone. Source: design brief, due phrase."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    MET = "met"
    MET_LATE = "met_late"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class DuePhrase:
    """The distance, the date, and how to set them."""

    line1: str
    line2: str
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What a phrase needs of a deadline: the last day in time, the instant after it, and the unit it counts in."""

    limit_on: date
    limit_at: datetime
    unit: Unit = Unit.WORKING_DAYS

    @classmethod
    def on(cls, limit_on: date) -> Due:
        """Return the due of a plain limit in working days."""
        return cls(limit_on=limit_on, limit_at=fires_at(limit_on))

    @classmethod
    def of(cls, dates: ClockDates) -> Due:
        """Return the due of a clock's dates."""
        return cls(limit_on=dates.limit_on, limit_at=dates.limit_at, unit=dates.unit)


def deadline_state(
    dates: ClockDates,
    *,
    now: datetime,
    done_at: datetime | None = None,
    cancelled: bool = False,
    extended: bool = False,
) -> DeadlineState:
    """Return how the clock stands now.

    Done at any time on the limit's date is met; from the next midnight it is late. A clock in minutes is late
    after its last minute. An extension shows until the day itself. Source: CM-02, CM-06, CM-08, CM-09.
    """
    if cancelled:
        return DeadlineState.CANCELLED
    if done_at is not None:
        return DeadlineState.MET_LATE if _is_late(dates, done_at) else DeadlineState.MET
    if _is_late(dates, now):
        return DeadlineState.BREACHED
    if dates.unit is not Unit.MINUTES and local_date(now) == dates.limit_on:
        return DeadlineState.DUE_TODAY
    if extended:
        return DeadlineState.EXTENDED
    return _warned(dates, now)


def distance_words(due: Due, *, now: datetime, calendar: BusinessCalendar) -> DuePhrase:
    """Return the due phrase of an open deadline: "4 working days left", "Due today", "2 working days late".

    Raises CalendarTooShort, NaiveInstant. Source: design brief, due phrase.
    """
    if due.unit is Unit.MINUTES:
        return _elapsed_phrase(due, now)
    today = local_date(now)
    date_words = list_date(due.limit_on, today=today)
    if due.limit_on == today:
        return DuePhrase("Due today", date_words, Tone.TODAY)
    number, distance, note = _distance(due, today, calendar)
    if due.limit_on < today:
        return DuePhrase(f"{distance} late", f"was due {date_words}{note}", Tone.LATE)
    return DuePhrase(f"{distance} left", f"{date_words}{note}", Tone.SOON if number <= _NEAR else Tone.LATER)


def done_words(due: Due, *, done_at: datetime, now: datetime, calendar: BusinessCalendar) -> DuePhrase:
    """Return "Met" or "Met late" with the day, and by how much. Source: design brief, due phrase."""
    today, done_on = local_date(now), local_date(done_at)
    date_words = list_date(done_on, today=today)
    if due.unit is Unit.MINUTES:
        if done_at <= due.limit_at:
            return DuePhrase("Met", f"{clock_time(done_at)}, {date_words}", Tone.MET)
        late_by = duration_words(done_at - due.limit_at)
        return DuePhrase("Met late", f"{clock_time(done_at)}, {date_words}, {late_by} after the limit", Tone.MET_LATE)
    if done_on <= due.limit_on:
        return DuePhrase("Met", date_words, Tone.MET)
    _, distance, note = _distance(due, done_on, calendar)
    return DuePhrase("Met late", f"{date_words}, {distance} after the limit{note}", Tone.MET_LATE)


CANCELLED_PHRASE = DuePhrase("Cancelled", "", Tone.CANCELLED)


def _is_late(dates: ClockDates, at: datetime) -> bool:
    if dates.unit is Unit.MINUTES:
        return at > dates.limit_at
    return local_date(at) > dates.limit_on


def _warned(dates: ClockDates, now: datetime) -> DeadlineState:
    if any(at <= now for at in dates.red_at):
        return DeadlineState.RED
    if any(at <= now for at in dates.amber_at):
        return DeadlineState.AMBER
    return DeadlineState.RUNNING


def _distance(due: Due, today: date, calendar: BusinessCalendar) -> tuple[int, str, str]:
    working_days = abs(calendar.working_days_between(today, due.limit_on))
    if due.unit is not Unit.CALENDAR_DAYS and working_days:
        return working_days, working_days_words(working_days), ""
    # Between a Friday and the Saturday after it no working day lies: only plain days can tell the distance.
    days = abs((due.limit_on - today).days)
    return days, counted(days, "day"), ", calendar days"


def _elapsed_phrase(due: Due, now: datetime) -> DuePhrase:
    today, limit_day = local_date(now), local_date(due.limit_at)
    day = " today" if limit_day == today else f", {list_date(limit_day, today=today)}"
    by = f"{clock_time(due.limit_at)}{day}"
    if now > due.limit_at:
        return DuePhrase(f"{duration_words(now - due.limit_at)} late", f"was due by {by}", Tone.LATE)
    return DuePhrase(f"{duration_words(due.limit_at - now)} left", f"by {by}", Tone.SOON)
