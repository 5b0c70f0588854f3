"""Reading who is behind a request: session, person, roles of today, appointments."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from service.store.people import Person, RoleMembership, SignInSession
from service.store.record import Appointment
from workflows import local_date

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonToday:
    """A person with what that person is today; service/access.py decides what follows from it."""

    person_id: int
    name: str
    email: str
    memberships: tuple[tuple[str, int | None, str], ...]  # role, area (None: every area), agency
    appointments: tuple[tuple[int, str], ...]  # case, role


def find_session(session: Session, *, key_hash: bytes, now: datetime) -> SignInSession | None:
    """Give the live session of this key: not ended, not idle for 30 minutes, not older than 12 hours (SEC-072)."""
    return session.scalars(
        select(SignInSession).where(
            SignInSession.key_hash == key_hash,
            SignInSession.ended_at.is_(None),
            SignInSession.seen_at > now - IDLE,
            SignInSession.started_at > now - ABSOLUTE,
        )
    ).one_or_none()


def find_signed_in(session: Session, *, key_hash: bytes, now: datetime) -> PersonToday | None:
    """Give the person of a live session with the roles of today, or None."""
    live = find_session(session, key_hash=key_hash, now=now)
    return load_person(session, person_id=live.person_id, today=local_date(now)) if live else None


def load_person(session: Session, *, person_id: int, today: date) -> PersonToday | None:
    """Give what a person is today; None for an account that was closed."""
    person = session.get(Person, person_id)
    if person is None or not person.is_active:
        return None
    return PersonToday(
        person_id=person.id,
        name=person.name,
        email=person.email,
        memberships=_memberships(session, person_id=person_id, today=today),
        appointments=_appointments(session, person_id=person_id),
    )


def _memberships(session: Session, *, person_id: int, today: date) -> tuple[tuple[str, int | None, str], ...]:
    rows = session.scalars(
        select(RoleMembership)
        .where(
            RoleMembership.person_id == person_id,
            or_(RoleMembership.from_on.is_(None), RoleMembership.from_on <= today),
            or_(RoleMembership.until_on.is_(None), RoleMembership.until_on >= today),
        )
        .order_by(RoleMembership.id)
    )
    return tuple((row.role, row.area_id, row.body_code) for row in rows)


def _appointments(session: Session, *, person_id: int) -> tuple[tuple[int, str], ...]:
    rows = session.execute(
        select(Appointment.case_id, Appointment.role)
        .where(Appointment.person_id == person_id, Appointment.ended_at.is_(None))
        .order_by(Appointment.id)
    )
    return tuple((case_id, role) for case_id, role in rows)
