"""What the tasks of an appeal write down: route, file, findings, decision, report. Source: AP-03 to AP-17."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from service.cases.appeal_recount import keep_counts
from service.cases.appeal_standing import LETTER_OF, Standing
from service.cases.between_cases import send_news
from service.cases.case_file import CaseFile
from service.cases.effects.registry import Typed, day, decided, demand_not_future, effect, rows_of, words
from service.cases.errors import AnswersRefused
from service.store.record import Appeal, Decision
from service.store.work import OpenTask
from workflows import long_date
from workflows.rules.appeal import AppealRoute, AssessmentFinding, AssessmentTest, assessment_faults

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

LONGEST = 2000
NOT_ON_FILE = "There is no decision letter on file for this. Choose “Too early” above."


def appeal_of(work: "CaseWork") -> Appeal:
    """Give the appeal that this case is."""
    return work.session.get_one(Appeal, work.case.id)


@effect("Task_RegisterAppeal")
def register_appeal(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Settle route, stage, lateness and completeness; what the file says binds. Source: AP-03 to AP-07, AP-09."""
    appeal = appeal_of(work)
    standing = Standing(file=CaseFile.of(work), appeal=appeal)
    if standing.took_part(work.actor.person_id):
        raise AnswersRefused({"no_part": "You handled this case. You cannot take the appeal. Hand it over."})
    grounds = [str(one) for one in answers.get("grounds") or []]
    routed = standing.routed(grounds)
    _demand_route(standing, routed.route, answers)
    appeal.grounds = list(grounds)
    appeal.route = words(answers.get("route"))
    appeal.stage = int(words(answers.get("stage")) or 0)
    appeal.decision_letter_id = standing.letter_id(appeal.stage)
    appeal.no_part_declared_by_id = work.actor.person_id
    appeal.late_reason = words(answers.get("late_reason"))[:LONGEST]
    appeal.missing_words = words(answers.get("missing_words"))[:LONGEST]
    appeal.consent_held = {"held": True, "missing": False}.get(words(answers.get("consent")))
    reasons = words(answers.get("route_reason"))
    decided(work, task, code="appeal_route", answer=appeal.route, reasons=reasons, inputs={"grounds": grounds})


def _demand_route(standing: Standing, route: AppealRoute, answers: Typed) -> None:
    """Refuse what the letters on file and the calendar contradict."""
    chosen, stage = words(answers.get("route")), words(answers.get("stage"))
    if chosen != AppealRoute.APPEAL:
        if chosen == AppealRoute.PREMATURE and route is AppealRoute.APPEAL:
            raise AnswersRefused({"route": "The decision letter is on file: it is not too early"})
        return
    letter = next((one for one in standing.letters() if one.code == LETTER_OF.get(int(stage or 0))), None)
    if letter is None:
        raise AnswersRefused({"stage": NOT_ON_FILE})
    final_on = standing.decided_before(int(stage))
    if final_on is not None:
        raise AnswersRefused({"stage": f"An appeal at this stage was decided on {long_date(final_on)}. It is final."})
    is_late = standing.lateness(letter).is_late
    if is_late != bool(answers.get("late")):
        raise AnswersRefused({"late": standing.lateness(letter).sentence})
    if words(answers.get("consent")) == "missing" and answers.get("complete"):
        raise AnswersRefused({"complete": "Select no: the signed consent is missing"})


