"""Our answers to the worked cases of major racial incidents: decisions, declarations, notices, downgrades, series."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tests.oracle.dated_names import Answer, bare_name, dates_from, known, moment_words, refuse_rest, take_instants
from tests.oracle.shapes import CALENDAR, REGISTER, UnknownShape, instant
from workflows.due_dates import local_date
from workflows.rules.incident import (
    DECLARATION_CLOCKS,
    IncidentAnswer,
    IncidentDecision,
    LimbAnswer,
    Rung,
    Told,
    TwoLimbs,
    answer_of,
    apply_downgrade,
    decide_incident,
    declaration_dates,
    is_of_series,
    must_explain_debrief,
    next_decision_at,
    next_rungs,
    order_of_notice,
)

# How the worked cases call the clocks of a declaration.
_NAMES = {
    "crro": "mi_crro",
    "staff": "mi_staff",
    "debrief": "mi_debrief",
    "debrief_organised": "mi_debrief",
    "debrief_held": "mi_debrief_held",
    "members": "mi_members",
}
_AFTER_TOLD = {
    "crro_told": {"partners": "mi_partners", "rec": "mi_partners", "coordinator": "mi_partners"},
    "coordinator_told": {"chief_officer": "mi_chief_officer"},
    "notices_sent": {"feedback": "mi_feedback", "deputy": "mi_unreachable"},
}
_RUNGS = {
    "crro_told": Rung.CRRO,
    "rec_told": Rung.RACE_EQUALITY,
    "coordinator_told": Rung.COORDINATOR,
    "council_told": Rung.COUNCIL_DUTY,
    "chief_officer_told": Rung.CHIEF_OFFICER,
    "staff_told": Rung.STAFF,
    "members_told": Rung.MEMBERS,
}
_TOLD_WORDS = "told|informed|notified|alerted|acknowledged"
_AGAIN = ("redecide_by", "redecide_limit", "redecide_limit_24h", "decide_again_by", "next_decision")
_ENDS = ("downgraded", "withdrawn", "stood_down", "false_alarm")
_HAPPENINGS = ("declared", "potential", "marked_potential", "further_incident", "debrief_date", *_ENDS)
_WORDS = re.compile(
    rf"(?P<what>{'|'.join(name.replace('_', ' ') for name in _HAPPENINGS)})\D*?(?P<at>\d{{4}}-\d\d-\d\d[T\d:+Z-]*)"
)
_LIMBS = ("limb_a", "limb_b")


def answer_incident(left: dict[str, Any]) -> Answer:
    """Return the function that answers a case of an incident. Raises UnknownShape."""
    if left and all(re.fullmatch("[a-z]", name) for name in left):
        return known({name: _answer_words(words) for name, words in left.items()}, {})
    if all(name in left for name in _LIMBS):
        return _answer_limbs(left)
    left = {_as_told(name): value for name, value in left.items()}
    happened = take_instants(left, dict.fromkeys([*_HAPPENINGS, *_AFTER_TOLD, *_RUNGS]))
    refuse_rest(left)
    if not happened:
        raise UnknownShape("tells nothing that happened")
    return _answer_happenings(happened)


def _answer_words(words: str) -> Answer:
    """Answer what a sentence tells: a decision, or happenings with their dates."""
    happened = {found["what"].replace(" ", "_"): instant(found["at"]) for found in _WORDS.finditer(words)}
    if happened:
        return _answer_happenings(happened)
    if "not major" in words:
        return known(_decision(_decided(IncidentAnswer.NOT_MAJOR)), {})
    if "potential" in words:
        return known(_decision(_decided(IncidentAnswer.POTENTIAL)), {})
    raise UnknownShape(f"knows the words {words}")


def _answer_limbs(left: dict[str, Any]) -> Answer:
    limbs = _limbs(*(bool(left.pop(name)) for name in _LIMBS))
    answer = answer_of(limbs, may_become_major=bool(left.pop("may_become_major", False)))
    refuse_rest(left)
    return known({"answer": answer, "major": answer is IncidentAnswer.MAJOR} | _decision(_decided(answer)), {})


def _as_told(name: str) -> str:
    return re.sub(rf"_({_TOLD_WORDS})(?=$|_(local|utc|at|on)$)", "_told", name)


def _answer_happenings(happened: Mapping[str, datetime]) -> Answer:
    clocks = {name: dates_from(clock, at) for told, at in happened.items() for name, clock in _told(told).items()}
    ours: dict[str, Any] = _order(happened)
    if "declared" in happened:
        declared_at = happened["declared"]
        ended = [at for name, at in happened.items() if name in _ENDS]
        going_on = apply_downgrade(DECLARATION_CLOCKS).going_on if ended else DECLARATION_CLOCKS
        dates = declaration_dates(REGISTER, declared_at=declared_at, calendar=CALENDAR)
        clocks |= {name: dates[clock] for name, clock in _NAMES.items() if clock in going_on}
        ours |= {"clocks": len(going_on), **_about_declared(declared_at, happened)}
        if ended:
            ours["stand_down_notice"] = local_date(ended[0]).isoformat()
    for name in ("potential", "marked_potential"):
        if name in happened:
            again_at = next_decision_at(REGISTER.rule("mi_redecide"), decided_at=happened[name], calendar=CALENDAR)
            ours |= _decision(_decided(IncidentAnswer.POTENTIAL))
            ours |= dict.fromkeys(_AGAIN, moment_words(again_at))
    clocks |= {f"{name}_{word}": dates for name, dates in clocks.items() for word in _TOLD_WORDS.split("|")}
    return known(ours, clocks)


def _about_declared(declared_at: datetime, happened: Mapping[str, datetime]) -> dict[str, Any]:
    ours: dict[str, Any] = {}
    if "further_incident" in happened:
        attached = is_of_series(declared_at=declared_at, happened_at=happened["further_incident"])
        ours |= {"attached": attached, "new_clocks": 0 if attached else len(DECLARATION_CLOCKS)}
    if "debrief_date" in happened:
        rule, on = REGISTER.rule("mi_debrief_held"), local_date(happened["debrief_date"])
        owed = must_explain_debrief(rule, declared_at=declared_at, held_on=on, calendar=CALENDAR)
        ours["reason_needed"] = owed
    return ours


def _told(name: str) -> Mapping[str, str]:
    return _AFTER_TOLD.get(bare_name(name), {})


def _order(happened: Mapping[str, datetime]) -> dict[str, Any]:
    """Tell who heard out of order, and who comes next, by the words of the given fields."""
    words = {rung: name.removesuffix("_told") for name, rung in _RUNGS.items()}
    told = {_RUNGS[name]: Told.once(at) for name, at in happened.items() if name in _RUNGS}
    return {
        "out_of_order": [words[stand.rung] for stand in order_of_notice(told) if stand.is_out_of_order],
        "next": [words[rung] for rung in next_rungs(told)],
    }


def _decided(answer: IncidentAnswer) -> IncidentDecision:
    return decide_incident(answer, _limbs(*[answer is IncidentAnswer.MAJOR] * 2))


def _limbs(prejudice: bool, disorder: bool) -> TwoLimbs:
    return TwoLimbs(
        prejudice=LimbAnswer(is_met=prejudice, reasons="As given."),
        disorder=LimbAnswer(is_met=disorder, reasons="As given."),
    )


def _decision(decision: IncidentDecision) -> dict[str, Any]:
    clocks = [clock for clock in decision.starts if clock in DECLARATION_CLOCKS]
    return {"clocks": len(clocks), "route": str(decision.route)}
