"""What is typed into a task is kept by itself, and never more than that. Source: design brief, Behaviour."""

from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from service.demo import answers as said
from service.demo.answers import JO
from service.demo.cases import AMARA, a_form
from service.demo.driver import Driver
from service.store.work import OpenTask, TaskAnswer
from tests.journeys.answering import answer, go_by, press
from tests.journeys.office_pages import take_task
from tests.journeys.town import Town

TASK = "Check immediate risk"
HALF_A_MINUTE = 30_000
MOST_LOOKS = 50
NOT_SAVED = "Not saved. Save it yourself before you leave."


@pytest.fixture
def reference(town: Town) -> str:
    """One application has come in."""
    driver = Driver(town.toolbox, area_code="ASH", start=town.clock.now())
    return driver.apply(a_form(AMARA, date(2026, 3, 2)))


@pytest.fixture
def page(town: Town, reference: str) -> Page:
    """Jo's browser at the task that Jo has taken; its clock is moved by hand."""
    take_task(town, JO, TASK)
    return task_page(town)


def task_page(town: Town) -> Page:
    page = town.at_desk(JO)
    page.clock.install()
    go_by(page.get_by_role("link", name=TASK, exact=True))
    return page


def reasons(page: Page) -> Locator:
    return page.locator('[name="reasons"]')


def kept_line(page: Page) -> Locator:
    return page.locator(".fm-kept")


def drafts(town: Town, reference: str) -> list[list[str]]:
    """Give the reasons of each draft in the record."""
    rows = [row for row in town.rows(TaskAnswer, reference) if row.is_draft]
    return [row.answers["posted"]["reasons"] for row in rows]


def test_what_was_typed_is_a_draft_after_half_a_minute(town: Town, reference: str, page: Page) -> None:
    town.clock.pass_time(minutes=10)
    reasons(page).press_sequentially("Seen twice.")
    page.clock.run_for(HALF_A_MINUTE)
    expect(kept_line(page)).to_have_text("Saved as a draft at 9:10am")
    assert drafts(town, reference) == [["Seen twice."]]
    # the person goes on typing where they were
    expect(reasons(page)).to_be_focused()
    # and the page says it too when it is opened again
    page.reload()
    expect(reasons(page)).to_have_value("Seen twice.")


def test_the_button_still_takes_the_answer_after_a_draft_was_kept(town: Town, reference: str, page: Page) -> None:
    answer(page, said.RISK)
    page.clock.run_for(HALF_A_MINUTE)
    expect(kept_line(page)).to_have_text("Saved as a draft at 9am")
    press(page, "Save the risk check")
    (given,) = [row for row in town.rows(TaskAnswer, reference) if row.element_id == "Task_CheckImmediateRisk"]
    assert not given.is_draft


def test_nothing_is_sent_while_nothing_changes(page: Page) -> None:
    sent: list[str] = []
    # what the page's own scripts send; a picture or font that is asked for late is none of it
    page.on("request", lambda request: sent.append(request.method) if request.resource_type == "fetch" else None)
    page.clock.run_for(4 * HALF_A_MINUTE)
    assert sent == []
    reasons(page).fill("Once.")
    page.clock.run_for(HALF_A_MINUTE)
    expect(kept_line(page)).to_have_text("Saved as a draft at 9am")
    page.clock.run_for(4 * HALF_A_MINUTE)
    assert sent == ["POST"]


def test_a_draft_that_cannot_be_kept_says_so_and_is_tried_again(town: Town, reference: str, page: Page) -> None:
    reasons(page).fill("Seen twice.")
    page.context.set_offline(True)
    page.clock.run_for(HALF_A_MINUTE)
    expect(kept_line(page)).to_have_text(NOT_SAVED)
    assert drafts(town, reference) == []
    page.context.set_offline(False)
    page.clock.run_for(HALF_A_MINUTE)
    expect(kept_line(page)).to_have_text("Saved as a draft at 9am")
    assert drafts(town, reference) == [["Seen twice."]]


def test_who_leaves_the_page_keeps_what_was_typed_last(town: Town, reference: str, page: Page) -> None:
    reasons(page).fill("Seen twice.")
    page.goto(f"{town.address}/account")
    for _ in range(MOST_LOOKS):  # the browser sends it while the next page opens
        if drafts(town, reference):
            break
        page.wait_for_timeout(100)
    assert drafts(town, reference) == [["Seen twice."]]


def test_answers_that_were_refused_are_kept_though_nothing_more_is_typed(
    town: Town, reference: str, page: Page
) -> None:
    reasons(page).fill("Seen twice.")
    press(page, "Save the risk check")
    assert page.title().startswith("Error:")
    page.clock.run_for(HALF_A_MINUTE)
    expect(kept_line(page)).to_have_text("Saved as a draft at 9am")
    assert drafts(town, reference) == [["Seen twice."]]


def test_a_task_that_nobody_has_taken_is_not_taken_by_typing(town: Town, reference: str) -> None:
    page = task_page(town)
    reasons(page).fill("Seen twice.")
    expect(kept_line(page)).to_contain_text("nothing is saved by itself")
    page.clock.run_for(2 * HALF_A_MINUTE)
    assert drafts(town, reference) == []
    assert [row.claimed_by_id for row in town.rows(OpenTask, reference) if row.name == TASK] == [None]
    # the button takes it
    press(page, "Save as draft")
    assert drafts(town, reference) == [["Seen twice."]]
