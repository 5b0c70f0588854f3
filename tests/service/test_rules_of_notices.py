"""Rounds of notices: who is told how, who is rung, who stands in, which clocks stop. TE-12, TE-17, MI-23."""

import pytest
from sqlalchemy import delete, select, update

from service.cases import Delivery
from service.cases.rounds.links import link_to
from service.store.notices import ContactNotice, ProtocolContact
from service.store.record import Tension
from service.store.work import Timer
from service.toolbox import Toolbox
from tests.builders import a_person
from tests.frozen_clock import FrozenClock
from tests.service.notice_room import ALERT, OFFICES, Room, open_room
from tests.service.test_step_budget import counted


def test_te_12_one_text_goes_to_every_office_with_a_link_of_its_own(room: Room) -> None:
    # given three offices and a member of the team / when the alert goes
    room.contact("team", "Dora Wynn")
    room.send(*ALERT)
    # then the text is kept once, with the mark; each mail has another link that opens this reader's notice
    (sent,) = room.rounds()
    assert room.told() == ["Ada Stone", "Ben Hale", "Cleo Marsh", "Dora Wynn"]
    assert "[[link]]" in sent.text
    mails = room.mails()
    assert len({mail.body for mail in mails}) == len(mails) == 4
    for mail, name in zip(mails, room.told(), strict=True):
        link = link_to(room.toolbox.settings, room.notice(name).link_code)
        assert link in mail.body
        assert "[[link]]" not in mail.body
        assert name not in mail.body
        assert name not in mail.subject
    # and the clocks of the alert and of the deputies run
    assert room.running("te_alert") == [""]
    assert room.running("te_alert_deputy") == [str(sent.id)]


@pytest.mark.parametrize("email", ["yes", "no"])
def test_a_round_costs_the_same_for_twenty_and_for_two_hundred_readers(empty_room: Room, email: str) -> None:
    # given an area with members of the team, with email addresses or with a telephone only
    def cost() -> list[str]:
        with counted(empty_room.toolbox.sessions.write.kw["bind"]) as seen:
            empty_room.send("L-TE-01")
        return seen["statements"]

    def listed(number: int) -> None:
        for one in range(number):
            name = f"Reader {number} {one}"
            empty_room.contact("team", name, email=None if email == "yes" else "", phone="01632 960 100")

    listed(20)
    few = cost()
    # when a new band begins and two hundred are told / then as many statements go to the database
    empty_room.clock.pass_time(hours=1)
    with empty_room.toolbox.sessions.write() as session, session.begin():
        session.execute(update(Tension).values(level_since=empty_room.clock.now()))
    listed(200)
    many = cost()
    assert len(empty_room.told()) == 20 + 220
    assert abs(len(many) - len(few)) <= 3, "\n".join(many)


def test_mi_23_deputies_and_calls_cost_the_same_for_twenty_and_for_two_hundred(empty_room: Room) -> None:
    def cost_of_thirty_minutes() -> int:
        with counted(empty_room.toolbox.sessions.write.kw["bind"]) as seen:
            empty_room.pass_time(minutes=31)
        return len(seen["statements"])

    def listed(number: int) -> None:
        for one in range(number):
            deputy = empty_room.contact("deputy", f"Deputy {number} {one}")
            empty_room.contact("team", f"Reader {number} {one}", deputy=deputy)

    listed(20)
    empty_room.send("L-TE-01")
    few = cost_of_thirty_minutes()
    listed(200)
    with empty_room.toolbox.sessions.write() as session, session.begin():
        session.execute(update(Tension).values(level_since=empty_room.clock.now()))
        session.execute(delete(Timer))  # what is left of the first band
    empty_room.send("L-TE-01")
    many = cost_of_thirty_minutes()
    assert len(empty_room.told()) == 20 + 20 + 220 + 220
    assert abs(many - few) <= 6


