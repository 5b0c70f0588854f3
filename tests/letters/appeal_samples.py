"""Values and branches of the letters about an appeal. Everyone in here is invented."""

from collections.abc import Mapping

from letters.kinds import Json

APPEAL_SAMPLES: Mapping[str, Json] = {
    "about_ref": "ASH-CT-2026-0041",
    "appeal_body_name": "Office of the Police and Crime Commissioner for Carr Dale",
    "appeal_hours": "Monday to Thursday, 9am to 4pm",
    "officer_name": "Robin Ashdown",
    "officer_role": "Appeals officer",
    "stage": "1",
    "appeal_received_on": "2027-01-14",
    "appeal_how": "email",
    "is_marked": True,
    "late_accepted": False,
    "late_answer": "You told us that you were away for a week. That left you two weeks to write.",
    "grounds": ["The decision not to hold a review", "How your application was dealt with"],
    "plan_agreed": True,
    "decision_limit": "2027-02-12",
    "missing_for": "both",
    "decision_working_days": 20,
    "file_items": [
        "The application form",
        "The answers of the agencies",
        "The letters you sent",
        "The log of the case",
    ],
    "file_due": "2027-01-22",
    "appeal_event": "registered",
    "appeal_outcome": "upheld",
    "decided_on": "2027-02-11",
    "reasons": [
        {
            "ground": "The decision not to hold a review",
            "words": "One report was left out by mistake. It was made within one month, so it counts.",
        },
    ],
    "remit_points": [
        {"text": "Count the report of 3 November and decide again", "due_on": "2027-02-16"},
        {"text": "Tell the applicant the result", "due_on": "2027-02-18"},
    ],
    "remit_due": "2027-02-18",
    "route": "spoc",
    "route_reason": "You wrote that the light in the yard does not work.",
    "route_contact": "complaints@ashmoor-council.example or 01632 960 181",
    "referred_to": "The landlord answers this as a complaint. Call 01632 960 183.",
    "passed_on": True,
    "awaited": "threshold",
    "reply_by": "2027-02-12",
    "is_repeat": False,
    "last_update_on": "2027-02-10",
    "progress": "We have read the file. We have counted the reports again.",
    "decide_by": "2027-03-24",
    "decision_maker": "commissioner",
    "evidence": ["Your appeal and what came with it", "The form, letters and log of the case"],
    "recount": "We found 3 reports that count. The first count had found 2.",
    "spoc_name": "Jo Whitlock",
    "spoc_phone": "01632 960 142",
    "ended_how": "withdrawn",
    "conceded": False,
    "conceded_words": "The report of 3 November counts after all. A review will be held.",
}

_APPEAL: Mapping[str, Json] = {"case_ref": "ASH-AP-2027-0003", "letter_on": "2027-01-15"}
_SPOC: Mapping[str, Json] = {
    **_APPEAL,
    "recipient_name": "Jo Whitlock",
    "recipient_address": ["Moot Hall, Market Street", "Ashmoor", "AS1 4QX"],
}
_ADVOCATE: Mapping[str, Json] = {"recipient_name": "Councillor Wren Okafor"}
_NOT_UPHELD: Json = [
    {
        "ground": "The decision not to hold a review",
        "words": "The facts were right. Two of the reports came after the month had ended.\n\nThe rules were followed.",
    },
    {"ground": "How your application was dealt with", "words": "You had an answer to each report, and in time."},
]
APPEAL_LATER: Mapping[str, Mapping[str, Json]] = {
    "L-AP-01": _APPEAL,
    "L-AP-02": {
        **_APPEAL,
        **_ADVOCATE,
        "lapse_date": "2027-02-12",
        "missing_items": ["The date of the letter you disagree with"],
    },
    "L-AP-03": _SPOC,
    "L-AP-04": {**_SPOC, "written_to": "spoc", "appeal_outcome": None},
    "L-AP-05": {**_APPEAL, "reasons": None},
    "L-AP-06": {
        **_APPEAL,
        "letter_on": "2027-02-10",
        "promised": "2027-02-12",
        "next_update": "2027-03-10",
        "reason": "The file came late, because of a flood at Moot Hall. Some papers must be copied first.",
    },
    "L-AP-07": {**_APPEAL, "letter_on": "2027-02-11", "reasons": _NOT_UPHELD, "recount": "We found 1, as before."},
    "L-AP-08": {**_APPEAL, "letter_on": "2027-02-11"},
    "L-AP-09": {
        **_APPEAL,
        "letter_on": "2027-01-21",
        "withdrawn_on": "2027-01-20",
        "asked_on": "2027-01-15",
        "lapsed_on": "2027-02-12",
    },
}
# What only a branch carries; the ordinary letter goes without.
APPEAL_LEFT_OUT = frozenset({"appeal_words", "appeal_completed_on", "other_routes"})

_FOR_OTHERS: Mapping[str, Json] = {
    **_ADVOCATE,
    "written_to": "advocate",
    "victim_names": ["Amara Lindqvist-Bell", "Ravi Lindqvist-Bell"],
}
_PARTS: Json = [
    {"ground": "The steps of the plan", "agreed": True, "words": "The plan did not say who would do the visits."},
    {"ground": "How the meeting was held", "agreed": False, "words": "Everyone who had to come was there."},
]
_POINTS: Json = [{"text": "Say in the plan who will do the visits", "due_on": "2027-03-05"}]
_STAGE_2: Mapping[str, Json] = {
    "stage": "2",
    "reasons": [{"ground": "The steps of the plan", "words": "The plan did not say who would do the visits."}],
    "remit_points": _POINTS,
    "remit_due": "2027-03-11",
}
_ENDED: Mapping[str, Json] = {"appeal_event": "decided", "appeal_outcome": "upheld"}

