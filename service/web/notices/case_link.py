"""The page of a case by the procedure it runs: a situation, an incident, or any other case."""

from service.access import INCIDENT, TENSION
from service.web.casework.links import href_if_built

PAGES = {TENSION: "tension.tension_page", INCIDENT: "incidents.incident_page"}


def page_of_case(process_id: str, reference: str) -> str:
    """Give the address of the page on which a case of this procedure is run."""
    return href_if_built(PAGES.get(process_id, "casework.case_now"), reference=reference)