def test_somebody_without_email_is_rung_and_is_told_once_reached(room: Room) -> None:
    # given a team member with a telephone only / when the alert goes
    room.contact("team", "Dora Wynn", email="", night_phone="01632 960 200")
    room.send(*ALERT)
    # then no mail leaves to them and a person has the task to ring
    assert len(room.mails()) == 3
    assert room.call_names() == ["Ring Dora Wynn"]
    assert room.notice("Dora Wynn").channel == "phone"
    # when nobody picks up / then the attempt is in the history and the task stays
    room.call("Dora Wynn", got_through=False, words="Rang twice.")
    assert room.call_names() == ["Ring Dora Wynn"]
    assert any("Roz Lead rang Dora Wynn at 9am: no answer. Rang twice." in line for line in room.history())
    assert room.notice("Dora Wynn").told_at is None
    # when she is reached / then she is told and has answered, by whom it was recorded is kept, and the task ends
    room.call("Dora Wynn", got_through=True)
    notice = room.notice("Dora Wynn")
    assert (notice.told_at, notice.answered_at, notice.told_by_id) == (room.clock.now(),) * 2 + (room.keeper_id,)
    assert room.calls() == []
    assert [task.ended_by_id for task in room.calls("done")] == [room.keeper_id]
    assert room.replies()[0].recorded_by_id == room.keeper_id


def test_somebody_without_any_address_is_shown_to_a_person(room: Room) -> None:
    room.contact("team", "Dora Wynn", email="")
    room.send(*ALERT)
    assert room.notice("Dora Wynn").channel == "none"
    assert room.call_names() == ["Ring Dora Wynn"]


def test_mi_02_a_role_that_nobody_is_listed_for_becomes_a_task(empty_room: Room) -> None:
    # given only a commander is listed / when the alert goes
    empty_room.contact("commander", "Ada Stone")
    empty_room.send(*ALERT)
    # then a person is asked to find and tell the two other offices
    assert empty_room.call_names() == [
        "Nobody is listed as Nominated officer of the council",
        "Nobody is listed as Partnership director",
    ]
    # and the alert is not over when the commander has it
    empty_room.answer("Ada Stone")
    assert empty_room.running("te_alert") == [""]
    # when both were found and told / then they are listed for the next time, no mail left, and the alert is over
    for task in empty_room.calls():
        empty_room.found(task, name=f"Found {task.properties['role']}", email="found@example.org")
    assert empty_room.clocks()["te_alert"] == "done"
    assert empty_room.calls() == []
    assert len(empty_room.mails()) == 1
    rows = empty_room.all(select(ProtocolContact.role))
    assert sorted(rows) == ["commander", "council_officer", "director"]
    found = empty_room.notice("Found director")
    assert (found.told_at, found.answered_at, found.channel) == (empty_room.clock.now(),) * 2 + ("phone",)


def test_nobody_listed_at_all_leaves_three_tasks_and_no_mail(empty_room: Room) -> None:
    empty_room.send(*ALERT)
    assert len(empty_room.calls()) == 3
    assert empty_room.mails() == []
    # a second try asks for nobody twice
    empty_room.send("L-TE-01")
    assert len(empty_room.calls()) == 3


def test_whoever_has_only_an_account_is_told_at_that_address(empty_room: Room) -> None:
    with empty_room.toolbox.sessions.write() as session, session.begin():
        from service.store.people import Area

        area = session.get_one(Area, empty_room.area_id)
        for role, name in OFFICES:
            a_person(session, name=name, role=role, area=area)
    empty_room.send(*ALERT)
    assert empty_room.told() == [name for _, name in OFFICES]
    assert empty_room.notice("Ada Stone").person_id is not None
    assert empty_room.calls() == []


def test_te_12_who_has_not_answered_in_fifteen_minutes_is_rung(room: Room) -> None:
    # given one of three has answered / when the limit of the alert passes
    room.send(*ALERT)
    room.answer("Ada Stone")
    room.pass_time(minutes=15)
    # then the other two are to be rung, once, and the clock goes on as late
    assert room.call_names() == ["Ring Ben Hale", "Ring Cleo Marsh"]
    assert room.running("te_alert") == [""]
    room.fire()
    assert len(room.calls()) == 2


