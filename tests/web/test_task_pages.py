"""The page of a task: what it shows, what it takes, who may open it. Through a browser without scripts."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import select

from service.demo import answers as said
from service.store.record import ContactNote, QualifyingResult, RiskCheck
from service.store.work import TaskAnswer
from tests.browser import Browser, HttpsClient
from tests.stages import ON_BOTH
from tests.web.office import Office, fields_of
from tests.web.text_of import text_of

OfficeAt = Callable[[str], Office]


def test_ct_11_the_risk_check_is_answered_on_its_page(office_at: OfficeAt) -> None:
    office = office_at("applied")
    # given  the page of the risk check, with what the applicant told us
    browser = office.open("Task_CheckImmediateRisk", by=said.JO)
    assert "Check immediate risk" in browser.page
    assert "We cannot sleep and the children are frightened." in browser.page
    assert "Why this date" in browser.page
    # when   it is answered
    path = office.path("Task_CheckImmediateRisk")
    office.press("Task_CheckImmediateRisk", said.RISK, by=said.JO)
    # then   the check is on record and the page says who answered when
    assert browser.status == 303
    assert office.played.row(RiskCheck).level == "medium"
    shown = text_of(browser.get(path).page)
    assert "You answered this at 9:40am today." in shown
    assert "Repeated at the same address, no threat to life." in shown
    assert "Next on this case" in shown


def test_an_answer_that_is_missing_keeps_everything_typed(office_at: OfficeAt) -> None:
    office = office_at("applied")
    answers = {name: value for name, value in said.RISK.items() if name not in ("risk_level", "hate")}
    browser = office.press("Task_CheckImmediateRisk", answers, by=said.JO)
    assert browser.status == 422
    assert "<title>Error: Check immediate risk" in browser.page
    assert 'href="#risk_level"' in browser.page
    assert 'href="#hate"' in browser.page
    assert "Repeated at the same address, no threat to life." in browser.page
    assert re.search(r'name="repeat_victim"[^>]*value="yes"[^>]*checked', browser.page)
    assert not office.played.rows(RiskCheck)


def test_a_draft_is_kept_and_comes_back(office_at: OfficeAt) -> None:
    office = office_at("applied")
    path = office.path("Task_CheckImmediateRisk")
    browser = office.press("Task_CheckImmediateRisk", {"reasons": "Half a thought"}, by=said.JO, act="draft")
    assert browser.status == 303
    shown = browser.get(path).page
    assert "Half a thought" in shown
    assert "Draft saved at 9:40am" in shown
    # and the task is still open, with the answer as a draft
    assert office.played.row(TaskAnswer).is_draft


def test_a_saved_draft_takes_the_task(office_at: OfficeAt) -> None:
    office = office_at("applied")
    path = office.path("Task_CheckImmediateRisk")
    office.press("Task_CheckImmediateRisk", {"reasons": "Mine"}, by=said.JO, act="draft")
    shown = office.at(said.PRIYA).get(path).page
    assert "Jo Whitlock has taken this task." in shown
    assert "Mine" not in shown


def test_a_second_press_of_the_same_form_changes_nothing(office_at: OfficeAt) -> None:
    office = office_at("applied")
    path = office.path("Task_CheckImmediateRisk")
    jo = office.at(said.JO)
    fields = fields_of(said.RISK)
    jo.get(path)
    first_page = jo.page
    jo.post(path, **fields)
    first = (jo.status, jo.location)
    jo.page = first_page  # the same form, key and all
    jo.post(path, **fields)
    assert (jo.status, jo.location) == first
    assert len(office.played.rows(RiskCheck)) == 1


def test_of_two_people_the_second_reads_who_answered(office_at: OfficeAt) -> None:
    office = office_at("applied")
    path = office.path("Task_CheckImmediateRisk")
    jo, priya = office.at(said.JO).get(path), office.at(said.PRIYA).get(path)
    priya.post(path, **fields_of(said.RISK))
    office.played.driver.pass_minutes(5)
    jo.post(path, **fields_of({**said.RISK, "reasons": "Another view"}))
    assert jo.status == 409
    assert "Priya Raman answered this at 9:40am today. Nothing you sent was saved." in text_of(jo.page)
    assert "Another view" not in jo.page
    assert len(office.played.rows(RiskCheck)) == 1


@pytest.mark.parametrize(
    ("email", "status"),
    [
        (said.PRIYA, 200),  # the deputy
        (said.MARIAN, 403),  # sees the case's figures
        ("wyn.prosser@ashmoor.example", 403),  # the auditor reads cases, answers nothing
        (said.IRIS, 404),  # an agency that was not asked yet
        (said.TOM, 404),  # not appointed
        ("rowan.pike@ashmoor.example", 404),  # the SPOC of another area
        ("ada.crane@ashmoor.example", 404),
    ],
)
def test_only_those_the_task_is_for_may_open_it(office_at: OfficeAt, email: str, status: int) -> None:
    office = office_at("applied")
    path = office.path("Task_CheckImmediateRisk")
    browser = office.at(email)
    assert browser.get(path).status == status
    if status != 200:
        browser.get("/account")
        assert browser.post(path, **fields_of(said.RISK)).status == status
        assert not office.played.rows(RiskCheck)


def test_a_task_that_does_not_exist_looks_like_one_that_is_not_yours(office_at: OfficeAt) -> None:
    office = office_at("applied")
    theirs = office.at("rowan.pike@ashmoor.example").get(office.path("Task_CheckImmediateRisk")).page
    nobody = office.at("rowan.pike@ashmoor.example").get("/tasks/no-such-task").page
    assert text_of(theirs) == text_of(nobody)


def test_somebody_not_signed_in_is_sent_to_sign_in(office_at: OfficeAt) -> None:
    office = office_at("applied")
    office.app.test_client_class = HttpsClient
    stranger = Browser(office.app.test_client()).get(office.path("Task_CheckImmediateRisk"))
    assert (stranger.status, "/sign-in" in stranger.location) == (303, True)


def test_rows_are_added_and_removed_without_scripts(office_at: OfficeAt) -> None:
    office = office_at("met")
    path = office.path("Task_ContactApplicant")
    jo = office.at(said.JO).get(path)
    # given  one call typed, and "Add another" pressed
    jo.post(path, **{"attempts-1-note": "No answer", "add_row": "attempts"})
    assert jo.status == 200
    assert "No answer" in jo.page
    assert 'name="attempts-2-note"' in jo.page
    assert "There is a problem" not in jo.page
    # when   the first is removed
    jo.post(path, **{"attempts-1-note": "No answer", "attempts-2-note": "Spoke", "remove_row": "attempts-1"})
    # then   the second stays
    assert "Spoke" in jo.page
    assert "No answer" not in jo.page
    assert not office.played.all(select(ContactNote))


def test_ct_28_contact_is_recorded_with_each_try(office_at: OfficeAt) -> None:
    office = office_at("met")
    browser = office.open("Task_ContactApplicant", by=said.JO)
    assert "Safe contact:" in browser.page
    assert "No voicemail. Phone after 4pm." in browser.page
    office.press("Task_ContactApplicant", said.contacted(office.played.driver.today), by=said.JO)
    assert browser.status == 303
    assert [note.kind for note in office.played.rows(ContactNote)] == ["call"]


def test_ct_18_reports_are_grouped_with_the_bodies_views_beside_them(office_at: OfficeAt) -> None:
    office = office_at("confirmed")
    browser = office.open("Task_GroupComplaints", by=said.JO)
    shown = text_of(browser.page)
    assert "The bodies’ views" in shown
    assert (
        "Confirmed by Ashmoor Council, Northmoor Police, Northmoor Integrated Care Board and Carr Valley Homes."
        in shown
    )
    path = office.path("Task_GroupComplaints")
    office.press("Task_GroupComplaints", said.grouped(office.played.keys("incidents")), by=said.JO)
    assert browser.status == 303, text_of(browser.page)
    assert "All of it comes from the same flat." in browser.get(path).page


def test_ct_20_the_page_of_the_threshold_says_what_the_count_says(office_at: OfficeAt) -> None:
    office = office_at("grouped")
    shown = text_of(office.open("Task_DecideThreshold", by=said.JO).page)
    assert "Met: 3 reports count and 3 are needed." in shown
    for test in ("One person’s reports, six months", "Different people reporting", "The law’s minimum"):
        assert test in shown
    assert "Counts. Reported the next day." in shown
    assert "What your answer starts" in shown
    assert "its date starts 20 working days for the review" in shown.replace("Its", "its")


def test_ct_23_deciding_leads_to_the_letter(office_at: OfficeAt) -> None:
    office = office_at("grouped")
    browser = office.press("Task_DecideThreshold", said.THRESHOLD_MET, by=said.JO)
    assert browser.status == 303
    assert browser.location == office.path("Task_SendThresholdMet")
    assert office.played.rows(QualifyingResult)[-1].is_met


def test_ct_21_a_refusal_above_the_count_is_refused_at_the_field(office_at: OfficeAt) -> None:
    office = office_at("grouped")
    browser = office.press("Task_DecideThreshold", said.THRESHOLD_NOT_MET, by=said.JO)
    assert browser.status == 422
    assert "You cannot answer no." in browser.page
    assert 'href="#met"' in browser.page


def test_ct_31_a_chair_who_is_not_independent_is_named_and_refused(office_at: OfficeAt) -> None:
    office = office_at("met")
    driver = office.played.driver
    shown = text_of(office.open("Task_AppointChair", by=said.JO).page)
    assert "May not chair. This person is the SPOC of this case." in shown
    answers = said.appointed(driver.person_id(said.JO), driver.person_id(said.CAL), driver.today)
    browser = office.press("Task_AppointChair", answers, by=said.JO)
    assert browser.status == 422
    assert "This person is the SPOC of this case. Choose someone else." in browser.page


@ON_BOTH
def test_ct_32_the_page_says_who_must_come_and_by_which_rule(office_at: OfficeAt) -> None:
    office = office_at("prepared")
    shown = text_of(office.open("Task_FixMeeting", by=said.JO).page)
    assert "Carr Valley Homes A victim is its tenant." in shown
    assert "Northmoor Police Always attends, at manager level." in shown


def test_ct_30_a_return_only_for_the_chair_is_not_shown_to_the_minute_taker(office_at: OfficeAt) -> None:
    office = office_at("held")
    assert "Who could chair" not in office.open("Task_DraftMinutes", by=said.CAL).page
    chair = office.path("Task_ApproveOutcome")
    assert office.at(said.NADIA).get(chair).status == 200
    assert office.at(said.CAL).get(chair).status == 403


@ON_BOTH
def test_ct_43_the_minutes_are_approved_by_somebody_else_who_reads_the_draft(office_at: OfficeAt) -> None:
    office = office_at("held")
    office.press("Task_DraftMinutes", said.MINUTES, by=said.CAL)
    shown = text_of(office.open("Task_ApproveMinutes", by=said.NADIA).page)
    assert "The eight questions were answered one by one." in shown
    assert "drafted by Cal Reddy" in shown


def test_ct_46_the_plan_is_agreed_beside_the_recommendations(office_at: OfficeAt) -> None:
    office = office_at("told")
    office.played.pass_days(2)
    browser = office.open("Task_AgreePlan", by=said.JO)
    assert "Visit the flat and agree quiet hours in writing" in browser.page
    driver = office.played.driver
    answers = said.plan(office.played.keys("recommendations"), driver.person_id(said.TOM), driver.today)
    assert office.press("Task_AgreePlan", answers, by=said.JO).status == 303
