"""An area that takes applications: settings in force, a single point of contact, the shipped procedure."""

from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from service.diagrams.baseline import read_bundle
from service.store.diagrams import ProcessVersion
from service.store.people import Area, AreaRulesVersion, Person
from tests.builders import LONG_AGO, a_person, an_area
from workflows import AreaRules, content_hash_of

BPMN = Path(__file__).parents[1] / "bpmn"


def a_ready_area(session: Session, *, code: str = "ASH", name: str = "Ashmoor", rules: AreaRules | None = None) -> Area:
    """Add an invented area whose public form can be used, with Jo Whitlock as its contact."""
    area = an_area(session, code=code, name=name)
    area.address = ["Moot Hall", "Market Street", name, "AS1 4QX"]
    area.support_line = f"{name} Victim Care, 01632 960 155"
    area.privacy_at = "example.org/privacy"
    settings = (rules or AreaRules()).model_dump(mode="json")
    session.add(
        AreaRulesVersion(
            area_id=area.id,
            version=1,
            settings=settings,
            state="in_force",
            in_force_from=date(2020, 1, 1),
            proposed_at=LONG_AGO,
        )
    )
    a_contact(session, area)
    return area


def a_contact(session: Session, area: Area) -> Person:
    """Add the area's single point of contact."""
    person = a_person(session, name="Jo Whitlock", email=f"jo.{area.code.lower()}@example.org", role="spoc", area=area)
    person.phone = "01632 960 142"
    session.flush()
    return person


def publish_procedure(session: Session, process_id: str = "community_trigger") -> ProcessVersion:
    """Add the shipped diagrams of one protocol as version 1."""
    files = read_bundle(BPMN, process_id)
    row = ProcessVersion(
        process_id=process_id,
        version=1,
        content_hash=content_hash_of(files),
        files=files,
        findings=[],
        published_at=LONG_AGO,
    )
    session.add(row)
    session.flush()
    return row
