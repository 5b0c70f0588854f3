"""AP-10 to AP-20: the file, more time, each outcome, withdrawal, and who may read what; acted through commands."""

import pytest

from service.access import CasePart, CaseScope, SignedIn, parts_of_case
from service.cases import NeedMoreTime, TakeTask, WithdrawAppeal
from service.cases.errors import AnswersRefused, NotYours
from service.demo import answers as said
from service.demo.appeals import ODILE, REGISTERED, RELEASED, SUNNIVA
from service.store.queries.cases import case_head
from service.store.work import Deadline
from service.timers.poller import deliver_all_messages
from service.web.casework.scope import case_scope
from tests.frozen_clock import day
from tests.service.played import Played
from tests.service.test_rules_of_appeal import FOUND, appeal_about, heard, record, refused_case
from tests.stages import ON_SQLITE, AtStage

NOT_UPHELD = {"outcome": "not_upheld", "reasons": {"threshold": {"words": "The decision was open to the bodies."}}}
MORE = {
    "reason": "The phone log is being restored.",
    "progress": "We read the file.",
    "decide_by": day("Tue 5 May 2026"),
}


def scope_of(played: Played) -> CaseScope:
    """Give what access to a case is decided on."""
    head = played.read(lambda session: case_head(session, played.reference))
    assert head is not None
    return case_scope(head)


def who(played: Played, email: str) -> SignedIn:
    """Give somebody who is signed in."""
    found = played.by(email).signed_in
    assert found is not None
    return found


def acknowledged(at_stage: AtStage) -> tuple[Played, Played]:
    """Give a case and the appeal about it, acknowledged on Friday 6 March; the file is asked for."""
    about = refused_case(at_stage)
    about.driver.go_to(day("Fri 6 Mar 2026"))
    appeal = appeal_about(about)
    appeal.answer("Task_RegisterAppeal", REGISTERED, by=SUNNIVA)
    appeal.send("Task_Acknowledge", by=SUNNIVA)
    return about, appeal


def test_ap_10_the_file_is_due_in_five_working_days_and_checked_by_a_second_person(at_stage: AtStage) -> None:
    # given an appeal that was acknowledged / then the file is asked for by itself
    about, appeal = acknowledged(at_stage)
    assert appeal.running()["ap_case_file"] == day("Fri 13 Mar 2026")
    assert [row.recipient_words for row in appeal.drafts("L-AP-03")] == ["Jo Whitlock"]
    # when it is prepared, and given back by the one who checks
    appeal.answer("Task_ReleaseFile", RELEASED, by=said.JO)
    with pytest.raises(NotYours):
        appeal.answer("Task_CheckRelease", {"agreed": True}, by=said.JO)
    appeal.answer("Task_CheckRelease", {"agreed": False, "reason": "A name is left in."}, by=said.PRIYA)
    assert record(appeal).released_on is None
    # when it is prepared again and agreed / then the clock stops
    appeal.answer(
        "Task_ReleaseFile",
        {**RELEASED, "redacted": True, "redacted_words": "Names", "redacted_by": str(appeal.driver.person_id(said.JO))},
        by=said.JO,
    )
    appeal.answer("Task_CheckRelease", {"agreed": True}, by=said.PRIYA)
    assert record(appeal).released_on == day("Fri 6 Mar 2026")
    assert "ap_case_file" not in appeal.running()
    assert about.reference != appeal.reference


@ON_SQLITE
def test_ap_10_whoever_sent_the_file_back_may_put_it_together_and_the_first_one_checks(at_stage: AtStage) -> None:
    # given a file that Jo prepared and Priya gave back
    _, appeal = acknowledged(at_stage)
    appeal.answer("Task_ReleaseFile", RELEASED, by=said.JO)
    with pytest.raises(NotYours):  # Jo may not take the look at what Jo did
        appeal.do(TakeTask(actor=appeal.by(said.JO), task_id=appeal.task_row("Task_CheckRelease").id))
    appeal.answer("Task_CheckRelease", {"agreed": False, "reason": "A name is left in."}, by=said.PRIYA)
    # when Priya prepares it again / then Jo may look at it, Priya may not
    appeal.answer("Task_ReleaseFile", RELEASED, by=said.PRIYA)
    with pytest.raises(NotYours):
        appeal.answer("Task_CheckRelease", {"agreed": True}, by=said.PRIYA)
    appeal.answer("Task_CheckRelease", {"agreed": True}, by=said.JO)
    assert record(appeal).released_on == day("Fri 6 Mar 2026")


