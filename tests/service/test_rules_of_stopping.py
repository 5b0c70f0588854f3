"""CT-53 and CT-55 to CT-59: who stands in, what joins, and how a case stops before its end."""

import pytest
from sqlalchemy import select

from service.cases import AskForExtension, RaiseConcern, WithdrawByPhone, WithdrawInWriting
from service.cases.errors import AnswersRefused, CaseIsClosed
from service.demo import answers as said
from service.store.cases import CaseRun
from service.store.outbox import OutboxItem
from service.store.record import Party
from service.store.work import Deadline
from tests.frozen_clock import day
from tests.service.played import Played
from tests.service.test_rules_of_consent import LEON, MARA, party, with_two
from tests.stages import AtStage

EVERY_STAGE = ("applied", "consent_asked", "checked", "confirmed", "met", "meeting", "held", "told", "following")


def withdraw(played: Played, **more: object) -> None:
    """Withdraw the application in writing today."""
    command = {
        "actor": played.by(said.JO),
        "case_id": played.case_id,
        "written_on": played.driver.today,
        "words": "Please stop.",
    }
    played.do(WithdrawInWriting(**{**command, **more}))  # type: ignore[arg-type]


def confirm(played: Played) -> None:
    """Confirm the withdrawal to the applicant."""
    answers = {"safeguarding_continues": True, "safeguarding_lead": "Ashmoor Council", "support_offered": True}
    played.send("Task_ConfirmWithdrawal", by=said.JO, answers=answers)


@pytest.mark.parametrize("stage", EVERY_STAGE)
def test_ct_59_a_written_withdrawal_stops_everything_at_every_stage(at_stage: AtStage, stage: str) -> None:
    # given a case at one of its stages
    played = at_stage(stage)
    running = set(played.running())
    assert running
    # when the victim withdraws in writing
    withdraw(played)
    # then no clock runs, no instant waits, and the confirming letter is the only task
    assert played.running() == {}
    assert played.waiting_timers() == []
    assert played.task_ids() == ["Task_ConfirmWithdrawal"]
    assert {row.state for row in played.rows(Deadline)} <= {"cancelled", "done", "replaced"}
    # and nothing fires later
    played.driver.go_to(day("Fri 18 Sep 2026"))
    assert played.task_ids() == ["Task_ConfirmWithdrawal"]
    # when it is confirmed / then the case is closed as withdrawn and the letter says what goes on
    confirm(played)
    case = played.case
    assert (case.is_open, case.closing_reason, case.stage) == (False, "withdrawn", "Closed: withdrawn")
    assert "Ashmoor Council" in played.letters("L-CT-19")[0].text
    assert [row.finished_at is not None for row in played.rows(CaseRun)] == [True]


@pytest.mark.parametrize(("stage", "told"), [("applied", 0), ("checked", 4), ("following", 4)])
def test_ct_59_partners_who_were_asked_are_told_at_once(at_stage: AtStage, stage: str, told: int) -> None:
    # given a case in which so many bodies were asked / when it is withdrawn / then each is told by L-CT-21
    played = at_stage(stage)
    withdraw(played)
    assert len(played.letters("L-CT-21")) == told
    queued = {item.sealed_letter_id for item in played.all(select(OutboxItem))}
    assert {letter.id for letter in played.letters("L-CT-21")} <= queued


def test_ct_59_letters_and_wishes_under_way_are_withdrawn(at_stage: AtStage) -> None:
    # given an extension asked for, a concern open, and a letter that waits for approval
    played = at_stage("met")
    played.do(
        AskForExtension(
            actor=played.by(said.JO),
            case_id=played.case_id,
            clock="ct_review_meeting",
            new_limit_on=day("Thu 16 Apr 2026"),
            reason="Illness",
        )
    )
    played.do(RaiseConcern(actor=played.by(said.JO), case_id=played.case_id, raised_by="Applicant", words="Slow"))
    # when the application is withdrawn / then only the confirmation is left
    withdraw(played)
    assert played.task_ids() == ["Task_ConfirmWithdrawal"]
    states = {row.kind: row.state for row in played.rows_by_kind("extension")}
    assert states == {"extension": "cancelled"}


def test_ct_59_an_approval_goes_with_its_letter(at_stage: AtStage) -> None:
    # given a letter that waits for the CSP manager
    played = at_stage("grouped")
    played.answer("Task_DecideThreshold", said.THRESHOLD_MET, by=said.JO)
    played.ask_approval("Task_SendThresholdMet", by=said.JO)
    # when the application is withdrawn / then the wish for approval is gone too
    withdraw(played)
    assert played.task_ids() == ["Task_ConfirmWithdrawal"]
    assert played.drafts("L-CT-07") == []


def test_ct_59_it_must_be_in_writing_and_not_from_tomorrow(at_stage: AtStage) -> None:
    # given a withdrawal dated tomorrow / when it is entered / then it is refused and nothing stops
    played = at_stage("checked")
    with pytest.raises(AnswersRefused):
        withdraw(played, written_on=day("Wed 4 Mar 2026"))
    assert played.running()


def test_ct_59_twice_is_once(at_stage: AtStage) -> None:
    # given a withdrawn application / when it is withdrawn again / then a plain sentence, and one letter a partner
    played = at_stage("checked")
    withdraw(played)
    with pytest.raises(CaseIsClosed):
        withdraw(played)
    assert len(played.letters("L-CT-21")) == 4


def phone(played: Played) -> None:
    """Withdraw by phone."""
    played.do(WithdrawByPhone(actor=played.by(said.JO), case_id=played.case_id, words="Stop it, please"))


