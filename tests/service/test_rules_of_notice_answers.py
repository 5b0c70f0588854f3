"""What comes back from a notice: by the link, on the telephone, from somebody else. TE-12, MI-17, MI-18."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from service.cases import RecordCall, handle
from service.cases.errors import AnswersRefused, FormChanged, NotYours, TaskNotOpen
from service.cases.rounds.answering import AnswerNotice, CaseOver, NoSuchNotice, PassNotice
from service.cases.rounds.links import code_of, link_to
from service.cases.unit import PUBLIC
from service.config import Settings
from service.store.audit import AuditEvent
from service.store.record import Tension
from tests.builders import a_person
from tests.service.notice_room import ALERT, Room


def test_the_commander_may_still_answer_after_the_deputy_was_called(empty_room: Room) -> None:
    # given the deputy was told in the commander's place
    empty_room.contact("commander", "Ada Stone", deputy=empty_room.contact("deputy", "Dev Deputy"))
    empty_room.contact("council_officer", "Ben Hale")
    empty_room.contact("director", "Cleo Marsh")
    empty_room.send(*ALERT)
    empty_room.answer("Ben Hale")
    empty_room.answer("Cleo Marsh")
    empty_room.pass_time(minutes=31)
    # when the commander answers at last / then the alert is over and the deputy is neither rung nor followed up
    empty_room.answer("Ada Stone")
    assert empty_room.clocks()["te_alert"] == "done"
    assert empty_room.running("te_alert_deputy") == []
    assert empty_room.calls() == []
    empty_room.pass_time(hours=1)
    assert empty_room.told()[-1] == "Dev Deputy"


def test_te_12_the_alert_is_over_when_everybody_has_answered(room: Room) -> None:
    room.send(*ALERT)
    for name in ("Ada Stone", "Ben Hale"):
        room.answer(name)
        assert room.running("te_alert") == [""]
    room.answer("Cleo Marsh")
    assert room.running("te_alert") == []
    assert room.clocks()["te_alert"] == "done"
    assert room.clocks()["te_alert_deputy"] == "done"
    # and nothing more happens
    room.pass_time(hours=2)
    assert room.calls() == []
    assert len(room.told()) == 3


def test_an_answer_of_an_earlier_band_does_not_keep_the_next_alert_waiting(room: Room) -> None:
    # given an alert that two never answered, and a new band since
    room.send(*ALERT)
    room.answer("Ada Stone")
    room.clock.pass_time(minutes=20)
    with room.toolbox.sessions.write() as session, session.begin():
        session.execute(update(Tension).values(level_since=room.clock.now(), level_at=room.clock.now()))
    # when the next alert is answered by all / then it is over
    room.send(*ALERT)
    assert len(room.told()) == 6
    for name in ("Ada Stone", "Ben Hale", "Cleo Marsh"):
        room.answer(name)
    assert room.clocks()["te_alert"] == "done"


def test_a_second_press_changes_nothing(room: Room) -> None:
    # given an answer at 9am / when the button is pressed again at 9:05am, and the same form comes twice
    room.send(*ALERT)
    first = room.answer("Ada Stone", form_key="one")
    at = room.clock.now()
    assert room.answer("Ada Stone", form_key="one") == first
    room.clock.pass_time(minutes=5)
    again = room.answer("Ada Stone")
    # then there is one reply, of 9am
    assert (first.said, again.said) == ({"new": "yes"}, {})
    assert [reply.at for reply in room.replies()] == [at]
    assert room.notice("Ada Stone").answered_at == at


def test_opening_the_page_is_no_answer_and_a_form_is_kept_to_its_reader(room: Room) -> None:
    room.send(*ALERT)
    room.answer("Ada Stone", form_key="one")
    with pytest.raises(FormChanged):
        room.answer("Ben Hale", form_key="one")
    assert room.notice("Ben Hale").answered_at is None


def test_not_the_right_person_tells_the_deputy_at_once(empty_room: Room) -> None:
    # given a commander with a deputy / when the commander passes it on
    empty_room.contact("commander", "Ada Stone", deputy=empty_room.contact("deputy", "Dev Deputy"))
    empty_room.contact("council_officer", "Ben Hale")
    empty_room.contact("director", "Cleo Marsh")
    empty_room.send(*ALERT)
    for name in ("Ben Hale", "Cleo Marsh"):
        empty_room.answer(name)
    empty_room.pass_on("Ada Stone")
    # then the deputy is told now, and a second press tells nobody else
    assert empty_room.told()[-1] == "Dev Deputy"
    assert empty_room.notice("Ada Stone").passed_to_id == empty_room.notice("Dev Deputy").id
    empty_room.pass_on("Ada Stone")
    assert len(empty_room.told()) == 4
    # and after fifteen minutes it is the deputy who is rung
    empty_room.pass_time(minutes=15)
    assert empty_room.call_names() == ["Ring Dev Deputy"]
    # and the deputy's answer ends the alert
    empty_room.answer("Dev Deputy")
    assert empty_room.clocks()["te_alert"] == "done"
    assert empty_room.calls() == []


def test_not_the_right_person_with_nobody_behind_asks_for_somebody_else(room: Room) -> None:
    # given offices without deputies / when the commander passes it on
    room.send(*ALERT)
    for name in ("Ben Hale", "Cleo Marsh"):
        room.answer(name)
    room.pass_on("Ada Stone")
    # then she is not rung again: somebody else is to be found
    assert room.call_names() == ["Find another Divisional Commander"]
    assert room.running("te_alert") == [""]
    room.found(room.calls()[0], name="Orla Finch")
    assert room.notice("Orla Finch").stands_in_for_id == room.notice("Ada Stone").id
    assert room.clocks()["te_alert"] == "done"


def test_a_reply_after_closure_is_refused_and_changes_nothing(room: Room) -> None:
    room.send(*ALERT)
    room.close()
    with pytest.raises(CaseOver):
        room.answer("Ada Stone")
    with pytest.raises(CaseOver):
        room.pass_on("Ada Stone")
    assert room.replies() == []
    assert room.notice("Ada Stone").passed_at is None


@pytest.mark.parametrize(
    "forge",
    [
        lambda key: key[:-1] + ("A" if key[-1] != "A" else "B"),
        lambda key: "x" + key,
        lambda key: key.partition(".")[0],
        lambda key: key.partition(".")[0] + ".",
        lambda key: "." + key.partition(".")[2],
        lambda key: key[:0],
        lambda key: "\x00." + key,
        lambda key: f"né.é{key[:0]}",
    ],
)
def test_a_forged_key_opens_nothing(room: Room, forge: Callable[[str], str]) -> None:
    room.send(*ALERT)
    key = forge(room.key("Ada Stone"))
    for command in (
        AnswerNotice(actor=PUBLIC, key=key, kind="have_this"),
        PassNotice(actor=PUBLIC, key=key),
    ):
        with pytest.raises(NoSuchNotice):
            handle(room.toolbox, command)
    assert room.replies() == []


def test_a_link_opens_after_the_secret_of_the_service_was_changed(settings: Settings) -> None:
    link = link_to(settings, "a-code")
    newer = replace(
        settings, secret_key="another-secret-0123456789-abcdefghij", earlier_secret_keys=(settings.secret_key,)
    )
    assert code_of(newer, link.rpartition("/")[2]) == "a-code"
    assert link_to(newer, "a-code") != link


def test_a_call_is_recorded_by_those_who_keep_the_case(room: Room) -> None:
    room.send(*ALERT)
    with room.toolbox.sessions.write() as session, session.begin():
        stranger = a_person(session, name="Sid Other", role="spoc").id
    room.keeper_id, keeper = stranger, room.keeper_id
    with pytest.raises(NotYours):
        room.call("Ada Stone", got_through=True)
    room.keeper_id = keeper
    assert room.notice("Ada Stone").answered_at is None


def test_a_call_must_lie_between_the_sending_and_now(room: Room) -> None:
    room.send(*ALERT)
    room.clock.pass_time(minutes=10)
    for minutes in (1, -11):
        command = RecordCall(
            actor=room.keeper,
            notice_id=room.notice("Ada Stone").id,
            happened_at=room.clock.now() + timedelta(minutes=minutes),
            got_through=True,
            kind="have_this",
        )
        with pytest.raises(AnswersRefused) as refused:
            handle(room.toolbox, command)
        assert set(refused.value.problems) == {"happened_time"}
    assert room.notice("Ada Stone").told_at is None


def test_an_answer_that_this_notice_does_not_take_is_refused(room: Room) -> None:
    room.send(*ALERT)
    for kind in ("confirmed", "correction", "nonsense", ""):
        with pytest.raises(AnswersRefused):
            room.answer("Ada Stone", kind, "words")
    assert room.replies() == []


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"name": " "}, "name"),
        ({"phone": " ", "email": ""}, "phone"),
        ({"email": "not an address"}, "email"),
        ({"kind": ""}, "kind"),
        ({"name": "x" * 161}, "name"),
    ],
)
def test_who_was_found_needs_a_name_a_way_to_reach_them_and_an_answer(
    empty_room: Room, told: dict[str, str], field: str
) -> None:
    empty_room.send(*ALERT)
    with pytest.raises(AnswersRefused) as refused:
        empty_room.found(empty_room.calls()[0], **told)
    assert set(refused.value.problems) == {field}
    assert len(empty_room.calls()) == 3
    assert empty_room.told() == []


def test_a_role_is_found_once(empty_room: Room) -> None:
    empty_room.send(*ALERT)
    task = empty_room.calls()[0]
    empty_room.found(task)
    with pytest.raises(TaskNotOpen):
        empty_room.found(task, name="Somebody Else")
    assert empty_room.told() == ["Orla Finch"]


def test_late_answers_find_that_the_deputy_was_called_first(empty_room: Room) -> None:
    # given nobody looked at the clocks for 31 minutes / when the commander answers
    empty_room.contact("commander", "Ada Stone", deputy=empty_room.contact("deputy", "Dev Deputy"))
    empty_room.send("L-TE-01")
    empty_room.clock.pass_time(minutes=31)
    empty_room.answer("Ada Stone")
    # then the deputy was told before the answer counted
    assert empty_room.told() == ["Ada Stone", "Dev Deputy"]


def test_every_answer_and_attempt_is_audited_without_a_name(room: Room) -> None:
    room.send(*ALERT)
    room.answer("Ada Stone")
    room.call("Ben Hale", got_through=False)
    room.pass_on("Cleo Marsh")
    rows = room.all(select(AuditEvent.action))
    assert {"notices_sent", "notice_answered", "call_attempted", "notice_passed_on"} <= set(rows)
