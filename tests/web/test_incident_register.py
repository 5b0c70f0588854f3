"""The register of racial incidents: what is next, who has it, filters, the table, and its speed. Brief page 8."""

import pytest
from sqlalchemy import insert, select

from service.store.cases import INCIDENT, Case
from service.store.database import Sessions
from service.store.diagrams import ProcessVersion
from service.store.people import Area, AreaRulesVersion
from service.store.queries.incidents import IncidentFilter, list_incidents
from service.store.record import RacialIncident
from service.store.work import Deadline
from tests.databases import ON_BOTH
from tests.frozen_clock import FrozenClock, at
from tests.service.incident_room import an_incident
from tests.service.notice_room import publish_clocks
from tests.service.test_step_budget import counted
from tests.tension_rows import a_clock
from tests.web.tension_desk import Desk
from tests.web.text_of import text_of

MANY = 10_000


@pytest.fixture
def town(desk: Desk, sessions: Sessions, clock: FrozenClock) -> Desk:
    """Three incidents here: declared with a late duty, potential, closed; one declared in the other area."""
    now = clock.now()
    with sessions.write() as session, session.begin():
        publish_clocks(session, INCIDENT)
        here, there = session.scalars(select(Area).order_by(Area.id))
        declared = an_incident(session, here, at=now, number=1)
        a_clock(session, declared, "mi_crro", limit_at=at("Mon 2 Mar 2026 08:00"), minutes=True)
        a_clock(session, declared, "mi_unreachable", limit_at=at("Mon 2 Mar 2026 07:00"), minutes=True)
        potential = an_incident(session, here, at=now, number=2, status="potential", title="Fire at a shop")
        a_clock(session, potential, "mi_redecide", limit_at=at("Tue 3 Mar 2026 09:00"), minutes=True)
        an_incident(session, here, at=now, number=3, status="closed", is_open=False, title="Graffiti", stage="Closed")
        an_incident(session, there, at=now, number=1, title="Elsewhere")
    return desk


@ON_BOTH
def test_the_register_puts_the_nearest_duty_first_and_says_what_is_late(town: Desk) -> None:
    words = text_of(town.at("coordinator").get("/incidents").page)
    assert "1 major racial incident is declared. 1 duty is late." in words
    declared, potential = words.index("Attack on the Harbour Road prayer room"), words.index("Fire at a shop")
    assert declared < potential
    assert "1 hour late" in words
    assert "Tell the Community and Race Relations Officer" in words
    assert "Graffiti" not in words
    assert "Elsewhere" not in words


@ON_BOTH
def test_the_filters_show_one_state_or_one_area(town: Desk) -> None:
    browser = town.at("coordinator")
    words = text_of(browser.get("/incidents?show=potential").page)
    assert "Fire at a shop" in words
    assert "Attack on" not in words
    words = text_of(browser.get("/incidents?show=closed").page)
    assert "Graffiti ASH-MI-2026-0003 · Ashmoor · Harbour Road Closed" in words
    assert "There is none." in text_of(browser.get("/incidents?show=potential&area=999").page)
    assert "No major racial incident is declared in this area." in text_of(browser.get("/incidents?area=999").page)
    assert browser.get("/incidents?show=nonsense&area=x&page=-1").status == 200


@ON_BOTH
def test_the_table_has_every_row_and_nobody_in_it(town: Desk) -> None:
    browser = town.at("senior_officer")
    browser.get("/incidents?as=table")
    lines = browser.page.splitlines()
    assert browser.response.mimetype == "text/csv"
    assert lines[0].lstrip("\ufeff").startswith('"Incident","Title","Area","Where","Status","Declared"')
    assert len(lines) == 3


def test_who_may_open_the_register(town: Desk) -> None:
    allowed = {"senior_officer", "commander", "crro", "coordinator", "police_coordinator", "council_officer"}
    allowed |= {"director", "auditor", "elsewhere"}
    statuses = town.statuses("/incidents")
    assert {role for role, status in statuses.items() if status == 200} == allowed
    assert {status for role, status in statuses.items() if role not in allowed} == {403}
    # and the menu counts what is declared in one's own area
    assert 'href="/incidents"' in town.at("coordinator").get("/account").page
    assert 'href="/incidents"' not in town.at("risk_lead").get("/account").page


def test_ten_thousand_incidents_are_listed_at_once(desk: Desk, sessions: Sessions, clock: FrozenClock) -> None:
    # given ten thousand incidents, each with two clocks
    now = clock.now()
    with sessions.write() as session, session.begin():
        publish_clocks(session, INCIDENT)
        area = session.scalars(select(Area).order_by(Area.id)).first()
        assert area is not None
        shared = {
            "area_id": area.id,
            "process_id": INCIDENT,
            "process_version_id": session.scalars(
                select(ProcessVersion.id).where(ProcessVersion.process_id == INCIDENT)
            ).one(),
            "area_rules_id": session.scalars(
                select(AreaRulesVersion.id).where(AreaRulesVersion.area_id == area.id)
            ).one(),
            "stage": "Declared: telling people",
            "opened_at": now,
            "received_on": now.date(),
            "version": 1,
        }
        session.execute(
            insert(Case), [shared | {"reference": f"ASH-MI-2026-{n:05d}", "is_open": n % 2 == 0} for n in range(MANY)]
        )
        ids = session.scalars(select(Case.id).where(Case.process_id == INCIDENT)).all()
        record = {"reported_at": now, "title": "T", "what": "W", "where": "H", "status": "declared", "declared_at": now}
        session.execute(insert(RacialIncident), [record | {"case_id": case_id} for case_id in ids])
        due = {"title": "T", "started_at": now, "trigger_on": now.date(), "limit_on": now.date(), "limit_at": now}
        running = {"count": [], "calendar_edition": "E", "area_rules_version": 1, "state": "running"}
        rows = [due | running | {"case_id": c, "clock": clk} for c in ids for clk in ("mi_staff", "mi_members")]
        session.execute(insert(Deadline), rows)
    # when the first page is read / then it takes few statements, and what is late is counted over all pages
    with counted(sessions.read.kw["bind"]) as seen, sessions.read() as session:
        found = list_incidents(session, IncidentFilter(area_ids=frozenset({area.id})), now=clock.now())
    assert (len(found.rows), found.late) == (50, 5000)
    assert found.by_show == {"open": 5000, "declared": 5000, "potential": 0, "closed": 5000}
    assert len(seen["statements"]) <= 10
    assert desk.at("coordinator").get("/incidents").status == 200
