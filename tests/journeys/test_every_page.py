"""Every page of the address map: who may read it, and that it is sound for everybody at three widths.

Source: issue 2, "Done when"; design brief, Part 1 and Part 3; WCAG 2.2 A and AA.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.routing import Map

from service.demo.cases import AMARA
from tests.journeys.demo_extras import add_extras
from tests.journeys.demo_town import ANYBODY, DemoTown, demo_people, open_demo_town
from tests.journeys.sitemap import FIGURES, STOPS, WITHOUT_PAGE
from tests.journeys.stops import Stop
from tests.live_pages import NARROW, WIDE, axe_findings, goes_sideways

NARROWEST = 320
NOT_FOR_YOU = (302, 303, 403, 404)
LEAKS = re.compile(r"undefined|\bNone\b(?! (?:of|yet|at))|<[A-Za-z]+\.[A-Z_]+:|datetime\.|\{\{|\{%|\[\'|\[object")
EMPTY_CELL = re.compile(r"^\s*None\.?\s*$", re.MULTILINE)  # brief: an empty cell may say "None"
PAGES = [stop for stop in STOPS if stop.is_page]


def named(stop: Stop) -> str:
    """Give the name of a stop in the list of tests."""
    return f"{STOPS.index(stop):03}-{stop.endpoint}"


@pytest.fixture(scope="module")
def town(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoTown]:
    """The demonstration with something on every page."""
    with open_demo_town(sqlite_template, tmp_path_factory.mktemp("demo")) as opened:
        add_extras(opened)
        yield opened


@pytest.fixture(scope="module")
def desks(town: DemoTown, chromium: Browser) -> Iterator[dict[str, Page]]:
    """The browsers in use, one for each reader."""
    opened: dict[str, Page] = {}
    yield opened
    for page in opened.values():
        page.context.close()


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


@pytest.mark.parametrize("stop", STOPS, ids=named)
def test_only_those_who_may_read_a_page_get_it(town: DemoTown, stop: Stop) -> None:
    path = stop.path(town)
    answers = {email: town.client(email).get(path) for email in (*demo_people(), ANYBODY)}
    headers = [answer.headers for answer in answers.values()]
    assert all("default-src 'none'" in one["Content-Security-Policy"] for one in headers)
    assert all(one["Cache-Control"] == "no-store" for one in headers)
    if stop.is_public:
        assert all(answer.status_code in (200, *NOT_FOR_YOU) for answer in answers.values())
        return
    stranger = answers.pop(ANYBODY)
    assert (stranger.status_code, "/sign-in" in stranger.headers["Location"]) == (303, True)
    got = {email for email, answer in answers.items() if answer.status_code == 200}
    assert all(answers[email].status_code in NOT_FOR_YOU for email in set(answers) - got)
    assert got == stop.may if stop.is_page else got <= stop.may, (got - stop.may, stop.may - got)


@pytest.mark.parametrize("stop", PAGES, ids=named)
def test_a_page_is_sound(town: DemoTown, desks: dict[str, Page], chromium: Browser, stop: Stop) -> None:
    page = desk_of(town, desks, chromium, stop.reader)
    complaints: list[str] = []
    listen = lambda message: complaints.append(message.text) if message.type == "error" else None  # noqa: E731
    page.on("console", listen)
    page.set_viewport_size({"width": WIDE, "height": 900})
    answer = page.goto(f"{town.address}{stop.path(town)}")
    assert answer is not None
    assert answer.status == 200, page.inner_text("body")
    page.remove_listener("console", listen)
    found = [f"at {WIDE}: {line}" for line in axe_findings(page)]
    page.set_viewport_size({"width": NARROW, "height": 900})
    found += [f"at {NARROW}: {line}" for line in axe_findings(page, without=known_of(stop))]
    page.set_viewport_size({"width": NARROWEST, "height": 900})
    found += ["goes sideways"] * goes_sideways(page)
    assert found + words_wrong(page) + complaints == []


def known_of(stop: Stop) -> tuple[str, ...]:
    """Give the slow rule to leave out in a narrow window: the first stop of a template tells of its colours there."""
    is_first = stop is next(one for one in PAGES if one.endpoint == stop.endpoint)
    return () if is_first else ("color-contrast",)


def words_wrong(page: Page) -> list[str]:
    """Give what is wrong with heading, title and text."""
    text = EMPTY_CELL.sub("", page.inner_text("body"))
    wrong = [f"leak: {text[max(0, leak.start() - 40) : leak.end() + 40]!r}" for leak in LEAKS.finditer(text)]
    headings = page.locator("h1").count()
    wrong += [f"{headings} main headings"] * (headings != 1)
    title = page.title().strip()
    return wrong + ["no title"] * (not title or title.startswith("-"))


def desk_of(town: DemoTown, desks: dict[str, Page], chromium: Browser, reader: str) -> Page:
    """Give the browser of a reader, signed in with the session of the plain client."""
    if reader not in desks:
        context: BrowserContext = chromium.new_context(viewport={"width": WIDE, "height": 900})
        cookie = town.client(reader).get_cookie("folkmoot")
        if cookie is not None:
            context.add_cookies([{"name": "folkmoot", "value": cookie.value, "url": town.address}])
        desks[reader] = context.new_page()
    return desks[reader]


@pytest.mark.parametrize("part", ["", "/drawing"])
@pytest.mark.parametrize("email", sorted(FIGURES))
def test_those_who_see_figures_read_nobodys_name(town: DemoTown, email: str, part: str) -> None:
    page = town.client(email).get(f"/cases/{town.reference(6)}{part}").get_data(as_text=True)
    assert AMARA.name.split()[0] not in page
    assert "Tanners" not in page
