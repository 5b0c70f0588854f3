"""What the demonstration lacks so that every page can be opened.

Letters being written, a form without a name, proposals of rules and holidays, applications half filled in and sent.
"""

import re
from datetime import date

from flask.testing import FlaskClient
from sqlalchemy import update

from service.cases import AddTensionReport, AskForApproval, handle
from service.cases.procedures import newest_version
from service.cases.tension_area.quarterly import IssueQuarterlyReport
from service.cases.tension_area.report_text import ReportWords
from service.cases.tracking import change_code
from service.demo import answers as said
from service.demo import tension
from service.demo.answers import JO, OFFICERS
from service.demo.cases import HOLLIS, TEODOR, a_form
from service.demo.driver import Driver
from service.demo.stories import Story
from service.store.cases import TENSION, Case
from service.store.people import AreaRulesVersion, Person
from tests.browser import Browser
from tests.frozen_clock import FrozenClock, at
from tests.journeys.demo_town import TODAY as BACK_TODAY
from tests.journeys.demo_town import DemoTown
from tests.journeys.incident_extras import declare_incident
from tests.ready_area import publish_procedure
from tests.web.applicant import ABOUT_YOU, Applicant

HONOR = "honor.lacey@ashmoor.example"
TODAY = {"from-day": "22", "from-month": "12", "from-year": "2026"}
FILLING, FOLLOWING = "somebody at the form", "somebody who follows"
APPEALING = "somebody who may appeal"
REPORTING = "somebody who reported a concern"
SET_UP_AT = at("Mon 6 Jan 2025 09:00")
CONCERN = {
    "what": "Two groups shout at each other.",
    "ward": "Kestrel ward",
    "when": "Every night",
    "source": "community",
}
CODE = re.compile(r"follow it: <strong>([A-Z0-9-]+)</strong>")
REFERENCE = re.compile(r"ASH-CT-2026-\d{4}")


def add_extras(town: DemoTown) -> None:
    """Add everything, through commands and forms."""
    town.clients[FILLING] = fill_in(town).browser.client
    town.clients[FOLLOWING] = send_and_follow(town)
    town.clients[APPEALING] = follow_a_decision(town)
    post_without_name(town)
    propose_rules(town)
    write_letters(town)
    prepare_for_tension(town)
    report_on_spring(town)
    raise_tension(town)
    town.clients[REPORTING] = report_concern(town)
    declare_incident(town)


def fill_in(town: DemoTown) -> Applicant:
    """Fill in the form and stop before it is sent."""
    applicant = Applicant(Browser(town.app.test_client()))
    applicant.begin()
    for slug, fields in {**ABOUT_YOU, "for-whom": {"basis": "one_of_several"}}.items():
        if slug != "asking-as":
            applicant.answer(slug, fields)
    return applicant.add_incident(1, happened="2026-12-01", reported="2026-12-02")


def send_and_follow(town: DemoTown) -> FlaskClient:
    """Send an application and follow it in the same browser."""
    applicant = Applicant(Browser(town.app.test_client())).fill_in().send()
    browser = applicant.browser
    receipt = browser.get("/ask/ash/application/sent").page
    code, reference = CODE.findall(receipt)[0], REFERENCE.findall(receipt)[0]
    browser.post("/follow", seen="/follow", reference=reference, code=code)
    assert browser.status == 303, browser.page
    return browser.client


def follow_a_decision(town: DemoTown) -> FlaskClient:
    """Follow, with a new code, the application whose outcome was told."""
    with town.toolbox.sessions.write() as session, session.begin():
        code = change_code(session, case_id=town.case_id(1))
    browser = Browser(town.app.test_client())
    browser.post("/follow", seen="/follow", reference=town.reference(1), code=code)
    assert browser.status == 303, browser.page
    return browser.client


def post_without_name(town: DemoTown) -> None:
    """Send a form without a name."""
    browser = Browser(town.app.test_client())
    browser.post("/ask/ash/no-name", seen="/ask/ash/no-name", words="Shouting every night at 9 Ferry Street.")
    assert browser.status == 303, browser.page


def propose_rules(town: DemoTown) -> None:
    """Propose a shorter clock and a new bank holiday."""
    browser = Browser(town.client(HONOR))
    shorter = {"target": "2", "limit": "3", "reason": "We can be faster.", "do": "propose", **TODAY}
    clocks = "/settings/ASH/clocks"
    browser.post(f"{clocks}/ct_acknowledge", seen=f"{clocks}?change=ct_acknowledge", **shorter)
    assert browser.status == 303, browser.page
    day = {"on-day": "4", "on-month": "2", "on-year": "2027"}
    browser.post(
        "/settings/holidays", seen="/settings/holidays", change="add", name="A royal day", reason="Proclaimed", **day
    )
    assert browser.status == 303, browser.page


