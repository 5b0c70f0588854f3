"""A person lets a stuck case try again, after the fault was mended. Source: reliability 3.7, REL-59."""

from dataclasses import dataclass

from service.access import may_retry_case
from service.cases.case_work import CaseWork
from service.cases.errors import NotYours
from service.cases.fire_timers import catch_up
from service.cases.handling import handles
from service.cases.stuck_cases import resolve_stuck
from service.cases.unit import Actor, Result, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryCase:
    """Let a stuck case go on from where it stood before the fault."""

    actor: Actor
    case_id: int
    form_key: str | None = None


@handles(RetryCase)
def retry_case(unit: Unit, command: RetryCase) -> Result:
    """Fire what was due and mark the case as no longer stuck; if it fails again, nothing changes."""
    work = CaseWork.load(unit, actor=command.actor, case_id=command.case_id)
    who = command.actor.signed_in
    if who is None or not may_retry_case(who, area_id=work.case.area_id, process_id=work.case.process_id):
        raise NotYours
    resolved = resolve_stuck(unit.session, case_id=work.case.id, at=unit.now)
    catch_up(work)
    if resolved:
        work.timeline.say("retried", f"{command.actor.words} let the procedure try again.")
        work.timeline.audit("stuck_case_retried")
    work.save()
    return Result(reference=work.case.reference, said={"resolved": str(resolved)})
