"""What buttons and due sentences of task pages say, by the task's id or clock. The rest comes from the diagram."""

from service.store.queries.task_page import TaskRow
from service.web import context
from service.web.casework.duty_words import full_limit
from service.web.casework.task_access import OpenedTask
from workflows import Due, DuePhrase, Tone, UnknownClock, distance_words

PREVIEW = "Save and preview the letter"
SEND_ANSWER = "Send this answer"
SAVE_DRAFT = "Save as draft"
BUTTONS = {
    "Task_CheckImmediateRisk": "Save the risk check",
    "Task_CheckApplication": "Save the check",
    "Task_RecordMissingItems": "Save what came in",
    "Task_DecideThreshold": PREVIEW,
    "Task_HandOverCase": PREVIEW,
    "Task_ConfirmReports": SEND_ANSWER,
    "Task_GiveReturn": SEND_ANSWER,
    "Task_RespondToRecommendations": SEND_ANSWER,
    "Task_ContactApplicant": "Save the contact",
    "Task_HoldMeeting": "Record the meeting",
    "Task_SendPapers": "Record that the papers went out",
    "Task_CirculateMinutes": "Record that the minutes went out",
    "Task_CallApplicant": "Record the call",
    "Task_SendVictimUpdate": "Record the update",
    "Task_ReviewPlan": "Record the review",
    "Task_AcknowledgeConcern": "Record the acknowledgement",
    "Task_ConfirmInWriting": "Record the written answer",
}
MUST_GO = "The letter must go by"
BY_CLOCK = {
    "ct_acknowledge": MUST_GO,
    "ct_threshold_decision": MUST_GO,
    "ct_review_outcome": MUST_GO,
    "ct_plan": MUST_GO,
    "ct_concern_answer": MUST_GO,
    "ct_threshold_return": "Answer by",
    "ct_information_return": "Answer by",
    "ct_recommendation_response": "Answer by",
    "ct_review_meeting": "The meeting must be held by",
    "ct_papers": "The papers must go by",
}


def button_words(row: TaskRow) -> str:
    """Give the words of the main button: a verb with its object."""
    if row.kind == "letters":
        return PREVIEW
    return BUTTONS.get(row.element_id, row.name)


def due_of(task: OpenedTask) -> tuple[DuePhrase | None, str]:
    """Give the due phrase of a task and the sentence after it; nothing where no clock dates it."""
    row = task.row
    if row.due_on is None:
        return None, ""
    file = task.file()
    try:
        unit = file.register.rule(row.clock).unit
        due = Due(limit_on=row.due_on, limit_at=row.due_at, unit=unit)
    except UnknownClock:
        due = Due(limit_on=row.due_on, limit_at=row.due_at)
    phrase = distance_words(due, now=context.now(), calendar=file.calendar)
    lead = "It was due" if phrase.tone is Tone.LATE else BY_CLOCK.get(row.clock, "Do this by")
    return phrase, f"{lead} {full_limit(due, due.unit, now=context.now())}."
