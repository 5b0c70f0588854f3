"""A chair who is found not to be independent is replaced: what they decided is void, no clock moves. Source: CT-53."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from service.cases.acts.corrections import keeper_work
from service.cases.case_work import CaseWork
from service.cases.effects.review import appoint, chair_check
from service.cases.errors import AnswersRefused
from service.cases.handling import handles
from service.cases.text_rules import is_blank
from service.cases.unit import Actor, Result, Unit
from service.store.letters import SealedLetter
from service.store.people import Person
from service.store.record import Appointment, Decision, Meeting, Recommendation
from service.store.work import OpenTask

OUTCOME = "L-CT-13"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceChair:
    """Appoint another chair in the place of one who is not independent."""

    actor: Actor
    case_id: int
    chair_id: int
    declared_on: date | None
    reason: str
    form_key: str | None = None


@handles(ReplaceChair)
def replace_chair(unit: Unit, command: ReplaceChair) -> Result:
    """End the appointment, void what was decided under it, and have the meeting held anew. Raises AnswersRefused."""
    work = keeper_work(unit, command.case_id, command.actor)
    old = _present_chair(work)
    _demand_right(work, command, old)
    void = _void_meetings(work)
    old.ended_at = unit.now
    old.ended_because = command.reason[:300]
    check = chair_check(work, command.chair_id, declares_involvement=False)
    appoint(work, command.chair_id, "review_chair", check, {"declared_on": str(command.declared_on)})
    _free_tasks(work, old.person_id)
    _decided(work, command, old, void)
    who = unit.session.get_one(Person, old.person_id).name
    work.timeline.say(
        "chair_replaced",
        f"{command.actor.words} replaced {who} as chair. Because: {command.reason}"[:900]
        + (" What the meeting decided is void; it is held again." if void else ""),
    )
    work.timeline.audit("chair_replaced", person=old.person_id)
    if void:
        work.open_run("hold_review_meeting", key=f"hold_review_meeting:{unit.now.isoformat()}", facts={})
    work.save()
    return Result(reference=work.case.reference)


def _present_chair(work: CaseWork) -> Appointment:
    row = work.session.scalars(
        select(Appointment).where(
            Appointment.case_id == work.case.id,
            Appointment.role == "review_chair",
            Appointment.ended_at.is_(None),
        )
    ).first()
    if row is None:
        raise AnswersRefused({"chair": "This case has no chair yet. Use the task “Appoint the chair”."})
    return row


def _demand_right(work: CaseWork, command: ReplaceChair, old: Appointment) -> None:
    problems = {}
    blocks = chair_check(work, command.chair_id, declares_involvement=False).blocks
    if command.chair_id == old.person_id:
        problems["chair"] = "Select somebody else than the chair now"
    elif blocks:
        problems["chair"] = f"{blocks[0]} Choose someone else."
    if command.declared_on is None or command.declared_on > work.unit.today:
        problems["declared_on"] = "The date of the declaration must be today or in the past"
    if is_blank(command.reason):
        problems["reason"] = "Enter why the chair is not independent"
    told = work.session.scalars(
        select(SealedLetter.id).where(SealedLetter.case_id == work.case.id, SealedLetter.code == OUTCOME).limit(1)
    ).first()
    if told is not None:
        problems["chair"] = "The outcome letter has gone. What was decided can only be appealed now."
    if problems:
        raise AnswersRefused(problems)


def _void_meetings(work: CaseWork) -> list[Meeting]:
    """Mark the meetings that decided something as void; what they recommended goes with them."""
    found = work.session.scalars(
        select(Meeting).where(Meeting.case_id == work.case.id, Meeting.is_void.is_(False), Meeting.decision != "")
    )
    void = list(found)
    for meeting in void:
        meeting.is_void = True
    if void:
        work.case.review_held_on = None
        work.case.recommendations_on = None
    return void


def _decided(work: CaseWork, command: ReplaceChair, old: Appointment, void: list[Meeting]) -> None:
    """Keep the decision, and with it the words of recommendations that are void now."""
    rows = list(
        work.session.scalars(
            select(Recommendation).where(Recommendation.meeting_id.in_([meeting.id for meeting in void]))
        )
    )
    work.session.add(
        Decision(
            case_id=work.case.id,
            code="chair_replaced",
            question="Is the chair independent?",
            answer="no",
            reasons=command.reason,
            inputs={
                "earlier_chair": old.person_id,
                "chair": command.chair_id,
                "void_meetings": [meeting.number for meeting in void],
                "void_recommendations": [{"body": row.body_code, "text": row.text} for row in rows],
            },
            rule="CT-53",
            area_rules_version=work.rules_version,
            by_id=work.actor.person_id,
            role="spoc",
            at=work.now,
        )
    )
    for row in rows:
        work.session.delete(row)


def _free_tasks(work: CaseWork, person_id: int) -> None:
    """Tasks of the chair that the earlier one had taken are free for the new one."""
    rows = select(OpenTask).where(
        OpenTask.case_id == work.case.id, OpenTask.state == "open", OpenTask.role == "review_chair"
    )
    for task in work.session.scalars(rows.where(OpenTask.claimed_by_id == person_id)):
        task.claimed_by_id = None
        task.claimed_at = None
