"""Acts on a case that no diagram asks for, each through its page; why a date; letters as they left; figures; audit."""

import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, update

from service.cases import DecideExtension
from service.demo import answers as said
from service.store.audit import AuditEvent
from service.store.letters import SealedLetter
from service.store.record import BodyReturn, ContactNote, DeliveryConcern
from tests.frozen_clock import day
from tests.stages import ON_BOTH
from tests.web.case_words import ADA, HONOR, ROWAN, WYN, OfficeAt, case_path, words_of
from tests.web.office import Office, press_act
from tests.web.text_of import text_of

XSS = json.loads((Path(__file__).parent.parent / "corpora" / "xss.json").read_text(encoding="utf-8"))["cases"]


def a_call(on: date, at: str, words: str = "Sleeps better since the visit.") -> dict[str, object]:
    """Give a call as a caseworker types it."""
    return {
        "with_words": "Amara",
        "got_through": True,
        "happened_on": on,
        "happened_time": at,
        "words": words,
    }


@ON_BOTH
def test_ct_28_a_call_is_logged_at_its_own_time(office_at: OfficeAt) -> None:
    office = office_at("applied")
    assert press_act(office, "calls", a_call(day("Mon 2 Mar 2026"), "9:10am")) == 303
    note = office.played.row(ContactNote)
    assert (note.kind, note.with_words, note.happened_at.hour) == ("call", "Amara", 9)
    shown = words_of(office, said.JO)
    assert "You logged a call." in shown
    history = words_of(office, said.JO, "/history?show=contact")
    assert "Monday 2 March 2026, 9:10am Jo Whitlock spoke to Amara: “Sleeps better since the visit.”" in history


def test_a_call_of_tomorrow_is_refused_at_its_day_and_keeps_the_words(office_at: OfficeAt) -> None:
    office = office_at("applied")
    for on, at in ((day("Tue 3 Mar 2026"), "9:10am"), (day("Mon 2 Mar 2026"), "11pm")):
        assert press_act(office, "calls", a_call(on, at)) == 422
        page = office.at(said.JO).page
        assert "<title>Error: Log a call" in page
        assert 'href="#happened_on' in page
        assert "must be" in text_of(page)
        assert "Sleeps better since the visit." in page
    assert office.played.rows(ContactNote) == []


@ON_BOTH
def test_pressing_twice_logs_one_call(office_at: OfficeAt) -> None:
    office = office_at("applied")
    browser, path = office.at(said.JO), case_path(office, "/new/notes")
    page = browser.get(path).page
    for _ in range(2):
        browser.page = page
        assert browser.post(path, words="The landlord rang back.").status == 303
    assert len(office.played.rows(ContactNote)) == 1


def test_hostile_words_of_a_note_are_read_as_words(office_at: OfficeAt) -> None:
    office = office_at("applied")
    history = case_path(office, "/history")
    scripts = office.at(said.JO).get(history).page.count("<script")
    for hostile in XSS:
        wanted = 422 if "\x00" in hostile["payload"] else 303  # a character nobody can read is refused at the field
        assert press_act(office, "notes", {"words": hostile["payload"]}) == wanted, hostile["id"]
    page = office.at(said.JO).get(f"{history}?all=yes").page
    assert page.count("<script") == scripts
    assert "<svg onload" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_ct_59_a_withdrawal_in_writing_stops_the_review_from_its_page(office_at: OfficeAt) -> None:
    office = office_at("met")
    assert press_act(office, "withdrawals", {"written_on": day("Fri 6 Mar 2026"), "safeguarding_goes_on": False}) == 422
    assert "The date it was written must be today or in the past" in office.at(said.JO).page
    answers = {"written_on": day("Thu 5 Mar 2026"), "words": "Please stop.", "safeguarding_goes_on": False}
    assert press_act(office, "withdrawals", answers) == 303
    assert office.played.running() == {}
    assert "Task_ConfirmWithdrawal" in office.played.task_ids()


def test_ct_59_a_withdrawal_by_phone_waits_for_the_writing(office_at: OfficeAt) -> None:
    office = office_at("met")
    assert press_act(office, "phoned-withdrawals", {"words": "She said it has stopped."}) == 303
    assert "ct_written_withdrawal" in office.played.running()
    assert "ct_review_outcome" in office.played.running()
    assert "by Thursday 12 March 2026." in words_of(office, said.JO, "/drawing")


