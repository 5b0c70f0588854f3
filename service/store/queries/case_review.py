"""What the bodies answered, the review meeting and the plan of one case."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from service.store.cases import Case
from service.store.people import AreaBody, Person
from service.store.record import (
    ActionItem,
    BodyReturn,
    IncidentConfirmation,
    Meeting,
    QualifyingResult,
    QualifyingRow,
    WithheldItem,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRow:
    """One body in one round: what it was asked and what it answered."""

    round: str
    body_code: str
    body: str
    asked_on: date
    state: str
    returned_at: datetime | None
    answered_by: str
    view: str
    comments: str
    incidents_words: str
    effect: str
    action_considered: str
    action_taken: str
    answers: dict[str, int]  # as_stated, differs, not_found: how many reports
    withheld: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """What one body holds about one report."""

    incident_id: int
    body_code: str
    answer: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedRow:
    """Whether one report counted when the threshold was decided, and why not."""

    incident_id: int
    counts: bool
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """One review meeting."""

    number: int
    planned_on: date
    planned_time: str
    format: str
    place: str
    held_on: date | None
    decision: str
    adjourned_because: str
    is_void: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """One action of the plan."""

    number: int
    text: str
    owner: str
    due_on: date | None
    agreement: str
    agreement_reason: str
    status: str
    ended_at: datetime | None


def returns_of_case(session: Session, case_id: int) -> tuple[ReturnRow, ...]:
    """Give what each body was asked, the threshold round first, in the order of the area's list."""
    rows = session.execute(
        select(BodyReturn, AreaBody.name, Person.name)
        .select_from(BodyReturn)
        .outerjoin(AreaBody, (AreaBody.code == BodyReturn.body_code) & AreaBody.area_id.in_(_area_of(case_id)))
        .outerjoin(Person, Person.id == BodyReturn.answered_by_id)
        .where(BodyReturn.case_id == case_id)
        .order_by(BodyReturn.round.desc(), AreaBody.id)
    ).all()
    answers = _answers(session, case_id)
    withheld = _withheld(session, case_id)
    return tuple(_return(row, answers.get(row[0].id, Counter()), withheld.get(row[0].id, 0)) for row in rows)


def _area_of(case_id: int) -> Select[int]:
    return select(Case.area_id).where(Case.id == case_id)


def _return(row: Any, answers: Counter[str], withheld: int) -> ReturnRow:
    found: BodyReturn = row[0]
    return ReturnRow(
        round=found.round,
        body_code=found.body_code,
        body=row[1] or found.body_code,
        asked_on=found.asked_on,
        state=found.state,
        returned_at=found.returned_at,
        answered_by=row[2] or "",
        view=found.view,
        comments=found.comments,
        incidents_words=found.incidents_words,
        effect=found.effect,
        action_considered=found.action_considered,
        action_taken=found.action_taken,
        answers=dict(answers),
        withheld=withheld,
    )


def _answers(session: Session, case_id: int) -> dict[int, Counter[str]]:
    rows = session.execute(
        select(IncidentConfirmation.return_id, IncidentConfirmation.answer, func.count(IncidentConfirmation.id))
        .join(BodyReturn, BodyReturn.id == IncidentConfirmation.return_id)
        .where(BodyReturn.case_id == case_id)
        .group_by(IncidentConfirmation.return_id, IncidentConfirmation.answer)
    )
    found: dict[int, Counter[str]] = {}
    for return_id, answer, number in rows:
        found.setdefault(return_id, Counter())[answer] = number
    return found


def _withheld(session: Session, case_id: int) -> dict[int, int]:
    rows = session.execute(
        select(WithheldItem.return_id, func.count(WithheldItem.id))
        .join(BodyReturn, BodyReturn.id == WithheldItem.return_id)
        .where(BodyReturn.case_id == case_id)
        .group_by(WithheldItem.return_id)
    )
    return {return_id: number for return_id, number in rows}


def confirmations_of_case(session: Session, case_id: int) -> tuple[Confirmed, ...]:
    """Give what each body holds about each report."""
    rows = session.execute(
        select(IncidentConfirmation, BodyReturn.body_code)
        .join(BodyReturn, BodyReturn.id == IncidentConfirmation.return_id)
        .where(BodyReturn.case_id == case_id, BodyReturn.round == "threshold")
    )
    return tuple(
        Confirmed(incident_id=row.incident_id, body_code=body, answer=row.answer, words=row.words) for row, body in rows
    )


def count_as_decided(session: Session, case_id: int) -> tuple[CountedRow, ...]:
    """Give the rows of the count on which the threshold was decided; nothing before that."""
    latest = select(func.max(QualifyingResult.id)).where(QualifyingResult.case_id == case_id).scalar_subquery()
    rows = session.scalars(select(QualifyingRow).where(QualifyingRow.result_id == latest))
    return tuple(CountedRow(incident_id=r.incident_id, counts=r.counts, sentence=r.sentence) for r in rows)


def meetings_of_case(session: Session, case_id: int) -> tuple[MeetingRow, ...]:
    """Give the review meetings, the latest first."""
    rows = session.scalars(select(Meeting).where(Meeting.case_id == case_id).order_by(Meeting.number.desc()))
    return tuple(
        MeetingRow(
            number=row.number,
            planned_on=row.planned_on,
            planned_time=row.planned_time,
            format=row.format,
            place=row.place,
            held_on=row.held_on,
            decision=row.decision,
            adjourned_because=row.adjourned_because,
            is_void=row.is_void,
        )
        for row in rows
    )


def plan_of_case(session: Session, case_id: int) -> tuple[ActionRow, ...]:
    """Give the actions of the plan in their order."""
    rows = session.execute(
        select(ActionItem, Person.name)
        .outerjoin(Person, Person.id == ActionItem.owner_id)
        .where(ActionItem.case_id == case_id)
        .order_by(ActionItem.number)
    )
    return tuple(
        ActionRow(
            number=row.number,
            text=row.text,
            owner=row.owner_words or name or "",
            due_on=row.due_on,
            agreement=row.agreement,
            agreement_reason=row.agreement_reason,
            status=row.status,
            ended_at=row.ended_at,
        )
        for row, name in rows
    )
