"""Reading the people who sign in, their roles, the areas and their bodies. No case data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.people import Area, AreaBody, Person, RoleMembership


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """One role of a person: where, for which agency, since and until when."""

    membership_id: int
    role: str
    area_name: str  # empty: every area
    body_name: str
    from_on: date | None
    until_on: date | None

    def is_held_on(self, day: date) -> bool:
        """Tell whether the role counts on that day."""
        return (self.from_on is None or self.from_on <= day) and (self.until_on is None or self.until_on >= day)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person who signs in, or did."""

    person_id: int
    name: str
    email: str
    phone: str
    job_title: str
    is_active: bool
    roles: tuple[RoleRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRow:
    """A body of an area."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRow:
    """An area with its bodies."""

    area_id: int
    code: str
    name: str
    partnership_name: str
    bodies: tuple[BodyRow, ...]


def list_people(session: Session) -> tuple[PersonRow, ...]:
    """Give everyone, by name; closed accounts last."""
    people = session.scalars(select(Person).order_by(Person.is_active.desc(), Person.name, Person.id)).all()
    return _with_roles(session, people)


def find_person(session: Session, person_id: int) -> PersonRow | None:
    """Give one person, or None."""
    found = session.get(Person, person_id)
    return _with_roles(session, [found])[0] if found else None


def name_of(session: Session, person_id: int | None) -> str:
    """Give a person's name; an empty text for nobody."""
    return session.scalars(select(Person.name).where(Person.id == person_id)).one_or_none() or ""


def list_areas(session: Session) -> tuple[AreaRow, ...]:
    """Give the areas by name with their bodies."""
    bodies: dict[int, list[BodyRow]] = {}
    for body in session.scalars(select(AreaBody).order_by(AreaBody.id)):
        bodies.setdefault(body.area_id, []).append(BodyRow(code=body.code, name=body.name))
    return tuple(
        AreaRow(
            area_id=area.id,
            code=area.code,
            name=area.name,
            partnership_name=area.partnership_name,
            bodies=tuple(bodies.get(area.id, ())),
        )
        for area in session.scalars(select(Area).order_by(Area.name))
    )


def partnership_of(session: Session, area_ids: Sequence[int | None]) -> str:
    """Give the name of the partnership, if the areas are exactly one."""
    if len(set(area_ids)) != 1 or area_ids[0] is None:
        return ""
    return session.scalars(select(Area.partnership_name).where(Area.id == area_ids[0])).one_or_none() or ""


def _with_roles(session: Session, people: Sequence[Person]) -> tuple[PersonRow, ...]:
    roles = _roles_of(session, [person.id for person in people])
    return tuple(
        PersonRow(
            person_id=person.id,
            name=person.name,
            email=person.email,
            phone=person.phone,
            job_title=person.job_title,
            is_active=person.is_active,
            roles=tuple(roles.get(person.id, ())),
        )
        for person in people
    )


def _roles_of(session: Session, person_ids: Sequence[int]) -> dict[int, list[RoleRow]]:
    rows = session.execute(
        select(RoleMembership, Area.name, AreaBody.name)
        .outerjoin(Area, Area.id == RoleMembership.area_id)
        .outerjoin(AreaBody, (AreaBody.area_id == RoleMembership.area_id) & (AreaBody.code == RoleMembership.body_code))
        .where(RoleMembership.person_id.in_(person_ids))
        .order_by(RoleMembership.id)
    )
    roles: dict[int, list[RoleRow]] = {}
    for row, area_name, body_name in rows:
        role = RoleRow(
            membership_id=row.id,
            role=row.role,
            area_name=area_name or "",
            body_name=body_name or "",
            from_on=row.from_on,
            until_on=row.until_on,
        )
        roles.setdefault(row.person_id, []).append(role)
    return roles


def names_with_role(session: Session, *, area_id: int, roles: Sequence[str], today: date) -> tuple[str, ...]:
    """Give the names of those who hold one of the roles in the area today."""
    people = list_people(session)
    held = select(RoleMembership.id).where(
        RoleMembership.role.in_(roles), (RoleMembership.area_id == area_id) | RoleMembership.area_id.is_(None)
    )
    wanted = set(session.scalars(held))
    return tuple(
        person.name
        for person in people
        if person.is_active and any(role.membership_id in wanted and role.is_held_on(today) for role in person.roles)
    )
