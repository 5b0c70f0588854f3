"""The drawing of a procedure in a real browser: marks, words, the maker's mark, and what happens without it."""

from collections.abc import Iterator

import pytest
from flask import Flask, Response, render_template_string
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader
from playwright.sync_api import Browser, Page, expect

from tests.house.repository import ROOT
from tests.live_pages import NARROW, WIDE, axe_findings, goes_sideways, served, wait_until

DIAGRAM = ROOT / "bpmn/community_trigger/ct_threshold.bpmn"
PAGE = """{% extends "layout.html" %}
{% from "components/drawing.html" import drawing, drawing_styles, drawing_script %}
{% from "components/history.html" import outline %}
{% block title %}Where it is{% endblock %}
{% block head_more %}{{ drawing_styles() }}{% endblock %}
{% block scripts %}{{ drawing_script(nonce="x") }}{% endblock %}
{% block content %}<h1 class="fm-title">Where it is</h1>
{{ drawing(xml_url, ["Task_AcknowledgeApplication", "Task_OfAnOlderVersion"], ["Task_GroupComplaints"]) }}
{{ outline([{"state": "Now", "words": "Group the reports"}]) }}{% endblock %}"""


@pytest.fixture(scope="module")
def pages() -> Iterator[str]:
    """The address of a server with one page that draws, and one whose drawing is missing."""
    app = Flask("service", static_folder="static/dist", static_url_path="/static")
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    app.jinja_loader = ChoiceLoader([PackageLoader("service", "web/templates"), govuk])
    app.add_url_rule("/xml", "xml", lambda: Response(DIAGRAM.read_bytes(), mimetype="application/xml"))
    app.add_url_rule("/drawn", "drawn", lambda: render_template_string(PAGE, xml_url="/xml"))
    app.add_url_rule("/missing", "missing", lambda: render_template_string(PAGE, xml_url="/nothing"))
    with served(app) as address:
        yield address


@pytest.fixture(scope="module")
def window(chromium: Browser) -> Iterator[Page]:
    """The window that all tests with scripts use."""
    opened = chromium.new_page()
    yield opened
    opened.close()


def drawn_page(window: Page, pages: str, *, width: int = WIDE, height: int = 900) -> Page:
    """Open the page anew in a window of this size and wait for the drawing."""
    window.set_viewport_size({"width": width, "height": height})
    window.goto(f"{pages}/drawn")
    window.wait_for_selector("[data-drawn=yes]")
    return window


def test_steps_that_are_done_and_now_are_marked_in_words_too(window: Page, pages: str) -> None:
    page = drawn_page(window, pages)
    expect(page.locator(".fm-is-now")).to_have_attribute("data-element-id", "Task_GroupComplaints")
    expect(page.locator(".fm-is-done")).to_have_attribute("data-element-id", "Task_AcknowledgeApplication")
    assert sorted(page.locator(".fm-drawing__word").all_inner_texts()) == ["Done", "Now"]


def test_a_step_of_an_older_version_does_not_stop_the_drawing(window: Page, pages: str) -> None:
    # given a case that passed a step this drawing lacks (Task_OfAnOlderVersion)
    page = drawn_page(window, pages)
    # then the rest is drawn and the links work
    before = page.locator(".viewport").get_attribute("transform")
    page.get_by_role("button", name="Whole procedure").click()
    assert page.locator(".viewport").get_attribute("transform") != before


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_mark_of_bpmn_io_stays_fully_visible(window: Page, pages: str, width: int) -> None:
    page = drawn_page(window, pages, width=width)
    mark = page.locator(".bjs-powered-by")
    mark.scroll_into_view_if_needed()
    expect(mark).to_be_visible()
    assert mark.evaluate(
        "e => { const b = e.getBoundingClientRect();"
        " return e.contains(document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2)) }"
    )


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_page_with_a_drawing_is_accessible(window: Page, pages: str, width: int) -> None:
    page = drawn_page(window, pages, width=width)
    assert axe_findings(page) == []
    assert not goes_sideways(page)


def test_without_script_the_words_stand_alone(chromium: Browser, pages: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{pages}/drawn")
    expect(page.locator(".fm-drawing__canvas")).to_be_hidden()
    expect(page.get_by_role("button", name="Larger")).to_have_count(0)
    expect(page.get_by_text("Group the reports")).to_be_visible()
    context.close()


def test_a_missing_drawing_says_so(window: Page, pages: str) -> None:
    window.goto(f"{pages}/missing")
    expect(window.get_by_text("The drawing cannot be shown. The words say the same.")).to_be_visible()


def test_the_wheel_scrolls_the_page_and_is_not_trapped(window: Page, pages: str) -> None:
    page = drawn_page(window, pages, height=500)
    page.locator(".fm-drawing__canvas").hover()
    before = page.evaluate("window.scrollY")
    page.mouse.wheel(0, 300)
    wait_until(page, f"window.scrollY > {before}")
