"""A case whose procedure could not go on is shown to those who keep it, and tried again from its page."""

from service.cases.stuck_cases import note_stuck
from service.demo import answers as said
from service.demo.appeals import SUNNIVA, submit
from service.demo.cases import AMARA
from service.store.cases import CaseRun, StuckCase
from service.timers.poller import fire_all_due
from tests.frozen_clock import at, day
from tests.service.played import Played
from tests.stages import ON_BOTH, AtStage
from tests.web.case_words import HONOR, ROWAN, WYN, OfficeAt, words_of
from tests.web.office import Office
from tests.web.test_appeals import refused_office
from tests.web.text_of import text_of


def break_state(office: Office) -> bytes:
    """Make the stored state unreadable; give what it was."""
    toolbox = office.played.driver.toolbox
    with toolbox.sessions.write() as session, session.begin():
        run = session.get_one(CaseRun, office.played.row(CaseRun).id)
        before, run.state = run.state, b"not a state"
    return before


def mend_state(office: Office, before: bytes) -> None:
    """Put the stored state back."""
    toolbox = office.played.driver.toolbox
    with toolbox.sessions.write() as session, session.begin():
        session.get_one(CaseRun, office.played.row(CaseRun).id).state = before


def retry(office: Office, *, by: str) -> int:
    """Press "Try again"; give the status."""
    return office.at(by).post(f"/stuck/{office.played.case_id}", seen="/account").status


@ON_BOTH
def test_a_stuck_case_is_shown_and_tried_again_from_its_page(office_at: OfficeAt) -> None:
    # given a case whose overdue clock cannot be fired, three times
    office = office_at("checked")
    assert "Stuck cases" not in office.at(said.JO).get("/work").page
    before = break_state(office)
    office.played.driver.clock.set(at("Mon 16 Mar 2026 10:00"))
    for _ in range(3):
        fire_all_due(office.played.driver.toolbox)
    # when the SPOC looks / then the menu, the page and the case say so, and nobody is named
    office.seats.clear()
    assert "Stuck cases 1" in text_of(office.at(said.JO).get("/work").page)
    page = office.at(said.JO).get("/stuck").page
    for words in (office.played.reference, "Tried 3 times", "It waits for a person."):
        assert words in text_of(page), words
    assert AMARA.name not in page
    assert "The procedure of this case could not go on." in words_of(office, said.JO)
    # when it is tried again and nothing was mended / then it says so and counts
    assert retry(office, by=HONOR) == 303
    assert "still cannot go on. Nothing was changed." in text_of(office.at(HONOR).get("/stuck").page)
    assert office.played.row(StuckCase).attempts == 4
    # when the fault was mended / then what was overdue happens, and the record is closed
    mend_state(office, before)
    assert retry(office, by=said.JO) == 303
    shown = text_of(office.at(said.JO).get("/stuck").page)
    assert "goes on. Whatever was overdue in it has happened now." in shown
    assert "No case is stuck." in shown
    assert office.played.clock("ct_acknowledge").breached_at is not None
    assert office.played.row(StuckCase).resolved_at == at("Mon 16 Mar 2026 10:00")
    assert "let the procedure try again" in words_of(office, said.JO, "/history")


def test_a_case_that_goes_on_by_itself_is_no_longer_stuck(office_at: OfficeAt) -> None:
    office = office_at("checked")
    toolbox = office.played.driver.toolbox
    with toolbox.sessions.write() as session, session.begin():
        note_stuck(session, case_id=office.played.case_id, reason="StateError: It failed.", at=toolbox.clock.now())
    office.played.driver.go_to(day("Mon 16 Mar 2026"))
    assert office.played.row(StuckCase).resolved_at is not None


def test_a_stuck_appeal_is_shown_to_its_own_office_and_to_those_who_mend_procedures(at_stage: AtStage) -> None:
    # given an appeal that is stuck
    office = refused_office(at_stage)
    driver = office.played.driver
    appeal = Played(driver, submit(driver, office.played.reference))
    with driver.toolbox.sessions.write() as session, session.begin():
        note_stuck(session, case_id=appeal.case_id, reason="StateError: It failed.", at=driver.clock.now())
    # then the office and the process owner have it in their menu, and the partnership has not
    for email in (SUNNIVA, HONOR):
        assert "Stuck cases 1" in text_of(office.at(email).get("/work").page), email
    assert "Stuck cases" not in office.at(said.JO).get("/work").page
    assert appeal.reference not in office.at(said.JO).get("/stuck").page
    assert office.at(said.JO).post(f"/stuck/{appeal.case_id}", seen="/account").status == 404
    # when the officer tries again / then it goes on
    page = "/stuck"
    assert appeal.reference in office.at(SUNNIVA).get(page).page
    assert office.at(SUNNIVA).post(f"{page}/{appeal.case_id}", seen=page).status == 303
    assert "No case is stuck." in text_of(office.at(SUNNIVA).get(page).page)


def test_only_those_who_keep_cases_or_procedures_try_again(office_at: OfficeAt) -> None:
    office = office_at("applied")
    toolbox = office.played.driver.toolbox
    with toolbox.sessions.write() as session, session.begin():
        note_stuck(session, case_id=office.played.case_id, reason="StateError: It failed.", at=toolbox.clock.now())
    assert "Try again" not in office.at(WYN).get("/stuck").page
    assert retry(office, by=WYN) == 403
    assert retry(office, by=ROWAN) == 404  # another area's
    assert office.at(said.IRIS).get("/stuck").status == 403
    assert office.played.row(StuckCase).resolved_at is None
