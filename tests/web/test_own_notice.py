"""Answering one's own notice in the case: a button in one's own row, a link above the menu. TE-12, MI-18."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from service.store.cases import INCIDENT, Case
from service.store.database import Sessions
from service.store.notices import ContactNotice, NoticeReply, NoticeRound
from service.store.people import Area, Person
from tests.browser import Browser
from tests.frozen_clock import FrozenClock, at
from tests.ready_area import publish_procedure
from tests.service.incident_room import an_incident
from tests.tension_rows import a_notice, a_protocol_contact, a_round
from tests.web.tension_town import Town, open_town
from tests.web.text_of import text_of

FORM = "/account/password"  # any page with a form, for its token


@pytest.fixture
def town(sessions: Sessions, new_browser: Callable[[], Browser], clock: FrozenClock) -> Town:
    """The case of the picture; the director, who has not answered, has an account."""
    town = open_town(sessions, new_browser, clock)
    with sessions.write() as session, session.begin():
        notice = session.scalars(select(ContactNotice).where(ContactNotice.name == "Honor Lacey")).one()
        notice.person_id = person_id(sessions, "director")
    return town


def person_id(sessions: Sessions, role: str) -> int:
    with sessions.read() as session:
        return session.scalars(select(Person.id).where(Person.email == f"{role}@example.org")).one()


def notice_of(town: Town, name: str) -> ContactNotice:
    with town.sessions.read() as session:
        return session.scalars(select(ContactNotice).where(ContactNotice.name == name)).one()


def test_te_12_the_own_row_has_a_button_and_nobody_elses(town: Town) -> None:
    seat, notice = town.at("director"), notice_of(town, "Honor Lacey")
    address = f"/notices/own/{notice.id}"
    # given the line above the menu says that the answer is missing, and leads to the row
    line = seat.get("/tension").page
    assert "You have not answered. Say that you have this" in text_of(line)
    assert f'href="{town.page}#notice-{notice.id}"' in line
    shown = seat.get(town.page).page
    assert f'action="{address}" id="notice-{notice.id}"' in shown
    assert shown.count("I have this</button>") == 1
    for other in ("commander", "risk_lead", "coordinator"):
        assert "I have this</button>" not in town.at(other).get(town.page).page
    # when it is pressed / then the row has the time, the line has no link more, and a second press says so
    assert seat.post(address, seen=town.page, kind="have_this").location == town.page
    shown = text_of(seat.get(town.page).page)
    assert "Your answer was recorded at 11:48am." in shown
    assert "Who was alerted 4 of 4 have answered" in shown
    assert "I have this" not in shown
    assert "You have not answered" not in text_of(seat.get("/tension").page)
    seat.post(address, seen=FORM, kind="have_this")
    assert "You had answered already. Nothing was changed." in text_of(seat.get(town.page).page)
    with town.sessions.read() as session:
        assert len(session.scalars(select(NoticeReply)).all()) == 1


def test_nobody_presses_the_button_of_somebody_else(town: Town) -> None:
    address = f"/notices/own/{notice_of(town, 'Honor Lacey').id}"
    seat = town.at("commander")
    assert seat.post(address, seen=FORM, kind="have_this").status == 404
    assert seat.get(address).status == 404
    assert seat.get(f"/notices/own/{2**40}").status == 404
    assert town.at("risk_lead").post(address, seen=FORM, kind="have_this").status == 404
    assert notice_of(town, "Honor Lacey").answered_at is None
    # and who is not signed in is asked to sign in
    assert Browser(seat.client.application.test_client()).get(address).location.startswith("/sign-in")


def test_a_button_pressed_after_the_end_says_that_the_matter_is_closed(town: Town) -> None:
    seat, notice = town.at("director"), notice_of(town, "Honor Lacey")
    seat.get(town.page)
    with town.sessions.write() as session, session.begin():
        case = session.get_one(Case, notice.case_id)
        case.is_open, case.closed_at = False, at("Tue 22 Dec 2026 11:48")
    seat.post(f"/notices/own/{notice.id}", kind="have_this")
    shown = text_of(seat.get(town.page).page)
    assert "This matter is closed. Nothing was changed." in shown
    assert "I have this" not in shown


def test_mi_18_the_incident_room_asks_whoever_was_told_to_confirm_or_to_say_more(town: Town) -> None:
    # given the co-ordinator, who was told of an incident and has not answered
    with town.sessions.write() as session, session.begin():
        publish_procedure(session, INCIDENT)
        area = session.scalars(select(Area).where(Area.code == "ASH")).one()
        case = an_incident(session, area, at=at("Tue 22 Dec 2026 11:40"))
        sent: NoticeRound = a_round(session, case, at=at("Tue 22 Dec 2026 11:41"), code="L-MI-02")
        contact = a_protocol_contact(
            session, area, role="coordinator", name="Delphine", person_id=person_id(town.sessions, "coordinator")
        )
        notice_id = a_notice(session, sent, contact, told_at=at("Tue 22 Dec 2026 11:42")).id
        room = f"/incidents/{case.reference}"
    seat, address = town.at("coordinator"), f"/notices/own/{notice_id}"
    shown = text_of(seat.get(room).page)
    assert "You were told at 11:41am" in shown
    assert "Confirm that you have it" in shown
    assert "You were told at 11:41am" not in text_of(town.at("crro").get(room).page)
    # more is said on the page of the own link
    assert seat.get(address).location.startswith("/notices/")
    # when it is confirmed / then the room says so and asks no more
    assert seat.post(address, seen=room, kind="confirmed").location == room
    shown = text_of(seat.get(room).page)
    assert "Your answer was recorded at 11:48am." in shown
    assert "Confirmed 11:48am" in shown
    assert "Confirm that you have it" not in shown
