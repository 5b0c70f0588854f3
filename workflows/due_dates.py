"""How a date is counted: working days, calendar days, months; and the instants at which dates fall.

Pure functions over a BusinessCalendar. Which clock uses which count: clock_register.py.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from workflows.business_calendar import BusinessCalendar
from workflows.errors import WorkflowError

LONDON = ZoneInfo("Europe/London")
_MORNING = time(9)
_WEEKEND = {5: "Saturday", 6: "Sunday"}


class NaiveInstant(WorkflowError):
    """A time came without its time zone, so its day cannot be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedDay:
    """One day of a count: its number (day 0 is 0), or why it is not counted."""

    on: date
    number: int | None
    why_not: str | None


def local_date(instant: datetime) -> date:
    """Return the date on the wall in London at that instant. Raises NaiveInstant. Source: CM-02."""
    return _local(instant).date()


def day_zero(received_at: datetime, *, calendar: BusinessCalendar, cut_off: time | None = None) -> date:
    """Return the day from which a clock counts, for something that arrived.

    The local date of arrival. With a cut-off hour, what comes later or on a non-working day counts as
    arrived on the next working day; exactly on the hour is in time. Source: CM-02, CM-03.
    """
    local = _local(received_at)
    if cut_off is None:
        return local.date()
    if calendar.is_working_day(local.date()) and local.time() <= cut_off:
        return local.date()
    return calendar.add_working_days(local.date(), working_days=1)


def limit_on(trigger_on: date, *, working_days: int, calendar: BusinessCalendar) -> date:
    """Return the last day on which the act is still in time.

    The trigger's local date is day 0; a negative number counts backwards. Raises CalendarTooShort.
    Source: CM-02; CT-23 uses 10. An area may shorten this; longer only by a logged override (CM-16).
    """
    return calendar.add_working_days(trigger_on, working_days=working_days)


def period_end(begins_on: date, *, months: int) -> date:
    """Return the last day of a period of whole months that begins with a date.

    The day before the corresponding date, or the last day of the month if there is none. Source: CM-04.
    """
    year, month = divmod(begins_on.year * 12 + begins_on.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    if begins_on.day > last:
        return date(year, month + 1, last)
    return date(year, month + 1, begins_on.day) - timedelta(days=1)


def calendar_limit(trigger_on: date, *, days: int) -> date:
    """Return the last day of a limit in plain days: the trigger is day 0, nothing rolls forward. Source: CM-05."""
    return trigger_on + timedelta(days=days)


def planning_target(trigger_on: date, limit_on: date, calendar: BusinessCalendar) -> date:
    """Return the last working day on or before the limit, but never a day before the trigger. Source: CM-05."""
    if calendar.is_working_day(limit_on):
        return limit_on
    return max(trigger_on, calendar.add_working_days(limit_on, working_days=-1))


def fires_at(limit_on: date) -> datetime:
    """Return the instant (UTC) at which it is too late: 00:00 in London on the day after. Source: CM-02, D-020."""
    return _instant(limit_on + timedelta(days=1), time.min)


def morning_of(day: date) -> datetime:
    """Return 09:00 in London on that day (UTC), when reminders, warnings and lapses happen. Source: D-020."""
    return _instant(day, _MORNING)


def at_local_time(day: date, wall: time) -> datetime:
    """Return the instant (UTC) of a wall time in London; in the hour that comes twice, the first."""
    return _instant(day, wall)


def explain_count(start_on: date, end_on: date, *, calendar: BusinessCalendar) -> tuple[CountedDay, ...]:
    """Return every day from one date to the other, oldest first, with its number from the start or why it has none.

    The end may lie before the start: then the numbers grow backwards. Source: D-014.
    """
    first, last = min(start_on, end_on), max(start_on, end_on)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(_counted(day, start_on, calendar) for day in days)


def explain_days(start_on: date, end_on: date) -> tuple[CountedDay, ...]:
    """Return every day of a count in plain days: each has a number. Source: CM-05."""
    days = range((end_on - start_on).days + 1)
    return tuple(CountedDay(on=start_on + timedelta(days=n), number=n, why_not=None) for n in days)


def _counted(day: date, start_on: date, calendar: BusinessCalendar) -> CountedDay:
    if day == start_on:
        return CountedDay(on=day, number=0, why_not=None)
    if not calendar.is_working_day(day):
        why = calendar.holiday_name(day) or _WEEKEND[day.weekday()]
        return CountedDay(on=day, number=None, why_not=why)
    if day > start_on:
        return CountedDay(on=day, number=calendar.working_days_between(start_on, day), why_not=None)
    # Backwards the day itself counts and the start does not: (day, start] less the start, plus the day.
    number = calendar.working_days_between(day, start_on) + (0 if calendar.is_working_day(start_on) else 1)
    return CountedDay(on=day, number=number, why_not=None)


def _local(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise NaiveInstant
    return instant.astimezone(LONDON)


def _instant(day: date, wall: time) -> datetime:
    return datetime.combine(day, wall, tzinfo=LONDON).astimezone(UTC)
