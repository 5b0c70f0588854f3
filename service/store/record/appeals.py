"""An appeal to the Police and Crime Commissioner's office against one decision on one case. Source: AP-01 to AP-20."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, Json


class Appeal(Base):
    """What was appealed and why, what the office found, and what it asked for. Its case runs `opcc_appeal`."""

    __tablename__ = "appeals"
    __table_args__ = (Index("ix_appeals_about", "about_case_id"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    about_case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    channel: Mapped[str] = mapped_column(String(12))  # online, email, letter, transcribed
    received_at: Mapped[datetime]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    words: Mapped[str]  # the appellant's own
    wish: Mapped[str] = mapped_column(String(2000), default="")
    remit_version: Mapped[int] = mapped_column(default=0)  # the settings whose remit was shown (AP-01)
    decision_letter_id: Mapped[int | None] = mapped_column(ForeignKey("sealed_letters.id"))  # L-CT-08 or L-CT-13
    stage: Mapped[int] = mapped_column(default=0)  # 1 threshold, 2 review; 0 not settled yet
    grounds: Mapped[list[Json]]
    route: Mapped[str] = mapped_column(String(20), default="")  # appeal, spoc, agency, cps, premature, late
    consent_held: Mapped[bool | None]  # of an advocate's appellant; None: nobody acts for anybody
    missing_words: Mapped[str] = mapped_column(String(2000), default="")
    late_reason: Mapped[str] = mapped_column(String(2000), default="")
    late_accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    no_part_declared_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))  # AP-07
    acknowledged_on: Mapped[date | None]
    released: Mapped[list[Json]]  # what of the file was released: code and words
    redacted_words: Mapped[str] = mapped_column(String(2000), default="")
    released_on: Mapped[date | None]
    findings: Mapped[list[Json]]  # one a test: test, finding, because (AP-11)
    recount: Mapped[dict[str, Json] | None]  # both counts as the assessment saw them (AP-11)
    outcome: Mapped[str] = mapped_column(String(20), default="")  # AP-13
    reasons: Mapped[list[Json]]  # one a ground: ground, words
    remit_points: Mapped[list[Json]]  # what the bodies are asked to do (AP-13)
    decided_on: Mapped[date | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reported_back: Mapped[str] = mapped_column(String(2000), default="")  # AP-16
    reported_back_on: Mapped[date | None]
