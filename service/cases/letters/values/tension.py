"""Values of the reply to whoever reported a concern: nothing of what was found. Source: TE-05, TE-31, L-TE-05."""

from typing import Any

from sqlalchemy import select

from service.cases.letters.values.view import Provider, View
from service.store.people import Person
from service.store.queries.holders import first_holder
from service.store.record import Tension, TensionReport
from workflows import local_date
from workflows.rules.tension import Level, first_level_clock, review_clock

REPLIES = ("council_officer", "risk_lead")  # who answers reporters (TE-03), the first one that is held
TITLES = {"council_officer": "Nominated officer of the council", "risk_lead": "Police risk lead"}


def _tension(view: View) -> Tension:
    return view.file.session.get_one(Tension, view.file.case.id)


def _reports(view: View) -> list[TensionReport]:
    rows = select(TensionReport).where(TensionReport.case_id == view.file.case.id).order_by(TensionReport.id)
    return list(view.file.session.scalars(rows))


def _reported_on(view: View) -> str | None:
    own = next((row for row in _reports(view) if row.reporter_id == view.reader.party_id), None)
    return local_date(own.received_at).isoformat() if own else None


def _others_told(view: View) -> bool:
    """Tell whether somebody else reported it openly: that there is a restricted report is told to nobody. TE-31."""
    return any(
        row.reporter_id != view.reader.party_id and not row.is_restricted and row.source != "incident"
        for row in _reports(view)
    )


def _stage(view: View) -> str:
    tension = _tension(view)
    if tension.closed_on is not None:
        return "nothing_found" if tension.outcome == "unfounded" else "settled"
    return "in_hand" if tension.level else "assessing"


def _look_by(view: View) -> str | None:
    """Give the limit of the clock that says when somebody looks again. Source: TE-06, TE-33."""
    level = _tension(view).level
    violent = any(row.is_violent for row in _reports(view))
    return view.limit(review_clock(Level(level)) if level else first_level_clock(has_violence=violent)) or None


def _closed_on(view: View) -> str | None:
    closed_on = _tension(view).closed_on
    return closed_on.isoformat() if closed_on else None


def _contact(name: str) -> Provider:
    def give(view: View) -> Any:
        found = _who_replies(view)
        return (getattr(found[0], name) or None) if found else None

    return give


def _who_replies(view: View) -> tuple[Person, str] | None:
    """Give who answers reporters, and the role they do it in."""
    file = view.file
    for role in REPLIES:
        found = first_holder(file.session, role, area_id=file.case.area_id, today=file.today)
        if found is not None:
            return found, role
    return None


def _title(view: View) -> str | None:
    found = _who_replies(view)
    if found is None:
        return None
    return str(view.file.rules.role_titles.get(found[1]) or TITLES.get(found[1], found[1]))


TENSION: dict[str, Provider] = {
    "area_short_name": lambda view: view.file.area.name,
    "contact_name": _contact("name"),
    "contact_role": _title,
    "contact_phone": _contact("phone"),
    "contact_email": _contact("email"),
    "reported_on": _reported_on,
    "report_stage": _stage,
    "is_merged": _others_told,
    "look_by": _look_by,
    "closed_on": _closed_on,
    "report_at": lambda view: f"{view.file.base_url}/report-a-concern/{view.file.area.code.lower()}",
}
