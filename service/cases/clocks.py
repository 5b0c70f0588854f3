"""The clocks of one case: rows started, stopped, moved. The rows are the only truth about dates (D-016)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, insert, select

from service.cases.calendars import calendar_for
from service.cases.moments import moment, variant_of
from service.store.queries.case_clocks import ClockRow
from service.store.work import Deadline, Timer
from workflows import (
    BusinessCalendar,
    ClockDates,
    ClockRegister,
    ClockRule,
    CountedDay,
    DueKey,
    Unit,
    effective_register,
    extend_clock,
    local_date,
    morning_of,
    set_clock,
)

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork


@dataclass(slots=True, weakref_slot=True, kw_only=True)
class Change:
    """What happened to the clocks in one step, for the timeline."""

    started: list[Deadline] = field(default_factory=list)
    ended: list[Deadline] = field(default_factory=list)


class CaseClocks:
    """Every running deadline of one case, loaded once per command."""

    def __init__(self, work: "CaseWork") -> None:
        self._work = work
        self._session = work.unit.session
        self.change = Change()
        self._unwritten: list[tuple[Deadline, ClockDates]] = []
        self._ended_ids: list[int] = []

    @cached_property
    def running(self) -> dict[DueKey, Deadline]:
        """Give the running rows by clock and key."""
        return {(row.clock, row.key or None): row for row, _ in self._loaded}

    @property
    def is_anything_overdue(self) -> bool:
        """Tell whether an instant of a running clock had come when the case was loaded."""
        return any(timer_id is not None for _, timer_id in self._loaded)

    @cached_property
    def _loaded(self) -> list[tuple[Deadline, int | None]]:
        """Read the running rows once, each with an instant that has come and was not fired."""
        overdue = and_(Timer.deadline_id == Deadline.id, Timer.fired_at.is_(None), Timer.due_at <= self._work.now)
        rows = self._session.execute(
            select(Deadline, Timer.id)
            .outerjoin(Timer, overdue)
            .where(Deadline.case_id == self._work.case.id, Deadline.state == "running")
        )
        return [(row[0], row[1]) for row in rows]

    @cached_property
    def register(self) -> ClockRegister:
        """Give the clocks with the settings that the case was opened under. Source: CM-12."""
        return effective_register(self._work.procedure.register, self._work.rules)

    @cached_property
    def calendar(self) -> BusinessCalendar:
        """Give the calendar of the area, with proclaimed holidays. Source: CM-01."""
        return calendar_for(self._session, self._work.rules)

    def due(self) -> Mapping[DueKey, datetime]:
        """Give the instants that diagrams may ask for: limits and reminders of running rows."""
        instants: dict[DueKey, datetime] = {}
        for (clock, key), row in self.running.items():
            instants[(clock, key)] = row.limit_at
            if row.remind_at is not None:
                instants[(f"remind:{clock}", key)] = row.remind_at
        return instants

    def start(self, clock: str, *, key: str | None = None, counted_from: datetime | None = None) -> Deadline:
        """Start a clock, or start it anew from a later act (an update, a new meeting date)."""
        rule = variant_of(self._work, self.register.rule(clock))
        began = counted_from or moment(self._work, rule.counted_from)
        dates = set_clock(rule, trigger_at=began, calendar=self.calendar, cut_off=self._work.rules.cut_off)
        replaced = self.running.get((clock, key))
        if replaced is not None and (replaced.started_at, replaced.limit_at) == (began, dates.limit_at):
            return replaced  # it runs from there already; a breach is told once
        if replaced is not None:
            self._end(replaced, state="replaced")
            self._session.flush()
        row = self._row(rule, dates, key=key, began=began)
        if replaced is not None:
            row.replaces_id = replaced.id
        return self._keep(row, dates)

    def _row(self, rule: ClockRule, dates: ClockDates, *, key: str | None, began: datetime) -> Deadline:
        return Deadline(
            case_id=self._work.case.id,
            clock=rule.id,
            key=key or "",
            title=rule.title,
            started_at=began,
            area_rules_version=self._work.rules_version,
            state="running",
            **_columns(dates),
        )

    def _keep(self, row: Deadline, dates: ClockDates) -> Deadline:
        self._session.add(row)
        self.running[(row.clock, row.key or None)] = row
        self._unwritten.append((row, dates))
        self.change.started.append(row)
        return row

    def write_timers(self) -> None:
        """Write the instants of clocks started and forget those of clocks ended, in two statements."""
        self._session.flush()
        running = [(row, dates) for row, dates in self._unwritten if row.state == "running"]
        fresh = [timer for row, dates in running for timer in self._timers(row, dates)]
        if fresh:
            self._session.execute(insert(Timer), fresh)
        if self._ended_ids:
            forget = delete(Timer).where(Timer.deadline_id.in_(self._ended_ids), Timer.fired_at.is_(None))
            self._session.execute(forget)
        self._unwritten, self._ended_ids = [], []

    def _timers(self, row: Deadline, dates: ClockDates) -> list[dict[str, Any]]:
        """Give the instants at which this row does something; those long past do not. Source: CM-08, D-020."""
        instants = {f"amber{number}": at for number, at in enumerate(dates.amber_at)}
        instants |= {f"red{number}": at for number, at in enumerate(dates.red_at)}
        if row.remind_at is not None and row.remind_at < row.limit_at:
            instants["remind"] = row.remind_at
        on_the_day, rule = morning_of(row.limit_on), self.register.rule(row.clock)
        if rule.kind == "limit" and rule.unit is not Unit.MINUTES and on_the_day not in instants.values():
            instants["due_today"] = on_the_day
        wanted = {kind: at for kind, at in instants.items() if at > self._work.now}
        return [
            {"case_id": row.case_id, "deadline_id": row.id, "kind": kind, "due_at": at}
            for kind, at in {**wanted, "limit": row.limit_at}.items()
        ]

    def stop(self, clock: str, *, key: str | None = None, at: datetime | None = None) -> Deadline | None:
        """Stop a clock because what it waited for was done, now or `at` the time told; no row: it never ran."""
        row = self.running.get((clock, key))
        if row is not None:
            self._end(row, state="done")
            if at is not None:
                row.ended_at, row.ended_on = at, local_date(at)
        return row

    def stop_late(self, clock: str, *, key: str | None = None) -> None:
        """Close a clock that passed without the act it waited for: the case went on without it."""
        row = self.running.get((clock, key))
        if row is not None:
            row.breached_at = row.breached_at or self._work.engine_now
            self._end(row, state="missed")

    def pass_by(self, row: Deadline) -> None:
        """Close a reminder or a lapse whose instant came: it has done what it was for. Source: CM-07."""
        if row.state == "running":
            self._end(row, state="done")

    def cancel(self, clock: str, *, key: str | None = None) -> None:
        """Cancel a clock whose duty has ended: a faster one takes its place. Source: CM-09, TE-26."""
        row = self.running.get((clock, key))
        if row is not None:
            self._end(row, state="cancelled")

    def cancel_all(self, *, but: tuple[str, ...] = ()) -> None:
        """Cancel what still runs: the case is over; `but` clocks of a promise that stands. Source: CM-09, CT-59."""
        for row in list(self.running.values()):
            if row.clock not in but:
                self._end(row, state="cancelled")

    def _end(self, row: Deadline, *, state: str) -> None:
        row.state = state
        row.ended_at = self._work.now
        row.ended_on = self._work.unit.today
        self.running.pop((row.clock, row.key or None), None)
        self.change.ended.append(row)
        if row.id is not None:
            self._ended_ids.append(row.id)

    def extend(self, row: Deadline, *, limit_on: date, reason: str, approved_by_id: int | None) -> Deadline:
        """Give a running clock a later limit; the old row and its breach stay. Source: CM-09, brief correction 4."""
        rule = self.register.rule(row.clock)
        dates = extend_clock(rule, dates_of(row, rule), new_limit_on=limit_on, calendar=self.calendar)
        return self.replace(row, dates, reason=reason, approved_by_id=approved_by_id)

    def replace(self, row: Deadline, dates: ClockDates, *, reason: str, approved_by_id: int | None) -> Deadline:
        """Put a row with other dates in the place of a running one; both stay in the history. Source: CM-10."""
        self._end(row, state="replaced")
        self._session.flush()
        moved = Deadline(
            case_id=row.case_id,
            clock=row.clock,
            key=row.key,
            title=row.title,
            started_at=row.started_at,
            promised_on=row.promised_on,
            area_rules_version=row.area_rules_version,
            state="running",
            replaces_id=row.id,
            reason=reason,
            approved_by_id=approved_by_id,
            **_columns(dates),
        )
        return self._keep(moved, dates)


def _columns(dates: ClockDates) -> dict[str, Any]:
    """Give the columns that hold the dates of one clock."""
    return {
        "trigger_on": dates.trigger_on,
        "target_on": dates.target_on,
        "limit_on": dates.limit_on,
        "remind_at": dates.target_at,
        "limit_at": dates.limit_at,
        "count": [[day.on.isoformat(), day.number, day.why_not] for day in dates.count],
        "calendar_edition": dates.calendar_edition,
    }


def dates_of(row: Deadline, rule: ClockRule) -> ClockDates:
    """Give the dates of a stored clock as the rules of workflows speak of them."""
    count = tuple(CountedDay(on=date.fromisoformat(d[0]), number=d[1], why_not=d[2]) for d in row.count)
    return kept_dates(row, rule, count=count)


def kept_dates(row: Deadline | ClockRow, rule: ClockRule, *, count: tuple[CountedDay, ...]) -> ClockDates:
    """Give the dates of a stored clock whose days were read already."""
    return ClockDates(
        trigger_on=row.trigger_on,
        trigger_at=row.started_at,
        target_on=row.target_on,
        limit_on=row.limit_on,
        target_at=row.remind_at,
        limit_at=row.limit_at,
        amber_at=(),
        red_at=(),
        count=count,
        unit=rule.unit,
        calendar_edition=row.calendar_edition,
    )
