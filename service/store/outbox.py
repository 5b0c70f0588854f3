"""What has to leave, frozen before the first try. The delivery folder empties it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base


class OutboxItem(Base):
    """One e-mail or print job: content and Message-ID are fixed in the step's own transaction. Source: D-006, D-008."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index(
            "ix_outbox_next",
            "next_try_at",
            sqlite_where=text("state = 'queued'"),
            postgresql_where=text("state = 'queued'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    sealed_letter_id: Mapped[int | None] = mapped_column(ForeignKey("sealed_letters.id"))
    kind: Mapped[str] = mapped_column(String(8))  # mail, print
    to_address: Mapped[str] = mapped_column(String(254), default="")
    reply_to: Mapped[str] = mapped_column(String(254), default="")  # whom the reader's answer reaches; may be nobody
    subject: Mapped[str] = mapped_column(String(200), default="")
    body: Mapped[str] = mapped_column(default="")
    message_id: Mapped[str] = mapped_column(String(120), unique=True)
    state: Mapped[str] = mapped_column(String(10))  # queued, sending, sent, printed, failed, unknown, dropped
    attempts: Mapped[int] = mapped_column(default=0)
    queued_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(String(300), default="")
