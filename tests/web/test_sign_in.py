"""Signing in and out: sessions, limits, the same words for every failure, the way back."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from service.store.audit import AuditEvent
from service.store.database import Sessions
from service.store.people import Person, SignInSession
from service.web.way_back import safe_way_back
from tests.browser import Browser
from tests.builders import a_person, an_area
from tests.databases import ON_BOTH
from tests.frozen_clock import FrozenClock

REDIRECTS = json.loads((Path(__file__).parent.parent / "corpora" / "redirects.json").read_text(encoding="utf-8"))
WRONG = "Enter a correct email address and password"


@pytest.fixture
def jo(sessions: Sessions) -> Person:
    with sessions.write() as session, session.begin():
        return a_person(session, name="Jo Whitlock", email="jo@example.org", role="spoc", area=an_area(session))


def session_cookie(browser: Browser) -> str:
    cookie = browser.client.get_cookie("__Host-folkmoot", domain="folkmoot.example.org")
    assert cookie is not None
    return cookie.value


def test_a_right_password_opens_the_account(browser: Browser, jo: Person) -> None:
    browser.sign_in("  JO@example.org ")
    assert browser.status == 303
    assert browser.get("/account").status == 200
    assert "Jo Whitlock" in browser.page


@pytest.mark.parametrize("email", ["jo@example.org", "nobody@example.org", "", "x" * 5000])
def test_sec_078_unknown_and_wrong_get_the_same_words(browser: Browser, jo: Person, email: str) -> None:
    browser.sign_in(email, "a wrong password indeed")
    assert browser.status == 422
    assert WRONG in browser.page
    assert "<title>Error: Sign in - Folkmoot</title>" in browser.page


def test_a_closed_account_cannot_sign_in(browser: Browser, sessions: Sessions) -> None:
    with sessions.write() as session, session.begin():
        a_person(session, name="Former Officer", email="gone@example.org", is_active=False)
    browser.sign_in("gone@example.org")
    assert (browser.status, WRONG in browser.page) == (422, True)


def test_sec_070_signing_in_changes_the_key_and_ends_the_old_session(
    browser: Browser, jo: Person, sessions: Sessions
) -> None:
    # given a browser that is signed in already
    browser.sign_in(jo.email)
    first = session_cookie(browser)
    # when somebody signs in again in the same browser
    token = browser.get("/account").page.split('name="csrf_token" value="')[1].split('"')[0]
    browser.client.post(
        "/sign-in",
        data={"csrf_token": token, "email": jo.email, "password": "correct horse battery staple"},
        headers={"Referer": "https://folkmoot.example.org/"},
    )
    # then the cookie is new and only one session is live
    assert session_cookie(browser) != first
    with sessions.read() as session:
        live = session.scalar(select(func.count()).where(SignInSession.ended_at.is_(None)))
    assert live == 1


@ON_BOTH
def test_sec_071_a_stolen_cookie_opens_nothing_after_signing_out(
    browser: Browser, new_browser: Callable[[], Browser], jo: Person
) -> None:
    # given a cookie that somebody copied
    browser.sign_in(jo.email)
    stolen = session_cookie(browser)
    # when its owner signs out
    browser.post("/sign-out", seen="/account")
    assert browser.location.endswith("/signed-out")
    # then the copy opens nothing
    thief = new_browser()
    thief.client.set_cookie("__Host-folkmoot", stolen, domain="folkmoot.example.org", secure=True)
    assert thief.get("/account").location.startswith("/sign-in")


@ON_BOTH
def test_sec_072_a_session_ends_after_30_idle_minutes(browser: Browser, jo: Person, clock: FrozenClock) -> None:
    browser.sign_in(jo.email)
    clock.pass_time(minutes=29)
    assert browser.get("/account").status == 200
    clock.pass_time(minutes=29)
    assert browser.get("/account").status == 200
    clock.pass_time(minutes=31)
    assert browser.get("/account").status == 303


def test_sec_072_a_session_ends_after_12_hours_however_busy(browser: Browser, jo: Person, clock: FrozenClock) -> None:
    browser.sign_in(jo.email)
    for _ in range(35):
        clock.pass_time(minutes=20)
        assert browser.get("/account").status == 200
    clock.pass_time(minutes=21)
    assert browser.get("/account").status == 303


def test_sec_074_the_cookie_is_guarded_and_says_nothing(browser: Browser, jo: Person) -> None:
    browser.sign_in(jo.email)
    header = browser.response.headers["Set-Cookie"]
    assert header.startswith("__Host-folkmoot=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(header.split("; "))
    assert "Domain" not in header
    assert "jo@" not in header


def test_sec_076_a_forged_cookie_is_ignored(browser: Browser, jo: Person) -> None:
    for forged in ("", "x", "eyJrZXkiOiJ4In0.aaaa.bbbb", "." * 500):
        browser.client.set_cookie("__Host-folkmoot", forged, domain="folkmoot.example.org", secure=True)
        assert browser.get("/account").status == 303


def test_sec_077_five_wrong_tries_close_the_account_here_for_a_quarter_of_an_hour(
    browser: Browser, jo: Person, clock: FrozenClock
) -> None:
    # given five wrong tries at 9am
    for _ in range(5):
        assert browser.sign_in(jo.email, "wrong").status == 422
    # then even the right password must wait, with the time said
    assert browser.sign_in(jo.email).status == 429
    assert "Try again at 9:15am, or ask your administrator." in browser.page
    clock.pass_time(minutes=15)
    assert browser.sign_in(jo.email).status == 303


def test_sec_077_the_same_limit_hides_whether_the_account_exists(browser: Browser) -> None:
    for _ in range(5):
        assert browser.sign_in("nobody@example.org", "wrong").status == 422
    assert browser.sign_in("nobody@example.org", "wrong").status == 429


def test_sec_077_an_attacker_elsewhere_does_not_keep_the_owner_out(browser: Browser, jo: Person) -> None:
    # given an attacker at another address who used up the tries there
    for _ in range(6):
        browser.client.environ_base["REMOTE_ADDR"] = "203.0.113.9"
        browser.sign_in(jo.email, "wrong")
    assert browser.status == 429
    # then the owner signs in from the own office
    browser.client.environ_base["REMOTE_ADDR"] = "127.0.0.1"
    assert browser.sign_in(jo.email).status == 303


def test_sec_077_a_forged_forwarding_header_is_not_believed(browser: Browser, jo: Person) -> None:
    for number in range(5):
        browser.client.environ_base["HTTP_X_FORWARDED_FOR"] = f"198.51.100.{number}"
        browser.sign_in(jo.email, "wrong")
    assert browser.sign_in(jo.email, "wrong").status == 429


def test_sec_077_one_source_cannot_try_a_hundred_accounts(browser: Browser) -> None:
    answers = [browser.sign_in(f"person{number}@example.org", "wrong").status for number in range(41)]
    assert answers[39:] == [422, 429]


def test_a_right_password_forgets_the_earlier_wrong_ones(browser: Browser, jo: Person) -> None:
    for _ in range(4):
        browser.sign_in(jo.email, "wrong")
    browser.sign_in(jo.email)
    browser.post("/sign-out", seen="/account")
    for _ in range(4):
        assert browser.sign_in(jo.email, "wrong").status == 422


def test_sec_058_a_closed_account_is_shut_out_at_once(browser: Browser, jo: Person, sessions: Sessions) -> None:
    browser.sign_in(jo.email)
    with sessions.write() as session, session.begin():
        session.get_one(Person, jo.id).is_active = False
    assert browser.get("/account").status == 303


def test_sec_122_sign_ins_are_in_the_audit(browser: Browser, jo: Person, sessions: Sessions) -> None:
    browser.sign_in(jo.email, "wrong")
    browser.sign_in("nobody@example.org", "wrong")
    browser.sign_in(jo.email)
    with sessions.read() as session:
        rows = session.execute(select(AuditEvent.action, AuditEvent.object).order_by(AuditEvent.number)).all()
    assert [tuple(row) for row in rows] == [
        ("sign_in_failed", f"person:{jo.id}"),
        ("sign_in_failed", "no account"),
        ("signed_in", f"person:{jo.id}"),
    ]


@pytest.mark.parametrize("case", REDIRECTS["cases"], ids=lambda case: case["id"])
def test_sec_086_only_plain_paths_of_this_site_are_followed(case: dict[str, object]) -> None:
    way_back = safe_way_back(str(case["payload"]))
    assert way_back == "" or (way_back.startswith("/") and way_back == case["payload"] and bool(case["ok"]))


@pytest.mark.parametrize("good", ["/tasks/1", "/ok?x=1&y=a%20b", "/cases/ASH-CT-2026-0001", "/people/"])
def test_plain_paths_are_kept(good: str) -> None:
    assert safe_way_back(good) == good


@pytest.mark.parametrize(
    "bad", ["/sign-in", "/sign-out", "/a\nb", "/a b", "x", "/" + "a" * 400, "/..", "/a/./b", "/" + "a/" * 140 + "!"]
)
def test_other_addresses_lead_to_the_first_page(bad: str) -> None:
    assert safe_way_back(bad) == ""


def test_after_signing_in_one_is_back_where_one_wanted_to_be(browser: Browser, jo: Person) -> None:
    # given a page that needs a sign-in
    browser.get("/account/password")
    assert browser.location == "/sign-in?next=/account/password"
    # when the person signs in on the page it leads to
    browser.get(browser.location)
    assert '<input type="hidden" name="next" value="/account/password">' in browser.page
    browser.post("/sign-in", email=jo.email, password="correct horse battery staple", next="/account/password")
    # then that page opens
    assert browser.location == "/account/password"


def test_sec_084_a_form_without_its_token_is_refused(browser: Browser, jo: Person) -> None:
    answer = browser.client.post(
        "/sign-in",
        data={"email": jo.email, "password": "correct horse battery staple"},
        headers={"Referer": "https://folkmoot.example.org/"},
    )
    assert answer.status_code == 400
    assert "Send the page again" in answer.get_data(as_text=True)


def test_sec_084_a_token_of_another_browser_is_refused(
    browser: Browser, new_browser: Callable[[], Browser], jo: Person
) -> None:
    other = new_browser()
    other.get("/sign-in")
    browser.get("/sign-in")
    browser.page = other.page
    assert browser.post("/sign-in", email=jo.email, password="correct horse battery staple").status == 400


def test_sec_084_a_form_from_another_site_is_refused(browser: Browser, jo: Person) -> None:
    browser.get("/sign-in")
    token = browser.page.split('name="csrf_token" value="')[1].split('"')[0]
    answer = browser.client.post(
        "/sign-in",
        data={"csrf_token": token, "email": jo.email, "password": "correct horse battery staple"},
        headers={"Referer": "https://evil.example/"},
    )
    assert answer.status_code == 400


def test_signing_out_takes_a_button_not_a_link(browser: Browser, jo: Person) -> None:
    browser.sign_in(jo.email)
    assert browser.get("/sign-out").status == 405
    assert browser.get("/account").status == 200
