"""Letters that leave: what happens when one comes back, may not have left, or was never posted. Source: D-008."""

import pytest
from sqlalchemy import select

from service.cases import ConfirmPosted, Delivery, MarkSending, NoteDelivery, NotePrintOverdue, SendAgain
from service.cases.errors import AnswersRefused, LetterNotReady, NotYours
from service.cases.letters.approving import AskForApproval, SendBackLetters
from service.cases.letters.checking import fingerprints_of_task
from service.cases.letters.commands import SaveOwnWords, SealLetters
from service.demo import answers as said
from service.demo.cases import BELL, a_form
from service.store.outbox import OutboxItem
from service.store.queries.due import overdue_prints
from service.store.queries.open_work import OpenWork
from service.store.record import Party
from tests.frozen_clock import day
from tests.service.played import Played
from tests.stages import AtStage


def outbox(played: Played, code: str) -> OutboxItem:
    """Give what was queued last for one kind of letter."""
    ids = [letter.id for letter in played.letters(code)]
    rows = select(OutboxItem).where(OutboxItem.sealed_letter_id.in_(ids)).order_by(OutboxItem.id)
    found: OutboxItem = played.all(rows)[-1]
    return found


def note(played: Played, code: str, outcome: Delivery) -> OutboxItem:
    """Let the worker note how the sending ended."""
    item = outbox(played, code)
    played.do(MarkSending(outbox_id=item.id))
    played.do(NoteDelivery(outbox_id=item.id, outcome=outcome, error="refused [550]"))
    return item


def task_of(played: Played, kind: str) -> str:
    """Give the id of the open task of one kind."""
    return next(task.task_id for task in played.driver.open_tasks(played.reference) if task.kind == kind)


@pytest.mark.parametrize("outcome", [Delivery.FAILED, Delivery.UNKNOWN])
def test_a_letter_that_came_back_lets_its_clock_run_again(at_stage: AtStage, outcome: Delivery) -> None:
    # given an acknowledgement sent on 3 March, whose clock stopped
    played = at_stage("acknowledged")
    assert "ct_acknowledge" not in played.running()
    # when the mail comes back, or nobody knows
    note(played, "L-CT-01", outcome)
    # then the clock runs again to the same limit, a person sees it, and the letter says how it stands
    assert played.running()["ct_acknowledge"] == day("Mon 9 Mar 2026")
    assert played.letters("L-CT-01")[0].delivery == outcome.value
    (task,) = tasks(played, "delivery")
    assert task.due_on == day("Mon 9 Mar 2026")
    # and the limit is watched again: it breaches if nothing is done
    played.driver.go_to(day("Tue 10 Mar 2026"))
    assert played.clock("ct_acknowledge").breached_at is not None


def tasks(played: Played, kind: str) -> list[OpenWork]:
    """Give the open tasks of one kind."""
    return [task for task in played.driver.open_tasks(played.reference) if task.kind == kind]


def test_sent_again_by_post_the_clock_stops_once_more(at_stage: AtStage) -> None:
    # given a letter that came back
    played = at_stage("acknowledged")
    note(played, "L-CT-01", Delivery.FAILED)
    task_id = task_of(played, "delivery")
    # when somebody of another agency would send it / then refused
    with pytest.raises(NotYours):
        played.do(SendAgain(actor=played.by(said.IRIS), task_id=task_id, how="post"))
    # when the SPOC sends the same sealed letter by post
    played.do(SendAgain(actor=played.by(said.JO), task_id=task_id, how="post"))
    # then it is queued for print with the same words, and the clock has stopped
    item = outbox(played, "L-CT-01")
    assert (item.kind, item.state) == ("print", "queued")
    assert "ct_acknowledge" not in played.running()
    assert len(played.letters("L-CT-01")) == 1


@pytest.mark.parametrize(("how", "email", "field"), [("pigeon", "", "how"), ("email", "not an address", "email")])
def test_sending_again_needs_a_way(at_stage: AtStage, how: str, email: str, field: str) -> None:
    # given a letter that came back / when no usable way is given / then the field says so
    played = at_stage("acknowledged")
    note(played, "L-CT-01", Delivery.FAILED)
    with pytest.raises(AnswersRefused) as refused:
        played.do(SendAgain(actor=played.by(said.JO), task_id=task_of(played, "delivery"), how=how, email=email))
    assert field in refused.value.problems


def test_a_letter_that_arrived_after_all_stops_its_clock(at_stage: AtStage) -> None:
    # given a letter of which nobody knew / when the SPOC learns that it arrived / then nothing is sent twice
    played = at_stage("acknowledged")
    note(played, "L-CT-01", Delivery.UNKNOWN)
    before = len(played.all(select(OutboxItem.id)))
    played.do(SendAgain(actor=played.by(said.JO), task_id=task_of(played, "delivery"), how="arrived"))
    assert len(played.all(select(OutboxItem.id))) == before
    assert "ct_acknowledge" not in played.running()


def posted_case(at_stage: AtStage) -> Played:
    """Give a case whose applicant is written to by post, acknowledged, its letter ready to print."""
    played = at_stage("empty")
    form = a_form(BELL, played.driver.today)  # no email address
    played.reference = played.driver.apply(form)
    played.driver.pass_working_days(1)
    played.check()
    played.acknowledge()
    note(played, "L-CT-01", Delivery.READY_TO_PRINT)
    return played


