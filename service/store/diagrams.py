"""Published process versions: immutable. The engine's own state lives in cases.py."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, Json


class ProcessVersion(Base):
    """One published bundle (main diagram, parts, forms): never changed. Source: D-018, CM-12."""

    __tablename__ = "process_versions"
    __table_args__ = (UniqueConstraint("process_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    process_id: Mapped[str] = mapped_column(String(60))
    version: Mapped[int]
    content_hash: Mapped[str] = mapped_column(String(64))
    files: Mapped[dict[str, Json]]  # file name -> text: diagrams, forms, roles, clocks
    findings: Mapped[list[Json]]
    published_at: Mapped[datetime]
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str] = mapped_column(String(2000), default="")
