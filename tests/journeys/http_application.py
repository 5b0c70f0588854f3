"""An application and its refusal, page by page without scripts: what an appeal needs before it can be made."""

import re

from service.demo import answers as said
from service.demo.answers import JO, MARIAN, OFFICERS
from tests.journeys.http_people import Person
from tests.journeys.http_town import HttpTown
from tests.journeys.public_pages import ANSWERS, Incident, Receipt
from tests.journeys.staff_tasks import PREVIEW, SEND_ANSWER, without

FORM = "/ask/ash/application/"
SENT = re.compile(r"Your reference: (?P<reference>\S+) .*Your code to follow it: (?P<code>\S+)\.")


def apply(person: Person, incidents: list[Incident]) -> Receipt:
    """Fill in the whole public form and send it."""
    person.open("/ask")
    person.follow("Ashmoor")
    person.press("Start now")
    _answer_until(person, "incidents")
    person.follow("Tell us about an incident")
    for number, incident in enumerate(incidents, start=1):
        _tell(person, incident)
        person.press("Continue", {"another": number < len(incidents)})
    _answer_until(person, "check")
    found = SENT.search(person.press("Send my application"))
    assert found, person.words
    return Receipt(reference=found["reference"], code=found["code"])


def follow(person: Person, receipt: Receipt) -> str:
    """Open the tracking page, with reference and code where they are asked for; give what it says."""
    person.open("/follow/application")
    if person.address == "/follow":
        person.press("Follow my application", {"reference": receipt.reference, "code": receipt.code})
    return person.words


def refuse(town: HttpTown, receipt: Receipt) -> None:
    """Take the application from its receipt on Monday to the refusal on Thursday 5 March 2026."""
    jo = town.at(JO)
    town.go_to("Tue 3 Mar 2026 09:00")
    jo.do("Check immediate risk", said.RISK, button="Save the risk check")
    jo.do("Check the application", said.COMPLETE, button="Save the check")
    jo.find_task("Acknowledge the application")
    jo.seal()
    town.go_to("Thu 5 Mar 2026 09:00")
    for officer in OFFICERS.values():
        at_desk = town.at(officer)
        at_desk.find_task("Confirm what you hold")
        answers = said.confirmed(at_desk.keys("reports"), view="not_met")
        at_desk.press(SEND_ANSWER, without(answers, "withholds"))
    jo.find_task("Group the reports")
    jo.press("Group the reports", said.grouped(jo.keys("reports")))
    jo.do("Decide the threshold", said.THRESHOLD_NOT_MET, button=PREVIEW)
    jo.do("Hand over what goes on", said.hand_over(town.clock.today()), button=PREVIEW)
    jo.find_task("Write: threshold not met")
    jo.ask_approval()
    town.at(MARIAN).approve_letter("We will not hold a review")
    assert town.case(receipt.reference).refusal_letter_on == town.clock.today()


def _answer_until(person: Person, until: str) -> None:
    while (slug := person.address.removeprefix(FORM)) != until:
        person.press("Continue", ANSWERS[slug])
        assert person.address.removeprefix(FORM) != slug, person.words


def _tell(person: Person, incident: Incident) -> None:
    reference = {"reference": f"NP-{incident.happened_on:%d%m}", "action_known": "They came."}
    for answers in (
        {"happened_on": incident.happened_on},
        {"what": "Bottles thrown at the front door"},
        {"told": [incident.body]},
        {"reported_on": incident.reported_on},
        {"channel": "phone"},
        reference,
    ):
        person.press("Continue", answers)
