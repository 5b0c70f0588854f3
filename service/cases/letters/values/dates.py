"""Dates that letters speak of and no clock counts."""

from calendar import monthrange
from datetime import date, timedelta

from workflows import period_end


def months_before(day: date, *, months: int) -> date:
    """Give the first day whose period of so many months still reaches this day. Source: CM-04, CT-16."""
    month_index = day.year * 12 + day.month - 1 - months
    year, month = divmod(month_index, 12)
    first = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    while period_end(first, months=months) < day:
        first += timedelta(days=1)
    return first
