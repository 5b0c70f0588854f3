"""What scripts add to a form in a real browser, and that the same form is whole without them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask, render_template_string, request
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader
from playwright.sync_api import Browser, Page, expect

from service.demo.answers import JO
from service.demo.cases import AMARA, a_form
from service.demo.driver import Driver
from service.store.work import Deadline
from service.web.question_fields import Presenter
from tests.journeys.town import open_town
from tests.live_pages import NARROW, axe_findings, goes_sideways, served
from workflows import QuestionForm

FORM = QuestionForm.parse(
    {
        "title": "Contact",
        "questions": [
            {"id": "spoke", "type": "yes_no", "label": "Did you speak?"},
            {"id": "why_not", "type": "text", "label": "Why not", "when": {"question": "spoke", "is": False}},
            {
                "id": "how",
                "type": "one_of",
                "label": "How?",
                "options": [{"value": value, "label": value} for value in ("phone", "visit", "letter")],
            },
            {"id": "when", "type": "date", "label": "When?", "when": {"question": "how", "is": ["phone", "visit"]}},
            {
                "id": "people",
                "type": "rows",
                "label": "With whom?",
                "questions": [{"id": "name", "type": "text", "label": "Name"}],
            },
        ],
    }
)
PAGE = """{% extends "layout_public.html" %}
{% from "components/form.html" import form_marks, buttons %}
{% from "components/letter.html" import own_words %}
{% from "components/questions.html" import questions %}
{% block title %}Contact{% endblock %}
{% block content %}<h1 class="fm-title">Contact</h1>
<form method="post" novalidate>{{ form_marks("key") }}{{ questions(fields) }}
{{ own_words("own", "Your own words", "", 3) }}
{{ buttons("Save") }}</form><p id="pressed">{{ pressed }}</p>{% endblock %}"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a form that says which button was pressed."""
    app = Flask("service", static_folder="static/dist", static_url_path="/static")
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["csrf_token"] = lambda: "a-token"
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    app.jinja_loader = ChoiceLoader([PackageLoader("service", "web/templates"), govuk])

    @app.route("/", methods=["GET", "POST"])
    def form() -> str:
        posted = request.form.to_dict(flat=False)
        pressed = "add" if "add_row" in posted else "save" if posted else ""
        return render_template_string(PAGE, fields=Presenter(posted=posted).present(FORM), pressed=pressed)

    with served(app) as found:
        yield found


@pytest.fixture(scope="module")
def window(chromium: Browser) -> Iterator[Page]:
    """A narrow window, with scripts."""
    opened = chromium.new_page(viewport={"width": NARROW, "height": 900})
    yield opened
    opened.close()


@pytest.fixture
def page(window: Page, address: str) -> Page:
    """The form, opened anew in the window."""
    window.goto(address)
    return window


def test_a_question_appears_with_the_answer_that_asks_for_it(page: Page) -> None:
    expect(page.get_by_label("Why not")).to_be_hidden()
    page.get_by_label("No", exact=True).check()
    expect(page.get_by_label("Why not")).to_be_visible()
    page.get_by_label("Yes", exact=True).check()
    expect(page.get_by_label("Why not")).to_be_hidden()


def test_a_question_for_two_answers_appears_with_either(page: Page) -> None:
    expect(page.get_by_role("group", name="When?")).to_be_hidden()
    for answer, is_asked in (("phone", True), ("letter", False), ("visit", True)):
        page.get_by_label(answer).check()
        expect(page.get_by_role("group", name="When?")).to_be_visible(visible=is_asked)


def test_without_script_every_question_is_there(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_label("Why not")).to_be_visible()
    expect(page.get_by_role("group", name="When?")).to_be_visible()
    # and a row is added by the server, the typed one kept
    page.get_by_label("Name").fill("Ravi")
    page.get_by_role("button", name="Add another").click()
    assert [field.input_value() for field in page.get_by_label("Name").all()] == ["Ravi", ""]
    context.close()


def test_the_enter_key_saves_and_never_adds_or_removes_a_row(page: Page) -> None:
    page.get_by_label("Name").fill("Ravi")
    page.get_by_label("Name").press("Enter")
    expect(page.locator("#pressed")).to_have_text("save")


def test_words_are_counted_while_they_are_typed(page: Page) -> None:
    page.get_by_label("Your own words").fill("one two")
    expect(page.locator(".fm-word-count")).to_have_text("You have 1 word left")
    page.get_by_label("Your own words").fill("one two three four five")
    expect(page.locator(".fm-word-count")).to_have_text("You have 2 words too many")


def test_the_form_is_accessible_open_and_shut(page: Page) -> None:
    assert axe_findings(page) == []
    page.get_by_label("No", exact=True).check()
    page.get_by_label("visit").check()
    assert axe_findings(page) == []
    assert not goes_sideways(page)


def test_leave_this_page_now_stays_in_sight(page: Page) -> None:
    way_out = page.get_by_role("button", name="Leave this page now")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    expect(way_out).to_be_in_viewport()


# -- why this date --------------------------------------------------------------------------------------------------


@pytest.fixture
def count_page(chromium: Browser, sqlite_template: Path, tmp_path: Path) -> Iterator[Page]:
    """Jo's browser at "Why this date" of a case that came in today."""
    with open_town(sqlite_template, tmp_path, chromium) as town:
        driver = Driver(town.toolbox, area_code="ASH", start=town.clock.now())
        reference = driver.apply(a_form(AMARA, date(2026, 3, 2)))
        clock = next(row for row in town.rows(Deadline, reference) if row.clock == "ct_risk_check")
        town.at_desk(JO).goto(f"{town.address}/cases/{reference}/clocks/{clock.id}")
        yield town.desk_of(JO)


def test_this_count_is_printed_without_menu_header_and_buttons(count_page: Page) -> None:
    count_page.evaluate("window.print = () => { document.title = 'printed' }")
    count_page.get_by_role("button", name="Print this count").click()
    assert count_page.title() == "printed"
    # and on paper
    count_page.emulate_media(media="print")
    words = count_page.inner_text("body")
    assert "Why Tuesday 3 March 2026?" in words
    assert "ASH-CT-2026-0001" in words
    assert "Rule CT-" in words
    expect(count_page.locator(".fm-days")).to_be_visible()
    for left_out in ("Folkmoot", "My work", "Find a case", "Print this count", "Copy this", "Accessibility"):
        assert left_out not in words


def test_the_paragraph_for_a_letter_is_copied(count_page: Page) -> None:
    count_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    count_page.get_by_role("button", name="Copy this paragraph").click()
    expect(count_page.get_by_role("status")).to_have_text("Copied")
    paragraph = count_page.get_by_label("Copy this as a paragraph for a letter").input_value()
    assert count_page.evaluate("navigator.clipboard.readText()") == paragraph


def test_a_paragraph_that_the_browser_keeps_from_us_is_selected_for_the_person(count_page: Page) -> None:
    count_page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }")
    count_page.get_by_role("button", name="Copy this paragraph").click()
    expect(count_page.get_by_role("status")).to_contain_text("copy it yourself")
    field = count_page.get_by_label("Copy this as a paragraph for a letter")
    assert field.evaluate("one => one.selectionEnd - one.selectionStart") == len(field.input_value())
