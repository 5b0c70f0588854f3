"""A promise was missed: the applicant is told a new date, with an apology. Source: CM-11, L-CT-23."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from service.cases.acts.withdrawal import open_case_work
from service.cases.case_work import CaseWork
from service.cases.errors import AnswersRefused
from service.cases.handling import handles
from service.cases.letters.loose import draft_for_approval
from service.cases.letters.promises import MISSED, clock_of
from service.cases.letters.values.stopping import PROMISE_WORDS
from service.cases.unit import Actor, Result, Unit
from service.store.letters import LetterDraft
from service.store.work import Deadline
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
    """Draft the letter that says so; once it is sealed, the new promise stands beside the missed limit."""
    work = open_case_work(unit, command.case_id, command.actor)
    row = work.clocks.running.get((command.clock, None))
    problems = {}
    if row is None or not is_late(row):
        problems["clock"] = "Select a promise that is late"
    elif _is_drafted(work, command.clock):
        problems["clock"] = "A letter about this promise waits to be checked and sent. Send that one first."
    if command.new_date <= unit.today:
        problems["new_date"] = "The new date must be after today"
    if not command.reason.strip():
        problems["reason"] = "Enter why it is late. The applicant reads this."
    if problems or row is None:
        raise AnswersRefused(problems)
    draft_for_approval(
        work,
        MISSED,
        extra={
            "promised_what": PROMISE_WORDS[command.clock],
            "promised": (row.promised_on or row.limit_on).isoformat(),
            "new_date": command.new_date.isoformat(),
            "reason": command.reason,
        },
    )
    work.timeline.say(
        "new_date", f"{command.actor.words} wrote a letter that promises a new date, {long_date(command.new_date)}."
    )
    work.save()
    return Result(reference=work.case.reference)


def is_late(row: Deadline) -> bool:
    """Tell whether a clock is a promise to the applicant that was missed."""
    return row.breached_at is not None and row.clock in PROMISE_WORDS and not row.key


def _is_drafted(work: CaseWork, clock: str) -> bool:
    drafts = work.session.scalars(
        select(LetterDraft).where(
            LetterDraft.case_id == work.case.id,
            LetterDraft.code == MISSED,
            LetterDraft.state.not_in(("sealed", "withdrawn")),
        )
    )
    return any(clock_of(draft) == clock for draft in drafts)
