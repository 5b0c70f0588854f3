"""Until when one may appeal, and how late an appeal is. Source: AP-06, AP-12.

What may be appealed against: routing.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from workflows.business_calendar import BusinessCalendar
from workflows.clock_dates import set_clock
from workflows.clock_register import ClockRule, ClockTerm
from workflows.date_words import long_date, working_days_words
from workflows.due_dates import limit_on, local_date, morning_of

POST_WORKING_DAYS = 2


class SentBy(StrEnum):
    """How a letter went out."""

    EMAIL = "email"
    POST = "post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lateness:
    """An appeal beside its last day. `is_open` only when the appeal is in time or was accepted late."""

    last_day_on: date
    received_on: date
    working_days_late: int
    is_late: bool
    is_accepted: bool

    @property
    def is_open(self) -> bool:
        """Whether the appeal is dealt with: in time, or late and accepted. Source: AP-06."""
        return not self.is_late or self.is_accepted

    @property
    def sentence(self) -> str:
        """What the appellant and the officer read about it."""
        if not self.is_late:  # it may be read before that day or after
            return f"In time. The last day to appeal: {long_date(self.last_day_on)}."
        last = f"The last day to appeal was {long_date(self.last_day_on)}."
        # On a weekend after the last day it is late by no working day yet.
        days = f", {working_days_words(self.working_days_late)} later" if self.working_days_late else ""
        accepted = " It was accepted for a good reason." if self.is_accepted else ""
        return f"Late. {last} This appeal came on {long_date(self.received_on)}{days}.{accepted}"


def deemed_receipt(
    sent_on: date, *, sent_by: SentBy, calendar: BusinessCalendar, post_working_days: int = POST_WORKING_DAYS
) -> date:
    """Return the day a letter is taken to have arrived: the same day by email, the second working day by post.

    Only for areas that choose this reading; the usual one counts from the date sent, never later. Source: AP-12.
    """
    if sent_by is SentBy.EMAIL:
        return sent_on
    return limit_on(sent_on, working_days=post_working_days, calendar=calendar)


def last_day_to_appeal(
    rule: ClockRule,
    *,
    letter_on: date,
    window_working_days: int,
    calendar: BusinessCalendar,
    promised_on: date | None = None,
) -> date:
    """Return the last day to appeal against a decision letter (or one taken to have arrived on that day).

    `rule` is the clock ap_window, its length the area's setting; `promised_on`, the latest day that a letter
    gave, is kept if it is later. Source: AP-06, CM-10.
    """
    term = ClockTerm(limit=window_working_days)
    dates = set_clock(rule.with_term(term), trigger_at=morning_of(letter_on), calendar=calendar)
    return max(dates.limit_on, promised_on or dates.limit_on)


def judge_lateness(
    received_at: datetime, *, last_day_on: date, calendar: BusinessCalendar, is_accepted: bool = False
) -> Lateness:
    """Return whether an appeal is late and by how much; any hour of the last day is in time.

    No cut-off hour: it must not cost anybody the right to appeal. `is_accepted` when the head of office took
    it for a good reason. Raises NaiveInstant. Source: AP-06, CM-02, CM-03.
    """
    received_on = local_date(received_at)
    is_late = received_on > last_day_on
    return Lateness(
        last_day_on=last_day_on,
        received_on=received_on,
        working_days_late=calendar.working_days_between(last_day_on, received_on) if is_late else 0,
        is_late=is_late,
        is_accepted=is_late and is_accepted,
    )
