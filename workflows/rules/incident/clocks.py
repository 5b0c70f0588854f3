"""When the steps of a declared incident are due, what a downgrade ends, and what belongs to a series.

Deciding whether it is major: decision.py. How long the clocks are: the clock register.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from workflows.business_calendar import BusinessCalendar
from workflows.clock_dates import ClockDates, set_clock
from workflows.clock_register import ClockRegister, ClockRule
from workflows.due_dates import local_date

# All begin at the decision of the senior officer; the source gives no start of its own (MI-05).
DECLARATION_CLOCKS = ("mi_crro", "mi_staff", "mi_debrief", "mi_debrief_held", "mi_members")
_LASTS_AFTER_DOWNGRADE = ("mi_members",)
_SERIES_DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Downgrade:
    """What becomes of the running clocks when a declaration is withdrawn or downgraded. Source: MI-24."""

    cancelled: tuple[str, ...]
    going_on: tuple[str, ...]


def declaration_dates(
    register: ClockRegister, *, declared_at: datetime, calendar: BusinessCalendar
) -> Mapping[str, ClockDates]:
    """Return the dates of every clock that a declaration starts, by id of clock.

    The 3 and 14 days are calendar days: their target is the last working day on or before the limit, but never
    before the declaration. So the debrief may be due before the staff are (Easter). Raises CalendarTooShort.
    Source: MI-05, MI-09, MI-13, MI-15, MI-16, MI-20, CM-05.
    """
    return {
        clock: set_clock(register.rule(clock), trigger_at=declared_at, calendar=calendar)
        for clock in DECLARATION_CLOCKS
    }


def must_explain_debrief(rule: ClockRule, *, declared_at: datetime, held_on: date, calendar: BusinessCalendar) -> bool:
    """Return whether a debrief on that day needs a reason: it is later than 10 working days. Source: MI-16."""
    return held_on > set_clock(rule, trigger_at=declared_at, calendar=calendar).limit_on


def next_decision_at(rule: ClockRule, *, decided_at: datetime, calendar: BusinessCalendar) -> datetime:
    """Return the instant by which a potential incident is decided again: 24 elapsed hours on. Source: MI-06."""
    return set_clock(rule, trigger_at=decided_at, calendar=calendar).limit_at


def apply_downgrade(running: Collection[str]) -> Downgrade:
    """Return which running clocks end: all but the report to the members, which tells the true outcome.

    Source: MI-24.
    """
    return Downgrade(
        cancelled=tuple(clock for clock in running if clock not in _LASTS_AFTER_DOWNGRADE),
        going_on=tuple(clock for clock in running if clock in _LASTS_AFTER_DOWNGRADE),
    )


def is_of_series(*, declared_at: datetime, happened_at: datetime) -> bool:
    """Return whether a further incident may be attached: within 14 days of the declaration, by local dates.

    Attached, it gets a new round of messages but no second set of clocks. Whether it is linked, people say.
    Source: MI-25.
    """
    since = local_date(happened_at) - local_date(declared_at)
    return timedelta(0) <= since <= timedelta(days=_SERIES_DAYS)
