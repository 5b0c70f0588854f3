"""Headers on every answer, the CSRF check on every form, errors as pages that say nothing of the inside."""

from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from flask import Flask
from werkzeug.routing import BuildError, Rule, ValidationError

from service.store.database import Sessions
from service.web import error_pages
from tests.browser import Browser
from tests.builders import a_person
from tests.ready_area import a_ready_area, publish_procedure

ROLES = ("spoc", "csp_manager", "administrator", "nominated_officer")
FILL = {"area_code": "ASH", "process_id": "community_trigger", "version": "1", "part": "ct_threshold"}


@pytest.fixture
def as_role(new_browser: Callable[[], Browser], sessions: Sessions) -> Callable[[str], Browser]:
    with sessions.write() as session, session.begin():
        publish_procedure(session)
        area = a_ready_area(session)
        for role in ROLES:
            body = "police" if role == "nominated_officer" else ""
            where = None if role == "administrator" else area
            a_person(session, name=role.title(), email=f"{role}@example.org", role=role, area=where, body_code=body)
    return lambda role: new_browser().sign_in(f"{role}@example.org") if role else new_browser()


def addresses(app: Flask, method: str) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        if method in (rule.methods or ()) and rule.endpoint != "static":
            values = {name: FILL.get(name, "1") for name in rule.arguments}
            adapter = app.url_map.bind("folkmoot.example.org")
            with suppress(ValidationError, BuildError, ValueError):  # a converter that does not take our filling
                yield rule, adapter.build(rule.endpoint, values, method=method)


@pytest.mark.parametrize("role", ["", *ROLES])
def test_sec_047_048_every_answer_carries_the_headers(app: Flask, as_role: Callable[[str], Browser], role: str) -> None:
    # given every page of the address map, asked for by this role
    browser = as_role(role)
    for rule, address in addresses(app, "GET"):
        headers = browser.get(address).response.headers
        # then the policy lets nothing in from elsewhere and nothing run that we did not write
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'; script-src 'self' 'nonce-" in policy, address
        assert "frame-ancestors 'none'" in policy
        assert "form-action 'self'; base-uri 'none'" in policy
        assert "unsafe-eval" not in policy
        is_drawing = getattr(app.view_functions[rule.endpoint], "draws_diagrams", False)
        assert ("'unsafe-inline'" in policy) is is_drawing, address
        # and no copy is kept
        assert headers["Cache-Control"] == "no-store", address
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "Server" not in headers
        assert browser.status < 500, address


def test_style_attributes_are_allowed_only_where_a_drawing_is(app: Flask) -> None:
    drawing = {name for name, view in app.view_functions.items() if getattr(view, "draws_diagrams", False)}
    assert drawing <= {"owners.procedure_part", "casework.case_drawing"}
    assert "owners.procedure_part" in drawing


def test_the_nonce_is_new_on_every_answer(browser: Browser) -> None:
    nonces = {browser.get("/sign-in").page.split('nonce="')[1].split('"')[0] for _ in range(5)}
    assert len(nonces) == 5


@pytest.mark.parametrize("role", ["", "csp_manager", "administrator"])
def test_sec_084_no_form_works_without_its_token(app: Flask, as_role: Callable[[str], Browser], role: str) -> None:
    browser = as_role(role)
    for _, address in addresses(app, "POST"):
        answer = browser.client.post(address, data={"name": "x"}, headers={"Referer": "https://folkmoot.example.org/"})
        assert answer.status_code == 400, address
        assert "Send the page again" in answer.get_data(as_text=True)


def test_sec_084_json_without_a_token_is_refused_too(app: Flask, as_role: Callable[[str], Browser]) -> None:
    browser = as_role("administrator")
    answer = browser.client.post("/people/new", data='{"name":"x"}', content_type="text/plain")
    assert answer.status_code == 400


def test_errors_are_pages_in_plain_words(browser: Browser) -> None:
    assert "Page not found" in browser.get("/nothing/here").page
    assert browser.status == 404
    assert browser.get("/sign-out").status == 405
    assert set(browser.response.headers["Allow"].split(", ")) == {"OPTIONS", "POST"}
    assert "This page does not take that" in browser.page


def test_sec_092_too_much_at_once_is_refused_early(browser: Browser) -> None:
    browser.get("/sign-in")
    assert browser.post("/sign-in", email="x" * 3_000_000).status == 413
    assert "That is too much at once" in browser.page
    browser.get("/sign-in")
    assert browser.post("/sign-in", **{f"f{number}": "x" for number in range(2500)}).status in (200, 413, 422)


def test_sec_115_a_failure_shows_a_reference_and_nothing_of_the_inside(
    app: Flask, browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    # given a page that breaks with a name in its error
    app.config["PROPAGATE_EXCEPTIONS"] = False
    view = app.view_functions["account.signed_out"]

    def broken() -> str:
        raise RuntimeError("Amara Lindqvist-Bell at 14 Tanners Row")

    app.view_functions["account.signed_out"] = broken
    with caplog.at_level("ERROR", logger="folkmoot.web"):
        browser.get("/signed-out")
    app.view_functions["account.signed_out"] = view
    # then the page says only that it broke, with the reference that the log has
    assert browser.status == 500
    assert "there is a problem with the service" in browser.page
    assert "Amara" not in browser.page
    assert "Traceback" not in browser.page
    reference = browser.page.split("this reference: <strong>")[1].split("<")[0]
    assert [record.reference for record in caplog.records] == [reference]


def test_an_error_page_that_breaks_still_answers(app: Flask, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_template(*_args: object, **_values: object) -> str:
        raise OSError("no disk")

    monkeypatch.setattr(error_pages, "render_template", no_template)
    browser.get("/nothing/here")
    assert (browser.status, "<h1>Page not found</h1>" in browser.page) == (404, True)


def test_sec_042_what_was_typed_is_never_markup(browser: Browser) -> None:
    for address in ("/<script>alert(1)</script>", "/people/%3Cscript%3E", '/sign-in?next="><script>alert(1)</script>'):
        assert "<script>alert" not in browser.get(address).page
