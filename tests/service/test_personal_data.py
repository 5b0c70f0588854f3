"""A canary: names, addresses and phones of a whole story never reach the engine, the log, subjects or the audit."""

import io
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import orjson
import pytest
import zstandard
from sqlalchemy import select

from service.cases import AddNote, CompleteTask, LogCall, WithdrawByPhone
from service.cases.errors import CaseError, CaseIsStuck
from service.demo import answers as said
from service.demo.cases import AMARA, a_form
from service.demo.driver import posted
from service.log import JsonLines
from service.store.audit import AuditEvent
from service.store.cases import CaseRun, StuckCase
from service.store.outbox import OutboxItem
from service.timers.poller import fire_all_due
from tests.frozen_clock import day
from tests.service.played import Played
from tests.service.test_races import break_the_next_step
from tests.stages import ON_SQLITE, AtStage

NAME, STREET, PHONE, EMAIL, WORDS = (
    "Zephyrine Quillfeather",
    "77 Larkspur Rise",
    "07700 900833",
    "zephyrine@applicant.example",
    "the tall man with the red van",
)
CANARIES = (NAME, "Quillfeather", STREET, "Larkspur", PHONE, "900833", EMAIL, WORDS, "red van")
pytestmark = ON_SQLITE


def found_in(text: object) -> list[str]:
    """Give the canaries that sing in a text."""
    return [canary for canary in CANARIES if canary.lower() in str(text).lower()]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that anything logs, at every level, as the program writes it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    loggers = [logging.getLogger(), logging.getLogger("folkmoot")]  # ours may have been cut off from the root
    levels = [each.level for each in loggers]
    for each in loggers:
        each.addHandler(handler)
        each.setLevel(logging.DEBUG)
    yield stream
    for each, level in zip(loggers, levels, strict=True):
        each.removeHandler(handler)
        each.setLevel(level)


def canary_form(on: date) -> object:
    """Give an application full of canaries."""
    form = a_form(AMARA, on)
    person = replace(form.applicant, name=NAME, address=(STREET, "Ashmoor"), phone=PHONE, email=EMAIL)
    return replace(form, applicant=person, location=STREET, suspected_source=WORDS, effect=f"I fear {WORDS}")


def play(played: Played) -> None:
    """Play a whole story with canaries in every free text."""
    played.reference = played.driver.apply(canary_form(played.driver.today))  # type: ignore[arg-type]
    risk = {**said.RISK, "vulnerable": True, "vulnerable_why": NAME, "reasons": f"{NAME} fears {WORDS}"}
    played.answer("Task_CheckImmediateRisk", risk, by=said.JO)
    played.answer("Task_CheckApplication", said.COMPLETE, by=said.JO)
    played.acknowledge()
    played.confirm(*said.OFFICERS)
    grouped = {**said.grouped(played.keys("incidents")), "reasons": f"All by {WORDS}"}
    played.answer("Task_GroupComplaints", grouped, by=said.JO)
    played.answer("Task_DecideThreshold", {**said.THRESHOLD_MET, "reasons": f"{NAME} was heard"}, by=said.JO)
    played.send("Task_SendThresholdMet", by=said.JO, approve=said.MARIAN)
    at = played.driver.clock.now()
    call = {"actor": played.by(said.JO), "case_id": played.case_id, "with_words": NAME, "words": f"Call {PHONE}"}
    played.do(LogCall(**call, happened_at=at, got_through=True))  # type: ignore[arg-type]
    played.do(AddNote(actor=played.by(said.JO), case_id=played.case_id, words=f"{NAME}, {STREET}"))
    played.do(WithdrawByPhone(actor=played.by(said.JO), case_id=played.case_id, words=f"{NAME} rang"))
    played.answer("Task_ConfirmInWriting", {"confirmed": False, "note": f"{NAME} stays"}, by=said.JO)
    played.contact_and_appoint()
    played.give_returns(*said.OFFICERS)
    played.prepare_meeting()
    played.hold_meeting()
    played.tell_outcome()
    played.agree_plan()
    played.accept_plan()


