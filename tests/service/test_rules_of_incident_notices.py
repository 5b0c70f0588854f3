"""Notices of a major racial incident: their order, replies, reminders, corrections. Source: MI-10 to MI-24."""

import pytest
from sqlalchemy import select, update

from service.cases import Delivery
from service.cases.errors import AnswersRefused
from service.cases.rounds.answering import CaseOver
from service.store.notices import ContactNotice, NoticeRound
from service.store.outbox import OutboxItem
from service.store.record import RacialIncident
from service.toolbox import Toolbox
from tests.frozen_clock import FrozenClock, at
from tests.service.incident_room import open_incident
from tests.service.notice_room import Room
from tests.service.test_step_budget import counted

PARTNERS = (("rec", "Comfort Asante"), ("coordinator", "Delphine Okoro"), ("council_duty", "Owen Pike"))


@pytest.fixture
def incident(toolbox: Toolbox, clock: FrozenClock) -> Room:
    """An incident declared at 7:35am on Tuesday 22 December 2026, with a school and a youth service of the place."""
    clock.set("Tue 22 Dec 2026 07:35")
    room = open_incident(toolbox, clock)
    for name, places in (("Harbour Road School", ["kestrel"]), ("Youth Service", [])):
        room.contact("staff", name, localities=places)
    return room


def test_mi_13_staff_of_the_place_are_told_and_those_of_another_are_not(incident: Room) -> None:
    # given staff of another ward, and police / when the briefing goes to council staff
    incident.contact("staff", "Fell Ward Wardens", localities=["Fell"])
    incident.contact("police_staff", "Night Shift")
    incident.send("L-MI-04", "mi_staff", only="staff")
    # then those of the ward and those of everywhere have it
    assert incident.told() == ["Harbour Road School", "Youth Service"]
    # and the clock stops when police staff have been told as well
    incident.post_room(Delivery.SENT)
    assert incident.running("mi_staff") == [""]
    incident.send("L-MI-04", only="police_staff")
    incident.post_room(Delivery.SENT)
    assert incident.clocks()["mi_staff"] == "done"


def test_mi_13_everybody_is_told_where_the_place_is_not_known(incident: Room) -> None:
    with incident.toolbox.sessions.write() as session, session.begin():
        session.execute(update(RacialIncident).values(locality=""))
    incident.contact("staff", "Fell Ward Wardens", localities=["Fell"])
    incident.send("L-MI-04", only="staff")
    assert len(incident.told()) == 3


def test_mi_13_no_staff_listed_for_the_place_becomes_a_task(incident: Room) -> None:
    with incident.toolbox.sessions.write() as session, session.begin():
        session.execute(update(RacialIncident).values(locality="Otter"))
    incident.send("L-MI-04", only="police_staff")
    assert incident.call_names() == ["Nobody is listed as Operational staff of the police"]


def test_mi_10_each_partner_gets_a_text_of_their_own(incident: Room) -> None:
    # given the three partners / when the first facts go
    for role, name in PARTNERS:
        incident.contact(role, name)
    incident.send("L-MI-02", "mi_partners")
    # then there are three rounds, and only the co-ordinator is asked to tell the chief officer
    texts = {row.id: row.text for row in incident.rounds()}
    asked = {name: "You must now tell" in texts[incident.notice(name).round_id] for _, name in PARTNERS}
    assert asked == {"Comfort Asante": False, "Delphine Okoro": True, "Owen Pike": False}
    # and the clock stops with the last of the three
    for _, name in PARTNERS[:2]:
        incident.answer(name, "confirmed")
    assert incident.running("mi_partners") == [""]
    incident.answer("Owen Pike", "confirmed")
    assert incident.clocks()["mi_partners"] == "done"


