"""Why this date: the count of one clock in sentences, for the page and as a paragraph for a letter.

The day-by-day table itself is ClockDates.count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workflows.clock_dates import ClockDates
from workflows.clock_register import ClockRule, Unit
from workflows.date_words import (
    and_list,
    clock_time,
    counted,
    date_and_time,
    duration_words,
    long_date,
    working_days_words,
)
from workflows.due_dates import CountedDay, local_date

_WEEKEND = ("Saturday", "Sunday")
_NOTHING_MOVED_IT = "Nothing has paused or extended this clock."


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReason:
    """The sentences of the "Why this date" part. Source: D-014, design brief."""

    rule: str  # the bold one: "10 working days after the day we had the complete application."
    day_zero: str
    in_time: str
    not_counted: str
    moved: str
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """An approved extension as the explanation tells it. Source: CM-09."""

    from_on: date
    because: str
    approved_by: str


def explain_date(rule: ClockRule, dates: ClockDates, *, extension: Extension | None = None) -> DateReason:
    """Return why a clock ends on its day, in sentences a caseworker may read out.

    Forwards, backwards, plain days, months and elapsed time each have their own first sentence.
    Source: CM-02 to CM-06, D-014.
    """
    rule_words = _RULES[rule.unit](rule)
    day_zero = _day_zero_words(rule, dates)
    not_counted = _not_counted_words(dates)
    moved = _extension_words(dates, extension) if extension else _NOTHING_MOVED_IT
    limit = f"was first {long_date(extension.from_on)}" if extension else f"is {_limit_words(dates)}"
    lead = f"The limit {limit}: {rule_words[:1].lower()}{rule_words[1:]}"
    told = (lead, day_zero, not_counted, moved if extension else "")
    return DateReason(
        rule=rule_words,
        day_zero=day_zero,
        in_time=_in_time_words(rule, dates),
        not_counted=not_counted,
        moved=moved,
        paragraph=" ".join(sentence for sentence in told if sentence),
    )


def not_counted_days(count: Sequence[CountedDay]) -> tuple[CountedDay, ...]:
    """Return the bank holidays on weekdays that a count stepped over, oldest first."""
    return tuple(day for day in count if day.number is None and day.on.weekday() < 5)


def _working_days_rule(rule: ClockRule) -> str:
    if rule.backwards:
        return f"{working_days_words(rule.limit)} before {rule.day_zero_words}."
    return f"{working_days_words(rule.limit)} after {rule.day_zero_words}."


def _calendar_days_rule(rule: ClockRule) -> str:
    if rule.limit == 0:
        return f"{rule.day_zero_words[:1].upper()}{rule.day_zero_words[1:]}."
    return f"{counted(rule.limit, 'day')} after {rule.day_zero_words}, calendar days."


def _months_rule(rule: ClockRule) -> str:
    return f"{counted(rule.limit, 'month')} beginning with {rule.day_zero_words}."


def _minutes_rule(rule: ClockRule) -> str:
    hours, minutes = divmod(rule.limit, 60)
    parts = [counted(n, noun) for n, noun in ((hours, "hour"), (minutes, "minute")) if n]
    return f"{and_list(parts)} after {rule.day_zero_words}."


_RULES = {
    Unit.WORKING_DAYS: _working_days_rule,
    Unit.CALENDAR_DAYS: _calendar_days_rule,
    Unit.MONTHS: _months_rule,
    Unit.MINUTES: _minutes_rule,
}


def _limit_words(dates: ClockDates) -> str:
    return date_and_time(dates.limit_at) if dates.unit is Unit.MINUTES else long_date(dates.limit_on)


def _day_zero_words(rule: ClockRule, dates: ClockDates) -> str:
    day = long_date(dates.trigger_on)
    if rule.unit is Unit.MINUTES:
        return f"It began at {date_and_time(dates.trigger_at)}."
    if rule.unit is Unit.MONTHS:
        return f"{day} is the first day, and the period ends the day before the same date of a later month."
    if rule.backwards:
        return f"That is {day}, which is day 0."
    if rule.limit == 0:
        return ""
    arrived_on = local_date(dates.trigger_at)
    if arrived_on != dates.trigger_on:
        arrived = f"{long_date(arrived_on)} at {clock_time(dates.trigger_at)}"
        return f"It came on {arrived}, outside our hours, so {day} is day 0."
    return f"That was {day}, which is day 0, whatever the hour."


def _in_time_words(rule: ClockRule, dates: ClockDates) -> str:
    if rule.unit is Unit.MINUTES:
        took = duration_words(dates.limit_at - dates.trigger_at)
        return f"This clock runs day and night, through weekends and holidays: {took} in all."
    return f"Done at any time on {long_date(dates.limit_on)} is in time."


def _not_counted_words(dates: ClockDates) -> str:
    if dates.unit is Unit.CALENDAR_DAYS:
        return "Every day counts, weekends and bank holidays too." if len(dates.count) > 1 else ""
    if dates.unit is not Unit.WORKING_DAYS:
        return ""
    holidays = [f"{long_date(day.on)}, {_holiday_words(day.why_not or '')}" for day in not_counted_days(dates.count)]
    weekend = any(day.number is None and day.on.weekday() > 4 for day in dates.count)
    skipped = (["Saturdays and Sundays"] if weekend else []) + holidays
    return f"Not counted: {'; '.join(skipped)}." if skipped else "No weekend or bank holiday lies in between."


def _holiday_words(name: str) -> str:
    plain, substitute, _ = name.partition(", substitute")
    return f"substitute bank holiday for {plain}" if substitute else name


def _extension_words(dates: ClockDates, extension: Extension) -> str:
    moved = f"from {long_date(extension.from_on)} to {long_date(dates.limit_on)}"
    return f"{extension.approved_by} extended it {moved}, because {extension.because.strip().removesuffix('.')}."
