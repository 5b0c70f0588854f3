"""Who is told of a tension or an incident, by which round, and what they answered. Source: TE-12, MI-14, MI-18."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, Json


class ProtocolContact(Base):
    """Someone a protocol tells or asks: an office with a deputy, staff of a place, a mediator. Source: MI-02, TE-04."""

    __tablename__ = "protocol_contacts"
    __table_args__ = (Index("ix_protocol_contacts_role", "area_id", "role", "ended_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    role: Mapped[str] = mapped_column(String(30))  # commander, council_officer, staff, member, mediator, ...
    name: Mapped[str] = mapped_column(String(160))
    organisation: Mapped[str] = mapped_column(String(160), default="")
    agency: Mapped[str] = mapped_column(String(20), default="")  # of a member of the team: police, council, ... (TE-02)
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")  # by day
    night_phone: Mapped[str] = mapped_column(String(40), default="")  # out of hours
    localities: Mapped[list[Json]]  # wards or places; none: the whole area
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("protocol_contacts.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))  # their account, if they have one
    trained_on: Mapped[date | None]  # induction in risk assessment (TE-03)
    verified_on: Mapped[date | None]  # last checked that it is right
    note: Mapped[str] = mapped_column(String(500), default="")
    ended_on: Mapped[date | None]


class NoticeRound(Base):
    """One text sent to several people in one step, kept as it was sent. Source: TE-12, MI-09 to MI-14."""

    __tablename__ = "notice_rounds"
    __table_args__ = (Index("ix_notice_rounds_case", "case_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    code: Mapped[str] = mapped_column(String(12))  # L-TE-01
    title: Mapped[str] = mapped_column(String(160))  # page words: "we are at level 2"
    subject: Mapped[str] = mapped_column(String(200))
    reply_to: Mapped[str] = mapped_column(String(254), default="")
    text: Mapped[str]  # with the mark where each reader's own link stands
    template_version: Mapped[str] = mapped_column(String(64))
    sent_at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    wants_answer: Mapped[bool] = mapped_column(default=True)
    out_of_order: Mapped[str] = mapped_column(String(1000), default="")  # why before their turn (MI-19)


class ContactNotice(Base):
    """One reader of a round: told how and when, answered when, and whether the deputy was called. Source: CM-06."""

    __tablename__ = "contact_notices"
    __table_args__ = (
        UniqueConstraint("round_id", "contact_id"),
        Index("ix_contact_notices_case", "case_id", "role"),
        Index("ix_contact_notices_person", "person_id", "answered_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("notice_rounds.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("protocol_contacts.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    role: Mapped[str] = mapped_column(String(30))
    name: Mapped[str] = mapped_column(String(160))  # as they were called when told
    channel: Mapped[str] = mapped_column(String(8))  # email, phone, none
    link_code: Mapped[str] = mapped_column(String(24), unique=True)  # signed, it is the personal link
    outbox_id: Mapped[int | None] = mapped_column(ForeignKey("outbox.id"))
    told_at: Mapped[datetime | None]  # sent, or spoken to
    told_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))  # who rang
    answered_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(String(12), default="")  # have_this, confirmed, correction, more, action
    reminded_at: Mapped[datetime | None]
    stands_in_for_id: Mapped[int | None] = mapped_column(ForeignKey("contact_notices.id"))
    # who was told in their place: they are not the right person, or their deputy stands in for somebody else as well
    passed_to_id: Mapped[int | None] = mapped_column(ForeignKey("contact_notices.id"))
    passed_at: Mapped[datetime | None]  # "not the right person"


class NoticeReply(Base):
    """What somebody answered or told us, by link or by a recorded call; as often as they like. Source: MI-17, MI-18."""

    __tablename__ = "notice_replies"
    __table_args__ = (Index("ix_notice_replies_case", "case_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    notice_id: Mapped[int] = mapped_column(ForeignKey("contact_notices.id"))
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(12))  # have_this, confirmed, correction, more, action
    words: Mapped[str] = mapped_column(String(2000), default="")
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))  # staff, of a call
    dealt_with_at: Mapped[datetime | None]
    dealt_with_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
