"""The Commissioner's desk: entering an appeal, the register, one appeal, the public way in. AP-01 to AP-11, AP-20."""

from sqlalchemy import Select, select

from service.cases.tracking import change_code
from service.demo import answers as said
from service.demo.appeals import ODILE, SUNNIVA, hear, release, submit
from service.demo.driver import posted
from service.store.record import Appeal
from tests.browser import Browser
from tests.frozen_clock import day
from tests.service.played import Played
from tests.service.test_rules_of_appeal import FOUND, record, refused_case
from tests.stages import ON_BOTH, AtStage
from tests.web.office import Office, open_office
from tests.web.text_of import text_of

ENTERED = {
    "channel": "letter",
    "received_on": day("Fri 6 Mar 2026"),
    "received_time": "9:10am",
    "words": "My phone report was left out.",
}


def refused_office(at_stage: AtStage) -> Office:
    """Give an office on Friday 6 March, one application refused the day before."""
    played = refused_case(at_stage)
    played.driver.go_to(day("Fri 6 Mar 2026"))
    return open_office(played)


def test_ap_05_the_office_enters_an_appeal_with_its_true_time(at_stage: AtStage) -> None:
    office = refused_office(at_stage)
    seat = office.at(SUNNIVA)
    assert "There are no open appeals." in text_of(seat.get("/appeals").page)
    # when the reference is none / then it is told at the field, and the words are kept
    wrong = posted({**ENTERED, "reference": "ASH-CT-2026-9999"})
    assert seat.post("/appeals/new", seen="/appeals/new", **wrong).status == 422
    assert "We do not have a case review with this reference" in text_of(seat.page)
    assert "My phone report was left out." in seat.page
    # when it came today, but later than now / then that is said at the time
    later = posted({**ENTERED, "reference": office.played.reference, "received_time": "11:59pm"})
    assert seat.post("/appeals/new", seen="/appeals/new", **later).status == 422
    assert 'href="#received_time"' in seat.page
    assert "The time it reached the office must be now or in the past" in text_of(seat.page)
    # when it is right, typed as people type / then the appeal is there with its date
    right = posted({**ENTERED, "reference": office.played.reference.lower()})
    assert seat.post("/appeals/new", seen="/appeals/new", **right).status == 303
    shown = text_of(seat.get("/appeals").page)
    for words in ("ASH-AP-2026-0001", "Ashmoor", "“My phone report was left out.”", "Not yet acknowledged"):
        assert words in shown, words
    assert "1 working day left" in shown
    # when it is sent again / then one appeal runs
    assert seat.post("/appeals/new", seen="/appeals/new", **right).status == 422
    assert len(office.played.all(select_appeals())) == 1


def select_appeals() -> Select[tuple[Appeal]]:
    return select(Appeal)


def test_ap_01_the_remit_is_shown_before_an_appeal_is_sent_and_its_version_kept(at_stage: AtStage) -> None:
    # given an applicant who follows a refused application
    office = refused_office(at_stage)
    toolbox = office.played.driver.toolbox
    with toolbox.sessions.write() as session, session.begin():
        code = change_code(session, case_id=office.played.case_id)
    seat = Browser(office.app.test_client())
    assert seat.post("/follow", seen="/follow", reference=office.played.reference, code=code).status == 303
    assert "Appeal against the decision" in text_of(seat.get("/follow/application").page)
    # when they open the page / then it says what the office can and cannot do
    page = "/follow/application/appeal"
    shown = text_of(seat.get(page).page)
    assert "They cannot order an agency to act, or choose what it does." in shown
    assert "Their decision is final." in shown
    # when nothing is typed / then it is asked for; when it is, the appeal is there
    assert seat.post(page, seen=page, words=" ").status == 422
    assert "Enter why you think the decision was wrong" in text_of(seat.page)
    assert seat.post(page, seen=page, words="A report was left out.", wish="A review").status == 303
    assert "The people who hear it write to you within 1 working day." in text_of(seat.get(seat.location or "").page)
    (appeal,) = office.played.all(select_appeals())
    assert (appeal.channel, appeal.words, appeal.wish, appeal.remit_version) == (
        "online",
        "A report was left out.",
        "A review",
        1,
    )
    # then the page says that it runs, and there is no second one
    assert "ASH-AP-2026-0001" in text_of(seat.get("/follow/application").page)
    assert seat.get(page).status == 404


