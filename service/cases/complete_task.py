"""Answers in, next step out. What an answer means for the record: effects/. Source: D-006, CM-13."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete

from service.access import may_do_task
from service.cases.case_work import CaseWork
from service.cases.claim_task import demand_other_person, scope_of, task_for_writing
from service.cases.effects import apply_effect
from service.cases.errors import AnswersRefused, NotYours, TaskNotOpen, TaskTakenByOther
from service.cases.fire_timers import catch_up
from service.cases.handling import handles
from service.cases.unit import Actor, Result, Unit
from service.store.people import Person
from service.store.queries.record_lists import lists_for_form
from service.store.work import OpenTask, TaskAnswer
from workflows import Answers, FieldErrors, FormContext, QuestionForm, Run, clock_time, validate_answers

Posted = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteTask:
    """Answer a task's questions and let the case go on."""

    actor: Actor
    task_id: str
    posted: Posted
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveTaskDraft:
    """Keep what was typed so far; nothing is checked and nothing goes on."""

    actor: Actor
    task_id: str
    posted: Posted
    form_key: str | None = None


@handles(CompleteTask)
def complete_task(unit: Unit, command: CompleteTask) -> Result:
    """Check the answers, write them down, and take the step. Raises AnswersRefused, TaskNotOpen, NotYours."""
    work, task = task_for_writing(unit, command.task_id, command.actor)
    demand_mine(work, task)
    answers = read_answers(work, task, command.posted)
    finish_task(work, task, answers)
    work.save()
    return Result(reference=work.case.reference, said={"task": task.name})


@handles(SaveTaskDraft)
def save_task_draft(unit: Unit, command: SaveTaskDraft) -> Result:
    """Keep the draft of one person's answers to one task, and take the task: nobody else answers it meanwhile."""
    work, task = task_for_writing(unit, command.task_id, command.actor)
    demand_mine(work, task)
    if task.claimed_by_id is None:
        task.claimed_by_id = command.actor.person_id
        task.claimed_at = unit.now
    keep_draft(work, task, command.posted, typed=None)
    return Result(reference=work.case.reference, said={"task": task.name})


def demand_mine(work: CaseWork, task: OpenTask) -> None:
    """Catch up overdue clocks, then raise unless this person may do this open task now. Source: P-05."""
    if task.state == "open":
        catch_up(work)
    if task.state != "open":
        who = work.session.get(Person, task.ended_by_id) if task.ended_by_id else None
        raise TaskNotOpen(answered_by=who.name if who else "", at_words=clock_time(task.ended_at or work.now))
    actor = work.actor
    if actor.signed_in is None or not may_do_task(actor.signed_in, scope_of(task)):
        raise NotYours
    if task.claimed_by_id not in (None, actor.person_id):
        raise TaskTakenByOther
    demand_other_person(work, task)


def read_answers(work: CaseWork, task: OpenTask, posted: Posted) -> Answers | None:
    """Turn what was posted into typed answers. Raises AnswersRefused with a sentence for each field."""
    form = form_of(work, task)
    if form is None:
        return None
    lists = lists_for_form(work.session, work.case, form, item=task.item)
    read = validate_answers(form, posted, context=FormContext(today=work.unit.today, lists=lists))
    if isinstance(read, FieldErrors):
        raise AnswersRefused({error.name: error.message for error in read.errors})
    return read


def form_of(work: CaseWork, task: OpenTask) -> QuestionForm | None:
    """Give the questions of a task in the version this case runs on."""
    return work.procedure.form(task.process_id, task.element_id)


def finish_task(
    work: CaseWork, task: OpenTask, answers: Answers | None, *, extra: Mapping[str, Any] | None = None
) -> None:
    """Write the answers down, change the record as they say, and let the engine go on."""
    typed: Mapping[str, Any] = answers.values if answers else {}
    facts = {**(answers.facts() if answers else {}), **apply_effect(work, task, typed), **(extra or {})}
    _keep(work, task, dict(typed), is_draft=False)
    task.state = "done"
    task.ended_at = work.now
    task.ended_by_id = work.actor.person_id
    work.because = f"{work.actor.words} finished “{task.name}”."
    work.timeline.say("task_done", f"{work.actor.words} finished “{task.name}”.", element=task.element_id)
    work.timeline.audit("task_completed", element=task.element_id, task=task.id)
    work.session.flush()  # letters drafted in the step read these answers
    _go_on(work, task, facts)


def _go_on(work: CaseWork, task: OpenTask, facts: Mapping[str, Any]) -> None:
    if task.run_id is None:
        return

    def act(run: Run) -> None:
        run.complete_task(task.id, facts)

    work.step(work.runs[task.run_id], act)
    work.deliver_inbox()


def keep_draft(work: CaseWork, task: OpenTask, posted: Posted, *, typed: dict[str, Any] | None) -> None:
    """Keep what was typed, and what it means once it was checked, in the place of an earlier draft."""
    as_posted = {name: list(given) for name, given in posted.items()}
    _keep(work, task, {"posted": as_posted, "typed": typed}, is_draft=True)


def _keep(work: CaseWork, task: OpenTask, answers: dict[str, Any], *, is_draft: bool) -> None:
    if task.has_draft:
        work.session.execute(delete(TaskAnswer).where(TaskAnswer.task_id == task.id, TaskAnswer.is_draft.is_(True)))
    task.has_draft = is_draft
    work.session.add(
        TaskAnswer(
            case_id=task.case_id,
            task_id=task.id,
            element_id=task.element_id,
            item=task.item,
            answers=answers,
            is_draft=is_draft,
            by_id=work.actor.person_id,
            at=work.now,
        )
    )
