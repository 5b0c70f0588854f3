"""Many open cases of one protocol in many areas, for the time that its board or register takes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select

from service.store.base import Base
from service.store.cases import INCIDENT, OPCC_APPEAL, TENSION, Case
from service.store.people import Area, AreaRulesVersion
from service.store.record import Appeal, RacialIncident, Tension
from service.store.work import Deadline, OpenTask
from tests.bench.prepared import START, Prepared
from tests.ready_area import a_ready_area, publish_procedure
from workflows import local_date

AREAS = 6
EARLIER = 8  # clocks of the case that have ended


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """What the cases of one protocol are made of: their record, the clocks that run, the role of their task."""

    process_id: str
    letters: str  # of their references
    record: type[Base]
    row: Callable[[int], Mapping[str, Any]]
    clocks: Sequence[str]
    role: str


def _tension(case_id: int) -> dict[str, Any]:
    return {
        **{"ward": "Bench", "what": "measured", "level": case_id % 7, "earlier_level": 0, "highest_level": 0},
        **{"direction": "steady", "is_disputed": False, "is_racial": False, "outcome": ""},
        **{"spokesperson": "", "public_lines": ""},
    }


def _incident(case_id: int) -> dict[str, Any]:
    status = ("reported", "potential", "declared")[case_id % 3]
    return {
        **{"reported_at": START, "title": f"Measured {case_id}", "what": "measured", "where": "Bench"},
        **{"status": status, "declared_at": START if status == "declared" else None},
    }


def _appeal(case_id: int) -> dict[str, Any]:
    return {
        **{"about_case_id": 1, "channel": "letter", "received_at": START, "words": "My phone report was left out."},
        **{"stage": 1 + case_id % 2, "grounds": ["threshold"], "released": [], "findings": [], "reasons": []},
        "remit_points": [],
    }


TENSIONS = Crowd(
    process_id=TENSION,
    letters="TE",
    record=Tension,
    row=_tension,
    clocks=("te_review_heightened", "te_meet", "te_cia_review_heightened", "te_alert"),
    role="risk_lead",
)
INCIDENTS = Crowd(
    process_id=INCIDENT,
    letters="MI",
    record=RacialIncident,
    row=_incident,
    clocks=("mi_crro", "mi_partners", "mi_debrief", "mi_members"),
    role="crro",
)
APPEALS = Crowd(
    process_id=OPCC_APPEAL,
    letters="AP",
    record=Appeal,
    row=_appeal,
    clocks=("ap_decision", "ap_case_file"),
    role="appeals_officer",
)


def add_open_cases(prepared: Prepared, crowd: Crowd, number: int) -> None:
    """Add open cases spread over six areas, each with its running clocks, eight that ended, and an open task."""
    with prepared.toolbox.sessions.write() as session, session.begin():
        version = publish_procedure(session, crowd.process_id)
        codes = [f"{crowd.letters}{place}" for place in range(AREAS)]
        areas = [a_ready_area(session, code=code, name=f"Bench {code}") for code in codes]
        first = max(session.scalars(select(Case.id)), default=0) + 1
        ids = range(first, first + number)
        rules = dict(session.execute(select(AreaRulesVersion.area_id, AreaRulesVersion.id)).tuples().all())
        of_cases = [(case_id, areas[case_id % AREAS]) for case_id in ids]
        session.execute(insert(Case), [_case(crowd, one, area, version.id, rules[area.id]) for one, area in of_cases])
        session.execute(insert(crowd.record), [{"case_id": case_id, **crowd.row(case_id)} for case_id in ids])
        session.execute(insert(Deadline), [row for case_id in ids for row in _clocks(crowd, case_id)])
        session.execute(insert(OpenTask), [_task(crowd, one, area) for one, area in of_cases])


def _case(crowd: Crowd, case_id: int, area: Area, version_id: int, rules_id: int) -> dict[str, Any]:
    return {
        "id": case_id,
        "reference": f"{area.code}-{crowd.letters}-2026-{case_id}",
        "area_id": area.id,
        "process_id": crowd.process_id,
        "process_version_id": version_id,
        "area_rules_id": rules_id,
        "stage": "Measured",
        "is_open": True,
        "opened_at": START,
        "received_on": local_date(START),
        "event_count": 0,
        "news_waiting": 0,
        "closing_reason": "",
        "label": "Bench: measured",
        "version": 1,
    }


def _task(crowd: Crowd, case_id: int, area: Area) -> dict[str, Any]:
    return {
        "id": f"crowd-{case_id}",
        "case_id": case_id,
        "area_id": area.id,
        "kind": "questions",
        "process_id": crowd.process_id,
        "element_id": "Task_Measured",
        "name": "Measured",
        "role": crowd.role,
        "body_code": "",
        "item": "",
        "properties": {},
        "because": "Measured",
        "opened_at": START,
        "clock": "",
        "due_at": START,
        "due_on": local_date(START),
        "state": "open",
        "has_draft": False,
    }


def _clocks(crowd: Crowd, case_id: int) -> list[dict[str, Any]]:
    running = [_clock(case_id, clock, "running", case_id * 7 + place * 13) for place, clock in enumerate(crowd.clocks)]
    return running + [_clock(case_id, crowd.clocks[0], "done", 0) for _ in range(EARLIER)]


def _clock(case_id: int, clock: str, state: str, minutes: int) -> dict[str, Any]:
    limit_at = START + timedelta(minutes=minutes % 9999 - 500)
    return {
        "case_id": case_id,
        "clock": clock,
        "key": "",
        "title": clock,
        "started_at": START,
        "trigger_on": local_date(START),
        "limit_on": local_date(limit_at),
        "limit_at": limit_at,
        "count": [],
        "calendar_edition": "England",
        "area_rules_version": 1,
        "state": state,
        "reason": "",
    }
