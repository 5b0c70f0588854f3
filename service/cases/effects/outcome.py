"""The outcome: approved by the chair, told by phone, confirmed in writing. Source: CT-39, CT-45."""

from datetime import datetime, time
from typing import TYPE_CHECKING

from service.cases.effects.registry import Typed, day, decided, demand_not_future, effect, words
from service.cases.stopping import end_side_work
from service.store.record import ContactNote
from service.store.work import OpenTask
from workflows import LONDON

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork


@effect("Task_ApproveOutcome")
def approve_outcome(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Keep the chair's approval of the findings in the applicant's words. Source: CT-37, CT-39."""
    decided(
        work, task, code="outcome", answer="approved", reasons=words(answers.get("good_faith_reason")), inputs=answers
    )


@effect("Task_CallApplicant")
def call_applicant(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Keep the call; only the letter stops the clock. Source: CT-45."""
    del task
    demand_not_future(work, answers, called_on="The date of the call must be today or in the past")
    made = bool(answers.get("call_made"))
    on = day(answers.get("called_on")) or work.unit.today
    at = time.fromisoformat(words(answers.get("called_at")) or "12:00")
    work.session.add(
        ContactNote(
            case_id=work.case.id,
            kind="call" if made else "attempt",
            with_words="the applicant",
            happened_at=datetime.combine(on, at, LONDON),
            words=words(answers.get("said")) or words(answers.get("why_not")) or "Told the outcome.",
            by_id=work.actor.person_id,
            at=work.now,
        )
    )


@effect("Task_ConfirmWithdrawal")
def confirm_withdrawal(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Keep what goes on after a withdrawal: safeguarding, support. Source: CT-59."""
    decided(work, task, code="withdrawal", answer="confirmed", reasons=words(answers.get("note")), inputs=answers)


@effect("Task_ConfirmInWriting")
def confirm_in_writing(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """A phoned withdrawal was confirmed in writing, or taken back. Source: CT-59."""
    del task
    if answers.get("confirmed"):
        work.case.closing_reason = "withdrawn"
        work.timeline.say("withdrawn", "The withdrawal was confirmed in writing.")
        work.after_step(lambda: end_side_work(work))
    else:
        work.timeline.say("withdrawal_taken_back", "The withdrawal was not confirmed. The review goes on.")
