"""Projections for reading: what people must do, and the clocks. Rebuilt in the step's own transaction."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.store.base import Base, Json


class OpenTask(Base):
    """A task of a person: of a diagram, or one of ours (a letter to approve, a print to confirm)."""

    __tablename__ = "open_tasks"
    __table_args__ = (
        Index(
            "ix_open_tasks_mine",
            "claimed_by_id",
            "due_at",
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
        Index(
            "ix_open_tasks_pool",
            "area_id",
            "role",
            "body_code",
            "due_at",
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
        Index(
            "ix_open_tasks_due",
            "due_at",
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
        Index("ix_open_tasks_case", "case_id", "state"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    run_id: Mapped[int | None] = mapped_column(ForeignKey("case_runs.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    kind: Mapped[str] = mapped_column(String(20))  # user_task, letter, delivery, follow_up
    process_id: Mapped[str] = mapped_column(String(60))
    element_id: Mapped[str] = mapped_column(String(120))
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(30))
    body_code: Mapped[str] = mapped_column(String(40), default="")
    item: Mapped[str] = mapped_column(String(80), default="")
    properties: Mapped[dict[str, Json]]
    because: Mapped[str] = mapped_column(String(500), default="")
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    claimed_at: Mapped[datetime | None]
    opened_at: Mapped[datetime]
    clock: Mapped[str] = mapped_column(String(60), default="")
    deadline_id: Mapped[int | None] = mapped_column(ForeignKey("deadlines.id"))
    due_on: Mapped[date | None]
    due_at: Mapped[datetime]  # far date when no clock runs: the sort key of "my work"
    state: Mapped[str] = mapped_column(String(10))  # open, done, cancelled
    has_draft: Mapped[bool] = mapped_column(default=False)
    deadline: Mapped["Deadline | None"] = relationship(lazy="raise")  # set to a clock not written yet
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class TaskAnswer(Base):
    """What was answered in a task, whole, with who and when; drafts are kept here too. Source: CM-13, D-005."""

    __tablename__ = "task_answers"
    __table_args__ = (Index("ix_task_answers_case_element", "case_id", "element_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    task_id: Mapped[str] = mapped_column(ForeignKey("open_tasks.id"))
    element_id: Mapped[str] = mapped_column(String(120))
    item: Mapped[str] = mapped_column(String(80), default="")
    answers: Mapped[dict[str, Json]]
    is_draft: Mapped[bool] = mapped_column(default=False)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class Deadline(Base):
    """One clock of one case: the only truth about a date. Source: D-014, D-016, CM-02 to CM-10."""

    __tablename__ = "deadlines"
    __table_args__ = (
        Index("ix_deadlines_case", "case_id", "clock", "key"),
        Index(
            "ix_deadlines_next",
            "case_id",
            "limit_at",
            "clock",
            sqlite_where=text("state = 'running'"),
            postgresql_where=text("state = 'running'"),
        ),
        Index(
            "uq_deadlines_running",
            "case_id",
            "clock",
            "key",
            unique=True,
            sqlite_where=text("state = 'running'"),
            postgresql_where=text("state = 'running'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    clock: Mapped[str] = mapped_column(String(60))
    key: Mapped[str] = mapped_column(String(80), default="")
    title: Mapped[str] = mapped_column(String(160))
    started_at: Mapped[datetime]
    trigger_on: Mapped[date]
    target_on: Mapped[date | None]
    limit_on: Mapped[date]
    remind_at: Mapped[datetime | None]
    limit_at: Mapped[datetime]  # the instant at which it is too late (D-020)
    promised_on: Mapped[date | None]  # what a letter said
    count: Mapped[list[Json]]  # day by day: "why this date" is a read
    calendar_edition: Mapped[str] = mapped_column(String(80))
    area_rules_version: Mapped[int]
    state: Mapped[str] = mapped_column(String(10))  # running, done, cancelled, replaced
    breached_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_on: Mapped[date | None]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("deadlines.id"))
    reason: Mapped[str] = mapped_column(String(2000), default="")
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class Timer(Base):
    """An instant at which a deadline does something: warn, remind, lapse, pass. Source: D-007, CM-08, CM-11."""

    __tablename__ = "timers"
    __table_args__ = (
        UniqueConstraint("deadline_id", "kind"),
        Index(
            "ix_timers_due",
            "due_at",
            sqlite_where=text("fired_at is null"),
            postgresql_where=text("fired_at is null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    deadline_id: Mapped[int] = mapped_column(ForeignKey("deadlines.id"))
    kind: Mapped[str] = mapped_column(String(12))  # amber, red, due_today, remind, limit, uncleared
    due_at: Mapped[datetime]
    fired_at: Mapped[datetime | None]


class Notice(Base):
    """Who was told that a date is near or has passed. Source: CM-11."""

    __tablename__ = "notices"
    __table_args__ = (Index("ix_notices_person", "role", "area_id", "seen_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    role: Mapped[str] = mapped_column(String(30))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str] = mapped_column(String(20))
    sentence: Mapped[str] = mapped_column(String(500))
    at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
