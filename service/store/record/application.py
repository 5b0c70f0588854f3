"""The application form as received, the risk check on it, drafts and anonymous refusals."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, Json


class Application(Base):
    """What the applicant told us, in their own words. Source: CT-05, domain B."""

    __tablename__ = "applications"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    channel: Mapped[str] = mapped_column(String(12))  # online, paper, phone, email
    received_at: Mapped[datetime]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    basis: Mapped[str] = mapped_column(String(20))  # own, advocate, one_of_several
    behaviour: Mapped[str] = mapped_column(String(200), default="")
    location: Mapped[str] = mapped_column(String(300), default="")
    suspected_source: Mapped[str] = mapped_column(String(500), default="")  # restricted
    effect: Mapped[str] = mapped_column(default="")
    agencies_did: Mapped[str] = mapped_column(default="")
    unsatisfied_because: Mapped[str] = mapped_column(default="")
    outcome_wanted: Mapped[str] = mapped_column(default="")
    previous_reviews: Mapped[str] = mapped_column(String(500), default="")
    hate_strands: Mapped[list[Json]]
    declared_by: Mapped[str] = mapped_column(String(160), default="")
    privacy_notice_version: Mapped[str] = mapped_column(String(20), default="")
    tracking_code_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    completed_at: Mapped[datetime | None]
    missing: Mapped[list[Json]]  # what was asked for: code, words, asked_on, came_on
    link_challenge: Mapped[str] = mapped_column(String(500), default="")
    attached_to_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))


class RiskCheck(Base):
    """The immediate risk check. Source: CT-11."""

    __tablename__ = "risk_checks"
    __table_args__ = (Index("ix_risk_checks_case", "case_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    level: Mapped[str] = mapped_column(String(12))
    flags: Mapped[list[Json]]
    actions: Mapped[str] = mapped_column(String(2000), default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class ApplicationDraft(Base):
    """A public form half filled, found again by a secret in the browser or a code. No case yet."""

    __tablename__ = "application_drafts"

    id: Mapped[int] = mapped_column(primary_key=True)
    key_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    answers: Mapped[dict[str, Json]]
    saved_at: Mapped[datetime]
    sent_case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))


class RefusedApplication(Base):
    """An anonymous form: no case, no clock, not counted; passed on when someone may be at risk. Source: CT-06."""

    __tablename__ = "refused_applications"

    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    received_at: Mapped[datetime]
    channel: Mapped[str] = mapped_column(String(12))
    answers: Mapped[dict[str, Json]]
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    passed_on_words: Mapped[str] = mapped_column(String(2000), default="")
    passed_on_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    passed_on_at: Mapped[datetime | None]
