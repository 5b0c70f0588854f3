"""Calls, notes, decisions and lessons of a case."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, Json


class ContactNote(Base):
    """A call made or taken, or a note. Source: CT-28, CT-45."""

    __tablename__ = "contact_notes"
    __table_args__ = (Index("ix_contact_notes_case", "case_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    kind: Mapped[str] = mapped_column(String(12))  # call, attempt, note
    with_words: Mapped[str] = mapped_column(String(160), default="")
    happened_at: Mapped[datetime]
    words: Mapped[str] = mapped_column(String(4000))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class Decision(Base):
    """A decision with its question, inputs, rule version and reasons in words. Source: CM-13."""

    __tablename__ = "decisions"
    __table_args__ = (Index("ix_decisions_case", "case_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    code: Mapped[str] = mapped_column(String(60))
    question: Mapped[str] = mapped_column(String(300))
    answer: Mapped[str] = mapped_column(String(300))
    reasons: Mapped[str] = mapped_column(default="")
    inputs: Mapped[dict[str, Json]]
    rule: Mapped[str] = mapped_column(String(60))
    area_rules_version: Mapped[int]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    role: Mapped[str] = mapped_column(String(30), default="")
    at: Mapped[datetime]


class Lesson(Base):
    """A lesson on organisation or procedure, logged apart from the case. Source: CT-44."""

    __tablename__ = "lessons"

    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    words: Mapped[str] = mapped_column(String(2000))
    at: Mapped[datetime]
