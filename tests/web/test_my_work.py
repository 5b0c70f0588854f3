"""My work: who sees which tasks, in which order, in which words; taking, putting back, handing over."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from service.demo import answers as said
from service.store.cases import CaseEvent
from service.store.work import OpenTask
from tests.frozen_clock import day
from tests.stages import ON_BOTH
from tests.web.office import Office
from tests.web.text_of import text_of

OfficeAt = Callable[[str], Office]
CORPORA = Path(__file__).parent.parent / "corpora"
HOSTILE_FILTERS = json.loads((CORPORA / "sql_sort_filter.json").read_text(encoding="utf-8"))["cases"]
XSS = json.loads((CORPORA / "xss.json").read_text(encoding="utf-8"))["cases"]
ROWAN = "rowan.pike@ashmoor.example"  # the SPOC of another area
HONOR, WYN, ADA = (f"{name}@ashmoor.example" for name in ("honor.lacey", "wyn.prosser", "ada.crane"))


def go_to(office: Office, words: str) -> None:
    """Go to a day; everybody has been signed out by then."""
    office.played.driver.go_to(day(words))
    office.seats.clear()


def words_of(office: Office, email: str, path: str = "/work") -> str:
    """Open a page as somebody and give its words."""
    browser = office.at(email).get(path)
    assert browser.status == 200, browser.status
    return text_of(browser.page)


@ON_BOTH
def test_the_list_says_what_is_near_and_why(office_at: OfficeAt) -> None:
    # given  an application that came in today, Monday 2 March
    office = office_at("applied")
    # when   the SPOC opens the list
    shown = words_of(office, said.JO)
    # then   the risk check is due tomorrow, with the five lines
    assert "Monday 2 March 2026 My work Nothing is overdue or due today. Next is Tuesday 3 March." in shown
    assert "Next 5 working days 1 task, to Monday 9 March" in shown
    assert "1 working day left Tuesday 3 March Check immediate risk" in shown
    assert "An application came in online." in shown
    assert "Why you: you are the SPOC for Ashmoor." in shown
    assert "Rule: check the immediate risk (CT-11)." in shown
    assert "Who else can do it: Priya Raman, the deputy." in shown


@ON_BOTH
def test_the_title_counts_what_is_overdue_and_due_today(office_at: OfficeAt) -> None:
    # given  a review that was promised on Thursday 5 March; contact and chair are due on Thursday 12
    office = office_at("met")
    go_to(office, "Thu 12 Mar 2026")
    assert "<title>My work: 2 due today - Folkmoot</title>" in office.at(said.JO).get("/work").page
    # when   a day passes
    go_to(office, "Fri 13 Mar 2026")
    page = office.at(said.JO).get("/work").page
    # then   they are late and stand first
    assert "<title>My work: 2 overdue - Folkmoot</title>" in page
    shown = text_of(page)
    assert "My work 2 overdue." in shown
    assert "Overdue 2 tasks 1 working day late was due Thursday 12 March" in shown


def test_the_next_bank_holidays_are_said_only_when_near(office_at: OfficeAt) -> None:
    office = office_at("applied")
    assert "bank holiday" not in words_of(office, said.JO)
    go_to(office, "Mon 30 Mar 2026")
    shown = words_of(office, said.JO)
    assert "Friday 3 April and Monday 6 April are bank holidays. They do not count as working days." in shown


def test_taking_a_task_says_so_and_can_be_undone(office_at: OfficeAt) -> None:
    office = office_at("applied")
    browser, path = office.at(said.JO), office.path("Task_CheckImmediateRisk")
    # when   it is taken
    browser.post(f"{path}/taking", seen="/work")
    assert (browser.status, browser.location) == (303, "/work")
    shown = words_of(office, said.JO)
    # then   the line says so, once, and the row is mine
    assert "You took “Check immediate risk”. Put it back" in shown
    assert "Yours" in shown
    assert "You took" not in words_of(office, said.JO)
    # when   it is put back
    browser.post(f"{path}/putting-back", seen="/work")
    # then   nobody has it
    assert "You put “Check immediate risk” back." in words_of(office, said.JO)
    assert office.played.task_row("Task_CheckImmediateRisk").claimed_by_id is None


@ON_BOTH
def test_rel_37_the_second_who_takes_it_gets_a_sentence(office_at: OfficeAt) -> None:
    office = office_at("applied")
    path = office.path("Task_CheckImmediateRisk")
    office.at(said.PRIYA).get("/work")
    office.at(said.JO).post(f"{path}/taking", seen="/work")
    slower = office.at(said.PRIYA).post(f"{path}/taking")
    assert slower.status == 409
    assert "Someone else has already taken this task." in slower.page
    assert "Jo Whitlock has this" in words_of(office, said.PRIYA, "/work?whose=others&later=yes")


def test_a_task_is_handed_only_to_somebody_who_can_do_it(office_at: OfficeAt) -> None:
    office = office_at("applied")
    browser, path = office.at(said.JO), office.path("Task_CheckImmediateRisk")
    browser.post(f"{path}/taking", seen="/work")
    page = f"{path}/hand-over"
    # given  the page offers the deputy and nobody else
    shown = text_of(browser.get(page).page)
    assert "Priya Raman" in shown
    assert not any(name in shown for name in ("Marian Holt", "Iris Tolland", "Rowan Pike"))
    # when   nobody is selected, or somebody who cannot do it
    for person in ("", str(office.played.driver.person_id(said.IRIS)), "x' or 1=1"):
        browser.post(page, seen=page, person=person, reason="I am away on Friday")
        # then   it says what to do and keeps the reason
        assert browser.status == 422
        assert "Select who takes this over" in browser.page
        assert "I am away on Friday" in browser.page
    # when   the deputy is selected
    browser.post(page, seen=page, person=str(office.played.driver.person_id(said.PRIYA)), reason="I am away on Friday")
    assert browser.status == 303
    # then   she has it and the history says why
    assert "Priya Raman now has “Check immediate risk”." in words_of(office, said.JO)
    assert "Yours" in words_of(office, said.PRIYA)
    sentence = "Jo Whitlock handed “Check immediate risk” over to Priya Raman, because: I am away on Friday."
    assert sentence in office.played.events("task_handed_over")


def test_pressing_hand_over_twice_does_it_once(office_at: OfficeAt) -> None:
    office = office_at("applied")
    browser, path = office.at(said.JO), office.path("Task_CheckImmediateRisk")
    browser.post(f"{path}/taking", seen="/work")
    page = browser.get(f"{path}/hand-over").page
    for _ in range(2):
        browser.page = page
        browser.post(f"{path}/hand-over", person=str(office.played.driver.person_id(said.PRIYA)), reason="")
        assert browser.status == 303
    assert len(office.played.events("task_handed_over")) == 1


@pytest.mark.parametrize("email", [ROWAN, said.IRIS, ADA, said.CAL])
def test_others_can_neither_take_nor_hand_over(office_at: OfficeAt, email: str) -> None:
    office = office_at("applied")
    path = office.path("Task_CheckImmediateRisk")
    assert office.at(email).get(f"{path}/hand-over").status == 404
    assert office.at(email).post(f"{path}/taking", seen="/account").status == 403
    assert office.at(email).post(f"{path}/hand-over", seen="/account", person="1").status == 404
    assert office.played.task_row("Task_CheckImmediateRisk").claimed_by_id is None


@ON_BOTH
def test_a_partner_officer_sees_only_what_was_asked_of_the_own_agency(office_at: OfficeAt) -> None:
    # given  four bodies were asked to confirm the reports
    office = office_at("checked")
    # when   the constable opens the list
    page = office.at(said.IRIS).get("/work").page
    shown = text_of(page)
    # then   one task is there, of the police, and no filter for what others do
    assert "<title>Asked of you - Folkmoot</title>" in page
    assert "Asked of you" in shown
    assert shown.count("Why do I have this?") == 1
    assert "Why you: you answer for Northmoor Police." in shown
    assert "Waiting for others" not in shown
    assert office.at(said.IRIS).get("/cases").status == 403


@ON_BOTH
def test_another_areas_spoc_sees_nothing_of_it(office_at: OfficeAt) -> None:
    office = office_at("checked")
    for path in ("/work", "/work?whose=untaken&later=yes", "/work?whose=others&later=yes", "/cases?state=all"):
        shown = words_of(office, ROWAN, path)
        assert office.played.reference not in shown
        assert "Amara" not in shown


def test_those_who_see_figures_read_references_and_no_names(office_at: OfficeAt) -> None:
    # given  a letter that waits for the CSP manager
    office = office_at("grouped")
    office.played.answer("Task_DecideThreshold", dict(said.THRESHOLD_MET), by=said.JO)
    office.played.ask_approval("Task_SendThresholdMet", by=said.JO)
    name = office.played.case.label.split(" at ")[0]
    # then   the row has the reference, not the person
    shown = words_of(office, said.MARIAN, "/work?whose=untaken&later=yes")
    assert f"Approve: we will hold a review {office.played.reference}" in shown
    assert name not in shown
    assert name in words_of(office, said.JO, "/work?whose=others&later=yes")


def test_an_empty_list_says_what_one_can_do_next(office_at: OfficeAt) -> None:
    office = office_at("consent_asked")
    shown = words_of(office, said.JO, "/work?whose=mine")
    assert "You have no tasks. Nothing of yours is overdue." in shown
    assert "What you can do next" in shown
    assert "1 task nobody has taken. The first is due" in shown


@ON_BOTH
def test_a_filter_that_finds_nothing_leads_back(office_at: OfficeAt) -> None:
    office = office_at("applied")
    shown = words_of(office, said.JO, "/work?q=nobody+of+that+name")
    assert "No task matches. Show all of mine" in shown
    assert "Check immediate risk" in words_of(office, said.JO, f"/work?q={office.played.reference}")


@ON_BOTH
def test_the_filters_count_their_tasks(office_at: OfficeAt) -> None:
    # given  an acknowledged case in which four bodies are asked
    office = office_at("acknowledged")
    shown = words_of(office, said.JO)
    assert "Whose Mine, and untaken if due 0 Mine only 0 Nobody has taken 0 Waiting for others 4" in shown
    others = words_of(office, said.JO, "/work?whose=others")
    assert "Waits for Northmoor Police" in others
    assert "Take it" not in others


PARAMETERS = ("whose", "q", "later", "page", "state", "stage", "show", "all", "part", "about")


@ON_BOTH
def test_filters_take_hostile_words_as_words(office_at: OfficeAt) -> None:
    office = office_at("applied")
    browser, case = office.at(said.JO), f"/cases/{office.played.reference}"
    before = office.played.read(lambda session: session.scalar(select(func.count(OpenTask.id))))
    for hostile in HOSTILE_FILTERS:
        asked = dict.fromkeys(PARAMETERS, hostile["payload"])
        for path in ("/work", "/cases", "/cases/find", f"{case}/history", f"{case}/drawing", "/figures"):
            assert browser.client.get(path, query_string=asked).status_code == 200, (path, hostile["id"])
    assert office.played.read(lambda session: session.scalar(select(func.count(OpenTask.id)))) == before


def test_hostile_words_in_a_search_stay_words(office_at: OfficeAt) -> None:
    office = office_at("applied")
    browser = office.at(said.JO)
    scripts = {path: browser.get(path).page.count("<script") for path in ("/work", "/cases", "/cases/find")}
    for hostile in XSS:
        for path, number in scripts.items():
            page = browser.client.get(path, query_string={"q": hostile["payload"]}).get_data(as_text=True)
            assert page.count("<script") == number, (path, hostile["id"])
            assert hostile["payload"] not in page or not set(hostile["payload"]) & set('<>"'), (path, hostile["id"])


def test_minor_acts_are_left_out_of_the_history_at_first(office_at: OfficeAt) -> None:
    office = office_at("applied")
    path = office.path("Task_CheckImmediateRisk")
    office.at(said.JO).post(f"{path}/taking", seen="/work")
    kinds = {row.kind for row in office.played.rows(CaseEvent)}
    assert "task_taken" in kinds
    history = f"/cases/{office.played.reference}/history"
    assert "took “Check immediate risk”" not in words_of(office, said.JO, history)
    assert "took “Check immediate risk”" in words_of(office, said.JO, f"{history}?all=yes")