def test_mi_23_a_deputy_gets_the_text_of_the_office_they_stand_in_for(incident: Room) -> None:
    # given a co-ordinator with a deputy / when half an hour passes without an answer
    incident.contact("coordinator", "Delphine Okoro", deputy=incident.contact("deputy", "Dev Deputy"))
    incident.send("L-MI-02", only="coordinator")
    incident.pass_time(minutes=30)
    # then the deputy is asked to tell the chief officer, too
    stand_in = incident.notice("Dev Deputy")
    assert stand_in.role == "coordinator"
    (text,) = [row.text for row in incident.rounds() if row.id == stand_in.round_id]
    assert "You must now tell" in text


def test_mi_19_who_was_told_before_their_turn_is_not_told_twice(incident: Room) -> None:
    # given the race equality body was told before its turn / when the partners are told
    for role, name in PARTNERS:
        incident.contact(role, name)
    incident.send("L-MI-02", "mi_partners", only="rec")
    incident.answer("Comfort Asante", "confirmed")
    assert incident.running("mi_partners") == [""]
    incident.send("L-MI-02")
    # then each has it once, and the answer of the first counts with those of the others
    assert sorted(incident.told()) == ["Comfort Asante", "Delphine Okoro", "Owen Pike"]
    incident.answer("Delphine Okoro", "confirmed")
    incident.answer("Owen Pike", "confirmed")
    assert incident.clocks()["mi_partners"] == "done"


def test_mi_18_no_reply_in_a_working_day_brings_a_reminder_with_the_same_link(incident: Room) -> None:
    # given a briefing on Tuesday 22 December that one of two confirmed
    incident.send("L-MI-04", only="staff")
    incident.post_room(Delivery.SENT)
    incident.answer("Youth Service", "confirmed")
    link = incident.key("Harbour Road School")
    # when Wednesday ends / then the other is reminded, once, with the link they had
    incident.clock.set("Wed 23 Dec 2026 23:59")
    incident.fire()
    assert incident.notice("Harbour Road School").reminded_at is None
    incident.clock.set("Thu 24 Dec 2026 00:00")
    incident.fire()
    incident.fire()
    reminders = incident.all(select(OutboxItem).where(OutboxItem.subject.startswith("Reminder: ")))
    assert [mail.to_address for mail in reminders] == ["harbour.road.school@example.org"]
    assert link in reminders[0].body
    assert incident.key("Harbour Road School") == link
    assert incident.notice("Harbour Road School").reminded_at == at("Thu 24 Dec 2026 00:00")
    # and the reply clock is late until they answer
    assert len(incident.running("mi_feedback")) == 1
    incident.answer("Harbour Road School", "confirmed")
    assert incident.running("mi_feedback") == []


def test_mi_18_a_reminder_to_somebody_without_email_is_a_call(incident: Room) -> None:
    incident.contact("staff", "Night Wardens", email="", phone="01632 960 120")
    incident.send("L-MI-04", only="staff")
    incident.call("Night Wardens", got_through=False)
    incident.clock.set("Thu 24 Dec 2026 00:00")
    incident.fire()
    assert incident.call_names() == ["Ring Night Wardens"]
    assert incident.notice("Night Wardens").reminded_at is not None


def test_mi_18_reminders_cost_the_same_for_twenty_and_for_two_hundred(incident: Room) -> None:
    def cost_of_reminding() -> int:
        incident.send("L-MI-04", only="staff")
        incident.clock.pass_working_days(2)
        with counted(incident.toolbox.sessions.write.kw["bind"]) as seen:
            incident.fire()
        return len(seen["statements"])

    for one in range(20):
        incident.contact("staff", f"Service {one}")
    few = cost_of_reminding()
    for one in range(200):
        incident.contact("staff", f"Later Service {one}")
    many = cost_of_reminding()
    assert len(incident.all(select(ContactNotice).where(ContactNotice.reminded_at.is_not(None)))) == 222
    assert abs(many - few) <= 6


