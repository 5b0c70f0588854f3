"""The main job without a mouse, and where the focus goes. Source: WCAG 2.1.1, 2.4.1, 2.4.3."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from service.demo import answers as said
from service.demo.answers import IRIS, JO
from service.demo.cases import AMARA, INES, a_form
from service.demo.driver import Driver, posted
from service.demo.people import PASSWORD
from tests.journeys.town import Town

MOST_STEPS = 80
FOCUSED = "(wanted) => document.activeElement !== null && document.activeElement.matches(wanted)"


@pytest.fixture
def desk(town: Town) -> Page:
    """Jo's browser at the sign-in page; one application has come in."""
    Driver(town.toolbox, area_code="ASH", start=town.clock.now()).apply(a_form(AMARA, date(2026, 3, 2)))
    page = town.desk_of(JO)
    page.goto(f"{town.address}/sign-in?next=/work")
    return page


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the focus stands on what a selector names."""
    for _ in range(MOST_STEPS):
        if page.evaluate(FOCUSED, wanted):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} is not reached with the Tab key on {page.url}")


def sign_in(page: Page) -> None:
    tab_to(page, "#email")
    page.keyboard.type(JO)
    tab_to(page, "#password")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def press_enter_at(page: Page, wanted: str) -> None:
    tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def open_first_task(page: Page) -> None:
    sign_in(page)
    press_enter_at(page, ".fm-row__who button")
    assert "You took “Check immediate risk”." in page.get_by_role("status").inner_text()
    press_enter_at(page, ".fm-row__task a")
    assert "/tasks/" in page.url


def answer_with_keys(page: Page, name: str, value: str) -> None:
    """Answer one question: arrows among the answers to choose, letters into a field."""
    tab_to(page, f'[name="{name}"]')
    chosen = f'[name="{name}"][value="{value}"]'
    if page.locator(f'[name="{name}"]').first.get_attribute("type") != "radio":
        page.keyboard.type(value)
        return
    page.keyboard.press("Space")
    for _ in range(MOST_STEPS):
        if page.locator(chosen).is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{chosen} is not reached with the arrow keys")


def test_a_task_is_taken_and_answered_with_the_keyboard_only(desk: Page) -> None:
    open_first_task(desk)
    for name, values in posted(said.RISK).items():
        answer_with_keys(desk, name, values[0])
    press_enter_at(desk, "main form button.govuk-button:not(.govuk-button--secondary)")
    assert "You answered this at 9am" in desk.inner_text("main")


def test_the_first_tab_is_the_skip_link_and_it_leads_to_the_content(desk: Page) -> None:
    sign_in(desk)
    desk.keyboard.press("Tab")
    assert desk.evaluate(FOCUSED, ".govuk-skip-link")
    desk.keyboard.press("Enter")
    assert desk.evaluate("document.activeElement.id") == "main-content"
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_errors_take_the_focus_and_lead_to_their_field(desk: Page) -> None:
    open_first_task(desk)
    press_enter_at(desk, "main form button.govuk-button:not(.govuk-button--secondary)")
    assert desk.title().startswith("Error:")
    assert desk.evaluate(FOCUSED, ".govuk-error-summary")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    assert desk.evaluate(FOCUSED, '[name="danger_now"]')


def press_keys(page: Page, *keys: str) -> None:
    page.wait_for_load_state()
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.parametrize(("key", "path"), [("w", "/work"), ("c", "/cases"), ("l", "/letters")])
def test_g_and_a_letter_lead_to_a_page_of_the_menu(town: Town, key: str, path: str) -> None:
    page = town.at_desk(JO, "/account")
    press_keys(page, "g", key)
    page.wait_for_url(f"{town.address}{path}")


def test_a_slash_goes_to_find_a_case_and_types_nothing(desk: Page) -> None:
    sign_in(desk)
    press_keys(desk, "/", "G", "c", "?")
    expect(desk.get_by_label("Find a case")).to_be_focused()
    # from here on the keys are letters of what is looked for
    expect(desk.get_by_label("Find a case")).to_have_value("Gc?")
    assert desk.url.endswith("/work")


def test_j_and_k_go_along_the_tasks_and_stop_at_the_ends(town: Town, desk: Page) -> None:
    # given two tasks on the list
    Driver(town.toolbox, area_code="ASH", start=town.clock.now()).apply(a_form(INES, date(2026, 3, 2)))
    sign_in(desk)
    tasks = desk.locator(".fm-row__task a")
    expect(tasks).to_have_count(2)
    press_keys(desk, "j")
    expect(tasks.nth(0)).to_be_focused()
    press_keys(desk, "j")
    expect(tasks.nth(1)).to_be_focused()
    press_keys(desk, "k", "k")
    expect(tasks.nth(0)).to_be_focused()
    # from a button in a row the next row follows
    desk.locator(".fm-row").nth(0).get_by_role("button", name="Take it").focus()
    press_keys(desk, "j")
    expect(tasks.nth(1)).to_be_focused()


def test_a_question_mark_lists_the_keys_of_this_person(town: Town) -> None:
    page = town.at_desk(IRIS)
    press_keys(page, "?")
    page.wait_for_url(f"{town.address}/account/keys")
    words = page.inner_text("main")
    assert "Goes to Asked of you" in words
    assert "Goes to Letters" not in words
    assert "Find a case" not in words
    # and a key that leads nowhere for her does nothing
    press_keys(page, "g", "l", "/")
    assert page.url.endswith("/account/keys")


def test_keys_with_ctrl_belong_to_the_browser(desk: Page) -> None:
    sign_in(desk)
    press_keys(desk, "Control+j", "Alt+j")
    assert not desk.evaluate(FOCUSED, ".fm-row__task a")


def test_wcag_2_1_4_keys_that_are_switched_off_do_nothing_until_they_are_on_again(town: Town) -> None:
    page = town.at_desk(JO)
    press_keys(page, "?")
    page.get_by_role("button", name="Switch single keys off").click()
    expect(page.get_by_text("Single keys are off.")).to_be_visible()
    press_keys(page, "/", "g", "c")
    assert not page.evaluate(FOCUSED, "#find-a-case")
    assert page.url.endswith("/account/keys")
    page.get_by_role("button", name="Switch single keys on").click()
    expect(page.get_by_text("Single keys are on.")).to_be_visible()
    press_keys(page, "g", "c")
    page.wait_for_url(f"{town.address}/cases")
