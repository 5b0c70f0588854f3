"""The list a SPOC lives in: my open tasks and the untaken ones I could do, late first. Source: brief page 1."""

from collections.abc import Sequence
from dataclasses import dataclass
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
class WorkRow:
    """One task in the list."""

    task_id: str
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
    target_on: date | None
    clock_title: str
    claimed_by_id: int | None
    claimed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkList:
    """What the page shows: rows up to a day, how many come later, counts for the filters."""

    rows: tuple[WorkRow, ...]
    later: int
    next_later_on: date | None
    counts: dict[str, int]


def my_work(
    session: Session,
    *,
    person_id: int,
    pools: Sequence[Pool],
    whose: Whose,
    until: datetime,
    search: str = "",
    show_later: bool = False,
) -> WorkList:
    """Give the tasks of one person, the longest overdue first; `until` parts what is shown from what comes later."""
    wanted = and_(OpenTask.state == "open", _whose(whose, person_id, pools, until))
    if search:
        wanted = and_(wanted, _matches(search))
    shown = wanted if show_later else and_(wanted, OpenTask.due_at < until)
    rows = session.execute(_rows().where(shown).order_by(OpenTask.due_at, Case.reference, OpenTask.id).limit(PAGE))
    later, next_on = (0, None) if show_later else _later(session, and_(wanted, OpenTask.due_at >= until))
    return WorkList(
        rows=tuple(_row(row) for row in rows),
        later=later,
        next_later_on=next_on,
        counts=_counts(session, person_id, pools, until),
    )


_holder = aliased(Person)


def _rows() -> Select[Any]:
    return (
        select(OpenTask, Case.reference, Case.label, _holder.name, Deadline.title, Deadline.target_on)
        .join(Case, Case.id == OpenTask.case_id)
        .outerjoin(_holder, _holder.id == OpenTask.claimed_by_id)
        .outerjoin(Deadline, Deadline.id == OpenTask.deadline_id)
    )


def _row(row: Any) -> WorkRow:
    task: OpenTask = row[0]
    return WorkRow(
        task_id=task.id,
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
        target_on=row[5],
        clock_title=row[4] or "",
        claimed_by_id=task.claimed_by_id,
        claimed_by=row[3] or "",
    )


def _whose(whose: Whose, person_id: int, pools: Sequence[Pool], until: datetime) -> ColumnElement[bool]:
    mine = OpenTask.claimed_by_id == person_id
    untaken = and_(OpenTask.claimed_by_id.is_(None), in_pools(pools))
    if whose is Whose.MINE:
        return mine
    if whose is Whose.UNTAKEN:
        return untaken
    if whose is Whose.OTHERS:
        return _waiting_for_others(person_id, pools)
    return or_(mine, and_(untaken, OpenTask.due_at < until))


def _waiting_for_others(person_id: int, pools: Sequence[Pool]) -> ColumnElement[bool]:
    """Tasks of the areas in which one is SPOC that other people have to do."""
    areas = [pool.area_id for pool in pools if pool.role in ("spoc", "spoc_deputy") and pool.area_id is not None]
    taken_by_other = and_(OpenTask.claimed_by_id.is_not(None), OpenTask.claimed_by_id != person_id)
    not_for_me = ~OpenTask.role.in_(("spoc", "spoc_deputy"))
    return and_(OpenTask.area_id.in_(areas), or_(taken_by_other, not_for_me))


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
    return or_(
        Case.label.icontains(search, autoescape=True),
        Case.reference.icontains(search, autoescape=True),
        OpenTask.name.icontains(search, autoescape=True),
    )


def _later(session: Session, wanted: ColumnElement[bool]) -> tuple[int, date | None]:
    count, first = session.execute(
        select(func.count(OpenTask.id), func.min(OpenTask.due_on)).join(Case, Case.id == OpenTask.case_id).where(wanted)
    ).one()
    return count, first


def _counts(session: Session, person_id: int, pools: Sequence[Pool], until: datetime) -> dict[str, int]:
    """Count each filter's tasks in one statement."""
    columns = [
        func.count(OpenTask.id).filter(_whose(whose, person_id, pools, until)).label(whose.name) for whose in Whose
    ]
    row = session.execute(select(*columns).where(OpenTask.state == "open")).one()
    return {whose.value: count for whose, count in zip(Whose, row, strict=True)}