def write_letters(town: DemoTown) -> None:
    """Leave one letter to its writer and one waiting for approval."""
    driver = Driver(town.toolbox, area_code="ASH", start=town.toolbox.clock.now())
    Story(driver, driver.apply(a_form(HOLLIS, driver.today))).check()
    asked = Story(driver, driver.apply(a_form(TEODOR, driver.today)))
    asked.check()
    asked.acknowledge()
    asked.confirm(*OFFICERS)
    asked.group()
    driver.answer(asked.reference, "Task_DecideThreshold", said.THRESHOLD_MET, by=JO)
    task_id = driver.task(asked.reference, "Task_SendThresholdMet").task_id
    handle(driver.toolbox, AskForApproval(actor=driver.actor(JO), task_id=task_id))


def raise_tension(town: DemoTown) -> None:
    """Bring a situation to level 2, with a restricted report and an alert out."""
    with town.toolbox.sessions.write() as session, session.begin():
        if newest_version(session, TENSION) is None:
            publish_procedure(session, TENSION)
    driver = Driver(town.toolbox, area_code="ASH", start=town.toolbox.clock.now())
    reference = tension.report(driver)
    closed = tension.concern(driver, is_restricted=True, handling="Police only")
    case_id = town.rows(Case, reference=reference)[0].id
    handle(town.toolbox, AddTensionReport(actor=driver.actor(tension.MABEL), case_id=case_id, concern=closed))
    tension.set_level(driver, reference, (3, 2, 1), 2)


def report_concern(town: DemoTown) -> FlaskClient:
    """Report a concern from the public pages, with danger now and a name."""
    browser, page = Browser(town.app.test_client()), "/report-a-concern/ash"
    named = {"reply": "email", "name": "Tamsin Vale", "email": "tamsin.vale@home.example"}
    browser.post(page, seen=page, danger="yes", is_violent="no", **CONCERN, **named)
    assert browser.status == 303, browser.page
    return browser.client


def prepare_for_tension(town: DemoTown) -> None:
    """List two contacts, one who stands in and one who cannot be told, and a response; answer the checklist, plan."""
    browser, new = Browser(town.client(HONOR)), "/tension/contacts/ASH/new"
    reached = {"email": "kit.marlowe@police.example", "phone": "01632 960 301"}
    browser.post(new, seen=new, role="deputy", name="Insp Kit Marlowe", deputy="nobody", account="nobody", **reached)
    assert browser.status == 303, browser.page
    (bram,) = town.rows(Person, email=tension.BRAM)
    browser.post(new, seen=new, role="commander", name=bram.name, deputy="1", account=str(bram.id))
    assert browser.status == 303, browser.page
    new = "/tension/responses/ASH/new"
    browser.post(new, seen=new, what="Meet the traders of Ferry Street", who="Neighbourhood team", band="heightened")
    assert browser.status == 303, browser.page
    due = {"due_on-day": "29", "due_on-month": "1", "due_on-year": "2027"}
    for step, told in (("eep", {"in_place": "yes"}), ("reporting", {"in_place": "no", "owner": "Honor Lacey", **due})):
        address = f"/tension/set-up/ASH/{step}"
        browser.post(address, seen=address, **told, action="Agree who reads the report")
        assert browser.status == 303, browser.page
    plan = "/tension/plan/ASH/2026/change"
    browser.post(plan, seen=plan, review="A calm year.", training="Two wardens", events="Fair", members="The team")
    assert browser.status == 303, browser.page


def report_on_spring(town: DemoTown) -> None:
    """Issue the quarterly report of April to June when it was due; the one after it is left to write.

    The area is older than the demonstration's first day: an area owes nothing on quarters before it was set up.
    """
    with town.toolbox.sessions.write() as session, session.begin():
        session.execute(update(AreaRulesVersion).where(AreaRulesVersion.version == 1).values(proposed_at=SET_UP_AT))
    clock = town.toolbox.clock
    assert isinstance(clock, FrozenClock)
    today = clock.now()
    clock.set("Tue 7 Jul 2026 10:00")
    told = ReportWords(words="A calm quarter.", agencies_note="", answers="", comments_by=date(2026, 8, 4))
    driver = Driver(town.toolbox, area_code="ASH", start=clock.now())
    handle(
        town.toolbox,
        IssueQuarterlyReport(actor=driver.actor(HONOR), area_id=driver.area_id, ends_on=date(2026, 6, 30), told=told),
    )
    clock.set(BACK_TODAY)
    assert clock.now() == today