def test_ap_20_the_office_reads_the_one_case_from_its_release_until_the_decision(at_stage: AtStage) -> None:
    # given an appeal whose file is asked for / then the case is not there for the office
    about, appeal = acknowledged(at_stage)
    officer = who(appeal, SUNNIVA)
    assert parts_of_case(officer, scope_of(about)) == frozenset()
    # when it is released / then it is open, but what is restricted is not; the SPOC sees only that an appeal runs
    appeal.answer("Task_ReleaseFile", RELEASED, by=said.JO)
    appeal.answer("Task_CheckRelease", {"agreed": True}, by=said.PRIYA)
    seen = parts_of_case(officer, scope_of(about))
    assert CasePart.REPORTS in seen
    assert CasePart.RESTRICTED not in seen
    assert parts_of_case(who(appeal, said.JO), scope_of(appeal)) == {CasePart.SUMMARY}
    # when the decision is sent / then it is shut again
    decide(appeal, NOT_UPHELD)
    assert parts_of_case(officer, scope_of(about)) == frozenset()


def decide(appeal: Played, decision: dict[str, object]) -> None:
    """Assess the appeal, decide it and send the decision."""
    appeal.answer("Task_Assess", FOUND, by=SUNNIVA)
    appeal.answer("Task_Decide", decision, by=ODILE)
    appeal.send("Task_SendDecision", by=SUNNIVA, approve=ODILE)


def test_ap_13_ap_15_an_appeal_not_upheld_ends_with_reasons_and_what_remains(at_stage: AtStage) -> None:
    about, appeal = heard(at_stage)
    decide(appeal, NOT_UPHELD)
    (letter,) = appeal.letters("L-AP-07")
    for words in ("The decision was open to the bodies.", "final", "ombudsman"):
        assert words in letter.text, words
    assert not appeal.case.is_open
    assert appeal.case.stage == "Closed: the decision stands"
    deliver_all_messages(about.driver.toolbox)
    assert not about.case.is_open
    assert about.running() == {}


def test_ap_15_what_was_decided_is_not_heard_again(at_stage: AtStage) -> None:
    about, appeal = heard(at_stage)
    decide(appeal, NOT_UPHELD)
    again = appeal_about(about)
    with pytest.raises(AnswersRefused) as refused:
        again.answer("Task_RegisterAppeal", REGISTERED, by=SUNNIVA)
    assert "It is final." in refused.value.problems["stage"]


def test_ap_13_what_should_have_gone_another_way_is_sent_there(at_stage: AtStage) -> None:
    _, appeal = heard(at_stage)
    referred = {
        "outcome": "referred",
        "reasons": {"threshold": {"words": "This is a complaint about an officer."}},
        "referred_to": "The complaints service of Northmoor Police, 01632 960 177.",
    }
    decide(appeal, referred)
    assert "01632 960 177" in appeal.letters("L-AP-05")[0].text
    assert not appeal.case.is_open


def test_ap_14_more_time_is_approved_told_and_followed_by_an_update_every_twenty_working_days(
    at_stage: AtStage,
) -> None:
    # given an appeal that is being assessed
    _, appeal = heard(at_stage)
    limit = appeal.running()["ap_decision"]
    # when more time is asked for, refused, asked again and approved
    appeal.do(NeedMoreTime(actor=appeal.by(SUNNIVA), case_id=appeal.case_id))
    with pytest.raises(AnswersRefused) as refused:
        appeal.answer("Task_AskMoreTime", {**MORE, "decide_by": limit}, by=SUNNIVA)
    assert "The new date must be after" in refused.value.problems["decide_by"]
    appeal.answer("Task_AskMoreTime", MORE, by=SUNNIVA)
    appeal.answer("Task_ApproveMoreTime", {"approved": True, "reasons": "The log is needed."}, by=ODILE)
    assert appeal.running()["ap_decision"] == limit  # nothing moves before the appellant is told
    appeal.send("Task_SendDelay", by=SUNNIVA, approve=ODILE)
    # then the decision has the new date, and an update is due in twenty working days
    assert appeal.running()["ap_decision"] == day("Tue 5 May 2026")
    first = appeal.running()["ap_update"]
    assert first == day("Wed 8 Apr 2026")
    # when the update is sent early / then the next is counted from the day it was sent, twice
    appeal.driver.go_to(day("Wed 1 Apr 2026"))
    update = {**MORE, "progress": "The log is restored."}
    appeal.send("Task_SendUpdate", by=SUNNIVA, approve=ODILE, answers=update)
    second = appeal.running()["ap_update"]
    assert second > first
    appeal.driver.go_to(day("Thu 9 Apr 2026"))
    appeal.send("Task_SendUpdate", by=SUNNIVA, approve=ODILE, answers=update)
    assert appeal.running()["ap_update"] > second
    assert len(appeal.letters("L-AP-06")) == 3
    # when it is decided / then no update is owed any more
    decide(appeal, NOT_UPHELD)
    assert appeal.running() == {}


