"""Reading who is behind a request: session, person, roles of today, appointments."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from service.store.people import Person, RoleMembership, SignInSession
from service.store.record import Appointment

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
    uses_keys: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveSession:
    """A session that still counts."""

    session_id: int
    person_id: int
    started_at: datetime
    seen_at: datetime


def find_session(session: Session, *, key_hash: bytes, now: datetime) -> LiveSession | None:
    """Give the live session of this key: not ended, not idle for 30 minutes, not older than 12 hours (SEC-072)."""
    row = session.scalars(_live(now).where(SignInSession.key_hash == key_hash)).one_or_none()
    return _session(row) if row else None


def list_sessions(session: Session, *, person_id: int, now: datetime) -> tuple[LiveSession, ...]:
    """Give the live sessions of a person, the newest first. Source: SEC-087."""
    rows = _live(now).where(SignInSession.person_id == person_id).order_by(SignInSession.started_at.desc())
    return tuple(_session(row) for row in session.scalars(rows))


def _live(now: datetime) -> Select[SignInSession]:
    return select(SignInSession).where(
        SignInSession.ended_at.is_(None),
        SignInSession.seen_at > now - IDLE,
        SignInSession.started_at > now - ABSOLUTE,
    )


def _session(row: SignInSession) -> LiveSession:
    return LiveSession(session_id=row.id, person_id=row.person_id, started_at=row.started_at, seen_at=row.seen_at)


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
        uses_keys=person.uses_keys,
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
