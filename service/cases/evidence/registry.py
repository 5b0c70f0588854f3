"""Which evidence belongs to which task, by its id in the diagram."""

from collections.abc import Callable
from dataclasses import dataclass

from service.cases.case_file import CaseFile
from service.cases.evidence import appeal, application, incident, meeting, plan, reports, tension
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
    "Task_ScoreTension": (tension.reports, tension.scores_before),
    "Task_AgreeLevel": (tension.suggestion,),
    "Task_SettleLevel": (tension.both_views, tension.reports),
    "Task_StartMeeting": (tension.level_now, tension.reports),
    "Task_RecordMeeting": (tension.level_now, tension.reports),
    "te_heightened/Task_HoldMeeting": (tension.level_now, tension.reports),
    "Task_AuthoriseResponses": (tension.meeting, tension.level_now),
    "Task_AuthoriseForCouncil": (tension.meeting, tension.authorised_by_police),
    "Task_DeployResponses": (tension.meeting, tension.authorised_by_police),
    "Task_ConsiderImpactAssessment": (tension.reports, tension.level_now),
    "Task_WriteImpactAssessment": (tension.reports, tension.level_now),
    "Task_ApproveImpactAssessment": (tension.impact_draft, tension.level_now),
    "Task_DraftMediaStrategy": (tension.level_now,),
    "Task_ApproveForPolice": (tension.media_draft, tension.level_now),
    "Task_ApproveForCouncil": (tension.media_draft, tension.level_now),
    "Task_ReleaseStatement": (tension.media_draft,),
    "Task_ConsultLeaders": (tension.reports, tension.level_now),
    "Task_NoteMonitoring": (tension.reports, tension.level_now),
    "Task_EvaluateResponse": (tension.meeting, tension.scores_before),
    "Task_CallReporter": (tension.whom_to_call,),
    "Task_MakeFirstEnquiries": (incident.reported,),
    "Task_DecideMajorIncident": (incident.reported,),
    "Task_DecideAgain": (incident.reported, incident.limbs),
    "Task_PassToCasework": (incident.reported, incident.limbs),
    "Task_TellCrro": (incident.reported, incident.limbs),
    "Task_TellPartners": (incident.reported, incident.told),
    "Task_TellChiefOfficer": (incident.reported, incident.told),
    "Task_TellCouncilStaff": (incident.reported, incident.told),
    "Task_TellPoliceStaff": (incident.reported, incident.told),
    "Task_FixDebrief": (incident.told,),
    "Task_HoldDebrief": (incident.debrief, incident.told),
    "Task_RecordLessons": (incident.debrief, incident.replies),
    "Task_FollowUpReplies": (incident.told, incident.replies),
    "Task_InformMembers": (incident.reported, incident.replies),
    "Task_CloseIncident": (incident.told, incident.replies, incident.limbs),
}


def is_contact_task(element_id: str) -> bool:
    """Tell whether people of the case are called or visited in this task: its page says what contact is safe."""
    return application.whom_to_contact in REGISTRY.get(element_id, (application.whom_to_contact,))


def evidence_for(evidence: Evidence) -> list[Panel]:
    """Give the evidence of a task, in the order of its page."""
    of_drawing = REGISTRY.get(f"{evidence.process_id}/{evidence.element_id}")
    readers = of_drawing if of_drawing is not None else REGISTRY.get(evidence.element_id, ())
    return [panel for read in readers for panel in read(evidence)]