def test_ct_29_one_more_agency_is_asked_from_its_page(office_at: OfficeAt) -> None:
    office = office_at("met")
    browser = office.at(said.JO).get(case_path(office, "/new/agencies"))
    assert "Ashmoor Youth Justice Service" in browser.page
    assert "Northmoor Police" not in text_of(browser.page)
    assert press_act(office, "agencies", {"body_code": "police", "reason": "Again"}) == 422
    assert press_act(office, "agencies", {"body_code": "youth", "reason": "The boy is 15."}) == 303
    assert "youth" in [row.body_code for row in office.played.rows(BodyReturn) if row.round == "information"]


def test_ct_50_a_concern_about_the_plan_is_raised_from_its_page(office_at: OfficeAt) -> None:
    office = office_at("following")
    answers = {"raised_by": "Amara", "words": "Nobody came to put the recorder in."}
    assert press_act(office, "concerns", answers) == 303
    assert office.played.row(DeliveryConcern).raised_by == "Amara"
    assert "ct_concern_answer" in office.played.running()


@pytest.mark.parametrize("email", [said.MARIAN, HONOR, said.NADIA, said.TOM])
def test_only_those_who_keep_the_case_act_on_it(office_at: OfficeAt, email: str) -> None:
    office = office_at("following")
    for act in ("calls", "notes", "extensions", "withdrawals"):
        path = case_path(office, f"/new/{act}")
        assert office.at(email).get(path).status == 403, act
        assert office.at(email).post(path, seen="/account", words="x").status == 403, act
    assert office.at(ROWAN).post(case_path(office, "/new/notes"), seen="/account", words="x").status == 404


def test_cm_09_more_time_is_asked_approved_and_explained(office_at: OfficeAt) -> None:
    # given  a review whose outcome is due on Thursday 2 April
    office = office_at("met")
    before = office.played.clock("ct_review_outcome").limit_on
    answers = {"clock": "ct_review_outcome", "new_limit_on": before, "reason": "The chair is ill."}
    # when   the new date is not later
    assert press_act(office, "extensions", answers) == 422
    assert "The new date must be after" in text_of(office.at(said.JO).page)
    # when   it is, and somebody else approves
    assert press_act(office, "extensions", answers | {"new_limit_on": day("Fri 17 Apr 2026")}) == 303
    task = office.played.rows_by_kind("extension")[0]
    office.played.do(DecideExtension(actor=office.played.by(said.MARIAN), task_id=task.id, approve=True))
    # then   the table shows both limits, and the date says who moved it and why
    shown = words_of(office, said.JO)
    assert "Friday 17 April 2026 Why? Tell the applicant the outcome extended from Thursday 2 April 2026" in shown
    clock = office.played.clock("ct_review_outcome")
    why = words_of(office, said.JO, f"/clocks/{clock.id}")
    assert (
        "Marian Holt extended it from Thursday 2 April 2026 to Friday 17 April 2026, because The chair is ill." in why
    )
    assert "Earlier limits" in why
    # and    the promise of the letter stands until the applicant is told
    assert "Promised in our letter of Thursday 5 March 2026." in shown


def test_cm_11_a_new_date_is_told_from_its_page_and_the_limit_stays_missed(office_at: OfficeAt) -> None:
    # given  a decision promised for Monday 16 March, and kept so far
    office = office_at("grouped")
    assert office.at(said.JO).get(case_path(office, "/new/new-dates")).status == 404
    # when   it is late / then the case leads to the page, which wants a date still to come
    office.played.driver.go_to(day("Tue 17 Mar 2026"))
    office.seats.clear()
    assert case_path(office, "/new/new-dates") in office.at(said.JO).get(case_path(office)).page
    answers = {"clock": "ct_threshold_decision", "new_date": day("Mon 16 Mar 2026"), "reason": "I was ill."}
    assert press_act(office, "new-dates", answers) == 422
    assert "The new date must be after today" in text_of(office.at(said.JO).page)
    assert press_act(office, "new-dates", answers | {"new_date": day("Fri 20 Mar 2026")}) == 303
    # then   until the letter leaves, the old promise is the one that is broken
    shown = words_of(office, said.JO)
    assert "by Monday 16 March 2026" in shown
    (draft,) = office.played.drafts("L-CT-23")
    office.played.driver.send_task(str(draft.task_id), by=said.JO)
    assert "by Friday 20 March 2026" in words_of(office, said.JO)
    assert "Promised in our letter of Tuesday 17 March 2026." in words_of(office, said.JO)


def test_d_014_a_date_is_counted_day_by_day(office_at: OfficeAt) -> None:
    # given  a letter of Thursday 5 March: 20 working days end on Thursday 2 April
    office = office_at("met")
    clock = office.played.clock("ct_review_outcome")
    page = office.at(said.JO).get(case_path(office, f"/clocks/{clock.id}")).page
    shown = text_of(page)
    assert "20 working days after the date of our letter that says we will hold a review." in shown
    assert "Thursday 5 March Day 0: letter, today" in shown
    assert "Saturday 7 March Not counted" in shown
    assert "Thursday 2 April Day 20: limit" in shown
    assert "Nothing has paused or extended this clock." in shown
    assert "Ashmoor rules version 1, in force from Wednesday 1 January 2020. England bank holidays" in shown
    assert "readonly" in page
    assert page.count("<h1") == 1


