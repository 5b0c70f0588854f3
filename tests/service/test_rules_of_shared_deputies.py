"""One deputy behind two silent readers: told once for both, or once for each text; nobody is rung instead. TE-12."""

from sqlalchemy import select, update

from service.demo import incident as story
from service.store.notices import ContactNotice, ProtocolContact
from tests.service.incident_desk import answer_all, calls, later
from tests.service.notice_room import ALERT, Room
from tests.stages import ON_SQLITE, AtStage


def two_with_one_deputy(room: Room, *roles: str) -> None:
    """List two officers with the same deputy, and a director who has the alert too."""
    deputy = room.contact("deputy", "Dev Deputy")
    for role, name in zip(roles, ("Ada Stone", "Ben Hale"), strict=True):
        room.contact(role, name, deputy=deputy)


def silent_for_thirty_minutes(room: Room) -> None:
    """Send the alert; only the director answers, and the deputies' time comes."""
    two_with_one_deputy(room, "commander", "council_officer")
    room.contact("director", "Cleo Marsh")
    room.send("L-TE-01")
    room.answer("Cleo Marsh")
    room.pass_time(minutes=30)


def test_te_12_a_deputy_of_two_is_told_once_by_mail_and_nobody_is_rung(empty_room: Room) -> None:
    # given commander and council officer with one deputy / when neither answers in thirty minutes
    silent_for_thirty_minutes(empty_room)
    # then the deputy has one mail, and neither is rung for want of somebody to stand in
    assert empty_room.told() == ["Ada Stone", "Ben Hale", "Cleo Marsh", "Dev Deputy"]
    assert [mail.to_address for mail in empty_room.mails()].count("dev.deputy@example.org") == 1
    assert empty_room.call_names() == []


def test_te_12_one_answer_of_the_deputy_is_the_answer_for_both(empty_room: Room) -> None:
    two_with_one_deputy(empty_room, "commander", "council_officer")
    empty_room.contact("director", "Cleo Marsh")
    empty_room.send(*ALERT)
    empty_room.answer("Cleo Marsh")
    empty_room.pass_time(minutes=31)
    # when the deputy answers / then both are answered for, the alert is over, and nobody is rung or told any more
    empty_room.answer("Dev Deputy")
    assert {empty_room.notice(name).answer for name in ("Ada Stone", "Ben Hale")} == {"deputy"}
    assert empty_room.clocks()["te_alert"] == "done"
    assert empty_room.calls() == []
    empty_room.pass_time(hours=2)
    assert empty_room.told()[-1] == "Dev Deputy"


def test_te_12_when_one_of_the_two_answers_the_deputy_still_stands_in_for_the_other(empty_room: Room) -> None:
    # given a deputy who was told for both / when the commander answers at last
    silent_for_thirty_minutes(empty_room)
    empty_room.answer("Ada Stone")
    assert empty_room.notice("Dev Deputy").stands_in_for_id == empty_room.notice("Ben Hale").id
    # then the deputy is still waited for: without an answer the director is told, for the other
    empty_room.pass_time(minutes=30)
    assert empty_room.told()[-1] == "Cleo Marsh"
    assert empty_room.notice("Cleo Marsh").stands_in_for_id == empty_room.notice("Dev Deputy").id
    empty_room.answer("Cleo Marsh")
    assert (empty_room.notice("Ada Stone").answer, empty_room.notice("Ben Hale").answer) == ("have_this", "deputy")


def test_te_12_a_director_behind_both_answers_for_both_after_the_silent_deputy(empty_room: Room) -> None:
    silent_for_thirty_minutes(empty_room)
    empty_room.pass_time(minutes=30)
    assert empty_room.told()[-1] == "Cleo Marsh"
    empty_room.answer("Cleo Marsh")
    assert {empty_room.notice(name).answer for name in ("Ada Stone", "Ben Hale", "Dev Deputy")} == {"deputy"}


@ON_SQLITE
def test_mi_23_where_each_office_has_its_own_text_a_shared_deputy_is_told_each_by_mail(at_stage: AtStage) -> None:
    # given the race equality body and the council's duty desk with one deputy, both told, both silent
    played = at_stage("declared")
    with played.driver.toolbox.sessions.write() as session, session.begin():
        ruben = session.scalars(select(ProtocolContact.id).where(ProtocolContact.name == "Ruben Castell")).one()
        session.execute(update(ProtocolContact).where(ProtocolContact.role == "rec").values(deputy_id=ruben))
    story.tell_crro(played.driver, played.reference)
    answer_all(played, "Amos Redfern")
    story.tell_partners(played.driver, played.reference)
    answer_all(played, "Delphine Okoro")
    # when thirty minutes pass
    later(played, 31)
    # then the deputy has the text of each office by mail, and neither office is rung
    told = [row for row in played.rows(ContactNotice) if row.name == "Ruben Castell"]
    assert {(row.role, row.channel) for row in told} == {("rec", "email"), ("council_duty", "email")}
    assert calls(played) == []
