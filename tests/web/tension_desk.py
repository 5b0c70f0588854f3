"""People who work by the protocols for tension and incidents, each at a browser; a second area beside theirs."""

from collections.abc import Callable
from dataclasses import dataclass, field

from service.store.database import Sessions
from service.store.people import Area
from tests.browser import Browser
from tests.builders import a_person
from tests.ready_area import a_ready_area, publish_procedure

ROLES = (
    *("risk_lead", "asb_manager", "commander", "council_officer", "comms_officer", "coordinator"),
    *("senior_officer", "crro", "police_coordinator", "director", "auditor", "csp_manager", "process_owner"),
    *("spoc_deputy", "administrator"),
)
EVERYBODY = frozenset({*ROLES, "elsewhere"})


@dataclass
class Desk:
    """The browsers of an area's people by their role; "elsewhere" is the co-ordinator of another area."""

    new_browser: Callable[[], Browser]
    seats: dict[str, Browser] = field(default_factory=dict)

    def at(self, role: str) -> Browser:
        """Give the browser of whoever holds the role, signed in."""
        if role not in self.seats:
            self.seats[role] = self.new_browser().be(f"{role}@example.org")
        return self.seats[role]

    def statuses(self, path: str) -> dict[str, int]:
        """Give what everybody gets at an address."""
        return {role: self.at(role).get(path).status for role in EVERYBODY}


def open_desk(sessions: Sessions, new_browser: Callable[[], Browser]) -> Desk:
    """Make the areas Ashmoor and Carr Dale with their people."""
    with sessions.write() as session, session.begin():
        publish_procedure(session)
        here: Area = a_ready_area(session)
        elsewhere = a_ready_area(session, code="CAR", name="Carr Dale")
        for role in ROLES:
            a_person(session, name=role.replace("_", " ").title(), email=f"{role}@example.org", role=role, area=here)
        a_person(session, name="Elsewhere", email="elsewhere@example.org", role="coordinator", area=elsewhere)
    return Desk(new_browser)
