"""What became of a letter that left: sent, to print, failed, unknown. A failure reopens its clock. Source: D-008."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import select

from letters import letter_catalogue
from service.access import KEEPERS
from service.cases.case_work import CaseWork
from service.cases.handling import handles
from service.cases.letters.recipients import whom
from service.cases.reopening import reopen_clocks_of, show_reopened
from service.cases.rounds.calls import ask_to_call
from service.cases.rounds.waiting import note_told
from service.cases.stopping import STILL_TOLD
from service.cases.unit import Actor, Result, Unit
from service.store.audit_chain import append_audit
from service.store.letters import LetterDraft, SealedLetter
from service.store.notices import ContactNotice, NoticeRound
from service.store.outbox import OutboxItem
from service.store.queries.due import PDF_TRIES
from service.store.work import OpenTask
from workflows import FAR_DATE, fires_at

WORKER = Actor(words="the post room")
WAIT = (1, 5, 15, 60, 240)  # minutes before the next try
PDF_WAIT = (1, 5, 30)  # minutes before the next try to make a PDF


class Delivery(StrEnum):
    """How a hand-over ended."""

    SENT = "sent"
    READY_TO_PRINT = "ready_to_print"
    TRY_AGAIN = "try_again"
    FAILED = "failed"
    UNKNOWN = "unknown"
    NOT_MADE = "not_made"


TROUBLE = {
    Delivery.FAILED: "came back",
    Delivery.UNKNOWN: "may not have left",
    Delivery.NOT_MADE: "could not be made into a PDF",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StorePdf:
    """Keep the PDF made from a sealed letter, with its hash."""

    sealed_letter_id: int
    pdf: bytes
    actor: Actor = WORKER
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePdfFailed:
    """Note that the PDF of a letter could not be made, as it was after so many tries."""

    sealed_letter_id: int
    tries: int
    error: str
    actor: Actor = WORKER
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkSending:
    """Say, before the mail server is spoken to, that this one is being sent."""

    outbox_id: int
    actor: Actor = WORKER
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDelivery:
    """Note how the sending of one letter ended."""

    outbox_id: int
    outcome: Delivery
    error: str = ""
    actor: Actor = WORKER
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOffSending:
    """Something of ours failed before the mail server was spoken to: try this one later, let the others pass."""

    outbox_id: int
    error: str
    actor: Actor = WORKER
    form_key: str | None = None


@handles(StorePdf)
def store_pdf(unit: Unit, command: StorePdf) -> Result:
    """Keep the first PDF; a second making changes nothing."""
    letter = unit.session.get_one(SealedLetter, command.sealed_letter_id, with_for_update=True)
    if letter.pdf is None:
        letter.pdf = command.pdf
        letter.pdf_hash = hashlib.sha256(command.pdf).hexdigest()
    return Result()


@handles(NotePdfFailed)
def note_pdf_failed(unit: Unit, command: NotePdfFailed) -> Result:
    """Put off the next try; after the last one a person sees what waits for the PDF, and its clock runs again."""
    letter = unit.session.get_one(SealedLetter, command.sealed_letter_id, with_for_update=True)
    if letter.pdf is not None or letter.pdf_tries != command.tries:
        return Result()  # another worker was first
    letter.pdf_tries += 1
    if letter.pdf_tries < PDF_TRIES:
        letter.pdf_next_try_at = unit.now + timedelta(minutes=PDF_WAIT[letter.pdf_tries - 1])
        return Result()
    queued = select(OutboxItem).where(OutboxItem.sealed_letter_id == letter.id, OutboxItem.state == "queued")
    for item in unit.session.scalars(queued.order_by(OutboxItem.id)).all():
        item.last_error = f"The PDF could not be made: {command.error}"[:300]
        _settle(unit, item, NoteDelivery(outbox_id=item.id, outcome=Delivery.NOT_MADE))
    return Result()


@handles(MarkSending)
def mark_sending(unit: Unit, command: MarkSending) -> Result:
    """Move one item from queued to sending; only one worker gets it."""
    item = unit.session.scalars(select(OutboxItem).where(OutboxItem.id == command.outbox_id).with_for_update()).one()
    if item.state != "queued":
        return Result()
    item.state = "sending"
    item.attempts += 1
    item.next_try_at = unit.now
    return Result(said={"mine": "yes"})


@handles(NoteDelivery)
def note_delivery(unit: Unit, command: NoteDelivery) -> Result:
    """Write down the end of one try; what a person must see becomes a task and reopens the clock."""
    item = unit.session.get_one(OutboxItem, command.outbox_id, with_for_update=True)
    if item.state not in ("queued", "sending"):
        return Result()
    item.last_error = command.error[:300]
    if command.outcome is Delivery.TRY_AGAIN:
        item.state = "queued"
        item.next_try_at = _next_try_at(unit, item)
    elif item.sealed_letter_id is None and item.case_id is None:
        _settle_without_case(unit, item, command.outcome)
    elif item.sealed_letter_id is None:
        _settle_notice(unit, item, command)
    else:
        _settle(unit, item, command)
    return Result()


@handles(PutOffSending)
def put_off_sending(unit: Unit, command: PutOffSending) -> Result:
    """Count a try that failed before anything left; what is being sent already is not touched."""
    item = unit.session.get_one(OutboxItem, command.outbox_id, with_for_update=True)
    if item.state == "queued":
        item.attempts += 1
        item.last_error = command.error[:300]
        item.next_try_at = _next_try_at(unit, item)
    return Result()


def _next_try_at(unit: Unit, item: OutboxItem) -> datetime:
    return unit.now + timedelta(minutes=WAIT[max(min(item.attempts, len(WAIT)), 1) - 1])


def _settle_without_case(unit: Unit, item: OutboxItem, outcome: Delivery) -> None:
    """Note how a mail about no case ended: the answer to a form without a name. Source: CT-06."""
    item.state = {Delivery.SENT: "sent", Delivery.UNKNOWN: "unknown"}.get(outcome, "failed")
    item.ended_at = unit.now
    append_audit(
        unit.session, at=unit.now, actor=WORKER.words, action=f"mail_{item.state}", object_=f"outbox:{item.id}"
    )


def _settle_notice(unit: Unit, item: OutboxItem, command: NoteDelivery) -> None:
    """Note that a notice left, or have its reader rung because it did not. Source: TE-12, MI-23."""
    work = CaseWork.load(unit, actor=command.actor, case_id=int(item.case_id or 0))
    notice = unit.session.scalars(select(ContactNotice).where(ContactNotice.outbox_id == item.id)).one_or_none()
    item.state = {Delivery.SENT: "sent", Delivery.UNKNOWN: "unknown"}.get(command.outcome, "failed")
    item.ended_at = unit.now
    if notice is not None and command.outcome is Delivery.SENT:
        note_told(work, notice, at=unit.now, by_id=None)
    elif notice is not None:
        _ring_instead(work, notice, command.outcome)
    work.save()


def _ring_instead(work: CaseWork, notice: ContactNotice, outcome: Delivery) -> None:
    """Have somebody rung whose message did not leave, unless they have answered or the matter is over."""
    what = TROUBLE[outcome]
    work.timeline.say("notice_failed", f"The message to {notice.name} {what}.", by_words=WORKER.words)
    code = work.session.get_one(NoticeRound, notice.round_id).code
    if notice.answered_at is None and (work.case.is_open or code in STILL_TOLD):
        ask_to_call(work, [notice], because=f"The message to them {what}.")


def _settle(unit: Unit, item: OutboxItem, command: NoteDelivery) -> None:
    letter = unit.session.get_one(SealedLetter, item.sealed_letter_id)
    draft = unit.session.get_one(LetterDraft, letter.draft_id)
    work = CaseWork.load(unit, actor=command.actor, case_id=letter.case_id)
    if command.outcome is Delivery.SENT:
        item.state = "sent"
        item.ended_at = unit.now
        letter.delivery = "sent"
        letter.delivered_at = unit.now
        work.timeline.say("letter_sent", f"The letter {_words(letter)} left by email.", letter=letter.id)
    elif command.outcome is Delivery.READY_TO_PRINT:
        item.state = "to_print"
        letter.delivery = "to_print"
        work.session.add(_print_task(work, item, letter, draft))
    else:
        _trouble(work, item, letter, draft, command.outcome)
    work.save()


def _words(letter: SealedLetter) -> str:
    return f"“{letter_catalogue()[letter.code].title}”"


def _print_task(work: CaseWork, item: OutboxItem, letter: SealedLetter, draft: LetterDraft) -> OpenTask:
    """Open the task to print and post, due by the end of the next working day. Source: D-008."""
    due_on = work.clocks.calendar.add_working_days(letter.letter_on, working_days=1)
    task = letter_task(
        work, item, letter, name=f"Print and post: {letter_catalogue()[letter.code].title}", kind="print"
    )
    task.because = f"The letter to {draft.recipient_words} goes by post."
    task.due_on = due_on
    task.due_at = fires_at(due_on)
    return task


def letter_task(work: CaseWork, item: OutboxItem, letter: SealedLetter, *, name: str, kind: str) -> OpenTask:
    """Give a task of the post room: a letter to post, or one that did not arrive."""
    return OpenTask(
        id=f"{kind}-{uuid4().hex[:24]}",
        case_id=work.case.id,
        run_id=None,
        area_id=work.case.area_id,
        kind=kind,
        process_id=work.case.process_id,
        element_id="",
        name=name[:200],
        role=KEEPERS[work.case.process_id][0],
        item="",
        properties={"outbox_id": item.id, "sealed_letter_id": letter.id, "rule": "D-008"},
        opened_at=work.now,
        due_at=FAR_DATE,
        state="open",
    )


def _trouble(work: CaseWork, item: OutboxItem, letter: SealedLetter, draft: LetterDraft, outcome: Delivery) -> None:
    """A letter did not leave, or nobody knows: show it to a person and let its clock run again. Source: D-008."""
    item.state = "unknown" if outcome is Delivery.UNKNOWN else "failed"
    item.ended_at = work.now
    letter.delivery = outcome.value
    what = TROUBLE[outcome]
    work.timeline.say("letter_failed", f"The letter {_words(letter)} to {whom(draft)} {what}.", letter=letter.id)
    reopened = reopen_clocks_of(work, draft, letter)
    task = letter_task(
        work, item, letter, name=f"A letter {what}: {letter_catalogue()[letter.code].title}", kind="delivery"
    )
    task.because = f"The letter to {draft.recipient_words} {what}."
    show_reopened(task, reopened)
    work.session.add(task)
    work.tasks.watch(task)
