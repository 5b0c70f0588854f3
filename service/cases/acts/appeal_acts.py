"""What happens to an appeal from outside its steps: it is withdrawn, or more time is needed. Source: AP-14, AP-17."""

from dataclasses import dataclass

from service.cases.acts.withdrawal import open_case_work
from service.cases.errors import AnswersRefused
from service.cases.handling import handles
from service.cases.text_rules import is_blank
from service.cases.unit import Actor, Result, Unit

MORE_TIME, WITHDRAWN = "more_time_asked", "appeal_withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawAppeal:
    """The appellant withdrew the appeal in writing."""

    actor: Actor
    case_id: int
    words: str
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedMoreTime:
    """Circumstances are exceptional: more time is asked for before the target day."""

    actor: Actor
    case_id: int
    form_key: str | None = None


@handles(WithdrawAppeal)
def withdraw_appeal(unit: Unit, command: WithdrawAppeal) -> Result:
    """Stop the appeal; its closing letter is the last task. Source: AP-17."""
    work = open_case_work(unit, command.case_id, command.actor)
    if is_blank(command.words):
        raise AnswersRefused({"words": "Enter what they wrote"})
    work.timeline.say("appeal_withdrawn", f"The appeal was withdrawn in writing: {command.words}"[:1000])
    work.clocks.cancel_all()
    work.receive(WITHDRAWN, {})
    work.save()
    return Result(reference=work.case.reference)


@handles(NeedMoreTime)
def need_more_time(unit: Unit, command: NeedMoreTime) -> Result:
    """Open the task that asks for more time. Source: AP-14."""
    work = open_case_work(unit, command.case_id, command.actor)
    work.timeline.say("more_time", f"{command.actor.words} asks for more time to decide the appeal.")
    work.receive(MORE_TIME, {})
    work.save()
    return Result(reference=work.case.reference)
