"""What happened to one case: events, calls and notes, decisions; and who looked. Sentences are made by the pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.store.audit import AuditEvent
from service.store.cases import CaseEvent
from service.store.people import Person
from service.store.record import ContactNote, Decision

LOOKS = ("case_read", "restricted_read", "letter_read")
NOTED = ("call", "attempt", "note")  # kinds whose words stand in the notes themselves


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One thing that happened, as the history keeps it."""

    number: int
    at: datetime
    kind: str
    sentence: str
    by: str
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    """A call, an attempt or a note."""

    at: datetime
    kind: str
    with_words: str
    words: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """A decision with its reasons. Source: CM-13."""

    at: datetime
    code: str
    question: str
    answer: str
    reasons: str
    rule: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookRow:
    """Somebody read the case, or a part of it."""

    at: datetime
    by: str
    action: str
    page: str
    purpose: str


def events_of_case(session: Session, case_id: int, *, at_most: int | None = None) -> tuple[EventRow, ...]:
    """Give what happened, the newest first."""
    rows = session.scalars(
        select(CaseEvent).where(CaseEvent.case_id == case_id).order_by(CaseEvent.number.desc()).limit(at_most)
    )
    return tuple(
        EventRow(number=row.number, at=row.at, kind=row.kind, sentence=row.sentence, by=row.by_words, detail=row.detail)
        for row in rows
    )


def notes_of_case(session: Session, case_id: int) -> tuple[NoteRow, ...]:
    """Give the calls and notes, the newest first."""
    rows = session.execute(
        select(ContactNote, Person.name)
        .outerjoin(Person, Person.id == ContactNote.by_id)
        .where(ContactNote.case_id == case_id)
        .order_by(ContactNote.happened_at.desc(), ContactNote.id.desc())
    )
    return tuple(
        NoteRow(at=row.happened_at, kind=row.kind, with_words=row.with_words, words=row.words, by=name or "")
        for row, name in rows
    )


def decisions_of_case(session: Session, case_id: int) -> tuple[DecisionRow, ...]:
    """Give the decisions, the newest first."""
    rows = session.execute(
        select(Decision, Person.name)
        .outerjoin(Person, Person.id == Decision.by_id)
        .where(Decision.case_id == case_id)
        .order_by(Decision.at.desc(), Decision.id.desc())
    )
    return tuple(
        DecisionRow(
            at=row.at,
            code=row.code,
            question=row.question,
            answer=row.answer,
            reasons=row.reasons,
            rule=row.rule,
            by=name or "",
        )
        for row, name in rows
    )


def looks_at_case(session: Session, reference: str) -> tuple[LookRow, ...]:
    """Give who read the case and when, the newest first. Source: DP-11."""
    rows = session.scalars(
        select(AuditEvent)
        .where(AuditEvent.object == reference, AuditEvent.action.in_(LOOKS))
        .order_by(AuditEvent.number.desc())
    ).all()
    names = _names(session, {row.actor for row in rows})
    return tuple(
        LookRow(
            at=row.at,
            by=names.get(row.actor, row.actor),
            action=row.action,
            page=str(row.detail.get("page") or ""),
            purpose=row.purpose,
        )
        for row in rows
    )


def count_looks(session: Session, reference: str) -> int:
    """Give how often the case was read."""
    wanted = select(func.count(AuditEvent.number)).where(AuditEvent.object == reference, AuditEvent.action.in_(LOOKS))
    return session.scalar(wanted) or 0


def _names(session: Session, actors: set[str]) -> dict[str, str]:
    ids = {int(actor.removeprefix("person:")) for actor in actors if actor.startswith("person:")}
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    return {f"person:{row.id}": row.name for row in rows}
