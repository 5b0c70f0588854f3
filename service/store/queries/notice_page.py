"""One notice for the page of its personal link, and for whoever rings about it: what was sent, answered, by whom."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from service.store.cases import Case, CaseEvent
from service.store.notices import ContactNotice, NoticeReply, NoticeRound, ProtocolContact
from service.store.people import Area, Person
from service.store.record import Tension
from service.store.work import Deadline

ATTEMPT = "attempt"  # the kind of event that a call to nobody is
MEETINGS = ("te_meet_urgent", "te_meet")
DEPUTIES = ("te_alert_deputy", "mi_unreachable")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRow:
    """One reply to a notice; `recorded_by`: who of the staff wrote it down, of a call."""

    at: datetime
    kind: str
    words: str
    recorded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherReader:
    """Somebody who was told in another's place, or in whose place another was told."""

    name: str
    told_at: datetime | None
    sent_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How somebody is reached by telephone."""

    name: str
    organisation: str
    phone: str
    night_phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningClock:
    """A clock that dates something on the page; `ended_at` where what it waited for was done."""

    limit_on: date
    limit_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePage:
    """One reader's notice with its round."""

    notice_id: int
    case_id: int
    reference: str
    area_id: int
    area_name: str
    process_id: str
    is_case_open: bool
    name: str
    role: str
    code: str
    title: str
    sent_at: datetime
    text: str
    told_at: datetime | None
    answered_at: datetime | None
    answer: str
    passed_at: datetime | None
    reach: Reach
    deputy: Reach | None
    stands_in_for: str
    stand_in: OtherReader | None
    deputies: RunningClock | None
    meeting: RunningClock | None
    level_now: int
    replies: tuple[ReplyRow, ...]


def find_notice(session: Session, *, link_code: str = "", notice_id: int = 0) -> NoticePage | None:
    """Give the notice of a personal link, or by its id for those who ring; None if there is none."""
    first, deputy = aliased(ContactNotice), aliased(ProtocolContact)
    wanted = ContactNotice.link_code == link_code if link_code else ContactNotice.id == notice_id
    found = session.execute(
        select(ContactNotice, NoticeRound, Case, Area.name, ProtocolContact, deputy, first.name, Tension.level)
        .join(NoticeRound, NoticeRound.id == ContactNotice.round_id)
        .join(Case, Case.id == ContactNotice.case_id)
        .join(Area, Area.id == Case.area_id)
        .join(ProtocolContact, ProtocolContact.id == ContactNotice.contact_id)
        .outerjoin(deputy, (deputy.id == ProtocolContact.deputy_id) & deputy.ended_on.is_(None))
        .outerjoin(first, first.id == ContactNotice.stands_in_for_id)
        .outerjoin(Tension, Tension.case_id == Case.id)
        .where(wanted)
    ).one_or_none()
    if found is None:
        return None
    notice, sent, case, area_name, contact, behind, first_name, level = found
    return NoticePage(
        notice_id=notice.id,
        case_id=case.id,
        reference=case.reference,
        area_id=case.area_id,
        area_name=area_name,
        process_id=case.process_id,
        is_case_open=case.is_open,
        name=notice.name,
        role=notice.role,
        code=sent.code,
        title=sent.title,
        sent_at=sent.sent_at,
        text=sent.text,
        told_at=notice.told_at,
        answered_at=notice.answered_at,
        answer=notice.answer,
        passed_at=notice.passed_at,
        reach=_reach(contact),
        deputy=_reach(behind) if behind else None,
        stands_in_for=first_name or "",
        stand_in=_stand_in(session, notice.id),
        deputies=_clock(session, case.id, DEPUTIES, key=str(sent.id)),
        meeting=_clock(session, case.id, MEETINGS),
        level_now=level or 0,
        replies=_replies(session, notice.id),
    )


def text_of_round(session: Session, round_id: int) -> tuple[str, str, str]:
    """Give code, title and text of one round, for whoever reads it out."""
    row = session.get_one(NoticeRound, round_id)
    return row.code, row.title, row.text


def attempts_at(session: Session, case_id: int, notice_id: int) -> list[tuple[datetime, str]]:
    """Give the calls to one reader that reached nobody, the newest first: when, and what was written down."""
    rows = session.scalars(
        select(CaseEvent)
        .where(CaseEvent.case_id == case_id, CaseEvent.kind == ATTEMPT)
        .order_by(CaseEvent.number.desc())
    )
    return [(row.at, row.sentence) for row in rows if row.detail.get("notice") == notice_id]


def _reach(contact: ProtocolContact) -> Reach:
    return Reach(
        name=contact.name,
        organisation=contact.organisation,
        phone=contact.phone,
        night_phone=contact.night_phone,
    )


def _stand_in(session: Session, notice_id: int) -> OtherReader | None:
    row = session.execute(
        select(ContactNotice.name, ContactNotice.told_at, NoticeRound.sent_at)
        .join(NoticeRound, NoticeRound.id == ContactNotice.round_id)
        .where(ContactNotice.stands_in_for_id == notice_id)
        .order_by(ContactNotice.id)
        .limit(1)
    ).first()
    return OtherReader(name=row.name, told_at=row.told_at, sent_at=row.sent_at) if row else None


def _clock(session: Session, case_id: int, clocks: tuple[str, ...], *, key: str = "") -> RunningClock | None:
    """Give the newest of these clocks, unless it was cancelled."""
    row = session.execute(
        select(Deadline.limit_on, Deadline.limit_at, Deadline.state, Deadline.ended_at)
        .where(Deadline.case_id == case_id, Deadline.clock.in_(clocks), Deadline.key == key)
        .order_by(Deadline.id.desc())
        .limit(1)
    ).first()
    if row is None or row.state not in ("running", "done"):
        return None
    return RunningClock(limit_on=row.limit_on, limit_at=row.limit_at, ended_at=row.ended_at)


def _replies(session: Session, notice_id: int) -> tuple[ReplyRow, ...]:
    rows = session.execute(
        select(NoticeReply.at, NoticeReply.kind, NoticeReply.words, Person.name)
        .outerjoin(Person, Person.id == NoticeReply.recorded_by_id)
        .where(NoticeReply.notice_id == notice_id)
        .order_by(NoticeReply.id)
    )
    return tuple(ReplyRow(at=row.at, kind=row.kind, words=row.words, recorded_by=row.name or "") for row in rows)
