"""The letters about the threshold: L-CT-07, L-CT-08 and the question to the bodies, L-CT-20. Data only."""

from letters import fields as shared
from letters.fields import (
    COMMON,
    READER,
    a_choice,
    a_date,
    a_list,
    a_long_text,
    a_number,
    a_text,
    a_yes_no,
    only_when,
    optional,
    promising,
    some_rows,
)
from letters.intake_letters import NOTE, NOTE_TO_APPLICANT
from letters.kinds import Audience, LetterKind

_CT_07 = LetterKind(
    key="L-CT-07",
    title="we will hold a review",
    subject="We will hold a review of your case",
    audience=Audience.APPLICANT,
    template="ct_07_threshold_met.html.j2",
    source="CT-14, CT-20, CT-21, CT-23, CT-27, CT-28, CT-32, CT-36, CT-45; domain D, L-CT-07; design page 4",
    own_words=(NOTE_TO_APPLICANT,),
    approval_reason="It gives a decision and starts the clock of the review.",
    copies_to_victim=True,
    fields=(
        *COMMON,
        *READER,
        a_choice(
            *("decided_by", "What decided", "the threshold result"),
            *("individual", "group", "statutory_floor", "discretion"),
        ),
        only_when(shared.REPORTS_COUNTED, "decided_by", "individual", "statutory_floor"),
        only_when(shared.REPORTS_NEEDED, "decided_by", "individual", "statutory_floor"),
        only_when(shared.PEOPLE_COUNTED, "decided_by", "group"),
        only_when(shared.PEOPLE_NEEDED, "decided_by", "group"),
        only_when(
            a_long_text("discretion_reason", "Why we decided so", "the threshold decision"),
            *("decided_by", "discretion"),
        ),
        a_number("review_working_days", "Working days for the review", "the review meeting clock"),
        shared.REVIEW_LIMIT,
        shared.OUTCOME_LIMIT,
        promising(
            a_date("contact_by", "Phone call by", "the limit of the personal contact clock"),
            "A phone call by",
        ),
        optional(a_text("call_times", "Safe times to call", "the person's contact preferences")),
        a_list("taking_part", "Who takes part", "the bodies that must attend, with “the”"),
        shared.VICTIM_VOICE_MODE,
        only_when(shared.STATEMENT_DUE, "victim_voice_mode", "statement"),
    ),
)

_CT_08 = LetterKind(
    key="L-CT-08",
    title="we will not hold a review",
    subject="Our decision about a review of your case",
    audience=Audience.APPLICANT,
    template="ct_08_threshold_not_met.html.j2",
    source="CT-14 to CT-21, CT-23, CT-25, CT-26, CT-47, AP-03, AP-05, AP-06; domain D, L-CT-08",
    own_words=(NOTE_TO_APPLICANT,),
    approval_reason="It refuses an application.",
    copies_to_victim=True,
    fields=(
        *COMMON,
        *READER,
        some_rows(
            *("complaint_rows", "Reports", "the threshold result, one row a report"),
            a_text("what", "What was reported", "the report"),
            a_date("happened_on", "Happened", "the report"),
            a_date("reported_on", "Reported", "the report"),
            a_yes_no("counts", "Counts", "the threshold result"),
            only_when(a_text("reason", "Why", "the threshold result"), "counts", False),
        ),
        shared.REPORTS_COUNTED,
        shared.REPORTS_NEEDED,
        shared.PEOPLE_COUNTED,
        shared.PEOPLE_NEEDED,
        optional(
            a_long_text(
                "floor_reason",
                "Why the law's usual number does not decide",
                "the threshold decision, where the area's setting is “warn only”",
            )
        ),
        a_long_text("discretion_persistence", "How long it has gone on", "the threshold decision"),
        a_long_text("discretion_harm", "The harm it does or could do", "the threshold decision"),
        a_long_text("discretion_response", "How agencies answered", "the threshold decision"),
        optional(a_long_text("what_would_change", "What would change the result", "the threshold decision")),
        a_text("handover_owner", "Who looks after it now", "the hand-over task: name or team, and body"),
        a_text("handover_phone", "Their phone", "the hand-over task"),
        promising(
            a_date("handover_contact_by", "They contact you by", "the hand-over task"),
            "Contact about the behaviour by",
        ),
        *shared.APPEAL,
    ),
)

_CT_20 = LetterKind(
    key="L-CT-20",
    title="please confirm these reports",
    subject="Please confirm reports of anti-social behaviour",
    audience=Audience.AGENCY,
    template="ct_20_reports_to_confirm.html.j2",
    source="CT-22, CT-30; domain D, L-CT-20",
    own_words=(NOTE,),
    fields=(
        *COMMON,
        shared.AGENCY_NAME,
        shared.AGENCY_DUTY,
        shared.CONCERNING,
        shared.RECEIVED_ON,
        optional(
            some_rows(
                *("confirm_rows", "Reports to confirm", "the application, the rows that name this body"),
                a_text("what", "What was reported", "the report"),
                a_date("happened_on", "Happened", "the report"),
                a_date("reported_on", "Reported", "the report"),
                a_text("channel", "How it was reported", "the report"),
                optional(a_text("reference", "Your reference", "the report")),
            )
        ),
        shared.RETURN_DUE,
        shared.ANSWER_AT,
    ),
)

THRESHOLD_LETTERS = (_CT_07, _CT_08, _CT_20)
