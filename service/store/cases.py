"""A case, its running processes and what happened to it. Tasks and clocks: work.py."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, Json

# the processes that cases run by
COMMUNITY_TRIGGER, OPCC_APPEAL = "community_trigger", "opcc_appeal"
TENSION, INCIDENT = "tension_escalation", "major_racial_incident"


class Case(Base):
    """One matter about one applicant, pinned to its diagrams and area rules. Source: CM-12, CM-14, RP-01."""

    __tablename__ = "cases"
    __table_args__ = (Index("ix_cases_area_state", "area_id", "is_open", "opened_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(24), unique=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    process_id: Mapped[str] = mapped_column(String(60))
    process_version_id: Mapped[int] = mapped_column(ForeignKey("process_versions.id"))
    area_rules_id: Mapped[int] = mapped_column(ForeignKey("area_rules.id"))
    stage: Mapped[str] = mapped_column(String(60))  # the bold word of the page: "Deciding the threshold"
    is_open: Mapped[bool] = mapped_column(default=True)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closing_reason: Mapped[str] = mapped_column(String(60), default="")
    received_on: Mapped[date]
    refusal_letter_on: Mapped[date | None]
    review_held_on: Mapped[date | None]
    recommendations_on: Mapped[date | None]
    event_count: Mapped[int] = mapped_column(default=0)
    news_waiting: Mapped[int] = mapped_column(default=0)  # messages in the inbox that nobody waited for yet
    label: Mapped[str] = mapped_column(String(300), default="")  # what lists show: person, street
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - read by SQLAlchemy


class CaseRun(Base):
    """One running process of a case (D-017) and its saved position (D-004)."""

    __tablename__ = "case_runs"
    __table_args__ = (UniqueConstraint("case_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    key: Mapped[str] = mapped_column(String(120))  # "main", or what opened it
    process_id: Mapped[str] = mapped_column(String(60))
    process_version_id: Mapped[int] = mapped_column(ForeignKey("process_versions.id"))
    state: Mapped[bytes] = mapped_column(LargeBinary)
    definition_hash: Mapped[str] = mapped_column(String(64))
    state_schema: Mapped[int]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(String(60), default="")


class CaseEvent(Base):
    """A fact that happened, as a sentence; append-only. Source: CM-13."""

    __tablename__ = "case_events"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    number: Mapped[int]
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(40))
    sentence: Mapped[str] = mapped_column(String(1000))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    by_words: Mapped[str] = mapped_column(String(160), default="")
    detail: Mapped[dict[str, Json]]


class StuckCase(Base):
    """The engine could not go on with a case: what failed, for a person to retry."""

    __tablename__ = "stuck_cases"
    __table_args__ = (Index("ix_stuck_cases_open", "resolved_at", "case_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    element_id: Mapped[str] = mapped_column(String(120), default="")
    reason: Mapped[str] = mapped_column(String(500))
    attempts: Mapped[int] = mapped_column(default=1)
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]


class ReferenceCounter(Base):
    """The last number given in an area, process and year. Source: CM-14."""

    __tablename__ = "reference_counters"

    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"), primary_key=True)
    process_code: Mapped[str] = mapped_column(String(8), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last_number: Mapped[int]


class SubmittedForm(Base):
    """An idempotency key and where its first answer led; a second press shows that. Source: D-006."""

    __tablename__ = "submitted_forms"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    actor: Mapped[str] = mapped_column(String(80))
    command: Mapped[str] = mapped_column(String(60))
    body_hash: Mapped[str] = mapped_column(String(64))
    result: Mapped[dict[str, Json]]
    at: Mapped[datetime]


class InboxMessage(Base):
    """News for a case that nobody waited for yet; kept until somebody does. Source: patterns 11."""

    __tablename__ = "inbox_messages"
    __table_args__ = (Index("ix_inbox_messages_waiting", "case_id", "delivered_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    name: Mapped[str] = mapped_column(String(60))
    payload: Mapped[dict[str, Json]]
    arrived_at: Mapped[datetime]
    delivered_at: Mapped[datetime | None]


class CaseMessage(Base):
    """News from one case to another: written by the step that sends it, delivered once by a step of its own."""

    __tablename__ = "case_messages"
    __table_args__ = (
        Index(
            "ix_case_messages_waiting",
            "id",
            sqlite_where=text("delivered_at IS NULL"),
            postgresql_where=text("delivered_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    from_case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    to_case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    name: Mapped[str] = mapped_column(String(60))
    payload: Mapped[dict[str, Json]]
    sent_at: Mapped[datetime]
    delivered_at: Mapped[datetime | None]
