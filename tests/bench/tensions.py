"""Many open tension cases in many areas, for the time that the board takes."""

from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select

from service.store.cases import TENSION, Case
from service.store.people import Area, AreaRulesVersion
from service.store.record import Tension
from service.store.work import Deadline
from tests.bench.prepared import START, Prepared
from tests.ready_area import a_ready_area, publish_procedure
from workflows import local_date

AREAS = 6
CLOCKS = ("te_review_heightened", "te_meet", "te_cia_review_heightened", "te_alert")
EARLIER = 8  # clocks of the case that have ended


def add_open_tensions(prepared: Prepared, number: int) -> None:
    """Add open cases spread over six areas and all levels, each with four running clocks and eight that ended."""
    with prepared.toolbox.sessions.write() as session, session.begin():
        version = publish_procedure(session, TENSION)
        codes = [f"BN{place}" for place in range(AREAS)]
        areas = [a_ready_area(session, code=code, name=f"Bench {code}") for code in codes]
        first = max(session.scalars(select(Case.id)), default=0) + 1
        ids = range(first, first + number)
        rules = dict(session.execute(select(AreaRulesVersion.area_id, AreaRulesVersion.id)).tuples().all())
        of_cases = [(case_id, areas[case_id % AREAS]) for case_id in ids]
        session.execute(insert(Case), [_case(one, area, version.id, rules[area.id]) for one, area in of_cases])
        session.execute(insert(Tension), [_tension(case_id) for case_id in ids])
        session.execute(insert(Deadline), [row for case_id in ids for row in _clocks(case_id)])


def _case(case_id: int, area: Area, version_id: int, rules_id: int) -> dict[str, Any]:
    return {
        "id": case_id,
        "reference": f"{area.code}-TE-2026-{case_id}",
        "area_id": area.id,
        "process_id": TENSION,
        "process_version_id": version_id,
        "area_rules_id": rules_id,
        "stage": "Heightened: acting",
        "is_open": True,
        "opened_at": START,
        "received_on": local_date(START),
        "event_count": 0,
        "news_waiting": 0,
        "closing_reason": "",
        "label": "Bench: measured",
        "version": 1,
    }


def _tension(case_id: int) -> dict[str, Any]:
    return {
        "case_id": case_id,
        "ward": "Bench",
        "what": "measured",
        "level": case_id % 7,
        "earlier_level": 0,
        "highest_level": 0,
        "direction": "steady",
        "is_disputed": False,
        "is_racial": False,
        "outcome": "",
        "spokesperson": "",
        "public_lines": "",
    }


def _clocks(case_id: int) -> list[dict[str, Any]]:
    running = [_clock(case_id, clock, "running", case_id * 7 + place * 13) for place, clock in enumerate(CLOCKS)]
    return running + [_clock(case_id, CLOCKS[0], "done", 0) for _ in range(EARLIER)]


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
