"""One's own account: changing the password, signing out elsewhere."""

from collections.abc import Callable

import pytest

from service.store.database import Sessions
from tests.browser import Browser
from tests.builders import PASSWORD, a_person, an_area
from tests.databases import ON_BOTH
from tests.frozen_clock import FrozenClock

GOOD = "four quiet herons at dusk"


@pytest.fixture
def jo(browser: Browser, sessions: Sessions) -> Browser:
    with sessions.write() as session, session.begin():
        a_person(session, name="Jo Whitlock", email="jo@example.org", role="spoc", area=an_area(session))
    return browser.sign_in("jo@example.org")


def change(browser: Browser, *, old: str = PASSWORD, new: str = GOOD, again: str | None = None) -> Browser:
    return browser.post(
        "/account/password",
        seen="/account/password",
        old_password=old,
        new_password=new,
        again=new if again is None else again,
    )


@ON_BOTH
def test_sec_073_a_changed_password_signs_out_every_other_browser(
    jo: Browser, new_browser: Callable[[], Browser]
) -> None:
    # given Jo signed in twice
    other = new_browser().sign_in("jo@example.org")
    # when the password is changed in one browser
    assert change(jo).location == "/account?said=password"
    # then that one stays, the other is out, and only the new password opens
    assert "You changed your password" in jo.get(jo.location).page
    assert other.get("/account").status == 303
    assert other.sign_in("jo@example.org").status == 422
    assert other.sign_in("jo@example.org", GOOD).status == 303


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"old": "wrong"}, "Enter the password you use now"),
        ({"again": "something else"}, "Enter the same new password twice"),
        ({"new": "short"}, "Enter a password of 15 characters or more"),
        ({"new": "x" * 201}, "Enter a password of 200 characters or fewer"),
        ({"new": "a" * 40}, "Enter a password that is not one thing repeated"),
        ({"new": "012345678901234567890"}, "Enter a password that is not one thing repeated"),
        ({"new": "whitlock whitlock folkmoot"}, "not made of your name or of this service"),
    ],
)
def test_sec_079_a_weak_password_is_refused_in_words(jo: Browser, fields: dict[str, str], words: str) -> None:
    change(jo, **fields)
    assert jo.status == 422
    assert words in jo.page


@pytest.mark.parametrize("password", ["пароль из шести слов", "🌧️🌧️ umbrella weather 🌧️", "a" * 10 + "bcdefghij " * 18])
def test_sec_079_any_characters_and_long_passwords_are_welcome(jo: Browser, password: str) -> None:
    assert change(jo, new=password).status == 303
    jo.post("/sign-out", seen="/account")
    assert jo.sign_in("jo@example.org", password).status == 303


def test_sec_087_one_signs_oneself_out_everywhere_else(jo: Browser, new_browser: Callable[[], Browser]) -> None:
    other = new_browser().sign_in("jo@example.org")
    assert "Another browser, since 9am, Monday 2 March 2026" in jo.get("/account").page
    jo.post("/account/other-sessions")
    assert other.get("/account").status == 303
    assert "Nowhere else." in jo.get("/account").page


def switch_keys(browser: Browser, to: str) -> Browser:
    return browser.post("/account/keys", seen="/account/keys", single_keys=to)


def test_single_keys_are_kept_for_the_person_not_for_the_browser(
    jo: Browser, new_browser: Callable[[], Browser], sessions: Sessions
) -> None:
    # given Jo and a colleague, whose keys are on
    with sessions.write() as session, session.begin():
        a_person(session, name="Priya Raman", email="priya@example.org")
    other, colleague = new_browser().sign_in("jo@example.org"), new_browser().sign_in("priya@example.org")
    assert "Single keys are on." in jo.get("/account").page
    # when Jo switches them off
    assert switch_keys(jo, "off").location == "/account/keys"
    # then they are off wherever Jo is signed in, and only there
    assert "Single keys are off." in other.get("/account").page
    assert "data-keys" not in other.page
    assert "data-keys" in colleague.get("/account").page
    # and can be switched on again
    switch_keys(jo, "on")
    assert 'data-keys="/account/keys"' in other.get("/account").page


def test_the_list_of_keys_leaves_out_what_the_menu_has_not(jo: Browser, sessions: Sessions) -> None:
    assert "Goes to Find a case" in jo.get("/account/keys").page
    assert "Goes to Letters" in jo.page
    with sessions.write() as session, session.begin():
        a_person(session, name="Ada Crane", email="ada@example.org", role="administrator")
    jo.post("/sign-out", seen="/account")
    page = jo.sign_in("ada@example.org").get("/account/keys").page
    assert "Opens this list" in page
    assert "Goes to" not in page


def test_sec_072_staying_signed_in_tells_the_new_end(jo: Browser, clock: FrozenClock) -> None:
    assert 'data-ends-in="1800" data-ends-at="9:30am"' in jo.get("/account").page
    clock.pass_time(minutes=26)
    jo.post("/account/session")
    assert jo.response.get_json() == {"ends_in": 1800, "ends_at": "9:56am", "can_stay": True}
    clock.pass_time(minutes=29)
    assert jo.get("/account").status == 200


def test_sec_072_a_session_that_is_over_cannot_be_stayed_in(jo: Browser, clock: FrozenClock) -> None:
    jo.get("/account")
    clock.pass_time(minutes=30)
    assert jo.post("/account/session").location.startswith("/sign-in")


def test_sec_072_the_end_told_is_the_longest_time_once_that_comes_first(jo: Browser, clock: FrozenClock) -> None:
    for _ in range(28):
        clock.pass_time(minutes=25)
        assert jo.get("/account").status == 200
    # 11 hours 40 minutes after signing in at 9am
    assert 'data-ends-in="1200" data-ends-at="9pm"' in jo.page
    assert "data-can-stay" not in jo.page
