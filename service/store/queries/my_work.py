"""The list people live in: their open tasks and the untaken ones they could do, late first. Source: brief page 1."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import Session, aliased

from service.store.cases import Case
from service.store.people import Person
from service.store.queries.second_looks import first_half_by
from service.store.queries.work_view import Whose, WorkView, is_overdue, is_whose, matches
from service.store.work import Deadline, OpenTask

MOST_OF_A_CASE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """One task in the list."""

    task_id: str
    case_id: int
    area_id: int
    case_process_id: str
    element_id: str
    name: str
    kind: str
    reference: str
    label: str
    because: str
    rule: str
    role: str
    body_code: str
    item: str
    due_on: date | None
    due_at: datetime
    clock: str
    clock_title: str
    claimed_by_id: int | None
    claimed_by: str
    first_half_by_id: int | None  # who may not do it: it looks at what they did


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
    near: int = 0  # mine and untaken, up to the last day that is shown by itself: the number in the menu
    first_untaken_on: date | None = None
    first_of_others_on: date | None = None


def my_work(session: Session, view: WorkView) -> WorkList:
    """Give the tasks of one person, the longest overdue first."""
    wanted = _wanted(view)
    shown = wanted if view.show_later else and_(wanted, OpenTask.due_on <= view.soon_on)
    # first the ids of the page, then their words: the rest of the list is sorted without its names
    wanted_ids = (
        select(OpenTask.id)
        .where(shown)
        .order_by(OpenTask.due_at, OpenTask.case_id, OpenTask.id)
        .limit(view.size)
        .offset((view.page - 1) * view.size)
    )
    ids = session.scalars(wanted_ids).all()
    rows = session.execute(_rows().where(OpenTask.id.in_(ids)).order_by(OpenTask.due_at, OpenTask.case_id, OpenTask.id))
    tallies = _tallies(session, view)
    found = _tallies(session, view, matches(view.search)) if view.search else tallies
    return WorkList(
        rows=tuple(_row(row) for row in rows),
        counts=_group_counts(found, view.whose),
        by_whose={whose.value: sum(tally.number for tally in _of(tallies, whose)) for whose in Whose},
        near=sum(tally.number for tally in _of(tallies, Whose.MINE_AND_DUE) if tally.when is not _When.LATER),
        first_untaken_on=_first(_of(tallies, Whose.UNTAKEN)),
        first_of_others_on=_first(_of(tallies, Whose.OTHERS)),
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
        _rows()
        .where(OpenTask.case_id == case_id, OpenTask.state == "open")
        .order_by(OpenTask.due_at, OpenTask.id)
        .limit(MOST_OF_A_CASE)
    )
    return tuple(_row(row) for row in rows)


def _wanted(view: WorkView) -> ColumnElement[bool]:
    wanted = and_(OpenTask.state == "open", is_whose(view.whose, view))
    return and_(wanted, matches(view.search)) if view.search else wanted


_holder = aliased(Person)


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(OpenTask, Case.reference, Case.label, _holder.name, Deadline.title, Case.process_id, first_half_by())
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
        case_process_id=row[5],
        element_id=task.element_id,
        name=task.name,
        kind=task.kind,
        reference=row[1],
        label=row[2],
        because=task.because,
        rule=str(task.properties.get("rule") or ""),
        role=task.role,
        body_code=task.body_code,
        item=task.item,
        due_on=task.due_on,
        due_at=task.due_at,
        clock=task.clock,
        clock_title=row[4] or "",
        claimed_by_id=task.claimed_by_id,
        claimed_by=row[3] or "",
        first_half_by_id=row[6],
    )


class _When(IntEnum):
    """Which heading of the list a task falls under."""

    OVERDUE = 0
    TODAY = 1
    SOON = 2
    LATER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tally:
    """How many open tasks of one holder fall under one heading, and the first day among them."""

    holder: Whose  # MINE, UNTAKEN or OTHERS
    when: _When
    number: int
    first_on: date | None


def _tallies(session: Session, view: WorkView, *more: ColumnElement[bool]) -> list[_Tally]:
    """Count all that the page counts in one pass over the open tasks."""
    due_on = OpenTask.due_on
    holder = case(
        (is_whose(Whose.MINE, view), Whose.MINE.value),
        (is_whose(Whose.UNTAKEN, view), Whose.UNTAKEN.value),
        (is_whose(Whose.OTHERS, view), Whose.OTHERS.value),
        else_="",
    ).label("holder")
    when = case(
        (is_overdue(view), _When.OVERDUE.value),
        (due_on == view.today, _When.TODAY.value),
        (due_on <= view.soon_on, _When.SOON.value),
        else_=_When.LATER.value,
    ).label("when_due")
    rows = session.execute(
        select(holder, when, func.count(OpenTask.id), func.min(due_on))
        .where(OpenTask.state == "open", *more)
        .group_by(holder, when)
    )
    return [
        _Tally(holder=Whose(who), when=_When(heading), number=number, first_on=first)
        for who, heading, number, first in rows
        if who
    ]


def _of(tallies: Sequence[_Tally], whose: Whose) -> list[_Tally]:
    """Give the tallies of one filter: mine, and what nobody has taken if it is due."""
    if whose is not Whose.MINE_AND_DUE:
        return [tally for tally in tallies if tally.holder is whose]
    due = [tally for tally in tallies if tally.holder is Whose.UNTAKEN and tally.when is not _When.LATER]
    return [*due, *(tally for tally in tallies if tally.holder is Whose.MINE)]


def _first(tallies: Sequence[_Tally]) -> date | None:
    return min((tally.first_on for tally in tallies if tally.first_on), default=None)


def _group_counts(tallies: Sequence[_Tally], whose: Whose) -> WorkCounts:
    chosen = _of(tallies, whose)
    number = {when: sum(tally.number for tally in chosen if tally.when is when) for when in _When}
    return WorkCounts(
        overdue=number[_When.OVERDUE],
        today=number[_When.TODAY],
        soon=number[_When.SOON],
        later=number[_When.LATER],
        next_on=_first([tally for tally in chosen if tally.when in (_When.SOON, _When.LATER)]),
        next_later_on=_first([tally for tally in chosen if tally.when is _When.LATER]),
    )
