"""Every branch of every letter: what changes against the ordinary letter of `sample_values.py`."""

from collections.abc import Mapping

from letters.kinds import Json
from tests.letters.appeal_samples import APPEAL_BRANCHES
from tests.letters.notice_samples import NOTICE_BRANCHES

Changes = Mapping[str, Json]

ADVOCATE: Changes = {
    "written_to": "advocate",
    "recipient_name": "Councillor Wren Okafor",
    "victim_names": ["Amara Lindqvist-Bell", "Ravi Lindqvist-Bell"],
}
VICTIM_COPY: Changes = {"written_to": "victim", "advocate_name": "Councillor Wren Okafor"}
BUSINESS: Changes = {"victim_kind": "business", "recipient_name": "Tanners Row Bakery"}
GROUP: Changes = {"victim_kind": "group", "recipient_name": "Tanners Row Tenants"}
READERS: Mapping[str, Changes] = {
    "advocate": ADVOCATE,
    "victim_copy": VICTIM_COPY,
    "business": BUSINESS,
    "group": GROUP,
}

BRANCHES: Mapping[str, Mapping[str, Changes]] = {
    "L-CT-01": {
        **READERS,
        "complete_at_once": {"completed_on": "2026-12-10"},
        "one_report_on_paper": {"incident_count": 1, "report_count": 1, "received_how": "paper"},
        "by_email": {"received_how": "email"},
        "by_phone": {"received_how": "phone"},
        "no_former_name_no_address": {"formerly": None, "recipient_address": None},
    },
    "L-CT-02": {"business": BUSINESS, "group": GROUP, "no_relation": {"advocate_relation": None}},
    "L-CT-03": {
        "no_name": {"recipient_name": None, "recipient_address": None},
        "risk_passed_on": {"risk_passed_on": True},
        "no_anonymous_line": {"anonymous_report_line": None},
    },
    "L-CT-04": {
        "reminder": {"is_reminder": True},
        "some_consent": {"victims_missing": ["Mina Castellan"], "victims_consenting": ["Ravi Lindqvist-Bell"]},
        "business": {"victim_kind": "business"},
        "group_without_web_form": {"victim_kind": "group", "consent_form_at": None},
    },
    "L-CT-05": {
        "victim_copy": VICTIM_COPY,
        "details": {"lapsed_for": "details", "written_to": "applicant"},
        "details_victim_copy": {"lapsed_for": "details", **VICTIM_COPY},
        "some_consent": {**ADVOCATE, "victims_consenting": ["Amara Lindqvist-Bell"]},
        "details_business": {"lapsed_for": "details", "written_to": "applicant", **BUSINESS},
    },
    "L-CT-06": {
        "advocate": ADVOCATE,
        "reminder": {"is_reminder": True},
        "no_web_answer": {"answer_at": None},
    },
    "L-CT-07": {
        **READERS,
        "five_people": {"decided_by": "group"},
        "statutory_floor": {"decided_by": "statutory_floor"},
        "discretion": {"decided_by": "discretion"},
        "voice_none": {"victim_voice_mode": "none", "statement_due": None},
        "voice_invited": {"victim_voice_mode": "invited"},
        "voice_invited_advocate": {"victim_voice_mode": "invited", **ADVOCATE},
        "voice_represented": {"victim_voice_mode": "represented"},
        "any_time_to_call_and_copied": {"call_times": None, "copied_to": ["Ravi Lindqvist-Bell"]},
    },
    "L-CT-08": {
        **READERS,
        "floor_warn_only": {"floor_reason": "Three reports were made. Two are about another place."},
        "what_would_change": {"what_would_change": "Two more reports that count would change our answer."},
        "nothing_counts": {"reports_counted": 0, "people_counted": 0},
        "four_people": {"reports_counted": 4, "people_counted": 4, "reports_needed": 5},
    },
    "L-CT-09": {"not_public": {"agency_duty": "non_public"}, "own_agency": {"own_agency": True}},
    "L-CT-10": {
        "chair": {"invitee_role": "chair"},
        "minute_taker": {"invitee_role": "minute_taker"},
        "by_rule": {"attend_reason": "because a tenant of yours is the victim"},
        "inside_other": {"meeting_format": "inside_other"},
        "after_other": {"meeting_format": "after_other"},
        "virtual": {"meeting_format": "virtual", "meeting_place": "ashmoor.example/meet"},
    },
    "L-CT-11": {
        "threshold_return": {"overdue_what": "threshold_return"},
        "written_report": {"overdue_what": "written_report"},
        "recommendation_response": {"overdue_what": "recommendation_response"},
        "due_today": {"letter_on": "2027-01-08"},
        "overdue": {"letter_on": "2027-01-13"},
        "overdue_threshold_return": {"letter_on": "2027-01-13", "overdue_what": "threshold_return"},
    },
    "L-CT-12": {"advocate": ADVOCATE, "adjourned": {"delay": "adjourned"}},
    "L-CT-13": {
        **READERS,
        "adequate": {"decision": "actions_adequate"},
        "not_in_good_faith": {"decision": "not_in_good_faith"},
        "no_call": {"call_made": False},
        "no_call_victim_copy": {"call_made": False, **VICTIM_COPY},
    },
    "L-CT-14": {
        "agreed": {
            "plan_status": "agreed",
            "plan_items": [
                {"what": "Put a light in the yard", "who": "the council", "due_on": "2027-02-26", "state": "agreed"},
            ],
        },
        "offered": {
            "plan_status": "offered",
            "plan_items": [
                {"what": "Put a light in the yard", "who": "the council", "due_on": "2027-02-26", "state": "offered"},
            ],
        },
    },
    "L-CT-15": {
        "agency": {"handed_to": "agency"},
        "agency_not_public": {"handed_to": "agency", "agency_duty": "non_public"},
    },
    "L-CT-16": {
        "chair_asked": {"concern_result": "chair_asked"},
        "no_change": {"concern_result": "no_change"},
    },
    "L-CT-17": {
        "advocate": ADVOCATE,
        "not_reached": {"closing_reason": "not_reached", "done_items": None},
        "moved_away": {"closing_reason": "moved_away"},
        "nothing_more": {"closing_reason": "nothing_more_recommended", "done_items": []},
    },
    "L-CT-18": {
        "advocate": {"written_to": "advocate", "advocate_name": None, "next_step": None, "next_date": None},
        "advocate_of_others": {"written_to": "advocate", "still_acts_for": ["Ravi Lindqvist-Bell"]},
    },
    "L-CT-19": {**READERS, "safeguarding": {"safeguarding_continues": True}},
    "L-CT-20": {
        "not_named": {"confirm_rows": []},
        "not_public": {"agency_duty": "non_public"},
    },
    "L-CT-21": {"safeguarding": {"safeguarding_continues": True}},
    "L-CT-22": {"advocate": ADVOCATE},
    "L-CT-23": {"advocate": ADVOCATE, "no_reason": {"reason": None}},
    "L-CT-24": {
        "voice_none": {"victim_voice_mode": "none"},
        "represented": {"victim_voice_mode": "represented"},
    },
    **APPEAL_BRANCHES,
    **NOTICE_BRANCHES,
}
ORDINARY = "ordinary"


def every_branch() -> list[tuple[str, str]]:
    """Return each letter's code with each of its branches, the ordinary one first."""
    return [(key, name) for key, branches in BRANCHES.items() for name in (ORDINARY, *branches)]


def branch_changes(key: str, branch: str) -> Changes:
    """Return what a branch changes; nothing for the ordinary letter."""
    return {} if branch == ORDINARY else BRANCHES[key][branch]
