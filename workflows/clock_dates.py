"""What dates one clock gives: target, limit, warnings and the day-by-day count; extension and recount.

Whether those dates are near or missed at some moment: deadline_state.py.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from workflows.business_calendar import BusinessCalendar
from workflows.clock_register import ClockKind, ClockRule, Unit
from workflows.due_dates import (
    CountedDay,
    at_local_time,
    calendar_limit,
    day_zero,
    explain_count,
    explain_days,
    fires_at,
    limit_on,
    local_date,
    morning_of,
    period_end,
    planning_target,
)
from workflows.errors import WorkflowError

# Length of a limit -> working days before it of the amber and the red warning; other lengths by formula.
_WARNINGS = {20: (5, 2), 10: (3, 1), 5: (2, 1)}
_LONG, _MOST_AMBER = 15, 5
_AFTERNOON = time(15)
_CALENDAR_WARNINGS = (3, 1)


class ExtensionNotLater(WorkflowError):
    """An extension must end on a later day than the limit it extends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockDates:
    """The dates of one running clock. Instants are UTC; `limit_at` is when it is too late (or when it acts)."""

    trigger_on: date
    trigger_at: datetime
    target_on: date | None
    limit_on: date
    target_at: datetime | None
    limit_at: datetime
    amber_at: tuple[datetime, ...]
    red_at: tuple[datetime, ...]
    count: tuple[CountedDay, ...]
    unit: Unit
    calendar_edition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """A limit before and after the calendar or a setting changed. Source: CM-10."""

    before: ClockDates
    after: ClockDates

    @property
    def moves(self) -> bool:
        """Whether the limit is another day now."""
        return self.before.limit_at != self.after.limit_at

    def must_tell(self, *, promised_on: date | None) -> bool:
        """Return whether a date promised in a letter would move to a later day: then its reader is told first."""
        return promised_on is not None and self.moves and self.after.limit_on > promised_on


def set_clock(
    rule: ClockRule, *, trigger_at: datetime, calendar: BusinessCalendar, cut_off: time | None = None
) -> ClockDates:
    """Return the dates of a clock that starts at an instant.

    The cut-off hour is heeded only where the clock may know it. Raises CalendarTooShort, NaiveInstant.
    Source: CM-02 to CM-08, D-020.
    """
    if rule.unit is Unit.MINUTES:
        return _set_minutes(rule, trigger_at, calendar)
    trigger_on = day_zero(trigger_at, calendar=calendar, cut_off=cut_off if rule.may_cut_off else None)
    limit = _end(rule, trigger_on, rule.limit, calendar)
    target = _target(rule, trigger_on, limit, calendar)
    bare = ClockDates(
        trigger_on=trigger_on,
        trigger_at=trigger_at,
        target_on=target,
        limit_on=limit,
        target_at=morning_of(target) if target else None,
        limit_at=fires_at(limit) if rule.kind is ClockKind.LIMIT else morning_of(limit),
        amber_at=(),
        red_at=(),
        count=_count(rule.unit, trigger_on, limit, calendar),
        unit=rule.unit,
        calendar_edition=calendar.edition,
    )
    return _with_warnings(rule, bare, calendar)


def extend_clock(rule: ClockRule, dates: ClockDates, *, new_limit_on: date, calendar: BusinessCalendar) -> ClockDates:
    """Return the dates with a later limit, as an approved extension gives it; the target goes.

    Raises ExtensionNotLater. Source: CM-09.
    """
    if new_limit_on <= dates.limit_on:
        raise ExtensionNotLater
    later = replace(
        dates,
        target_on=None,
        target_at=None,
        limit_on=new_limit_on,
        limit_at=fires_at(new_limit_on),
        count=_count(rule.unit, dates.trigger_on, new_limit_on, calendar),
        calendar_edition=calendar.edition,
    )
    return _with_warnings(rule, later, calendar)


def recount_clock(
    rule: ClockRule,
    dates: ClockDates,
    *,
    now: datetime,
    calendar: BusinessCalendar,
    cut_off: time | None = None,
) -> Recount:
    """Return an open clock counted again from its own start, beside its old dates.

    A limit that has passed by then stays where it was. Source: CM-10.
    """
    is_open = now < dates.limit_at
    after = set_clock(rule, trigger_at=dates.trigger_at, calendar=calendar, cut_off=cut_off) if is_open else dates
    return Recount(before=dates, after=after)


