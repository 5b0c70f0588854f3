"""AP-01 to AP-20: an appeal from its receipt to the report on what was done, acted through commands."""

import pytest
from sqlalchemy import select

from service.cases.appeal_recount import both_counts, recount_of
from service.cases.errors import AnswersRefused, NotYours
from service.demo import answers as said
from service.demo.appeals import ODILE, REGISTERED, RELEASED, SUNNIVA, submit
from service.store.outbox import OutboxItem
from service.store.record import Appeal, ReportedIncident
from service.timers.poller import deliver_all_messages
from tests.frozen_clock import day
from tests.service.played import Played
from tests.stages import AtStage

FOUND = {
    "tests": {
        **{
            key: {"finding": "yes", "because": "Nothing was wrong here."}
            for key in ("procedure", "policy", "evidence", "result")
        },
        "facts": {"finding": "no", "because": "The report of 5 October was left out."},
        "recount": {"finding": "yes", "because": "Nothing was wrong here."},
    },
    "evidence": "The phone log",
    "proposal": "upheld",
    "proposal_reason": "A report was left out.",
}

UPHELD = {
    "outcome": "upheld",
    "reasons": {"threshold": {"words": "A report was left out."}},
    "remit_points": [
        {
            "what": "decide_again",
            "words": "Decide the threshold again with the report.",
            "due_on": day("Mon 16 Mar 2026"),
        }
    ],
}


def refused_case(at_stage: AtStage) -> Played:
    """Give a case whose threshold was held not to be met, on Thursday 5 March, its letters sent."""
    return at_stage("refused")


def appeal_about(played: Played) -> Played:
    """Register an appeal that came in this instant; give the case that runs it."""
    return Played(played.driver, submit(played.driver, played.reference))


def record(appeal: Played) -> Appeal:
    """Give the record of an appeal."""
    return appeal.read(lambda session: session.get_one(Appeal, appeal.case_id))


def test_ap_08_an_appeal_is_acknowledged_in_one_working_day_and_decided_in_twenty(at_stage: AtStage) -> None:
    # given a refused application, and an appeal on Friday 6 March
    about = refused_case(at_stage)
    about.driver.go_to(day("Fri 6 Mar 2026"))
    appeal = appeal_about(about)
    # then its reference is its own, it is due on the next working day, and the decision has no clock yet
    assert appeal.reference == "ASH-AP-2026-0001"
    assert appeal.running() == {"ap_acknowledge": day("Mon 9 Mar 2026")}
    # when it is registered and acknowledged / then twenty working days from the acknowledgement
    appeal.answer("Task_RegisterAppeal", REGISTERED, by=SUNNIVA)
    appeal.send("Task_Acknowledge", by=SUNNIVA)
    assert appeal.running() == {
        "ap_case_file": day("Fri 13 Mar 2026"),
        "ap_decision": day("Tue 7 Apr 2026"),
    }
    assert record(appeal).acknowledged_on == day("Fri 6 Mar 2026")
    (letter,) = appeal.letters("L-AP-01")
    assert "Friday" in letter.text


def test_ap_01_the_answer_to_a_letter_about_an_appeal_reaches_the_office_that_hears_it(at_stage: AtStage) -> None:
    # given a letter of the partnership about the case, and one of the office about the appeal
    about = refused_case(at_stage)
    about.driver.go_to(day("Fri 6 Mar 2026"))
    appeal = appeal_about(about)
    appeal.answer("Task_RegisterAppeal", REGISTERED, by=SUNNIVA)
    appeal.send("Task_Acknowledge", by=SUNNIVA)
    # then whoever answers the one reaches the caseworker, and whoever answers the other the office
    answered_by = {
        item.case_id: item.reply_to for item in appeal.all(select(OutboxItem).where(OutboxItem.kind == "mail"))
    }
    assert answered_by[about.case_id] == said.JO
    assert answered_by[appeal.case_id] == "appeals@northmoor-pcc.example"


