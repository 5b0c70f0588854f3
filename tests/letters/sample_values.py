"""One value for every merge field, by name, and the branches of each letter. Everyone in here is invented."""

from collections.abc import Mapping

from letters import letter_catalogue
from letters.kinds import Json

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
    "taking_part": ["the police", "the council", "the health service", "your landlord"],
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
    "appeal_email": "appeals@carrdale-opcc.example",
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
}

# Optional fields that the ordinary letter does not carry; branches switch them on.
LEFT_OUT = frozenset(
    {
        "copied_to",
        "victims_consenting",
        "floor_reason",
        "what_would_change",
        "people_counted_in_refusal",
    }
)


def sample_values(key: str, **changes: Json) -> dict[str, Json]:
    """Return values for every field of a letter but the ones that only a branch carries."""
    kind = letter_catalogue()[key]
    values = {field.name: SAMPLES[field.name] for field in kind.fields if field.name not in LEFT_OUT}
    return {**values, **changes}
