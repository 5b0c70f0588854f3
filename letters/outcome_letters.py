"""The letters from the outcome to closing: L-CT-13 to L-CT-17. Data only."""

from letters import fields as shared
from letters.fields import (
    COMMON,
    READER,
    a_choice,
    a_date,
    a_datetime,
    a_list,
    a_long_text,
    a_text,
    a_yes_no,
    only_when,
    optional,
    promising,
    some_rows,
)
from letters.intake_letters import NOTE, NOTE_TO_APPLICANT
from letters.kinds import Audience, LetterKind

_CT_13 = LetterKind(
    key="L-CT-13",
    title="the outcome of the review",
    subject="The outcome of the review",
    audience=Audience.APPLICANT,
    template="ct_13_review_outcome.html.j2",
    source="CT-37, CT-39, CT-40, CT-43, CT-45, CT-46, CT-47, CT-51, AP-03, AP-06; domain D, L-CT-13",
    own_words=(NOTE_TO_APPLICANT,),
    approval_reason="It gives the decision of the review and starts the clock of the appeal.",
    copies_to_victim=True,
    fields=(
        *COMMON,
        *READER,
        shared.MEETING_ON,
        a_choice(
            *("decision", "Decision", "the minutes of the review meeting"),
            *("actions_adequate", "further_actions", "not_in_good_faith"),
        ),
        some_rows(
            *("findings", "What the meeting found", "the agenda answers in the minutes"),
            a_text("question", "Question", "the agenda, in plain words"),
            a_long_text("answer", "Answer", "the minutes, in plain words"),
        ),
        only_when(
            a_long_text("good_faith_reason", "Why the meeting found so", "the minutes"),
            *("decision", "not_in_good_faith"),
        ),
        only_when(shared.RECOMMENDATIONS, "decision", "further_actions"),
        only_when(
            promising(
                a_date("plan_due", "Plan agreed by", "the limit of the plan clock"),
                "A plan agreed with you by",
            ),
            *("decision", "further_actions"),
        ),
        a_yes_no("call_made", "Told by phone", "the contact log"),
        only_when(a_datetime("call_at", "Phone call", "the contact log"), "call_made", True),
        *shared.APPEAL,
    ),
)

_CT_14 = LetterKind(
    key="L-CT-14",
    title="the action plan",
    subject="The action plan after your review",
    audience=Audience.APPLICANT,
    template="ct_14_action_plan.html.j2",
    source="CT-46, CT-49, CT-50, CT-51, CT-52, AP-04, AP-06; domain D, L-CT-14",
    own_words=(NOTE_TO_APPLICANT,),
    fields=(
        *COMMON,
        *READER,
        a_choice(
            *("plan_status", "Plan", "the action plan"),
            *("agreed", "partly_agreed", "offered"),
        ),
        some_rows(
            *("plan_items", "Steps of the plan", "the action plan, one row a step"),
            a_text("what", "What", "the action plan"),
            a_text("who", "Who", "the action plan: a team or body, no private names"),
            only_when(a_date("due_on", "By", "the action plan"), "state", "agreed", "offered"),
            a_choice("state", "Agreed", "the action plan", "agreed", "not_agreed", "offered"),
            only_when(a_text("reason", "Why not agreed", "the action plan"), "state", "not_agreed"),
        ),
        promising(
            a_date("next_update", "First update by", "the limit of the update clock"),
            "News on the plan by",
        ),
        shared.UPDATE_WORKING_DAYS,
        shared.PLAN_REVIEW_DATE,
        *shared.APPEAL,
    ),
)

_CT_15 = LetterKind(
    key="L-CT-15",
    title="hand-over, or recommendations to answer",
    subject="Actions and recommendations after a case review",
    audience=Audience.LEAD_OFFICER,
    template="ct_15_handover.html.j2",
    source="CT-41, CT-48, CT-49; domain D, L-CT-15",
    own_words=(NOTE,),
    fields=(
        *COMMON,
        a_choice("handed_to", "Written to", "the hand-over", "lead_officer", "agency"),
        shared.AGENCY_NAME,
        shared.CONCERNING,
        only_when(
            some_rows(
                *("handover_items", "Actions handed over", "the action plan"),
                a_text("what", "What", "the action plan"),
                a_text("who", "Who", "the action plan"),
                a_date("due_on", "By", "the action plan"),
                optional(a_text("measure", "How we know it is done", "the action plan")),
            ),
            *("handed_to", "lead_officer"),
        ),
        only_when(
            promising(
                a_date("accept_by", "Accept by", "the limit of the hand-over clock"),
                "Your acceptance by",
            ),
            *("handed_to", "lead_officer"),
        ),
        only_when(shared.UPDATE_WORKING_DAYS, "handed_to", "lead_officer"),
        only_when(shared.RECOMMENDATIONS, "handed_to", "agency"),
        only_when(shared.AGENCY_DUTY, "handed_to", "agency"),
        only_when(
            promising(
                a_date("response_due", "Answer by", "the limit of the response clock"),
                "Your answer by",
            ),
            *("handed_to", "agency"),
        ),
        shared.ANSWER_AT,
    ),
)

_CT_16 = LetterKind(
    key="L-CT-16",
    title="answer to a concern about the plan",
    subject="Our answer to your concern",
    audience=Audience.APPLICANT,
    template="ct_16_concern_answered.html.j2",
    source="CT-50, AP-04, CT-02; domain D, L-CT-16",
    own_words=(NOTE_TO_APPLICANT,),
    approval_reason="It decides on a concern.",
    fields=(
        *COMMON,
        *READER,
        a_date("raised_on", "Concern raised on", "the delivery concern"),
        a_long_text("concern", "The concern", "the delivery concern, in the applicant's words"),
        a_long_text("what_we_found", "What we found", "the answer to the concern"),
        a_choice(
            *("concern_result", "Result", "the answer to the concern"),
            *("changes", "chair_asked", "no_change"),
        ),
        only_when(a_list("changes", "What changes", "the answer to the concern"), "concern_result", "changes"),
        only_when(
            promising(
                a_date("changes_by", "Done by", "the answer to the concern"),
                "What follows from your concern by",
            ),
            *("concern_result", "changes", "chair_asked"),
        ),
        shared.PLAN_REVIEW_DATE,
    ),
)

_CT_17 = LetterKind(
    key="L-CT-17",
    title="we are closing the case",
    subject="We are closing your case",
    audience=Audience.APPLICANT,
    template="ct_17_case_closed.html.j2",
    source="CT-52, CT-56; domain D, L-CT-17",
    own_words=(NOTE_TO_APPLICANT,),
    fields=(
        *COMMON,
        *READER,
        a_choice(
            *("closing_reason", "Why it closes", "the plan review"),
            *("plan_done", "not_reached", "moved_away", "nothing_more_recommended"),
        ),
        optional(a_list("done_items", "What was done", "the action plan")),
        a_text("feedback_at", "Feedback form", "the area's settings"),
        promising(a_date("feedback_by", "Feedback by", "the closing"), "We read your answers if they come by"),
    ),
)

OUTCOME_LETTERS = (_CT_13, _CT_14, _CT_15, _CT_16, _CT_17)
