"""Makers of rows with readable defaults: a test names only what it is about. Each adds its row and flushes."""

from itertools import count

from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from service.store.people import Area, AreaBody, Person, RoleMembership
from tests.frozen_clock import at

PASSWORD = "correct horse battery staple"
_QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # only in tests
PASSWORD_HASH = _QUICK.hash(PASSWORD)
LONG_AGO = at("Thu 1 Jan 2026 09:00")
_numbers = count(1)

BODIES = (
    ("council", "Ashmoor Borough Council", "council"),
    ("police", "Northmoor Police", "police"),
    ("health", "Northmoor Integrated Care Board", "health"),
    ("housing", "Ashmoor Homes", "housing"),
)


def an_area(session: Session, *, code: str = "ASH", name: str = "Ashmoor", bodies: bool = True) -> Area:
    """Add an invented area with its relevant bodies."""
    area = Area(
        code=code,
        name=name,
        kind="district",
        partnership_name=f"{name} Community Safety Partnership",
        police_division="N",
        is_demo=False,
    )
    session.add(area)
    session.flush()
    for body_code, body_name, kind in BODIES if bodies else ():
        session.add(AreaBody(area_id=area.id, code=body_code, name=body_name, kind=kind))
    session.flush()
    return area


def a_person(
    session: Session,
    *,
    name: str = "Jo Whitlock",
    email: str = "",
    role: str = "",
    area: Area | None = None,
    body_code: str = "",
    is_active: bool = True,
) -> Person:
    """Add an invented person who may sign in with PASSWORD, with one role if it is named."""
    person = Person(
        name=name,
        email=email or f"{name.lower().replace(' ', '.')}.{next(_numbers)}@example.org",
        password_hash=PASSWORD_HASH,
        is_active=is_active,
    )
    session.add(person)
    session.flush()
    if role:
        a_membership(session, person=person, role=role, area=area, body_code=body_code)
    return person


def a_membership(
    session: Session, *, person: Person, role: str, area: Area | None = None, body_code: str = ""
) -> RoleMembership:
    """Give a person a role in an area; without an area, in every area."""
    membership = RoleMembership(person_id=person.id, area_id=area.id if area else None, role=role, body_code=body_code)
    session.add(membership)
    session.flush()
    return membership
