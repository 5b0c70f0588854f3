"""Odd and hostile input into the platform's own forms and addresses: a sentence or a page, never a failure."""

from collections.abc import Callable, Iterator

import pytest

from service.store.database import Sessions
from tests.browser import Browser
from tests.builders import a_person
from tests.databases import ON_BOTH
from tests.ready_area import a_ready_area, publish_procedure
from tests.workflows.corpus import read_corpus

TODAY = {"from-day": "2", "from-month": "3", "from-year": "2026"}
CORPORA = ("text_unicode", "xss", "sql_sort_filter", "dates_numbers", "jinja_docx", "paths_filenames")
TEXTS = {
    name: [
        text
        for text in (str(case["payload"]) for case in read_corpus(name))
        if not any("\ud800" <= mark <= "\udfff" for mark in text)  # no browser can send a lone surrogate
    ]
    for name in CORPORA
}
NUMBERS = ["0", "-1", "99999999999999999999", "1e9", "٣", "%00", "1%00", "..%2f1", "1;drop table people"]


@pytest.fixture
def as_role(new_browser: Callable[[], Browser], sessions: Sessions) -> Callable[[str], Browser]:
    with sessions.write() as session, session.begin():
        publish_procedure(session)
        area = a_ready_area(session)
        a_person(session, name="Marian Holt", email="csp_manager@example.org", role="csp_manager", area=area)
        a_person(session, name="Ada Minster", email="administrator@example.org", role="administrator")
    return lambda role: new_browser().be(f"{role}@example.org")


def filled(*names: str, corpora: tuple[str, ...] = CORPORA) -> Iterator[dict[str, str]]:
    """Give the fields filled with hostile texts until each text was used once."""
    texts = [text for corpus in corpora for text in TEXTS[corpus]]
    for start in range(0, len(texts), len(names)):
        yield {name: texts[(start + number) % len(texts)] for number, name in enumerate(names)}


@ON_BOTH
def test_sec_104_hostile_texts_in_the_sign_in_form(browser: Browser) -> None:
    browser.get("/sign-in")
    for number, fields in enumerate(filled("email", "password", "next", corpora=("text_unicode",))):
        browser.client.environ_base["REMOTE_ADDR"] = f"203.0.{number // 30}.1"
        browser.post("/sign-in", **fields)
        assert browser.status in (413, 422), fields
        assert "<script>alert" not in browser.page


def test_sec_104_hostile_texts_in_the_form_of_a_new_person(as_role: Callable[[str], Browser]) -> None:
    browser = as_role("administrator").get("/people/new")
    for fields in filled("name", "email", "job_title", "phone", "role", "area", "body"):
        assert browser.post("/people/new", **fields).status in (413, 422), fields
        assert "<script>alert" not in browser.page


def test_sec_105_hostile_texts_in_the_form_of_a_clock(as_role: Callable[[str], Browser]) -> None:
    browser = as_role("csp_manager").get("/settings/ASH/clocks?change=ct_acknowledge")
    for fields in filled("target", "limit", "amber", "red", "reason"):
        browser.post("/settings/ASH/clocks/ct_acknowledge", **fields, **TODAY, do="work_out")
        assert browser.status in (200, 413, 422), fields


def test_sec_105_hostile_texts_in_a_page_of_settings(as_role: Callable[[str], Browser]) -> None:
    browser = as_role("csp_manager").get("/settings/ASH/days?change=yes")
    for fields in filled("nation", "cut_off", "reason", "from-day", "from-month", "from-year"):
        browser.post("/settings/ASH/days", **fields, do="propose")
        assert browser.status in (413, 422), fields


def test_sec_105_hostile_texts_in_the_form_of_holidays(as_role: Callable[[str], Browser]) -> None:
    browser = as_role("csp_manager").get("/settings/holidays")
    for fields in filled("on-day", "on-month", "on-year", "change", "name", "reason"):
        assert browser.post("/settings/holidays", **fields).status in (413, 422), fields


@ON_BOTH
def test_a_hostile_name_is_kept_as_typed_and_shown_as_text(as_role: Callable[[str], Browser]) -> None:
    browser = as_role("administrator")
    name = "<img src=x onerror=alert(1)> O’Brien \u202e"
    browser.post("/people/new", seen="/people/new", name=name, email="odd@example.org")
    assert browser.status == 200
    assert "<img" not in browser.get("/people").page
    assert "&lt;img src=x onerror=alert(1)&gt; O’Brien" in browser.page


def test_a_name_with_a_character_nobody_can_read_is_refused_at_its_field(as_role: Callable[[str], Browser]) -> None:
    browser = as_role("administrator")
    browser.post("/people/new", seen="/people/new", name="Pat \x00 O’Brien", email="odd@example.org")
    assert browser.status == 422
    assert "Enter the name on one line" in browser.page
    assert "odd@example.org" in browser.page
    assert "O’Brien" not in browser.get("/people").page


@ON_BOTH
def test_sec_051_an_id_that_is_none_is_not_found(as_role: Callable[[str], Browser]) -> None:
    ada, marian = as_role("administrator"), as_role("csp_manager")
    for value in NUMBERS:
        assert ada.get(f"/people/{value}").status == 404, value
        for address in (f"/settings/{value}/clocks", f"/settings/holidays/{value}", f"/procedures/{value}/1"):
            assert marian.get(address).status == 404, address
        assert marian.get(f"/procedures/community_trigger/{value}").status == 404, value
        assert marian.get(f"/settings/ASH/versions/{value}").status == 404, value
        assert marian.get(f"/settings/ASH/clocks?change={value}").status in (200, 404), value