def test_no_personal_data_leaves_the_record(at_stage: AtStage, log: io.StringIO) -> None:
    # given / when a whole story full of canaries was played
    played = at_stage("empty")
    play(played)
    fire_all_due(played.driver.toolbox)
    # then no saved position of a process holds one
    for run in played.all(select(CaseRun)):
        state = zstandard.ZstdDecompressor().decompress(run.state, max_output_size=1 << 24).decode()
        assert len(state) > 100
        assert found_in(state) == []
    # and no subject of a mail, as the applicant asked for safe contact
    for item in played.all(select(OutboxItem)):
        assert found_in(item.subject) == [], item.subject
        assert found_in(item.message_id) == []
        assert found_in(item.body) == []
    own = [item.subject for item in played.all(select(OutboxItem)) if item.to_address == EMAIL]
    assert own
    assert set(own) == {"A letter for you"}
    # and no row of the audit
    rows = played.all(select(AuditEvent))
    assert len(rows) > 40
    for row in rows:
        parts = (row.actor, row.role, row.action, row.object, row.purpose, orjson.dumps(row.detail).decode())
        assert found_in(parts) == []
    # and no line of the log
    assert found_in(log.getvalue()) == []


def test_refusals_do_not_repeat_what_was_typed(at_stage: AtStage, log: io.StringIO) -> None:
    # given answers full of canaries that must be put right
    played = at_stage("applied")
    task_id = played.driver.task(played.reference, "Task_CheckImmediateRisk").task_id
    answers = {**said.RISK, "reasons": f"{NAME} fears {WORDS}", "risk_level": NAME}
    # when they are refused / then the sentence, its cause and its fields repeat none
    with pytest.raises(CaseError) as refused:
        played.do(CompleteTask(actor=played.by(said.JO), task_id=task_id, posted=posted(answers)))
    assert found_in((refused.value, refused.value.args, refused.value.__dict__, refused.value.__cause__)) == []
    assert found_in(log.getvalue()) == []


def test_a_stuck_step_tells_of_no_one(at_stage: AtStage, log: io.StringIO) -> None:
    # given a procedure that fails after a step full of canaries
    played = at_stage("empty")
    break_the_next_step(played)
    played.reference = played.driver.apply(canary_form(played.driver.today))  # type: ignore[arg-type]
    played.answer("Task_CheckImmediateRisk", said.RISK, by=said.JO)
    # when the step fails / then neither the exception with its causes nor the record names anybody
    with pytest.raises(CaseIsStuck) as stuck:
        played.answer("Task_CheckApplication", said.COMPLETE, by=said.JO)
    cause: BaseException | None = stuck.value
    while cause is not None:
        assert found_in(cause) == []
        cause = cause.__cause__ or cause.__context__
    assert found_in(played.row(StuckCase).reason) == []
    assert found_in(log.getvalue()) == []


def test_an_error_of_the_database_repeats_no_values(at_stage: AtStage, log: io.StringIO) -> None:
    # given a database that refuses a row in the middle of an application
    played = at_stage("empty")
    with played.driver.toolbox.sessions.write() as session, session.begin():
        session.connection().exec_driver_sql("drop table reported_incidents")
    # when a form full of canaries is sent / then the error names the statement, never the values
    with pytest.raises(Exception, match="reported_incidents") as error:
        played.driver.apply(canary_form(played.driver.today))  # type: ignore[arg-type]
    assert found_in(error.value) == []
    assert found_in(log.getvalue()) == []


def test_the_loop_logs_a_failing_case_by_number_only(at_stage: AtStage, log: io.StringIO) -> None:
    # given a case full of canaries whose position cannot be read
    played = at_stage("empty")
    played.reference = played.driver.apply(canary_form(played.driver.today))  # type: ignore[arg-type]
    with played.driver.toolbox.sessions.write() as session, session.begin():
        session.scalars(select(CaseRun)).one().state = NAME.encode()
    # when its clocks come due / then the log says which case, and nothing about it
    played.driver.clock.set(played.driver.clock.now().replace(day=day("Fri 20 Mar 2026").day))
    fire_all_due(played.driver.toolbox)
    assert "not fired" in log.getvalue()
    assert found_in(log.getvalue()) == []