@effect("Task_AcceptLate")
def accept_late(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Take a late appeal for a good reason, or not. Source: AP-06."""
    appeal = appeal_of(work)
    if answers.get("accepted"):
        appeal.late_accepted_by_id = work.actor.person_id
    else:
        appeal.route = "late"
    answer = "accepted" if answers.get("accepted") else "refused"
    decided(work, task, code="late_appeal", answer=answer, reasons=words(answers.get("reasons")), inputs={})


@effect("Task_NoteMissing")
def note_missing(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Write down that everything is there; the full acknowledgement is due from that day. Source: AP-09."""
    del task
    demand_not_future(work, answers, came_on="The date the last item came must be today or in the past")
    appeal = appeal_of(work)
    if words(answers.get("consent")) == "held":
        appeal.consent_held = True
    appeal.missing_words = ""


@effect("Task_Acknowledge")
def acknowledge(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Keep the day of the full acknowledgement, from which the decision is counted. Source: AP-12."""
    del task, answers
    appeal_of(work).acknowledged_on = work.unit.today


@effect("Task_ReleaseFile")
def release_file(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Say what of the file may go and what was blacked out; somebody else checks it. Source: AP-10, C.3."""
    del task
    appeal = appeal_of(work)
    appeal.released = [str(one) for one in answers.get("released") or []]
    appeal.redacted_words = words(answers.get("redacted_words"))[:LONGEST]


@effect("Task_CheckRelease")
def check_release(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Open the case to the Commissioner's office until the decision, or give the file back. Source: AP-20."""
    appeal = appeal_of(work)
    agreed = bool(answers.get("agreed"))
    if agreed:
        appeal.released_on = work.unit.today
        work.timeline.audit("case_file_released", about=appeal.about_case_id)
    answer = "released" if agreed else "given back"
    decided(work, task, code="file_release", answer=answer, reasons=words(answers.get("reason")), inputs={})


@effect("Task_Assess")
def assess(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Keep one finding a test; a "no" needs its reason. Source: AP-11."""
    appeal = appeal_of(work)
    findings = [
        AssessmentFinding(
            test=AssessmentTest(str(row["key"])),
            is_passed={"yes": True, "no": False}.get(words(row.get("finding"))),
            because=words(row.get("because")),
        )
        for row in rows_of(answers, "tests")
    ]
    faults = assessment_faults(1 if appeal.stage == 1 else 2, findings)
    if faults:
        raise AnswersRefused({f"tests-{fault.field}-because": fault.sentence for fault in faults})
    appeal.findings = [{"test": one.test.value, "is_passed": one.is_passed, "because": one.because} for one in findings]
    keep_counts(work.session, appeal, now=work.now)
    reasons = words(answers.get("proposal_reason"))
    proposal = words(answers.get("proposal"))
    decided(work, task, code="appeal_proposal", answer=proposal, reasons=reasons, inputs={"tests": appeal.findings})


@effect("Task_Decide")
def decide_appeal(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Take the decision with a reason for each ground, and what the bodies are asked to do. Source: AP-13, AP-15."""
    appeal = appeal_of(work)
    appeal.outcome = words(answers.get("outcome"))
    appeal.decided_by_id = work.actor.person_id
    appeal.reasons = [
        {"ground": str(row["key"]), "words": words(row.get("words"))[:LONGEST]} for row in rows_of(answers, "reasons")
    ]
    appeal.remit_points = [_point(row) for row in rows_of(answers, "remit_points")]
    reasons = " ".join(str(row["words"]) for row in appeal.reasons) or words(answers.get("referred_to"))
    decided(work, task, code="appeal", answer=appeal.outcome, reasons=reasons, inputs={"points": appeal.remit_points})


def _point(row: dict[str, Any]) -> dict[str, str]:
    due_on = day(row.get("due_on"))
    return {
        "what": words(row.get("what")),
        "text": words(row.get("words"))[:LONGEST],
        "due_on": due_on.isoformat() if due_on else "",
    }


@effect("Task_AskMoreTime")
def ask_more_time(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Ask with the reason and the day by which it would be decided. Source: AP-14."""
    del task
    row = work.clocks.running.get(("ap_decision", None))
    decide_by = day(answers.get("decide_by"))
    if row is not None and decide_by is not None and decide_by <= row.limit_on:
        raise AnswersRefused({"decide_by": f"The new date must be after {long_date(row.limit_on)}"})


@effect("Task_ApproveMoreTime")
def approve_more_time(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Approve more time or not, with reasons. Source: AP-14."""
    answer = "approved" if answers.get("approved") else "refused"
    decided(work, task, code="more_time", answer=answer, reasons=words(answers.get("reasons")), inputs={})


@effect("Task_SendDelay", "Task_SendUpdate")
def tell_of_more_time(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Move the decision to the day that was approved, once the appellant is told. Source: AP-14, CM-09."""
    del task
    asked = answers if answers.get("decide_by") else CaseFile.of(work).answers_to("Task_AskMoreTime")
    decide_by = day(asked.get("decide_by"))
    row = work.clocks.running.get(("ap_decision", None))
    if row is not None and decide_by is not None and decide_by > row.limit_on:
        reason = words(asked.get("reason"))[:1000]
        work.clocks.extend(row, limit_on=decide_by, reason=reason, approved_by_id=_who_approved(work))


def _who_approved(work: "CaseWork") -> int | None:
    rows = select(Decision.by_id).where(Decision.case_id == work.case.id, Decision.code == "more_time")
    return work.session.scalars(rows.order_by(Decision.id.desc()).limit(1)).first()


@effect("Task_SendDecision")
def send_decision(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Note the day of the decision letter: from now on the case file is shut again. Source: AP-20."""
    del task, answers
    appeal_of(work).decided_on = work.unit.today


@effect("Task_SendWrongRoute")
def send_wrong_route(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Note that it is not an appeal; a worry about the plan goes to whoever answers for it. Source: AP-03, AP-04."""
    del task, answers
    appeal = appeal_of(work)
    if appeal.route == AppealRoute.SPOC:
        send_news(work, "delivery_concern", to_case_id=appeal.about_case_id)
    end_appeal(work, "referred")


@effect("Task_ConfirmAppealWithdrawn")
def confirm_withdrawn(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Note the withdrawal. Source: AP-17."""
    del task
    demand_not_future(work, answers, withdrawn_on="The date it was withdrawn must be today or in the past")
    end_appeal(work, "withdrawn")


def end_appeal(work: "CaseWork", outcome: str) -> None:
    """End an appeal without a decision on it."""
    appeal = appeal_of(work)
    appeal.outcome = outcome
    appeal.decided_on = work.unit.today


@effect("Task_NoteReport")
def note_report(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Keep what was done about the decision; the report came on the day it was given, not when it is read. AP-16."""
    appeal = appeal_of(work)
    appeal.reported_back_on = appeal.reported_back_on or work.unit.today
    note = words(answers.get("words")) or words(answers.get("note"))
    answer = words(answers.get("carried_out"))
    decided(work, task, code="remit_report", answer=answer, reasons=note, inputs={})