def test_months_and_backward_counts_explain_themselves_too(office_at: OfficeAt) -> None:
    office = office_at("following")
    plan = words_of(office, said.JO, f"/clocks/{office.played.clock('ct_plan_review').id}")
    assert "3 months beginning with the day the plan was agreed." in plan
    papers = words_of(office, said.JO, f"/clocks/{office.played.clock('ct_papers').id}")
    assert "2 working days before the review meeting." in papers
    assert "Day 0: meeting" in papers


def test_a_clock_of_another_case_is_not_found(office_at: OfficeAt) -> None:
    office = office_at("met")
    assert office.at(said.JO).get(case_path(office, "/clocks/999999")).status == 404
    assert office.at(said.JO).get(case_path(office, "/clocks/x")).status == 404


def test_d_008_a_sealed_letter_is_shown_shut_off_and_as_a_file(office_at: OfficeAt) -> None:
    office = office_at("met")
    letter = office.played.letters("L-CT-07")[0]
    browser, path = office.at(said.JO), case_path(office, f"/letters/{letter.id}")
    # given  its page, with a frame that can do nothing
    page = browser.get(path).page
    assert "sandbox></iframe>" in page
    assert "frame-src 'self'" in browser.response.headers["Content-Security-Policy"]
    # then   the letter itself has no script, no form, no way out
    sheet = browser.get(f"{path}/sheet").response
    assert sheet.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert sheet.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert sheet.get_data(as_text=True) == letter.html
    # and    the file is one to keep, not to open in place
    with office.played.driver.toolbox.sessions.write() as session, session.begin():
        session.execute(update(SealedLetter).where(SealedLetter.id == letter.id).values(pdf=b"%PDF-1.7 as sealed"))
    file = browser.get(f"{path}/pdf").response
    assert file.headers["Content-Disposition"].startswith("attachment; filename=")
    assert file.headers["Cache-Control"] == "no-store"
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.data == b"%PDF-1.7 as sealed"
    assert [row.action for row in audit_rows(office)][-2:] == ["letter_read", "letter_read"]


def audit_rows(office: Office) -> list[AuditEvent]:
    """Give the audit of the case, in order."""
    rows = select(AuditEvent).where(AuditEvent.object == office.played.reference)
    return office.played.all(rows.order_by(AuditEvent.number))


def test_a_letter_of_another_case_is_not_found(office_at: OfficeAt) -> None:
    office = office_at("met")
    for end in ("", "/sheet", "/pdf"):
        assert office.at(said.JO).get(case_path(office, f"/letters/424242{end}")).status == 404


def test_cm_11_figures_name_what_is_late_and_nobody(office_at: OfficeAt) -> None:
    office = office_at("met")
    office.played.driver.go_to(day("Mon 16 Mar 2026"))
    person = office.played.case.label.split(" at ")[0]
    for email in (said.MARIAN, HONOR, said.JO):
        shown = text_of(office.at(email).get("/figures").page)
        assert "1 open case. 2 limits are missed." in shown
        assert "Speak to the applicant Why?" in shown
        assert "2 working days late" in shown
        assert person not in shown
    assert "It is late." in text_of(office.at(said.MARIAN).get("/figures").page)
    assert "0 open cases. No limit is missed." in text_of(office.at(ROWAN).get("/figures").page)
    assert office.at(said.IRIS).get("/figures").status == 403


def test_dp_11_the_audit_is_for_auditors_and_can_be_checked(office_at: OfficeAt) -> None:
    office = office_at("met")
    words_of(office, said.JO)
    shown = text_of(office.at(WYN).get(f"/audit?about={office.played.reference}").page)
    assert "Jo Whitlock Single point of contact (SPOC) Case read: now" in shown
    assert "Whole. No entry was changed, put in or taken out." in text_of(office.at(WYN).get("/audit/chain").page)
    # when   somebody changes a row behind our back
    with office.played.driver.toolbox.sessions.write() as session, session.begin():
        session.execute(update(AuditEvent).where(AuditEvent.number == 2).values(actor="person:999"))
    # then   the check names it
    assert "Broken at entry 2." in text_of(office.at(WYN).get("/audit/chain").page)
    for email in (said.JO, ADA, said.MARIAN):
        assert office.at(email).get("/audit").status == 403
        assert office.at(email).get("/audit/chain").status == 403
