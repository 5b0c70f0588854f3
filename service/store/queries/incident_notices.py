"""Who was told of a racial incident, by whom, when, and what they answered. Source: MI-09 to MI-24."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from service.store.notices import ContactNotice, NoticeReply, NoticeRound, ProtocolContact
from service.store.outbox import OutboxItem
from service.store.people import Person
from service.store.queries.tension_alerts import NOT_LEFT
from service.store.work import OpenTask


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """One reader of one round."""

    notice_id: int
    round_id: int
    code: str
    role: str
    name: str
    person_id: int | None
    channel: str
    sent_at: datetime
    sent_by_id: int | None
    sent_by: str
    told_at: datetime | None
    told_by_id: int | None  # who rang
    told_by: str
    answered_at: datetime | None
    answer: str
    reminded_at: datetime | None
    stands_in_for_id: int | None
    passed_at: datetime | None
    deputy: str
    out_of_order: str
    has_come_back: bool  # the mail did not leave, or nobody knows: they are rung instead


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentReply:
    """One reply of one reader."""

    reply_id: int
    notice_id: int
    name: str
    at: datetime
    kind: str
    words: str
    recorded_by: str


def notices_of(session: Session, case_id: int) -> tuple[NoticeRow, ...]:
    """Give every notice of a case, in the order in which they were written."""
    caller, sender, deputy = aliased(Person), aliased(Person), aliased(ProtocolContact)
    rows = session.execute(
        select(ContactNotice, NoticeRound, caller.name, sender.name, deputy.name, OutboxItem.state)
        .join(NoticeRound, NoticeRound.id == ContactNotice.round_id)
        .join(ProtocolContact, ProtocolContact.id == ContactNotice.contact_id)
        .outerjoin(deputy, (deputy.id == ProtocolContact.deputy_id) & deputy.ended_on.is_(None))
        .outerjoin(caller, caller.id == ContactNotice.told_by_id)
        .outerjoin(sender, sender.id == NoticeRound.by_id)
        .outerjoin(OutboxItem, OutboxItem.id == ContactNotice.outbox_id)
        .where(ContactNotice.case_id == case_id)
        .order_by(ContactNotice.id)
    )
    return tuple(
        NoticeRow(
            notice_id=row.id,
            round_id=sent.id,
            code=sent.code,
            role=row.role,
            name=row.name,
            person_id=row.person_id,
            channel=row.channel,
            sent_at=sent.sent_at,
            sent_by_id=sent.by_id,
            sent_by=sent_by or "",
            told_at=row.told_at,
            told_by_id=row.told_by_id,
            told_by=told_by or "",
            answered_at=row.answered_at,
            answer=row.answer,
            reminded_at=row.reminded_at,
            stands_in_for_id=row.stands_in_for_id,
            passed_at=row.passed_at,
            deputy=deputy_name or "",
            out_of_order=sent.out_of_order,
            has_come_back=mail_state in NOT_LEFT,
        )
        for row, sent, told_by, sent_by, deputy_name, mail_state in rows
    )


def replies_of(session: Session, case_id: int) -> tuple[IncidentReply, ...]:
    """Give every reply, the oldest first."""
    rows = session.execute(
        select(NoticeReply, ContactNotice.name, Person.name)
        .join(ContactNotice, ContactNotice.id == NoticeReply.notice_id)
        .outerjoin(Person, Person.id == NoticeReply.recorded_by_id)
        .where(NoticeReply.case_id == case_id)
        .order_by(NoticeReply.at, NoticeReply.id)
    )
    return tuple(
        IncidentReply(
            reply_id=row.id,
            notice_id=row.notice_id,
            name=name,
            at=row.at,
            kind=row.kind,
            words=row.words,
            recorded_by=recorded_by or "",
        )
        for row, name, recorded_by in rows
    )


def earlier_recipients(session: Session, case_id: int) -> tuple[tuple[str, str], ...]:
    """Give everybody who was told anything and is still listed: name and organisation, by name. Source: MI-18."""
    told = select(ContactNotice.contact_id).where(ContactNotice.case_id == case_id)
    rows = session.execute(
        select(ProtocolContact.name, ProtocolContact.organisation)
        .where(ProtocolContact.id.in_(told), ProtocolContact.ended_on.is_(None))
        .order_by(ProtocolContact.name, ProtocolContact.id)
    )
    return tuple((row.name, row.organisation) for row in rows)


def count_members(session: Session, area_id: int) -> int:
    """Give how many members of the partnership are listed in an area. Source: MI-20."""
    rows = select(func.count(ProtocolContact.id)).where(
        ProtocolContact.area_id == area_id, ProtocolContact.role == "member", ProtocolContact.ended_on.is_(None)
    )
    return session.scalar(rows) or 0


def roles_sought(session: Session, case_id: int) -> dict[str, str]:
    """Give the roles for which somebody is still to be found, with the task that asks for it."""
    rows = session.execute(
        select(OpenTask.id, OpenTask.properties).where(
            OpenTask.case_id == case_id, OpenTask.kind == "call", OpenTask.state == "open"
        )
    )
    return {str(row.properties["role"]): row.id for row in rows if "role" in row.properties}
