"""Every page of the address map: who may read it, and that it is sound for everybody at three widths.

Source: issue 2, "Done when"; design brief, Part 1 and Part 3; WCAG 2.2 A and AA.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from werkzeug.routing import Map
from werkzeug.test import TestResponse

from service.demo.answers import JO
from service.demo.cases import AMARA
from service.demo.people import ASHMOOR
from tests.badday.access_table import PLAIN_PAGES
from tests.badday.access_world import LETTER_OF
from tests.badday.refusals import draw_refusals_once
from tests.databases import copy_sqlite
from tests.journeys.checked_page import CheckedPage, Shown, open_checked_page
from tests.journeys.demo_extras import add_extras
from tests.journeys.demo_town import ANYBODY, ROWAN, DemoTown, demo_people, open_demo_town
from tests.journeys.sitemap import FIGURES, STOPS, WITHOUT_PAGE
from tests.journeys.stops import Stop
from tests.live_pages import NARROW, WIDE

NARROWEST = 320
WYN = "wyn.prosser@ashmoor.example"
NOT_FOR_YOU = (302, 303, 403, 404)
LEAKS = re.compile(r"undefined|\bNone\b(?! (?:of|yet|at))|<[A-Za-z]+\.[A-Z_]+:|datetime\.|\{\{|\{%|\[\'|\[object")
EMPTY_CELL = re.compile(r"^\s*None\.?\s*$", re.MULTILINE)  # brief: an empty cell may say "None"
PAGES = [stop for stop in STOPS if stop.is_page]
OPEN_TO_ALL = [stop for stop in STOPS if stop.is_public]
FOR_SOME = [  # a page about no case is asked by everybody in tests/badday/test_access.py, its headers too
    stop for stop in STOPS if not stop.is_public and stop.endpoint not in PLAIN_PAGES
]


def named(stop: Stop) -> str:
    """Give the name of a stop in the list of tests."""
    return f"{STOPS.index(stop):03}-{stop.endpoint}"


@pytest.fixture(scope="module")
def town(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoTown]:
    """The demonstration with something on every page."""
    folder = tmp_path_factory.mktemp("demo")
    with open_demo_town(copy_sqlite(sqlite_template, folder), folder) as opened:
        add_extras(opened)
        draw_refusals_once(opened.app)
        yield opened


@pytest.fixture(scope="module")
def window(town: DemoTown, chromium: Browser) -> Iterator[CheckedPage]:
    """The browser window that all readers use in turn."""
    opened = open_checked_page(chromium)
    yield opened
    opened.context.close()


def test_no_route_is_left_out(town: DemoTown) -> None:
    wanted = {rule.endpoint for rule in town.app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert wanted - WITHOUT_PAGE == {stop.endpoint for stop in STOPS}
    asked = {rule for stop in STOPS for rule in [rule_of(town.app.url_map, stop.path(town))]}
    every = {rule.rule for rule in town.app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert every - asked == {"/static/<path:filename>"}


def rule_of(url_map: Map, path: str) -> str:
    """Give the rule that an address belongs to."""
    rule, _ = url_map.bind("localhost").match(path.partition("?")[0], return_rule=True)
    return str(rule.rule)


@pytest.mark.parametrize("stop", OPEN_TO_ALL, ids=named)
def test_a_public_page_is_there_for_everybody(town: DemoTown, stop: Stop) -> None:
    for email in (ANYBODY, JO, WYN):
        answer = town.client(email).get(stop.path(town))
        assert answer.status_code in (200, *NOT_FOR_YOU), email
        assert headers_wrong(answer) == []


@pytest.mark.parametrize("stop", FOR_SOME, ids=named)
def test_only_those_who_may_read_a_page_get_it(town: DemoTown, stop: Stop) -> None:
    path = stop.path(town)
    answers = {email: town.client(email).get(path) for email in (*demo_people(), ANYBODY)}
    assert [email for email, answer in answers.items() if headers_wrong(answer)] == []
    stranger = answers.pop(ANYBODY)
    assert (stranger.status_code, "/sign-in" in stranger.headers["Location"]) == (303, True)
    got = {email for email, answer in answers.items() if answer.status_code == 200}
    assert all(answers[email].status_code in NOT_FOR_YOU for email in set(answers) - got)
    assert got == stop.may if stop.is_page else got <= stop.may, (got - stop.may, stop.may - got)


def test_of_a_page_about_no_case_both_tables_say_the_same() -> None:
    letters = {person.email: LETTER_OF[person.role] for person in ASHMOOR} | {ROWAN: "Z"}
    rows = {stop: PLAIN_PAGES[stop.endpoint] for stop in STOPS if stop.endpoint in PLAIN_PAGES}
    assert {stop: stop.may for stop in rows} == {
        stop: {email for email, letter in letters.items() if letter in row.may} for stop, row in rows.items()
    }


def headers_wrong(answer: TestResponse) -> list[str]:
    """Give the headers that are missing from an answer."""
    wanted = {"Content-Security-Policy": "default-src 'none'", "Cache-Control": "no-store"}
    return [name for name, value in wanted.items() if value not in answer.headers.get(name, "")]


@pytest.mark.parametrize("stop", PAGES, ids=named)
def test_a_page_is_sound(town: DemoTown, window: CheckedPage, stop: Stop) -> None:
    complaints = open_stop(town, window, stop)
    window.mark_new()
    found = [f"at {WIDE}: {line}" for line in window.find_everywhere()]
    if window.has_new:
        window.be_wide(NARROW)
        found += [f"at {NARROW}: {line}" for line in window.find_in_new()]
    window.be_wide(NARROWEST)
    shown = window.look()
    found += ["goes sideways"] * shown.goes_sideways
    assert found + words_wrong(shown) + complaints == []


def open_stop(town: DemoTown, window: CheckedPage, stop: Stop) -> list[str]:
    """Open a page as its reader does; give what the browser complains of."""
    complaints: list[str] = []
    listen = lambda message: complaints.append(message.text) if message.type == "error" else None  # noqa: E731
    cookie = town.client(stop.reader).get_cookie("folkmoot")
    window.read_as(stop.reader, cookie=cookie.value if cookie else None, address=town.address)
    window.be_wide(WIDE)
    window.page.on("console", listen)
    answer = window.page.goto(f"{town.address}{stop.path(town)}")
    window.page.remove_listener("console", listen)
    assert answer is not None
    assert answer.status == 200, window.page.inner_text("body")
    return complaints


def words_wrong(shown: Shown) -> list[str]:
    """Give what is wrong with heading, title and text."""
    text = EMPTY_CELL.sub("", shown.text)
    wrong = [f"leak: {text[max(0, leak.start() - 40) : leak.end() + 40]!r}" for leak in LEAKS.finditer(text)]
    wrong += [f"{shown.headings} main headings"] * (shown.headings != 1)
    title = shown.title.strip()
    return wrong + ["no title"] * (not title or title.startswith("-"))


SPOIL = """() => {
  const pale = document.createElement('p'), bare = document.createElement('input');
  pale.append('Nobody can read this'), pale.style.color = '#eeeeee';
  document.querySelector('main').append(pale, bare);
}"""
FADE = "() => document.querySelectorAll('main p').forEach(one => { one.style.color = '#eeeeee'; })"


def test_the_check_finds_what_is_new_at_both_widths_and_what_lacks_its_name_everywhere(
    town: DemoTown, window: CheckedPage
) -> None:
    # given a page that was found sound
    stop = next(one for one in PAGES if one.endpoint == "public.privacy")
    open_stop(town, window, stop)
    window.mark_new()
    window.find_everywhere()
    # when it has pale words and a field without a label
    window.page.evaluate(SPOIL)
    window.mark_new()
    # then both are found, wide and narrow
    assert {line.partition(":")[0] for line in window.find_everywhere()} == {"color-contrast", "label"}
    window.be_wide(NARROW)
    assert {line.partition(":")[0] for line in window.find_in_new()} == {"color-contrast", "label"}
    # and where nothing is new, a field without a label is still found
    open_stop(town, window, stop)
    window.page.evaluate(SPOIL)
    window.mark_new()
    assert not window.has_new
    assert [line.partition(":")[0] for line in window.find_everywhere()] == ["label"]
    # and a paragraph like all others that turns pale is of a new kind
    open_stop(town, window, stop)
    window.page.evaluate(FADE)
    window.mark_new()
    assert window.has_new
    assert "color-contrast" in {line.partition(":")[0] for line in window.find_everywhere()}


@pytest.mark.parametrize("part", ["", "/drawing"])
@pytest.mark.parametrize("email", sorted(FIGURES))
def test_those_who_see_figures_read_nobodys_name(town: DemoTown, email: str, part: str) -> None:
    page = town.client(email).get(f"/cases/{town.reference(6)}{part}").get_data(as_text=True)
    assert AMARA.name.split()[0] not in page
    assert "Tanners" not in page