APPEAL_BRANCHES: Mapping[str, Mapping[str, Mapping[str, Json]]] = {
    "L-AP-01": {
        "advocate": _FOR_OTHERS,
        "stage_2": {"stage": "2", "grounds": ["The steps of the plan"]},
        "stage_2_no_plan": {"stage": "2", "grounds": ["That no more action is recommended"], "plan_agreed": False},
        "online": {"appeal_how": "online"},
        "by_letter": {"appeal_how": "letter"},
        "written_down_for_the_appellant": {
            "appeal_how": "transcribed",
            "appeal_words": "I rang three times.\n\nOnly one call was counted.",
        },
        "written_down_without_copy": {"appeal_how": "transcribed"},
        "no_longer_incomplete": {
            "appeal_completed_on": "2027-01-21",
            "letter_on": "2027-01-22",
            "decision_limit": "2027-02-19",
        },
        "accepted_late": {"late_accepted": True, "late_answer": "You were in hospital until 8 January."},
        "not_marked": {"is_marked": False},
        "some_points_elsewhere": {
            "other_routes": [
                {"point": "A step of the plan is late", "route": "spoc"},
                {"point": "The officer was rude to you", "route": "agency"},
                {"point": "Nobody was charged", "route": "cps"},
            ],
        },
        "no_hours_no_former_name_no_address": {"appeal_hours": None, "formerly": None, "recipient_address": None},
    },
    "L-AP-02": {"consent": {"missing_for": "consent"}, "details": {"missing_for": "details"}},
    "L-AP-03": {"stage_2": {"stage": "2"}},
    "L-AP-04": {
        "chair": {"written_to": "chair", "stage": "2"},
        "stage_2": {"stage": "2"},
        "upheld": _ENDED,
        "upheld_stage_2": {**_ENDED, **_STAGE_2},
        "upheld_chair": {**_ENDED, **_STAGE_2, "written_to": "chair"},
        "partly": {**_ENDED, **_STAGE_2, "appeal_outcome": "partly", "reasons": _PARTS},
        "not_upheld": {**_ENDED, "appeal_outcome": "not_upheld", "reasons": _NOT_UPHELD},
        "not_upheld_chair": {
            **_ENDED,
            "appeal_outcome": "not_upheld",
            "written_to": "chair",
            "stage": "2",
            "reasons": [{"ground": "The steps of the plan", "words": "The steps were ones that could be chosen."}],
        },
        "referred": {**_ENDED, "appeal_outcome": "referred"},
        "withdrawn": {**_ENDED, "appeal_outcome": "withdrawn"},
        "lapsed": {**_ENDED, "appeal_outcome": "lapsed"},
    },
    "L-AP-05": {
        "agency": {"route": "agency", "route_reason": "You wrote that the officer was rude.", "passed_on": False},
        "agency_without_contact": {
            "route": "agency",
            "route_reason": "You wrote that nobody called you back.",
            "route_contact": None,
        },
        "cps": {
            "route": "cps",
            "route_reason": "You wrote that someone should be charged.",
            "route_contact": "01632 960 182",
            "passed_on": False,
        },
        "premature_no_review_letter": {"route": "premature", "route_reason": "You wrote before the decision."},
        "premature_no_outcome": {
            "route": "premature",
            "awaited": "outcome",
            "route_reason": "The agencies meet next week.",
        },
        "late": {"route": "late", "appeal_last_day": "2027-01-08"},
        "referred": {"route": "referred", "letter_on": "2027-02-11", "reply_by": "2027-03-11"},
        "referred_with_reasons": {
            "route": "referred",
            "letter_on": "2027-02-11",
            "reply_by": "2027-03-11",
            "reasons": [{"ground": "The steps of the plan", "words": "Your own rent is a matter for the landlord."}],
        },
        "not_passed_on": {"passed_on": False},
    },
    "L-AP-06": {
        "repeated": {
            "is_repeat": True,
            "letter_on": "2027-03-09",
            "next_update": "2027-04-08",
            "decide_by": "2027-04-14",
        },
    },
    "L-AP-07": {
        "advocate": _FOR_OTHERS,
        "by_head_of_office": {"decision_maker": "head_of_office"},
        "no_words_on_the_count": {"recount": None},
        "stage_2": {"stage": "2", "reasons": [{"ground": "The steps of the plan", "words": "They could be chosen."}]},
        "stage_2_no_plan": {
            "stage": "2",
            "plan_agreed": False,
            "reasons": [{"ground": "That no more action is recommended", "words": "The meeting could decide so."}],
        },
    },
    "L-AP-08": {
        "advocate": _FOR_OTHERS,
        "by_head_of_office": {"decision_maker": "head_of_office"},
        "no_words_on_the_count": {"recount": None},
        "stage_2": _STAGE_2,
        "stage_2_no_plan": {**_STAGE_2, "plan_agreed": False},
        "partly": {"appeal_outcome": "partly"},
        "partly_stage_2": {**_STAGE_2, "appeal_outcome": "partly", "reasons": _PARTS},
    },
    "L-AP-09": {
        "stage_2": {"stage": "2"},
        "after_the_agencies_changed_their_decision": {"conceded": True},
        "withdrawn_too_late_to_appeal_again": {"letter_on": "2027-02-01", "withdrawn_on": "2027-01-29"},
        "lapsed": {"ended_how": "lapsed", "letter_on": "2027-02-15"},
        "lapsed_stage_2": {
            "ended_how": "lapsed",
            "letter_on": "2027-02-15",
            "stage": "2",
            "appeal_last_day": "2027-02-19",
        },
    },
}
