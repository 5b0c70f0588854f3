"""The facts of one case that its applicant may see: dates and promises, never what anybody wrote. Source: brief 5e."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from service.store.cases import Case
from service.store.letters import LetterDraft, SealedLetter
from service.store.people import Area
from service.store.queries.promised_days import LAST_DAY_TO_APPEAL, promised_days
from service.store.record import Application, Party
from service.store.work import Deadline
from workflows import local_date

LETTERS = {
    "L-CT-01": "acknowledged_on",
    "L-CT-07": "met_on",
    "L-CT-08": "refused_on",
    "L-CT-13": "outcome_on",
    "L-CT-14": "plan_on",
}
MISSED = "L-CT-23"
# who is meant by "you": the applicant; once an advocate's role has ended, the victim
_FOLLOWS = and_(
    or_(Party.is_applicant.is_(True), Party.is_victim.is_(True)),
    or_(Party.withdrawn_at.is_(None), and_(Party.is_applicant.is_(True), Party.is_victim.is_(True))),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """One clock that runs, as a promise to the applicant."""

    clock: str
    promised_on: date
    is_missed: bool
    new_on: date | None  # what the letter about a missed promise said
    is_extended: bool
    count: tuple[tuple[date, int | None, str], ...]  # day, its number, why it has none


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestones:
    """When each thing was done; None is not yet."""

    received_on: date
    completed_on: date | None
    acknowledged_on: date | None = None
    met_on: date | None = None
    refused_on: date | None = None
    held_on: date | None = None
    outcome_on: date | None = None
    plan_on: date | None = None
    closed_on: date | None = None
    closing_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedCase:
    """What the tracking page is made of."""

    case_id: int
    reference: str
    area_code: str
    is_open: bool
    is_neutral: bool
    phone: str
    milestones: Milestones
    promises: tuple[Promised, ...]  # the nearest first
    wanted: tuple[str, ...]  # what we asked the applicant for and do not have
    wanted_by: date | None
    appeal_by: date | None  # the last day to appeal, as the newest decision letter to the reader says it


def find_tracked_case(session: Session, *, case_id: int, code_mark: bytes) -> TrackedCase | None:
    """Give a case for whoever holds its code; None once the code was changed (CT-58)."""
    found = session.execute(
        select(Case, Application, Party, Area.code)
        .join(Application, Application.case_id == Case.id)
        .join(Party, Party.case_id == Case.id)
        .join(Area, Area.id == Case.area_id)
        .where(Case.id == case_id, _FOLLOWS)
        .order_by(Party.is_applicant.desc(), Party.id)
        .limit(1)
    ).one_or_none()
    if found is None or not found.Application.tracking_code_hash.startswith(code_mark):
        return None
    case, application, reader, area_code = found
    deadlines, letters = _running(session, case_id), _letters(session, case_id)
    return TrackedCase(
        case_id=case.id,
        reference=case.reference,
        area_code=area_code,
        is_open=case.is_open,
        is_neutral=bool(reader.safe_contact),
        phone=reader.phone,
        milestones=_milestones(case, application, letters),
        promises=_promises(session, case_id, deadlines),
        wanted=tuple(str(item["words"]) for item in application.missing if item["asked_on"] and not item["came_on"]),
        wanted_by=next((row.limit_on for row in deadlines if row.clock == "ct_missing_lapse"), None),
        appeal_by=_appeal_by(letters, reader_id=reader.id),
    )


def find_code_mark(session: Session, *, case_id: int) -> bytes:
    """Give the first bytes of the code's hash, by which a browser is known again."""
    stored = session.scalars(select(Application.tracking_code_hash).where(Application.case_id == case_id)).one()
    return stored[:8]


def _running(session: Session, case_id: int) -> Sequence[Deadline]:
    return session.scalars(
        select(Deadline).where(Deadline.case_id == case_id, Deadline.state == "running").order_by(Deadline.limit_on)
    ).all()


def _letters(session: Session, case_id: int) -> Sequence[Any]:
    """Give the letters that made a milestone, in the order in which they were sealed."""
    return session.execute(
        select(SealedLetter.code, SealedLetter.letter_on, SealedLetter.promises, LetterDraft.recipient)
        .join(LetterDraft, LetterDraft.id == SealedLetter.draft_id)
        .where(SealedLetter.case_id == case_id, SealedLetter.code.in_(LETTERS))
        .order_by(SealedLetter.sealed_at, SealedLetter.id)
    ).all()


def _milestones(case: Case, application: Application, letters: Sequence[Any]) -> Milestones:
    told_on = {LETTERS[row.code]: row.letter_on for row in letters}
    return Milestones(
        received_on=local_date(application.received_at),
        completed_on=local_date(application.completed_at) if application.completed_at else None,
        held_on=case.review_held_on,
        closed_on=local_date(case.closed_at) if case.closed_at else None,
        closing_reason=case.closing_reason,
        **told_on,
    )


def _appeal_by(letters: Sequence[Any], *, reader_id: int) -> date | None:
    """Give the last day to appeal as the newest decision letter names it: the reader's own copy, if there is one."""
    found = [
        (row.code, row.recipient == f"party:{reader_id}", on)
        for row in letters
        for _, on in promised_days(row.promises, LAST_DAY_TO_APPEAL)
    ]
    copies = [(is_own, on) for code, is_own, on in found if code == found[-1][0]]
    return next(reversed([on for is_own, on in copies if is_own] or [on for _, on in copies]), None)


def _promises(session: Session, case_id: int, deadlines: Sequence[Deadline]) -> tuple[Promised, ...]:
    missed = [row for row in deadlines if row.breached_at is not None]
    new_dates = _new_dates(session, case_id) if missed else []
    return tuple(_promised(row, new_dates) for row in deadlines)


def _new_dates(session: Session, case_id: int) -> list[tuple[datetime, date]]:
    """Give the dates that letters about missed promises named, newest first."""
    rows: Any = session.execute(
        select(SealedLetter.sealed_at, SealedLetter.promises)
        .where(SealedLetter.case_id == case_id, SealedLetter.code == MISSED)
        .order_by(SealedLetter.sealed_at.desc())
    )
    return [(row.sealed_at, date.fromisoformat(promise["on"])) for row in rows for promise in row.promises]


def _promised(row: Deadline, new_dates: list[tuple[datetime, date]]) -> Promised:
    later = [on for sealed_at, on in new_dates if row.breached_at is not None and sealed_at >= row.breached_at]
    return Promised(
        clock=row.clock,
        promised_on=row.limit_on if later else row.promised_on or row.limit_on,
        is_missed=row.breached_at is not None,
        new_on=next(iter(later), None),
        is_extended=row.replaces_id is not None and bool(row.reason),
        count=tuple((date.fromisoformat(on), number, why or "") for on, number, why in row.count),
    )
