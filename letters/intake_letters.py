"""The letters from receipt to a completed application: L-CT-01 to L-CT-06 and L-CT-22. Data only."""

from letters import fields as shared
from letters.fields import (
    COMMON,
    READER,
    a_choice,
    a_date,
    a_datetime,
    a_number,
    a_text,
    a_yes_no,
    for_the_reader_only,
    only_when,
    optional,
    promising,
)
from letters.kinds import Audience, LetterKind, OwnWords

NOTE = OwnWords(name="note", label="Your own words (optional, up to 60 words)")
NOTE_TO_APPLICANT = OwnWords(name="note", label="Your own words to the applicant (optional, up to 60 words)")

_CT_01 = LetterKind(
    key="L-CT-01",
    title="we have your application",
    subject="We have your application",
    audience=Audience.APPLICANT,
    template="ct_01_application_acknowledged.html.j2",
    source="CT-02, CT-03, CT-12, CT-23; domain D, L-CT-01",
    own_words=(NOTE_TO_APPLICANT,),
    fields=(
        *COMMON,
        *READER,
        shared.RECEIVED_ON,
        shared.RECEIVED_HOW,
        a_date("completed_on", "Application complete on", "the day the last missing item came"),
        a_number("incident_count", "Incidents in the application", "the application"),
        a_number("report_count", "Reports in the application", "the application"),
        shared.THRESHOLD_DUE,
    ),
)

_CT_02 = LetterKind(
    key="L-CT-02",
    title="an advocate applied for you",
    subject="Someone has applied for you",
    audience=Audience.VICTIM,
    template="ct_02_advocate_applied.html.j2",
    source="CT-07, CT-08, CT-12, CT-58, DP-01; domain D, L-CT-02",
    own_words=(NOTE,),
    fields=(
        *COMMON,
        shared.VICTIM_KIND,
        shared.ADVOCATE_NAME,
        optional(a_text("advocate_relation", "Advocate's relation", "the application, like “your carer”")),
        shared.RECEIVED_ON,
        a_date("consent_on", "Consent signed on", "the consents held"),
        shared.THRESHOLD_DUE,
    ),
)

_CT_03 = LetterKind(
    key="L-CT-03",
    title="we cannot accept a form without a name",
    subject="The form you sent us",
    audience=Audience.SENDER,
    template="ct_03_anonymous_refused.html.j2",
    source="CT-06, CT-08, CT-11, DP-06; domain D, L-CT-03",
    automatic=True,
    fields=(
        *shared.COMMON_WITHOUT_NAME,
        shared.RECEIVED_ON,
        shared.RECEIVED_HOW,
        a_yes_no("risk_passed_on", "Passed on because of risk", "the risk check"),
        a_text("apply_at", "Where to apply", "the address of the application page"),
        optional(a_text("anonymous_report_line", "Where to report without a name", "the area's settings")),
        shared.KEPT_UNTIL,
    ),
)

_CT_04 = LetterKind(
    key="L-CT-04",
    title="we need written consent",
    subject="We need written consent before we can start",
    audience=Audience.ADVOCATE,
    template="ct_04_consent_wanted.html.j2",
    source="CT-08, CT-09, DP-01; domain D, L-CT-04",
    own_words=(NOTE,),
    fields=(
        *COMMON,
        shared.RECEIVED_ON,
        shared.VICTIM_KIND,
        shared.VICTIMS_MISSING,
        optional(shared.VICTIMS_CONSENTING),
        shared.IS_REMINDER,
        only_when(shared.ASKED_ON, "is_reminder", True),
        only_when(shared.REMINDER_DATE, "is_reminder", False),
        shared.LAPSE_DATE,
        optional(a_text("consent_form_at", "Consent form on the web", "the area's settings")),
    ),
)

_CT_05 = LetterKind(
    key="L-CT-05",
    title="we have closed the application",
    subject="We have closed the application",
    audience=Audience.ADVOCATE,
    template="ct_05_application_lapsed.html.j2",
    source="CT-09, CT-10, CT-16, CT-19, CT-47, DP-06; domain D, L-CT-05",
    own_words=(NOTE,),
    approval_reason="It closes an application without a review.",
    copies_to_victim=True,
    fields=(
        *COMMON,
        *READER,
        a_choice("lapsed_for", "What was missing", "the completeness check", "consent", "details"),
        shared.ASKED_ON,
        a_date("lapsed_on", "Closed because of nothing by", "the lapse date of the missing items clock"),
        only_when(shared.VICTIMS_MISSING, "lapsed_for", "consent"),
        only_when(shared.MISSING_ITEMS, "lapsed_for", "details"),
        optional(shared.VICTIMS_CONSENTING),
        shared.COUNT_FROM,
        shared.KEPT_UNTIL,
    ),
)

_CT_06 = LetterKind(
    key="L-CT-06",
    title="we need more information",
    subject="We need a little more before we can start",
    audience=Audience.APPLICANT,
    template="ct_06_more_wanted.html.j2",
    source="CT-09, CT-10, CT-13; domain D, L-CT-06",
    own_words=(NOTE_TO_APPLICANT,),
    fields=(
        *COMMON,
        *READER,
        shared.RECEIVED_ON,
        shared.MISSING_ITEMS,
        shared.IS_REMINDER,
        only_when(shared.ASKED_ON, "is_reminder", True),
        only_when(shared.REMINDER_DATE, "is_reminder", False),
        shared.LAPSE_DATE,
        optional(a_text("answer_at", "Where to answer", "the address of the tracking page")),
    ),
)

_CT_22 = LetterKind(
    key="L-CT-22",
    title="receipt of the application",
    subject="We have received your form",
    audience=Audience.APPLICANT,
    template="ct_22_form_received.html.j2",
    source="CT-05, CT-08, CT-12; domain D, L-CT-22",
    automatic=True,
    fields=(
        *COMMON,
        *READER,
        a_datetime("received_at", "Received", "when the form came"),
        shared.RECEIVED_HOW,
        for_the_reader_only(a_text("tracking_code", "Tracking code", "made when the form came")),
        a_text("track_at", "Where to follow it", "the address of the tracking page"),
        promising(
            a_date("acknowledge_due", "Next letter by", "the limit of the acknowledgement clock"),
            "Our next letter by",
        ),
    ),
)

INTAKE_LETTERS = (_CT_01, _CT_02, _CT_03, _CT_04, _CT_05, _CT_06, _CT_22)