@pytest.mark.parametrize("kind", ["correction", "more", "action"])
def test_mi_18_what_a_reader_writes_reaches_those_who_collect_it(incident: Room, kind: str) -> None:
    # given a briefing / when the school answers with words
    incident.send("L-MI-04", only="staff")
    incident.answer("Harbour Road School", kind, "Two windows, not a door.")
    # then co-ordinator and race relations officer hear of it, without the words
    for role in ("coordinator", "crro"):
        (sentence,) = incident.heard(role)
        assert "Harbour Road School answered at 7:35am" in sentence
        assert "windows" not in sentence
    # and the words are kept
    assert [(one.kind, one.words) for one in incident.replies()] == [(kind, "Two windows, not a door.")]


def test_mi_18_a_plain_confirmation_tells_nobody(incident: Room) -> None:
    incident.send("L-MI-04", only="staff")
    incident.answer("Harbour Road School", "confirmed")
    assert incident.heard("coordinator") == []


def test_mi_17_the_link_takes_replies_until_the_incident_is_closed(incident: Room) -> None:
    # given a confirmed briefing / when more is known later / then it is kept beside the first answer
    incident.send("L-MI-04", only="staff")
    incident.answer("Harbour Road School", "confirmed")
    incident.clock.pass_time(hours=3)
    incident.answer("Harbour Road School", "more", "A leaflet was found.")
    incident.answer("Harbour Road School", "more", "A second leaflet was found.")
    incident.answer("Harbour Road School", "confirmed")
    assert [one.kind for one in incident.replies()] == ["confirmed", "more", "more"]
    assert incident.notice("Harbour Road School").answer == "confirmed"
    incident.close()
    with pytest.raises(CaseOver):
        incident.answer("Harbour Road School", "more", "Too late.")
    assert len(incident.replies()) == 3


@pytest.mark.parametrize("kind", ["correction", "more", "action"])
def test_mi_18_these_answers_need_words(incident: Room, kind: str) -> None:
    incident.send("L-MI-04", only="staff")
    for words in ("", " \u200b ", "x" * 2001):
        with pytest.raises(AnswersRefused) as refused:
            incident.answer("Harbour Road School", kind, words)
        assert set(refused.value.problems) == {"words"}
    assert incident.replies() == []


def test_mi_18_a_correction_goes_to_all_who_were_told_whatever_they_were_told(incident: Room) -> None:
    # given a briefing, a partner, and a deputy who stood in / when a correction goes
    incident.contact("coordinator", "Delphine Okoro", deputy=incident.contact("deputy", "Dev Deputy"))
    incident.send("L-MI-04", only="staff")
    incident.send("L-MI-02", only="coordinator")
    incident.pass_time(minutes=30)
    with incident.toolbox.sessions.write() as session, session.begin():
        session.execute(update(RacialIncident).values(status="closed", outcome="It is quiet."))
    incident.send("L-MI-07")
    # then all four have it, each once
    newest = incident.rounds()[-1]
    rows = incident.all(select(ContactNotice.name).where(ContactNotice.round_id == newest.id))
    assert sorted(rows) == ["Delphine Okoro", "Dev Deputy", "Harbour Road School", "Youth Service"]


def test_mi_18_who_stands_in_after_a_correction_gets_it_with_the_first_text(incident: Room) -> None:
    # given a co-ordinator who does not answer, and a correction meanwhile
    incident.contact("coordinator", "Delphine Okoro", deputy=incident.contact("deputy", "Dev Deputy"))
    incident.send("L-MI-02", only="coordinator")
    with incident.toolbox.sessions.write() as session, session.begin():
        session.execute(update(RacialIncident).values(status="closed", outcome="It is quiet."))
    incident.send("L-MI-07")
    # when the deputy is told / then what was said since comes with it
    incident.pass_time(minutes=30)
    rows = select(NoticeRound.code).join(ContactNotice, ContactNotice.round_id == NoticeRound.id)
    assert incident.all(rows.where(ContactNotice.name == "Dev Deputy").order_by(ContactNotice.id)) == [
        "L-MI-02",
        "L-MI-07",
    ]
