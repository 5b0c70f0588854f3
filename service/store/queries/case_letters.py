"""The letters of one case: being written, sealed, sent; and one sealed letter to look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from service.store.letters import LetterDraft, SealedLetter
from service.store.people import Person

_approver = aliased(Person)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """One letter to one reader. `letter_id` is None while it is not sealed."""

    letter_id: int | None
    task_id: str | None
    code: str
    recipient: str  # party:12, body:police, person:4
    to: str
    channel: str
    size: str
    state: str
    delivery: str
    drafted_at: datetime
    sealed_at: datetime | None
    letter_on: date | None
    delivered_at: datetime | None
    promises: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedRow:
    """One sealed letter, exactly as it left."""

    letter_id: int
    case_id: int
    code: str
    subject: str
    html: str
    text: str
    html_hash: str
    template_version: str
    pdf: bytes | None
    letter_on: date
    sealed_at: datetime
    values: Mapping[str, Any]
    sealed_by: str
    approved_by: str
    approved_at: datetime | None
    to: str
    channel: str
    size: str
    delivery: str
    delivered_at: datetime | None


def letters_of_case(session: Session, case_id: int) -> tuple[LetterRow, ...]:
    """Give every letter of a case, the newest first."""
    rows = session.execute(
        select(LetterDraft, SealedLetter)
        .outerjoin(SealedLetter, SealedLetter.draft_id == LetterDraft.id)
        .where(LetterDraft.case_id == case_id)
        .order_by(LetterDraft.id.desc())
    )
    return tuple(_letter(draft, sealed) for draft, sealed in rows)


def _letter(draft: LetterDraft, sealed: SealedLetter | None) -> LetterRow:
    return LetterRow(
        letter_id=sealed.id if sealed else None,
        task_id=draft.task_id,
        code=draft.code,
        recipient=draft.recipient,
        to=draft.recipient_words,
        channel=draft.channel,
        size=draft.size,
        state=draft.state,
        delivery=sealed.delivery if sealed else "",
        drafted_at=draft.drafted_at,
        sealed_at=sealed.sealed_at if sealed else None,
        letter_on=sealed.letter_on if sealed else None,
        delivered_at=sealed.delivered_at if sealed else None,
        promises=tuple(sealed.promises) if sealed else (),
    )


def sealed_letter(session: Session, *, case_id: int, letter_id: int) -> SealedRow | None:
    """Give one sealed letter of a case, or None."""
    found = session.execute(
        select(SealedLetter, LetterDraft, Person.name, _approver.name)
        .select_from(SealedLetter)
        .join(LetterDraft, LetterDraft.id == SealedLetter.draft_id)
        .outerjoin(Person, Person.id == SealedLetter.sealed_by_id)
        .outerjoin(_approver, _approver.id == LetterDraft.approved_by_id)
        .where(SealedLetter.id == letter_id, SealedLetter.case_id == case_id)
    ).one_or_none()
    if found is None:
        return None
    letter, draft, name, approver = found
    return SealedRow(
        letter_id=letter.id,
        case_id=letter.case_id,
        code=letter.code,
        subject=letter.subject,
        html=letter.html,
        text=letter.text,
        html_hash=letter.html_hash,
        template_version=letter.template_version,
        pdf=letter.pdf,
        letter_on=letter.letter_on,
        sealed_at=letter.sealed_at,
        values=draft.values,
        sealed_by=name or "",
        approved_by=approver or "",
        approved_at=draft.approved_at,
        to=draft.recipient_words,
        channel=draft.channel,
        size=draft.size,
        delivery=letter.delivery,
        delivered_at=letter.delivered_at,
    )
