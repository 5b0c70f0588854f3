"""Appeals as the register lists them: filters, search, clocks, who has each. Source: AP-01 to AP-20, brief page 6."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Subquery, and_, case, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from service.store.cases import Case
from service.store.people import Area
from service.store.queries.cases import found_by
from service.store.queries.running_clocks import is_running, next_limit_at
from service.store.queries.who_has_it import who_has_it
from service.store.record import Appeal
from service.store.work import Deadline

PAGE = 50
DECIDED = ("upheld", "partly", "not_upheld")
SHOWS: dict[str, ColumnElement[bool]] = {
    "open": Appeal.decided_on.is_(None),
    "decided": and_(Appeal.decided_on.is_not(None), Appeal.outcome.in_(DECIDED)),
    "ended": and_(Appeal.decided_on.is_not(None), Appeal.outcome.not_in(DECIDED)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealFilter:
    """What the register is asked for. `area_ids`: None is every area; `not_limits`: clocks nobody can miss."""

    show: str = "open"
    area_ids: frozenset[int] | None = None
    area_id: int | None = None
    stage: int | None = None
    search: str = ""
    page: int = 1
    size: int = PAGE
    not_limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealClock:
    """A running clock of an appeal."""

    clock: str
    title: str
    limit_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealLine:
    """One appeal in the register, with its running clocks, the one that ends first at the front."""

    case_id: int
    reference: str
    area_name: str
    stage: int
    grounds: tuple[str, ...]
    words: str
    state: str
    received_at: datetime
    acknowledged_on: date | None
    released_on: date | None
    tests_answered: int
    outcome: str
    decided_on: date | None
    clocks: tuple[AppealClock, ...]
    waits_for: tuple[str, ...]  # names of holders, or codes of roles, of its open tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealRegister:
    """A page of appeals, how many there are, how many of them are late or due today, and what each filter shows."""

    rows: tuple[AppealLine, ...]
    total: int
    late: int
    due_today: int
    by_show: dict[str, int]
    by_area: tuple[tuple[int, str, int], ...]  # id, name, how many of this kind


def list_appeals(session: Session, chosen: AppealFilter, *, now: datetime, tonight: datetime) -> AppealRegister:
    """Give the register, the nearest promise first. `tonight`: when a limit of today ends."""
    within = _within(chosen)
    in_area = and_(within, Case.area_id == chosen.area_id) if chosen.area_id is not None else within
    ranked = _ranked(and_(in_area, SHOWS[chosen.show]), chosen)
    late, due = ranked.c.next_at <= now, ranked.c.next_at <= tonight
    numbers = session.execute(
        select(func.count(case((late, 1))), func.count(case((and_(due, ~late), 1)))).select_from(ranked)
    ).one()
    by_show = _by_show(session, in_area)
    return AppealRegister(
        rows=_lines(session, _page(session, ranked, chosen), chosen),
        total=by_show[chosen.show],
        late=numbers[0],
        due_today=numbers[1],
        by_show=by_show,
        by_area=_areas(session, and_(within, SHOWS[chosen.show])),
    )


def _within(chosen: AppealFilter) -> ColumnElement[bool]:
    """Give what all filters but the two with numbers beside them leave."""
    wanted: list[ColumnElement[bool]] = []
    if chosen.area_ids is not None:
        wanted.append(Case.area_id.in_(chosen.area_ids))
    if chosen.stage is not None:
        wanted.append(Appeal.stage == chosen.stage)
    if chosen.search.strip():
        wanted.append(_found(chosen.search))
    return and_(true(), *wanted)


def _found(wanted: str) -> ColumnElement[bool]:
    """Find the reference of the appeal or of its case, the appellant's name, or words they wrote."""
    about = aliased(Case)
    words = wanted.strip()
    of_case = select(about.id).where(about.reference.icontains(words, autoescape=True))
    return or_(
        found_by(words, by_people=False),
        Appeal.words.icontains(words, autoescape=True),
        Appeal.about_case_id.in_(of_case),
    )