def heard(at_stage: AtStage) -> tuple[Played, Played]:
    """Give a case and the appeal about it, acknowledged, its file released on Monday 9 March."""
    about = refused_case(at_stage)
    about.driver.go_to(day("Fri 6 Mar 2026"))
    appeal = appeal_about(about)
    appeal.answer("Task_RegisterAppeal", REGISTERED, by=SUNNIVA)
    appeal.send("Task_Acknowledge", by=SUNNIVA)
    about.driver.go_to(day("Mon 9 Mar 2026"))
    appeal.answer("Task_ReleaseFile", RELEASED, by=said.JO)
    with pytest.raises(NotYours):
        appeal.answer("Task_CheckRelease", {"agreed": True}, by=said.JO)
    appeal.answer("Task_CheckRelease", {"agreed": True}, by="priya.raman@ashmoor.example")
    return about, appeal


def test_ap_13_an_upheld_appeal_puts_a_dated_task_on_the_case_and_hears_what_was_done(at_stage: AtStage) -> None:
    # given an appeal that is heard
    about, appeal = heard(at_stage)
    assert not about.case.is_open
    # when a test is answered no without its reason / then it is asked at its field
    bare = {**FOUND, "tests": {**FOUND["tests"], "facts": {"finding": "no", "because": ""}}}
    with pytest.raises(AnswersRefused) as refused:
        appeal.answer("Task_Assess", bare, by=SUNNIVA)
    assert refused.value.problems == {"tests-facts-because": "Give a reason for your finding"}
    # when it is assessed, upheld and the decision sent
    appeal.answer("Task_Assess", FOUND, by=SUNNIVA)
    point = {
        "what": "decide_again",
        "words": "Decide the threshold again with the report.",
        "due_on": day("Mon 16 Mar 2026"),
    }
    decision = {
        "outcome": "upheld",
        "reasons": {"threshold": {"words": "A report was left out."}},
        "remit_points": [point],
    }
    appeal.answer("Task_Decide", decision, by=ODILE)
    appeal.send("Task_SendDecision", by=SUNNIVA, approve=ODILE)
    letter = appeal.letters("L-AP-08")[0].text
    assert "Decide the threshold again with the report." in letter
    assert "ap_decision" not in appeal.running()
    # then the news waits in a row of its own, and is delivered once
    assert deliver_all_messages(about.driver.toolbox) >= 1
    assert deliver_all_messages(about.driver.toolbox) == 0
    assert about.case.is_open
    assert about.running() == {"ct_remit": day("Mon 16 Mar 2026")}
    assert about.events("appeal_upheld")
    assert appeal.events("appeal_upheld")
    # when the single point of contact reports back / then the appeal hears it, and both are closed
    done = {"done": "done", "done_on": about.driver.today, "words": "Counted again: met."}
    report = {"points": {"1": done}, "applicant_told": True, "report": "The threshold is met now."}
    about.answer("Task_CarryOutRemit", report, by=said.JO)
    assert not about.case.is_open
    deliver_all_messages(about.driver.toolbox)
    appeal.answer("Task_NoteReport", {"carried_out": "yes"}, by=SUNNIVA)
    assert not appeal.case.is_open
    assert appeal.case.stage == "Closed: upheld and reported"
    assert record(appeal).reported_back == "The threshold is met now."


def test_ap_11_the_recount_is_kept_as_the_assessment_saw_it(at_stage: AtStage) -> None:
    # given an assessed appeal at stage 1
    about, appeal = heard(at_stage)
    appeal.answer("Task_Assess", FOUND, by=SUNNIVA)
    kept = record(appeal).recount
    assert kept is not None
    # when the reports of the case are no longer the same / then both counts stay what was weighed
    (first, *_) = about.rows(ReportedIncident)
    with about.driver.toolbox.sessions.write() as session, session.begin():
        session.get_one(ReportedIncident, first.id).is_removed = True
    now = about.driver.clock.now()
    counts = appeal.read(lambda session: both_counts(session, appeal.case_id, now=now))
    assert counts is not None
    assert counts.sentence == kept["sentence"]
    assert len(counts.rows) == len(kept["rows"])
    live = appeal.read(lambda session: recount_of(session, about.case_id, now=now))
    assert live is not None
    assert live.sentence != counts.sentence
