"""News between cases: exactly one effect, and a person sees what cannot be delivered. Source: patterns 11, D-052."""

import pytest
from sqlalchemy import select

from service.cases import DeliverMessage, RetryCase
from service.cases.errors import NotYours
from service.demo import answers as said
from service.demo.appeals import ODILE, SUNNIVA
from service.store.cases import CaseMessage, CaseRun, StuckCase
from service.timers.poller import deliver_all_messages
from tests.service.played import Played
from tests.service.test_rules_of_appeal import FOUND, UPHELD, heard
from tests.stages import AtStage


def upheld(at_stage: AtStage) -> tuple[Played, Played]:
    """Give a case and the upheld appeal about it; the news of it waits."""
    about, appeal = heard(at_stage)
    appeal.answer("Task_Assess", FOUND, by=SUNNIVA)
    appeal.answer("Task_Decide", UPHELD, by=ODILE)
    appeal.send("Task_SendDecision", by=SUNNIVA, approve=ODILE)
    return about, appeal


def waiting(played: Played) -> list[CaseMessage]:
    """Give the news that has not arrived."""
    return [row for row in played.all(select(CaseMessage).order_by(CaseMessage.id)) if row.delivered_at is None]


def test_news_that_is_delivered_twice_has_one_effect(at_stage: AtStage) -> None:
    about, _ = upheld(at_stage)
    news = [row for row in waiting(about) if row.name == "appeal_upheld"]
    assert len(news) == 1
    command = DeliverMessage(message_id=news[0].id, case_id=about.case_id)
    about.do(command)
    about.do(command)
    assert len([run for run in about.rows(CaseRun) if run.process_id == "ct_remit"]) == 1
    assert len(about.events("appeal_upheld")) == 1
    assert set(news[0].payload) == {"stage"}  # nobody's words travel


def test_news_that_cannot_be_delivered_waits_for_a_person_and_then_arrives(at_stage: AtStage) -> None:
    # given an appeal whose position cannot be read when the report of the case comes
    about, appeal = upheld(at_stage)
    toolbox = about.driver.toolbox
    deliver_all_messages(toolbox)
    done = {"done": "done", "done_on": about.driver.today, "words": "Counted again."}
    report = {"points": {"1": done}, "applicant_told": True, "report": "It is met now."}
    about.answer("Task_CarryOutRemit", report, by=said.JO)
    run = next(row for row in appeal.rows(CaseRun) if row.finished_at is None)
    with toolbox.sessions.write() as session, session.begin():
        session.get_one(CaseRun, run.id).state = b"not a state"
    # when the loop tries three times / then it stops to try, and the case is stuck in plain sight
    for _ in range(5):
        assert deliver_all_messages(toolbox) == 0
    assert appeal.row(StuckCase).attempts == 3
    # when it is mended and tried again / then the news arrives once
    with toolbox.sessions.write() as session, session.begin():
        session.get_one(CaseRun, run.id).state = run.state
    with pytest.raises(NotYours):  # the partnership does not keep the appeal
        appeal.do(RetryCase(actor=appeal.by(said.JO), case_id=appeal.case_id))
    appeal.do(RetryCase(actor=appeal.by(SUNNIVA), case_id=appeal.case_id))
    assert deliver_all_messages(toolbox) == 1
    assert waiting(about) == []
    assert "Task_NoteReport" in appeal.task_ids()
