"""What the bodies were asked and what they answered: threshold views and information returns."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base


class BodyReturn(Base):
    """One body asked in one round; key (case, round, body). Source: CT-22, CT-29, CT-30."""

    __tablename__ = "body_returns"
    __table_args__ = (UniqueConstraint("case_id", "round", "body_code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    round: Mapped[str] = mapped_column(String(12))  # threshold, information
    body_code: Mapped[str] = mapped_column(String(40))
    asked_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(12))  # asked, returned, refused, silent
    returned_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    view: Mapped[str] = mapped_column(String(10), default="")  # met, not_met, none
    comments: Mapped[str] = mapped_column(default="")
    incidents_words: Mapped[str] = mapped_column(default="")
    effect: Mapped[str] = mapped_column(default="")
    action_considered: Mapped[str] = mapped_column(default="")
    action_taken: Mapped[str] = mapped_column(default="")
    handling_code: Mapped[str] = mapped_column(String(40), default="")


class IncidentConfirmation(Base):
    """What one body holds about one reported incident. Source: CT-22."""

    __tablename__ = "incident_confirmations"
    __table_args__ = (UniqueConstraint("return_id", "incident_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    return_id: Mapped[int] = mapped_column(ForeignKey("body_returns.id"))
    incident_id: Mapped[int] = mapped_column(ForeignKey("reported_incidents.id"))
    answer: Mapped[str] = mapped_column(String(12))  # as_stated, differs, not_found
    words: Mapped[str] = mapped_column(String(1000), default="")


class WithheldItem(Base):
    """Information a body would not give: ground, reason, sign-off. Source: CT-30."""

    __tablename__ = "withheld_items"

    id: Mapped[int] = mapped_column(primary_key=True)
    return_id: Mapped[int] = mapped_column(ForeignKey("body_returns.id"))
    item: Mapped[str] = mapped_column(String(500))
    ground: Mapped[str] = mapped_column(String(30))  # data_protection, interception, confidence_claimed
    reason: Mapped[str] = mapped_column(String(2000))
    signed_off_by: Mapped[str] = mapped_column(String(160))
    checked_result: Mapped[str] = mapped_column(String(20), default="")
