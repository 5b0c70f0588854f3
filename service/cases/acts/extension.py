"""More time for a clock: asked with a reason, approved by someone else, told to the applicant. Source: CM-09, CT-38."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from service.access import may_do_task
from service.cases.acts.withdrawal import open_case_work
from service.cases.claim_task import demand_open, scope_of, task_for_writing
from service.cases.errors import AnswersRefused, NotYours
from service.cases.handling import handles
from service.cases.unit import Actor, Result, Unit
from service.store.record import Decision
from service.store.work import OpenTask
from workflows import FAR_DATE, long_date

EXTENSION_CLOCKS = ("ct_review_meeting", "ct_review_outcome")  # both run to the same limit (CT-34, CT-45)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForExtension:
    """Ask for a later limit of a running clock."""

    actor: Actor
    case_id: int
    clock: str
    new_limit_on: date
    reason: str
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideExtension:
    """Approve or refuse an extension; never the one who asked."""

    actor: Actor
    task_id: str
    approve: bool
    words: str = ""
    form_key: str | None = None


@handles(AskForExtension)
def ask_for_extension(unit: Unit, command: AskForExtension) -> Result:
    """Open the approval task for whom the area named; the clock does not move yet."""
    work = open_case_work(unit, command.case_id, command.actor)
    row = work.clocks.running.get((command.clock, None))
    problems = {}
    if row is None:
        problems["clock"] = "Select a clock that runs"
    elif command.new_limit_on <= row.limit_on:
        problems["new_limit_on"] = f"The new date must be after {long_date(row.limit_on)}, the limit now"
    if not command.reason.strip():
        problems["reason"] = "Enter why more time is needed. The applicant reads this."
    if problems or row is None:
        raise AnswersRefused(problems)
    unit.session.add(
        OpenTask(
            id=f"extension-{uuid4().hex[:24]}",
            case_id=work.case.id,
            run_id=None,
            area_id=work.case.area_id,
            kind="extension",
            process_id=work.case.process_id,
            element_id="",
            name=f"Approve more time: {row.title[:1].lower()}{row.title[1:]}",
            role=work.rules.extension_approvers[0],
            item="",
            properties={
                "clock": command.clock,
                "new_limit_on": command.new_limit_on.isoformat(),
                "reason": command.reason,
                "asked_by_id": command.actor.person_id,
                "rule": "CM-09",
            },
            because=f"{command.actor.words} asks for a later limit: {long_date(command.new_limit_on)}.",
            opened_at=unit.now,
            clock=command.clock,
            deadline_id=row.id,
            due_on=row.limit_on,
            due_at=row.limit_at or FAR_DATE,
            state="open",
        )
    )
    work.timeline.say("extension_asked", f"{command.actor.words} asked for more time: {command.reason}")
    work.save()
    return Result(reference=work.case.reference)


@handles(DecideExtension)
def decide_extension(unit: Unit, command: DecideExtension) -> Result:
    """Move the clock, keep who approved it and why, and have the letter drafted. Source: CM-09, CM-13."""
    work, task = task_for_writing(unit, command.task_id, command.actor)
    demand_open(task)
    who = command.actor.signed_in
    if who is None or not may_do_task(who, scope_of(task)) or who.person_id == task.properties["asked_by_id"]:
        raise NotYours("Someone else must approve this: not the person who asked.")
    task.state = "done"
    task.ended_at = unit.now
    task.ended_by_id = command.actor.person_id
    new_limit_on = date.fromisoformat(task.properties["new_limit_on"])
    reason = str(task.properties["reason"])
    unit.session.add(
        Decision(
            case_id=work.case.id,
            code="extension",
            question=task.name,
            answer="approved" if command.approve else "refused",
            reasons=command.words or reason,
            inputs={"clock": task.properties["clock"], "new_limit_on": task.properties["new_limit_on"]},
            rule="CM-09",
            area_rules_version=work.rules_version,
            by_id=command.actor.person_id,
            role=task.role,
            at=unit.now,
        )
    )
    if command.approve:
        for clock in EXTENSION_CLOCKS if task.properties["clock"] in EXTENSION_CLOCKS else (task.properties["clock"],):
            row = work.clocks.running.get((clock, None))
            if row is not None and row.limit_on < new_limit_on:
                work.clocks.extend(row, limit_on=new_limit_on, reason=reason, approved_by_id=command.actor.person_id)
        work.timeline.say(
            "extended", f"{command.actor.words} approved a new limit, {long_date(new_limit_on)}: {reason}"
        )
        work.receive("extension_approved", {})
    else:
        work.timeline.say("extension_refused", f"{command.actor.words} refused more time: {command.words}")
    work.save()
    return Result(reference=work.case.reference)
