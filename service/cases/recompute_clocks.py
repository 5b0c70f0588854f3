"""The calendar changed while clocks run: open limits are counted again, promises stand. Source: CM-10."""

from dataclasses import dataclass

from service.cases.case_work import CaseWork
from service.cases.clocks import dates_of
from service.cases.handling import handles
from service.cases.unit import Actor, Result, Unit
from service.store.work import Deadline
from workflows import Run, long_date, recount_clock


@dataclass(frozen=True, slots=True, kw_only=True)
class RecomputeClocks:
    """Count the running clocks of one case again with the calendar as it is now."""

    actor: Actor
    case_id: int
    reason: str
    form_key: str | None = None


@handles(RecomputeClocks)
def recompute_clocks(unit: Unit, command: RecomputeClocks) -> Result:
    """Move what moves, keep the old rows, and never move a promised date to a later day. Safe to run twice."""
    work = CaseWork.load(unit, actor=command.actor, case_id=command.case_id)
    moved = sum(_recount(work, row, command.reason) for row in list(work.clocks.running.values()))
    if moved:
        _tell_engine(work)
    work.save()
    return Result(reference=work.case.reference, said={"moved": str(moved)})


def _recount(work: CaseWork, row: Deadline, reason: str) -> int:
    rule = work.clocks.register.rule(row.clock)
    found = recount_clock(
        rule, dates_of(row, rule), now=work.now, calendar=work.clocks.calendar, cut_off=work.rules.cut_off
    )
    if row.replaces_id is not None and row.approved_by_id is not None:
        return 0  # an approved extension is a date of its own
    if not found.moves:
        return 0
    if found.must_tell(promised_on=row.promised_on):
        words = f"“{row.title}” stays at {long_date(row.limit_on)}: that date was promised. {reason}"
        work.timeline.say("promise_stands", words, clock=row.clock)
        return 0
    before = row.limit_on
    after = work.clocks.replace(row, found.after, reason=reason, approved_by_id=None)
    words = f"“{row.title}” moved from {long_date(before)} to {long_date(after.limit_on)}: {reason}"
    work.timeline.say("moved", words, clock=row.clock)
    return 1


def _tell_engine(work: CaseWork) -> None:
    due = work.clocks.due()

    def act(run: Run) -> None:
        run.sync(due, now=work.engine_now)

    for row in list(work.runs.values()):
        work.step(row, act)
