"""The warning before a browser is signed out, against the server's own idle time. Source: SEC-072, WCAG 2.2.1."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import update

from service.demo.answers import JO
from service.demo.cases import AMARA, a_form
from service.demo.driver import Driver
from service.store.people import SignInSession
from service.store.work import TaskAnswer
from tests.journeys.answering import go_by
from tests.journeys.office_pages import take_task
from tests.journeys.town import Town
from tests.live_pages import NARROW, axe_findings, goes_sideways, wait_until

WARNING = "You will be signed out at 9:30am because nothing has happened for a while."
TASK = "Check immediate risk"


@pytest.fixture
def page(town: Town) -> Page:
    """Jo's browser at the list of work, at 9am; its clock is moved by hand."""
    page = town.desk_of(JO)
    page.clock.install()
    town.at_desk(JO)
    wait_until(page, "localStorage.getItem('folkmoot-session-end')")  # the script knows the end before time jumps
    return page


def warning(page: Page) -> Locator:
    return page.locator(".fm-ending")


def let_pass(town: Town, page: Page, minutes: int) -> None:
    """Let time pass for the server and for the browser."""
    town.clock.pass_time(minutes=minutes)
    page.clock.fast_forward(minutes * 60_000)
    page.clock.run_for(20_000)  # two looks: the first may find the page busy


def is_signed_in(town: Town, page: Page) -> bool:
    """Ask the server by opening a page."""
    page.goto(f"{town.address}/account")
    return "/sign-in" not in page.url


def test_nothing_is_said_until_five_minutes_are_left(town: Town, page: Page) -> None:
    let_pass(town, page, 24)
    expect(warning(page)).to_be_empty()
    let_pass(town, page, 1)
    expect(warning(page).get_by_text(WARNING)).to_be_visible()
    assert warning(page).get_attribute("role") == "alert"


def test_the_warning_is_sound_and_takes_no_focus(town: Town, page: Page) -> None:
    page.get_by_label("Find a case").focus()
    let_pass(town, page, 26)
    expect(warning(page)).not_to_be_empty()
    expect(page.get_by_label("Find a case")).to_be_focused()
    assert axe_findings(page) == []
    page.set_viewport_size({"width": NARROW, "height": 900})
    assert axe_findings(page) == []
    assert not goes_sideways(page)


def test_who_stays_signed_in_has_half_an_hour_again_and_the_focus_back(town: Town, page: Page) -> None:
    page.get_by_label("Find a case").focus()
    let_pass(town, page, 26)
    page.get_by_role("button", name="Stay signed in").click()
    expect(warning(page)).to_be_empty()
    expect(page.get_by_label("Find a case")).to_be_focused()
    let_pass(town, page, 20)
    expect(warning(page)).to_be_empty()
    assert is_signed_in(town, page)


def test_who_does_nothing_is_told_that_it_has_happened(town: Town, page: Page) -> None:
    let_pass(town, page, 31)
    expect(warning(page)).to_contain_text("You were signed out.")
    go_by(warning(page).get_by_role("link", name="Sign in again"))
    assert "/sign-in?next=/work" in page.url


def test_the_button_says_it_when_the_session_ended_elsewhere(town: Town, page: Page) -> None:
    let_pass(town, page, 26)
    with town.toolbox.sessions.write() as session, session.begin():
        session.execute(update(SignInSession).values(ended_at=town.clock.now()))
    page.get_by_role("button", name="Stay signed in").click()
    expect(warning(page)).to_contain_text("You were signed out.")


def test_work_in_another_window_puts_the_end_off_here_too(town: Town, page: Page) -> None:
    let_pass(town, page, 20)
    other = page.context.new_page()
    other.clock.install(time=page.evaluate("Date.now()"))
    other.goto(f"{town.address}/account")
    let_pass(town, page, 7)
    expect(warning(page)).to_be_empty()
    let_pass(town, page, 19)
    expect(warning(page)).to_contain_text("You will be signed out at 9:50am")


def test_after_twelve_hours_no_button_is_offered_that_could_not_help(town: Town, page: Page) -> None:
    began = town.clock.now() - timedelta(hours=11, minutes=50)
    with town.toolbox.sessions.write() as session, session.begin():
        session.execute(update(SignInSession).values(started_at=began))
    page.reload()
    let_pass(town, page, 6)
    expect(warning(page)).to_contain_text("You will be signed out at 9:10am, 12 hours after you signed in.")
    expect(warning(page).get_by_role("button")).to_have_count(0)


def test_a_draft_is_kept_before_anything_is_said(town: Town, page: Page) -> None:
    # given Jo who types into a task of hers, and a browser whose timers slept for 26 minutes
    driver = Driver(town.toolbox, area_code="ASH", start=town.clock.now())
    reference = driver.apply(a_form(AMARA, date(2026, 3, 2)))
    take_task(town, JO, TASK)
    go_by(town.at_desk(JO).get_by_role("link", name=TASK, exact=True))
    page.locator('[name="reasons"]').fill("Seen twice.")
    # when it wakes
    let_pass(town, page, 26)
    # then the draft is kept, which is doing something: nobody is about to be signed out
    expect(page.locator(".fm-kept")).to_have_text("Saved as a draft at 9:26am")
    assert [row.answers["posted"]["reasons"] for row in town.rows(TaskAnswer, reference)] == [["Seen twice."]]
    expect(warning(page)).to_be_empty()
    let_pass(town, page, 20)
    expect(warning(page)).to_be_empty()


def test_a_page_without_anybody_signed_in_has_no_warning(town: Town) -> None:
    page = town.resident()
    page.goto(town.address)
    expect(warning(page)).to_have_count(0)
