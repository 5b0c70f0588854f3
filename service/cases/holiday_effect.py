"""What a change of the bank holidays would move: every running clock counted again, nothing written. Source: CM-10."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.cases.clocks import dates_of
from service.cases.procedures import procedure_of
from service.store.cases import Case
from service.store.diagrams import ProcessVersion
from service.store.people import AreaRulesVersion, ExtraHoliday
from service.store.work import Deadline
from workflows import AreaRules, BusinessCalendar, ClockRegister, effective_register, recount_clock


class RunningClock(NamedTuple):
    """One running clock with what it is counted by."""

    row: Deadline
    case: Case
    rules: AreaRulesVersion
    version_id: int
    content_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayWish:
    """The day that would be added to the bank holidays or taken away."""

    on: date
    change: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedLimit:
    """One running clock whose limit would be another day."""

    case_id: int
    area_id: int
    reference: str
    title: str
    before: date
    after: date
    promised_on: date | None
    stays: bool  # a letter promised the earlier day: it stands (CM-10)


def limits_that_move(session: Session, wish: HolidayWish, *, now: datetime) -> list[MovedLimit]:
    """Give every open limit that would move, by reference; a promised one that would be later stays."""
    registers: dict[tuple[int, int], tuple[ClockRegister, BusinessCalendar, AreaRules]] = {}
    moved = []
    for found in _running_clocks(session):
        key = (found.rules.id, found.version_id)
        if key not in registers:
            registers[key] = _ready(session, found, wish)
        moved += list(_recount(found, *registers[key], now=now))
    return moved


def affected_cases(moved: list[MovedLimit]) -> list[int]:
    """Give the cases of these limits, each once, in order."""
    return list(dict.fromkeys(each.case_id for each in moved))


def _running_clocks(session: Session) -> Iterator[RunningClock]:
    found = session.execute(
        select(Deadline, Case, AreaRulesVersion, ProcessVersion.id, ProcessVersion.content_hash)
        .join(Case, Case.id == Deadline.case_id)
        .join(AreaRulesVersion, AreaRulesVersion.id == Case.area_rules_id)
        .join(ProcessVersion, ProcessVersion.id == Case.process_version_id)
        .where(Deadline.state == "running", Case.is_open.is_(True))
        .order_by(Case.reference, Deadline.limit_at, Deadline.id)
    )
    for row, case, rules, version_id, content_hash in found:
        yield RunningClock(row, case, rules, version_id, content_hash)


def _ready(
    session: Session, found: RunningClock, wish: HolidayWish
) -> tuple[ClockRegister, BusinessCalendar, AreaRules]:
    rules = AreaRules.model_validate(found.rules.settings)
    procedure = procedure_of(session, version_id=found.version_id, content_hash=found.content_hash)
    return effective_register(procedure.register, rules), calendar_with(session, rules, wish), rules


def calendar_with(session: Session, rules: AreaRules, wish: HolidayWish) -> BusinessCalendar:
    """Give the area's calendar as it would be after the change."""
    rows = session.execute(select(ExtraHoliday.on, ExtraHoliday.name, ExtraHoliday.change)).all()
    added = {each.on: each.name for each in rules.holidays_added} | {r.on: r.name for r in rows if r.change == "add"}
    removed = set(rules.holidays_removed) | {row.on for row in rows if row.change == "remove"}
    if wish.change == "add":
        removed.discard(wish.on)
        added[wish.on] = wish.name
    else:
        added.pop(wish.on, None)
        removed.add(wish.on)
    return BusinessCalendar.for_nation(rules.nation, added=added, removed=removed)


def _recount(
    found: RunningClock, register: ClockRegister, calendar: BusinessCalendar, rules: AreaRules, *, now: datetime
) -> Iterator[MovedLimit]:
    row, case = found.row, found.case
    if row.replaces_id is not None and row.approved_by_id is not None:
        return  # an approved extension is a date of its own
    rule = register.rule(row.clock)
    recount = recount_clock(rule, dates_of(row, rule), now=now, calendar=calendar, cut_off=rules.cut_off)
    if recount.moves:
        yield MovedLimit(
            case_id=case.id,
            area_id=case.area_id,
            reference=case.reference,
            title=row.title,
            before=row.limit_on,
            after=recount.after.limit_on,
            promised_on=row.promised_on,
            stays=recount.must_tell(promised_on=row.promised_on),
        )
