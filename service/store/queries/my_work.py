"""The list people live in: their open tasks and the untaken ones they could do, late first. Source: brief page 1."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from service.store.cases import Case
from service.store.people import Person
from service.store.work import Deadline, OpenTask

PAGE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Tasks that a person may take: a role in an area (None: any), for an agency, or for one case."""

    role: str
    area_id: int | None = None
    body_code: str = ""
    case_id: int | None = None


class Whose(StrEnum):
    """The side filter of the list, in the words of the page."""

    MINE_AND_DUE = "mine-and-due"
    MINE = "mine"
    UNTAKEN = "untaken"
    OTHERS = "others"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkView:
    """What is asked for. `soon_on` is the last day that the list shows by itself; the rest comes later."""

    person_id: int
    pools: tuple[Pool, ...]
    today: date
    soon_on: date
    whose: Whose = Whose.MINE_AND_DUE
    search: str = ""
    show_later: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """One task in the list."""

    task_id: str
    case_id: int
    area_id: int
    name: str
    kind: str
    reference: str
    label: str
    because: str
    rule: str
    role: str
    body_code: str
    due_on: date | None
    due_at: datetime
    clock: str
    clock_title: str
    claimed_by_id: int | None
    claimed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCounts:
    """How many tasks of the chosen filter fall where, and the first day after today."""

    overdue: int = 0
    today: int = 0
    soon: int = 0
    later: int = 0
    next_on: date | None = None
    next_later_on: date | None = None

    @property
    def total(self) -> int:
        """Give all of them."""
        return self.overdue + self.today + self.soon + self.later


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkList:
    """What the page shows: a page of rows, the counts of the groups, and the counts beside the filters."""

    rows: tuple[WorkRow, ...]
    counts: WorkCounts
    by_whose: dict[str, int] = field(default_factory=dict)
    first_untaken_on: date | None = None
    first_of_others_on: date | None = None


def my_work(session: Session, view: WorkView) -> WorkList:
    """Give the tasks of one person, the longest overdue first."""
    wanted = _wanted(view)
    shown = wanted if view.show_later else and_(wanted, OpenTask.due_on <= view.soon_on)
    rows = session.execute(
        _rows()
        .where(shown)
        .order_by(OpenTask.due_at, Case.reference, OpenTask.id)
        .limit(PAGE)
        .offset((view.page - 1) * PAGE)
    )
    return WorkList(
        rows=tuple(_row(row) for row in rows),
        counts=_group_counts(session, view, wanted),
        **_filter_counts(session, view),
    )


def due_count(session: Session, view: WorkView) -> int:
    """Give how many tasks the list shows by itself, for the number beside the menu entry."""
    wanted = and_(_wanted(view), OpenTask.due_on <= view.soon_on)
    return session.scalar(select(func.count(OpenTask.id)).where(wanted)) or 0


def find_task(session: Session, task_id: str) -> WorkRow | None:
    """Give one open task as the list shows it."""
    row = session.execute(_rows().where(OpenTask.id == task_id, OpenTask.state == "open")).one_or_none()
    return _row(row) if row else None


def open_tasks_of_case(session: Session, case_id: int) -> tuple[WorkRow, ...]:
    """Give the open tasks of one case, the first due first."""
    rows = session.execute(
        _rows().where(OpenTask.case_id == case_id, OpenTask.state == "open").order_by(OpenTask.due_at, OpenTask.id)
    )
    return tuple(_row(row) for row in rows)


def _wanted(view: WorkView) -> ColumnElement[bool]:
    wanted = and_(OpenTask.state == "open", _whose(view.whose, view))
    return and_(wanted, _matches(view.search)) if view.search else wanted


_holder = aliased(Person)


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(OpenTask, Case.reference, Case.label, _holder.name, Deadline.title)
        .join(Case, Case.id == OpenTask.case_id)
        .outerjoin(_holder, _holder.id == OpenTask.claimed_by_id)
        .outerjoin(Deadline, Deadline.id == OpenTask.deadline_id)
    )


