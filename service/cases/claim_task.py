"""Take a task, put it back, hand it over. Doing it: complete_task.py. Source: design brief, words we use."""

from dataclasses import dataclass

from service.access import TaskScope, is_candidate, may_do_task, may_hand_over, recognise
from service.cases.case_work import CaseWork
from service.cases.errors import CaseNotFound, NotYours, TaskNotOpen, TaskTakenByOther
from service.cases.handling import handles
from service.cases.unit import Actor, Result, Unit
from service.store.queries.second_looks import NAMED, OF_ASKED, who_did_first
from service.store.queries.sign_in import load_person
from service.store.work import OpenTask


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeTask:
    """Take a task that nobody has taken."""

    actor: Actor
    task_id: str
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PutBackTask:
    """Put a task back for the others."""

    actor: Actor
    task_id: str
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverTask:
    """Hand a task over to another person who can do it; always possible, overdue too."""

    actor: Actor
    task_id: str
    to_person_id: int
    reason: str = ""
    form_key: str | None = None


def task_for_writing(unit: Unit, task_id: str, actor: Actor) -> tuple[CaseWork, OpenTask]:
    """Load an open task with its case, the case first, so that two people cannot both act. Raises TaskNotOpen."""
    try:
        work = CaseWork.load(unit, actor=actor, task_id=task_id)
    except CaseNotFound as err:
        raise TaskNotOpen from err
    return work, work.task(task_id)


def scope_of(task: OpenTask) -> TaskScope:
    """Give what access decides on."""
    return TaskScope(
        case_id=task.case_id,
        area_id=task.area_id,
        role=task.role,
        body_code=task.body_code,
        claimed_by_id=task.claimed_by_id,
    )


def demand_open(task: OpenTask) -> None:
    """Raise TaskNotOpen unless the task can still be done."""
    if task.state != "open":
        raise TaskNotOpen


def demand_other_person(work: CaseWork, task: OpenTask) -> None:
    """Four eyes: raise NotYours for whoever did the step that this task looks at. Source: patterns 12."""
    if _did_first(work, task, work.actor.person_id):
        raise NotYours("You did the step before this one. Someone else must do this.")


def _did_first(work: CaseWork, task: OpenTask, person_id: int | None) -> bool:
    if person_id is None or not (NAMED in task.properties or task.kind in OF_ASKED):
        return False  # most tasks: no look into the table
    return who_did_first(work.session, task.id) == person_id


@handles(TakeTask)
def take_task(unit: Unit, command: TakeTask) -> Result:
    """Take a task; a second person gets a sentence. Source: REL-37."""
    work, task = task_for_writing(unit, command.task_id, command.actor)
    demand_open(task)
    if task.claimed_by_id not in (None, command.actor.person_id):
        raise TaskTakenByOther
    if not (command.actor.signed_in and may_do_task(command.actor.signed_in, scope_of(task))):
        raise NotYours
    demand_other_person(work, task)
    task.claimed_by_id = command.actor.person_id
    task.claimed_at = unit.now
    work.timeline.say("task_taken", f"{command.actor.words} took “{task.name}”.")
    work.save()
    return Result(reference=work.case.reference, said={"task": task.name})


@handles(PutBackTask)
def put_back_task(unit: Unit, command: PutBackTask) -> Result:
    """Put a taken task back."""
    work, task = task_for_writing(unit, command.task_id, command.actor)
    demand_open(task)
    if task.claimed_by_id != command.actor.person_id:
        raise NotYours
    task.claimed_by_id = None
    task.claimed_at = None
    work.timeline.say("task_put_back", f"{command.actor.words} put “{task.name}” back.")
    work.save()
    return Result(reference=work.case.reference, said={"task": task.name})


@handles(HandOverTask)
def hand_over_task(unit: Unit, command: HandOverTask) -> Result:
    """Hand a task to someone else who can do it, with or without a reason."""
    work, task = task_for_writing(unit, command.task_id, command.actor)
    demand_open(task)
    if not (command.actor.signed_in and may_hand_over(command.actor.signed_in, scope_of(task))):
        raise NotYours
    to = load_person(unit.session, person_id=command.to_person_id, today=unit.today)
    if to is None or not is_candidate(recognise(to), scope_of(task)):
        raise NotYours("That person cannot do this task. Choose someone else.")
    if _did_first(work, task, to.person_id):
        raise NotYours("That person did the step before this one. Choose someone else.")
    task.claimed_by_id = to.person_id
    task.claimed_at = unit.now
    because = f", because: {command.reason}" if command.reason else ""
    work.timeline.say("task_handed_over", f"{command.actor.words} handed “{task.name}” over to {to.name}{because}.")
    work.save()
    return Result(reference=work.case.reference, said={"task": task.name, "to": to.name})
