"""Ready answers for the demonstration's invented people: what a sensible officer would type. Used by demo cases."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

Answers = dict[str, Any]

JO, PRIYA, MARIAN = "jo.whitlock@ashmoor.example", "priya.raman@ashmoor.example", "marian.holt@ashmoor.example"
IRIS, GARETH = "iris.tolland@ashmoor.example", "gareth.pell@ashmoor.example"
LENA, DEV = "lena.osei@ashmoor.example", "dev.marsh@ashmoor.example"
NADIA, CAL, TOM = "nadia.farrow@ashmoor.example", "cal.reddy@ashmoor.example", "tom.ashdown@ashmoor.example"
OFFICERS = {"police": IRIS, "council": GARETH, "health": LENA, "housing": DEV}

RISK: Answers = {
    "danger_now": False,
    "safeguarding_adult": False,
    "safeguarding_child": False,
    "hate": False,
    "repeat_victim": True,
    "vulnerable": False,
    "risk_level": "medium",
    "must_act": False,
    "reasons": "Repeated at the same address, no threat to life.",
}
COMPLETE: Answers = {
    "consent_missing": False,
    "details_missing": False,
    "same_problem": "none",
    "other_area": False,
}


def missing_consent(victims: list[str]) -> Answers:
    """Say that no consent has come yet."""
    return {
        **COMPLETE,
        "consents": {victim: {"consent": "missing"} for victim in victims},
        "consent_missing": True,
    }


def confirmed(incidents: list[str], *, view: str = "met") -> Answers:
    """Confirm every report as it was stated."""
    return {
        "reports": {key: {"answer": "as_stated"} for key in incidents},
        "linked": "yes",
        "view": view,
        "withholds": False,
    }


def grouped(incidents: list[str]) -> Answers:
    """Put every report into one group, each its own occasion."""
    return {
        "reports": {
            key: {"link_group": "A", "link_reason": "Same group of people, same place", "occasion": number}
            for number, key in enumerate(incidents, 1)
        },
        "reasons": "All of it comes from the same flat.",
    }


THRESHOLD_MET: Answers = {
    "met": "yes",
    "differs_from_count": False,
    "bodies_disagree": False,
    "reasons": "Three reports within a month of each incident, all about the same problem.",
}
THRESHOLD_NOT_MET: Answers = {
    "met": "no",
    "differs_from_count": False,
    "discretion_persistence": "Two evenings in one week, none since.",
    "discretion_harm": "Lost sleep on two nights. No lasting harm was reported.",
    "discretion_response": "The council wrote to the household within five days and it stopped.",
    "what_would_change": "One more report within a month of what happened.",
    "bodies_disagree": False,
    "reasons": "Two reports count and three are needed. The behaviour has stopped.",
}


def information(on: date) -> Answers:
    """Give what an agency holds of the six months before the application."""
    return {
        "holds_anything": True,
        "incidents": [{"on": on - timedelta(days=40), "words": "Shouting on the stairs", "reference": "NP-1182"}],
        "effect": "The caller was frightened to use the stairs.",
        "action_considered": "A community protection notice.",
        "action_taken": "Words of advice and a visit.",
        "under_18": "no",
        "tenant": "yes",
        "handling_code": "meeting",
        "withholds": False,
    }


def hand_over(on: date) -> Answers:
    """Hand the ongoing behaviour to a named officer."""
    return {
        "asb_continues": True,
        "handover_body": "council",
        "handover_owner": "Gareth Pell, Ashmoor Council",
        "handover_phone": "01632 960 118",
        "handover_contact_by": on + timedelta(days=7),
        "support_offered": "Ashmoor Victim Care was offered.",
    }


def contacted(on: date) -> Answers:
    """Reach the applicant at the first call."""
    return {
        "attempts": [{"on": on, "at": "16:20", "how": "phone", "reached": True, "note": "Spoke for 20 minutes"}],
        "outcome": "reached",
        "explained": True,
        "wanted_outcome": "Quiet after 11pm and a named officer to call.",
        "heard_how": "statement",
    }


def appointed(chair: int, minute_taker: int, on: date) -> Answers:
    """Appoint an independent chair."""
    return {
        "chair": chair,
        "declaration": True,
        "declared_on": on,
        "same_division": False,
        "minute_taker": minute_taker,
        "agreed_by": ["police", "council"],
    }


def meeting_on(on: date) -> Answers:
    """Fix a meeting of its own."""
    return {
        "planned_on": on,
        "planned_time": "14:00",
        "format": "separate",
        "place": "Moot Hall, room 2",
        "tenant": "yes",
        "landlord": "housing",
        "under_18": "no",
    }


VICTIM_PART: Answers = {"victim_mode": "invited"}


def papers(on: date, bodies: list[str]) -> Answers:
    """Send the papers."""
    return {
        "sent_on": on,
        "papers": ["application", "returns", "statement"],
        "comes": {body: {"answer": "comes"} for body in bodies},
    }


def held(on: date, bodies: list[str], lead: int) -> Answers:
    """Hold the meeting and recommend two things."""
    return {
        "held_on": on,
        "attendance": {b: {"presence": "present", "person_words": "Manager", "is_manager": True} for b in bodies},
        "absence": "nobody",
        "reachable": "yes",
        "decision": "further_actions",
        "adequate": "partly",
        "adequate_why": "Visits helped for a while. Nobody checked whether it stayed quiet.",
        "persistence": "Most weekends since August.",
        "harm": "Lost sleep, fear on the stairs, a child moved bedroom.",
        "good_faith": "no",
        "more_information": "No. The returns are enough.",
        "decision_words": "More must be done, by the landlord and the council together.",
        "recommendations": [
            {"text": "Visit the flat and agree quiet hours in writing", "body": "housing", "lead": lead},
            {"text": "Put a noise recorder in for four weeks", "body": "council", "lead": lead},
        ],
        "lessons": [{"words": "Say who checks that an agreed action worked.", "body": "council"}],
    }


MINUTES: Answers = {"minutes": "The eight questions were answered one by one. Two recommendations were made."}
MINUTES_APPROVED: Answers = {"approved": "as_drafted"}
OUTCOME: Answers = {
    "finding_adequate": "The visits helped for a while, but nobody checked that it stayed quiet.",
    "finding_persistence": "It has happened most weekends since August.",
    "finding_harm": "You lost sleep and were afraid to use the stairs.",
    "approved": ["approved"],
}


def circulated(on: date) -> Answers:
    """Send the minutes to those who took part."""
    return {"circulated_on": on, "circulated_to": ["police", "council", "health", "housing"], "restricted": False}


def called(on: date) -> Answers:
    """Tell the applicant by phone first."""
    return {"call_made": True, "called_on": on, "called_at": "15:10", "said": "Relieved that somebody will check."}


def plan(recommendations: list[str], owner: int, on: date) -> Answers:
    """Agree every recommendation with the applicant."""
    row: Mapping[str, Any] = {
        "agreement": "agreed",
        "text": "Done as recommended",
        "owner": owner,
        "body": "council",
        "due_on": on + timedelta(days=28),
        "measure": "No report for four weeks",
    }
    return {"result": "agreed", "discussed_on": on, "items": {key: dict(row) for key in recommendations}}
