"""A new code to follow an application: the old one is lost, or the advocate who had it is gone. Source: CT-58."""

from dataclasses import dataclass

from service.cases.acts.withdrawal import open_case_work
from service.cases.handling import handles
from service.cases.tracking import change_code
from service.cases.unit import Actor, Result, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveNewCode:
    """Make a new code; the old one stops working."""

    actor: Actor
    case_id: int
    form_key: str | None = None


@handles(GiveNewCode)
def give_new_code(unit: Unit, command: GiveNewCode) -> Result:
    """Give the code in `said["tracking_code"]`, once: only its hash is kept."""
    work = open_case_work(unit, command.case_id, command.actor)
    code = change_code(unit.session, case_id=work.case.id)
    work.timeline.say("new_code", f"{command.actor.words} gave a new code to follow the application.")
    work.timeline.audit("tracking_code_changed")
    work.save()
    return Result(reference=work.case.reference, said={"tracking_code": code})
