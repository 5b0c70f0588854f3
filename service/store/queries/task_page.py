"""One task for its page: what it is, about which case, who has it, what was typed, who answered."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, aliased

from service.store.cases import Case
from service.store.people import AreaBody, Person, RoleMembership
from service.store.record import Party
from service.store.work import Deadline, OpenTask, TaskAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One task with its case, its holder, its clock and, once it has ended, who ended it."""

    task_id: str
    kind: str
    case_id: int
    reference: str
    label: str
    is_case_open: bool
    case_process_id: str
    area_id: int
    process_id: str
    element_id: str
    name: str
    role: str
    body_code: str
    body_name: str
    item: str
    properties: Mapping[str, Any]
    because: str
    state: str
    holder_id: int | None
    holder: str
    clock: str
    clock_title: str
    deadline_id: int | None
    due_on: date | None
    due_at: datetime
    opened_at: datetime
    ended_at: datetime | None
    ended_by: str
    ended_by_id: int | None

    @property
    def is_open(self) -> bool:
        """Tell whether the task still waits for somebody."""
        return self.state == "open"

    @property
    def rule(self) -> str:
        """Give the number of the rule behind the task."""
        return str(self.properties.get("rule") or "")


_holder, _ender = aliased(Person), aliased(Person)


def find_task(session: Session, task_id: str) -> TaskRow | None:
    """Give one task, or None."""
    row = session.execute(
        select(
            OpenTask,
            Case.reference,
            Case.label,
            Case.is_open,
            AreaBody.name,
            _holder.name,
            Deadline,
            _ender.name,
            Case.process_id,
        )
        .join(Case, Case.id == OpenTask.case_id)
        .outerjoin(AreaBody, (AreaBody.area_id == OpenTask.area_id) & (AreaBody.code == OpenTask.body_code))
        .outerjoin(_holder, _holder.id == OpenTask.claimed_by_id)
        .outerjoin(_ender, _ender.id == OpenTask.ended_by_id)
        .outerjoin(Deadline, Deadline.id == OpenTask.deadline_id)
        .where(OpenTask.id == task_id)
    ).one_or_none()
    return None if row is None else _task_row(row)


def _task_row(row: Any) -> TaskRow:
    task: OpenTask = row[0]
    deadline: Deadline | None = row[6]
    return TaskRow(
        task_id=task.id,
        kind=task.kind,
        case_id=task.case_id,
        reference=row[1],
        label=row[2],
        is_case_open=row[3],
        case_process_id=row[8],
        area_id=task.area_id,
        process_id=task.process_id,
        element_id=task.element_id,
        name=task.name,
        role=task.role,
        body_code=task.body_code,
        body_name=row[4] or "",
        item=task.item,
        properties=task.properties,
        because=task.because,
        state=task.state,
        holder_id=task.claimed_by_id,
        holder=row[5] or "",
        clock=task.clock,
        clock_title=deadline.title if deadline else "",
        deadline_id=task.deadline_id,
        due_on=task.due_on,
        due_at=task.due_at,
        opened_at=task.opened_at,
        ended_at=task.ended_at,
        ended_by=row[7] or "",
        ended_by_id=task.ended_by_id,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDraft:
    """What was typed and kept for later, as the browser posted it; `is_checked` once letters were made of it."""

    posted: Mapping[str, list[str]]
    saved_at: datetime
    is_checked: bool


def draft_of_task(session: Session, task_id: str) -> TaskDraft | None:
    """Give the draft of a task, or None."""
    row = session.scalars(
        select(TaskAnswer)
        .where(TaskAnswer.task_id == task_id, TaskAnswer.is_draft.is_(True))
        .order_by(TaskAnswer.id.desc())
    ).first()
    if row is None:
        return None
    return TaskDraft(posted=row.answers["posted"], saved_at=row.at, is_checked=row.answers.get("typed") is not None)


def answers_of_task(session: Session, task_id: str) -> Mapping[str, Any]:
    """Give the final answers of a finished task."""
    rows = select(TaskAnswer.answers).where(TaskAnswer.task_id == task_id, TaskAnswer.is_draft.is_(False))
    return dict(session.scalars(rows.order_by(TaskAnswer.id.desc())).first() or {})


def open_tasks_of_case(session: Session, case_id: int) -> list[TaskRow]:
    """Give what is open on a case, the first due first."""
    return _tasks_where(session, OpenTask.case_id == case_id, OpenTask.state == "open")


def _tasks_where(session: Session, *wanted: ColumnElement[bool]) -> list[TaskRow]:
    ids = session.scalars(select(OpenTask.id).where(*wanted).order_by(OpenTask.due_at, OpenTask.opened_at, OpenTask.id))
    return [row for row in (find_task(session, one) for one in ids.all()) if row is not None]


def safe_contact_words(session: Session, case_id: int) -> str:
    """Give how the people of a case may be reached safely; empty where nothing is flagged. Source: DP-12."""
    rows = session.execute(
        select(Party.name, Party.safe_contact)
        .where(Party.case_id == case_id, Party.safe_contact != "", Party.is_perpetrator.is_(False))
        .where(Party.withdrawn_at.is_(None))
        .order_by(Party.id)
    ).all()
    if len(rows) == 1:
        return str(rows[0].safe_contact)
    return " ".join(f"{row.name}: {row.safe_contact}" for row in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class StartedClock:
    """A clock that a task began when it ended."""

    deadline_id: int
    title: str
    limit_on: date


def clocks_started(session: Session, case_id: int, clocks: Collection[str]) -> list[StartedClock]:
    """Give the newest row of each of these clocks that was not cancelled, the first limit first."""
    rows = session.scalars(
        select(Deadline)
        .where(Deadline.case_id == case_id, Deadline.clock.in_(clocks), Deadline.key == "")
        .where(Deadline.state.not_in(("replaced", "cancelled")))
        .order_by(Deadline.id)
    )
    newest = {row.clock: row for row in rows}
    listed = sorted(newest.values(), key=lambda row: (row.limit_on, row.id))
    return [StartedClock(deadline_id=row.id, title=row.title, limit_on=row.limit_on) for row in listed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Someone in a role, and how to reach them."""

    person_id: int
    name: str
    phone: str


def officers_in_role(session: Session, *, area_id: int, roles: tuple[str, ...]) -> list[Officer]:
    """Give the active people who hold one of the roles in an area, or in every area."""
    rows = session.scalars(
        select(Person)
        .join(RoleMembership, RoleMembership.person_id == Person.id)
        .where(
            or_(RoleMembership.area_id == area_id, RoleMembership.area_id.is_(None)),
            RoleMembership.role.in_(roles),
            Person.is_active.is_(True),
        )
        .order_by(Person.id)
    )
    return [Officer(person_id=row.id, name=row.name, phone=row.phone) for row in rows.unique()]
