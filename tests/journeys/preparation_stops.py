"""The pages of what an area prepares for tension and incidents, and who may read them. The rest: sitemap.py."""

from service.demo.people import ASHMOOR
from service.store.notices import ProtocolContact
from tests.journeys.stops import Make, Stop, fixed


def holders(*roles: str) -> frozenset[str]:
    """Give the sign-in addresses of those who hold one of the roles in the demonstration."""
    return frozenset(person.email for person in ASHMOOR if person.role in roles)


BOTH = holders("risk_lead", "commander", "asb_manager", "council_officer", "comms_officer", "coordinator", "crro")
OWNERS = holders("csp_manager", "process_owner")
READ = BOTH | OWNERS | holders("director", "auditor")
READ_CONTACTS = READ | holders("senior_officer", "police_coordinator")
KEEP_CONTACTS = OWNERS | holders("coordinator", "risk_lead", "crro", "police_coordinator")
PREPARE = OWNERS | holders("coordinator", "risk_lead")
(DELPHINE,) = holders("coordinator")
(WYN,) = holders("auditor")
(KIT,) = holders("police_coordinator")


def _page(endpoint: str, path: Make, *, reader: str = DELPHINE, may: frozenset[str], is_page: bool = True) -> Stop:
    return Stop(endpoint=f"tension.{endpoint}", path=path, reader=reader, may=may, is_page=is_page)


PREPARATIONS = (
    _page("contacts", fixed("/tension/contacts"), may=READ_CONTACTS, is_page=False),
    _page("contacts_of_area", fixed("/tension/contacts/ASH"), may=READ_CONTACTS),
    _page("contacts_of_area", fixed("/tension/contacts/ASH?show=ended"), reader=WYN, may=READ_CONTACTS),
    _page("new_contact", fixed("/tension/contacts/ASH/new"), reader=KIT, may=KEEP_CONTACTS),
    _page(
        "contact_page",
        lambda town: f"/tension/contacts/ASH/{town.rows(ProtocolContact, role='commander')[0].id}",
        may=KEEP_CONTACTS,
    ),
    _page("responses", fixed("/tension/responses"), may=READ, is_page=False),
    _page("responses_of_area", fixed("/tension/responses/ASH"), may=READ),
    _page("responses_of_area", fixed("/tension/responses/ASH"), reader=WYN, may=READ),
    _page("set_up", fixed("/tension/set-up"), may=READ, is_page=False),
    _page("set_up_of_area", fixed("/tension/set-up/ASH"), may=READ),
    _page("set_up_of_area", fixed("/tension/set-up/ASH"), reader=WYN, may=READ),
    _page("set_up_step", fixed("/tension/set-up/ASH/governance"), may=PREPARE),
    _page("plan", fixed("/tension/plan"), may=READ, is_page=False),
    _page("plan_of_area", fixed("/tension/plan/ASH"), may=READ),
    _page("plan_of_year", fixed("/tension/plan/ASH/2027"), reader=WYN, may=READ),
    _page("plan_form", fixed("/tension/plan/ASH/2027/change"), may=PREPARE),
    _page("quarterly", fixed("/tension/quarterly"), may=READ, is_page=False),
    _page("quarterly_of_area", fixed("/tension/quarterly/ASH"), may=READ),
    _page("issued_report", fixed("/tension/quarterly/ASH/2026-06-30"), reader=WYN, may=READ),
    _page("report_sheet", fixed("/tension/quarterly/ASH/2026-06-30/public.html"), may=READ, is_page=False),
    _page("comment_page", fixed("/tension/quarterly/ASH/2026-06-30/comment"), may=PREPARE),
    _page("report_page", fixed("/tension/quarterly/ASH/2026-09-30/write"), may=PREPARE),
    Stop(endpoint="public.tension_report", path=fixed("/tension-reports/ash/2026-06-30"), is_page=False),
    _page("new_response", fixed("/tension/responses/ASH/new?band=conflict"), may=PREPARE),
)
