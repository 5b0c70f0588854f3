"""An agency's officer answers: only what is asked of the own agency, in five minutes. Source: design page 11."""

import re
from collections.abc import Callable

from sqlalchemy import select

from service.demo import answers as said
from service.store.record import BodyReturn, IncidentConfirmation, WithheldItem
from tests.stages import ON_BOTH
from tests.web.office import Office
from tests.web.text_of import text_of

OfficeAt = Callable[[str], Office]


def test_ct_22_each_report_is_one_question(office_at: OfficeAt) -> None:
    office = office_at("acknowledged")
    shown = text_of(office.open("Task_ConfirmReports", by=said.IRIS, item="police").page)
    assert "asked by Jo Whitlock, Ashmoor, 01632 960 142" in shown
    assert "Confirm what Northmoor Police holds" in shown
    assert "Answer by Tuesday 10 March 2026." in shown
    assert "1. Shouting and banging on the stairs, Thursday 12 February 2026" in shown
    assert "The applicant says: Reported by phone, Friday 13 February 2026, PO-1180" in shown
    assert "Reported to Ashmoor Council by phone" in shown
    assert "You see only what is asked of Northmoor Police." in shown
    # and never another body's reference, nor the case itself
    assert "CO-1181" not in shown
    assert "Back to the case" not in shown


def test_ct_22_an_answer_is_written_down_for_the_own_agency(office_at: OfficeAt) -> None:
    office = office_at("acknowledged")
    path = office.path("Task_ConfirmReports", "police")
    first, second, third = office.played.keys("incidents")
    answers = said.confirmed([first, second, third])
    answers["reports"][second] = {"answer": "differs", "words": "The reference is PO-1840"}
    answers["reports"][third] = {"answer": "not_found"}
    browser = office.press("Task_ConfirmReports", answers, by=said.IRIS, item="police")
    assert browser.status == 303, text_of(browser.page)
    (row,) = [each for each in office.played.rows(BodyReturn) if each.body_code == "police"]
    assert (row.state, row.view) == ("returned", "met")
    given = {str(one.incident_id): (one.answer, one.words) for one in office.played.all(select(IncidentConfirmation))}
    assert given == {
        first: ("as_stated", ""),
        second: ("differs", "The reference is PO-1840"),
        third: ("not_found", ""),
    }
    assert "You answered this at" in browser.get(path).page


def test_errors_name_the_report_they_are_about(office_at: OfficeAt) -> None:
    office = office_at("acknowledged")
    first, second, third = office.played.keys("incidents")
    answers = said.confirmed([first, third])
    answers["reports"][third] = {"answer": "differs"}
    browser = office.press("Task_ConfirmReports", answers, by=said.IRIS, item="police")
    assert browser.status == 422
    assert re.search(rf'href="#reports-{second}-answer">Select what you hold about report 2<', browser.page)
    assert re.search(rf'href="#reports-{third}-words">Enter what differs in report 3<', browser.page)


@ON_BOTH
def test_ct_30_withholding_is_folded_away_and_taken_with_its_ground(office_at: OfficeAt) -> None:
    office = office_at("acknowledged")
    answers = said.confirmed(office.played.keys("incidents"))
    del answers["withholds"]
    # given  nothing withheld: no question about it is left open
    path = office.path("Task_ConfirmReports", "police")
    browser = office.at(said.IRIS).get(path)
    assert re.search(r'<details class="govuk-details">\s*<summary', browser.page)
    # when   something is withheld, half said
    office.press(
        "Task_ConfirmReports", {**answers, "withheld": [{"item": "One statement"}]}, by=said.IRIS, item="police"
    )
    assert browser.status == 422
    assert re.search(r'<details class="govuk-details" open>', browser.page)
    assert 'href="#withheld-1-ground"' in browser.page
    # then   whole, it is on record as claimed and goes to be checked
    held = {
        "item": "One statement",
        "ground": "confidence_claimed",
        "reason": "Given in confidence",
        "signed_off_by": "Insp Kay Dunne",
    }
    office.press("Task_ConfirmReports", {**answers, "withheld": [held]}, by=said.IRIS, item="police")
    assert browser.status == 303, text_of(browser.page)
    assert [item.ground for item in office.played.all(select(WithheldItem))] == ["confidence_claimed"]
    shown = text_of(office.open("Task_CheckRefusal", by=said.JO, item="police").page)
    assert "What Northmoor Police withholds" in shown
    assert "Obligation of confidence, claimed" in shown


def test_nothing_withheld_needs_no_answer(office_at: OfficeAt) -> None:
    office = office_at("acknowledged")
    answers = said.confirmed(office.played.keys("incidents"))
    del answers["withholds"]
    assert office.press("Task_ConfirmReports", answers, by=said.IRIS, item="police").status == 303


def test_ct_29_an_information_return_is_given_with_added_incidents(office_at: OfficeAt) -> None:
    office = office_at("met")
    office.played.pass_days(2)
    path = office.path("Task_GiveReturn", "police")
    iris = office.at(said.IRIS).get(path)
    assert "Give the information Northmoor Police holds" in iris.page
    # given  a second incident is added without scripts
    iris.post(path, **{"holds_anything": "yes", "incidents-1-words": "Shouting", "add_row": "incidents"})
    assert (iris.status, 'name="incidents-2-words"' in iris.page) == (200, True)
    # when
    answers = said.information(office.played.driver.today)
    del answers["withholds"]
    office.press("Task_GiveReturn", answers, by=said.IRIS, item="police")
    # then
    assert iris.status == 303, text_of(iris.page)
    returns = {(row.round, row.body_code): row for row in office.played.rows(BodyReturn)}
    assert returns["information", "police"].effect == "The caller was frightened to use the stairs."


def test_another_agency_sees_nothing_of_it(office_at: OfficeAt) -> None:
    office = office_at("acknowledged")
    path = office.path("Task_ConfirmReports", "police")
    lena = office.at(said.LENA).get(path)
    # Lena's agency was asked in this case too, so she may know the reference, but not this answer
    assert lena.status == 403
    assert "PO-1180" not in lena.page
    lena.get("/account").post(path, view="met")
    assert lena.status == 403
    office.played.confirm("police")
    office.seats.clear()  # an hour later one signs in again
    assert office.at(said.LENA).get(path).status == 403


def test_the_single_point_of_contact_does_not_answer_for_an_agency(office_at: OfficeAt) -> None:
    office = office_at("acknowledged")
    assert office.at(said.JO).get(office.path("Task_ConfirmReports", "police")).status == 403
