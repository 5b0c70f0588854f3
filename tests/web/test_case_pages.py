"""The tabs of a case: what they say at each stage, who may see them, and the mark that reading leaves."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from service.demo import answers as said
from service.store.queries.case_clocks import clocks_of_case
from service.store.queries.case_letters import letters_of_case
from service.store.queries.case_places import StepRow
from service.store.record import Application
from service.web.casework.letter_words import letter_lines
from service.web.casework.place_words import StepTeller
from tests.frozen_clock import day
from tests.web.case_words import ADA, HONOR, ROWAN, TABS, WYN, OfficeAt, case_path, looks, words_of
from tests.web.text_of import text_of
from workflows import OutlineStep, Stand


def test_now_says_what_we_promised_and_what_is_next(office_at: OfficeAt) -> None:
    # given  a complete application of Monday 2 March, acknowledged; the decision is due on Monday 16 March
    office = office_at("grouped")
    shown = words_of(office, said.JO)
    # then   promise, task and clocks stand in this order
    promise = shown.index(
        "if we will hold a review, by Monday 16 March 2026 7 working days left. Promised in our letter"
    )
    task = shown.index("Your next task Decide the threshold.")
    clocks = shown.index("Clocks Clocks of this case")
    assert promise < task < clocks
    assert "Decide the threshold binding now" in shown
    assert "You are the SPOC; Priya Raman is your deputy. Open for 3 working days." in shown
    assert "4 of 4 in. Met Thursday 5 March" in shown
    assert (
        "Hold the review Starts when the decision letter goes, if the threshold is met, then 20 working days." in shown
    )


def test_a_promise_is_kept_only_by_the_clock_of_the_letters_own_reader(office_at: OfficeAt) -> None:
    # given  four bodies asked on the same day for an answer by the same day; the police answered, the council did not
    office = office_at("acknowledged")
    office.played.confirm("police")
    # when   the letters of the case are shown
    read, case_id = office.played.read, office.played.case_id
    rows, clocks = read(lambda s: letters_of_case(s, case_id)), read(lambda s: clocks_of_case(s, case_id))
    lines = letter_lines(rows, clocks, today=office.played.driver.today)
    asked = {line.to.partition(",")[0]: line.promises[0].verdict for line in lines if line.code == "L-CT-20"}
    # then   the answer of one body is not counted for another
    kept = {name: verdict for name, verdict in asked.items() if verdict.startswith("Kept")}
    assert len(asked) == 4
    assert len(kept) == 1, asked
    assert set(asked.values()) - set(kept.values()) == {"Still true"}
    # and    a promise that only falls on the same day is not kept by that clock
    to_police = next(row for row in rows if row.code == "L-CT-20" and row.recipient == "body:police")
    other = replace(to_police, promises=({**to_police.promises[0], "field": "declare_by"},))
    (line,) = letter_lines([other], clocks, today=office.played.driver.today)
    assert line.promises[0].verdict == "Still true"


def test_where_it_is_has_no_stray_space_before_a_stop() -> None:
    # given  a step done by nobody who can be named / then  its day stands alone
    step = OutlineStep(process_id="p", element_id="Task_A", name="Do it", kind="userTask", stand=Stand.DONE)
    at = datetime(2026, 3, 5, 12, tzinfo=UTC)
    row = StepRow(
        task_id="t", process_id="p", element_id="Task_A", state="done", body="", due_on=None, ended_at=at, by=""
    )
    (line,) = StepTeller(rows=[row]).lines([step])
    assert f"{line.bold} {line.words}" == "Do it: Thursday 5 March 2026."


def test_a_broken_promise_is_said_and_a_new_date_offered(office_at: OfficeAt) -> None:
    # given  a review promised on Thursday 5 March with a call by Thursday 12; it is Monday 16
    office = office_at("met")
    office.played.driver.go_to(day("Mon 16 Mar 2026"))
    shown = words_of(office, said.JO)
    assert "by Thursday 12 March 2026 That is 2 working days late." in shown
    assert "We promised to phone" in shown
    assert "Tell the applicant a new date" in shown


def test_a_case_that_waits_for_others_says_for_whom(office_at: OfficeAt) -> None:
    office = office_at("acknowledged")
    shown = words_of(office, said.JO)
    assert "Nothing here waits for you." in shown
    assert "Northmoor Police: confirm what you hold, 5 working days left (Tuesday 10 March)" in shown


def test_a_closed_case_owes_nothing(office_at: OfficeAt) -> None:
    office = office_at("two_grouped")
    office.played.decide_not_met()
    shown = words_of(office, said.JO)
    assert "Closed: threshold not met. Nothing is due. The record stays as it is." in shown
    assert "At any time" not in shown


def test_reports_say_what_counts_and_what_the_bodies_hold(office_at: OfficeAt) -> None:
    office = office_at("confirmed")
    shown = words_of(office, said.JO, "/reports")
    assert "reports count. 3 are needed." in shown
    assert "Counts. Reported" in shown
    assert "within 1 month of the incident, and within 6 months before Monday 2 March 2026" in shown
    assert "Northmoor Police Confirms" in shown
    assert "Thursday 5 March 2026" in shown


def test_a_body_that_has_not_answered_shows_how_long_it_has(office_at: OfficeAt) -> None:
    office = office_at("acknowledged")
    shown = words_of(office, said.JO, "/reports")
    assert "Northmoor Police Not answered Not answered 5 working days left, Tuesday 10 March" in shown


def test_history_keeps_promises_of_letters_and_decisions_with_reasons(office_at: OfficeAt) -> None:
    office = office_at("met")
    shown = words_of(office, said.JO, "/history")
    assert "Whether we will hold a review by Monday 16 March 2026. Kept Thursday 5 March 2026" in shown
    assert "Still true" in shown
    assert "Jo Whitlock decided “Decide the threshold”: yes, because: “Three reports" in shown
    only = words_of(office, said.JO, "/history?show=decisions")
    assert "decided “Decide the threshold”" in only
    assert "sealed the letter" not in only.split("History")[-1]


def test_a_promise_that_was_not_kept_is_called_broken(office_at: OfficeAt) -> None:
    office = office_at("met")
    office.played.driver.go_to(day("Mon 16 Mar 2026"))
    assert "Broken: was due Thursday 12 March 2026" in words_of(office, said.JO, "/history")


def test_where_it_is_tells_the_drawing_in_words(office_at: OfficeAt) -> None:
    # given  four bodies are asked, the police have answered
    office = office_at("acknowledged")
    office.played.confirm("police")
    browser = office.at(said.JO).get(case_path(office, "/drawing"))
    shown = text_of(browser.page)
    # then   the words have what is done, now and not yet, by whom and why this way
    assert "Now at 1 step: confirm what you hold." in shown
    assert "This case follows version 1 of the procedure" in shown
    assert "Done Acknowledge the application: Jo Whitlock, Tuesday 3 March 2026." in shown
    assert "Now Confirm what you hold: Carr Valley Homes, by Tuesday 10 March 2026." in shown
    assert "Done Confirm what you hold: Northmoor Police has answered." in shown
    assert "Why this way: “Application complete?” was yes." in shown
    assert "Not yet Write: we will hold a review if “Threshold met?” is yes." in shown
    # and    the drawing gets its tokens
    assert 'data-now="[&#34;Call_CollectReturns&#34;' in browser.page
    assert "Task_AcknowledgeApplication" in browser.page.split("data-done=")[1].split(" data-now")[0]


def test_every_drawing_with_a_token_can_be_opened(office_at: OfficeAt) -> None:
    office = office_at("met")
    browser = office.at(said.JO)
    for part in ("community_trigger", "ct_case", "ct_review", "ct_information_returns"):
        page = browser.get(case_path(office, f"/drawing?part={part}")).page
        address = page.split('data-xml-url="')[1].split('"')[0]
        assert address.endswith(f"/{part}.bpmn")
        xml = browser.get(address)
        assert xml.status == 200
        assert f'<bpmn:process id="{part}"' in xml.page
    assert browser.get(case_path(office, "/drawing/nothing.bpmn")).status == 404
    assert browser.get(case_path(office, "/drawing/..%2Froles.bpmn")).status == 404


def test_a_closed_case_still_has_its_drawing(office_at: OfficeAt) -> None:
    office = office_at("two_grouped")
    office.played.decide_not_met()
    assert "No step waits for anybody now." in words_of(office, said.JO, "/drawing")


@pytest.mark.parametrize(("email", "status"), [(ROWAN, 404), (ADA, 404), (said.IRIS, 403), (said.DEV, 403)])
def test_who_has_no_part_in_a_case_opens_none_of_it(office_at: OfficeAt, email: str, status: int) -> None:
    # given  agencies that were asked know the reference; strangers do not
    office = office_at("confirmed")
    letter_id = office.played.letters("L-CT-01")[0].id
    more = (f"/letters/{letter_id}", f"/letters/{letter_id}/sheet", f"/letters/{letter_id}/pdf")
    for tab in (*TABS, *more, "/restricted", "/new/notes", "/drawing/ct_case.bpmn"):
        assert office.at(email).get(case_path(office, tab)).status == status, tab
    assert looks(office) == []


def test_an_agency_is_told_why_its_own_date_and_no_other(office_at: OfficeAt) -> None:
    # given  the police and the landlord were asked, each with a clock of its own
    office = office_at("acknowledged")
    police, housing = (office.played.clock("ct_threshold_return", body).id for body in ("police", "housing"))
    decision = office.played.clock("ct_threshold_decision").id
    # then   the constable reads the own date, without the person, and no other
    shown = words_of(office, said.IRIS, f"/clocks/{police}")
    assert "5 working days after the day we asked the body." in shown
    assert office.played.case.label.split(" at ")[0] not in shown
    for other in (housing, decision):
        assert office.at(said.IRIS).get(case_path(office, f"/clocks/{other}")).status == 404
    for stranger in (ROWAN, ADA):
        assert office.at(stranger).get(case_path(office, f"/clocks/{police}")).status == 404


def test_a_stranger_cannot_tell_a_case_from_none(office_at: OfficeAt) -> None:
    office = office_at("applied")
    real = office.at(ROWAN).get(case_path(office))
    unknown = office.at(ROWAN).get("/cases/ASH-CT-2026-9999")
    assert real.status == unknown.status == 404
    assert text_of(real.page) == text_of(unknown.page)


@pytest.mark.parametrize("email", [said.MARIAN, HONOR])
def test_those_who_watch_see_dates_and_no_people(office_at: OfficeAt, email: str) -> None:
    office = office_at("grouped")
    person, street = office.played.case.label.split(" at ")
    for tab in ("", "/drawing"):
        shown = words_of(office, email, tab)
        assert office.played.reference in shown
        assert person not in shown
        assert person.split()[0] not in shown
        assert street not in shown
    for tab in ("/reports", "/history", "/restricted", "/new/notes"):
        assert office.at(email).get(case_path(office, tab)).status == 403
    listed = text_of(office.at(email).get("/cases").page)
    assert office.played.reference in listed
    assert person not in listed


def test_a_minute_taker_sees_the_meeting_of_the_one_case_and_no_names(office_at: OfficeAt) -> None:
    office = office_at("prepared")
    assert office.played.case.label.split(" at ")[0] not in words_of(office, said.CAL)
    assert office.at(said.CAL).get(case_path(office, "/reports")).status == 403


def test_a_lead_officer_sees_people_and_plan_but_no_reports(office_at: OfficeAt) -> None:
    office = office_at("following")
    shown = words_of(office, said.TOM)
    assert "The plan" in shown
    assert office.played.case.label.split(" at ")[0] in shown
    assert office.at(said.TOM).get(case_path(office, "/reports")).status == 403
    assert office.at(said.TOM).get(case_path(office, "/history")).status == 403


def test_dp_11_every_page_read_leaves_a_mark(office_at: OfficeAt) -> None:
    office = office_at("applied")
    for tab in TABS:
        words_of(office, said.PRIYA, tab)
    assert [page for _, page, _ in looks(office)] == ["now", "reports", "history", "drawing"]
    shown = words_of(office, said.JO, "/history?show=looks")
    assert "Priya Raman read Where it is, History and letters, Reports and people, Now (4 times)." in shown
    assert "Opening a case is recorded, this time too." in shown


def test_who_looked_is_not_for_the_chair(office_at: OfficeAt) -> None:
    office = office_at("prepared")
    assert "Who looked" not in words_of(office, said.NADIA, "/history")
    assert "Who looked" not in words_of(office, said.NADIA, "/history?show=looks")


def test_the_alleged_perpetrator_is_shown_only_after_a_reason_that_is_kept(office_at: OfficeAt) -> None:
    # given  the applicant said who it is
    office = office_at("applied")
    with office.played.driver.toolbox.sessions.write() as session, session.begin():
        session.get_one(Application, office.played.case_id).suspected_source = "The Varga brothers at number 9"
    browser, path = office.at(said.JO), case_path(office, "/restricted")
    for tab in TABS:
        assert "Varga" not in words_of(office, said.JO, tab)
    assert "Restricted. 1 person recorded. Show with a reason" in words_of(office, said.JO)
    # when   no reason is given
    browser.post(path, seen=path, reason="  ")
    # then   nothing is shown
    assert browser.status == 422
    assert "Enter why you need to see this" in browser.page
    assert "Varga" not in browser.page
    # when   a reason is given
    browser.post(path, seen=path, reason="To check the chair is not related to them")
    # then   it is shown once, and the reason is in the audit
    assert "The Varga brothers at number 9" in browser.page
    assert ("restricted_read", "restricted", "To check the chair is not related to them") in looks(office)
    shown = words_of(office, said.JO, "/history?show=looks")
    assert "read the alleged perpetrator (1 time). Reason given: “To check the chair is not related to them”" in shown


def test_an_auditor_reads_a_case_only_with_a_reason(office_at: OfficeAt) -> None:
    office = office_at("applied")
    browser = office.at(WYN).get(case_path(office, "/reports"))
    assert browser.location == case_path(office, "/audit-reason")
    browser.get(browser.location)
    browser.post(case_path(office, "/audit-reason"), reason="")
    assert (browser.status, "Enter why you read this case" in browser.page) == (422, True)
    browser.post(case_path(office, "/audit-reason"), reason="Yearly sample, 3 of 10")
    assert browser.status == 303
    assert "Reports and people" in words_of(office, WYN)
    assert looks(office) == [("case_read", "now", "Yearly sample, 3 of 10")]
    assert "Log a call" not in words_of(office, WYN)
    # and nobody else has that page
    assert office.at(said.JO).get(case_path(office, "/audit-reason")).status == 404
