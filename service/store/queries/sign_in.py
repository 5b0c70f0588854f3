"""Reading who is behind a request: session, person, roles of today, appointments."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Date, Integer, Row, Select, bindparam, literal, null, or_, select, union_all
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
    row = session.execute(_live(now).where(SignInSession.key_hash == key_hash)).one_or_none()
    return _session(row) if row else None


def list_sessions(session: Session, *, person_id: int, now: datetime) -> tuple[LiveSession, ...]:
    """Give the live sessions of a person, the newest first. Source: SEC-087."""
    rows = _live(now).where(SignInSession.person_id == person_id).order_by(SignInSession.started_at.desc())
    return tuple(_session(row) for row in session.execute(rows))


def _live(now: datetime) -> Select[int, int, datetime, datetime]:
    return select(SignInSession.id, SignInSession.person_id, SignInSession.started_at, SignInSession.seen_at).where(
        SignInSession.ended_at.is_(None),
        SignInSession.seen_at > now - IDLE,
        SignInSession.started_at > now - ABSOLUTE,
    )


def _session(row: Row[int, int, datetime, datetime]) -> LiveSession:
    return LiveSession(session_id=row.id, person_id=row.person_id, started_at=row.started_at, seen_at=row.seen_at)


def load_person(session: Session, *, person_id: int, today: date) -> PersonToday | None:
    """Give what a person is today; None for an account that was closed."""
    who = select(Person.name, Person.email, Person.uses_keys).where(Person.id == person_id, Person.is_active)
    person = session.execute(who).one_or_none()
    if person is None:
        return None
    held = session.execute(_held(), {"person_id": person_id, "today": today}).all()
    return PersonToday(
        person_id=person_id,
        name=person.name,
        email=person.email,
        memberships=tuple((row.role, row.area_id, row.body_code) for row in held if row.case_id is None),
        appointments=tuple((row.case_id, row.role) for row in held if row.case_id is not None),
        uses_keys=person.uses_keys,
    )


@cache  # built once, asked for every page
def _held() -> Select[Any]:
    """Roles of today and appointments to cases in one reading; roles first, oldest first."""
    person_id, today = bindparam("person_id", type_=Integer), bindparam("today", type_=Date)
    member = RoleMembership
    roles = select(member.id, member.role, member.area_id, member.body_code, null().label("case_id")).where(
        member.person_id == person_id,
        or_(member.from_on.is_(None), member.from_on <= today),
        or_(member.until_on.is_(None), member.until_on >= today),
    )
    appointments = select(Appointment.id, Appointment.role, null(), literal(""), Appointment.case_id).where(
        Appointment.person_id == person_id, Appointment.ended_at.is_(None)
    )
    held = union_all(roles, appointments).subquery()
    return select(held).order_by(held.c.case_id.is_not(None), held.c.id)
