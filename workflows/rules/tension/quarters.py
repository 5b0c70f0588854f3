"""The quarters of a reporting year, in words, and when their report is due. Source: TE-23.

Which figures a report shows is not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from workflows.business_calendar import BusinessCalendar
from workflows.clock_dates import ClockDates, set_clock
from workflows.clock_register import ClockRule
from workflows.date_words import month_name
from workflows.due_dates import at_local_time
from workflows.errors import WorkflowError

_APRIL, _MONTHS_A_YEAR, _MONTHS_A_QUARTER = 4, 12, 3
_NOON = time(12)  # a day's instant where the hour does not matter


class NotAQuarterEnd(WorkflowError):
    """The day is not the last day of a quarter."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Quarter:
    """One quarter by its first day. The reporting year begins in April unless the area says otherwise."""

    begins_on: date
    year_starts_in: int = _APRIL

    @property
    def ends_on(self) -> date:
        """The last day."""
        return self.next.begins_on - timedelta(days=1)

    @property
    def next(self) -> Quarter:
        """The quarter after this one."""
        return Quarter(begins_on=_months_on(self.begins_on, _MONTHS_A_QUARTER), year_starts_in=self.year_starts_in)

    @property
    def previous(self) -> Quarter:
        """The quarter before this one."""
        return Quarter(begins_on=_months_on(self.begins_on, -_MONTHS_A_QUARTER), year_starts_in=self.year_starts_in)

    @property
    def number(self) -> int:
        """1 to 4, counted in the reporting year."""
        return (self.begins_on.month - self.year_starts_in) % _MONTHS_A_YEAR // _MONTHS_A_QUARTER + 1

    @property
    def label(self) -> str:
        """Return "Q4 2025/26"; a reporting year that is the calendar year gives "Q4 2025"."""
        first = _months_on(self.begins_on, -_MONTHS_A_QUARTER * (self.number - 1)).year
        year = f"{first}" if self.year_starts_in == 1 else f"{first}/{(first + 1) % 100:02}"
        return f"Q{self.number} {year}"

    @property
    def words(self) -> str:
        """Return "January to March 2026", with both years if the quarter spans two."""
        first, last = self.begins_on, self.ends_on
        first_words = month_name(first) if first.year == last.year else f"{month_name(first)} {first.year}"
        return f"{first_words} to {month_name(last)} {last.year}"

    def holds(self, day: date) -> bool:
        """Return whether the day lies in the quarter."""
        return self.begins_on <= day <= self.ends_on


def quarter_of(day: date, *, year_starts_in: int = _APRIL) -> Quarter:
    """Return the quarter a day lies in. Source: TE-23."""
    into = (day.month - year_starts_in) % _MONTHS_A_QUARTER
    return Quarter(begins_on=_months_on(day.replace(day=1), -into), year_starts_in=year_starts_in)


def quarter_ending(day: date, *, year_starts_in: int = _APRIL) -> Quarter:
    """Return the quarter whose last day that is. Raises NotAQuarterEnd. Source: TE-23."""
    quarter = quarter_of(day, year_starts_in=year_starts_in)
    if quarter.ends_on != day:
        raise NotAQuarterEnd
    return quarter


def report_dates(rule: ClockRule, quarter: Quarter, *, calendar: BusinessCalendar) -> ClockDates:
    """Return when the report on a quarter is planned and due, counted from its last day.

    Raises CalendarTooShort. Source: TE-23.
    """
    return set_clock(rule, trigger_at=at_local_time(quarter.ends_on, _NOON), calendar=calendar)


def _months_on(first: date, months: int) -> date:
    """Return the first day of a month so many months away."""
    year, month = divmod(first.year * _MONTHS_A_YEAR + first.month - 1 + months, _MONTHS_A_YEAR)
    return date(year, month + 1, 1)