def test_ap_17_a_withdrawal_in_writing_ends_the_appeal_with_a_letter(at_stage: AtStage) -> None:
    _, appeal = heard(at_stage)
    with pytest.raises(AnswersRefused):
        appeal.do(WithdrawAppeal(actor=appeal.by(SUNNIVA), case_id=appeal.case_id, words=" "))
    appeal.do(WithdrawAppeal(actor=appeal.by(SUNNIVA), case_id=appeal.case_id, words="Please stop."))
    assert appeal.running() == {}
    gone = {"withdrawn_on": appeal.driver.today, "channel": "email", "conceded": False}
    appeal.send("Task_ConfirmAppealWithdrawn", by=SUNNIVA, answers=gone)
    assert appeal.letters("L-AP-09")
    assert record(appeal).outcome == "withdrawn"
    assert appeal.case.stage == "Closed: withdrawn"


def test_ap_16_an_upheld_appeal_of_stage_2_gives_the_bodies_twenty_working_days(at_stage: AtStage) -> None:
    # given a review whose outcome was told on Tuesday 17 March, and an appeal about its plan
    about = at_stage("following")
    plan_clocks = about.running()
    appeal = appeal_about(about)
    second = {**REGISTERED, "grounds": ["plan"], "stage": "2"}
    appeal.answer("Task_RegisterAppeal", second, by=SUNNIVA)
    appeal.send("Task_Acknowledge", by=SUNNIVA)
    # then the plan goes on meanwhile (AP-19)
    assert about.running() == plan_clocks
    assert "plan" in appeal.letters("L-AP-01")[0].text
    # when it is upheld / then the task on the case is due in twenty working days, beside the plan
    appeal.answer("Task_ReleaseFile", RELEASED, by=said.JO)
    appeal.answer("Task_CheckRelease", {"agreed": True}, by=said.PRIYA)
    five = {key: row for key, row in FOUND["tests"].items() if key != "recount"}  # type: ignore[attr-defined]
    appeal.answer("Task_Assess", {**FOUND, "tests": five}, by=SUNNIVA)
    point = {"what": "reopen_plan", "words": "Look at action 2 again.", "due_on": day("Tue 14 Apr 2026")}
    decision = {"outcome": "partly", "reasons": {"plan": {"words": "Action 2 has no date."}}, "remit_points": [point]}
    appeal.answer("Task_Decide", decision, by=ODILE)
    appeal.send("Task_SendDecision", by=SUNNIVA, approve=ODILE)
    decided_on = record(appeal).decided_on
    assert decided_on is not None
    deliver_all_messages(about.driver.toolbox)
    due_on = about.driver.calendar.add_working_days(decided_on, working_days=20)
    assert about.running() == {**plan_clocks, "ct_remit": due_on}
    assert about.case.is_open


def test_ap_12_a_late_decision_is_told_to_the_head_of_office(at_stage: AtStage) -> None:
    _, appeal = heard(at_stage)
    limit = appeal.running()["ap_decision"]
    appeal.driver.go_to(appeal.driver.calendar.add_working_days(limit, working_days=1))
    assert appeal.clock("ap_decision").breached_at is not None
    assert "decision on an appeal is late" in appeal.told("opcc_head")
    assert [row.clock for row in appeal.rows(Deadline) if row.breached_at] == ["ap_decision"]


@ON_SQLITE
def test_ap_14_an_update_promises_the_next_one_twenty_working_days_from_its_own_date(at_stage: AtStage) -> None:
    # given an appellant who was told on Monday 9 March that it takes longer
    _, appeal = heard(at_stage)
    appeal.do(NeedMoreTime(actor=appeal.by(SUNNIVA), case_id=appeal.case_id))
    appeal.answer("Task_AskMoreTime", MORE, by=SUNNIVA)
    appeal.answer("Task_ApproveMoreTime", {"approved": True, "reasons": "The log is needed."}, by=ODILE)
    appeal.send("Task_SendDelay", by=SUNNIVA, approve=ODILE)
    # when the update goes before its last day / then it does not promise that day again
    appeal.driver.go_to(day("Wed 1 Apr 2026"))
    appeal.send("Task_SendUpdate", by=SUNNIVA, approve=ODILE, answers={**MORE, "progress": "The log is restored."})
    told = [letter.text for letter in appeal.letters("L-AP-06")]
    assert "By Wednesday 8 April 2026 I will write to you again" in told[0]
    assert "By Friday 1 May 2026 I will write to you again" in told[1]
    assert appeal.running()["ap_update"] == day("Fri 1 May 2026")