def _row(row: Any) -> WorkRow:
    task: OpenTask = row[0]
    return WorkRow(
        task_id=task.id,
        case_id=task.case_id,
        area_id=task.area_id,
        name=task.name,
        kind=task.kind,
        reference=row[1],
        label=row[2],
        because=task.because,
        rule=str(task.properties.get("rule") or ""),
        role=task.role,
        body_code=task.body_code,
        due_on=task.due_on,
        due_at=task.due_at,
        clock=task.clock,
        clock_title=row[4] or "",
        claimed_by_id=task.claimed_by_id,
        claimed_by=row[3] or "",
    )


def _whose(whose: Whose, view: WorkView) -> ColumnElement[bool]:
    mine = OpenTask.claimed_by_id == view.person_id
    untaken = and_(OpenTask.claimed_by_id.is_(None), in_pools(view.pools))
    if whose is Whose.MINE:
        return mine
    if whose is Whose.UNTAKEN:
        return untaken
    if whose is Whose.OTHERS:
        return _waiting_for_others(view)
    return or_(mine, and_(untaken, OpenTask.due_on <= view.soon_on))


def _waiting_for_others(view: WorkView) -> ColumnElement[bool]:
    """Tasks of the areas in which one is SPOC that other people have to do."""
    areas = [pool.area_id for pool in view.pools if pool.role == "spoc" and pool.area_id is not None]
    taken_by_other = and_(OpenTask.claimed_by_id.is_not(None), OpenTask.claimed_by_id != view.person_id)
    untaken_elsewhere = and_(OpenTask.claimed_by_id.is_(None), ~in_pools(view.pools))
    return and_(OpenTask.area_id.in_(areas), or_(taken_by_other, untaken_elsewhere))


def in_pools(pools: Sequence[Pool]) -> ColumnElement[bool]:
    """Give the condition that a task is for people like this one."""
    parts: list[ColumnElement[bool]] = []
    for pool in pools:
        part: ColumnElement[bool] = OpenTask.role == pool.role
        if pool.area_id is not None:
            part = and_(part, OpenTask.area_id == pool.area_id)
        if pool.case_id is not None:
            part = and_(part, OpenTask.case_id == pool.case_id)
        if pool.body_code:
            part = and_(part, OpenTask.body_code == pool.body_code)
        parts.append(part)
    return or_(*parts) if parts else OpenTask.id.is_(None)


def _matches(search: str) -> ColumnElement[bool]:
    """Find a name, street or reference; % and _ are taken literally."""
    found = select(Case.id).where(
        or_(Case.label.icontains(search, autoescape=True), Case.reference.icontains(search, autoescape=True))
    )
    return or_(OpenTask.case_id.in_(found), OpenTask.name.icontains(search, autoescape=True))


def _group_counts(session: Session, view: WorkView, wanted: ColumnElement[bool]) -> WorkCounts:
    due_on, number = OpenTask.due_on, func.count(OpenTask.id)
    is_later = or_(due_on > view.soon_on, due_on.is_(None))
    overdue, today, soon, later, next_on, next_later_on = session.execute(
        select(
            number.filter(due_on < view.today),
            number.filter(due_on == view.today),
            number.filter(due_on > view.today, due_on <= view.soon_on),
            number.filter(is_later),
            func.min(due_on).filter(due_on > view.today),
            func.min(due_on).filter(due_on > view.soon_on),
        ).where(wanted)
    ).one()
    return WorkCounts(
        overdue=overdue, today=today, soon=soon, later=later, next_on=next_on, next_later_on=next_later_on
    )


def _filter_counts(session: Session, view: WorkView) -> dict[str, Any]:
    """Count each filter's tasks in one statement."""
    number, first = func.count(OpenTask.id), func.min(OpenTask.due_on)
    numbers = [number.filter(_whose(whose, view)) for whose in Whose]
    firsts = [first.filter(_whose(whose, view)) for whose in (Whose.UNTAKEN, Whose.OTHERS)]
    *counts, untaken_on, others_on = session.execute(select(*numbers, *firsts).where(OpenTask.state == "open")).one()
    return {
        "by_whose": {whose.value: count for whose, count in zip(Whose, counts, strict=True)},
        "first_untaken_on": untaken_on,
        "first_of_others_on": others_on,
    }
