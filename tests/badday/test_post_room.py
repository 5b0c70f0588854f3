"""The post room on a bad day: two workers at once, one bad letter among good ones, a mail that belongs to no case."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import select, update

from service.cases import handle
from service.cases.application_form import ApplicationForm, PersonDetails
from service.cases.handling import Command
from service.cases.refuse_anonymous import RefuseAnonymous
from service.cases.unit import PUBLIC
from service.config import Settings
from service.delivery.sender import BATCH, empty_outbox
from service.store.letters import SealedLetter
from service.store.outbox import OutboxItem
from service.store.work import OpenTask
from service.toolbox import Toolbox
from service.wiring import build_toolbox
from tests.badday.invariants import broken_invariants
from tests.badday.mail_server import MailServer, mail_server
from tests.service.played import Played
from tests.stages import AtStage


@pytest.fixture
def post() -> Iterator[MailServer]:
    """A mail server that accepts everything."""
    with mail_server() as server:
        yield server


@pytest.fixture
def workers(tmp_path: Path) -> Iterator["Workers"]:
    """Post rooms on the same database, each with tools of its own."""
    with ExitStack() as stack:
        yield Workers(stack, tmp_path)


class Workers:
    """Opens post rooms."""

    def __init__(self, stack: ExitStack, folder: Path) -> None:
        self._stack = stack
        self._folder = folder

    def open(self, played: Played, *, smtp_url: str) -> Toolbox:
        """Give the tools of one more worker, at the time of the case."""
        old = played.driver.toolbox
        settings = Settings(
            database_url=old.settings.database_url,
            secret_key=old.settings.secret_key,
            base_url=old.settings.base_url,
            var_folder=self._folder / "var",
            smtp_url=smtp_url,
            mail_from="reviews@ashmoor.example",
        )
        tools = build_toolbox(settings, clock=old.clock)
        self._stack.callback(tools.close)
        return tools


def items(played: Played) -> list[OutboxItem]:
    return played.all(select(OutboxItem).order_by(OutboxItem.id))


def at_once(*acts: threading.Thread) -> None:
    for act in acts:
        act.start()
    for act in acts:
        act.join()


def test_rel_63_two_workers_send_each_letter_once(at_stage: AtStage, workers: Workers, post: MailServer) -> None:
    # given a case with mails and prints in the outbox
    played = at_stage("checked")
    assert {item.kind for item in items(played)} == {"mail"}
    with played.driver.toolbox.sessions.write() as session, session.begin():
        first = session.scalars(select(OutboxItem).order_by(OutboxItem.id).limit(3)).all()
        for item in first:
            item.kind = "print"
    # when three workers empty it at the same time, twice
    tools = [workers.open(played, smtp_url=post.address) for _ in range(3)]
    for _ in range(2):
        at_once(*[threading.Thread(target=empty_outbox, args=(each,)) for each in tools])
    # then each mail left once, each print is one task, and each letter has one PDF
    mails = [item for item in items(played) if item.kind == "mail"]
    assert [item.state for item in mails] == ["sent"] * len(mails)
    assert post.accepted == {item.message_id: 1 for item in mails}
    assert post.answered_by == {item.message_id: "jo.whitlock@ashmoor.example" for item in mails}
    prints = [item for item in items(played) if item.kind == "print"]
    tasks = played.all(select(OpenTask).where(OpenTask.kind.in_(("print", "late_print"))))
    assert [item.state for item in prints] == ["to_print"] * 3
    assert sorted(task.properties["outbox_id"] for task in tasks) == [item.id for item in prints]
    assert broken_invariants(tools[0]) == []


def test_one_bad_letter_never_holds_up_the_rest(at_stage: AtStage, workers: Workers, post: MailServer) -> None:
    # given more unsendable mails at the head of the queue than one round takes
    played = at_stage("checked")
    good = items(played)[-1]
    with played.driver.toolbox.sessions.write() as session, session.begin():
        for number in range(BATCH + 1):
            session.add(bad_copy(good, number))
    tools = workers.open(played, smtp_url=post.address)
    # when the post room goes round
    for _ in range(3):
        empty_outbox(tools)
    # then the good one has left
    assert post.accepted[good.message_id] == 1
    # and when it has tried the bad ones often enough, a person sees each
    for _ in range(8):
        played.driver.pass_minutes(241)
        empty_outbox(tools)
        empty_outbox(tools)
    bad = [item for item in items(played) if item.message_id.startswith("<bad")]
    assert {item.state for item in bad} == {"failed"}
    delivery = played.all(select(OpenTask).where(OpenTask.kind == "delivery"))
    assert sorted(task.properties["outbox_id"] for task in delivery) == [item.id for item in bad]


def bad_copy(item: OutboxItem, number: int) -> OutboxItem:
    """Give an item whose subject no mail can carry."""
    return OutboxItem(
        case_id=item.case_id,
        sealed_letter_id=item.sealed_letter_id,
        kind="mail",
        to_address=item.to_address,
        subject="A letter\r\nBcc: victim@example.org",
        body=item.body,
        message_id=f"<bad-{number}@folkmoot.invalid>",
        state="queued",
        queued_at=item.queued_at,
        next_try_at=item.queued_at,
    )


def test_prints_do_not_wait_for_a_mail_server_that_is_not_there(at_stage: AtStage, workers: Workers) -> None:
    # given a full round of mails before one print, and no mail server
    played = at_stage("checked")
    with played.driver.toolbox.sessions.write() as session, session.begin():
        last = session.scalars(select(OutboxItem).order_by(OutboxItem.id.desc()).limit(1)).one()
        last.kind = "print"
        session.add_all(bad_copy(last, number) for number in range(BATCH))
        session.execute(update(OutboxItem).where(OutboxItem.kind == "mail").values(next_try_at=last.queued_at))
    # when the post room goes round
    empty_outbox(workers.open(played, smtp_url=""))
    # then the print is ready and the mails still wait
    assert [item.state for item in items(played) if item.kind == "print"] == ["to_print"]
    assert {item.state for item in items(played) if item.kind == "mail"} == {"queued"}


def test_ct_06_the_answer_to_a_form_without_a_name_is_sent(
    at_stage: AtStage, workers: Workers, post: MailServer
) -> None:
    # given a form without a name, with an address to answer to
    played = at_stage("empty")
    form = ApplicationForm(applicant=PersonDetails(name="", email="someone@applicant.example"), behaviour="Noise")
    command: Command = RefuseAnonymous(actor=PUBLIC, area_id=played.driver.area_id, channel="online", form=form)
    handle(played.driver.toolbox, command)
    (item,) = items(played)
    assert item.sealed_letter_id is None
    # when the post room goes round
    assert empty_outbox(workers.open(played, smtp_url=post.address)) == 1
    # then it has left, once
    assert items(played)[0].state == "sent"
    assert post.accepted == {item.message_id: 1}
    assert played.all(select(SealedLetter)) == []


def test_a_mail_about_no_case_that_nobody_knows_about_does_not_stop_the_others(
    at_stage: AtStage, workers: Workers, post: MailServer
) -> None:
    # given such an answer that was being sent when the worker died, and a letter behind it
    played = at_stage("checked")
    form = ApplicationForm(applicant=PersonDetails(name="", email="someone@applicant.example"), behaviour="Noise")
    handle(
        played.driver.toolbox,
        RefuseAnonymous(actor=PUBLIC, area_id=played.driver.area_id, channel="online", form=form),
    )
    with played.driver.toolbox.sessions.write() as session, session.begin():
        session.execute(update(OutboxItem).where(OutboxItem.case_id.is_(None)).values(state="sending"))
    # when ten minutes later another worker comes
    played.driver.pass_minutes(11)
    empty_outbox(workers.open(played, smtp_url=post.address))
    # then it is not sent again, and the others left
    states = {item.case_id is None: item.state for item in items(played)}
    assert states == {True: "unknown", False: "sent"}
