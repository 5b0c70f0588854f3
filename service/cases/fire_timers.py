"""What happens when an instant of a clock has come: warn, remind, lapse, pass. Waking up: service.timers."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from service.cases.case_work import CaseWork
from service.cases.handling import handles
from service.cases.hooks import HOOKS
from service.cases.notices import tell_breach, tell_near, tell_uncleared
from service.cases.stuck_cases import resolve_stuck
from service.cases.unit import CLOCK, Actor, Result, Unit
from service.store.work import Deadline, Timer
from workflows import Run, morning_of

AT_MOST = 500  # instants of one case in one transaction; the rest follow in the next
JUST_AFTER = timedelta(microseconds=1)  # the engine fires strictly after an instant (P-03)
UNCLEARED_WORKING_DAYS = 2  # CM-11


@dataclass(frozen=True, slots=True, kw_only=True)
class FireDueTimers:
    """Let everything happen that is due in one case. Safe to run twice."""

    case_id: int
    actor: Actor = CLOCK
    form_key: str | None = None


@handles(FireDueTimers)
def fire_due_timers(unit: Unit, command: FireDueTimers) -> Result:
    """Fire what is overdue, oldest first, each once. Source: D-007, D-016, REL-13."""
    work = CaseWork.load(unit, actor=command.actor, case_id=command.case_id)
    fired = catch_up(work)
    if fired:
        resolve_stuck(unit.session, case_id=work.case.id, at=unit.now)
    work.save()
    return Result(reference=work.case.reference, said={"fired": str(fired)})


def catch_up(work: CaseWork) -> int:
    """Fire the overdue instants of a case one by one in order, before any other act. Source: P-04, P-05."""
    fired = 0
    while work.clocks.is_anything_overdue and fired < AT_MOST:
        found = _next_due(work)
        if found is None:
            break
        timer, deadline = found
        timer.fired_at = work.now
        work.engine_now = min(timer.due_at + JUST_AFTER, work.now)
        _react(work, timer.kind, deadline)
        work.clocks.write_timers()
        fired += 1
    work.engine_now = work.now
    return fired


def _next_due(work: CaseWork) -> tuple[Timer, Deadline] | None:
    row = work.session.execute(
        select(Timer, Deadline)
        .join(Deadline, Deadline.id == Timer.deadline_id)
        .where(Timer.case_id == work.case.id, Timer.fired_at.is_(None), Timer.due_at <= work.now)
        .order_by(Timer.due_at, Timer.id)
        .limit(1)
    ).first()
    return None if row is None else (row[0], row[1])


def _react(work: CaseWork, kind: str, deadline: Deadline) -> None:
    if deadline.state != "running":
        return
    rule = work.clocks.register.rule(deadline.clock)
    if kind.startswith(("amber", "red", "due_today")):
        if work.now < deadline.limit_at:  # after a downtime the breach says it all: nobody hears "due today" a day late
            tell_near(work, deadline, rule, kind=kind.rstrip("0123456789"))
    elif kind == "uncleared":
        tell_uncleared(work, deadline, rule)
    else:
        if kind == "limit" and rule.kind == "limit":
            _breach(work, deadline)
            tell_breach(work, deadline, rule)
        _let_engine_look(work)
        if kind == "limit" and deadline.state == "running":
            HOOKS.watcher()(work, deadline)
            if rule.kind != "limit":
                work.clocks.pass_by(deadline)


def _breach(work: CaseWork, deadline: Deadline) -> None:
    """Mark a limit as passed and look again in two working days. Source: CM-07, CM-11."""
    deadline.breached_at = work.engine_now
    wait = work.clocks.register.rule(deadline.clock).then_after or UNCLEARED_WORKING_DAYS
    again_on = work.clocks.calendar.add_working_days(deadline.limit_on, working_days=wait)
    work.session.add(
        Timer(case_id=work.case.id, deadline_id=deadline.id, kind="uncleared", due_at=_next_morning(again_on))
    )


def _next_morning(on: date) -> datetime:
    return morning_of(on)


def _let_engine_look(work: CaseWork) -> None:
    due = work.clocks.due()

    def act(run: Run) -> None:
        run.sync(due, now=work.engine_now)

    for row in list(work.runs.values()):
        work.step(row, act)
