"""A promise was missed: the applicant is told a new date, with an apology. Source: CM-11, L-CT-23."""

from dataclasses import dataclass
from datetime import date

from service.cases.acts.withdrawal import open_case_work
from service.cases.errors import AnswersRefused
from service.cases.handling import handles
from service.cases.letters.loose import draft_for_approval
from service.cases.letters.values.stopping import PROMISE_WORDS
from service.cases.unit import Actor, Result, Unit
from workflows import long_date


@dataclass(frozen=True, slots=True, kw_only=True)
class TellNewDate:
    """Promise a new date for something that is late. The limit itself stays missed."""

    actor: Actor
    case_id: int
    clock: str
    new_date: date
    reason: str
    form_key: str | None = None


@handles(TellNewDate)
def tell_new_date(unit: Unit, command: TellNewDate) -> Result:
    """Draft the letter that says so, and keep the new promise beside the missed limit."""
    work = open_case_work(unit, command.case_id, command.actor)
    row = work.clocks.running.get((command.clock, None))
    problems = {}
    if row is None or row.breached_at is None or command.clock not in PROMISE_WORDS:
        problems["clock"] = "Select a promise that is late"
    if command.new_date <= unit.today:
        problems["new_date"] = "The new date must be after today"
    if not command.reason.strip():
        problems["reason"] = "Enter why it is late. The applicant reads this."
    if problems or row is None:
        raise AnswersRefused(problems)
    draft_for_approval(
        work,
        "L-CT-23",
        extra={
            "promised_what": PROMISE_WORDS[command.clock],
            "promised": (row.promised_on or row.limit_on).isoformat(),
            "new_date": command.new_date.isoformat(),
            "reason": command.reason,
        },
    )
    row.promised_on = command.new_date
    work.timeline.say("new_date", f"{command.actor.words} promises a new date, {long_date(command.new_date)}.")
    work.save()
    return Result(reference=work.case.reference)
