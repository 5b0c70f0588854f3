"""Values of letters that ask: for consent, for missing details, of bodies and agencies."""

from datetime import date

from sqlalchemy import select

from service.cases.letters.values.dates import months_before
from service.cases.letters.values.view import Provider, View, the
from service.store.letters import SealedLetter
from service.store.record import BodyReturn
from workflows import local_date

WHAT_IS_OVERDUE = {
    "threshold": ("threshold_return", "ct_threshold_return"),
    "information": ("information_return", "ct_information_return"),
}
CHANNEL_WORDS = {
    "writing": "in writing",
    "email": "by email",
    "phone": "by phone",
    "visit": "by a visit to the office",
    "online": "online",
    "on_site": "to an officer on site",
}
REQUEST_ITEMS = [
    "Incidents reported to you in these six months",
    "The effect on the victim and on others",
    "What you considered doing",
    "What you did, and when",
]
HANDLING_CODE = "Official-Sensitive: for this case review only"
ROLES_IN_WORDS = {
    "csp_manager": "the community safety manager",
    "agency_manager": "your manager",
    "director": "the partnership director",
    "spoc": "the single point of contact",
    "spoc_deputy": "the deputy",
    "review_chair": "the chair of the review",
}


def _missing(view: View) -> list[str]:
    return [str(item["words"]) for item in view.file.application.missing if not item.get("came_on")]


def _missing_details(view: View) -> list[str]:
    """Name what is missing besides consents, which have their own letter."""
    return [
        str(item["words"])
        for item in view.file.application.missing
        if not item.get("came_on") and not str(item["code"]).startswith("consent")
    ]


def _victims_by_consent(view: View, *, held: bool) -> list[str]:
    with_consent = {row.victim_id for row in view.file.consents if row.received_on and not row.withdrawn_on}
    return [party.name for party in view.file.represented_victims if (party.id in with_consent) is held]


def _consent_on(view: View) -> str | None:
    held = [row.received_on for row in view.file.consents if row.received_on and row.victim_id == view.reader.party_id]
    return held[-1].isoformat() if held else None


def _asked_on(view: View) -> str | None:
    on = view.file.session.scalars(
        select(SealedLetter.letter_on)
        .where(SealedLetter.case_id == view.file.case.id, SealedLetter.code.in_(("L-CT-04", "L-CT-06")))
        .order_by(SealedLetter.sealed_at)
        .limit(1)
    ).first()
    return on.isoformat() if on else None


def _is_reminder(view: View) -> bool:
    return _asked_on(view) is not None


def _reminder_date(view: View) -> str:
    """Give the day of the reminder, also once it has come."""
    row = view.file.deadline("ct_missing_reminder")
    return row.limit_on.isoformat() if row else view.limit("ct_missing_reminder")


def _lapsed_on(view: View) -> str:
    row = view.file.deadline("ct_missing_lapse")
    return row.limit_on.isoformat() if row else view.file.today.isoformat()


def _lapsed_for(view: View) -> str:
    return "consent" if _victims_by_consent(view, held=False) else "details"


def _count_from(view: View) -> str:
    """Give the first day from which a report would count if the application came today. Source: CT-16."""
    months = view.file.rules.threshold.eligibility_months
    return months_before(view.file.today, months=months).isoformat()


def _kept_until(view: View) -> str:
    years = view.file.rules.retention.not_reviewed_years
    today = view.file.today
    return date(today.year + years, today.month, min(today.day, 28)).isoformat()


def _confirm_rows(view: View) -> list[dict[str, object]]:
    """Give the reports that name this body; a body that none names gets an empty list. Source: CT-22."""
    return [
        {
            "what": row.what,
            "happened_on": row.happened_on.isoformat(),
            "reported_on": row.reported_on.isoformat(),
            "channel": CHANNEL_WORDS.get(row.channel, row.channel),
            "reference": row.body_reference,
        }
        for row in view.file.incidents
        if row.body_code == view.item and row.happened_on and row.reported_on
    ]


def _round(view: View) -> str:
    """Tell which return of this body is open."""
    rows = view.file.session.scalars(
        select(BodyReturn.round)
        .where(BodyReturn.case_id == view.file.case.id, BodyReturn.body_code == view.item)
        .order_by(BodyReturn.id.desc())
    )
    return next(iter(rows), "threshold")


def _return_due(view: View) -> str:
    return view.limit("ct_threshold_return" if view.code == "L-CT-20" else "ct_information_return", key=view.item)


def _overdue_clock(view: View) -> tuple[str, str]:
    meeting = view.file.meeting
    if meeting is not None and meeting.held_on is None:
        return "written_report", "ct_papers"
    return WHAT_IS_OVERDUE[_round(view)]


def _due_on(view: View) -> str:
    clock = _overdue_clock(view)[1]
    key = "" if clock == "ct_papers" else view.item
    return view.target(clock, key=key) or view.limit(clock, key=key)


def _new_due(view: View) -> str:
    clock = _overdue_clock(view)[1]
    return view.limit(clock, key="" if clock == "ct_papers" else view.item)


def _who_will_be_told(view: View) -> list[str]:
    rule = view.file.register.rule(_overdue_clock(view)[1])
    return [ROLES_IN_WORDS.get(role, the(role.replace("_", " "))) for role in rule.breach]


def _six_months_from(view: View) -> str:
    received = local_date(view.file.application.received_at)
    return months_before(received, months=6).isoformat()


def _own_agency(view: View) -> bool:
    """Tell whether the body is the SPOC's own: it answers through the SPOC. Source: CT-29."""
    body = view.file.bodies.get(view.item)
    spoc = view.spoc()
    return bool(body and spoc and body.email.partition("@")[2] == spoc.email.partition("@")[2])


PROVIDERS: dict[str, Provider] = {
    "victims_missing": lambda view: _victims_by_consent(view, held=False),
    "victims_consenting": lambda view: _victims_by_consent(view, held=True) or None,
    "consent_on": _consent_on,
    "consent_form_at": lambda view: f"{view.file.base_url}/ask/{view.file.area.code.lower()}/consent-form",
    "apply_at": lambda view: f"{view.file.base_url}/ask/{view.file.area.code.lower()}",
    "is_reminder": _is_reminder,
    "asked_on": lambda view: _asked_on(view) or view.file.today.isoformat(),
    "reminder_date": _reminder_date,
    "lapse_date": lambda view: view.limit("ct_missing_lapse"),
    "lapsed_on": _lapsed_on,
    "lapsed_for": _lapsed_for,
    "missing_items": _missing_details,
    "L-CT-05:missing_items": _missing,
    "count_from": _count_from,
    "kept_until": _kept_until,
    "threshold_due": lambda view: view.limit("ct_threshold_decision"),
    "confirm_rows": _confirm_rows,
    "return_due": _return_due,
    "overdue_what": lambda view: _overdue_clock(view)[0],
    "due_on": _due_on,
    "new_due": _new_due,
    "who_will_be_told": _who_will_be_told,
    "request_items": lambda _: list(REQUEST_ITEMS),
    "six_month_from": _six_months_from,
    "six_month_to": lambda view: local_date(view.file.application.received_at).isoformat(),
    "handling_code": lambda _: HANDLING_CODE,
    "own_agency": _own_agency,
}