@ON_BOTH
def test_ap_11_the_six_tests_and_both_counts_stand_on_the_page_of_the_appeal(at_stage: AtStage) -> None:
    # given an appeal whose file is not released / then no count is shown
    office = refused_office(at_stage)
    driver = office.played.driver
    reference = submit(driver, office.played.reference)
    appeal = Played(driver, reference)
    hear(driver, reference)
    seat = office.at(SUNNIVA)
    shown = text_of(seat.get(f"/appeals/{reference}").page)
    assert "Decide the appeal" in shown
    assert "1. Were the facts right? Not answered" in shown
    assert "The two counts side by side" not in shown
    # when it is / then both counts are there, the case can be read, and its own page says that an appeal runs
    release(driver, reference)
    office.seats.clear()  # nearly an hour has passed
    seat = office.at(SUNNIVA)
    shown = text_of(seat.get(f"/appeals/{reference}").page)
    assert "The two counts side by side" in shown
    assert "The recount is the same as the first count." in shown
    assert seat.get(f"/cases/{office.played.reference}").status == 200
    assert seat.get(f"/cases/{office.played.reference}/restricted").status == 403
    assert f"Appeal {reference}: Assessing. A decision is promised by Tuesday 7 April 2026." in text_of(
        office.at(said.JO).get(f"/cases/{office.played.reference}").page
    )
    # when the tests are answered on their page / then the page of the appeal has them
    task = driver.task(reference, "Task_Assess").task_id
    assert "The two counts side by side" in text_of(seat.get(f"/tasks/{task}").page)
    assert seat.post(f"/tasks/{task}", seen=f"/tasks/{task}", **posted(FOUND)).status == 303, text_of(seat.page)
    shown = text_of(seat.get(f"/appeals/{reference}").page)
    assert "1. Were the facts right? No The report of 5 October was left out." in shown
    assert record(appeal).findings[0]["test"]


def test_d_008_the_head_of_the_office_approves_the_decision_and_nobody_of_the_partnership(at_stage: AtStage) -> None:
    # given a decision that the head took
    office = refused_office(at_stage)
    driver = office.played.driver
    appeal = Played(driver, submit(driver, office.played.reference))
    hear(driver, appeal.reference)
    release(driver, appeal.reference)
    appeal.answer("Task_Assess", FOUND, by=SUNNIVA)
    appeal.answer("Task_Decide", {"outcome": "not_upheld", "reasons": {"threshold": {"words": "Open."}}}, by=ODILE)
    # when the officer looks at its letter / then it names the head as the one to ask
    letter = Office(played=appeal, app=office.app).letter("Task_SendDecision", by=SUNNIVA)
    shown = text_of(office.at(SUNNIVA).get(letter).page)
    assert "Ask Odile Varga to approve" in shown
    assert "Marian Holt" not in shown
    # when she is asked / then it is her work, and not that of the partnership's manager
    appeal.ask_approval("Task_SendDecision", by=SUNNIVA)
    (asked,) = appeal.rows_by_kind("approval")
    assert asked.name in text_of(office.at(ODILE).get("/work?whose=untaken&later=yes").page)
    assert office.at(ODILE).get(f"/tasks/{asked.id}").status in (200, 303)
    assert appeal.reference not in office.at(said.MARIAN).get("/work?whose=untaken&later=yes").page
    assert office.at(said.MARIAN).get(f"/tasks/{asked.id}").status in (403, 404)


def test_ap_20_the_single_point_of_contact_sees_that_an_appeal_runs_and_not_what_is_thought_of_it(
    at_stage: AtStage,
) -> None:
    office = refused_office(at_stage)
    reference = submit(office.played.driver, office.played.reference)
    seat = office.at(said.JO)
    assert seat.get(f"/cases/{reference}").status == 200
    for path in (f"/appeals/{reference}", f"/cases/{reference}/history", f"/cases/{reference}/new/notes"):
        assert seat.get(path).status == 403, path
    assert seat.get("/appeals").status == 403
    assert office.at(said.IRIS).get(f"/cases/{reference}").status == 404
    # and neither the tasks of other people nor the lists of case reviews hold it
    assert reference not in seat.get("/work?whose=others&later=yes").page
    assert reference not in seat.get("/cases?state=all").page
    assert reference not in seat.get("/cases/find?q=Bell").page
