"""The second person: asking for approval, approving for later, sending back. Source: D-008, D-041, brief 4."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from sqlalchemy import select

from letters import LetterError, letter_catalogue
from service.access import SECOND_PERSONS, may_approve_letter
from service.cases.case_file import CaseFile
from service.cases.case_work import CaseWork
from service.cases.claim_task import demand_open, task_for_writing
from service.cases.complete_task import demand_mine
from service.cases.errors import AnswersRefused, LetterNotReady, NotYours
from service.cases.fire_timers import catch_up
from service.cases.handling import handles
from service.cases.letters.checking import demand_no_fault
from service.cases.letters.drafting import drafts_of_task
from service.cases.letters.sealing import fingerprint, render_draft
from service.cases.unit import Actor, Result, Unit
from service.store.letters import LetterDraft
from service.store.work import OpenTask
from workflows import long_date

CHANGED = "The case changed after you opened this letter. Look at the new letter."
ASK_AGAIN = "The case changed after this letter was approved. Ask for approval again."


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForApproval:
    """Ask a second person to approve the letters of a task."""

    actor: Actor
    task_id: str
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveLetters:
    """Approve the letters of a task and leave it to their writer to send them."""

    actor: Actor
    task_id: str
    seen: Mapping[int, str]  # draft id -> fingerprint of what was looked at
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendBackLetters:
    """Do not approve: send the letters back to the writer and say what to change."""

    actor: Actor
    task_id: str
    words: str
    form_key: str | None = None


def needs_second_person(drafts: list[LetterDraft]) -> bool:
    """Tell whether any of these letters needs someone else's approval. Source: domain D."""
    return any(letter_catalogue()[draft.code].needs_approval for draft in drafts)


@handles(AskForApproval)
def ask_for_approval(unit: Unit, command: AskForApproval) -> Result:
    """Mark the letters as waiting and open a task for those who may approve."""
    work, task = task_for_writing(unit, command.task_id, command.actor)
    demand_mine(work, task)
    drafts = [draft for draft in drafts_of_task(work, task.id) if draft.state != "sealed"]
    demand_no_fault(CaseFile.of(work), drafts)
    for draft in drafts:
        draft.state = "waiting"
        draft.written_by_id = command.actor.person_id
        draft.asked_at = unit.now
        draft.approved_by_id, draft.approved_at, draft.approved_mark = None, None, ""
    if _approval_task(work, task) is None:
        work.session.add(_new_approval_task(work, task))
    work.timeline.say("approval_asked", f"{command.actor.words} asked for approval of “{task.name}”.")
    work.save()
    return Result(reference=work.case.reference, said={"task": task.name})


def _new_approval_task(work: CaseWork, task: OpenTask) -> OpenTask:
    return OpenTask(
        id=f"approve-{uuid4().hex[:24]}",
        case_id=task.case_id,
        run_id=None,
        area_id=task.area_id,
        kind="approval",
        process_id=task.process_id,
        element_id=task.element_id,
        name=_approve(task.name),
        role=SECOND_PERSONS[work.case.process_id][0],
        item=task.id,
        properties={"letters_of": task.id, "rule": str(task.properties.get("rule") or "")},
        because=f"{work.actor.words} wrote the letter and asks for your approval.",
        opened_at=work.now,
        clock=task.clock,
        deadline_id=task.deadline_id,
        due_on=task.due_on,
        due_at=task.due_at,
        state="open",
    )


def _approve(name: str) -> str:
    """Give "Approve: the decision" for "Write: the decision"."""
    words = name.removeprefix("Write: ")
    return f"Approve: {words[:1].lower()}{words[1:]}"


def _approval_task(work: CaseWork, task: OpenTask) -> OpenTask | None:
    return work.session.scalars(
        select(OpenTask)
        .where(OpenTask.case_id == task.case_id, OpenTask.kind == "approval", OpenTask.item == task.id)
        .where(OpenTask.state == "open")
    ).one_or_none()


