"""References of files: area, process, year, number. Source: CM-14."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.cases import COMMUNITY_TRIGGER, INCIDENT, OPCC_APPEAL, TENSION, ReferenceCounter
from service.store.people import Area

PROCESS_CODES = {COMMUNITY_TRIGGER: "CT", OPCC_APPEAL: "AP", TENSION: "TE", INCIDENT: "MI"}


def next_reference(session: Session, area: Area, *, process_id: str, on: date) -> str:
    """Give the next free reference, like ASH-CT-2026-0007; the counter row is locked until the commit."""
    code = PROCESS_CODES[process_id]
    counter = session.scalars(
        select(ReferenceCounter)
        .where(
            ReferenceCounter.area_id == area.id,
            ReferenceCounter.process_code == code,
            ReferenceCounter.year == on.year,
        )
        .with_for_update()
    ).one_or_none()
    if counter is None:
        counter = ReferenceCounter(area_id=area.id, process_code=code, year=on.year, last_number=0)
        session.add(counter)
    counter.last_number += 1
    return f"{area.code}-{code}-{on.year}-{counter.last_number:04d}"
