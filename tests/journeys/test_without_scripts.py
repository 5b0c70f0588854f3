"""The main job with scripts switched off: apply, sign in, take a task, answer, seal a letter. Source: brief, Part 1."""

from datetime import date

from service.demo.answers import DEV, IRIS, JO
from service.demo.cases import AMARA, a_form
from service.demo.driver import Driver
from service.store.work import Deadline
from tests.journeys import office_pages as office
from tests.journeys import public_pages as public
from tests.journeys import staff_tasks as staff
from tests.journeys.answering import go_by
from tests.journeys.public_pages import Incident
from tests.journeys.town import Town

INCIDENTS = [Incident(happened_on=date(2026, 2, 10), reported_on=date(2026, 2, 12))]


def test_an_application_is_acknowledged_and_confirmed_without_scripts(town_without_scripts: Town) -> None:
    town = town_without_scripts
    receipt = public.apply(town.resident(), town.address, INCIDENTS)
    staff.check_risk(town, JO)
    staff.check_application(town, JO)
    letter = staff.acknowledge(town, JO)
    assert receipt.reference in letter
    for officer in (IRIS, DEV):
        staff.confirm_reports(town, officer)
    clocks = {(row.clock, row.key): row.state for row in town.rows(Deadline, receipt.reference)}
    assert clocks["ct_acknowledge", ""] == "done"
    assert clocks["ct_threshold_return", "police"] == "done"
    assert clocks["ct_threshold_return", "council"] == "running"


def test_a_case_shows_where_it_is_in_words_without_scripts(town_without_scripts: Town) -> None:
    town = town_without_scripts
    driver = Driver(town.toolbox, area_code="ASH", start=town.clock.now())
    page = office.find_case(town, JO, driver.apply(a_form(AMARA, date(2026, 3, 2))))
    go_by(page.get_by_role("navigation", name="This case").get_by_role("link", name="Where it is"))
    words = page.inner_text("main")
    assert "The same in words" in words
    assert "Check immediate risk" in words
