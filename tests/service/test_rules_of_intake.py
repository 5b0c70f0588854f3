"""CT-01 to CT-13: what is taken, refused, asked for and acknowledged."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from service import create_app
from service.cases import PUBLIC, SubmitApplication
from service.cases.application_form import IncidentDetails, PersonDetails, ReportDetails
from service.cases.errors import AnswersRefused
from service.cases.refuse_anonymous import PassOnRefused, RefuseAnonymous
from service.demo import answers as said
from service.demo.cases import AMARA, a_form
from service.store.cases import Case
from service.store.outbox import OutboxItem
from service.store.people import AreaBody
from service.store.record import Application, Party, RefusedApplication, ReportedIncident, RiskCheck
from service.store.work import Deadline
from tests.browser import Browser, HttpsClient
from tests.frozen_clock import LONDON, day
from tests.service.played import Played
from tests.stages import ON_SQLITE, AtStage


def page(played: Played, path: str) -> str:
    """Give a page as the public sees it."""
    app = create_app(played.driver.toolbox)
    app.test_client_class = HttpsClient
    browser = Browser(app.test_client())
    browser.get(path)
    return browser.page


def submit(played: Played, **parts: object) -> str:
    """Send an application with some parts of its own; give its reference."""
    form = replace(a_form(AMARA, played.driver.today), **parts)  # type: ignore[arg-type]
    played.reference = played.driver.apply(form)
    return played.reference


@pytest.mark.parametrize("kind_of_victim", ["individual", "business", "group"])
def test_ct_01_a_person_a_business_or_a_group_may_ask(at_stage: AtStage, kind_of_victim: str) -> None:
    # given someone of each kind
    played = at_stage("empty")
    who = replace(a_form(AMARA, played.driver.today).applicant, kind=kind_of_victim)
    # when they apply
    submit(played, applicant=who)
    # then a case is opened for them as a victim
    victim = played.row(Party)
    assert (victim.kind, victim.is_victim) == (kind_of_victim, True)
    assert played.case.is_open


@ON_SQLITE
def test_ct_02_the_first_page_names_the_ways_out(at_stage: AtStage) -> None:
    # given the public pages / when someone opens the first one
    words = page(at_stage("empty"), "/ask/ash")
    # then it says what a review is not, and where else to go
    for exit_words in ("complain", "999", "ombudsman"):
        assert exit_words in words.lower(), exit_words


def test_ct_03_every_relevant_body_of_the_area_is_asked(at_stage: AtStage) -> None:
    # given an area with council, police, health and a housing provider, and a youth service that is not one of them
    played = at_stage("checked")
    bodies = {row.code: row for row in played.all(select(AreaBody).where(AreaBody.area_id == played.case.area_id))}
    assert not bodies["youth"].is_relevant
    # when the application is complete / then each relevant body has its own task
    asked = {task.item for task in played.driver.open_tasks(played.reference) if task.item}
    assert asked == {"council", "police", "health", "housing"}


def test_ct_04_a_paper_form_runs_from_its_true_date_of_receipt(at_stage: AtStage) -> None:
    # given a paper form that came on Thursday 26 February at 16:10, typed in on Monday 2 March
    played = at_stage("empty")
    came_at = datetime.combine(day("Thu 26 Feb 2026"), time(16, 10), LONDON)
    actor = played.by(said.JO)
    # when the SPOC enters it
    command = SubmitApplication(
        actor=actor,
        area_id=played.driver.area_id,
        channel="paper",
        received_at=came_at,
        form=a_form(AMARA, came_at.date()),
        entered_by_id=actor.person_id,
    )
    played.reference = played.do(command).reference
    # then the case, and its first clocks, count from Thursday
    assert played.case.received_on == day("Thu 26 Feb 2026")
    assert played.clock("ct_ask_missing").limit_on == day("Tue 3 Mar 2026")
    assert played.clock("ct_risk_check").trigger_on == day("Thu 26 Feb 2026")
    application = played.read(lambda session: session.get_one(Application, played.case_id))
    assert application.entered_by_id == actor.person_id


def test_ct_04_the_deputy_may_do_what_the_spoc_does(at_stage: AtStage) -> None:
    # given an application that waits / when the deputy checks the risk
    played = at_stage("applied")
    played.answer("Task_CheckImmediateRisk", said.RISK, by=said.PRIYA)
    # then the case goes on
    assert played.task_ids() == ["Task_CheckApplication"]


def test_ct_05_a_receipt_leaves_at_once_with_the_tracking_code(at_stage: AtStage) -> None:
    # given / when an application was sent online at 09:40
    played = at_stage("applied")
    # then channel and instant are kept, and the receipt is queued in the same minute
    application = played.read(lambda session: session.get_one(Application, played.case_id))
    assert application.channel == "online"
    assert application.received_at == datetime.combine(day("Mon 2 Mar 2026"), time(9, 40), LONDON)
    receipt = played.letters("L-CT-22")[0]
    assert receipt.sealed_at == application.received_at
    assert played.reference in receipt.text
    # and it is not the acknowledgement: that clock has not even begun
    assert "ct_acknowledge" not in played.running()


def test_ct_06_a_form_without_a_name_opens_no_case(at_stage: AtStage) -> None:
    # given a form without a name but with an email address
    played = at_stage("empty")
    form = replace(a_form(AMARA, played.driver.today), applicant=PersonDetails(email="someone@example.org"))
    # when it is sent
    command = RefuseAnonymous(actor=PUBLIC, area_id=played.driver.area_id, channel="online", form=form)
    result = played.do(command)
    # then no case and no clock begin, the content is kept, and L-CT-03 is queued
    assert played.all(select(Case)) == []
    assert played.all(select(Deadline)) == []
    (refused,) = played.all(select(RefusedApplication))
    (mail,) = played.all(select(OutboxItem))
    assert mail.to_address == "someone@example.org"
    # when the SPOC passes it on because someone may be at risk / then to whom is on file
    played.do(PassOnRefused(actor=played.by(said.JO), refused_id=refused.id, words="Told the police, ref 44"))
    (refused,) = played.all(select(RefusedApplication))
    assert refused.passed_on_words == "Told the police, ref 44"
    assert result.said["answered"] == "yes"


def test_ct_10_missing_details_stop_the_case_from_starting(at_stage: AtStage) -> None:
    # given an application in which something is missing
    played = at_stage("applied")
    played.answer("Task_CheckImmediateRisk", said.RISK, by=said.JO)
    wanted = {**said.COMPLETE, "details_missing": True, "missing": [{"words": "the date of the second report"}]}
    # when the SPOC says so and asks for it
    played.answer("Task_CheckApplication", wanted, by=said.JO)
    played.send("Task_AskForMissing", by=said.JO)
    # then the letter names the item, the lapse clock runs, and neither decision clock does
    (letter,) = played.letters("L-CT-06")
    assert "the date of the second report" in letter.text
    assert set(played.running()) == {"ct_missing_reminder", "ct_missing_lapse"}
    # when the item comes on Monday 9 March
    played.driver.go_to(day("Tue 10 Mar 2026"))
    came_on = day("Mon 9 Mar 2026")
    key = played.keys("missing_items")[0]
    played.answer(
        "Task_RecordMissingItems",
        {"items": {key: {"came_on": came_on}}, "result": "complete", "completed_on": came_on},
        by=said.JO,
    )
    # then the clocks count from that Monday
    assert played.clock("ct_acknowledge").trigger_on == came_on
    assert played.running()["ct_threshold_decision"] == day("Mon 23 Mar 2026")


def test_ct_11_risk_is_checked_first_and_its_clock_is_one_working_day(at_stage: AtStage) -> None:
    # given a new application: the risk check is the only task, due by the next working day
    played = at_stage("applied")
    assert played.task_ids() == ["Task_CheckImmediateRisk"]
    assert played.task_row("Task_CheckImmediateRisk").due_on == day("Tue 3 Mar 2026")
    # when somebody must act today because of hate
    danger = {
        **said.RISK,
        "hate": True,
        "hate_strands": ["race"],
        "risk_level": "high",
        "must_act": True,
        "passed_to": ["police"],
        "action_taken": "The duty sergeant was told at 10:05",
    }
    played.answer("Task_CheckImmediateRisk", danger, by=said.JO)
    # then level, flags and what was done are on file, whatever the threshold will say
    check = played.row(RiskCheck)
    assert (check.level, check.flags) == ("high", ["hate", "repeat_victim"])
    assert "duty sergeant" in check.actions
    assert played.clock("ct_risk_check").state == "done"
    assert played.decision("risk").rule == "CT-11"


def test_ct_12_acknowledged_within_three_to_five_working_days_of_completion(at_stage: AtStage) -> None:
    # given an application received complete on Monday 2 March and checked on Tuesday
    played = at_stage("checked")
    row = played.clock("ct_acknowledge")
    # then both dates count from Monday
    assert (row.trigger_on, row.target_on, row.limit_on) == (
        day("Mon 2 Mar 2026"),
        day("Thu 5 Mar 2026"),
        day("Mon 9 Mar 2026"),
    )
    # when the letter is sealed / then the clock stops, and the letter promises the decision
    played.acknowledge()
    assert played.clock("ct_acknowledge").state == "done"
    (letter,) = played.letters("L-CT-01")
    assert "16 March 2026" in letter.text
    assert played.clock("ct_threshold_decision").promised_on == day("Mon 16 Mar 2026")


def test_ct_12_a_late_acknowledgement_is_told_to_the_csp_manager(at_stage: AtStage) -> None:
    # given an application that nobody acknowledged
    played = at_stage("checked")
    # when the fifth working day has passed
    played.driver.go_to(day("Tue 10 Mar 2026"))
    # then the CSP manager hears of it; the clock runs on, late
    assert "acknowledgement" in played.told("csp_manager").lower()
    row = played.clock("ct_acknowledge")
    assert row.state == "running"
    assert row.breached_at is not None


FAULTS = {
    "in the future": IncidentDetails(
        key="1",
        what="Shouting",
        happened_on=date(2026, 3, 9),
        reports=(ReportDetails(body_code="police", reported_on=date(2026, 3, 9), channel="phone"),),
    ),
    "before it happened": IncidentDetails(
        key="1",
        what="Shouting",
        happened_on=date(2026, 2, 20),
        reports=(ReportDetails(body_code="police", reported_on=date(2026, 2, 10), channel="phone"),),
    ),
    "whom you told": IncidentDetails(key="1", what="Shouting", happened_on=date(2026, 2, 20)),
    "how you told them": IncidentDetails(
        key="1",
        what="Shouting",
        happened_on=date(2026, 2, 20),
        reports=(ReportDetails(body_code="police", reported_on=date(2026, 2, 20)),),
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_ct_13_a_fault_in_a_report_is_listed_and_the_date_stays_as_given(at_stage: AtStage, fault: str) -> None:
    # given an application with a report that cannot be right
    played = at_stage("empty")
    submit(played, incidents=(FAULTS[fault],))
    # then it is listed as missing, and what was given is unchanged
    application = played.read(lambda session: session.get_one(Application, played.case_id))
    assert any(fault in item["words"] for item in application.missing), application.missing
    assert played.row(ReportedIncident).happened_on == FAULTS[fault].happened_on


def test_ct_13_a_fault_found_by_the_spoc_goes_back_to_the_applicant(at_stage: AtStage) -> None:
    # given an application in which the SPOC finds a report without its date
    played = at_stage("applied")
    played.answer("Task_CheckImmediateRisk", said.RISK, by=said.JO)
    first = played.keys("incidents")[0]
    found = {**said.COMPLETE, "reports": {first: {"faults": ["no_reference"], "fault_words": "Which call was it?"}}}
    # when the SPOC would go on as if nothing were missing / then that is refused at the field
    with pytest.raises(AnswersRefused) as refused:
        played.answer("Task_CheckApplication", found, by=said.JO)
    assert "details_missing" in refused.value.problems
    # when it is asked for / then the letter names the fault
    asked = {**found, "details_missing": True, "missing": [{"words": "Which call to the police it was"}]}
    played.answer("Task_CheckApplication", asked, by=said.JO)
    played.send("Task_AskForMissing", by=said.JO)
    assert "Which call to the police it was" in played.letters("L-CT-06")[0].text
    assert timedelta(0) < played.clock("ct_missing_lapse").limit_at - played.driver.clock.now()
