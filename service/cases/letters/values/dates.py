"""Dates that letters speak of and no clock counts."""

from calendar import monthrange
from datetime import date


def months_before(day: date, *, months: int) -> date:
    """Give the first day of a period of so many months that ends on this day. Source: CM-04."""
    month_index = day.year * 12 + day.month - 1 - months
    year, month = divmod(month_index, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
