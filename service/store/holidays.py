"""Changes to the list of bank holidays, proposed by one person and approved by another. What counts: people.py."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base


class HolidayChange(Base):
    """A one-off holiday to add, or one of the list to take away: proposed, then in force or refused. Source: CM-10."""

    __tablename__ = "holiday_changes"
    __table_args__ = (CheckConstraint("change in ('add', 'remove')", name="change"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    on: Mapped[date]
    name: Mapped[str] = mapped_column(String(120))
    change: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(12))  # proposed, in_force, refused
    reason: Mapped[str] = mapped_column(String(2000))
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    proposed_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None]
    decision_reason: Mapped[str] = mapped_column(String(2000), default="")
