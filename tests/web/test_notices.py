"""The page of a personal link: what it shows, one press, another person, a reply in words. TE-12, MI-17, MI-18."""

from collections.abc import Callable

import pytest
from sqlalchemy import update

from service.cases.rounds.guessing import TRIES
from service.store.record import Tension
from service.toolbox import Toolbox
from tests.browser import Browser
from tests.frozen_clock import FrozenClock
from tests.service.incident_room import open_incident
from tests.service.notice_room import ALERT, OFFICES, Room, open_room
from tests.web.text_of import text_of

NewBrowser = Callable[[], Browser]


@pytest.fixture
def alerted(toolbox: Toolbox, clock: FrozenClock) -> Room:
    """Honor Lacey, whose deputy is Piers Amadi, was alerted at 11:40am on Tuesday 22 December 2026."""
    clock.set("Tue 22 Dec 2026 11:40")
    room = open_room(toolbox, clock, contacts=OFFICES[:2])
    room.contact("director", "Honor Lacey", deputy=room.contact("deputy", "Piers Amadi"))
    room.send(*ALERT, "te_meet_urgent")
    clock.pass_time(minutes=3)
    return room


@pytest.fixture
def briefed(toolbox: Toolbox, clock: FrozenClock) -> Room:
    """A school and a youth service were briefed on a declared incident."""
    clock.set("Tue 22 Dec 2026 11:40")
    room = open_incident(toolbox, clock)
    for name in ("Harbour Road School", "Youth Service"):
        room.contact("staff", name)
    room.send("L-MI-04", only="staff")
    return room


def link(room: Room, name: str) -> str:
    """Give the address of somebody's personal link."""
    return f"/notices/{room.key(name)}"


def test_te_12_the_alert_says_what_to_do_by_when_and_who_is_called_otherwise(alerted: Room, browser: Browser) -> None:
    # when the link is opened by somebody who is not signed in
    browser.get(link(alerted, "Honor Lacey"))
    # then the page has the level, the meeting, the deputy, the facts, and no menu
    words = text_of(browser.page)
    assert browser.status == 200
    assert "Alert for Honor Lacey" in words
    assert "Ashmoor is at level 2, Significant" in words
    assert "Meet by 3:40pm today." in words
    assert "If you do not answer by 12:10pm, we call Piers Amadi, your deputy." in words
    assert "What happened Four people clashed after the fire." in words
    assert "Level 1 is the most serious and level 6 the mildest." in words
    assert "[[link]]" not in browser.page
    assert "fm-menu" not in browser.page
    # and nobody's name is in the title, no search engine keeps it, no browser stores it
    title = browser.page.partition("<title>")[2].partition("</title>")[0]
    assert title.startswith("Alert, ASH-TE-2026-")
    assert "Lacey" not in title
    assert 'content="noindex, nofollow"' in browser.page
    assert browser.response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert browser.response.headers["Cache-Control"] == "no-store"
    # its address is told to our own site, whose form check asks for it, and to no other
    assert browser.response.headers["Referrer-Policy"] == "same-origin"
    # and opening it was no answer
    assert alerted.notice("Honor Lacey").answered_at is None
    assert alerted.replies() == []


def test_te_12_one_press_is_recorded_and_the_deputy_is_not_called(alerted: Room, browser: Browser) -> None:
    path = link(alerted, "Honor Lacey")
    browser.post(path, seen=path)
    assert (browser.status, browser.location) == (303, path)
    words = text_of(browser.get(path).page)
    assert "Recorded at 11:43am. Piers Amadi will not be called." in words
    assert "I have this" not in words
    assert "Pass it to someone else" not in words
    # when the clock of the deputies comes / then the deputy is not told
    alerted.pass_time(minutes=40)
    assert "Piers Amadi" not in alerted.told()


def test_a_second_press_of_an_old_page_changes_nothing_and_says_so(
    alerted: Room, browser: Browser, new_browser: NewBrowser
) -> None:
    # given the page open in two windows / when both are pressed, the second five minutes later
    path, other = link(alerted, "Honor Lacey"), new_browser()
    other.get(path)
    browser.post(path, seen=path)
    alerted.clock.pass_time(minutes=5)
    other.post(path)
    # then the second window says that nothing changed, and shows the first time
    words = text_of(other.get(other.location).page)
    assert "You had answered already. Nothing was changed." in words
    assert "Recorded at 11:43am." in words
    assert len(alerted.replies()) == 1


def test_the_same_form_twice_is_one_answer(alerted: Room, browser: Browser) -> None:
    path = link(alerted, "Honor Lacey")
    page = browser.get(path).page
    browser.post(path)
    browser.page = page
    browser.post(path)
    assert browser.status == 303
    assert len(alerted.replies()) == 1


def test_passing_it_on_asks_first_and_then_tells_the_deputy(alerted: Room, browser: Browser) -> None:
    path = link(alerted, "Honor Lacey")
    # when the page that asks is opened / then nothing has happened
    words = text_of(browser.get(f"{path}/pass").page)
    assert "We tell Piers Amadi, your deputy, at once." in words
    assert len(alerted.told()) == 3
    # when it is confirmed
    browser.post(f"{path}/pass")
    words = text_of(browser.get(browser.location).page)
    assert "You passed this on at 11:43am. We have told Piers Amadi." in words
    assert alerted.told()[-1] == "Piers Amadi"
    # then the deputy reads for whom, and a second pass is not asked again
    assert "You get this for Honor Lacey." in text_of(browser.get(link(alerted, "Piers Amadi")).page)
    assert browser.get(f"{path}/pass").status == 303


