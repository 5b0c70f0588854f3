"""Appeals as the register lists them, and one appeal as its page shows it. Source: AP-01 to AP-20, brief page 6."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, true
from sqlalchemy.orm import Session, aliased

from service.store.cases import Case
from service.store.people import Area, Person
from service.store.record import Appeal
from service.store.work import Deadline

PAGE = 50
REMIT = "ct_remit"  # the clock of what an upheld appeal asks for, on the case it is about
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
    page: int = 1
    size: int = PAGE
    not_limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealLine:
    """One appeal in the register, with the promise that is nearest."""

    case_id: int
    reference: str
    area_name: str
    stage: int
    words: str
    state: str
    received_at: datetime
    acknowledged_on: date | None
    released_on: date | None
    tests_answered: int
    outcome: str
    decided_on: date | None
    next_on: date | None
    next_clock: str
    next_title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealRegister:
    """A page of appeals, how many there are, and how many each filter would show."""

    rows: tuple[AppealLine, ...]
    total: int
    by_show: dict[str, int]
    by_area: tuple[tuple[int, str, int], ...]  # id, name, how many of this kind


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealPage:
    """Everything that the page of one appeal shows of its record."""

    case_id: int
    about_case_id: int
    about_reference: str
    words: str
    wish: str
    channel: str
    received_at: datetime
    stage: int
    grounds: tuple[str, ...]
    route: str
    released: tuple[str, ...]
    redacted_words: str
    released_on: date | None
    findings: tuple[dict[str, Any], ...]
    outcome: str
    reasons: tuple[dict[str, Any], ...]
    remit_points: tuple[dict[str, Any], ...]
    decided_on: date | None
    decided_by: str
    no_part_declared_by: str
    reported_back: str
    reported_back_on: date | None


def list_appeals(session: Session, chosen: AppealFilter) -> AppealRegister:
    """Give the register, the nearest promise first."""
    within = _within(chosen)
    in_area = and_(within, Case.area_id == chosen.area_id) if chosen.area_id is not None else within
    shown = and_(in_area, SHOWS[chosen.show])
    lines = _lines(chosen.not_limits)
    next_at = lines.selected_columns["next_at"]
    rows = session.execute(
        lines.where(shown)
        .order_by(next_at.is_(None), next_at, Appeal.received_at, Appeal.case_id)
        .limit(chosen.size)
        .offset((chosen.page - 1) * chosen.size)
    )
    return AppealRegister(
        rows=tuple(_line(row) for row in rows),
        total=_count(session, shown),
        by_show={show: _count(session, and_(in_area, wanted)) for show, wanted in SHOWS.items()},
        by_area=_areas(session, and_(within, SHOWS[chosen.show])),
    )


def count_open_appeals(session: Session, area_ids: Collection[int] | None) -> int:
    """Give how many appeals are open in these areas (None: everywhere)."""
    wanted = AppealFilter(area_ids=None if area_ids is None else frozenset(area_ids))
    return _count(session, and_(_within(wanted), SHOWS["open"]))


def find_appeal(session: Session, case_id: int) -> AppealPage | None:
    """Give one appeal by the case that runs it."""
    about, decider, declarer = aliased(Case), aliased(Person), aliased(Person)
    found = session.execute(
        select(Appeal, about.reference, decider.name, declarer.name)
        .join(about, about.id == Appeal.about_case_id)
        .outerjoin(decider, decider.id == Appeal.decided_by_id)
        .outerjoin(declarer, declarer.id == Appeal.no_part_declared_by_id)
        .where(Appeal.case_id == case_id)
    ).one_or_none()
    if found is None:
        return None
    row, reference, decided_by, declared_by = found
    return AppealPage(
        case_id=row.case_id,
        about_case_id=row.about_case_id,
        about_reference=reference,
        words=row.words,
        wish=row.wish,
        channel=row.channel,
        received_at=row.received_at,
        stage=row.stage,
        grounds=tuple(str(one) for one in row.grounds),
        route=row.route,
        released=tuple(str(one) for one in row.released),
        redacted_words=row.redacted_words,
        released_on=row.released_on,
        findings=tuple(dict(one) for one in row.findings),
        outcome=row.outcome,
        reasons=tuple(dict(one) for one in row.reasons),
        remit_points=tuple(dict(one) for one in row.remit_points),
        decided_on=row.decided_on,
        decided_by=decided_by or "",
        no_part_declared_by=declared_by or "",
        reported_back=row.reported_back,
        reported_back_on=row.reported_back_on,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealAbout:
    """An appeal as the case it is about knows it; `report_by` while what was done about it is not reported."""

    reference: str
    state: str
    outcome: str
    decided_on: date | None
    report_by: date | None


def appeals_about(session: Session, case_id: int) -> tuple[AppealAbout, ...]:
    """Give the appeals about a case, the newest first."""
    report_by = (
        select(func.max(Deadline.limit_on))
        .where(Deadline.case_id == case_id, Deadline.clock == REMIT, Deadline.state == "running")
        .scalar_subquery()
    )
    rows = session.execute(
        select(Case.reference, Case.stage, Appeal.outcome, Appeal.decided_on, report_by)
        .join(Appeal, Appeal.case_id == Case.id)
        .where(Appeal.about_case_id == case_id)
        .order_by(Case.id.desc())
    )
    return tuple(
        AppealAbout(reference=reference, state=state, outcome=outcome, decided_on=decided_on, report_by=asked_by)
        for reference, state, outcome, decided_on, asked_by in rows
    )


def _within(chosen: AppealFilter) -> ColumnElement[bool]:
    return true() if chosen.area_ids is None else Case.area_id.in_(chosen.area_ids)


def _count(session: Session, wanted: ColumnElement[bool]) -> int:
    query = select(func.count(Appeal.case_id)).join(Case, Case.id == Appeal.case_id).where(wanted)
    return session.scalar(query) or 0


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


def _lines(not_limits: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    """Select each appeal beside the running clock of its case that ends first."""
    first = (
        select(Deadline.id)
        .where(Deadline.case_id == Case.id, Deadline.state == "running", Deadline.clock.not_in(not_limits))
        .order_by(Deadline.limit_at, Deadline.id)
        .limit(1)
        .correlate(Case)
        .scalar_subquery()
    )
    return (
        select(
            Appeal,
            Case,
            Area.name,
            Deadline.limit_on,
            Deadline.clock,
            Deadline.title,
            Deadline.limit_at.label("next_at"),
        )
        .join(Case, Case.id == Appeal.case_id)
        .join(Area, Area.id == Case.area_id)
        .outerjoin(Deadline, Deadline.id == first)
    )


def _line(row: Any) -> AppealLine:
    appeal, case = row[0], row[1]
    return AppealLine(
        case_id=case.id,
        reference=case.reference,
        area_name=row[2],
        stage=appeal.stage,
        words=appeal.words,
        state=case.stage,
        received_at=appeal.received_at,
        acknowledged_on=appeal.acknowledged_on,
        released_on=appeal.released_on,
        tests_answered=sum(1 for one in appeal.findings if one.get("is_passed") is not None),
        outcome=appeal.outcome,
        decided_on=appeal.decided_on,
        next_on=row[3],
        next_clock=row[4] or "",
        next_title=row[5] or "",
    )
