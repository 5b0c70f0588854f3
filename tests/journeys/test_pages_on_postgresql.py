"""Every page of the address map on a real PostgreSQL, each list with all it offers: filters, searches, tables, pages.

The tests of single pages stand in tests/web, mostly on SQLite. Source: rec, D-068.
"""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from werkzeug.routing import Map
from werkzeug.test import TestResponse

from tests.databases import PostgresForTests
from tests.journeys.demo_extras import add_extras
from tests.journeys.demo_town import DemoTown, open_demo_town
from tests.journeys.shown_page import Pairs, ShownForm, ShownPage
from tests.journeys.sitemap import STOPS, WITHOUT_PAGE
from tests.journeys.stops import Stop

SEARCHES = ("a", "07700 900417", "100%_\\", "' or 1=1 --", "\0")
PAGES = ("2", "10000")
LISTS = frozenset(  # whoever adds a list that can be taken as a table adds it here
    {
        "account.people",
        "appeals.register",
        "casework.cases",
        "casework.letters",
        "casework.letters_on",
        "casework.my_work_page",
        "incidents.register",
        "oversight.audit",
        "oversight.figures",
        "tension.board",
        "tension.contacts_of_area",
        "tension.quarterly_of_area",
        "tension.responses_of_area",
        "tension.set_up_of_area",
    }
)

Answers = dict[Stop, TestResponse]


@pytest.fixture(scope="module", params=["postgresql"])  # by this name it goes where the server runs: work_sharing.py
def town(postgres: PostgresForTests, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoTown]:
    """The demonstration on PostgreSQL, with something on every page."""
    with postgres.database() as address, open_demo_town(address, tmp_path_factory.mktemp("demo")) as opened:
        add_extras(opened)
        yield opened


@pytest.fixture(scope="module")
def answers(town: DemoTown) -> Answers:
    """What the reader of each stop gets."""
    return {stop: ask(town, stop.reader, stop.path(town)) for stop in STOPS}


def ask(town: DemoTown, reader: str, path: str) -> TestResponse:
    """Ask as somebody, and go on where the answer is a signpost."""
    return town.client(reader).get(path, follow_redirects=True)


def test_every_route_is_asked_and_gives_its_page(town: DemoTown, answers: Answers) -> None:
    assert [(stop.reader, stop.path(town)) for stop, answer in answers.items() if answer.status_code != 200] == []
    rules = [rule for rule in town.app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    asked = {rule_of(town.app.url_map, stop.path(town)) for stop in answers}
    assert {rule.rule for rule in rules if rule.endpoint not in WITHOUT_PAGE} == asked


def rule_of(url_map: Map, path: str) -> str:
    """Give the rule that an address belongs to."""
    rule, _ = url_map.bind("localhost").match(path.partition("?")[0], return_rule=True)
    return str(rule.rule)


def test_every_list_gives_what_it_offers(town: DemoTown, answers: Answers) -> None:
    pages = {stop: answer for stop, answer in answers.items() if stop.is_page}
    wanted = {(stop.reader, href) for stop, page in pages.items() for href in offers(page, stop.path(town))}
    got = {asked: ask(town, *asked) for asked in sorted(wanted)}
    assert [asked for asked, answer in got.items() if answer.status_code != 200] == []
    assert {endpoint_of(town, href) for (_, href), answer in got.items() if answer.mimetype == "text/csv"} == LISTS


def endpoint_of(town: DemoTown, path: str) -> str:
    endpoint, _ = town.app.url_map.bind("localhost").match(path.partition("?")[0])
    return str(endpoint)


def offers(answer: TestResponse, path: str) -> set[str]:
    """Give the addresses with a question that a page leads to: filters, searches, its table, and its later pages."""
    here = path.partition("?")[0]
    page = ShownPage.read(answer.get_data(as_text=True))
    forms = [form for form in page.forms() if form.method == "get"]
    found = {href for _, href in page.links() if href.startswith(f"{here}?")}
    found |= {f"{form.action}?{urlencode(pairs)}" for form in forms for pairs in filled_in(form)}
    tables = {href for href in found if "as=table" in href}
    return found | {f"{href.replace('as=table', 'page=')}{number}" for href in tables for number in PAGES}


def filled_in(form: ShownForm) -> Iterator[Pairs]:
    """Give what a form of questions sends: each choice of each field, and each search in each field for text."""
    (button,) = form.buttons
    for control in form.controls.values():
        before = control.values
        searches = () if control.kind == "hidden" else SEARCHES
        for value in control.offered.values() or searches:
            control.values = [value]
            yield form.sends(button)
        control.values = before
