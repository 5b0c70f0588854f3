"""A declared major racial incident without its drawing: contacts, notices, replies. The drawing plays elsewhere."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.cases import INCIDENT, Case
from service.store.diagrams import ProcessVersion
from service.store.people import Area, AreaRulesVersion
from service.store.record import RacialIncident
from service.toolbox import Toolbox
from tests.builders import a_person
from tests.frozen_clock import FrozenClock
from tests.ready_area import a_ready_area
from tests.service.notice_room import Room, publish_clocks
from workflows import local_date


def an_incident(session: Session, area: Area, *, at: Any, number: int = 1, **told: Any) -> Case:
    """Add one incident, declared at this moment unless `status` says otherwise; `told` are columns of its record."""
    is_open = told.pop("is_open", True)
    version_id = session.scalars(select(ProcessVersion.id).where(ProcessVersion.process_id == INCIDENT)).one()
    case = Case(
        reference=f"{area.code}-MI-{at.year}-{number:04d}",
        area_id=area.id,
        process_id=INCIDENT,
        process_version_id=version_id,
        area_rules_id=session.scalars(select(AreaRulesVersion.id).where(AreaRulesVersion.area_id == area.id)).one(),
        stage=told.pop("stage", "Declared: telling people"),
        is_open=is_open,
        closed_at=None if is_open else at,
        opened_at=at,
        received_on=local_date(at),
        label="Attack on the Harbour Road prayer room at Harbour Road",
    )
    session.add(case)
    session.flush()
    status = told.setdefault("status", "declared")
    declared = {"declared_at": at, "decided_at": at} if status not in ("reported", "not_major", "potential") else {}
    row = {
        "reported_at": at - timedelta(minutes=30),
        "title": "Attack on the Harbour Road prayer room",
        "what": "Two windows were broken at night.",
        "where": "Harbour Road",
        "locality": "Kestrel",
        "steps": "A patrol is outside until 6am.",
        "is_aggravated": True,
        "aggravated_because": "Graffiti and shouting heard by three people.",
        "is_disorder_likely": True,
        "disorder_because": "A gathering is called for tonight.",
    }
    session.add(RacialIncident(case_id=case.id, **(row | declared | told)))
    session.flush()
    return case


def open_incident(toolbox: Toolbox, clock: FrozenClock) -> Room:
    """Make the area with its co-ordinator and an incident declared now; nobody is listed yet."""
    with toolbox.sessions.write() as session, session.begin():
        publish_clocks(session, INCIDENT)
        area = a_ready_area(session)
        keeper = a_person(session, name="Delphine Okoro", email="delphine@example.org", role="coordinator", area=area)
        case = an_incident(session, area, at=clock.now())
        return Room(toolbox=toolbox, clock=clock, area_id=area.id, case_id=case.id, keeper_id=keeper.id)