def test_cm_06_the_deputy_is_told_after_thirty_minutes_and_then_the_director(empty_room: Room) -> None:
    # given a commander with a deputy, who are the only ones that do not answer
    deputy = empty_room.contact("deputy", "Dev Deputy")
    empty_room.contact("commander", "Ada Stone", deputy=deputy)
    empty_room.contact("council_officer", "Ben Hale")
    empty_room.send("L-TE-01", "te_alert")
    empty_room.answer("Ben Hale")
    # when 29 minutes have passed / then nobody stands in yet
    empty_room.pass_time(minutes=29)
    assert empty_room.told() == ["Ada Stone", "Ben Hale"]
    # when 30 have / then the deputy is told in the commander's place, by a round of its own
    empty_room.pass_time(minutes=1)
    stand_in = empty_room.notice("Dev Deputy")
    assert stand_in.stands_in_for_id == empty_room.notice("Ada Stone").id
    assert stand_in.role == "commander"
    # when the deputy has not answered after 30 more / then the director is told, who was not listed before
    empty_room.contact("director", "Cleo Marsh")
    empty_room.pass_time(minutes=30)
    assert empty_room.notice("Cleo Marsh").stands_in_for_id == stand_in.id
    # when the director answers / then all three are answered, and nobody is rung any more
    empty_room.answer("Cleo Marsh")
    assert {empty_room.notice(name).answer for name in ("Ada Stone", "Dev Deputy")} == {"deputy"}
    assert [task for task in empty_room.call_names() if task.startswith("Ring")] == []
    assert empty_room.running("te_alert_deputy") == []


def test_mi_23_with_nobody_behind_them_they_are_rung(room: Room) -> None:
    # given offices without deputies, of whom the director has the same alert / when 30 minutes pass
    room.send("L-TE-01")
    room.answer("Cleo Marsh")
    room.pass_time(minutes=30)
    # then nobody is told twice, and the silent are to be rung
    assert len(room.told()) == 3
    assert room.call_names() == ["Ring Ada Stone", "Ring Ben Hale"]


def test_te_28_nobody_gets_the_same_alert_twice_in_one_band(room: Room) -> None:
    room.send(*ALERT)
    room.send("L-TE-01")
    assert len(room.told()) == 3
    assert len(room.mails()) == 3


def test_te_17_the_clock_to_inform_stops_when_the_last_mail_left(toolbox: Toolbox, clock: FrozenClock) -> None:
    # given level 3, where officers are informed / when the mails leave one by one
    room = open_room(toolbox, clock, level=3, contacts=OFFICES)
    room.send("L-TE-02", "te_inform")
    room.post_room(Delivery.SENT, "Ada Stone", "Ben Hale")
    assert room.running("te_inform") == [""]
    # then the last one stops the clock
    room.post_room(Delivery.SENT)
    assert room.clocks()["te_inform"] == "done"
    assert room.notice("Ada Stone").told_at == clock.now()


def test_te_17_the_clock_to_inform_waits_for_a_role_that_nobody_is_listed_for(
    toolbox: Toolbox, clock: FrozenClock
) -> None:
    room = open_room(toolbox, clock, level=3, contacts=OFFICES[:2])
    room.send("L-TE-02", "te_inform")
    room.post_room(Delivery.SENT)
    assert room.running("te_inform") == [""]
    room.found(room.calls()[0])
    assert room.clocks()["te_inform"] == "done"


@pytest.mark.parametrize("outcome", [Delivery.FAILED, Delivery.UNKNOWN])
def test_a_message_that_did_not_leave_makes_a_call(room: Room, outcome: Delivery) -> None:
    # given an alert / when one mail comes back
    room.send(*ALERT)
    room.post_room(outcome, "Ada Stone")
    room.post_room(Delivery.SENT)
    # then she is to be rung and the others were told
    assert room.call_names() == ["Ring Ada Stone"]
    assert room.notice("Ada Stone").told_at is None
    assert room.notice("Ben Hale").told_at == room.clock.now()
    # and the call ends the same task that silence would have opened
    room.pass_time(minutes=15)
    assert room.call_names().count("Ring Ada Stone") == 1
    room.call("Ada Stone", got_through=True)
    assert "Ring Ada Stone" not in room.call_names()


def test_a_message_that_came_back_after_the_answer_asks_nobody_to_ring(room: Room) -> None:
    room.send(*ALERT)
    room.answer("Ada Stone")
    room.post_room(Delivery.FAILED, "Ada Stone")
    assert room.calls() == []


def test_notices_of_one_case_never_touch_another(room: Room) -> None:
    room.send(*ALERT)
    cases = set(room.all(select(ContactNotice.case_id)))
    assert cases == {room.case_id}