def test_ct_59_a_phoned_withdrawal_waits_five_working_days_and_work_goes_on(at_stage: AtStage) -> None:
    # given a phoned withdrawal on Tuesday 3 March
    played = at_stage("checked")
    before = played.running()
    phone(played)
    assert played.running() == {**before, "ct_written_withdrawal": day("Tue 10 Mar 2026")}
    assert "Task_ConfirmInWriting" in played.task_ids()
    # when another call comes / then it does not start a second wait
    with pytest.raises(AnswersRefused):
        phone(played)
    # when the work goes on and nothing in writing comes by 9am of the fifth working day
    played.acknowledge()
    played.driver.go_to(day("Tue 10 Mar 2026"))
    # then that is recorded and the review goes on
    assert "Task_ConfirmInWriting" not in played.task_ids()
    assert "ct_written_withdrawal" not in played.running()
    assert played.case.is_open
    assert played.events("withdrawal_lapsed")


def test_ct_59_a_phoned_withdrawal_confirmed_in_writing_stops_everything(at_stage: AtStage) -> None:
    # given a phoned withdrawal / when the writing comes
    played = at_stage("met")
    phone(played)
    played.answer("Task_ConfirmInWriting", {"confirmed": True, "written_on": played.driver.today}, by=said.JO)
    # then the review stops as if it had come in writing
    assert played.running() == {}
    assert played.waiting_timers() == []
    assert played.task_ids() == ["Task_ConfirmWithdrawal"]
    assert len(played.letters("L-CT-21")) == 4
    confirm(played)
    assert played.case.closing_reason == "withdrawn"


def test_ct_59_a_phoned_withdrawal_taken_back_changes_nothing(at_stage: AtStage) -> None:
    # given a phoned withdrawal / when the applicant takes it back / then only its clock is gone
    played = at_stage("met")
    before = played.running()
    phone(played)
    played.answer("Task_ConfirmInWriting", {"confirmed": False, "note": "Changed their mind"}, by=said.JO)
    assert played.running() == before
    assert played.events("withdrawal_taken_back")


def test_ct_59_writing_that_comes_while_a_call_waits_ends_both(at_stage: AtStage) -> None:
    # given a phoned withdrawal that waits / when a letter of withdrawal comes the ordinary way
    played = at_stage("checked")
    phone(played)
    withdraw(played)
    # then nothing waits for the writing any more
    assert played.task_ids() == ["Task_ConfirmWithdrawal"]
    assert played.running() == {}


def test_ct_58_one_of_several_victims_may_withdraw_and_the_case_goes_on(at_stage: AtStage) -> None:
    # given an advocate for two, whose reports are the advocate's own
    played = with_two(at_stage, consents=True)
    before = played.running()
    # when Mara withdraws / then the case goes on for Leon, no clock moved
    withdraw(played, victim_id=party(played, MARA).id)
    assert [row.name for row in played.rows(Party) if row.is_victim] == [LEON]
    assert played.running() == before
    # when Leon, the last, withdraws too / then it stops
    withdraw(played, victim_id=party(played, LEON).id)
    assert played.running() == {}


def test_ct_53_the_deputy_stands_in_for_an_absent_spoc(at_stage: AtStage) -> None:
    # given a SPOC who is away / when the deputy works and Jo's own letters need a second person
    played = at_stage("confirmed")
    keys = played.keys("incidents")
    played.answer("Task_GroupComplaints", said.grouped(keys), by=said.PRIYA)
    played.answer("Task_DecideThreshold", said.THRESHOLD_MET, by=said.PRIYA)
    played.send("Task_SendThresholdMet", by=said.PRIYA, approve=said.JO)
    # then the case goes on, and the file names who did it
    assert played.decision("threshold").by_id == played.driver.person_id(said.PRIYA)
    assert played.case.stage == "Preparing the review"


@pytest.mark.parametrize(("choice", "goes_on"), [("go_on", True), ("stop", False)])
def test_ct_56_the_chair_decides_when_the_applicant_cannot_be_reached(
    at_stage: AtStage, choice: str, goes_on: bool
) -> None:
    # given an applicant who moved away before the meeting
    played = at_stage("meeting")
    answers = said.held(played.driver.today, played.keys("attendees"), played.driver.person_id(said.TOM))
    # when the chair decides whether the remaining risk justifies going on
    reason = {"reachable": choice, "reachable_reason": "They moved to another county"}
    played.answer("Task_HoldMeeting", {**answers, **reason}, by=said.NADIA)
    # then the review goes on, or stops with that reason
    if goes_on:
        assert played.task_ids() == ["Task_ApproveOutcome", "Task_DraftMinutes"]
        return
    assert played.running() == {}
    assert played.task_ids() == ["Task_ConfirmWithdrawal"]
    confirm(played)
    assert played.case.stage == "Closed: applicant could not be reached"


def test_no_task_outlives_its_case(at_stage: AtStage) -> None:
    # given a case that lapses while a reminder still waits to be sent
    played = at_stage("consent_asked")
    played.driver.go_to(day("Wed 18 Mar 2026"))
    assert "letters" in played.task_ids()
    # when it lapses / then the reminder is withdrawn, and only the lapse letter is left to send
    played.driver.go_to(day("Tue 31 Mar 2026"))
    open_rows = [row for row in played.rows_by_kind("letters") if row.state == "open"]
    assert [row.properties["letters"] for row in open_rows] == ["L-CT-05"]
