"""From the given fields of a case to our answers, by the public functions of workflows; the shape decides.

Nothing here looks at an expected value, and of a case's id only at its kind. A field nobody knows is an UnknownShape.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

from tests.oracle.appeal_answers import answer_appeal, is_about_an_appeal
from tests.oracle.incident_answers import answer_incident
from tests.oracle.measure_answers import answer_measures
from tests.oracle.shapes import CALENDAR, REGISTER, UnknownShape, at_noon, instant, take_receipt
from tests.oracle.tension_answers import answer_tension
from tests.oracle.threshold_answers import answer_threshold
from workflows.business_calendar import BusinessCalendar
from workflows.clock_dates import ClockDates, recount_clock, set_clock
from workflows.clock_register import ClockTerm
from workflows.due_dates import day_zero, limit_on, local_date, morning_of
from workflows.rules.completeness import application_dates
from workflows.rules.withdrawal import CaseStanding, Contact, Withdrawal, apply_withdrawal

Answer = Callable[[str], Any]  # the name of an expected field -> our value for it

# How the worked cases call our clocks.
_CLOCK_NAMES = {
    "ack": "ct_acknowledge",
    "acknowledgement": "ct_acknowledge",
    "threshold_decision": "ct_threshold_decision",
    "decision": "ct_threshold_decision",
    "meeting": "ct_review_meeting",
    "outcome": "ct_review_outcome",
    "contact": "ct_contact",
    "chair": "ct_chair",
    "information_return": "ct_information_return",
    "return": "ct_information_return",
}
_OF_KIND: Mapping[str, Callable[[dict[str, Any]], Answer]] = {
    "TE": answer_tension,
    "MI": answer_incident,
    "RP": answer_measures,
}
_COMPLETED, _LETTER = "completed", "threshold_met_letter"


def answers_for(given: Mapping[str, Any], *, kind: str, cut_off: time | None) -> Answer:
    """Return the function that answers each expected field of a case of that kind. Raises UnknownShape."""
    left = dict(given)
    return _OF_KIND[kind](left) if kind in _OF_KIND else _answer_by_shape(left, cut_off)


def _answer_by_shape(left: dict[str, Any], cut_off: time | None) -> Answer:
    if is_about_an_appeal(left):
        return answer_appeal(left, cut_off)
    if "complaints" in left or not _has_clock(left):
        return answer_threshold(left)
    if "holiday" in left:
        return _answer_proclaimed(left)
    if "application_received" in left:
        return _answer_late_consent(left, cut_off)
    if any(name.startswith("case_") for name in left):
        return _answer_withdrawals(left)
    if _LETTER in left:
        return _answer_from(_LETTER, at_noon(_only(left, _LETTER)), None)
    if "every_step_taken_on_its_limit" in left:
        return _answer_longest_path(left)
    received_at = take_receipt(left)
    _refuse_rest(left)
    return _answer_receipt(received_at, cut_off)


def _has_clock(left: Mapping[str, Any]) -> bool:
    marks = ("received", "completed", "letter")
    return any(mark in name for name in left for mark in marks)


def _answer_receipt(received_at: datetime, cut_off: time | None) -> Answer:
    from_completion = _answer_from(_COMPLETED, received_at, cut_off)
    zero = day_zero(received_at, calendar=CALENDAR, cut_off=cut_off)

    def answer(name: str) -> Any:
        if found := re.fullmatch(r"due_(\d+)wd", name):
            return limit_on(zero, working_days=int(found[1]), calendar=CALENDAR).isoformat()
        if name == "local_date":
            return local_date(received_at).isoformat()
        return from_completion(name)

    return answer


def _answer_from(moment: str, at: datetime, cut_off: time | None) -> Answer:
    clocks = {
        rule.id: set_clock(rule, trigger_at=at, calendar=CALENDAR, cut_off=cut_off)
        for rule in REGISTER
        if rule.counted_from == moment
    }

    def answer(name: str) -> Any:
        found = re.fullmatch(r"(amber|red)_(\d+)wd_before", name)
        if found:
            return _warning(clocks, found[1], int(found[2]))
        clock, _, which = re.sub(r"_\d+wd$", "", name).rpartition("_")
        dates = clocks.get(_CLOCK_NAMES.get(clock, clock))
        if dates is None or which not in ("target", "limit"):
            raise UnknownShape(f"expects {name}")
        day = dates.target_on if which == "target" else dates.limit_on
        return day and day.isoformat()

    return answer


def _warning(clocks: Mapping[str, ClockDates], colour: str, days_before: int) -> str:
    """Return the day of a warning of the clock that ends last; if the number differs, that is an answer too."""
    dates = max(clocks.values(), key=lambda one: one.limit_on)
    warned_on = local_date((dates.amber_at if colour == "amber" else dates.red_at)[0])
    before = CALENDAR.working_days_between(warned_on, dates.limit_on)
    return warned_on.isoformat() if before == days_before else f"{before} working days before"


def _answer_late_consent(left: dict[str, Any], cut_off: time | None) -> Answer:
    received_at = instant(left.pop("application_received"))
    items = [instant(left.pop(name)) for name in list(left) if name.endswith("_received")]
    _refuse_rest(left)
    dates = application_dates(received_at, missing_came_at=items)
    assert dates.completed_at is not None
    started = dates.completed_at
    from_completion = _answer_from(_COMPLETED, started, cut_off)

    def answer(name: str) -> Any:
        if name == "clock_start":
            return day_zero(started, calendar=CALENDAR, cut_off=cut_off).isoformat()
        if name == "application_date_for_six_month_test":
            return dates.application_on.isoformat()
        return from_completion(name)

    return answer


def _answer_longest_path(left: dict[str, Any]) -> Answer:
    if left.pop("every_step_taken_on_its_limit") is not True:
        raise UnknownShape("every_step_taken_on_its_limit must be true")
    completed_at = take_receipt(left)
    _refuse_rest(left)
    first = set_clock(REGISTER.rule("ct_threshold_decision"), trigger_at=completed_at, calendar=CALENDAR)
    after_letter = _answer_from(_LETTER, at_noon(first.limit_on), None)

    def answer(name: str) -> Any:
        if name == "total_working_days":
            last = date.fromisoformat(after_letter("outcome_limit"))
            return CALENDAR.working_days_between(first.trigger_on, last)
        try:
            return after_letter(name)
        except UnknownShape:
            return _answer_from(_COMPLETED, completed_at, None)(name)

    return answer


def _answer_proclaimed(left: dict[str, Any]) -> Answer:
    holiday = date.fromisoformat(left.pop("holiday"))
    known_on = date.fromisoformat(left.pop("holiday_added_on"))
    length = left.pop("limit_wd")
    rule = REGISTER.rule("ct_threshold_decision").with_term(ClockTerm(limit=length))
    completed_at = take_receipt(left)
    _refuse_rest(left)
    before = set_clock(rule, trigger_at=completed_at, calendar=BusinessCalendar.for_nation(removed=[holiday]))
    longer = BusinessCalendar.for_nation(added={holiday: "Proclaimed bank holiday"})
    recount = recount_clock(rule, before, now=morning_of(known_on), calendar=longer)
    ours = {"due_before_change": recount.before.limit_on, "due_after_change": recount.after.limit_on}

    def answer(name: str) -> Any:
        if name not in ours:
            raise UnknownShape(f"expects {name}")
        return ours[name].isoformat()

    return answer


def _answer_withdrawals(left: dict[str, Any]) -> Answer:
    letter_at = at_noon(left.pop(_LETTER))
    events = {name: left.pop(name) for name in list(left) if name.startswith("case_")}
    _refuse_rest(left)

    def answer(name: str) -> Any:
        if name not in events:
            raise UnknownShape(f"expects {name}")
        return _after_withdrawal(events[name], letter_at)

    return answer


def _after_withdrawal(words: str, letter_at: datetime) -> Answer:
    clocks = [rule.id for rule in REGISTER if rule.counted_from == _LETTER]
    withdrawal, on = _withdrawal(words)
    effect = apply_withdrawal(withdrawal, on=on, standing=CaseStanding(running_clocks=clocks, contact=Contact.ADVOCATE))
    dated = _answer_from(_LETTER, letter_at, None)
    ours = {
        "state": effect.state,
        "open_timers": len(effect.going_on) + len(effect.started),
        "contact": effect.contact.value,
        "contact_from": effect.contact_from_on and effect.contact_from_on.isoformat(),
    }

    def answer(name: str) -> Any:
        if name in ours:
            return ours[name]
        clock = _CLOCK_NAMES.get(name.rpartition("_")[0])
        return dated(name) if clock in effect.going_on else None

    return answer


def _withdrawal(words: str) -> tuple[Withdrawal, date]:
    day = re.search(r"\d{4}-\d\d-\d\d", words)
    if day is None or "withdraws" not in words:
        raise UnknownShape(f"cannot read: {words}")
    on = date.fromisoformat(day[0])
    if "consent" in words:
        return Withdrawal.CONSENT, on
    if re.search(r"phone|call", words):
        return Withdrawal.APPLICATION_BY_PHONE, on
    if "application" in words:
        return Withdrawal.APPLICATION, on
    raise UnknownShape(f"cannot read: {words}")


def _only(left: dict[str, Any], name: str) -> Any:
    value = left.pop(name)
    _refuse_rest(left)
    return value


def _refuse_rest(left: Mapping[str, Any]) -> None:
    if left:
        raise UnknownShape(f"gives {', '.join(left)}")
