"""Grouping the reports, deciding the threshold, handing on what continues. Source: CT-14, CT-18, CT-20 to CT-25."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from service.cases.case_file import CaseFile
from service.cases.effects.registry import Typed, decided, effect, rows_of, words
from service.cases.errors import AnswersRefused
from service.cases.threshold_count import count_threshold, write_count
from service.store.record import ReportedIncident
from service.store.work import OpenTask
from workflows import ThresholdAnswer, answer_faults, is_discretion_used

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

FIELDS = {
    "is_met": "met",
    "reasons": "reasons",
    "persistence": "discretion_persistence",
    "harm": "discretion_harm",
    "response": "discretion_response",
}


@effect("Task_GroupComplaints")
def group_reports(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Write which reports belong together, each with its reason. Source: CT-17, CT-18."""
    given = {str(row["key"]): row for row in rows_of(answers, "reports")}
    for incident in work.session.scalars(select(ReportedIncident).where(ReportedIncident.case_id == work.case.id)):
        row = given.get(str(incident.id))
        if row is None:
            continue
        incident.link_group = words(row.get("link_group"))
        if incident.link_group == "none":
            incident.link_group = f"none-{incident.id}"
        incident.link_reason = words(row.get("link_reason"))[:500]
        if row.get("occasion") is not None:
            incident.occasion = words(row["occasion"])
        incident.on_site_reason = words(row.get("on_site_reason"))[:500] if row.get("counts_on_site") else ""
    decided(work, task, code="grouping", answer="grouped", reasons=words(answers.get("reasons")), inputs=answers)
    work.session.flush()


@effect("Task_DecideThreshold")
def decide_threshold(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Take the decision, with the count beside it; counts that are met bind. Source: CT-20, CT-21, CT-22."""
    if answers.get("met") == "not_yet":
        work.timeline.say("waiting", f"{work.actor.words} waits for a reply: {words(answers.get('wait_reason'))}")
        return
    file = CaseFile.of(work)
    result = count_threshold(file)
    answer = ThresholdAnswer(
        is_met=answers.get("met") == "yes",
        reasons=words(answers.get("reasons")),
        persistence=answers.get("discretion_persistence"),
        harm=answers.get("discretion_harm"),
        response=answers.get("discretion_response"),
    )
    faults = answer_faults(result, answer)
    if faults:
        raise AnswersRefused({FIELDS[fault.field]: fault.sentence for fault in faults})
    written = write_count(file, result, area_rules_version=work.rules_version)
    decided(
        work,
        task,
        code="threshold",
        answer=words(answers.get("met")),
        reasons=words(answers.get("reasons")),
        inputs={
            "count": written.id,
            "count_says": result.met,
            "statutory_floor": result.statutory_floor,
            "decided_by": result.decided_by.value if result.decided_by else "discretion",
            "discretion_used": is_discretion_used(result, answer),
            "persistence": words(answer.persistence),
            "harm": words(answer.harm),
            "response": words(answer.response),
            "what_would_change": words(answers.get("what_would_change")),
            "floor_reason": words(answers.get("floor_reason")),
        },
    )


@effect("Task_HandOverCase")
def hand_over(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Name who looks after what goes on; the refusal letter tells the applicant. Source: CT-25."""
    owner = words(answers.get("handover_owner"))
    decided(work, task, code="handover", answer=owner, reasons=words(answers.get("support_offered")), inputs=answers)
    work.case.closing_reason = "not_met"
    work.timeline.say("handed_over", f"{owner} looks after what goes on.")
