"""An applicant who has sent an application and follows it with a reference and a code."""

import re
from datetime import date

from service.cases import PUBLIC, SubmitApplication, handle
from service.cases.application_form import (
    ApplicationForm,
    Basis,
    IncidentDetails,
    PersonDetails,
    ReportDetails,
)
from service.toolbox import Toolbox
from tests.browser import Browser
from tests.ready_area import a_ready_area, publish_procedure

SECRET_WORDS = "Bottles thrown at the blue door"
FORM = ApplicationForm(
    basis=Basis.OWN,
    applicant=PersonDetails(
        name="Amara Lindqvist-Bell",
        address=("14 Tanners Row", "AS3 7DN"),
        phone="07700 900 417",
        safe_contact="No calls",
    ),
    incidents=(
        IncidentDetails(
            key="1",
            what=SECRET_WORDS,
            happened_on=date(2026, 2, 10),
            reports=(ReportDetails(body_code="police", reported_on=date(2026, 2, 12), channel="phone"),),
        ),
    ),
    behaviour="Noise",
    suspected_source="The Harkers at number 16",
    effect="No sleep",
    outcome_wanted="Quiet",
    is_declared=True,
)


class Follower:
    """An applicant with a reference and a code."""

    def __init__(self, browser: Browser, toolbox: Toolbox, form: ApplicationForm = FORM) -> None:
        """Send an application."""
        with toolbox.sessions.write() as session, session.begin():
            area = a_ready_area(session)
            publish_procedure(session)
        now = toolbox.clock.now()
        command = SubmitApplication(actor=PUBLIC, area_id=area.id, channel="online", received_at=now, form=form)
        result = handle(toolbox, command)
        self.browser, self.toolbox = browser, toolbox
        self.reference, self.code = result.reference, result.said["tracking_code"]
        self.case_id = int(result.where)

    def follow(self, *, reference: str = "", code: str = "") -> Browser:
        """Enter reference and code."""
        fields = {"reference": reference or self.reference, "code": code or self.code}
        return self.browser.post("/follow", seen="/follow", **fields)

    def look(self) -> str:
        """Open the tracking page and give its words."""
        page = self.browser.get("/follow/application").page
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))

    def wish(self, name: str, **fields: object) -> Browser:
        """Send one of the small forms."""
        path = f"/follow/application/{name}"
        return self.browser.post(path, seen=path, **fields)
