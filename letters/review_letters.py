"""The letters while a review is prepared and held: L-CT-09 to L-CT-12 and L-CT-24. Data only."""

from letters import fields as shared
from letters.fields import (
    COMMON,
    READER,
    a_choice,
    a_date,
    a_datetime,
    a_list,
    a_text,
    a_yes_no,
    only_when,
    optional,
    promising,
)
from letters.intake_letters import NOTE, NOTE_TO_APPLICANT
from letters.kinds import Audience, LetterKind

_CT_09 = LetterKind(
    key="L-CT-09",
    title="please send information for a review",
    subject="Please send information for a case review",
    audience=Audience.AGENCY,
    template="ct_09_information_wanted.html.j2",
    source="CT-29, CT-30, DP-03, DP-04; domain D, L-CT-09",
    own_words=(NOTE,),
    fields=(
        *COMMON,
        shared.AGENCY_NAME,
        shared.AGENCY_DUTY,
        a_yes_no("own_agency", "The contact's own agency", "whether the body is the contact's own"),
        shared.CONCERNING,
        a_list("request_items", "What we ask for", "the information request"),
        a_date("six_month_from", "Period from", "six months before the application came"),
        a_date("six_month_to", "Period to", "the day the application came"),
        shared.RETURN_DUE,
        shared.ANSWER_AT,
        a_text("handling_code", "Handling code", "the area's settings"),
        shared.REVIEW_LIMIT,
    ),
)

_CT_10 = LetterKind(
    key="L-CT-10",
    title="invitation to the review meeting",
    subject="Invitation to a case review meeting",
    audience=Audience.PARTNERS,
    template="ct_10_meeting_invitation.html.j2",
    source="CT-31, CT-32, CT-33, CT-34, CT-35, CT-37; domain D, L-CT-10",
    own_words=(NOTE,),
    fields=(
        *COMMON,
        a_choice(
            *("invitee_role", "Role at the meeting", "the appointment or the attendance rule"),
            *("chair", "minute_taker", "representative"),
        ),
        shared.AGENCY_NAME,
        shared.CONCERNING,
        optional(a_text("attend_reason", "Why this body is asked", "the attendance rule, as “because …”")),
        a_datetime("meeting_at", "Meeting", "the review meeting"),
        a_choice(
            *("meeting_format", "Form of the meeting", "the review meeting"),
            *("inside_other", "after_other", "separate", "virtual"),
        ),
        a_text("meeting_place", "Place or link", "the review meeting"),
        promising(a_date("papers_on", "Papers on", "the target of the papers clock"), "The papers by"),
        only_when(
            promising(
                a_date("declare_by", "Declaration by", "the limit of the chair clock"),
                "Your declaration by",
            ),
            *("invitee_role", "chair"),
        ),
        only_when(
            promising(
                a_date("report_due", "Written report by", "the limit of the papers clock"),
                "A written report, if you cannot come, by",
            ),
            *("invitee_role", "representative"),
        ),
        only_when(shared.ANSWER_AT, "invitee_role", "chair", "representative"),
        shared.OUTCOME_LIMIT,
    ),
)

_CT_11 = LetterKind(
    key="L-CT-11",
    title="a reminder to answer",
    subject="A reminder: we need your answer to our request",
    audience=Audience.AGENCY,
    template="ct_11_answer_overdue.html.j2",
    source="CT-22, CT-29, CT-33, CT-41, CM-11; domain D, L-CT-11",
    own_words=(NOTE,),
    fields=(
        *COMMON,
        shared.AGENCY_NAME,
        shared.CONCERNING,
        a_choice(
            *("overdue_what", "What was asked for", "the clock that is due"),
            *("threshold_return", "information_return", "written_report", "recommendation_response"),
        ),
        a_date("due_on", "Asked for by", "the clock's target"),
        promising(a_date("new_due", "Last day", "the clock's limit"), "An answer by"),
        a_list("who_will_be_told", "Who will be told", "the clock's list for a breach, with “the”"),
        shared.ANSWER_AT,
    ),
)

_CT_12 = LetterKind(
    key="L-CT-12",
    title="the review needs more time",
    subject="Your review needs more time",
    audience=Audience.APPLICANT,
    template="ct_12_review_delayed.html.j2",
    source="CM-09, CM-10, CT-38; domain D, L-CT-12",
    own_words=(NOTE_TO_APPLICANT,),
    approval_reason="It moves a date that we promised.",
    fields=(
        *COMMON,
        *READER,
        a_choice("delay", "What happened", "the extension or the adjournment", "extended", "adjourned"),
        only_when(shared.MEETING_ON, "delay", "adjourned"),
        shared.PROMISED,
        shared.REASON,
        shared.NEW_DATE,
    ),
)

_CT_24 = LetterKind(
    key="L-CT-24",
    title="not invited to the meeting, and why",
    subject="The review meeting and how you can be heard",
    audience=Audience.VICTIM,
    template="ct_24_not_invited.html.j2",
    source="CT-36; domain D, L-CT-24",
    own_words=(NOTE,),
    approval_reason="It tells a victim that they are not invited. The chair's reason must be right.",
    fields=(
        *COMMON,
        shared.MEETING_ON,
        shared.REASON,
        a_choice(
            *("victim_voice_mode", "How the victim can be heard", "the area's settings"),
            *("none", "statement", "represented"),
        ),
        shared.STATEMENT_DUE,
        shared.OUTCOME_LIMIT,
    ),
)

REVIEW_LETTERS = (_CT_09, _CT_10, _CT_11, _CT_12, _CT_24)
