"""Our answers to the worked cases of appeals: promises, updates, the window, and the way of each ground."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from tests.oracle.shapes import CALENDAR, REGISTER, UnknownShape, instant
from workflows.clock_dates import ClockDates
from workflows.rules.appeal import (
    AppealRoute,
    DecisionLetter,
    Ground,
    SentBy,
    acknowledgement_dates,
    decision_dates,
    deemed_receipt,
    last_day_to_appeal,
    next_update_on,
    route_appeal,
)

Answer = Callable[[str], Any]

_MARKS = ("appeal_received", "ack_sent", "ack_posted", "decision_letter")
_RECEIPTS = ("appeal_received_local", "appeal_received_utc", "appeal_received_at", "appeal_received")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_UPDATES_ON_TIME = "each_update_sent_on_its_due_date"
_NEWEST_FIRST = (
    DecisionLetter(code="L-CT-13", sent_on=date(2025, 3, 17)),
    DecisionLetter(code="L-CT-08", sent_on=date(2025, 1, 13)),
)
_ROUTE_WORDS = {
    AppealRoute.SPOC: "spoc_not_appeal",
    AppealRoute.AGENCY: "agency_complaints",
    AppealRoute.CPS: "cps_complaints_or_vrr",
    AppealRoute.PREMATURE: "premature",
}
# What an appellant may write -> the ground; the first line that fits decides.
_GROUND_WORDS = (
    (r"\bcps\b|prosecution|charging", Ground.CPS),
    (r"rude|conduct|attitude|manner", Ground.CONDUCT),
    (r"not (been )?(carried out|delivered|done|implemented)|delivery", Ground.DELIVERY),
    (r"threshold", Ground.THRESHOLD),
    (r"\bplan\b", Ground.PLAN),
    (r"outcome|no further action", Ground.OUTCOME),
    (r"process|procedure", Ground.PROCESS),
)


def is_about_an_appeal(given: Mapping[str, Any]) -> bool:
    """Tell whether the fields are those of an appeal: its dates, or grounds under single letters."""
    return any(name.startswith(_MARKS) for name in given) or _are_grounds(given)


def answer_appeal(left: dict[str, Any], cut_off: time | None) -> Answer:
    """Return the function that answers a case of an appeal. Raises UnknownShape."""
    if _are_grounds(left):
        return _known({name: _way_of(words) for name, words in left.items()})
    if "decision_letter" in left:
        return _answer_window(left)
    if "ack_posted" in left:
        return _answer_posted(left)
    if any(name in left for name in _RECEIPTS):
        return _answer_receipt(left, cut_off)
    return _answer_updates(left)


def _are_grounds(given: Mapping[str, Any]) -> bool:
    return bool(given) and all(re.fullmatch("[a-z]", name) for name in given)


def _way_of(words: str) -> str:
    ground = next((ground for pattern, ground in _GROUND_WORDS if re.search(pattern, words, re.IGNORECASE)), None)
    if ground is None:
        raise UnknownShape(f"knows the ground {words}")
    routed = route_appeal([ground], letters=_NEWEST_FIRST)
    return f"stage_{routed.stage}" if routed.starts_clocks else _ROUTE_WORDS[routed.route]


def _answer_window(left: dict[str, Any]) -> Answer:
    letter_on, length = date.fromisoformat(left.pop("decision_letter")), left.pop("window_wd")
    _refuse_rest(left)
    rule = REGISTER.rule("ap_window")
    last = last_day_to_appeal(rule, letter_on=letter_on, window_working_days=length, calendar=CALENDAR)
    return _known({"last_day_to_appeal": last.isoformat()})


def _answer_posted(left: dict[str, Any]) -> Answer:
    posted_on, days = date.fromisoformat(left.pop("ack_posted")), left.pop("deemed_receipt_wd")
    _refuse_rest(left)
    came_on = deemed_receipt(posted_on, sent_by=SentBy.POST, calendar=CALENDAR, post_working_days=days)
    return _known(
        {
            "deemed_receipt": came_on.isoformat(),
            **_dates("default_decision", _decision(posted_on)),
            **_dates("alternative_decision", _decision(came_on)),
        }
    )


def _answer_receipt(left: dict[str, Any], cut_off: time | None) -> Answer:
    received_at = instant(left.pop(next(name for name in _RECEIPTS if name in left)))
    missing = [instant(left.pop(name)) for name in list(left) if re.search("_received(_local|_utc|_at)?$", name)]
    sent = next((name for name in ("full_ack_sent", "ack_sent") if name in left), "")
    sent_on = date.fromisoformat(left.pop(sent)) if sent else None
    _refuse_rest(left)
    rule = REGISTER.rule("ap_acknowledge")
    dates = acknowledgement_dates(
        rule, received_at=received_at, calendar=CALENDAR, missing_came_at=missing, cut_off=cut_off
    )
    assert dates.full is not None
    ours = _dates("full_ack", dates.full)
    ours |= _dates("holding_ack", dates.first) if dates.needs_holding else _dates("ack", dates.first)
    if sent_on is not None:
        ours |= {sent: sent_on.isoformat(), **_dates("decision", _decision(sent_on))}
    return _known(ours)


def _answer_updates(left: dict[str, Any]) -> Answer:
    decision = _decision(date.fromisoformat(left.pop("ack_sent")))
    if _UPDATES_ON_TIME in left:
        if left.pop(_UPDATES_ON_TIME) is not True:
            raise UnknownShape(f"{_UPDATES_ON_TIME} must be true")
        _refuse_rest(left)
        return _known(_updates_on_time(decision))
    sent = left.pop("updates_sent", [])
    sent += [left.pop("update_sent")] if "update_sent" in left else []
    _refuse_rest(left)
    due_on = _next_update(decision, [date.fromisoformat(day) for day in sent])
    return _known({"next_update_due": due_on.isoformat(), **_dates("decision", decision)})


def _updates_on_time(decision: ClockDates) -> dict[str, str]:
    sent: list[date] = []
    for _ in _ORDINALS:
        sent.append(_next_update(decision, sent))
    return {f"{word}_update_due": day.isoformat() for word, day in zip(_ORDINALS, sent, strict=True)}


def _next_update(decision: ClockDates, sent_on: list[date]) -> date:
    return next_update_on(REGISTER.rule("ap_update"), decision=decision, sent_on=sent_on, calendar=CALENDAR)


def _decision(acknowledged_on: date) -> ClockDates:
    return decision_dates(REGISTER.rule("ap_decision"), acknowledged_on=acknowledged_on, calendar=CALENDAR)


def _dates(clock: str, dates: ClockDates) -> dict[str, str]:
    target = {f"{clock}_target": dates.target_on.isoformat()} if dates.target_on else {}
    return {f"{clock}_limit": dates.limit_on.isoformat(), **target}


def _known(ours: Mapping[str, Any]) -> Answer:
    def answer(name: str) -> Any:
        if name not in ours:
            raise UnknownShape(f"expects {name}")
        return ours[name]

    return answer


def _refuse_rest(left: Mapping[str, Any]) -> None:
    if left:
        raise UnknownShape(f"gives {', '.join(left)}")
