"""Who was alerted of a tension and who answered; whom an open alert concerns. Source: TE-12, CM-06."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, exists, select
from sqlalchemy.orm import Session, aliased

from service.store.cases import TENSION, Case
from service.store.notices import ContactNotice, NoticeRound, ProtocolContact
from service.store.outbox import OutboxItem
from service.store.people import Area
from service.store.record import Tension
from service.store.work import Deadline

ALERT, CALL, NEWS = "L-TE-01", "L-TE-02", "L-TE-04"
DEPUTY_CLOCK = "te_alert_deputy"  # its key is the round
NOT_LEFT = ("failed", "unknown", "dropped")  # states of a mail whose reader is rung instead


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertedRow:
    """One reader of the alert; the deputy who stands in is a row of its own."""

    notice_id: int
    name: str
    role: str
    agency: str  # of a member of the team
    channel: str
    told_at: datetime | None
    was_called: bool  # told by a person, by telephone
    answered_at: datetime | None
    answer: str
    passed_at: datetime | None
    deputy: str
    stands_in_for: str
    mail_state: str = ""  # empty: no mail was written
    is_stood_in_for: bool = False  # by somebody who stands in for another as well

    @property
    def is_to_be_rung(self) -> bool:
        """Tell whether nobody has told them yet and no mail will: they have no address, or it did not leave."""
        is_without_mail = self.channel != "email" or self.mail_state in NOT_LEFT
        return self.told_at is None and self.answered_at is None and is_without_mail


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """The latest round of one text, with those told in the place of others."""

    code: str
    title: str
    sent_at: datetime
    wants_answer: bool
    deputies_at: datetime | None  # the minute from which deputies are called
    rows: tuple[AlertedRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAlert:
    """An open case at level 1 or 2 on whose list somebody is."""

    case_id: int
    reference: str
    area_id: int
    area_name: str
    level: int


def latest_alert(session: Session, case_id: int, *, is_calm: bool = False) -> Alert | None:
    """Give the last round of the alert or of the call to meet, whichever was sent last; None if neither was.

    `is_calm`: the level is in the normal range, so it may be the stand-down.
    """
    codes = (ALERT, CALL, NEWS) if is_calm else (ALERT, CALL)
    stood_in = exists(
        select(ContactNotice.id).where(
            ContactNotice.round_id == NoticeRound.id, ContactNotice.stands_in_for_id.is_not(None)
        )
    )
    sent = session.scalars(
        select(NoticeRound)
        .where(NoticeRound.case_id == case_id, NoticeRound.code.in_(codes), ~stood_in)
        .order_by(NoticeRound.sent_at.desc(), NoticeRound.id.desc())
        .limit(1)
    ).first()
    if sent is None:
        return None
    deputies_at = session.scalars(
        select(Deadline.limit_at)
        .where(Deadline.case_id == case_id, Deadline.clock == DEPUTY_CLOCK, Deadline.key == str(sent.id))
        .order_by(Deadline.id.desc())
        .limit(1)
    ).first()
    return Alert(
        code=sent.code,
        title=sent.title,
        sent_at=sent.sent_at,
        wants_answer=sent.wants_answer,
        deputies_at=deputies_at,
        rows=_rows(session, sent),
    )


def _rows(session: Session, sent: NoticeRound) -> tuple[AlertedRow, ...]:
    """Give the readers of a round in the order in which they were told, each followed by whoever stands in."""
    deputy, first = aliased(ProtocolContact), aliased(ContactNotice)
    behind = case((ContactNotice.stands_in_for_id.is_(None), ContactNotice.id), else_=first.id)
    rows = session.execute(
        select(ContactNotice, ProtocolContact.agency, deputy.name, first.name, OutboxItem.state)
        .join(NoticeRound, NoticeRound.id == ContactNotice.round_id)
        .join(ProtocolContact, ProtocolContact.id == ContactNotice.contact_id)
        .outerjoin(deputy, deputy.id == ProtocolContact.deputy_id)
        .outerjoin(first, first.id == ContactNotice.stands_in_for_id)
        .outerjoin(OutboxItem, OutboxItem.id == ContactNotice.outbox_id)
        .where(
            ContactNotice.case_id == sent.case_id,
            NoticeRound.code == sent.code,
            NoticeRound.id >= sent.id,
        )
        .order_by(behind, ContactNotice.id)
    )
    return tuple(
        AlertedRow(
            notice_id=row.id,
            name=row.name,
            role=row.role,
            agency=agency,
            channel=row.channel,
            told_at=row.told_at,
            was_called=row.told_by_id is not None,
            answered_at=row.answered_at,
            answer=row.answer,
            passed_at=row.passed_at,
            deputy=deputy_name or "",
            stands_in_for=first_name or "",
            mail_state=mail_state or "",
            is_stood_in_for=row.passed_to_id is not None,
        )
        for row, agency, deputy_name, first_name, mail_state in rows
    )


def open_alerts_of(session: Session, person_id: int) -> tuple[OpenAlert, ...]:
    """Give the open cases at level 1 or 2 of whose alert this person was a reader, the worst first."""
    rows = session.execute(
        select(Case.id, Case.reference, Case.area_id, Area.name, Tension.level)
        .join(Area, Area.id == Case.area_id)
        .join(Tension, Tension.case_id == Case.id)
        .where(
            Case.id.in_(
                select(ContactNotice.case_id)
                .join(NoticeRound, NoticeRound.id == ContactNotice.round_id)
                .where(ContactNotice.person_id == person_id, NoticeRound.code == ALERT)
            ),
            Case.process_id == TENSION,
            Case.is_open.is_(True),
            Tension.level.in_((1, 2)),
        )
        .order_by(Tension.level, Case.id)
    )
    return tuple(
        OpenAlert(case_id=case_id, reference=reference, area_id=area_id, area_name=area_name, level=level)
        for case_id, reference, area_id, area_name, level in rows
    )
