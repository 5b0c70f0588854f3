"""The post tray: confirm a print, note one not confirmed in time, send a failed letter again. Source: D-008."""

import re
from dataclasses import dataclass

from service.access import may_do_task
from service.cases.case_file import CaseFile
from service.cases.case_work import CaseWork
from service.cases.claim_task import demand_open, scope_of, task_for_writing
from service.cases.deliveries import WORKER
from service.cases.errors import AnswersRefused, NotYours
from service.cases.handling import handles
from service.cases.letters.recipients import whom
from service.cases.letters.sealing import item_for
from service.cases.reopening import reopen_clocks_of, show_reopened, stop_again
from service.cases.unit import Actor, Result, Unit
from service.store.letters import LetterDraft, SealedLetter
from service.store.outbox import OutboxItem
from service.store.work import OpenTask

LATE_PRINT = "late_print"  # the kind of a print task once it was shown as late


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPosted:
    """A person printed and posted the letter."""

    actor: Actor
    task_id: str
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePrintOverdue:
    """Nobody confirmed a print by the end of the next working day."""

    task_id: str
    actor: Actor = WORKER
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendAgain:
    """What to do with a letter that came back or may not have left: post, email, or it arrived."""

    actor: Actor
    task_id: str
    how: str  # post, email, arrived
    email: str = ""
    form_key: str | None = None


def _letter_of(work: CaseWork, task: OpenTask) -> tuple[SealedLetter, LetterDraft]:
    letter = work.session.get_one(SealedLetter, task.properties["sealed_letter_id"])
    return letter, work.session.get_one(LetterDraft, letter.draft_id)


def _demand(work: CaseWork, task: OpenTask) -> None:
    demand_open(task)
    if work.actor.signed_in is None or not may_do_task(work.actor.signed_in, scope_of(task)):
        raise NotYours


def _done(work: CaseWork, task: OpenTask) -> None:
    task.state = "done"
    task.ended_at = work.now
    task.ended_by_id = work.actor.person_id


@handles(ConfirmPosted)
def confirm_posted(unit: Unit, command: ConfirmPosted) -> Result:
    """Note that the letter was posted, and stop a clock that had been reopened for it."""
    work, task = task_for_writing(unit, command.task_id, command.actor)
    _demand(work, task)
    letter, draft = _letter_of(work, task)
    item = unit.session.get_one(OutboxItem, task.properties["outbox_id"])
    item.state = "printed"
    item.ended_at = unit.now
    letter.delivery = "posted"
    letter.delivered_at = unit.now
    if task.kind == LATE_PRINT:
        stop_again(work, task)
    _done(work, task)
    work.timeline.say("letter_posted", f"{command.actor.words} posted a letter to {whom(draft)}.", letter=letter.id)
    work.save()
    return Result(reference=work.case.reference, said={"task": task.name})


@handles(NotePrintOverdue)
def note_print_overdue(unit: Unit, command: NotePrintOverdue) -> Result:
    """Let the clock of an unposted letter run again. Safe to run twice."""
    work, task = task_for_writing(unit, command.task_id, command.actor)
    if task.state != "open" or task.kind == LATE_PRINT:
        return Result()
    letter, draft = _letter_of(work, task)
    task.kind = LATE_PRINT
    show_reopened(task, reopen_clocks_of(work, draft, letter))
    work.timeline.say("print_late", f"The letter to {whom(draft)} was not posted in time.", letter=letter.id)
    work.save()
    return Result(reference=work.case.reference)


@handles(SendAgain)
def send_again(unit: Unit, command: SendAgain) -> Result:
    """Queue the same sealed letter another way, or note that it arrived after all."""
    work, task = task_for_writing(unit, command.task_id, command.actor)
    _demand(work, task)
    problems = _problems(command)
    if problems:
        raise AnswersRefused(problems)
    letter, draft = _letter_of(work, task)
    if command.how == "arrived":
        letter.delivery = "sent"
        letter.delivered_at = unit.now
    else:
        email = command.email if command.how == "email" else ""
        again = f"<again-{task.id}@folkmoot.invalid>"
        work.session.add(item_for(CaseFile.of(work), draft, letter, email=email, message_id=again))
        letter.delivery = "waiting"
        letter.pdf_tries, letter.pdf_next_try_at = 0, None
    stop_again(work, task)
    _done(work, task)
    how = {"post": "by post", "email": "by email", "arrived": ": it arrived"}[command.how]
    work.timeline.say("letter_again", f"{command.actor.words} sent the letter to {whom(draft)} again {how}.")
    work.save()
    return Result(reference=work.case.reference, said={"task": task.name})


def _is_email(text: str) -> bool:
    """Tell whether a text looks like one email address and nothing else."""
    return re.fullmatch(r"[^@\s<>,;]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", text) is not None


def _problems(command: SendAgain) -> dict[str, str]:
    if command.how not in ("post", "email", "arrived"):
        return {"how": "Select what to do with the letter"}
    if command.how == "email" and not _is_email(command.email):
        return {"email": "Enter an email address, like name@example.org"}
    return {}
