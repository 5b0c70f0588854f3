"""CT-41, CT-45 and CT-46: responses to recommendations, the outcome, the plan."""

from typing import Any

import pytest

from service.cases.errors import AnswersRefused, NotYours
from service.demo import answers as said
from service.store.record import ActionItem, ContactNote, Recommendation
from tests.frozen_clock import day
from tests.service.played import Played
from tests.stages import AtStage


def respond(played: Played, body: str, response: str, *, all_accepted: bool, **more: Any) -> None:
    """Let a body respond to its recommendations."""
    rows = {key: {"response": response, **more} for key in played.keys("recommendations", body)}
    answers = {"answers": rows, "all_accepted": all_accepted, "responsible": "Gareth Pell"}
    played.answer("Task_RespondToRecommendations", answers, by=said.OFFICERS[body], item=body)


def test_ct_41_each_body_responds_within_ten_working_days(at_stage: AtStage) -> None:
    # given recommendations to council and landlord, sent on 17 March
    played = at_stage("told")
    assert len(played.letters("L-CT-15")) == 2
    assert played.running()["ct_recommendation_response:housing"] == day("Tue 31 Mar 2026")
    # when the council accepts / then response and time are on file
    respond(played, "council", "accepted", all_accepted=True)
    row = next(r for r in played.rows(Recommendation) if r.body_code == "council")
    assert (row.response, row.answered_at) == ("accepted", played.driver.clock.now())
    assert played.clock("ct_recommendation_response", "council").state == "done"


@pytest.mark.parametrize("response", ["partly", "not_accepted"])
def test_ct_41_a_refusal_needs_its_reason_and_is_shown(at_stage: AtStage, response: str) -> None:
    # given a landlord who does not accept in full / when without a reason / then refused
    played = at_stage("told")
    with pytest.raises(AnswersRefused):
        respond(played, "housing", response, all_accepted=False)
    # when with one / then it is on file and the CSP manager is shown it
    respond(played, "housing", response, all_accepted=False, reason="No budget this year")
    row = next(r for r in played.rows(Recommendation) if r.body_code == "housing")
    assert (row.response, row.response_reason) == (response, "No budget this year")
    assert "not accepted a recommendation" in played.told("csp_manager")


def test_ct_41_a_late_response_is_told_to_the_csp_manager(at_stage: AtStage) -> None:
    # given / when nobody responds within ten working days / then the CSP manager hears of it
    played = at_stage("told")
    played.driver.go_to(day("Wed 1 Apr 2026"))
    assert "not responded to its recommendations" in played.told("csp_manager")


def test_ct_45_only_the_letter_stops_the_clock(at_stage: AtStage) -> None:
    # given a meeting that decided
    played = at_stage("held")
    played.answer("Task_ApproveOutcome", said.OUTCOME, by=said.NADIA)
    # when the applicant was phoned / then the call is on file and the clock still runs
    played.answer("Task_CallApplicant", said.called(played.driver.today), by=said.JO)
    assert "Relieved" in next(n for n in played.rows(ContactNote) if "Relieved" in n.words).words
    assert "ct_review_outcome" in played.running()
    # when the letter goes / then the clock stops, and the letter mentions the call and its time
    played.send("Task_SendOutcome", by=said.JO, approve=said.MARIAN)
    assert played.clock("ct_review_outcome").state == "done"
    text = played.letters("L-CT-13")[0].text
    assert "3:10pm" in text
    assert "visit the flat" in text


def test_ct_45_only_the_chair_approves_the_outcome(at_stage: AtStage) -> None:
    # given a meeting that decided / when the SPOC approves the findings / then that is refused
    with pytest.raises(NotYours):
        at_stage("held").answer("Task_ApproveOutcome", said.OUTCOME, by=said.JO)


def test_ct_45_a_late_outcome_is_told_to_the_director(at_stage: AtStage) -> None:
    # given a meeting held in time whose outcome nobody writes / when 2 April is over
    played = at_stage("held")
    played.driver.go_to(day("Fri 3 Apr 2026"))  # Good Friday
    # then director and CSP manager hear of it
    assert "outcome of the review is late" in played.told("director")
    assert "It is late" in played.told("csp_manager")


def test_ct_46_the_plan_is_agreed_item_by_item(at_stage: AtStage) -> None:
    # given two recommendations, of which the applicant agrees to one
    played = at_stage("told")
    first, second = played.keys("recommendations")
    answers = said.plan([first], played.driver.person_id(said.TOM), played.driver.today)
    answers["items"][second] = {"agreement": "not_agreed", "agreement_reason": "No recorder in my home"}
    # when the SPOC records it and writes the plan
    played.answer("Task_AgreePlan", {**answers, "result": "partly_agreed"}, by=said.JO)
    played.send("Task_SendPlan", by=said.JO)
    # then both items are on file, the one not agreed with its reason, and the letter lists them
    agreed, other = played.rows(ActionItem)
    assert (agreed.agreement, agreed.status) == ("agreed", "open")
    assert (other.agreement, other.agreement_reason, other.status) == (
        "not_agreed",
        "No recorder in my home",
        "dropped",
    )
    text = played.letters("L-CT-14")[0].text
    assert "No recorder in my home" in text
    assert "Ashmoor Council, by Tuesday 14 April 2026" in text
    assert "Tom Ashdown" not in text
    assert (played.clock("ct_plan").limit_on, played.clock("ct_plan").state) == (day("Tue 31 Mar 2026"), "done")


def test_ct_46_without_contact_the_plan_is_offered(at_stage: AtStage) -> None:
    # given an applicant who cannot be reached
    played = at_stage("told")
    owner = played.driver.person_id(said.TOM)
    row = {
        "agreement": "offered",
        "text": "Agree quiet hours",
        "owner": owner,
        "body": "housing",
        "due_on": day("Thu 16 Apr 2026"),
    }
    answers = {"result": "offered", "items": {key: dict(row) for key in played.keys("recommendations")}}
    # when the plan is issued / then it is offered, and the letter says so
    played.answer("Task_AgreePlan", answers, by=said.JO)
    played.send("Task_SendPlan", by=said.JO)
    assert {item.agreement for item in played.rows(ActionItem)} == {"offered"}
    assert played.drafts("L-CT-14")[0].values["plan_status"] == "offered"


def test_ct_46_a_late_plan_is_told_to_the_csp_manager(at_stage: AtStage) -> None:
    # given an outcome of 17 March / when ten working days have passed without a plan / then the CSP manager hears
    played = at_stage("told")
    played.driver.go_to(day("Wed 1 Apr 2026"))
    assert "action plan is late" in played.told("csp_manager")
