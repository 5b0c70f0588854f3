"""One value for every merge field, by name, and the branches of each letter. Everyone in here is invented."""

from collections.abc import Mapping

from letters import letter_catalogue
from letters.kinds import Json
from tests.letters.appeal_samples import APPEAL_LATER, APPEAL_LEFT_OUT, APPEAL_SAMPLES
from tests.letters.notice_samples import NOTICE_LATER, NOTICE_LEFT_OUT, NOTICE_SAMPLES

SAMPLES: Mapping[str, Json] = {
    # common
    "case_ref": "ASH-CT-2026-0041",
    "area_name": "Ashmoor Community Safety Partnership",
    "area_address": ["Moot Hall, Market Street", "Ashmoor", "AS1 4QX"],
    "scheme_name": "ASB case review",
    "formerly": "Community Trigger",
    "letter_on": "2026-12-22",
    "recipient_name": "Amara Lindqvist-Bell",
    "recipient_address": ["14 Tanners Row", "Ashmoor", "AS3 7DN"],
    "contact_name": "Jo Whitlock",
    "contact_role": "Single point of contact for case reviews",
    "contact_phone": "01632 960 142",
    "contact_email": "reviews@ashmoor.example",
    "contact_hours": "Monday to Friday, 9am to 5pm",
    "support_line": "Ashmoor Victim Care on 01632 960 199",
    "data_notice": "ashmoor.example/your-data",
    # readers
    "written_to": "applicant",
    "victim_kind": "person",
    "victim_names": ["Amara Lindqvist-Bell", "Ravi Lindqvist-Bell"],
    "advocate_name": "Councillor Wren Okafor",
    # dates of the case
    "received_on": "2026-12-10",
    "received_at": "2026-12-10T15:40:00+00:00",
    "received_how": "online",
    "completed_on": "2026-12-14",
    "incident_count": 7,
    "report_count": 7,
    "threshold_due": "2026-12-30",
    "acknowledge_due": "2026-12-17",
    "tracking_code": "K7QM-2XHD",
    "track_at": "ashmoor.example/follow",
    "victims_missing": ["Ravi Lindqvist-Bell", "Mina Castellan"],
    "victims_consenting": ["Amara Lindqvist-Bell"],
    "is_reminder": False,
    "asked_on": "2026-12-11",
    "reminder_date": "2026-12-29",
    "lapse_date": "2027-01-13",
    "consent_form_at": "ashmoor.example/consent-form",
    # threshold
    "decided_by": "individual",
    "reports_counted": 3,
    "reports_needed": 3,
    "people_counted": 5,
    "people_needed": 5,
    "discretion_reason": "The noise has gone on for over a year. It keeps you awake most nights.",
    "review_working_days": 20,
    "review_limit": "2027-01-22",
    "outcome_limit": "2027-01-22",
    "contact_by": "2026-12-31",
    "call_times": "after 4pm",
    "taking_part": ["the police", "the council", "the health service", "the landlord"],
    "victim_voice_mode": "statement",
    "statement_due": "2027-01-12",
    "complaint_rows": [
        {
            "what": "Shouting in the yard",
            "happened_on": "2026-11-02",
            "reported_on": "2026-11-03",
            "counts": True,
            "reason": None,
        },
        {
            "what": "Bins set on fire",
            "happened_on": "2026-09-01",
            "reported_on": "2026-10-05",
            "counts": False,
            "reason": "Reported too late. The month ended Wednesday 30 September 2026.",
        },
    ],
    "discretion_persistence": "The two events were two months apart. Nothing has been reported since.",
    "discretion_harm": "You told us that you sleep badly. We offered you support.",
    "discretion_response": "The council visited within a week. The police spoke to the people there.",
    "handover_owner": "Sam Tarrant, Ashmoor Borough Council",
    "handover_phone": "01632 960 155",
    "handover_contact_by": "2027-01-06",
    "appeal_body": "the Office of the Police and Crime Commissioner for Carr Dale",
    "appeal_address": ["Commissioner’s Office", "1 Castle Hill", "Carrford", "CD1 1AA"],
    "appeal_email": "appeals@carrdale.example",
    "appeal_phone": "01632 960 170",
    "appeal_last_day": "2027-01-22",
    # outcome
    "meeting_on": "2027-01-14",
    "decision": "further_actions",
    "findings": [
        {"question": "Was enough done to stop or reduce it?", "answer": "Partly. The visits helped for a while."},
        {"question": "How long has it gone on?", "answer": "For seven months, most weekends."},
    ],
    "recommendations": [
        {"text": "Put a light and a camera in the yard", "body": "the council"},
        {"text": "Visit every Friday evening for three months", "body": "the police"},
    ],
    "good_faith_reason": "Two of the events were seen by staff. They happened in another way.",
    "plan_due": "2027-02-05",
    "call_made": True,
    "call_at": "2027-01-21T15:40:00+00:00",
    # more of the intake
    "advocate_relation": "your ward councillor",
    "consent_on": "2026-12-09",
    "risk_passed_on": False,
    "apply_at": "ashmoor.example/apply",
    "anonymous_report_line": "the Carr Dale Crime Line on 01632 960 111",
    "kept_until": "2028-12-22",
    "lapsed_for": "consent",
    "lapsed_on": "2026-12-21",
    "count_from": "2026-06-23",
    "missing_items": ["The day you called the police about the fire", "Your phone number or email address"],
    "answer_at": "ashmoor.example/answer",
    # agencies
    "agency_name": "Northmoor Police",
    "agency_duty": "public",
    "own_agency": False,
    "concerning": "Amara Lindqvist-Bell, 14 Tanners Row",
    "confirm_rows": [
        {
            "what": "Shouting in the yard",
            "happened_on": "2026-11-02",
            "reported_on": "2026-11-03",
            "channel": "By phone",
            "reference": "NP-4471",
        },
        {
            "what": "Bins set on fire",
            "happened_on": "2026-09-01",
            "reported_on": "2026-10-05",
            "channel": "Online",
            "reference": None,
        },
    ],
    "return_due": "2027-01-05",
    "request_items": [
        "Incidents reported to you, with dates and references",
        "The effect on the victim and on others",
        "What you thought of doing",
        "What you did",
    ],
    "six_month_from": "2026-06-11",
    "six_month_to": "2026-12-10",
    "handling_code": "Official, sensitive",
    "invitee_role": "representative",
    "meeting_at": "2027-01-14T14:00:00+00:00",
    "meeting_format": "separate",
    "meeting_place": "Moot Hall, room 2",
    "papers_on": "2027-01-11",
    "declare_by": "2026-12-31",
    "report_due": "2027-01-12",
    "overdue_what": "information_return",
    "due_on": "2027-01-08",
    "new_due": "2027-01-12",
    "who_will_be_told": ["your manager", "the partnership’s manager"],
    "delay": "extended",
    "promised": "2027-01-22",
    "new_date": "2027-02-05",
    "reason": "One agency found new facts. The chair wants to read them before the meeting decides.",
    # plan
    "plan_status": "partly_agreed",
    "plan_items": [
        {
            "what": "Put a light in the yard",
            "who": "Ashmoor Borough Council",
            "due_on": "2027-02-26",
            "state": "agreed",
            "reason": None,
        },
        {
            "what": "Visit every Friday evening",
            "who": "Northmoor Police",
            "due_on": "2027-04-30",
            "state": "not_agreed",
            "reason": "You would like visits on Saturdays too",
        },
    ],
    "next_update": "2027-02-19",
    "update_working_days": 20,
    "plan_review_date": "2027-04-22",
    "handed_to": "lead_officer",
    "handover_items": [
        {
            "what": "Put a light in the yard",
            "who": "Ashmoor Borough Council",
            "due_on": "2027-02-26",
            "measure": "the light works after dark",
        },
        {"what": "Tell the neighbours when", "who": "Ashmoor Borough Council", "due_on": "2027-02-12", "measure": None},
    ],
    "accept_by": "2027-01-26",
    "response_due": "2027-02-05",
    "raised_on": "2027-03-01",
    "concern": "The light does not work.",
    "what_we_found": "The light was put up on time. It was never joined to the power.",
    "concern_result": "changes",
    "changes": ["An electrician will join the light to the power"],
    "changes_by": "2027-03-12",
    "closing_reason": "plan_done",
    "done_items": ["A light and a camera stand in the yard", "The police visited each Friday"],
    "feedback_at": "ashmoor.example/feedback",
    "feedback_by": "2027-05-21",
    # stopping
    "withdrawn_on": "2026-12-21",
    "next_step": "Tell you if we will hold a review",
    "next_date": "2026-12-30",
    "partners_told_by": "2026-12-23",
    "safeguarding_continues": False,
    "safeguarding_by": "The council leads this work",
    "papers_back_by": "2027-01-22",
    "promised_what": "Tell you the outcome of the review",
    **APPEAL_SAMPLES,
    **NOTICE_SAMPLES,
}

