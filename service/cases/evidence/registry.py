"""Which evidence belongs to which task, by its id in the diagram."""

from collections.abc import Callable
from dataclasses import dataclass

from service.cases.case_file import CaseFile
from service.cases.evidence import appeal, application, meeting, plan, reports
from service.cases.evidence.panels import Panel


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What evidence is read from: the case, the task, and whether restricted returns may be shown."""

    file: CaseFile
    element_id: str
    process_id: str
    item: str = ""
    sees_restricted_returns: bool = False


Reader = Callable[[Evidence], list[Panel]]

REGISTRY: dict[str, tuple[Reader, ...]] = {
    "Task_CheckImmediateRisk": (application.application, application.whom_to_contact),
    "Task_CheckApplication": (application.application, reports.all_reports, application.consents),
    "Task_RecordMissingItems": (application.missing_items, application.consents, application.whom_to_contact),
    "Task_GroupComplaints": (reports.all_reports, reports.bodies_views),
    "Task_DecideThreshold": (reports.counted_reports, reports.bodies_views, reports.what_starts),
    "Task_HandOverCase": (application.application,),
    "Task_CheckRefusal": (reports.withheld_items,),
    "Task_ContactApplicant": (application.application, application.whom_to_contact),
    "Task_AppointChair": (meeting.chair_candidates,),
    "Task_GiveReturn": (application.short_application,),
    "Task_FixMeeting": (meeting.who_must_come, application.wishes),
    "Task_DecideVictimPart": (application.application, application.wishes, meeting.attendees),
    "Task_SendPapers": (meeting.returns_received, meeting.attendees),
    "Task_HoldMeeting": (
        application.application,
        reports.all_reports,
        meeting.returns_received,
        application.wishes,
        meeting.attendees,
    ),
    "Task_DraftMinutes": (meeting.meeting_record, meeting.recommendations, meeting.attendees),
    "Task_ApproveMinutes": (meeting.minutes_draft, meeting.meeting_record, meeting.recommendations),
    "Task_CirculateMinutes": (meeting.minutes_draft, meeting.attendees),
    "Task_ApproveOutcome": (meeting.meeting_record, meeting.recommendations),
    "Task_CallApplicant": (meeting.meeting_record, meeting.recommendations, application.whom_to_contact),
    "Task_AgreePlan": (meeting.recommendations, application.wishes, application.whom_to_contact),
    "Task_HandOverPlan": (plan.plan_items,),
    "Task_AcceptPlan": (plan.plan_items,),
    "Task_SendVictimUpdate": (plan.plan_items, application.whom_to_contact),
    "Task_ReviewPlan": (plan.plan_items, application.whom_to_contact),
    "Task_AcknowledgeConcern": (plan.open_concern, application.whom_to_contact),
    "Task_AnswerConcern": (plan.open_concern, plan.plan_items),
    "Task_ConfirmInWriting": (application.whom_to_contact,),
    "Task_RegisterAppeal": (appeal.in_their_words, appeal.letters_on_file),
    "Task_AcceptLate": (appeal.in_their_words, appeal.letters_on_file),
    "Task_NoteMissing": (appeal.in_their_words,),
    "Task_Assess": (appeal.in_their_words, appeal.both_counts),
    "Task_Decide": (appeal.findings, appeal.both_counts, appeal.in_their_words),
    "Task_AskMoreTime": (appeal.findings,),
    "Task_ApproveMoreTime": (appeal.findings,),
    "Task_CarryOutRemit": (appeal.asked_for,),
    "Task_NoteReport": (appeal.reported,),
}


def is_contact_task(element_id: str) -> bool:
    """Tell whether people of the case are called or visited in this task: its page says what contact is safe."""
    return application.whom_to_contact in REGISTRY.get(element_id, (application.whom_to_contact,))


def evidence_for(evidence: Evidence) -> list[Panel]:
    """Give the evidence of a task, in the order of its page."""
    return [panel for read in REGISTRY.get(evidence.element_id, ()) for panel in read(evidence)]