def test_passing_it_on_without_a_deputy_says_that_somebody_is_looked_for(alerted: Room, browser: Browser) -> None:
    path = link(alerted, "Ada Stone")
    assert "Nobody is named as your deputy." in text_of(browser.get(f"{path}/pass").page)
    browser.post(f"{path}/pass")
    assert "We are looking for somebody else." in text_of(browser.get(path).page)


def test_the_deputy_who_was_called_is_named_to_the_one_who_was_silent(alerted: Room, browser: Browser) -> None:
    alerted.pass_time(minutes=28)
    words = text_of(browser.get(link(alerted, "Honor Lacey")).page)
    assert "You had not answered, so Piers Amadi was told at 12:11pm. You can still answer." in words
    alerted.answer("Piers Amadi")
    words = text_of(browser.get(link(alerted, "Honor Lacey")).page)
    assert "Piers Amadi answered for you at 12:11pm. You need do nothing." in words


def test_a_level_that_moved_since_is_said(alerted: Room, browser: Browser) -> None:
    with alerted.toolbox.sessions.write() as session, session.begin():
        session.execute(update(Tension).values(level=4))
    words = text_of(browser.get(link(alerted, "Ada Stone")).page)
    assert "Ashmoor is at level 2, Significant" in words
    assert "It is now level 4 Heightened" in words


@pytest.mark.parametrize("part", ["", "/pass"])
def test_a_closed_matter_says_so_and_takes_nothing(alerted: Room, browser: Browser, part: str) -> None:
    # given a page that was open when the case closed
    path = link(alerted, "Honor Lacey")
    browser.get(f"{path}{part}")
    alerted.close()
    # when it is pressed / then it is refused in plain words, with nothing of the matter
    browser.post(f"{path}{part}")
    assert browser.status == 409
    assert "This matter is closed. Nothing was changed." in text_of(browser.page)
    assert "clashed" not in browser.page
    assert browser.get(f"{path}{part}").status == 410
    assert alerted.replies() == []
    assert alerted.notice("Honor Lacey").passed_at is None


def test_a_wrong_link_is_refused_in_plain_words_and_twenty_an_hour_are_enough(alerted: Room, browser: Browser) -> None:
    # given links that are none of ours / when they are opened
    path = link(alerted, "Honor Lacey")
    for wrong in (f"{path}x", "/notices/nonsense", "/notices/a.b/pass", "/notices/%F0%9F%92%A9.x"):
        browser.get(wrong)
        assert browser.status == 404
        assert "This link does not lead to a message" in text_of(browser.page)
        assert "Lacey" not in browser.page
    for number in range(TRIES):
        browser.get(f"/notices/guess-{number}.x")
    # then too many are stopped, by reading and by pressing, and a right link still opens
    assert browser.status == 429
    browser.post("/notices/guess.x", seen=path)
    assert browser.status == 429
    assert browser.get(path).status == 200
    # and an hour later a wrong link is only wrong
    alerted.clock.pass_time(minutes=61)
    assert browser.get("/notices/guess.x").status == 404


def test_an_answer_without_the_marks_of_the_page_is_refused(alerted: Room, browser: Browser) -> None:
    path = link(alerted, "Honor Lacey")
    response = browser.client.post(path, headers={"Referer": "https://folkmoot.example.org/"})
    assert response.status_code == 400
    assert alerted.replies() == []


def test_mi_18_a_briefing_takes_four_kinds_of_reply_and_lists_those_given(briefed: Room, browser: Browser) -> None:
    # when the school opens its link
    path = link(briefed, "Harbour Road School")
    words = text_of(browser.get(path).page)
    assert "Briefing: a major racial incident is declared in Ashmoor" in words
    for kind in ("Confirmed", "Correction", "More information", "Action taken"):
        assert kind in words
    assert "Four purposes:" in words
    assert "What you told us" not in words
    # and confirms, and later says more
    browser.post(path, kind="confirmed")
    assert "We have your reply. Thank you." in text_of(browser.get(path).page)
    briefed.clock.pass_time(hours=2)
    browser.post(path, seen=path, kind="more", words="A <b>leaflet</b> was found.")
    # then both are listed, the newest first, nothing of another reader's, and no markup gets through
    words = text_of(browser.get(path).page)
    assert "What you told us More information 1:40pm A <b>leaflet</b> was found. Confirmed 11:40am" in words.replace(
        "&lt;", "<"
    ).replace("&gt;", ">")
    assert "<b>leaflet" not in browser.page
    assert "leaflet" not in browser.get(link(briefed, "Youth Service")).page


@pytest.mark.parametrize(
    ("posted", "problem"),
    [
        ({}, "Select what the answer is"),
        ({"kind": "nonsense"}, "Select one of the answers listed"),
        ({"kind": "correction"}, "Enter what you want to tell us"),
        ({"kind": "action", "words": " \u200b "}, "Enter what"),
        ({"kind": "more", "words": "x" * 2001}, "2,000"),
    ],
)
def test_a_reply_that_says_nothing_is_given_back(
    briefed: Room, browser: Browser, posted: dict[str, str], problem: str
) -> None:
    path = link(briefed, "Harbour Road School")
    browser.post(path, seen=path, **posted)
    assert browser.status == 422
    assert problem in text_of(browser.page)
    assert "<title>Error: " in browser.page
    assert briefed.replies() == []
