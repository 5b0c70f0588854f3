"""Notices that wait for the answer of somebody who signs in. The page of one notice: notice_page.py. Source: TE-12."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from service.store.cases import Case
from service.store.notices import ContactNotice, NoticeRound
from service.store.record import RacialIncident, Tension


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnNotice:
    """One notice that the person has not answered."""

    notice_id: int
    code: str
    title: str
    sent_at: datetime


def waiting_for(session: Session, person_id: int, *, case_id: int) -> tuple[OwnNotice, ...]:
    """Give the notices of an open case that this person is to answer now: of this band or declaration, oldest first.

    What they passed on, or what somebody answered in whose place they were told, waits for them no more.
    """
    first = aliased(ContactNotice)
    since = func.coalesce(Tension.level_since, RacialIncident.declared_at, NoticeRound.sent_at)
    rows = session.execute(
        select(ContactNotice.id, NoticeRound.code, NoticeRound.title, NoticeRound.sent_at)
        .join(NoticeRound, NoticeRound.id == ContactNotice.round_id)
        .join(Case, Case.id == ContactNotice.case_id)
        .outerjoin(first, first.id == ContactNotice.stands_in_for_id)
        .outerjoin(Tension, Tension.case_id == Case.id)
        .outerjoin(RacialIncident, RacialIncident.case_id == Case.id)
        .where(
            ContactNotice.case_id == case_id,
            ContactNotice.person_id == person_id,
            Case.is_open.is_(True),
            NoticeRound.wants_answer.is_(True),
            NoticeRound.sent_at >= since,
            ContactNotice.answered_at.is_(None),
            ContactNotice.passed_at.is_(None),
            first.answered_at.is_(None),
        )
        .order_by(ContactNotice.id)
    )
    return tuple(OwnNotice(notice_id=row.id, code=row.code, title=row.title, sent_at=row.sent_at) for row in rows)


def link_code_of(session: Session, person_id: int, *, notice_id: int) -> str:
    """Give the code of the personal link of one's own notice; empty where it is not one's own."""
    code = session.scalars(
        select(ContactNotice.link_code).where(ContactNotice.id == notice_id, ContactNotice.person_id == person_id)
    ).one_or_none()
    return code or ""