def _ranked(shown: ColumnElement[bool], chosen: AppealFilter) -> Subquery:
    """Select what is shown, each with the instant at which its nearest clock ends."""
    next_at = next_limit_at(but_not=chosen.not_limits)
    found = select(Case.id, Appeal.received_at, next_at.label("next_at"))
    return found.join(Appeal, Appeal.case_id == Case.id).where(shown).subquery()


def _page(session: Session, ranked: Subquery, chosen: AppealFilter) -> Sequence[int]:
    return session.scalars(
        select(ranked.c.id)
        .order_by(ranked.c.next_at.is_(None), ranked.c.next_at, ranked.c.received_at, ranked.c.id)
        .limit(chosen.size)
        .offset((chosen.page - 1) * chosen.size)
    ).all()


def _by_show(session: Session, wanted: ColumnElement[bool]) -> dict[str, int]:
    numbers = [func.count(case((shown, 1))).label(show) for show, shown in SHOWS.items()]
    query = select(*numbers).join_from(Appeal, Case, Case.id == Appeal.case_id).where(wanted)
    return dict(session.execute(query).one()._mapping)


def _areas(session: Session, wanted: ColumnElement[bool]) -> tuple[tuple[int, str, int], ...]:
    number = func.count(Appeal.case_id)
    rows = session.execute(
        select(Area.id, Area.name, number)
        .join(Case, Case.area_id == Area.id)
        .join(Appeal, Appeal.case_id == Case.id)
        .where(wanted)
        .group_by(Area.id, Area.name)
        .order_by(Area.name)
    )
    return tuple((area_id, name, count) for area_id, name, count in rows)


def _lines(session: Session, case_ids: Sequence[int], chosen: AppealFilter) -> tuple[AppealLine, ...]:
    rows = session.execute(
        select(Appeal, Case, Area.name)
        .join(Case, Case.id == Appeal.case_id)
        .join(Area, Area.id == Case.area_id)
        .where(Case.id.in_(case_ids))
    )
    clocks, waiting = _clocks(session, case_ids, chosen), who_has_it(session, case_ids)
    found = {
        row.id: _line(appeal, row, area_name, clocks.get(row.id, ()), waiting.get(row.id, ()))
        for appeal, row, area_name in rows
    }
    return tuple(found[case_id] for case_id in case_ids)


def _clocks(session: Session, case_ids: Sequence[int], chosen: AppealFilter) -> dict[int, tuple[AppealClock, ...]]:
    rows = session.execute(
        select(Deadline.case_id, Deadline.clock, Deadline.title, Deadline.limit_on)
        .where(Deadline.case_id.in_(case_ids), is_running(but_not=chosen.not_limits))
        .order_by(Deadline.limit_at, Deadline.id)
    )
    found: dict[int, tuple[AppealClock, ...]] = {}
    for row in rows:
        clock = AppealClock(clock=row.clock, title=row.title, limit_on=row.limit_on)
        found[row.case_id] = (*found.get(row.case_id, ()), clock)
    return found


def _line(
    appeal: Appeal, row: Case, area_name: str, clocks: tuple[AppealClock, ...], waiting: tuple[str, ...]
) -> AppealLine:
    return AppealLine(
        case_id=row.id,
        reference=row.reference,
        area_name=area_name,
        stage=appeal.stage,
        grounds=tuple(str(one) for one in appeal.grounds),
        words=appeal.words,
        state=row.stage,
        received_at=appeal.received_at,
        acknowledged_on=appeal.acknowledged_on,
        released_on=appeal.released_on,
        tests_answered=sum(1 for one in appeal.findings if one.get("is_passed") is not None),
        outcome=appeal.outcome,
        decided_on=appeal.decided_on,
        clocks=clocks,
        waits_for=waiting,
    )
