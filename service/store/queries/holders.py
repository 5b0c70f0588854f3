"""Who holds a role in an area today: the one place that looks it up for letters, notices and pages."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from service.store.people import Person, RoleMembership


def holders_of(session: Session, *roles: str, area_id: int, today: date, body_code: str = "") -> list[Person]:
    """Give who holds one of these roles in the area today, or in every area; by the order of the roles, then longest.

    `body_code`: for this agency only. A role that has ended, or has not begun, is held by nobody.
    """
    rows = session.execute(
        select(Person, RoleMembership.role)
        .join(RoleMembership, RoleMembership.person_id == Person.id)
        .where(
            RoleMembership.role.in_(roles),
            or_(RoleMembership.area_id == area_id, RoleMembership.area_id.is_(None)),
            or_(RoleMembership.from_on.is_(None), RoleMembership.from_on <= today),
            or_(RoleMembership.until_on.is_(None), RoleMembership.until_on >= today),
            *([RoleMembership.body_code == body_code] if body_code else []),
            Person.is_active.is_(True),
        )
        .order_by(Person.id)
    ).all()
    return [person for person, _ in sorted(rows, key=lambda row: roles.index(row[1]))]


def first_holder(session: Session, *roles: str, area_id: int, today: date, body_code: str = "") -> Person | None:
    """Give the first who holds one of these roles; None where nobody does."""
    return next(iter(holders_of(session, *roles, area_id=area_id, today=today, body_code=body_code)), None)
