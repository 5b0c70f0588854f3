"""The letters from the outcome to closing: L-CT-13 to L-CT-17. Data only."""

from letters.fields import (
    APPEAL,
    COMMON,
    MEETING_ON,
    READER,
    a_choice,
    a_date,
    a_datetime,
    a_long_text,
    a_text,
    a_yes_no,
    only_when,
    promising,
    some_rows,
)
from letters.intake_letters import NOTE_TO_APPLICANT
from letters.kinds import Audience, LetterKind

_RECOMMENDATIONS = some_rows(
    "recommendations",
    "Recommendations",
    "the minutes of the review meeting",
    a_text("text", "What is recommended", "the minutes"),
    a_text("body", "To whom", "the minutes, with “the”"),
)

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
        MEETING_ON,
        a_choice(
            "decision",
            "Decision",
            "the minutes of the review meeting",
            "actions_adequate",
            "further_actions",
            "not_in_good_faith",
        ),
        some_rows(
            "findings",
            "What the meeting found",
            "the agenda answers in the minutes",
            a_text("question", "Question", "the agenda, in plain words"),
            a_long_text("answer", "Answer", "the minutes, in plain words"),
        ),
        only_when(
            a_long_text("good_faith_reason", "Why the meeting found so", "the minutes"), "decision", "not_in_good_faith"
        ),
        only_when(_RECOMMENDATIONS, "decision", "further_actions"),
        only_when(
            promising(a_date("plan_due", "Plan agreed by", "the limit of the plan clock"), "A plan agreed with you by"),
            "decision",
            "further_actions",
        ),
        a_yes_no("call_made", "Told by phone", "the contact log"),
        only_when(a_datetime("call_at", "Phone call", "the contact log"), "call_made", True),
        *APPEAL,
    ),
)

OUTCOME_LETTERS = (_CT_13,)
