"""One's own account: changing the password, signing out elsewhere."""

from collections.abc import Callable

import pytest

from service.store.database import Sessions
from tests.browser import Browser
from tests.builders import PASSWORD, a_person, an_area
from tests.databases import ON_SQLITE

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


@ON_SQLITE
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


@ON_SQLITE
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
