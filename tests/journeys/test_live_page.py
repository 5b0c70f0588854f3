"""A page with running times keeps itself fresh, never while somebody types, and can be stopped. Brief page 7."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from service import create_app
from service.config import Settings
from service.wiring import build_toolbox
from tests.builders import PASSWORD
from tests.databases import copy_sqlite
from tests.frozen_clock import FrozenClock
from tests.journeys.answering import go_by
from tests.journeys.town import SECRET
from tests.live_pages import NARROW, WIDE, axe_findings, goes_sideways, served
from tests.web.tension_town import Town, open_town

MINUTE = 60_000


@pytest.fixture
def town(sqlite_template: Path, tmp_path: Path) -> Iterator[tuple[Town, str]]:
    """A town with a case at level 2, served; its clock stands at 11:48am."""
    settings = Settings(
        database_url=copy_sqlite(sqlite_template, tmp_path),
        secret_key=SECRET,
        base_url="http://127.0.0.1:8000",
        var_folder=tmp_path / "var",
    )
    clock = FrozenClock()
    toolbox = build_toolbox(settings, clock=clock)
    opened = open_town(toolbox.sessions, lambda: pytest.fail("nobody opens a browser without scripts here"), clock)
    with served(create_app(toolbox)) as address:
        yield opened, address
    toolbox.close()


@pytest.fixture
def page(town: tuple[Town, str], chromium: Browser) -> Iterator[Page]:
    """The commander's browser at the case."""
    context = chromium.new_context(viewport={"width": WIDE, "height": 900})
    shown = context.new_page()
    shown.clock.install()
    shown.goto(f"{town[1]}/sign-in")
    shown.get_by_label("Email address").fill("commander@example.org")
    shown.get_by_label("Password", exact=True).fill(PASSWORD)
    go_by(shown.get_by_role("button", name="Sign in"))
    shown.goto(f"{town[1]}{town[0].page}")
    yield shown
    context.close()


def pass_a_minute(town: tuple[Town, str], page: Page) -> None:
    town[0].clock.pass_time(minutes=1)
    page.clock.fast_forward(MINUTE + 1000)


def test_the_page_is_made_anew_each_minute_and_the_keyboard_stays_where_it_was(
    town: tuple[Town, str], page: Page
) -> None:
    expect(page.get_by_text("It is now 11:48am")).to_be_visible()
    page.get_by_role("link", name="Why this time").focus()
    pass_a_minute(town, page)
    expect(page.get_by_text("It is now 11:49am")).to_be_visible()
    expect(page.get_by_text("3 hours 51 minutes left.")).to_be_visible()
    expect(page.get_by_role("link", name="Why this time")).to_be_focused()
    page.get_by_role("link", name="Why this time").blur()
    assert axe_findings(page) == []
    page.set_viewport_size({"width": NARROW, "height": 900})
    assert axe_findings(page) == []
    assert not goes_sideways(page)


def test_nothing_is_made_anew_while_somebody_types(town: tuple[Town, str], page: Page) -> None:
    page.get_by_label("Find a case").fill("ASH")
    page.get_by_role("link", name="Why this time").focus()
    pass_a_minute(town, page)
    expect(page.get_by_text("It is now 11:48am")).to_be_visible()
    # when the field is empty again / then the next minute is shown
    page.get_by_label("Find a case").fill("")
    page.get_by_role("link", name="Why this time").focus()
    pass_a_minute(town, page)
    expect(page.get_by_text("It is now 11:50am")).to_be_visible()


def test_it_can_be_stopped_and_stays_stopped(town: tuple[Town, str], page: Page) -> None:
    page.get_by_role("button", name="Stop refreshing").click()
    pass_a_minute(town, page)
    expect(page.get_by_text("It is now 11:48am")).to_be_visible()
    page.reload()
    expect(page.get_by_text("It is now 11:49am")).to_be_visible()
    pass_a_minute(town, page)
    expect(page.get_by_text("It is now 11:49am")).to_be_visible()
    # when it is asked for again / then it goes on
    page.get_by_role("button", name="Keep this page fresh").click()
    pass_a_minute(town, page)
    expect(page.get_by_text("It is now 11:51am")).to_be_visible()


def test_somebody_who_was_signed_out_is_led_to_sign_in(town: tuple[Town, str], page: Page) -> None:
    town[0].clock.pass_time(minutes=31)
    page.clock.fast_forward(MINUTE + 1000)
    page.wait_for_url(re.compile(r"/sign-in\?next=/tension/"))
