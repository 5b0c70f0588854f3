"""The letters from receipt to a completed application: L-CT-01 to L-CT-06 and L-CT-22. Data only."""

from letters.fields import (
    ASKED_ON,
    COMMON,
    IS_REMINDER,
    LAPSE_DATE,
    READER,
    RECEIVED_HOW,
    RECEIVED_ON,
    REMINDER_DATE,
    THRESHOLD_DUE,
    VICTIM_KIND,
    a_date,
    a_datetime,
    a_list,
    a_number,
    a_text,
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
    source="CT-02, CT-12, CT-23; domain D, L-CT-01",
    own_words=(NOTE_TO_APPLICANT,),
    fields=(
        *COMMON,
        *READER,
        RECEIVED_ON,
        RECEIVED_HOW,
        a_date("completed_on", "Application complete on", "the day the last missing item came"),
        a_number("incident_count", "Incidents in the application", "the application"),
        a_number("report_count", "Reports in the application", "the application"),
        THRESHOLD_DUE,
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
        RECEIVED_ON,
        VICTIM_KIND,
        a_list("victims_missing", "Consent missing from", "the victims without a consent"),
        optional(a_list("victims_consenting", "Consent held from", "the consents held")),
        IS_REMINDER,
        only_when(ASKED_ON, "is_reminder", True),
        only_when(REMINDER_DATE, "is_reminder", False),
        LAPSE_DATE,
        optional(a_text("consent_form_at", "Consent form on the web", "the area's settings")),
    ),
)

_CT_22 = LetterKind(
    key="L-CT-22",
    title="receipt of the application",
    subject="We have received your form",
    audience=Audience.APPLICANT,
    template="ct_22_form_received.html.j2",
    source="CT-05, CT-12; domain D, L-CT-22",
    automatic=True,
    fields=(
        *COMMON,
        *READER,
        a_datetime("received_at", "Received", "when the form came"),
        RECEIVED_HOW,
        a_text("tracking_code", "Tracking code", "made when the form came"),
        a_text("track_at", "Where to follow it", "the address of the tracking page"),
        promising(
            a_date("acknowledge_due", "Next letter by", "the limit of the acknowledgement clock"), "Our next letter by"
        ),
    ),
)

INTAKE_LETTERS = (_CT_01, _CT_04, _CT_22)
