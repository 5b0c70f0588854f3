"""Values that most letters share: references, names, addresses, the contact, who reads it."""

from typing import Any

from service.cases.letters.values.view import Provider, View
from workflows import local_date

KINDS = {"individual": "person", "business": "business", "group": "group"}
SPOC_TITLE = "Single point of contact for case reviews"


def _contact(name: str) -> Provider:
    def read(view: View) -> str | None:
        spoc = view.spoc()
        return str(getattr(spoc, name)) if spoc else None

    return read


def _written_to(view: View) -> str:
    """Tell whether the reader is a victim who applied, an advocate, or the victim of one."""
    party = next((p for p in view.file.parties if p.id == view.reader.party_id), None)
    if party is None or (party.is_advocate and (party.withdrawn_at is None or not party.is_victim)):
        return "advocate"
    if view.code == "L-CT-18" and party.is_advocate:
        return "advocate"  # the short note that the role has ended, to someone who is a victim too
    represented = {row.victim_id for row in view.file.consents}
    has_applied = party.is_applicant or party.id not in represented  # joined with a form of their own (CT-07)
    return "applicant" if has_applied else "victim"


def _victim_kind(view: View) -> str:
    victim = next(iter(view.file.victims), view.file.applicant)
    return KINDS.get(victim.kind, "person")


def _advocate_name(view: View) -> str | None:
    found = [party for party in view.file.parties if party.is_advocate]
    return found[-1].name if found else None


def _advocate_relation(view: View) -> str | None:
    found = [party for party in view.file.parties if party.is_advocate]
    return found[-1].relation or None if found else None


def _copied_to(view: View) -> list[str] | None:
    """Name who else gets this very letter, to the applicant only."""
    from letters import letter_catalogue

    if not letter_catalogue()[view.code].copies_to_victim or _written_to(view) == "victim":
        return None
    return [party.name for party in view.file.represented_victims] or None


def _concerning(view: View) -> str:
    victims = ", ".join(party.name for party in view.file.victims) or view.file.applicant.name
    place = view.file.application.location or view.file.applicant.street
    return f"{victims}, {place}" if place else victims


def _agency_name(view: View) -> str | None:
    body = view.file.bodies.get(view.item)
    return body.name if body else view.reader.name


def _agency_duty(view: View) -> str:
    body = view.file.bodies.get(view.item)
    return "public" if body is None or body.is_public else "non_public"


def _address(view: View) -> list[str] | None:
    return list(view.reader.address) or None


def _received_on(view: View) -> str:
    return local_date(view.file.application.received_at).isoformat()


def _completed_on(view: View) -> str | None:
    completed = view.file.application.completed_at
    return local_date(completed).isoformat() if completed else None


def _work_address(view: View) -> str:
    return f"{view.file.base_url}/work"


def _track_address(view: View) -> str:
    return f"{view.file.base_url}/follow"


def _area(name: str) -> Provider:
    def read(view: View) -> Any:
        return getattr(view.file.area, name) or None

    return read


PROVIDERS: dict[str, Provider] = {
    "case_ref": lambda view: view.file.case.reference,
    "area_name": lambda view: view.file.area.partnership_name,
    "area_address": lambda view: [str(line) for line in view.file.area.address],
    "scheme_name": lambda view: view.file.rules.scheme_name,
    "formerly": lambda view: view.file.rules.formerly or None,
    "letter_on": lambda view: view.file.today.isoformat(),
    "recipient_name": lambda view: view.reader.name,
    "recipient_address": _address,
    "contact_name": _contact("name"),
    "contact_role": lambda view: view.file.rules.role_titles.get("spoc", SPOC_TITLE),
    "contact_phone": _contact("phone"),
    "contact_email": _contact("email"),
    "contact_hours": _area("contact_hours"),
    "support_line": _area("support_line"),
    "data_notice": _area("privacy_at"),
    "copied_to": _copied_to,
    "written_to": _written_to,
    "victim_kind": _victim_kind,
    "victim_names": lambda view: [party.name for party in view.file.represented_victims],
    "advocate_name": _advocate_name,
    "advocate_relation": _advocate_relation,
    "concerning": _concerning,
    "agency_name": _agency_name,
    "agency_duty": _agency_duty,
    "received_on": _received_on,
    "received_at": lambda view: view.file.application.received_at.isoformat(),
    "received_how": lambda view: view.file.application.channel,
    "completed_on": _completed_on,
    "answer_at": _work_address,
    "L-CT-06:answer_at": _track_address,
    "track_at": _track_address,
    "acknowledge_due": lambda view: view.limit("ct_acknowledge"),
    "incident_count": lambda view: len({row.occasion or row.id for row in view.file.incidents}),
    "report_count": lambda view: len(view.file.incidents),
}
