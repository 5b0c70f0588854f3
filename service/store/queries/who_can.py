"""Who else may do a task: people with its role in the area, for the agency, or appointed to the case."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from service.store.people import Area, AreaBody, Person, RoleMembership
from service.store.record import Appointment

BY_CASE = ("review_chair", "minute_taker", "lead_officer")
STANDS_IN = {"spoc_deputy": "spoc"}  # a deputy does what the role does


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Someone who may do tasks of a role: in an area, for an agency, or in one case."""

    person_id: int
    name: str
    job_title: str
    role: str
    is_deputy: bool = False
    area_id: int | None = None
    body_code: str = ""
    case_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPlace:
    """The names of an area and its bodies, for sentences."""

    area_name: str
    body_names: Mapping[str, str]


def candidates(
    session: Session, *, area_ids: Collection[int], case_ids: Collection[int], today: date
) -> tuple[Candidate, ...]:
    """Give everyone who may do tasks in these areas, and those appointed in these cases."""
    return (*_by_role(session, area_ids, today), *_by_appointment(session, case_ids))


def _by_role(session: Session, area_ids: Collection[int], today: date) -> list[Candidate]:
    rows = session.execute(
        select(Person.id, Person.name, Person.job_title, RoleMembership)
        .join(RoleMembership, RoleMembership.person_id == Person.id)
        .where(
            Person.is_active.is_(True),
            RoleMembership.area_id.in_(area_ids),
            RoleMembership.role.not_in(BY_CASE),
            or_(RoleMembership.from_on.is_(None), RoleMembership.from_on <= today),
            or_(RoleMembership.until_on.is_(None), RoleMembership.until_on >= today),
        )
        .order_by(Person.name, Person.id)
    )
    return [
        Candidate(
            person_id=person_id,
            name=name,
            job_title=job,
            role=STANDS_IN.get(held.role, held.role),
            is_deputy=held.role in STANDS_IN,
            area_id=held.area_id,
            body_code=held.body_code,
        )
        for person_id, name, job, held in rows
    ]


def _by_appointment(session: Session, case_ids: Collection[int]) -> list[Candidate]:
    rows = session.execute(
        select(Person.id, Person.name, Person.job_title, Appointment.role, Appointment.case_id)
        .join(Appointment, Appointment.person_id == Person.id)
        .where(Person.is_active.is_(True), Appointment.case_id.in_(case_ids), Appointment.ended_at.is_(None))
        .order_by(Person.name, Person.id)
    )
    return [
        Candidate(person_id=person_id, name=name, job_title=job, role=role, case_id=case_id)
        for person_id, name, job, role, case_id in rows
    ]


def work_places(session: Session, area_ids: Collection[int]) -> dict[int, WorkPlace]:
    """Give the names of areas and their bodies, by area."""
    bodies: dict[int, dict[str, str]] = {}
    for body in session.scalars(select(AreaBody).where(AreaBody.area_id.in_(area_ids)).order_by(AreaBody.id)):
        bodies.setdefault(body.area_id, {})[body.code] = body.name
    return {
        area.id: WorkPlace(area_name=area.name, body_names=bodies.get(area.id, {}))
        for area in session.scalars(select(Area).where(Area.id.in_(area_ids)))
    }
