"""What the appellant and the case are promised, and by when: acknowledgement, decision, updates, remit.

Every length comes from the clock handed in. Whether the appeal itself came in time: window.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from workflows.business_calendar import BusinessCalendar
from workflows.clock_dates import ClockDates, set_clock
from workflows.clock_register import ClockRule
from workflows.due_dates import morning_of
from workflows.rules.appeal.routing import Stage
from workflows.rules.completeness import application_dates


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgementDates:
    """`first` runs from receipt and ends with either letter; `full` from the last missing item, None until then."""

    first: ClockDates
    full: ClockDates | None
    needs_holding: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateStep:
    """One update: when it was due, when it was sent (None: the decision came without it), how late it was."""

    due_on: date
    sent_on: date | None
    working_days_late: int

    @property
    def is_in_time(self) -> bool:
        """Whether the appellant heard no later than was due."""
        return self.sent_on is not None and self.sent_on <= self.due_on


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateChain:
    """All updates of one appeal, oldest first; `next_due_on` is None once it is decided."""

    steps: tuple[UpdateStep, ...]
    next_due_on: date | None

    @property
    def are_in_time(self) -> bool:
        """Whether no update was late or left out. Source: AP-14, RP-03."""
        return all(step.is_in_time for step in self.steps)


def acknowledgement_dates(
    rule: ClockRule,
    *,
    received_at: datetime,
    calendar: BusinessCalendar,
    missing_came_at: Sequence[datetime | None] = (),
    cut_off: time | None = None,
) -> AcknowledgementDates:
    """Return by when to acknowledge an appeal, and by when fully.

    `rule` is the clock ap_acknowledge. Every appeal is acknowledged from its receipt; with anything missing
    that letter holds, and the full one follows when the last item has come. Source: AP-08, AP-09.
    """
    first = set_clock(rule, trigger_at=received_at, calendar=calendar, cut_off=cut_off)
    completed_at = application_dates(received_at, missing_came_at=missing_came_at).completed_at
    if not missing_came_at:
        return AcknowledgementDates(first=first, full=first, needs_holding=False)
    if completed_at is None:
        return AcknowledgementDates(first=first, full=None, needs_holding=True)
    full = set_clock(rule, trigger_at=completed_at, calendar=calendar, cut_off=cut_off)
    return AcknowledgementDates(first=first, full=full, needs_holding=True)


def decision_dates(rule: ClockRule, *, acknowledged_on: date, calendar: BusinessCalendar) -> ClockDates:
    """Return the dates of the decision, counted from the full acknowledgement; a holding one starts nothing.

    `rule` is the clock ap_decision; the date is that of sending, or of deemed receipt where the area chose
    that. Source: AP-09, AP-12.
    """
    return set_clock(rule, trigger_at=morning_of(acknowledged_on), calendar=calendar)


def next_update_on(
    rule: ClockRule, *, decision: ClockDates, sent_on: Sequence[date], calendar: BusinessCalendar
) -> date:
    """Return the last day for the next update.

    `rule` is the clock ap_update. Counted from the last update really sent; the first is due when the decision
    is, and never after a longer silence than an update may have. Source: AP-14.
    """
    started_on = max(sent_on, default=decision.trigger_on)
    due_on = set_clock(rule, trigger_at=morning_of(started_on), calendar=calendar).limit_on
    return due_on if sent_on else min(due_on, decision.limit_on)


def trace_updates(
    rule: ClockRule,
    *,
    decision: ClockDates,
    sent_on: Sequence[date],
    calendar: BusinessCalendar,
    decided_on: date | None = None,
) -> UpdateChain:
    """Return every update with its own due date, and the next one while nothing is decided. Source: AP-14."""
    steps: list[UpdateStep] = []
    dates = sorted(sent_on)
    due_on = next_update_on(rule, decision=decision, sent_on=(), calendar=calendar)
    for number, day in enumerate(dates, start=1):
        steps.append(UpdateStep(due_on=due_on, sent_on=day, working_days_late=_days_late(due_on, day, calendar)))
        due_on = next_update_on(rule, decision=decision, sent_on=dates[:number], calendar=calendar)
    if decided_on is None:
        return UpdateChain(steps=tuple(steps), next_due_on=due_on)
    if decided_on > due_on:
        late = _days_late(due_on, decided_on, calendar)
        steps.append(UpdateStep(due_on=due_on, sent_on=None, working_days_late=late))
    return UpdateChain(steps=tuple(steps), next_due_on=None)


def remit_dates(rule: ClockRule, *, stage: Stage, decided_at: datetime, calendar: BusinessCalendar) -> ClockDates:
    """Return by when the SPOC carries out and reports what an upheld appeal sent back.

    `rule` is the clock ct_remit; each stage has a length of its own. Raises UnknownClock. Source: AP-13, AP-16.
    """
    return set_clock(rule.as_variant(f"stage_{stage}"), trigger_at=decided_at, calendar=calendar)


def _days_late(due_on: date, day: date, calendar: BusinessCalendar) -> int:
    return max(0, calendar.working_days_between(due_on, day))
