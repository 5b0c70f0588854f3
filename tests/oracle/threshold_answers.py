"""Our answers to the worked threshold cases: windows of one date, and whole lists of complaints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from tests.oracle.shapes import UnknownShape
from workflows.rules.qualifying import Channel, Complaint, Officer, last_day_to_apply, last_day_to_report, qualify
from workflows.rules.threshold import decide_threshold
from workflows.rules.threshold_settings import Basis, BodyKind, ThresholdSettings

Answer = Callable[[str], Any]

_CHANNELS = {
    Channel.WRITING: ("writing", "in_writing", "letter", "post", "paper"),
    Channel.EMAIL: ("email", "e-mail", "e_mail"),
    Channel.PHONE: ("phone", "telephone", "call", "phone_call", "101"),
    Channel.VISIT: ("visit", "office", "office_visit", "in_person", "in_person_office", "front_counter"),
    Channel.ONLINE: ("online", "on-line", "on_line", "web", "web_form", "online_form", "app"),
    Channel.ON_SITE: ("on_site", "on_site_officer", "on_site_conversation", "officer_on_site"),
}
_ON_SITE_OFFICERS = {
    "police_on_duty": Officer.POLICE_ON_DUTY,
    "police_officer_on_duty": Officer.POLICE_ON_DUTY,
    "on_duty_police": Officer.POLICE_ON_DUTY,
    "on_duty_police_officer": Officer.POLICE_ON_DUTY,
    "police_officer": Officer.POLICE_ON_DUTY,
    "police_off_duty": Officer.POLICE_OFF_DUTY,
    "off_duty_police_officer": Officer.POLICE_OFF_DUTY,
    "pcso": Officer.PCSO,
    "on_site_pcso": Officer.PCSO,
}
_BODIES = {
    BodyKind.COUNCIL: ("council", "district_council", "city_council", "borough_council"),
    BodyKind.POLICE: ("police", "pcso"),
    BodyKind.HEALTH: ("health", "ccg", "icb", "integrated_care_board"),
    BodyKind.HOUSING_PROVIDER: ("housing_provider", "housing", "housing_association", "social_landlord", "landlord"),
}
_BASES = {"complaint": Basis.COMPLAINT, "incident": Basis.INCIDENT}


def answer_threshold(left: dict[str, Any]) -> Answer:
    """Return the function that answers a threshold case. Raises UnknownShape."""
    if "complaints" in left:
        return _answer_list(left)
    known = {"incident", "complaint", "application"}
    if not left or not left.keys() <= known:
        raise UnknownShape(f"gives {', '.join(left)}")
    return _answer_windows({name: date.fromisoformat(value) for name, value in left.items()})


def _answer_windows(given: Mapping[str, date]) -> Answer:
    settings = ThresholdSettings()
    ours: dict[str, Any] = {}
    incident, complaint = given.get("incident"), given.get("complaint")
    last_report = last_day_to_report(incident, settings.report_window)
    last_application = last_day_to_apply(complaint, months=settings.eligibility_months)
    if last_report is not None and incident is not None:
        ours["last_qualifying_complaint_date"] = last_report.isoformat()
        ours["next_day_qualifies"] = _qualifies(incident, last_report + timedelta(days=1), None)
    if last_application is not None:
        ours["last_application_date"] = last_application.isoformat()
    if complaint is not None and len(given) > 1:
        verdict = _qualifies(incident or complaint, complaint, given.get("application"))
        ours |= dict.fromkeys(("qualifies", "complaint_qualifies", "qualifying", "in_window"), verdict)

    def answer(name: str) -> Any:
        if name not in ours:
            raise UnknownShape(f"expects {name}")
        return ours[name]

    return answer


def _qualifies(incident: date, complaint: date, application: date | None) -> bool:
    one = _complaint({"id": "C", "incident": incident.isoformat(), "complaint": complaint.isoformat()})
    return qualify(one, application_on=application or complaint, settings=ThresholdSettings()).is_qualifying


def _answer_list(left: dict[str, Any]) -> Answer:
    complaints = [_complaint(dict(one)) for one in left.pop("complaints")]
    application_on = date.fromisoformat(left.pop("application"))
    reset = left.pop("reset", None)
    settings = ThresholdSettings(six_month_basis=_known(_BASES, left.pop("basis", "complaint")))
    if left:
        raise UnknownShape(f"gives {', '.join(left)}")
    reset_on = date.fromisoformat(reset) if reset else None
    result = decide_threshold(complaints, application_on=application_on, settings=settings, reset_on=reset_on)
    ours = {
        "qualifying": [row.complaint.id for row in result.rows if row.is_qualifying],
        "individual_limb": result.limb_a,
        "five_person_limb": result.limb_b,
        "local_threshold_met": result.local_met,
        "statutory_floor_met": result.statutory_floor,
    }

    def answer(name: str) -> Any:
        if name not in ours:
            raise UnknownShape(f"expects {name}")
        return ours[name]

    return answer


def _complaint(one: dict[str, Any]) -> Complaint:
    channel, officer = _channel(one.pop("channel", "writing"))
    complaint = Complaint(
        id=one.pop("id"),
        happened_on=_date(one.pop("incident")),
        reported_on=_date(one.pop("complaint")),
        body_kind=_body(one.pop("body", "council")),
        channel=channel,
        officer=officer,
        person=one.pop("person", "applicant"),
        occasion=one.pop("occasion", ""),
        link=one.pop("link", ""),
        on_site_reason=one.pop("on_site_reason", ""),
    )
    if one:
        raise UnknownShape(f"a complaint gives {', '.join(one)}")
    return complaint


def _date(words: str | None) -> date | None:
    return date.fromisoformat(words) if words else None


def _channel(words: str) -> tuple[Channel, Officer]:
    if words in _ON_SITE_OFFICERS:
        return Channel.ON_SITE, _ON_SITE_OFFICERS[words]
    for channel, names in _CHANNELS.items():
        if words in names:
            return channel, Officer.UNKNOWN
    raise UnknownShape(f"knows the channel {words}")


def _body(words: str) -> BodyKind:
    for kind, names in _BODIES.items():
        if words in names:
            return kind
    return BodyKind.OTHER  # somebody a complaint may be made to, but no relevant body


def _known(values: Mapping[str, Basis], words: str) -> Basis:
    if words not in values:
        raise UnknownShape(f"knows the basis {words}")
    return values[words]
