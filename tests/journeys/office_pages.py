"""What somebody does on the pages of the office: find a task, answer it, check and approve a letter."""

import re

from playwright.sync_api import Page
from sqlalchemy import select

from service.demo.driver import Answers
from service.store.work import OpenTask
from tests.journeys.answering import answer, go_by, press
from tests.journeys.town import Town

KEY = re.compile(r"[a-z_]+-([a-z0-9_]+)-[a-z_]+")
EVERYTHING = re.compile("^Nobody has taken")
LATER = re.compile(r"Show \d+ later task")
UNTAKEN = "/work?whose=untaken&later=yes"


def open_task(town: Town, email: str, task: str) -> Page:
    """Find a task by its name in a list of work: the first by the links on it, later ones by the list's address."""
    page = town.at_desk(email, list_with(town, task) if town.has_shown_lists else "/work")
    for way in (EVERYTHING, LATER):
        if not _is_listed(page, task):
            go_by(page.get_by_role("link", name=way))
            town.has_shown_lists = way is LATER or town.has_shown_lists
    go_by(page.get_by_role("link", name=task, exact=True).first)
    assert "/tasks/" in page.url
    return page


def list_with(town: Town, task: str) -> str:
    """Give the address of the list that a task stands in: with its taker, or with all that nobody has taken."""
    with town.toolbox.sessions.read() as session:
        takers = session.scalars(select(OpenTask.claimed_by_id).where(OpenTask.name == task)).all()
    return "/work" if any(takers) else UNTAKEN


def _is_listed(page: Page, task: str) -> bool:
    return page.get_by_role("link", name=task, exact=True).count() > 0


def take_task(town: Town, email: str, task: str) -> None:
    """Press "Take it" in the list."""
    page = town.at_desk(email)
    if not _is_listed(page, task):
        go_by(page.get_by_role("link", name=EVERYTHING))
    go_by(page.get_by_role("button", name=re.compile(f"^Take it.*{re.escape(task)}$")))
    assert f"You took “{task}”." in page.get_by_role("status").inner_text()


def answer_task(town: Town, email: str, task: str, answers: Answers, *, button: str) -> Page:
    """Open a task, answer its questions, press its main button; the page after it says that it was answered."""
    page = open_task(town, email, task)
    return finish_task(page, answers, button=button)


def finish_task(page: Page, answers: Answers, *, button: str) -> Page:
    """Answer the questions of the open task and press its main button."""
    answer(page, answers)
    press(page, button)
    refused = page.locator(".govuk-error-summary")
    assert not refused.count(), refused.inner_text()
    return page


def choose(page: Page, name: str, words: str) -> None:
    """Choose an answer by its words: somebody by name."""
    field = page.locator(f'main [name="{name}"]')
    if field.first.evaluate("one => one.type") == "select-one":
        value = field.locator("option", has_text=words).first.get_attribute("value")
        field.select_option(value)
        return
    item = page.locator(f'.govuk-radios__item:has(input[name="{name}"])', has_text=words)
    item.first.locator("input").check()


def keys_on(page: Page, rows: str) -> list[str]:
    """Give the keys of the rows that a question asks about, as they stand on the page."""
    names = page.locator(f'main [name^="{rows}-"]').evaluate_all("all => all.map(one => one.name)")
    return list(dict.fromkeys(found[1] for name in names if (found := KEY.fullmatch(name))))


# -- letters --------------------------------------------------------------------------------------------------------


def seal_letters(page: Page) -> str:
    """Look at every letter of the open task, seal and send them; give the text of the last one."""
    text = read_letters(page)
    go_by(page.get_by_role("button", name=re.compile("^Seal and send")))
    assert "Sealed on" in page.inner_text("main"), page.inner_text("main")
    return text


def read_letters(page: Page) -> str:
    """Look at every letter of the open task; give the text of the last one."""
    following = page.get_by_role("link", name=re.compile("^Look at the next"))
    while following.count():
        go_by(following)
    return str(page.locator(".fm-paper").inner_text())


def ask_approval(page: Page) -> None:
    """Ask somebody else to approve the letter on the page."""
    read_letters(page)
    go_by(page.locator('button[name="act"][value="ask"]'))
    assert "You asked for approval" in page.inner_text("main"), page.inner_text("main")


def approve_letters(town: Town, email: str, title: str) -> str:
    """Find a letter among those that wait, read it, approve, seal and send it; give its text."""
    page = town.at_desk(email)
    go_by(page.get_by_role("navigation", name="Menu").get_by_role("link", name="Letters"))
    waiting = page.get_by_role("link", name=re.compile("^Wait"))
    if waiting.count():
        go_by(waiting.first)
    go_by(page.get_by_role("link", name=re.compile(re.escape(title), re.IGNORECASE)).first)
    text = read_letters(page)
    answer(page, {"answer": "send"})
    press(page, "Save my answer")
    assert "Sealed on" in page.inner_text("main"), page.inner_text("main")
    return text


# -- the case -------------------------------------------------------------------------------------------------------


def find_case(town: Town, email: str, words: str) -> Page:
    """Type into Find a case, as with a ringing phone; one hit opens the case."""
    page = town.at_desk(email)
    page.get_by_label("Find a case").fill(words)
    press(page, "Find")
    assert "/cases/" in page.url, page.inner_text("main")
    return page
