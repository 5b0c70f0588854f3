"""What the tasks of a racial incident write down: both limbs, the declaration, debrief, outcome. MI-05 to MI-26."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from service.cases.effects.registry import Typed, day, decided, demand_not_future, effect, words
from service.cases.errors import AnswersRefused
from service.cases.moments import noon_of
from service.cases.rounds.acting import note_acted
from service.cases.rounds.calls import forget_calls
from service.store.record import RacialIncident
from service.store.work import OpenTask
from workflows import LONDON, local_date
from workflows.rules.incident import (
    IncidentAnswer,
    LimbAnswer,
    TwoLimbs,
    decide_incident,
    is_treated_as_racial,
    must_explain_debrief,
)

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

LONGEST = 2000
STATUS = {
    IncidentAnswer.MAJOR: "declared",
    IncidentAnswer.POTENTIAL: "potential",
    IncidentAnswer.NOT_MAJOR: "not_major",
}


def incident_of(work: "CaseWork") -> RacialIncident:
    """Give the incident that this case is."""
    return work.session.get_one(RacialIncident, work.case.id)


@effect("Task_MakeFirstEnquiries")
def make_enquiries(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Keep whether anybody sees it as racial: who reported it, the victim, anyone else. Source: MI-04, MI-07."""
    del task
    incident = incident_of(work)
    incident.is_perceived = bool(answers.get("perceived")) or bool(incident.is_perceived)


@effect("Task_DecideMajorIncident", "Task_DecideAgain")
def decide_major(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Take the decision on both limbs; a declaration is the start of every clock. Source: MI-01, MI-05 to MI-09."""
    incident = incident_of(work)
    limbs = TwoLimbs(
        prejudice=LimbAnswer(is_met=bool(answers.get("aggravated")), reasons=words(answers.get("aggravated_because"))),
        disorder=LimbAnswer(is_met=bool(answers.get("disorder")), reasons=words(answers.get("disorder_because"))),
    )
    answer = IncidentAnswer(words(answers.get("answer")))
    found = decide_incident(answer, limbs)
    if found.faults:
        raise AnswersRefused({"answer": found.faults[0]})
    _demand_perception(work, incident, officer_agrees=limbs.prejudice.is_met)
    at = _decided_at(work, incident, answers)
    incident.is_aggravated, incident.aggravated_because = limbs.prejudice.is_met, limbs.prejudice.reasons[:LONGEST]
    incident.is_disorder_likely, incident.disorder_because = limbs.disorder.is_met, limbs.disorder.reasons[:LONGEST]
    incident.steps = words(answers.get("steps"))[:LONGEST]
    incident.status = STATUS[answer]
    incident.decided_at, incident.decided_by_id = at, work.actor.person_id
    if answer is IncidentAnswer.MAJOR:
        incident.declared_at = at
    forget_calls(work)  # whoever was still to be warned hears this decision instead
    reasons = f"{incident.aggravated_because} {incident.disorder_because}"
    inputs = {"aggravated": limbs.prejudice.is_met, "disorder": limbs.disorder.is_met}
    decided(work, task, code="incident", answer=answer.value, reasons=reasons, inputs=inputs)


def _demand_perception(work: "CaseWork", incident: RacialIncident, *, officer_agrees: bool) -> None:
    """Refuse to see no prejudice where somebody does, if the area goes by their view. Source: MI-07."""
    is_racial = is_treated_as_racial(
        is_perceived=bool(incident.is_perceived), officer_agrees=officer_agrees, settings=work.rules.incident
    )
    if is_racial and not officer_agrees:
        raise AnswersRefused({"aggravated": "Somebody sees it as racial, and that counts here. Select yes"})


def _decided_at(work: "CaseWork", incident: RacialIncident, answers: Typed) -> datetime:
    """Give when it was decided: now, or the time typed. It lies between what came before and now. Source: MI-05."""
    if not answers.get("decided_before"):
        return work.now
    on, at = day(answers.get("decided_on")) or date.min, time.fromisoformat(words(answers.get("decided_at")))
    instant = datetime.combine(on, at, LONDON)
    if instant > work.now:
        raise AnswersRefused({"decided_at": "The time of the decision must be now or in the past"})
    if instant < incident.reported_at:
        raise AnswersRefused({"decided_at": "The decision cannot come before the report"})
    if incident.decided_at is not None and instant < incident.decided_at:
        raise AnswersRefused({"decided_at": "This decision cannot come before the last one"})
    return instant


@effect("Task_TellPartners", "Task_TellChiefOfficer", "Task_TellCouncilStaff", "Task_TellPoliceStaff")
def tell_next(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Who tells the next has been told: their own notices wait for no answer. Source: MI-10, MI-12, MI-23."""
    del task, answers
    note_acted(work)


@effect("Task_PassToCasework")
def pass_to_casework(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Keep who has it now: never a dead end. Source: MI-08."""
    incident = incident_of(work)
    incident.handed_to = words(answers.get("handed_to"))[:160]
    decided(work, task, code="hand_over", answer="handed over", reasons=words(answers.get("wanted")), inputs={})


@effect("Task_FixDebrief")
def fix_debrief(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Keep the date; more than ten working days after the declaration needs a reason. Source: MI-15, MI-16."""
    del task
    incident = incident_of(work)
    on = day(answers.get("debrief_on"))
    if on is None or incident.declared_at is None:
        return
    if on < work.unit.today:
        raise AnswersRefused({"debrief_on": "The debrief must be today or later"})
    is_late = must_explain_debrief(
        work.clocks.register.rule("mi_debrief_held"),
        declared_at=incident.declared_at,
        held_on=on,
        calendar=work.clocks.calendar,
    )
    if is_late and not words(answers.get("late_because")):
        raise AnswersRefused({"late_because": "Enter why it is later than 10 working days after the declaration"})
    held = work.clocks.running.get(("mi_debrief_held", None))
    if is_late and held is not None and on > held.limit_on:
        reason = words(answers.get("late_because"))
        work.clocks.extend(held, limit_on=on, reason=reason, approved_by_id=work.actor.person_id)
    incident.debrief_on = on
    incident.debrief_late_because = words(answers.get("late_because"))[:1000]


@effect("Task_HoldDebrief")
def hold_debrief(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Keep that it was held; its clock stops on the day it was held, whenever that is typed. Source: MI-16."""
    del task
    demand_not_future(work, answers, debriefed_on="The day of the debrief must be today or in the past")
    on = day(answers.get("debriefed_on"))
    if not answers.get("held") or on is None:
        return
    incident = incident_of(work)
    if incident.declared_at is not None and on < local_date(incident.declared_at):
        raise AnswersRefused({"debriefed_on": "The debrief comes after the declaration"})
    incident.debriefed_on = on
    if on < work.unit.today:
        work.clocks.stop("mi_debrief_held", at=noon_of(on))


@effect("Task_RecordLessons")
def record_lessons(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Keep the lessons of the debrief. Source: MI-16, MI-26."""
    del task
    incident_of(work).lessons = words(answers.get("lessons"))[:4000]


@effect("Task_CloseIncident")
def close_incident(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Close with the outcome and the lessons. Source: MI-26."""
    incident = incident_of(work)
    incident.outcome = words(answers.get("outcome"))[:4000]
    incident.lessons = words(answers.get("lessons"))[:4000] or incident.lessons
    incident.status = "closed"
    decided(work, task, code="incident_closed", answer="closed", reasons=incident.outcome, inputs={})
