"""Every area's tension at a glance, and the cases of one area, the worst first. One case: tension_case.py."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Select, case, func, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from service.store.cases import TENSION, Case
from service.store.people import Area, AreaRulesVersion
from service.store.queries.running_clocks import is_running, next_limit_at
from service.store.record import Tension
from service.store.work import Deadline
from workflows.rules.tension import TensionSettings

PAGE = 50
# clocks that stand beside the duty of the case: on one alerted person, on one report
NOT_DUTIES = ("te_alert", "te_alert_deputy", "te_reply")
# which duty is named where two end at the same minute
ORDER = ("te_first_level_violence", "te_first_level", "te_meet_urgent", "te_meet")
NO_LEVEL_YET = 7  # stands after the mildest
NEVER = datetime(9999, 1, 1, tzinfo=UTC)  # a case without a duty comes after the others of its level


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """One running clock of a tension."""

    clock_id: int
    clock: str
    title: str
    limit_on: date
    limit_at: datetime
    target_on: date | None
    target_at: datetime | None  # of a clock in minutes: the instant


@dataclass(frozen=True, slots=True, kw_only=True)
class TensionLine:
    """One situation in a list, with the duty that ends first."""

    case_id: int
    reference: str
    area_id: int
    ward: str
    what: str
    level: int  # 0: none agreed yet
    earlier_level: int
    level_at: datetime | None
    reviewed_at: datetime | None
    direction: str
    is_open: bool
    stage: str
    closed_at: datetime | None
    duty: DutyRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaTension:
    """One area: its most serious open case, how many are open, how many of those are late with a duty."""

    area_id: int
    code: str
    name: str
    worst: TensionLine | None
    open_cases: int
    late_cases: int


def list_area_tensions(session: Session, area_ids: Collection[int] | None, *, now: datetime) -> tuple[AreaTension, ...]:
    """Give the areas (None: all), the worst first, then the nearest duty; those without a case last, by name."""
    areas = session.execute(_within(select(Area.id, Area.code, Area.name), Area.id, area_ids)).all()
    counts = {row.area_id: row for row in session.execute(_counts_of_areas(area_ids, now))}
    worst = _worst_cases(session, {area_id: row.worst for area_id, row in counts.items()})
    lines = {line.area_id: line for line in _lines(session, worst)}
    shown = [
        AreaTension(
            area_id=area_id,
            code=code,
            name=name,
            worst=lines.get(area_id),
            open_cases=counts[area_id].open_cases if area_id in counts else 0,
            late_cases=counts[area_id].late_cases if area_id in counts else 0,
        )
        for area_id, code, name in areas
    ]
    return tuple(sorted(shown, key=_seriousness))


def list_tensions(
    session: Session, area_id: int, *, is_open: bool, page: int = 1, size: int = PAGE
) -> tuple[TensionLine, ...]:
    """Give a page of one area's cases: the open ones the worst first, the closed ones the latest first."""
    ranked = _ranked([area_id], is_open=is_open).subquery()
    nearest = (ranked.c.rank, ranked.c.next_at.is_(None), ranked.c.next_at, ranked.c.case_id)
    order = nearest if is_open else (ranked.c.closed_at.desc(), ranked.c.case_id.desc())
    ids = session.scalars(select(ranked.c.case_id).order_by(*order).limit(size).offset((page - 1) * size)).all()
    lines = {line.case_id: line for line in _lines(session, ids)}
    return tuple(lines[case_id] for case_id in ids)


def count_tensions(session: Session, area_id: int) -> tuple[int, int]:
    """Give how many tensions of an area are open and how many are closed."""
    rows = session.execute(
        select(Case.is_open, func.count(Case.id))
        .where(Case.process_id == TENSION, Case.area_id == area_id)
        .group_by(Case.is_open)
    )
    counts = {bool(is_open): number for is_open, number in rows}
    return counts.get(True, 0), counts.get(False, 0)


def tension_settings(session: Session, *, today: date) -> dict[int, TensionSettings]:
    """Give what each area calls its levels and bands, by area; one without settings is left out."""
    in_force = (AreaRulesVersion.state == "in_force") & (AreaRulesVersion.in_force_from <= today)
    newest = (
        select(AreaRulesVersion.area_id, func.max(AreaRulesVersion.version).label("version"))
        .where(in_force)
        .group_by(AreaRulesVersion.area_id)
        .subquery()
    )
    rows = session.execute(
        select(AreaRulesVersion.area_id, AreaRulesVersion.settings).join(
            newest,
            (newest.c.area_id == AreaRulesVersion.area_id) & (newest.c.version == AreaRulesVersion.version),
        )
    )
    return {area_id: TensionSettings.model_validate(settings.get("tension") or {}) for area_id, settings in rows}


