"""CT-48 to CT-52: the plan handed over, followed, doubted, reviewed and closed."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from service.cases import RaiseConcern
from service.cases.errors import AnswersRefused, NotYours
from service.demo import answers as said
from service.store.record import ActionItem, ActionUpdate, Appointment, DeliveryConcern
from service.store.work import Deadline
from tests.frozen_clock import day
from tests.service.played import Played
from tests.stages import AtStage


def test_ct_48_the_lead_officer_accepts_within_two_working_days(at_stage: AtStage) -> None:
    # given a plan handed to Tom on Thursday 19 March
    played = at_stage("planned")
    assert played.readers("L-CT-15")[-1] == "Tom Ashdown"
    assert played.running()["ct_lead_accepts"] == day("Mon 23 Mar 2026")
    lead = next(row for row in played.rows(Appointment) if row.role == "lead_officer")
    assert lead.person_id == played.driver.person_id(said.TOM)
    # when somebody else accepts / then refused; when he accepts / then the items are accepted
    with pytest.raises(NotYours):
        played.answer("Task_AcceptPlan", {"accepts": "yes"}, by=said.GARETH)
    played.accept_plan()
    assert all(item.accepted_at for item in played.rows(ActionItem))
    assert played.decision("acceptance").answer == "yes"


def test_ct_48_a_missing_acceptance_is_told_to_the_spoc(at_stage: AtStage) -> None:
    # given / when two working days pass without acceptance / then the SPOC hears of it
    played = at_stage("planned")
    played.driver.go_to(day("Tue 24 Mar 2026"))
    assert "has not accepted the action plan" in played.told("spoc")


def update(played: Played, on: date, *, status: str = "open") -> None:
    """Tell the victim how it goes."""
    items = {key: {"status": status, "words": "Visited twice"} for key in played.keys("action_items")}
    answers = {"updated_on": on, "how": "phone", "items": items, "said": "They were glad to hear it."}
    played.answer("Task_SendVictimUpdate", answers, by=said.TOM)


def test_ct_49_each_action_has_owner_measure_date_and_a_clock(at_stage: AtStage) -> None:
    # given / when a plan was agreed
    played = at_stage("following")
    # then each action has its parts and its own clock
    for item in played.rows(ActionItem):
        assert (item.owner_id, item.measure, item.status) == (
            played.driver.person_id(said.TOM),
            "No report for four weeks",
            "open",
        )
        assert played.running()[f"ct_action:action-{item.id}"] == item.due_on


def test_ct_49_the_victim_hears_every_twenty_working_days_from_the_last_update(at_stage: AtStage) -> None:
    # given a plan of Thursday 19 March: the first update is due on Monday 20 April, Easter counted out
    played = at_stage("following")
    assert played.running()["ct_victim_update"] == day("Mon 20 Apr 2026")
    # when the victim was told on Monday 30 March, and that is recorded a day later
    played.driver.go_to(day("Tue 31 Mar 2026"))
    update(played, day("Mon 30 Mar 2026"))
    # then the next one counts from the 30th, not from the first date and not from the record
    assert played.running()["ct_victim_update"] == day("Wed 29 Apr 2026")
    assert played.clock("ct_victim_update").trigger_on == day("Mon 30 Mar 2026")
    news = played.all(select(ActionUpdate))
    assert [row.words for row in news] == ["Visited twice"] * 2
    assert "Task_SendVictimUpdate" in played.task_ids()


def test_ct_49_an_overdue_action_is_told_at_once_and_after_ten_working_days(at_stage: AtStage) -> None:
    # given an action due on Thursday 16 April
    played = at_stage("following")
    # when that day has passed / then lead officer and SPOC hear of it
    played.driver.go_to(day("Fri 17 Apr 2026"))
    breach = {role for role, sentence in played.notices("breach") if "16 April 2026" in sentence}
    assert {"lead_officer", "spoc"} <= breach
    assert "csp_manager" not in breach
    # when ten more working days have passed / then the CSP manager does
    played.driver.go_to(day("Fri 1 May 2026"))
    assert {role for role, sentence in played.notices("uncleared") if "16 April 2026" in sentence} == {"csp_manager"}


def test_ct_49_a_done_action_stops_its_clock(at_stage: AtStage) -> None:
    # given actions that run / when an update says they are done / then their clocks stop
    played = at_stage("following")
    update(played, played.driver.today, status="done")
    assert not [name for name in played.running() if name.startswith("ct_action")]
    assert {item.status for item in played.rows(ActionItem)} == {"done"}


def raise_concern(played: Played) -> None:
    """Let the applicant be unhappy with the delivery."""
    played.do(
        RaiseConcern(
            actor=played.by(said.JO), case_id=played.case_id, raised_by="The applicant", words="Nobody came on Tuesday"
        )
    )


def test_ct_50_a_delivery_concern_is_acknowledged_in_three_and_answered_in_ten_days(at_stage: AtStage) -> None:
    # given a concern raised on Thursday 19 March
    played = at_stage("following")
    raise_concern(played)
    assert played.running()["ct_concern_acknowledge"] == day("Tue 24 Mar 2026")
    assert played.running()["ct_concern_answer"] == day("Thu 2 Apr 2026")
    # when the SPOC acknowledges and answers it with a new date for one action
    acknowledged = {"acknowledged_on": played.driver.today, "how": "phone", "words": "Nobody came on Tuesday"}
    played.answer("Task_AcknowledgeConcern", acknowledged, by=said.JO)
    first = played.keys("action_items")[0]
    answers = {
        "found": "The visit was moved and nobody said so.",
        "concern_result": "changes",
        "changes": "A visit every Tuesday at six",
        "changes_by": day("Tue 31 Mar 2026"),
        "items": {first: {"change": "Every Tuesday", "due_on": day("Thu 23 Apr 2026")}},
    }
    played.send("Task_AnswerConcern", by=said.JO, approve=said.MARIAN, answers=answers)
    # then the answer is on file and in the letter, and the action has its new date
    concern = played.row(DeliveryConcern)
    assert (concern.result, concern.changes) == ("changes", "A visit every Tuesday at six")
    assert "A visit every Tuesday at six" in played.letters("L-CT-16")[0].text
    assert played.running()[f"ct_action:action-{first}"] == day("Thu 23 Apr 2026")
    assert played.clock("ct_concern_answer").state == "done"


def test_ct_50_the_chair_may_be_called_in(at_stage: AtStage) -> None:
    # given a concern / when the SPOC calls in the chair / then the chair is told
    played = at_stage("following")
    raise_concern(played)
    acknowledged = {"acknowledged_on": played.driver.today, "how": "phone", "words": "Nobody came"}
    played.answer("Task_AcknowledgeConcern", acknowledged, by=said.JO)
    answers = {
        "found": "The plan cannot work as agreed.",
        "concern_result": "chair_asked",
        "changes_by": day("Tue 31 Mar 2026"),
        "chair_reason": "The landlord refuses",
    }
    played.send("Task_AnswerConcern", by=said.JO, approve=said.MARIAN, answers=answers)
    assert "look at a concern" in played.told("review_chair")


def test_ct_50_a_late_acknowledgement_and_answer_are_told(at_stage: AtStage) -> None:
    # given a concern nobody looks at / when three, then ten working days pass / then the CSP manager hears twice
    played = at_stage("following")
    raise_concern(played)
    played.driver.go_to(day("Wed 25 Mar 2026"))
    assert "not been acknowledged" in played.told("csp_manager")
    answered = {"acknowledged_on": played.driver.today, "how": "phone", "words": "Nobody came"}
    played.answer("Task_AcknowledgeConcern", answered, by=said.JO)
    played.driver.go_to(day("Fri 3 Apr 2026"))
    assert "not been answered within 10" in played.told("csp_manager")


def test_ct_51_outcome_and_plan_name_the_appeal_of_stage_two(at_stage: AtStage) -> None:
    # given / when outcome and plan were written
    played = at_stage("planned")
    # then both letters give the appeal body and a last day
    for code, last_day in (("L-CT-13", "2026-04-16"), ("L-CT-14", "2026-04-20")):
        (letter,) = played.letters(code)
        assert "Police and Crime Commissioner" in letter.text, code
        assert last_day in {promise["on"] for promise in letter.promises}, code


def review(played: Played, **more: Any) -> None:
    """Review the plan."""
    items = {key: {"status": "done"} for key in played.keys("action_items")}
    answers = {
        "reviewed_on": played.driver.today,
        "items": items,
        "behaviour": "stopped",
        "victim_view": "It has been quiet since Easter.",
        "closing_reason": "plan_done",
    }
    played.answer("Task_ReviewPlan", {**answers, **more}, by=said.JO)


def test_ct_52_the_plan_is_reviewed_at_three_months_and_the_case_closed(at_stage: AtStage) -> None:
    # given a plan of 19 March: the review is due on 18 June, as the letter says
    played = at_stage("following")
    assert played.running()["ct_plan_review"] == day("Thu 18 Jun 2026")
    assert "18 June 2026" in played.letters("L-CT-14")[0].text
    # when it is reviewed and the closing letter goes
    review(played)
    played.send("Task_SendClosing", by=said.JO)
    # then the case is closed as reviewed, nothing runs, and the letter asks for feedback
    case = played.case
    assert (case.is_open, case.closing_reason, case.stage) == (False, "reviewed", "Closed: review completed")
    assert played.running() == {}
    assert played.waiting_timers() == []
    assert played.task_ids() == []
    assert "A short form is at" in played.letters("L-CT-17")[0].text
    assert "It has been quiet" in played.decision("plan_review").reasons


def test_ct_52_a_late_review_is_told_to_the_csp_manager(at_stage: AtStage) -> None:
    # given / when 18 June has passed / then the CSP manager hears of it
    played = at_stage("following")
    played.driver.go_to(day("Fri 19 Jun 2026"))
    assert "review of the action plan is late" in played.told("csp_manager")


def test_ct_52_a_case_with_an_open_concern_is_not_closed(at_stage: AtStage) -> None:
    # given a concern that waits for its answer / when the plan is reviewed for closing / then that is refused
    played = at_stage("following")
    raise_concern(played)
    with pytest.raises(AnswersRefused) as refused:
        review(played)
    assert "concern" in refused.value.problems["closing_reason"]


def test_ct_52_without_recommendations_the_case_is_closed_by_its_letter(at_stage: AtStage) -> None:
    # given a meeting that found the actions adequate
    played = at_stage("meeting")
    whole = said.held(played.driver.today, played.keys("attendees"), played.driver.person_id(said.TOM))
    del whole["recommendations"]
    played.answer("Task_HoldMeeting", {**whole, "decision": "actions_adequate"}, by=said.NADIA)
    played.tell_outcome()
    # when the closing letter goes / then the case is closed, and no recommendations date is kept
    played.send("Task_SendClosing", by=said.JO)
    assert played.case.closing_reason == "reviewed"
    assert (played.case.review_held_on, played.case.recommendations_on) == (day("Mon 16 Mar 2026"), None)
    assert {row.state for row in played.rows(Deadline)} <= {"done", "replaced", "missed"}
    assert timedelta(0) <= played.driver.clock.now() - played.case.closed_at