# The day and the facts of a letter that belongs to a later moment of the case.
_OFFICER: Mapping[str, Json] = {
    "recipient_name": "Dana Verity",
    "recipient_address": ["Northmoor Police", "Station Road", "Ashmoor", "AS1 2PD"],
}
LATER: Mapping[str, Mapping[str, Json]] = {
    "L-CT-04": {"recipient_name": "Councillor Wren Okafor"},
    "L-CT-09": _OFFICER,
    "L-CT-10": _OFFICER,
    "L-CT-20": _OFFICER,
    "L-CT-21": _OFFICER,
    "L-CT-05": {"written_to": "advocate", "recipient_name": "Councillor Wren Okafor"},
    "L-CT-08": {"reports_counted": 1, "people_counted": 1},
    "L-CT-11": {**_OFFICER, "letter_on": "2027-01-11"},
    "L-CT-12": {"letter_on": "2027-01-19"},
    "L-CT-13": {"letter_on": "2027-01-22", "appeal_last_day": "2027-02-19"},
    "L-CT-14": {"letter_on": "2027-02-05", "appeal_last_day": "2027-02-19"},
    "L-CT-15": {
        **_OFFICER,
        "letter_on": "2027-01-22",
        "recommendations": [{"text": "Visit every Friday evening for three months", "body": "the police"}],
    },
    "L-CT-16": {"letter_on": "2027-03-05"},
    "L-CT-17": {"letter_on": "2027-04-23"},
    "L-CT-18": {"written_to": "victim"},
    "L-CT-23": {"letter_on": "2027-01-25", "reason": "The officer was ill. Nobody took the work over in time."},
    "L-CT-24": {
        "letter_on": "2027-01-08",
        "reason": "This meeting is part of a larger one. It also deals with other people’s private matters.",
    },
    **APPEAL_LATER,
    **NOTICE_LATER,
}

# What only a branch carries; the ordinary letter goes without.
LEFT_OUT = frozenset(
    {
        *("copied_to", "victims_consenting", "floor_reason", "what_would_change", "still_acts_for"),
        "attend_reason",
        *APPEAL_LEFT_OUT,
        *NOTICE_LEFT_OUT,
    }
)


def sample_values(key: str, **changes: Json) -> dict[str, Json]:
    """Return values for every field of a letter but the ones that only a branch carries."""
    kind = letter_catalogue()[key]
    values = {field.name: SAMPLES[field.name] for field in kind.fields if field.name not in LEFT_OUT}
    return {**values, **LATER.get(key, {}), **changes}
