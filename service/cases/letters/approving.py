"""The second person: asking for approval, and sending letters back to their writer. Source: D-008, brief 4."""

from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import select

from letters import letter_catalogue
from service.access import may_approve_letter
from service.cases.case_file import CaseFile
from service.cases.case_work import CaseWork
from service.cases.claim_task import demand_open, task_for_writing
from service.cases.complete_task import demand_mine
from service.cases.errors import AnswersRefused, LetterNotReady, NotYours
from service.cases.fire_timers import catch_up
from service.cases.handling import handles
from service.cases.letters.checking import demand_no_fault
from service.cases.letters.drafting import drafts_of_task
from service.cases.unit import Actor, Result, Unit
from service.store.letters import LetterDraft
from service.store.work import OpenTask

APPROVAL_ROLE = "csp_manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForApproval:
    """Ask a second person to approve the letters of a task."""

    actor: Actor
    task_id: str
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
        name=f"Approve: {task.name[:1].lower()}{task.name[1:]}",
        role=APPROVAL_ROLE,
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


def _approval_task(work: CaseWork, task: OpenTask) -> OpenTask | None:
    return work.session.scalars(
        select(OpenTask)
        .where(OpenTask.case_id == task.case_id, OpenTask.kind == "approval", OpenTask.item == task.id)
        .where(OpenTask.state == "open")
    ).one_or_none()


def demand_sealer(work: CaseWork, task: OpenTask, drafts: list[LetterDraft]) -> None:
    """Raise unless this person may seal: the task's own person, or a second one where the letter says so."""
    if not needs_second_person(drafts):
        demand_mine(work, task)
        return
    _demand_still_open(work, task)
    writers = {draft.written_by_id for draft in drafts}
    actor = work.actor
    who = actor.signed_in
    if who is None or not all(may_approve_letter(who, area_id=task.area_id, written_by_id=by) for by in writers):
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
