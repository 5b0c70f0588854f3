"""The audit as an auditor reads it: who did or read what, when, why. Checking the chain: audit_chain.py."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, select, true
from sqlalchemy.orm import Session

from service.store.audit import AuditEvent
from service.store.audit_chain import find_break
from service.store.cases import Case
from service.store.outbox import OutboxItem
from service.store.people import Area, Person

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
    about_name: str  # of the person or area; the case of a message
    purpose: str
    page: str
    rows: int  # of a list that was taken away


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """A page of the trail and how many rows there are."""

    rows: tuple[AuditRow, ...]
    total: int


def audit_trail(session: Session, *, about: str = "", page: int = 1, size: int = PAGE) -> AuditPage:
    """Give the trail, the newest first; `about` is (the beginning of) a case reference."""
    wanted: ColumnElement[bool] = AuditEvent.object.istartswith(about, autoescape=True) if about else true()
    rows = session.execute(
        select(AuditEvent).where(wanted).order_by(AuditEvent.number.desc()).limit(size).offset((page - 1) * size)
    ).scalars()
    found = rows.all()
    names = _names(session, {name for row in found for name in (row.actor, row.object)})
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
        about_name=names.get(row.object, ""),
        purpose=row.purpose,
        page=str(row.detail.get("page") or ""),
        rows=int(row.detail.get("rows") or 0),
    )


def _names(session: Session, references: set[str]) -> dict[str, str]:
    """Give what "person:7", "area:1" and "outbox:5" are called: staff, areas and references of cases only."""
    of_message = select(OutboxItem.id, Case.reference).join(Case, Case.id == OutboxItem.case_id)
    return (
        _called(session, "person", select(Person.id, Person.name), references)
        | _called(session, "area", select(Area.id, Area.name), references)
        | _called(session, "outbox", of_message, references)
    )


def _called(session: Session, kind: str, named: Select[int, str], references: set[str]) -> dict[str, str]:
    ids = {int(number) for known, _, number in (each.partition(":") for each in references) if known == kind}
    if not ids:
        return {}
    row_id = named.selected_columns[0]
    return {f"{kind}:{number}": name for number, name in session.execute(named.where(row_id.in_(ids)))}


def broken_at(session: Session) -> int | None:
    """Give the number of the first row that was changed or taken out; None when the chain is whole."""
    return find_break(session)
