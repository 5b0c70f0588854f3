"""What the letters of an appeal promise by a date that runs on the case it is about, and whether it was kept. AP-16."""

from datetime import date

import pytest

from service.demo import answers as said
from service.demo.appeals import SUNNIVA
from service.store.queries.appeals import find_appeal
from service.timers.poller import deliver_all_messages
from tests.service.played import Played
from tests.service.test_between_cases import upheld
from tests.stages import AtStage
from tests.web.office import Office, open_office
from tests.web.text_of import text_of
from workflows import long_date

PROMISED = "What was done about the appeal, by"


def history_of(appeal: Played, office: Office) -> str:
    """Give the words of the tab with the letters; everybody has been signed out by then."""
    office.seats.clear()
    return text_of(office.at(SUNNIVA).get(f"/cases/{appeal.reference}/history").page)


def report(about: Played) -> None:
    """Report what was done; the news of it goes to the appeal."""
    done = {"done": "done", "done_on": about.driver.today, "words": "Counted again."}
    answers = {"points": {"1": done}, "applicant_told": True, "report": "It is met now."}
    about.answer("Task_CarryOutRemit", answers, by=said.JO)
    deliver_all_messages(about.driver.toolbox)


def open_remit(at_stage: AtStage) -> tuple[Played, Played, Office, date]:
    """Give a case, the upheld appeal about it, their office, and the day by which the report was promised."""
    about, appeal = upheld(at_stage)
    deliver_all_messages(about.driver.toolbox)
    return about, appeal, open_office(appeal), about.running()["ct_remit"]


def test_ap_16_a_promise_of_the_report_is_kept_on_the_day_it_came_also_when_it_is_read_later(at_stage: AtStage) -> None:
    # given an upheld appeal whose letters name the day of the report
    about, appeal, office, due_on = open_remit(at_stage)
    said_in_letter = f"{PROMISED} {long_date(due_on)}."
    assert f"{said_in_letter} Still true" in history_of(appeal, office)
    # when the report comes the next working day
    about.driver.pass_working_days(1)
    came_on = about.driver.today
    report(about)
    # then the promise is kept, and the line says when
    assert f"{said_in_letter} Kept {long_date(came_on)}" in history_of(appeal, office)
    assert f"{said_in_letter} Still true" not in history_of(appeal, office)
    # when it is read only after the promised day / then it is still the day on which it came
    about.driver.go_to(about.driver.calendar.add_working_days(due_on, working_days=1))
    appeal.answer("Task_NoteReport", {"carried_out": "yes"}, by=SUNNIVA)
    page = appeal.read(lambda session: find_appeal(session, appeal.case_id))
    assert page is not None
    assert page.reported_back_on == came_on
    assert f"{said_in_letter} Kept {long_date(came_on)}" in history_of(appeal, office)


@pytest.mark.parametrize("comes_at_last", [False, True])
def test_ap_16_a_promise_of_the_report_is_broken_when_its_day_has_passed(
    at_stage: AtStage, comes_at_last: bool
) -> None:
    # given an upheld appeal / when the promised day passes without a report
    about, appeal, office, due_on = open_remit(at_stage)
    about.driver.go_to(about.driver.calendar.add_working_days(due_on, working_days=2))
    verdict = f"Broken: was due {long_date(due_on)}"
    if comes_at_last:
        report(about)
        verdict = f"Broken: kept only on {long_date(about.driver.today)}"
    # then the line says so
    assert f"{PROMISED} {long_date(due_on)}. {verdict}" in history_of(appeal, office)
