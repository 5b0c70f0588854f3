"""What people do with letters: add own words, ask for approval, approve and seal, send back. Source: D-008, brief 4."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import select

from letters import count_words, letter_catalogue
from service.access import may_approve_letter
from service.cases.case_file import CaseFile
from service.cases.case_work import CaseWork
from service.cases.claim_task import demand_open, task_for_writing
from service.cases.complete_task import demand_mine, finish_task, form_of, keep_draft, read_answers
from service.cases.errors import AnswersRefused, LetterNotReady, NotYours
from service.cases.fire_timers import catch_up
from service.cases.handling import handles
from service.cases.letters.checking import demand_no_fault
from service.cases.letters.drafting import draft_for_task, drafts_of_task
from service.cases.letters.promises import note_promises
from service.cases.letters.sealing import seal
from service.cases.unit import Actor, Result, Unit
from service.store.letters import LetterDraft
from service.store.work import OpenTask, TaskAnswer
from workflows import Answers

APPROVAL_ROLE = "csp_manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveOwnWords:
    """Keep the writer's own words in the marked fields of one letter."""

    actor: Actor
    task_id: str
    draft_id: int
    own_words: Mapping[str, str]
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareLetters:
    """Answer the questions of a letters task; its letters are drafted anew from the answers."""

    actor: Actor
    task_id: str
    posted: Mapping[str, list[str]]
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForApproval:
    """Ask a second person to approve the letters of a task."""

    actor: Actor
    task_id: str
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SealLetters:
    """Approve, seal and send the letters of a task; the case goes on in the same step."""

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


@handles(PrepareLetters)
def prepare_letters(unit: Unit, command: PrepareLetters) -> Result:
    """Check and keep the answers, then draft the letters they call for. Raises AnswersRefused."""
    work, task = task_for_writing(unit, command.task_id, command.actor)
    demand_mine(work, task)
    answers = read_answers(work, task, command.posted)
    keep_draft(work, task, command.posted, typed=dict(answers.values) if answers else {})
    work.session.flush()
    work.tasks.withdraw_drafts(task.id)
    draft_for_task(work, task)
    work.save()
    return Result(reference=work.case.reference, where=task.id)


def _prepared_answers(work: CaseWork, task: OpenTask) -> Answers | None:
    """Give the answers that were checked when the letters were prepared. Raises LetterNotReady."""
    if form_of(work, task) is None:
        return None
    row = work.session.scalars(
        select(TaskAnswer).where(TaskAnswer.task_id == task.id, TaskAnswer.is_draft.is_(True))
    ).first()
    if row is None or row.answers.get("typed") is None:
        raise LetterNotReady("Answer the questions first. The letter is written from your answers.")
    return read_answers(work, task, row.answers["posted"])


@handles(SaveOwnWords)
def save_own_words(unit: Unit, command: SaveOwnWords) -> Result:
    """Keep own words within their limit. Raises AnswersRefused with a sentence at the field."""
    work, task = task_for_writing(unit, command.task_id, command.actor)
    demand_mine(work, task)
    draft = _draft(work, task, command.draft_id)
    problems = _own_words_problems(draft.code, command.own_words)
    if problems:
        raise AnswersRefused(problems)
    known = {place.name for place in letter_catalogue()[draft.code].own_words}
    draft.own_words = {name: words for name, words in command.own_words.items() if words.strip() and name in known}
    draft.state = "draft"
    draft.written_by_id = command.actor.person_id
    return Result(reference=work.case.reference, where=str(draft.id))


def _own_words_problems(code: str, given: Mapping[str, str]) -> dict[str, str]:
    """Give a sentence for each marked field that is too long. Source: brief 4."""
    most = {place.name: place.max_words for place in letter_catalogue()[code].own_words}
    counts = {name: count_words(words) for name, words in given.items()}
    return {
        name: f"Shorten your own words to {most[name]} words. You have {count}."
        for name, count in counts.items()
        if name in most and count > most[name]
    }


def _draft(work: CaseWork, task: OpenTask, draft_id: int) -> LetterDraft:
    for draft in drafts_of_task(work, task.id):
        if draft.id == draft_id and draft.state != "sealed":
            return draft
    raise LetterNotReady("This letter is sealed or was withdrawn. It cannot change any more.")


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


@handles(SealLetters)
def seal_letters(unit: Unit, command: SealLetters) -> Result:
    """Seal and queue every letter of the task and let the case go on. Raises LetterNotReady, NotYours."""
    work, task = task_for_writing(unit, command.task_id, command.actor)
    drafts = [draft for draft in drafts_of_task(work, task.id) if draft.state != "sealed"]
    _demand_sealer(work, task, drafts)
    answers = _prepared_answers(work, task)
    demand_no_fault(CaseFile.of(work), drafts)
    sealed = [seal(work, draft, seen=command.seen.get(draft.id, "")) for draft in drafts]
    _end_approval(work, task)
    _note_statutory_dates(work, [draft.code for draft in drafts])
    finish_task(work, task, answers, extra={"sent": True})
    note_promises(work, drafts)
    work.save()
    return Result(reference=work.case.reference, said={"task": task.name, "letters": str(len(sealed))})


def _demand_sealer(work: CaseWork, task: OpenTask, drafts: list[LetterDraft]) -> None:
    """Raise unless this person may seal: the task's own person, or a second one where the letter says so."""
    if not needs_second_person(drafts):
        demand_mine(work, task)
        return
    demand_still_open(work, task)
    writers = {draft.written_by_id for draft in drafts}
    actor = work.actor
    who = actor.signed_in
    if who is None or not all(may_approve_letter(who, area_id=task.area_id, written_by_id=by) for by in writers):
        raise NotYours("Someone else must approve this letter: not the person who wrote it.")
    if any(draft.state != "waiting" for draft in drafts):
        raise LetterNotReady("The writer has not asked for approval yet.")


def demand_still_open(work: CaseWork, task: OpenTask) -> None:
    """Catch up overdue clocks and raise TaskNotOpen if the task is gone."""
    if task.state == "open":
        catch_up(work)
    demand_open(task)


def _end_approval(work: CaseWork, task: OpenTask) -> None:
    approval = _approval_task(work, task)
    if approval is not None:
        approval.state = "done"
        approval.ended_at = work.now
        approval.ended_by_id = work.actor.person_id


def _note_statutory_dates(work: CaseWork, codes: list[str]) -> None:
    """Keep the refusal letter's date as a column for the annual counts. Source: RP-01."""
    if "L-CT-08" in codes:
        work.case.refusal_letter_on = work.unit.today


@handles(SendBackLetters)
def send_back_letters(unit: Unit, command: SendBackLetters) -> Result:
    """Give the letters back to their writer with what to change."""
    work, task = task_for_writing(unit, command.task_id, command.actor)
    if not command.words.strip():
        raise AnswersRefused({"words": "Enter what to change"})
    drafts = [draft for draft in drafts_of_task(work, task.id) if draft.state == "waiting"]
    _demand_sealer(work, task, drafts)
    for draft in drafts:
        draft.state = "draft"
        draft.sent_back_words = command.words[:2000]
    _end_approval(work, task)
    work.timeline.say("letter_sent_back", f"{command.actor.words} sent “{task.name}” back: {command.words}")
    work.save()
    return Result(reference=work.case.reference, said={"task": task.name})