def test_a_letter_by_post_waits_for_a_person_to_confirm_it(at_stage: AtStage) -> None:
    # given a letter to print / then a task to post it is due by the end of the next working day
    played = posted_case(at_stage)
    (task,) = tasks(played, "print")
    assert task.due_on == day("Wed 4 Mar 2026")
    # when it was posted / then the letter is posted and its clock stays stopped
    played.do(ConfirmPosted(actor=played.by(said.JO), task_id=task_of(played, "print")))
    assert played.letters("L-CT-01")[0].delivery == "posted"
    assert "ct_acknowledge" not in played.running()


def test_a_print_nobody_confirms_lets_its_clock_run_again_until_posted(at_stage: AtStage) -> None:
    # given a letter to print on 3 March that nobody confirmed by the end of the 4th
    played = posted_case(at_stage)
    played.driver.go_to(day("Thu 5 Mar 2026"))
    late = played.read(lambda session: overdue_prints(session, now=played.driver.clock.now()))
    assert len(late) == 1
    # when the worker notes it, twice / then the clock runs again, once
    for _ in range(2):
        played.do(NotePrintOverdue(task_id=late[0]))
    assert played.running()["ct_acknowledge"] == day("Mon 9 Mar 2026")
    assert len(played.events("print_late")) == 1
    # when it is posted at last / then the clock stops
    played.do(ConfirmPosted(actor=played.by(said.JO), task_id=task_of(played, "late_print")))
    assert "ct_acknowledge" not in played.running()


def test_two_workers_never_send_one_letter_twice(at_stage: AtStage) -> None:
    # given a queued letter / when two workers want it / then one gets it
    played = at_stage("acknowledged")
    item = outbox(played, "L-CT-01")
    answers = [played.do(MarkSending(outbox_id=item.id)).said.get("mine", "") for _ in range(2)]
    assert answers == ["yes", ""]


def test_a_try_that_may_be_repeated_waits_longer_each_time(at_stage: AtStage) -> None:
    # given a mail server that says "not now" / when it is tried / then it is queued again for later
    played = at_stage("acknowledged")
    item = note(played, "L-CT-01", Delivery.TRY_AGAIN)
    again = played.read(lambda session: session.get_one(OutboxItem, item.id))
    assert (again.state, again.attempts) == ("queued", 1)
    assert again.next_try_at > played.driver.clock.now()
    assert "ct_acknowledge" not in played.running()


def test_a_letter_changed_after_it_was_looked_at_is_not_sealed(at_stage: AtStage) -> None:
    # given a letter somebody looked at
    played = at_stage("checked")
    task_id = played.driver.task(played.reference, "Task_AcknowledgeApplication").task_id
    toolbox = played.driver.toolbox
    with toolbox.sessions.read() as session:
        seen = fingerprints_of_task(session, task_id, now=toolbox.clock.now(), settings=toolbox.settings)
    # when a word of the case changes before it is sealed
    with toolbox.sessions.write() as session, session.begin():
        session.scalars(select(Party).where(Party.case_id == played.case_id)).one().name = "Amara Lindqvist"
    # then it is not sealed, and nothing went
    with pytest.raises(LetterNotReady):
        played.do(SealLetters(actor=played.by(said.JO), task_id=task_id, seen=seen))
    assert played.letters("L-CT-01") == []
    assert "ct_acknowledge" in played.running()


def test_a_letter_sent_back_is_written_anew_and_approved(at_stage: AtStage) -> None:
    # given a letter that waits for Marian
    played = at_stage("grouped")
    played.answer("Task_DecideThreshold", said.THRESHOLD_MET, by=said.JO)
    task_id = played.ask_approval("Task_SendThresholdMet", by=said.JO)
    # when she sends it back without a word / then refused; with one, Jo has it again
    with pytest.raises(AnswersRefused):
        played.do(SendBackLetters(actor=played.by(said.MARIAN), task_id=task_id, words=" "))
    played.do(SendBackLetters(actor=played.by(said.MARIAN), task_id=task_id, words="Say when you will call"))
    (draft,) = played.drafts("L-CT-07")
    assert (draft.state, draft.sent_back_words) == ("draft", "Say when you will call")
    assert tasks(played, "approval") == []
    # when she adds too many own words / then refused; a few, asked for and approved, go out with the letter
    many = {"note": "word " * 61}
    with pytest.raises(AnswersRefused):
        played.do(SaveOwnWords(actor=played.by(said.JO), task_id=task_id, draft_id=draft.id, own_words=many))
    words = {"note": "I will call on Monday after 4pm."}
    played.do(SaveOwnWords(actor=played.by(said.JO), task_id=task_id, draft_id=draft.id, own_words=words))
    with pytest.raises(LetterNotReady):
        played.do(SealLetters(actor=played.by(said.MARIAN), task_id=task_id, seen={}))
    played.do(AskForApproval(actor=played.by(said.JO), task_id=task_id))
    played.seal(task_id, by=said.MARIAN)
    assert "I will call on Monday after 4pm." in played.letters("L-CT-07")[0].text
