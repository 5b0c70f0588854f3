"""The review: chair, meetings, agenda answers, minutes, recommendations."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, Json


class Appointment(Base):
    """A chair or minute-taker for one case, with the independence check. Source: CT-31, CT-53."""

    __tablename__ = "appointments"
    __table_args__ = (
        Index("ix_appointments_case", "case_id", "role", "ended_at"),
        Index("ix_appointments_person", "person_id", "ended_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    role: Mapped[str] = mapped_column(String(20))  # review_chair, minute_taker, lead_officer
    warnings: Mapped[list[Json]]
    declaration: Mapped[str] = mapped_column(String(1000), default="")
    override_reason: Mapped[str] = mapped_column(String(1000), default="")
    appointed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    appointed_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_because: Mapped[str] = mapped_column(String(300), default="")


class Meeting(Base):
    """One review meeting; an adjourned one is followed by another. Source: CT-34 to CT-38."""

    __tablename__ = "meetings"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    number: Mapped[int]
    planned_on: Mapped[date]
    planned_time: Mapped[str] = mapped_column(String(5), default="")
    format: Mapped[str] = mapped_column(String(20))  # inside_existing, after_existing, separate, virtual
    place: Mapped[str] = mapped_column(String(300), default="")
    victim_mode: Mapped[str] = mapped_column(String(20))  # none, statement, invited, represented
    not_invited_reason: Mapped[str] = mapped_column(String(2000), default="")
    papers_sent_on: Mapped[date | None]
    held_on: Mapped[date | None]
    adjourned_because: Mapped[str] = mapped_column(String(2000), default="")
    agenda: Mapped[dict[str, Json]]  # the eight answers of CT-37
    decision: Mapped[str] = mapped_column(String(40), default="")
    malicious_evidence: Mapped[str] = mapped_column(default="")
    is_void: Mapped[bool] = mapped_column(default=False)  # chair found not independent (CT-53)


class Attendee(Base):
    """A body at a meeting: why it must come, and whether it did. Source: CT-32, CT-33."""

    __tablename__ = "attendees"
    __table_args__ = (UniqueConstraint("meeting_id", "body_code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    body_code: Mapped[str] = mapped_column(String(40))
    required_by: Mapped[str] = mapped_column(String(200), default="")
    person_words: Mapped[str] = mapped_column(String(160), default="")
    presence: Mapped[str] = mapped_column(String(10), default="")  # present, report, absent
    report_words: Mapped[str] = mapped_column(default="")


class Minutes(Base):
    """A version of the minutes: drafted, approved by the chair, circulated. Source: CT-43, RP-01."""

    __tablename__ = "minutes"
    __table_args__ = (UniqueConstraint("meeting_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    version: Mapped[int]
    words: Mapped[str]
    drafted_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    drafted_at: Mapped[datetime]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    approved_at: Mapped[datetime | None]
    circulated_on: Mapped[date | None]


class Recommendation(Base):
    """What the review asks of a body, and the answer. Source: CT-41."""

    __tablename__ = "recommendations"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(String(2000))
    body_code: Mapped[str] = mapped_column(String(40))
    lead_words: Mapped[str] = mapped_column(String(160), default="")
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    response: Mapped[str] = mapped_column(String(20), default="")  # accepted, partly, not_accepted
    response_reason: Mapped[str] = mapped_column(String(2000), default="")
    due_on: Mapped[date | None]
    answered_at: Mapped[datetime | None]
