"""Which open tasks a person asks for: pools to take from, the side filter, a search. Counting them: my_work.py."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, or_, select

from service.store.cases import Case
from service.store.people import OF_TENSION, OF_THE_COMMISSIONER
from service.store.queries.second_looks import first_half_by
from service.store.work import OpenTask

PAGE = 30
LEADS = ("risk_lead", "coordinator")  # who keep the cases of tension


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
    size: int = PAGE
    now: datetime | None = None
    by_the_minute: tuple[str, ...] = ()  # clocks that can be late before their day is over


def is_overdue(view: WorkView) -> ColumnElement[bool]:
    """Give the condition that a task is late: its last day has passed, or its last minute."""
    by_day = OpenTask.due_on < view.today
    if view.now is None or not view.by_the_minute:
        return by_day
    return or_(by_day, and_(OpenTask.clock.in_(view.by_the_minute), OpenTask.due_at < view.now))


def is_whose(whose: Whose, view: WorkView) -> ColumnElement[bool]:
    """Give the condition of one filter."""
    mine = OpenTask.claimed_by_id == view.person_id
    untaken = and_(OpenTask.claimed_by_id.is_(None), _is_offered(view))
    if whose is Whose.MINE:
        return mine
    if whose is Whose.UNTAKEN:
        return untaken
    if whose is Whose.OTHERS:
        return _waiting_for_others(view)
    return or_(mine, and_(untaken, OpenTask.due_on <= view.soon_on))


def _waiting_for_others(view: WorkView) -> ColumnElement[bool]:
    """Tasks that other people have to do in the cases one keeps: as SPOC, or as lead of the tension protocols."""
    taken_by_other = and_(OpenTask.claimed_by_id.is_not(None), OpenTask.claimed_by_id != view.person_id)
    untaken_elsewhere = and_(OpenTask.claimed_by_id.is_(None), ~_is_offered(view))
    of_reviews = and_(_kept_by(view, "spoc"), OpenTask.role.not_in(OF_THE_COMMISSIONER | OF_TENSION))
    of_tension = and_(_kept_by(view, *LEADS), OpenTask.role.in_(OF_TENSION))
    return and_(or_(of_reviews, of_tension), or_(taken_by_other, untaken_elsewhere))


def _is_offered(view: WorkView) -> ColumnElement[bool]:
    """Tasks for people like this one, without those whose first half this one did: a second person does them."""
    return and_(in_pools(view.pools), first_half_by().is_distinct_from(view.person_id))


def _kept_by(view: WorkView, *roles: str) -> ColumnElement[bool]:
    return OpenTask.area_id.in_(
        [pool.area_id for pool in view.pools if pool.role in roles and pool.area_id is not None]
    )


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


def matches(search: str) -> ColumnElement[bool]:
    """Find a name, street or reference; % and _ are taken literally."""
    found = select(Case.id).where(
        or_(Case.label.icontains(search, autoescape=True), Case.reference.icontains(search, autoescape=True))
    )
    return or_(OpenTask.case_id.in_(found), OpenTask.name.icontains(search, autoescape=True))