@handles(ApproveLetters)
def approve_letters(unit: Unit, command: ApproveLetters) -> Result:
    """Keep the approval and what was approved; nothing is sealed, dated or promised. Source: D-041.

    Raises LetterNotReady if a letter changed after it was looked at, NotYours for its writer.
    """
    work, task = task_for_writing(unit, command.task_id, command.actor)
    drafts = [draft for draft in drafts_of_task(work, task.id) if draft.state != "sealed"]
    _demand_approver(work, task, drafts)
    file = CaseFile.of(work)
    demand_no_fault(file, drafts)
    for draft in drafts:
        if fingerprint(render_draft(file, draft)) != command.seen.get(draft.id):
            raise LetterNotReady(CHANGED)
        draft.state = "approved"
        draft.approved_by_id = command.actor.person_id
        draft.approved_at = unit.now
        draft.approved_mark = _mark(file, draft)
    end_approval(work, task)
    _give_to_writer(work, task, drafts)
    approved = f"{command.actor.words} approved “{task.name}” on {long_date(unit.today)}"
    task.because = f"{approved}, to be sent later."
    work.timeline.say("letter_approved", f"{approved}. Nothing is sent yet.")
    work.timeline.audit("letters_approved", task=task.id, marks=[draft.approved_mark for draft in drafts])
    work.save()
    return Result(reference=work.case.reference, said={"task": task.name})


def _give_to_writer(work: CaseWork, task: OpenTask, drafts: Sequence[LetterDraft]) -> None:
    """Put a task that nobody has taken on its writer's list: the letter is theirs to send."""
    if task.claimed_by_id is None:
        task.claimed_by_id = drafts[0].written_by_id
        task.claimed_at = work.now


def _mark(file: CaseFile, draft: LetterDraft) -> str:
    """Give the hash of what is approved: the letter as it reads on the file's day, and where it goes."""
    letter = render_draft(file, draft)
    return hashlib.sha256(f"{letter.html}\n{draft.channel}\n{draft.email}".encode()).hexdigest()


def is_still_approved(file: CaseFile, drafts: Sequence[LetterDraft]) -> bool:
    """Tell whether these letters would still read, on the day of their approval, as they were approved.

    Only the days since may differ: the letter's own date and what it counts from that. Source: D-041.
    """
    return bool(drafts) and all(_is_as_approved(file, draft) for draft in drafts)


def _is_as_approved(file: CaseFile, draft: LetterDraft) -> bool:
    if draft.state != "approved" or draft.approved_at is None:
        return False
    try:
        return _mark(replace(file, now=draft.approved_at, memo={}), draft) == draft.approved_mark
    except LetterError:
        return False


def demand_sealer(work: CaseWork, task: OpenTask, drafts: list[LetterDraft]) -> None:
    """Raise unless this person may seal: the task's own person, or a second one where the letter says so.

    What a second person approved for later, the task's own person sends: if the case still is as approved.
    """
    if not needs_second_person(drafts):
        demand_mine(work, task)
    elif all(draft.state == "approved" for draft in drafts):
        demand_mine(work, task)
        if not is_still_approved(CaseFile.of(work), drafts):
            raise LetterNotReady(ASK_AGAIN)
    else:
        _demand_approver(work, task, drafts)


def _demand_approver(work: CaseWork, task: OpenTask, drafts: list[LetterDraft]) -> None:
    """Raise unless approval was asked for and this person may give it."""
    _demand_still_open(work, task)
    writers = {draft.written_by_id for draft in drafts}
    actor = work.actor
    who = actor.signed_in
    process_id = work.case.process_id
    if who is None or not all(
        may_approve_letter(who, area_id=task.area_id, written_by_id=by, process_id=process_id) for by in writers
    ):
        raise NotYours("Someone else must approve this letter: not the person who wrote it.")
    if any(draft.state != "waiting" for draft in drafts):
        raise LetterNotReady("The writer has not asked for approval yet.")


def _demand_still_open(work: CaseWork, task: OpenTask) -> None:
    """Catch up overdue clocks and raise TaskNotOpen if the task is gone."""
    if task.state == "open":
        catch_up(work)
    demand_open(task)


def end_approval(work: CaseWork, task: OpenTask) -> None:
    """End the task of those who may approve: it was answered."""
    approval = _approval_task(work, task)
    if approval is not None:
        approval.state = "done"
        approval.ended_at = work.now
        approval.ended_by_id = work.actor.person_id


@handles(SendBackLetters)
def send_back_letters(unit: Unit, command: SendBackLetters) -> Result:
    """Give the letters back to their writer with what to change."""
    work, task = task_for_writing(unit, command.task_id, command.actor)
    if not command.words.strip():
        raise AnswersRefused({"words": "Enter what to change"})
    drafts = [draft for draft in drafts_of_task(work, task.id) if draft.state == "waiting"]
    demand_sealer(work, task, drafts)
    for draft in drafts:
        draft.state = "draft"
        draft.sent_back_words = command.words[:2000]
    end_approval(work, task)
    work.timeline.say("letter_sent_back", f"{command.actor.words} sent “{task.name}” back: {command.words}")
    work.save()
    return Result(reference=work.case.reference, said={"task": task.name})