def warning_days(length: int) -> tuple[int | None, int | None]:
    """Return how many working days before a limit of that length amber and red are given.

    Amber is None where it would fall on red's day or earlier; a limit of one day has its warnings on the day,
    so both are None. Source: CM-08.
    """
    if length <= 1:
        return None, None
    amber, red = _WARNINGS.get(length) or (min(_MOST_AMBER, -(-length // 3)), 2 if length >= _LONG else 1)
    return (amber if amber > red else None), red


def _set_minutes(rule: ClockRule, trigger_at: datetime, calendar: BusinessCalendar) -> ClockDates:
    trigger_on = local_date(trigger_at)
    # In a local zone an hour added may be no hour passed: only UTC counts elapsed time.
    began_at = trigger_at.astimezone(UTC)
    limit_at = began_at + timedelta(minutes=rule.limit)
    target_at = None if rule.target is None else began_at + timedelta(minutes=rule.target)
    return ClockDates(
        trigger_on=trigger_on,
        trigger_at=trigger_at,
        target_on=None if target_at is None else local_date(target_at),
        limit_on=local_date(limit_at),
        target_at=target_at,
        limit_at=limit_at,
        amber_at=(began_at + timedelta(minutes=rule.limit) / 2,),
        red_at=(limit_at,),
        count=(),
        unit=rule.unit,
        calendar_edition=calendar.edition,
    )


def _end(rule: ClockRule, trigger_on: date, length: int, calendar: BusinessCalendar) -> date:
    if rule.unit is Unit.MONTHS:
        return period_end(trigger_on, months=length)
    signed = -length if rule.backwards else length
    if rule.unit is Unit.CALENDAR_DAYS:
        return calendar_limit(trigger_on, days=signed)
    return limit_on(trigger_on, working_days=signed, calendar=calendar)


def _target(rule: ClockRule, trigger_on: date, limit: date, calendar: BusinessCalendar) -> date | None:
    if rule.target is not None:
        return _end(rule, trigger_on, rule.target, calendar)
    if rule.unit is Unit.CALENDAR_DAYS:
        return planning_target(min(trigger_on, limit), limit, calendar)
    return None


def _count(unit: Unit, start_on: date, end_on: date, calendar: BusinessCalendar) -> tuple[CountedDay, ...]:
    if unit is Unit.WORKING_DAYS:
        return explain_count(start_on, end_on, calendar=calendar)
    return explain_days(start_on, end_on) if unit is Unit.CALENDAR_DAYS else ()


def _with_warnings(rule: ClockRule, dates: ClockDates, calendar: BusinessCalendar) -> ClockDates:
    if rule.kind is not ClockKind.LIMIT:
        return dates
    if rule.unit is Unit.CALENDAR_DAYS:
        return _calendar_warnings(dates, is_dated=rule.limit == 0)
    length = _length(rule, dates, calendar)
    if length <= 1 and rule.red is None:
        return replace(
            dates, amber_at=(morning_of(dates.limit_on),), red_at=(at_local_time(dates.limit_on, _AFTERNOON),)
        )

    def before(days: int | None) -> tuple[datetime, ...]:
        return () if days is None else (morning_of(limit_on(dates.limit_on, working_days=-days, calendar=calendar)),)

    amber, red = warning_days(length)
    amber, red = rule.amber or amber, rule.red or red
    return replace(dates, amber_at=before(amber), red_at=before(red))


def _length(rule: ClockRule, dates: ClockDates, calendar: BusinessCalendar) -> int:
    # A backward clock has no length of its own: it is warned like a short one, one working day before.
    if rule.backwards:
        return 3
    return calendar.working_days_between(dates.trigger_on, dates.limit_on)


def _calendar_warnings(dates: ClockDates, *, is_dated: bool) -> ClockDates:
    far, near = (morning_of(dates.limit_on - timedelta(days=days)) for days in _CALENDAR_WARNINGS)
    planned = (dates.target_at,) if dates.target_at else ()

    def in_time(instants: set[datetime]) -> tuple[datetime, ...]:
        return tuple(sorted(at for at in instants if is_dated or at > dates.trigger_at))

    return replace(dates, amber_at=in_time({far, *planned}), red_at=in_time({near}))
