"""What people do with letters: write them from answers, add own words, seal and send. Source: D-008, brief 4."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from letters import count_words, letter_catalogue
from service.cases.case_file import CaseFile
from service.cases.case_work import CaseWork
from service.cases.claim_task import task_for_writing
from service.cases.complete_task import demand_mine, finish_task, form_of, keep_draft, read_answers
from service.cases.errors import AnswersRefused, LetterNotReady
from service.cases.handling import handles
from service.cases.letters.approving import demand_sealer, end_approval
from service.cases.letters.checking import demand_no_fault
from service.cases.letters.drafting import draft_for_task, drafts_of_task
from service.cases.letters.promises import note_promises
from service.cases.letters.sealing import seal
from service.cases.unit import Actor, Result, Unit
from service.store.letters import LetterDraft
from service.store.work import OpenTask, TaskAnswer
from workflows import Answers


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
class SealLetters:
    """Approve, seal and send the letters of a task; the case goes on in the same step."""

    actor: Actor
    task_id: str
    seen: Mapping[int, str]  # draft id -> fingerprint of what was looked at
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
    draft.state = "draft"  # an approval was for other words
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


@handles(SealLetters)
def seal_letters(unit: Unit, command: SealLetters) -> Result:
    """Seal and queue every letter of the task and let the case go on. Raises LetterNotReady, NotYours."""
    work, task = task_for_writing(unit, command.task_id, command.actor)
    drafts = [draft for draft in drafts_of_task(work, task.id) if draft.state != "sealed"]
    demand_sealer(work, task, drafts)
    answers = _prepared_answers(work, task)
    demand_no_fault(CaseFile.of(work), drafts)
    sealed = [seal(work, draft, seen=command.seen.get(draft.id, "")) for draft in drafts]
    end_approval(work, task)
    _note_statutory_dates(work, [draft.code for draft in drafts])
    finish_task(work, task, answers, extra={"sent": True})
    note_promises(work, drafts)
    work.save()
    return Result(reference=work.case.reference, said={"task": task.name, "letters": str(len(sealed))})


def _note_statutory_dates(work: CaseWork, codes: list[str]) -> None:
    """Keep the refusal letter's date as a column for the annual counts. Source: RP-01."""
    if "L-CT-08" in codes:
        work.case.refusal_letter_on = work.unit.today
