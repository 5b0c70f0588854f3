"""How far the alert is, in the duties of a tension: told how, and who is still to be rung. Source: TE-12."""

from collections.abc import Callable

from sqlalchemy import select, update

from service.cases import Delivery, NoteDelivery
from service.demo.tension import MABEL
from service.store.notices import ProtocolContact
from service.store.outbox import OutboxItem
from tests.service.tension_play import TensionPlay
from tests.stages import AtStage
from tests.web.office import open_office
from tests.web.text_of import text_of

DUTY_LINE = "Carr Valley duty line"  # has no email


def reader_of(played: TensionPlay) -> Callable[[], str]:
    """Give how the risk lead reads the page of the case."""
    office = open_office(played)

    def read() -> str:
        office.seats.clear()  # minutes pass between two looks
        return text_of(office.at(MABEL).get(f"/tension/{played.reference}").page)

    return read


def test_te_12_the_alert_is_done_only_when_whoever_has_no_email_was_rung(at_stage: AtStage) -> None:
    # given an alert to six people, one of whom has no email
    played = TensionPlay.at(at_stage, "level_2")
    read = reader_of(played)
    assert "Duties at level 2 Now Alert 6 people at once: 5 being sent, 1 still to be rung" in read()
    # when the mails have left / then it says who was told how, and that one is still to be rung
    played.mail_leaves()
    assert "Duties at level 2 Now Alert 6 people at once: 5 told by email, 1 still to be rung" in read()
    # when that one was rung / then it is done
    played.ring(DUTY_LINE, "L-TE-01")
    shown = read()
    assert "Duties at level 2 Done Alert 6 people at once Now Meet" in shown
    assert "still to be rung" not in shown


def test_te_12_whoever_has_an_email_that_came_back_is_still_to_be_rung(at_stage: AtStage) -> None:
    # given the duty line was rung / when the mail to the commander comes back
    played = TensionPlay.at(at_stage, "level_2")
    read = reader_of(played)
    played.ring(DUTY_LINE, "L-TE-01")
    item = next(row for row in played.rows(OutboxItem) if row.to_address.startswith("bram.oyelaran@"))
    played.do(NoteDelivery(outbox_id=item.id, outcome=Delivery.FAILED))
    played.mail_leaves()
    # then the step and the table say so
    shown = read()
    assert "Now Alert 6 people at once: 4 told by email, 1 told by phone, 1 still to be rung" in shown
    assert "The email came back: to be rung" in shown
    # when he answers by himself / then nobody is to be rung
    played.reply_to("Bram Oyelaran")
    assert "Done Alert 6 people at once" in read()


def test_te_12_who_was_answered_for_by_a_deputy_is_not_to_be_rung(at_stage: AtStage) -> None:
    # given the commander's mail never left, so that after 30 minutes the deputy is told
    played = TensionPlay.at(at_stage, "level_2")
    read = reader_of(played)
    item = next(row for row in played.rows(OutboxItem) if row.to_address.startswith("bram.oyelaran@"))
    played.do(NoteDelivery(outbox_id=item.id, outcome=Delivery.FAILED))
    played.mail_leaves()
    played.wait(minutes=30)
    # when the deputy answers
    played.reply_to("Isolde Carrick")
    # then the commander is counted as answered for
    assert "4 told by email, 1 answered for by a deputy, 1 still to be rung" in read()


def test_te_12_whose_deputy_was_told_for_another_too_is_not_said_to_wait_for_it(at_stage: AtStage) -> None:
    # given commander and council officer with one deputy / when neither answers in thirty minutes
    played = TensionPlay.at(at_stage, "tension")
    with played.driver.toolbox.sessions.write() as session, session.begin():
        isolde = session.scalars(select(ProtocolContact.id).where(ProtocolContact.name == "Isolde Carrick")).one()
        council = update(ProtocolContact).where(ProtocolContact.role == "council_officer")
        session.execute(council.values(deputy_id=isolde))
    played.level(2)
    played.mail_leaves()
    played.wait(minutes=30)
    # then the row of each says that their deputy was told
    rows = reader_of(played)().partition("Who was alerted")[2].partition("Experienced")[0]
    for name in ("Bram Oyelaran", "Nell Ashdown"):
        assert "No answer yet Their deputy was told." in rows.partition(name)[2].partition("Record a call")[0], name
