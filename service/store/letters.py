"""Letters of a case: drafted, approved, sealed. What leaves is in outbox.py."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, Json

UNSEALED = ("draft", "waiting", "approved")  # the states of a letter that may still change


class LetterDraft(Base):
    """A letter being written for one recipient, with its frozen context. Source: D-008."""

    __tablename__ = "letter_drafts"
    __table_args__ = (
        Index("ix_letter_drafts_case", "case_id", "state"),
        Index("ix_letter_drafts_task", "task_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    task_id: Mapped[str | None] = mapped_column(ForeignKey("open_tasks.id"))
    code: Mapped[str] = mapped_column(String(12))  # L-CT-07
    recipient: Mapped[str] = mapped_column(String(80))  # party:12, body:police, person:4
    recipient_words: Mapped[str] = mapped_column(String(200))
    values: Mapped[dict[str, Json]]
    own_words: Mapped[dict[str, Json]]
    size: Mapped[str] = mapped_column(String(12))  # standard, large_print
    channel: Mapped[str] = mapped_column(String(8))  # post, email
    email: Mapped[str] = mapped_column(String(254), default="")
    state: Mapped[str] = mapped_column(String(12))  # draft, waiting, approved, sealed, withdrawn
    drafted_at: Mapped[datetime]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime | None]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    approved_at: Mapped[datetime | None]
    approved_mark: Mapped[str] = mapped_column(String(64), default="")  # what was approved: letters/approving.py
    sent_back_words: Mapped[str] = mapped_column(String(2000), default="")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - read by SQLAlchemy


class SealedLetter(Base):
    """The exact letter that left: stored for ever, never rendered again. Source: D-008."""

    __tablename__ = "sealed_letters"
    __table_args__ = (Index("ix_sealed_letters_case", "case_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("letter_drafts.id"), unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    code: Mapped[str] = mapped_column(String(12))
    subject: Mapped[str] = mapped_column(String(200))
    html: Mapped[str]
    text: Mapped[str]
    html_hash: Mapped[str] = mapped_column(String(64))
    template_version: Mapped[str] = mapped_column(String(64))
    pdf: Mapped[bytes | None] = mapped_column(LargeBinary)
    pdf_hash: Mapped[str] = mapped_column(String(64), default="")
    pdf_tries: Mapped[int] = mapped_column(default=0)  # how often it could not be made
    pdf_next_try_at: Mapped[datetime | None]
    letter_on: Mapped[date]
    sealed_at: Mapped[datetime]
    sealed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    promises: Mapped[list[Json]]  # what the letter promised by a date
    delivery: Mapped[str] = mapped_column(String(12))  # waiting, to_print, sent, posted, failed, unknown, not_made
    delivered_at: Mapped[datetime | None]
