"""CT-21 to CT-27: bodies asked, the decision in ten working days, both letters."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from service.cases import AddAgency, RaiseConcern
from service.cases.errors import AnswersRefused, CaseIsClosed, NotYours
from service.demo import answers as said
from service.store.record import BodyReturn, IncidentConfirmation, QualifyingResult, WithheldItem
from tests.frozen_clock import day
from tests.service.played import Played
from tests.service.test_rules_of_threshold import THREE
from tests.service.threshold_cases import group, to_grouping, with_rules
from tests.stages import AtStage
from workflows import AreaRules


def returned(played: Played, body: str, round_: str = "threshold") -> BodyReturn:
    """Give what one body was asked and answered."""
    return next(row for row in played.rows(BodyReturn) if (row.body_code, row.round) == (body, round_))


@pytest.mark.parametrize("left_out", ["discretion_persistence", "discretion_harm", "discretion_response"])
def test_ct_21_no_refusal_without_the_three_questions(at_stage: AtStage, left_out: str) -> None:
    # given two reports where three are needed
    played = at_stage("two_grouped")
    answers = {**said.THRESHOLD_NOT_MET, left_out: "  "}
    # when the SPOC refuses on counts alone / then that is refused at the field, and nothing was kept
    with pytest.raises(AnswersRefused) as refused:
        played.answer("Task_DecideThreshold", answers, by=said.JO)
    assert left_out in refused.value.problems
    assert played.task_ids() == ["Task_DecideThreshold"]


def test_ct_21_the_spoc_may_accept_a_case_below_the_counts(at_stage: AtStage) -> None:
    # given two reports where three are needed
    played = at_stage("two_grouped")
    accepted = {
        **said.THRESHOLD_MET,
        "differs_from_count": True,
        "difference_reason": "A child was hurt and the danger goes on.",
        "discretion_grounds": ["harm"],
        "reasons": "The harm is too great to wait for a third report.",
    }
    # when the SPOC accepts on harm
    played.answer("Task_DecideThreshold", accepted, by=said.JO)
    played.send("Task_SendThresholdMet", by=said.JO, approve=said.MARIAN)
    # then the file says that discretion was used, and the letter gives the reason
    inputs = played.decision("threshold").inputs
    assert (inputs["discretion_used"], inputs["decided_by"], inputs["count_says"]) == (True, "discretion", False)
    assert "too great to wait" in played.letters("L-CT-07")[0].text


def test_ct_21_an_area_may_take_a_single_report_of_hate(at_stage: AtStage) -> None:
    # given an area that takes one hate report, and an application with one
    played = at_stage("empty")
    with_rules(played, AreaRules(threshold=AreaRules().threshold.model_copy(update={"hate_n": 1})))
    to_grouping(played, THREE[:1], hate=True)
    # when it is counted / then that route decides
    group(played)
    assert played.rows(QualifyingResult)[-1].decided_by == "hate"


def test_ct_22_every_relevant_body_gets_the_application_with_its_own_rows(at_stage: AtStage) -> None:
    # given / when an application is complete
    played = at_stage("checked")
    # then each body has its letter and five working days from the request
    assert len(played.letters("L-CT-20")) == 4
    for body in ("council", "police", "health", "housing"):
        row = played.clock("ct_threshold_return", body)
        assert (row.target_on, row.limit_on) == (day("Fri 6 Mar 2026"), day("Tue 10 Mar 2026"))


def test_ct_22_what_a_body_confirms_is_kept_row_by_row(at_stage: AtStage) -> None:
    # given a body that holds two reports and not the third
    played = at_stage("acknowledged")
    keys = played.keys("incidents")
    answers = said.confirmed(keys, view="not_met")
    answers["reports"][keys[1]] = {"answer": "differs", "words": "Reported on the 12th"}
    answers["reports"][keys[2]] = {"answer": "not_found"}
    # when it answers
    played.answer("Task_ConfirmReports", answers, by=said.IRIS, item="police")
    # then row, words and view are on file and its clock has stopped
    row = returned(played, "police")
    assert (row.state, row.view) == ("returned", "not_met")
    kept = played.all(select(IncidentConfirmation).where(IncidentConfirmation.return_id == row.id))
    assert [one.answer for one in kept] == ["as_stated", "differs", "not_found"]
    assert played.clock("ct_threshold_return", "police").state == "done"


def test_ct_22_only_the_body_itself_may_answer_for_it(at_stage: AtStage) -> None:
    # given a task of the police / when the council's officer answers it / then that is refused
    played = at_stage("acknowledged")
    with pytest.raises(NotYours):
        played.answer("Task_ConfirmReports", said.confirmed(played.keys("incidents")), by=said.GARETH, item="police")


def test_ct_22_silence_is_escalated_and_the_applicants_evidence_stands(at_stage: AtStage) -> None:
    # given three bodies that answered and one that does not
    played = at_stage("acknowledged")
    played.confirm("council", "police", "housing")
    # when the target passes, and then the limit
    played.driver.go_to(day("Fri 6 Mar 2026"))
    assert played.readers("L-CT-11") == ["Lena Osei, Northmoor Integrated Care Board"]
    assert "Task_GroupComplaints" not in played.task_ids()
    played.driver.go_to(day("Wed 11 Mar 2026"))
    # then the body is silent, the CSP manager and the agency's manager hear of it, and the SPOC goes on without it
    assert returned(played, "health").state == "silent"
    assert "taken as given" in played.told("csp_manager")
    assert "It is late" in played.told("agency_manager")
    assert played.clock("ct_threshold_return", "health").state == "missed"
    assert played.task_ids() == ["Task_GroupComplaints"]
    # and its silence takes nothing from the count
    played.group()
    assert played.rows(QualifyingResult)[-1].is_met


def test_ct_22_a_disagreement_is_decided_with_reasons_and_told(at_stage: AtStage) -> None:
    # given bodies that disagree / when the SPOC decides and says so
    played = at_stage("grouped")
    answers = {**said.THRESHOLD_MET, "bodies_disagree": True, "disagreement": "The police log settles the date."}
    played.answer("Task_DecideThreshold", answers, by=said.JO)
    # then the CSP manager is told
    assert "disagree" in played.told("csp_manager")


def test_ct_22_the_spoc_may_wait_for_a_reply_and_decide_again(at_stage: AtStage) -> None:
    # given a decision that waits for a reply / when the SPOC says so
    played = at_stage("grouped")
    played.answer(
        "Task_DecideThreshold",
        {"met": "not_yet", "wait_reason": "The police, until Friday", "bodies_disagree": False},
        by=said.JO,
    )
    # then the same question is open again and the clock has not moved
    assert played.task_ids() == ["Task_DecideThreshold"]
    assert played.running()["ct_threshold_decision"] == day("Mon 16 Mar 2026")
    assert "until Friday" in played.events("waiting")[0]


def test_ct_23_limit_is_ten_working_days_from_completion(at_stage: AtStage) -> None:
    # given an application complete on Monday 2 March / then the decision is due on Monday 16 March
    played = at_stage("checked")
    row = played.clock("ct_threshold_decision")
    assert (row.trigger_on, row.target_on, row.limit_on) == (
        day("Mon 2 Mar 2026"),
        day("Thu 12 Mar 2026"),
        day("Mon 16 Mar 2026"),
    )
    # and the SPOC is warned three and one working days before
    warned = {timer.kind: timer.due_at.date() for timer in played.waiting_timers() if timer.deadline_id == row.id}
    assert warned["amber0"] == day("Wed 11 Mar 2026")
    assert warned["red0"] == day("Fri 13 Mar 2026")


def test_ct_23_a_late_decision_is_told_to_the_csp_manager(at_stage: AtStage) -> None:
    # given an application that nobody decides on / when the tenth working day is over
    played = at_stage("grouped")
    played.driver.go_to(day("Mon 16 Mar 2026"))
    assert played.clock("ct_threshold_decision").breached_at is None
    played.driver.go_to(day("Tue 17 Mar 2026"))
    # then the CSP manager hears of it once from the clock and once from the diagram
    assert "threshold decision is late" in played.told("csp_manager")
    assert played.clock("ct_threshold_decision").breached_at is not None


def test_ct_24_suspicion_is_no_ground_to_refuse(at_stage: AtStage) -> None:
    # given counts that meet the threshold
    played = at_stage("grouped")
    doubtful = {**said.THRESHOLD_NOT_MET, "reasons": "We believe that the reports are malicious."}
    # when the SPOC refuses because the reports look malicious / then the count binds
    with pytest.raises(AnswersRefused) as refused:
        played.answer("Task_DecideThreshold", doubtful, by=said.JO)
    assert refused.value.problems["met"].startswith("The count says met")


def test_ct_25_the_refusal_gives_reasons_report_by_report(at_stage: AtStage) -> None:
    # given two reports that count and three that are needed
    played = at_stage("two_grouped")
    # when the threshold is not met and a second person approves the letter
    played.decide_not_met()
    # then the letter has a row a report, what would change it, who looks after it, and the appeal with its last day
    text = played.letters("L-CT-08")[0].text
    for wanted in ("Counts.", "One more report", "Gareth Pell", "You can appeal to the Office of", "2 April 2026"):
        assert wanted in text, wanted
    case = played.case
    assert (case.is_open, case.closing_reason, case.stage) == (False, "not_met", "Closed: threshold not met")
    assert case.refusal_letter_on == played.driver.today
    assert played.decision("handover").answer == "Gareth Pell, Ashmoor Council"
    assert played.running() == {}


def test_ct_25_a_refusal_takes_a_second_person(at_stage: AtStage) -> None:
    # given a refusal that Jo wrote
    played = at_stage("two_grouped")
    played.answer("Task_DecideThreshold", said.THRESHOLD_NOT_MET, by=said.JO)
    played.answer("Task_HandOverCase", said.hand_over(played.driver.today), by=said.JO)
    # when Jo would seal it alone / then that is refused; the deputy may
    with pytest.raises(NotYours):
        played.send("Task_SendThresholdNotMet", by=said.JO, approve=said.JO)
    played.send("Task_SendThresholdNotMet", by=said.JO, approve=said.PRIYA)
    assert len(played.letters("L-CT-08")) == 1


def test_ct_26_the_refusal_letter_opens_the_appeal_of_stage_one(at_stage: AtStage) -> None:
    # given a refusal of 5 March / when it is sent
    played = at_stage("two_grouped")
    played.decide_not_met()
    letter = played.letters("L-CT-08")[0]
    # then it names body, address and the twentieth working day after it, and the case takes no more acts
    assert "Police and Crime Commissioner" in letter.text
    assert "appeals@northmoor-pcc.example" in letter.text
    assert {promise["on"] for promise in letter.promises} >= {"2026-04-02"}
    with pytest.raises(CaseIsClosed):
        played.do(
            RaiseConcern(actor=played.by(said.JO), case_id=played.case_id, raised_by="Applicant", words="Unhappy")
        )


def test_ct_27_the_letter_that_says_met_starts_the_twenty_days(at_stage: AtStage) -> None:
    # given / when the threshold was met by the letter of Thursday 5 March
    played = at_stage("met")
    (letter,) = played.letters("L-CT-07")
    # then meeting and outcome are due on Thursday 2 April, and the letter promises it
    for clock in ("ct_review_meeting", "ct_review_outcome"):
        row = played.clock(clock)
        assert (row.trigger_on, row.limit_on) == (day("Thu 5 Mar 2026"), day("Thu 2 Apr 2026"))
    assert "2 April 2026" in letter.text
    assert played.clock("ct_review_outcome").promised_on == day("Thu 2 Apr 2026")


def test_ct_27_the_date_counts_from_the_letter_not_from_the_decision(at_stage: AtStage) -> None:
    # given a decision of 5 March whose letter goes on 9 March
    played = at_stage("grouped")
    played.answer("Task_DecideThreshold", said.THRESHOLD_MET, by=said.JO)
    played.driver.go_to(day("Mon 9 Mar 2026"))
    # when the letter is sealed / then day 0 is the 9th
    played.send("Task_SendThresholdMet", by=said.JO, approve=said.MARIAN)
    assert played.clock("ct_review_outcome").trigger_on == day("Mon 9 Mar 2026")


def test_ct_30_a_body_may_withhold_its_confirmation_with_ground_and_sign_off(at_stage: AtStage) -> None:
    # given a body that withholds part of its threshold return because of confidence
    played = at_stage("acknowledged")
    item = {"item": "A note of 3 February", "ground": "confidence_claimed", "reason": "Told in confidence"}
    answers = {
        **said.confirmed(played.keys("incidents")),
        "withholds": True,
        "withheld": [{**item, "signed_off_by": "Supt Lane"}],
    }
    # when it answers / then the item is kept as claimed, the CSP manager hears of it, and the SPOC checks it
    played.answer("Task_ConfirmReports", answers, by=said.IRIS, item="police")
    assert returned(played, "police").state == "refused"
    assert "claims confidence" in played.told("csp_manager")
    played.answer(
        "Task_CheckRefusal",
        {"checked_result": "claimed", "reasons": "The law does not list it"},
        by=said.JO,
        item="police",
    )
    (kept,) = played.all(select(WithheldItem))
    assert (kept.ground, kept.checked_result, kept.signed_off_by) == ("confidence_claimed", "claimed", "Supt Lane")


def test_ct_55_another_agency_may_be_asked_once_the_review_runs(at_stage: AtStage) -> None:
    # given a review that runs, and an incident across the border
    played = at_stage("met")
    command = AddAgency(
        actor=played.by(said.JO), case_id=played.case_id, body_code="youth", reason="Part of it was in Carr Dale"
    )
    # when the other area's agency is asked too
    played.do(command)
    # then it has its own letter, task and clock, and nothing else moved
    assert returned(played, "youth", "information").state == "asked"
    assert "ct_information_return:youth" in played.running()
    assert played.running()["ct_review_outcome"] == day("Thu 2 Apr 2026")
    # and it is asked only once
    with pytest.raises(AnswersRefused):
        played.do(replace(command))
