"""Answering in the service what one was alerted of: the same as the personal link, for one's own notice. TE-12."""

import pytest

from service.cases import PUBLIC, AnswerOwnNotice, Result, handle
from service.cases.errors import AnswersRefused, NotYours
from service.cases.rounds.answering import CaseOver
from service.cases.unit import Actor
from service.store.people import Area
from service.store.queries.own_notices import OwnNotice, link_code_of, waiting_for
from tests.builders import a_person
from tests.service.notice_room import ALERT, Room


@pytest.fixture
def commander(empty_room: Room) -> Actor:
    """A commander with an account, alerted at 9am with two others, one of whom answered."""
    with empty_room.toolbox.sessions.write() as session, session.begin():
        area = session.get_one(Area, empty_room.area_id)
        person = a_person(session, name="Ada Stone", email="ada@example.org", role="commander", area=area)
        person_id = person.id
    empty_room.contact("commander", "Ada Stone", email="ada@example.org")  # the address of the account
    empty_room.contact("council_officer", "Ben Hale")
    empty_room.contact("director", "Cleo Marsh")
    empty_room.send(*ALERT)
    empty_room.answer("Ben Hale")
    return empty_room.by(person_id)


def press(room: Room, actor: Actor, name: str = "Ada Stone", **more: str) -> Result:
    """Press the button of a notice where one is signed in."""
    given = {"kind": "have_this"} | more
    return handle(room.toolbox, AnswerOwnNotice(actor=actor, notice_id=room.notice(name).id, **given))


def waiting(room: Room, actor: Actor) -> tuple[OwnNotice, ...]:
    """Give what waits for this person's answer."""
    assert actor.person_id is not None
    return room.read(lambda session: waiting_for(session, actor.person_id or 0, case_id=room.case_id))


def test_te_12_an_answer_where_one_is_signed_in_counts_like_the_link(empty_room: Room, commander: Actor) -> None:
    assert [(row.notice_id, row.code) for row in waiting(empty_room, commander)] == [
        (empty_room.notice("Ada Stone").id, "L-TE-01")
    ]
    # when the commander answers / then that is kept as by the link, and the last answer ends the alert
    assert press(empty_room, commander).said == {"new": "yes"}
    notice = empty_room.notice("Ada Stone")
    assert (notice.answered_at, notice.answer) == (empty_room.clock.now(), "have_this")
    assert [reply.kind for reply in empty_room.replies()] == ["have_this", "have_this"]
    assert "Ada Stone answered at 9am: I have this." in empty_room.history()
    assert waiting(empty_room, commander) == ()
    assert empty_room.clocks()["te_alert"] == "running"
    empty_room.answer("Cleo Marsh")
    assert (empty_room.clocks()["te_alert"], empty_room.clocks()["te_alert_deputy"]) == ("done", "done")


def test_te_12_a_second_press_changes_nothing_by_link_or_by_button(empty_room: Room, commander: Actor) -> None:
    press(empty_room, commander)
    at = empty_room.clock.now()
    empty_room.clock.pass_time(minutes=5)
    assert press(empty_room, commander).said == {}
    assert empty_room.answer("Ada Stone").said == {}
    assert empty_room.notice("Ada Stone").answered_at == at
    assert len(empty_room.replies()) == 2


def test_nobody_answers_for_somebody_else(empty_room: Room, commander: Actor) -> None:
    # given the keeper, somebody who is not signed in, and a contact without an account
    for actor, name in (
        (empty_room.keeper, "Ada Stone"),
        (PUBLIC, "Ada Stone"),
        (PUBLIC, "Cleo Marsh"),
        (commander, "Cleo Marsh"),
    ):
        with pytest.raises(NotYours):
            press(empty_room, actor, name)
    with pytest.raises(NotYours):
        handle(empty_room.toolbox, AnswerOwnNotice(actor=commander, notice_id=9_999, kind="have_this"))
    assert len(empty_room.replies()) == 1
    # and the code of a link is given to its reader alone
    notice = empty_room.notice("Ada Stone")
    assert commander.person_id is not None
    mine = empty_room.read(lambda session: link_code_of(session, commander.person_id or 0, notice_id=notice.id))
    assert mine == notice.link_code
    assert empty_room.read(lambda session: link_code_of(session, empty_room.keeper_id, notice_id=notice.id)) == ""


def test_an_answer_must_be_one_that_the_notice_takes_and_the_case_open(empty_room: Room, commander: Actor) -> None:
    with pytest.raises(AnswersRefused):
        press(empty_room, commander, kind="confirmed")
    empty_room.close()
    assert waiting(empty_room, commander) == ()
    with pytest.raises(CaseOver):
        press(empty_room, commander)
    assert empty_room.notice("Ada Stone").answered_at is None


def test_what_was_passed_on_or_answered_by_a_deputy_waits_no_more(empty_room: Room, commander: Actor) -> None:
    empty_room.pass_on("Ada Stone")
    assert waiting(empty_room, commander) == ()
    # and one may still answer late
    empty_room.clock.pass_time(minutes=2)
    assert press(empty_room, commander).said == {"new": "yes"}
