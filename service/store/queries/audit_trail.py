"""The audit as an auditor reads it: who did or read what, when, why. Checking the chain: audit_chain.py."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select, true
from sqlalchemy.orm import Session

from service.store.audit import AuditEvent
from service.store.audit_chain import find_break
from service.store.people import Person

PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """One act or one look."""

    number: int
    at: datetime
    by: str
    role: str
    action: str
    about: str
    purpose: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """A page of the trail and how many rows there are."""

    rows: tuple[AuditRow, ...]
    total: int


def audit_trail(session: Session, *, about: str = "", page: int = 1) -> AuditPage:
    """Give the trail, the newest first; `about` is (the beginning of) a case reference."""
    wanted: ColumnElement[bool] = AuditEvent.object.istartswith(about, autoescape=True) if about else true()
    rows = session.execute(
        select(AuditEvent).where(wanted).order_by(AuditEvent.number.desc()).limit(PAGE).offset((page - 1) * PAGE)
    ).scalars()
    found = rows.all()
    names = _names(session, {row.actor for row in found})
    return AuditPage(
        rows=tuple(_row(row, names) for row in found),
        total=session.scalar(select(func.count(AuditEvent.number)).where(and_(true(), wanted))) or 0,
    )


def _row(row: AuditEvent, names: dict[str, str]) -> AuditRow:
    return AuditRow(
        number=row.number,
        at=row.at,
        by=names.get(row.actor, row.actor),
        role=row.role,
        action=row.action,
        about=row.object,
        purpose=row.purpose,
        page=str(row.detail.get("page") or ""),
    )


def _names(session: Session, actors: set[str]) -> dict[str, str]:
    ids = {int(actor.removeprefix("person:")) for actor in actors if actor.startswith("person:")}
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    return {f"person:{row.id}": row.name for row in rows}


def broken_at(session: Session) -> int | None:
    """Give the number of the first row that was changed or taken out; None when the chain is whole."""
    return find_break(session)
