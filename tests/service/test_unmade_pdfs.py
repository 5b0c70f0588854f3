"""A letter that no PDF can be made of: tried less and less often, then a person sees it. Source: D-008, REL-64."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from service.cases import SendAgain
from service.delivery.sender import empty_outbox
from service.demo import answers as said
from service.store.letters import SealedLetter
from service.store.outbox import OutboxItem
from tests.service.played import Played
from tests.stages import AtStage

NO_LETTER = "<html><head><style>p { color: red }</style></head><body><img src='https://example.org/x.png'>"


def spoil(played: Played, code: str) -> SealedLetter:
    """Store something that the PDF maker refuses in the place of a sealed letter."""
    letter = played.letters(code)[0]
    with played.driver.toolbox.sessions.write() as session, session.begin():
        session.execute(update(SealedLetter).where(SealedLetter.id == letter.id).values(html=NO_LETTER))
    return letter


def state_of(played: Played, letter: SealedLetter) -> tuple[int, str, str]:
    """Give tries, the state of the letter and the state of what is queued for it last."""
    row = next(row for row in played.letters() if row.id == letter.id)
    items = select(OutboxItem).where(OutboxItem.sealed_letter_id == letter.id).order_by(OutboxItem.id)
    return row.pdf_tries, row.delivery, played.all(items)[-1].state


@pytest.mark.usefixtures("pdf_library")
def test_a_letter_without_a_pdf_is_tried_four_times_and_then_shown_to_a_person(at_stage: AtStage) -> None:
    # given a letter that cannot be made into a PDF, among others that can, and mails that wait for a server
    played = at_stage("acknowledged")
    letter = spoil(played, "L-CT-01")
    tools = played.driver.toolbox
    # when the loop wakes again and again within a minute / then it is tried once, and the others have their PDF
    for _ in range(5):
        empty_outbox(tools)
    assert state_of(played, letter) == (1, "waiting", "queued")
    assert [row.code for row in played.letters() if not row.pdf_hash] == ["L-CT-01"]
    # when a minute, then five, then thirty minutes have passed / then it is tried once each time
    for minutes, tries in ((1, 2), (5, 3)):
        played.driver.pass_minutes(minutes)
        empty_outbox(tools)
        empty_outbox(tools)
        assert state_of(played, letter) == (tries, "waiting", "queued")
    played.driver.pass_minutes(30)
    empty_outbox(tools)
    # then a person sees it, the clock it stopped runs again, and it is not tried any more
    assert state_of(played, letter) == (4, "not_made", "failed")
    (task,) = played.rows_by_kind("delivery")
    assert task.name.startswith("A letter could not be made into a PDF:")
    assert "ct_acknowledge" in played.running()
    played.driver.pass_minutes(600)
    empty_outbox(tools)
    assert state_of(played, letter)[0] == 4


@pytest.mark.usefixtures("pdf_library")
def test_once_it_can_be_made_the_letter_is_sent_again_by_a_person(at_stage: AtStage) -> None:
    # given a letter that was given up
    played = at_stage("acknowledged")
    letter = played.letters("L-CT-01")[0]
    spoil(played, "L-CT-01")
    for minutes in (0, 1, 5, 30):
        played.driver.pass_minutes(minutes)
        empty_outbox(played.driver.toolbox)
    (task,) = played.rows_by_kind("delivery")
    # when what was wrong is mended and the SPOC has it posted
    with played.driver.toolbox.sessions.write() as session, session.begin():
        session.execute(update(SealedLetter).where(SealedLetter.id == letter.id).values(html=letter.html))
    played.do(SendAgain(actor=played.by(said.JO), task_id=task.id, how="post"))
    empty_outbox(played.driver.toolbox)
    # then it is ready to print
    assert state_of(played, letter) == (0, "to_print", "to_print")


@pytest.mark.usefixtures("pdf_library")
def test_a_mail_waits_for_its_pdf(at_stage: AtStage) -> None:
    # given a mail server that is there, and a letter without a PDF / when the loop wakes / then nothing was tried
    played = at_stage("acknowledged")
    letter = spoil(played, "L-CT-01")
    old = played.driver.toolbox
    empty_outbox(replace(old, settings=replace(old.settings, smtp_url="smtp://127.0.0.1:9")))
    items = played.all(select(OutboxItem).where(OutboxItem.sealed_letter_id == letter.id))
    assert [(item.state, item.attempts) for item in items] == [("queued", 0)]
