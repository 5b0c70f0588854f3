"""Values of the two threshold letters: what the count said, what decided, how to appeal. Source: CT-25, CT-27."""

from typing import Any

from service.cases.letters.values.view import Provider, View, the
from service.cases.threshold_count import count_threshold
from service.store.record import ReportedIncident
from workflows import AttendanceFacts, Limb, ThresholdResult, decide_attendance, limit_on, reason_sentence

BY_LIMB = {
    Limb.ONE_PERSON: "individual",
    Limb.DIFFERENT_PEOPLE: "group",
    Limb.HATE: "discretion",
    Limb.STATUTORY_FLOOR: "statutory_floor",
}
KIND_WORDS = {"council": "the council", "police": "the police", "health": "the health service"}
VOICES = {"none": "none", "statement": "statement", "first_part": "invited", "represented": "represented"}


def _count(view: View) -> ThresholdResult:
    if "count" not in view.file.memo:
        view.file.memo["count"] = count_threshold(view.file)
    found: ThresholdResult = view.file.memo["count"]
    return found


def _decided_by(view: View) -> str:
    limb = _count(view).decided_by
    return BY_LIMB[limb] if limb else "discretion"


def _test(view: View, limb: Limb, which: str) -> int | None:
    test = _count(view).test(limb)
    return int(getattr(test, which)) if test else None


def _reports(which: str) -> Provider:
    def read(view: View) -> int | None:
        limb = Limb.STATUTORY_FLOOR if _decided_by(view) == "statutory_floor" else Limb.ONE_PERSON
        return _test(view, limb, which)

    return read


def _people(which: str) -> Provider:
    return lambda view: _test(view, Limb.DIFFERENT_PEOPLE, which)


def _complaint_rows(view: View) -> list[dict[str, Any]]:
    """Give each report with whether it counts and why not, counting ones first. Source: CT-25."""
    names = {code: body.name for code, body in view.file.bodies.items()}
    by_id = {str(row.id): row for row in view.file.incidents}
    return [
        {
            "what": by_id[row.complaint.id].what,
            "happened_on": row.complaint.happened_on.isoformat(),
            "reported_on": row.complaint.reported_on.isoformat(),
            "counts": row.counts,
            "reason": reason_sentence(row, body_names=names),
        }
        for row in _count(view).rows_for_page
        if row.complaint.happened_on and row.complaint.reported_on and _may_read(view, by_id[row.complaint.id])
    ]


def _may_read(view: View, incident: ReportedIncident) -> bool:
    """Tell whether a report may stand in this copy: one of several victims reads only their own. Source: DP-05."""
    is_own_copy = view.reader.party_id in {party.id for party in view.file.represented_victims}
    if not is_own_copy or len(view.file.represented_victims) == 1:
        return True
    return incident.reported_by_id == view.reader.party_id


def _considered(name: str) -> Provider:
    def read(view: View) -> str | None:
        decision = view.decision("threshold")
        return str(decision.inputs.get(name) or "") or None if decision else None

    return read


def _reasons(view: View) -> str | None:
    decision = view.decision("threshold")
    return decision.reasons or None if decision else None


def _floor_reason(view: View) -> str | None:
    """Give the reason for a refusal above the law's minimum, where the area only warns. Source: CT-20."""
    if not _count(view).statutory_floor:
        return None
    return _considered("floor_reason")(view) or _reasons(view)


def _taking_part(view: View) -> list[str]:
    kinds = {attendee.who for attendee in decide_attendance(AttendanceFacts()).required}
    taking_part = [body for body in view.file.bodies.values() if body.kind in kinds and body.is_relevant]
    return list(dict.fromkeys(KIND_WORDS.get(body.kind, body.name) for body in taking_part))


def _voice(view: View) -> str:
    meeting = view.file.meeting
    answered = view.answer("Task_DecideVictimPart", "victim_mode") if meeting else None
    mode = answered or view.file.rules.victim_voice.value
    return VOICES.get(mode, mode)


def _statement_due(view: View) -> str | None:
    meeting = view.file.meeting
    if meeting is None:
        return view.target("ct_review_meeting")
    return view.limit("ct_papers")


def _working_days(clock: str) -> Provider:
    return lambda view: view.file.register.rule(clock).limit


def _appeal_last_day(view: View) -> str:
    """Give the last day to appeal: the window counts from the letter's own date. Source: AP-06."""
    window = view.file.rules.appeal.window_working_days
    return limit_on(view.file.today, working_days=window, calendar=view.file.calendar).isoformat()


def _handover(name: str) -> Provider:
    return lambda view: view.answer("Task_HandOverCase", name)


def _area(name: str) -> Provider:
    return lambda view: getattr(view.file.area, name) or None


PROVIDERS: dict[str, Provider] = {
    "decided_by": _decided_by,
    "reports_counted": _reports("found"),
    "reports_needed": _reports("needed"),
    "people_counted": _people("found"),
    "people_needed": _people("needed"),
    "discretion_reason": _reasons,
    "review_working_days": _working_days("ct_review_meeting"),
    "review_limit": lambda view: view.limit("ct_review_meeting"),
    "outcome_limit": lambda view: view.limit("ct_review_outcome"),
    "contact_by": lambda view: view.limit("ct_contact"),
    "taking_part": _taking_part,
    "victim_voice_mode": _voice,
    "statement_due": _statement_due,
    "complaint_rows": _complaint_rows,
    "floor_reason": _floor_reason,
    "discretion_persistence": _considered("persistence"),
    "discretion_harm": _considered("harm"),
    "discretion_response": _considered("response"),
    "what_would_change": _considered("what_would_change"),
    "handover_owner": _handover("handover_owner"),
    "handover_phone": _handover("handover_phone"),
    "handover_contact_by": _handover("handover_contact_by"),
    "appeal_body": lambda view: the(view.file.rules.appeal.body_name),
    "appeal_address": lambda view: [str(line) for line in view.file.area.appeal_address],
    "appeal_email": _area("appeal_email"),
    "appeal_phone": _area("appeal_phone"),
    "appeal_last_day": _appeal_last_day,
}
