"""Racial incidents as the register lists them, and the record of one. Its notices: incident_notices.py. MI-03 on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, func, select
from sqlalchemy.orm import Session, aliased

from service.store.cases import INCIDENT, Case
from service.store.people import Area, Person
from service.store.queries.running_clocks import is_running, next_limit_at
from service.store.queries.who_has_it import who_has_it
from service.store.record import Decision, FurtherIncident, RacialIncident, Tension
from service.store.work import Deadline

PAGE = 50
NOT_DUTIES = ("mi_feedback", "mi_unreachable")  # clocks on one reader of a notice
SHOWS: dict[str, ColumnElement[bool]] = {
    "open": Case.is_open.is_(True),
    "declared": Case.is_open.is_(True) & (RacialIncident.status == "declared"),
    "potential": Case.is_open.is_(True) & (RacialIncident.status == "potential"),
    "closed": Case.is_open.is_(False),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFilter:
    """What the register is asked for. `area_ids`: None is every area."""

    show: str = "open"
    area_ids: frozenset[int] | None = None
    area_id: int | None = None
    page: int = 1
    size: int = PAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDuty:
    """The running clock of a case that ends first."""

    clock: str
    title: str
    limit_on: date
    limit_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentLine:
    """One incident in the register."""

    case_id: int
    reference: str
    area_id: int
    area_name: str
    title: str
    where: str
    status: str
    stage: str
    is_open: bool
    reported_at: datetime
    declared_at: datetime | None
    closed_at: datetime | None
    duty: NextDuty | None
    waits_for: tuple[str, ...]  # names of holders, or codes of roles, of its open tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRegister:
    """A page of the register with the numbers beside its filters, and how many of what is shown are late."""

    rows: tuple[IncidentLine, ...]
    total: int
    late: int
    by_show: dict[str, int]
    by_area: tuple[tuple[int, str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPage:
    """The record of one incident."""

    title: str
    what: str
    where: str
    locality: str
    injuries: str
    is_perceived: bool | None
    steps: str
    status: str
    reported_at: datetime
    entered_by: str
    is_aggravated: bool | None
    aggravated_because: str
    is_disorder_likely: bool | None
    disorder_because: str
    decided_at: datetime | None
    decided_by: str
    declared_at: datetime | None
    downgraded_at: datetime | None
    downgraded_because: str
    handed_to: str
    debrief_on: date | None
    debriefed_on: date | None
    lessons: str
    outcome: str
    tension: tuple[str, int] | None  # reference and level


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherRow:
    """A further incident of the series."""

    happened_at: datetime
    what: str
    where: str
    by: str


def list_incidents(session: Session, chosen: IncidentFilter, *, now: datetime) -> IncidentRegister:
    """Give a page of the register: open ones by the duty that ends first, closed ones the latest first."""
    ranked = _ranked(chosen)
    ids = [row.id for row in session.execute(_page(ranked, chosen))]
    by_show = {show: _count(session, chosen, show) for show in SHOWS}
    return IncidentRegister(
        rows=_lines(session, ids),
        total=by_show[chosen.show],
        late=session.scalar(select(func.count()).select_from(ranked).where(ranked.c.next_at <= now)) or 0,
        by_show=by_show,
        by_area=_areas(session, chosen),
    )


def count_declared(session: Session, area_ids: frozenset[int] | None) -> int:
    """Give how many declared incidents run in these areas; None is every area."""
    return _count(session, IncidentFilter(area_ids=area_ids), "declared")


def find_incident(session: Session, case_id: int) -> IncidentPage | None:
    """Give the record of one incident by the case that runs it."""
    decider, enterer = aliased(Person), aliased(Person)
    found = session.execute(
        select(RacialIncident, decider.name, enterer.name)
        .outerjoin(decider, decider.id == RacialIncident.decided_by_id)
        .outerjoin(enterer, enterer.id == RacialIncident.entered_by_id)
        .where(RacialIncident.case_id == case_id)
    ).one_or_none()
    if found is None:
        return None
    row, decided_by, entered_by = found
    told = {name: getattr(row, name) for name in IncidentPage.__slots__ if hasattr(row, name)}
    return IncidentPage(
        **told, decided_by=decided_by or "", entered_by=entered_by or "", tension=_tension(session, row, case_id)
    )


def title_of_incident(session: Session, case_id: int) -> str:
    """Give what everybody may read of an incident: it names nobody."""
    return session.scalar(select(RacialIncident.title).where(RacialIncident.case_id == case_id)) or ""


def further_incidents(session: Session, case_id: int) -> tuple[FurtherRow, ...]:
    """Give the further incidents of a series, the oldest first. Source: MI-25."""
    rows = session.execute(
        select(FurtherIncident, Person.name)
        .outerjoin(Person, Person.id == FurtherIncident.by_id)
        .where(FurtherIncident.case_id == case_id)
        .order_by(FurtherIncident.happened_at, FurtherIncident.id)
    )
    return tuple(
        FurtherRow(happened_at=row.happened_at, what=row.what, where=row.where, by=name or "") for row, name in rows
    )


def last_correction_at(session: Session, case_id: int) -> datetime | None:
    """Give when a correction was last sent; None if none was. Source: MI-18."""
    rows = select(func.max(Decision.at)).where(Decision.case_id == case_id, Decision.code == "correction")
    return session.scalar(rows)


def _tension(session: Session, row: RacialIncident, case_id: int) -> tuple[str, int] | None:
    """Give the situation this incident grew from, or the one its declaration opened. Source: TE-32."""
    found = session.execute(
        select(Case.reference, Tension.level)
        .join(Tension, Tension.case_id == Case.id)
        .where((Case.id == row.tension_case_id) | (Tension.incident_case_id == case_id))
        .order_by(Case.id.desc())
        .limit(1)
    ).first()
    return (found.reference, found.level) if found else None


def _ranked(chosen: IncidentFilter) -> Subquery:
    """Select what is shown, each with the instant at which its nearest duty ends."""
    next_at = next_limit_at(but_not=NOT_DUTIES).label("next_at")
    return _wanted(select(Case.id, Case.closed_at, next_at), chosen, chosen.show).subquery()


def _page(ranked: Subquery, chosen: IncidentFilter) -> Select[*tuple[Any, ...]]:
    nearest = (ranked.c.next_at.is_(None), ranked.c.next_at, ranked.c.id)
    order = (ranked.c.closed_at.desc(), ranked.c.id.desc()) if chosen.show == "closed" else nearest
    return select(ranked.c.id).order_by(*order).limit(chosen.size).offset((chosen.page - 1) * chosen.size)


def _wanted(query: Select[*tuple[Any, ...]], chosen: IncidentFilter, show: str) -> Select[*tuple[Any, ...]]:
    wanted = query.join(RacialIncident, RacialIncident.case_id == Case.id).where(
        Case.process_id == INCIDENT, SHOWS[show]
    )
    if chosen.area_ids is not None:
        wanted = wanted.where(Case.area_id.in_(chosen.area_ids))
    return wanted.where(Case.area_id == chosen.area_id) if chosen.area_id is not None else wanted


def _count(session: Session, chosen: IncidentFilter, show: str) -> int:
    return session.scalar(_wanted(select(func.count(Case.id)), chosen, show)) or 0


def _areas(session: Session, chosen: IncidentFilter) -> tuple[tuple[int, str, int], ...]:
    """Give the areas with how many of what is shown each has."""
    everywhere = IncidentFilter(show=chosen.show, area_ids=chosen.area_ids)
    query = _wanted(select(Area.id, Area.name, func.count(Case.id)), everywhere, chosen.show)
    rows = session.execute(query.join(Area, Area.id == Case.area_id).group_by(Area.id, Area.name).order_by(Area.name))
    return tuple((row[0], row[1], row[2]) for row in rows)


def _lines(session: Session, case_ids: Sequence[int]) -> tuple[IncidentLine, ...]:
    rows = session.execute(
        select(Case, RacialIncident, Area.name)
        .join(RacialIncident, RacialIncident.case_id == Case.id)
        .join(Area, Area.id == Case.area_id)
        .where(Case.id.in_(case_ids))
    )
    duties, waiting = _duties(session, case_ids), who_has_it(session, case_ids)
    found = {
        case.id: _line(case, incident, area_name, duties.get(case.id), waiting.get(case.id, ()))
        for case, incident, area_name in rows
    }
    return tuple(found[case_id] for case_id in case_ids)


def _line(
    case: Case, incident: RacialIncident, area_name: str, duty: NextDuty | None, waiting: Sequence[str]
) -> IncidentLine:
    return IncidentLine(
        case_id=case.id,
        reference=case.reference,
        area_id=case.area_id,
        area_name=area_name,
        title=incident.title,
        where=incident.where,
        status=incident.status,
        stage=case.stage,
        is_open=case.is_open,
        reported_at=incident.reported_at,
        declared_at=incident.declared_at,
        closed_at=case.closed_at,
        duty=duty,
        waits_for=tuple(waiting),
    )


def _duties(session: Session, case_ids: Sequence[int]) -> dict[int, NextDuty]:
    rows = session.execute(
        select(Deadline.case_id, Deadline.clock, Deadline.title, Deadline.limit_on, Deadline.limit_at)
        .where(Deadline.case_id.in_(case_ids), is_running(but_not=NOT_DUTIES))
        .order_by(Deadline.limit_at.desc(), Deadline.id.desc())
    )
    return {  # the last one written for a case is the first to end
        row.case_id: NextDuty(clock=row.clock, title=row.title, limit_on=row.limit_on, limit_at=row.limit_at)
        for row in rows
    }