def duties_of(session: Session, case_id: int) -> tuple[DutyRow, ...]:
    """Give the running duties of one case, the first to end first."""
    return _duties(session, [case_id]).get(case_id, ())


def _seriousness(row: AreaTension) -> tuple[bool, int, bool, float, str]:
    worst = row.worst
    if worst is None:
        return True, NO_LEVEL_YET, True, 0.0, row.name
    duty = worst.duty
    return False, worst.level or NO_LEVEL_YET, duty is None, duty.limit_at.timestamp() if duty else 0.0, row.name


def _ranked(area_ids: Collection[int] | None, *, is_open: bool) -> Select[*tuple[Any, ...]]:
    """Select the cases with how serious each is and when its nearest duty ends."""
    next_at = next_limit_at(but_not=NOT_DUTIES)
    rank = case((Tension.level == 0, NO_LEVEL_YET), else_=Tension.level)
    columns = (Case.id.label("case_id"), Case.area_id, Case.closed_at, rank.label("rank"), next_at.label("next_at"))
    query = select(*columns).join(Tension, Tension.case_id == Case.id)
    wanted = query.where(Case.process_id == TENSION, Case.is_open.is_(is_open))
    return _within(wanted, Case.area_id, area_ids)


def _counts_of_areas(area_ids: Collection[int] | None, now: datetime) -> Select[*tuple[Any, ...]]:
    """Select for each area the number of open cases, of late ones, and how serious the worst is."""
    ranked = _ranked(area_ids, is_open=True).subquery()
    return select(
        ranked.c.area_id,
        func.count().label("open_cases"),
        func.min(ranked.c.rank).label("worst"),
        func.sum(case((ranked.c.next_at <= now, 1), else_=0)).label("late_cases"),
    ).group_by(ranked.c.area_id)


def _worst_cases(session: Session, worst: Mapping[int, int]) -> list[int]:
    """Give for each area the case of its worst rank whose duty ends first; only those few are looked at."""
    if not worst:
        return []
    ranked = _ranked(worst, is_open=True).subquery()
    nearest = (func.coalesce(ranked.c.next_at, NEVER), ranked.c.case_id)
    placed = (
        select(ranked.c.case_id, func.row_number().over(partition_by=ranked.c.area_id, order_by=nearest).label("place"))
        .where(tuple_(ranked.c.area_id, ranked.c.rank).in_(list(worst.items())))
        .subquery()
    )
    return list(session.scalars(select(placed.c.case_id).where(placed.c.place == 1)))


def _within(
    query: Select[*tuple[Any, ...]], column: InstrumentedAttribute[int], area_ids: Collection[int] | None
) -> Select[*tuple[Any, ...]]:
    return query if area_ids is None else query.where(column.in_(area_ids))


def _lines(session: Session, case_ids: Sequence[int]) -> list[TensionLine]:
    rows = session.execute(select(Case, Tension).join(Tension, Tension.case_id == Case.id).where(Case.id.in_(case_ids)))
    duties = _duties(session, case_ids)
    return [_line(found, tension, duties.get(found.id, ())) for found, tension in rows]


def _line(found: Case, tension: Tension, duties: Sequence[DutyRow]) -> TensionLine:
    return TensionLine(
        case_id=found.id,
        reference=found.reference,
        area_id=found.area_id,
        ward=tension.ward,
        what=tension.what,
        level=tension.level,
        earlier_level=tension.earlier_level,
        level_at=tension.level_at,
        reviewed_at=tension.reviewed_at,
        direction=tension.direction,
        is_open=found.is_open,
        stage=found.stage,
        closed_at=found.closed_at,
        duty=duties[0] if duties else None,
    )


def _duties(session: Session, case_ids: Sequence[int]) -> dict[int, tuple[DutyRow, ...]]:
    rows = session.scalars(select(Deadline).where(Deadline.case_id.in_(case_ids), is_running(but_not=NOT_DUTIES)))
    found: dict[int, list[Deadline]] = {}
    for row in rows:
        found.setdefault(row.case_id, []).append(row)
    return {case_id: tuple(_duty(row) for row in sorted(of_case, key=_nearest)) for case_id, of_case in found.items()}


def _nearest(row: Deadline) -> tuple[datetime, int, int]:
    return row.limit_at, ORDER.index(row.clock) if row.clock in ORDER else len(ORDER), row.id


def _duty(row: Deadline) -> DutyRow:
    return DutyRow(
        clock_id=row.id,
        clock=row.clock,
        title=row.title,
        limit_on=row.limit_on,
        limit_at=row.limit_at,
        target_on=row.target_on,
        target_at=row.remind_at,
    )
