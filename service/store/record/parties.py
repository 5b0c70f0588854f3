"""The people of a case and what they consented to. Personal data: never in the engine, logs or URLs."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, Json


class Party(Base):
    """A victim, applicant, advocate or alleged perpetrator of one case. Source: domain B."""

    __tablename__ = "parties"
    __table_args__ = (Index("ix_parties_case", "case_id"), Index("ix_parties_name", "search_name"))

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    kind: Mapped[str] = mapped_column(String(12), default="individual")  # individual, business, group
    is_applicant: Mapped[bool] = mapped_column(default=False)
    is_victim: Mapped[bool] = mapped_column(default=False)
    is_advocate: Mapped[bool] = mapped_column(default=False)
    is_perpetrator: Mapped[bool] = mapped_column(default=False)  # restricted: shown with a reason
    name: Mapped[str] = mapped_column(String(160))
    search_name: Mapped[str] = mapped_column(String(160), default="")
    organisation: Mapped[str] = mapped_column(String(160), default="")
    relation: Mapped[str] = mapped_column(String(40), default="")
    address: Mapped[list[Json]]
    postcode: Mapped[str] = mapped_column(String(10), default="")
    street: Mapped[str] = mapped_column(String(120), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    preferred_channel: Mapped[str] = mapped_column(String(8), default="post")  # post, email
    safe_contact: Mapped[str] = mapped_column(String(500), default="")
    formats: Mapped[str] = mapped_column(String(40), default="standard")  # standard, large_print, ...
    language: Mapped[str] = mapped_column(String(80), default="")
    is_under_18: Mapped[bool | None]
    tenant_of: Mapped[str] = mapped_column(String(40), default="")
    support_offered: Mapped[str] = mapped_column(String(20), default="")
    withdrawn_at: Mapped[datetime | None]  # an advocate whose role ended (CT-58)


class Consent(Base):
    """A victim's written consent for an advocate, and its end. Source: CT-08, CT-58."""

    __tablename__ = "consents"
    __table_args__ = (Index("ix_consents_case", "case_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    victim_id: Mapped[int] = mapped_column(ForeignKey("parties.id"))
    advocate_id: Mapped[int] = mapped_column(ForeignKey("parties.id"))
    form: Mapped[str] = mapped_column(String(20), default="")  # paper, online
    received_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
