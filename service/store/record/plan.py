"""The action plan item by item, its updates, and concerns about its delivery."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base


class ActionItem(Base):
    """One action: agreed, not agreed or offered; who, by when, how far. Source: CT-46, CT-49."""

    __tablename__ = "action_items"
    __table_args__ = (UniqueConstraint("case_id", "number"), Index("ix_action_items_due", "status", "due_on"))

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    number: Mapped[int]
    recommendation_id: Mapped[int | None] = mapped_column(ForeignKey("recommendations.id"))
    text: Mapped[str] = mapped_column(String(2000))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    owner_words: Mapped[str] = mapped_column(String(160), default="")
    body_code: Mapped[str] = mapped_column(String(40), default="")
    due_on: Mapped[date | None]
    measure: Mapped[str] = mapped_column(String(500), default="")
    agreement: Mapped[str] = mapped_column(String(12))  # agreed, not_agreed, offered
    agreement_reason: Mapped[str] = mapped_column(String(1000), default="")
    status: Mapped[str] = mapped_column(String(12), default="open")  # open, done, dropped
    accepted_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class ActionUpdate(Base):
    """News on an action. Source: CT-49."""

    __tablename__ = "action_updates"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("action_items.id"))
    words: Mapped[str] = mapped_column(String(2000))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class DeliveryConcern(Base):
    """Someone is unhappy with how the plan is carried out: to the SPOC, not to appeal. Source: CT-50."""

    __tablename__ = "delivery_concerns"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    raised_at: Mapped[datetime]
    raised_by: Mapped[str] = mapped_column(String(160))
    words: Mapped[str] = mapped_column(String(2000))
    found: Mapped[str] = mapped_column(String(2000), default="")
    changes: Mapped[str] = mapped_column(String(2000), default="")
    result: Mapped[str] = mapped_column(String(20), default="")
    answered_at: Mapped[datetime | None]
