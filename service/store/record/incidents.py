"""Reported incidents and the qualifying calculation, row by row. The rule itself: workflows.rules.threshold."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, Json


class ReportedIncident(Base):
    """One incident as reported to one body: a row of the applicant's evidence. Source: CT-13 to CT-18."""

    __tablename__ = "reported_incidents"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    number: Mapped[int]
    what: Mapped[str] = mapped_column(String(1000))
    happened_on: Mapped[date | None]
    happened_words: Mapped[str] = mapped_column(String(200), default="")
    reported_on: Mapped[date | None]
    reported_by_id: Mapped[int | None] = mapped_column(ForeignKey("parties.id"))
    body_code: Mapped[str] = mapped_column(String(40))
    channel: Mapped[str] = mapped_column(String(30))
    officer_kind: Mapped[str] = mapped_column(String(30), default="")
    body_reference: Mapped[str] = mapped_column(String(80), default="")
    action_known: Mapped[str] = mapped_column(String(1000), default="")
    occasion: Mapped[str] = mapped_column(String(40), default="")
    link_group: Mapped[str] = mapped_column(String(20), default="A")
    link_reason: Mapped[str] = mapped_column(String(500), default="")
    on_site_reason: Mapped[str] = mapped_column(String(500), default="")
    added_at: Mapped[datetime]
    is_removed: Mapped[bool] = mapped_column(default=False)


class QualifyingResult(Base):
    """One run of the threshold count over the whole case. Source: CT-14, CT-20, CM-13."""

    __tablename__ = "qualifying_results"
    __table_args__ = (Index("ix_qualifying_results_case", "case_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    at: Mapped[datetime]
    application_on: Mapped[date]
    reset_on: Mapped[date | None]
    tests: Mapped[list[Json]]  # needed, found, result for the page and the file
    is_met: Mapped[bool]
    decided_by: Mapped[str] = mapped_column(String(30))
    area_rules_version: Mapped[int]


class QualifyingRow(Base):
    """Whether one reported incident counts, and why not. Source: CT-15 to CT-19."""

    __tablename__ = "qualifying_rows"
    __table_args__ = (UniqueConstraint("result_id", "incident_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    result_id: Mapped[int] = mapped_column(ForeignKey("qualifying_results.id"))
    incident_id: Mapped[int] = mapped_column(ForeignKey("reported_incidents.id"))
    month_ends_on: Mapped[date | None]
    six_months_end_on: Mapped[date | None]
    counts: Mapped[bool]
    reason_code: Mapped[str] = mapped_column(String(40), default="")
    sentence: Mapped[str] = mapped_column(String(300), default="")
