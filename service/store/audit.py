"""The audit trail: append-only and hash-chained; reading a victim's file is in it too."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, Json


class AuditEvent(Base):
    """One act or one look: who, when, what, why. Personal data only by reference. Source: DP-11, reliability 3.16."""

    __tablename__ = "audit_events"
    __table_args__ = (Index("ix_audit_events_object", "object", "number"),)  # who looked at one case, newest first

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(80))  # person:4, public, clock, worker
    role: Mapped[str] = mapped_column(String(30), default="")
    action: Mapped[str] = mapped_column(String(40))
    object: Mapped[str] = mapped_column(String(80))
    purpose: Mapped[str] = mapped_column(String(500), default="")
    detail: Mapped[dict[str, Json]]
    previous_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))
