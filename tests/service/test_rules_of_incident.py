"""MI-01 to MI-08: report, first enquiries, the decision on both limbs, and what each answer starts."""

from datetime import timedelta
from functools import partial

import pytest

from service.cases import CompleteTask
from service.cases.errors import NotYours, TaskNotOpen
from service.demo import incident as story
from service.demo.driver import posted
from service.demo.incident import AMOS, BRAM, DELPHINE, ENQUIRED, INGRID, decision
from tests.frozen_clock import at, day
from tests.service.incident_desk import (
    TOLD_FIRST,
    change_rules,
    later,
    limits,
    newest_readers,
    other,
    readers,
    record,
    refused,
    rounds,
)
from tests.service.played import Played
from tests.stages import AtStage


def reported(at_stage: AtStage, **more: object) -> Played:
    """Give an incident that was reported now, Monday 2 March at 9.40."""
    played = at_stage("listed")
    return other(played, story.report(played.driver, **more))


@pytest.mark.parametrize(
    ("answer", "aggravated", "disorder"),
    [("major", True, False), ("major", False, True), ("potential", True, True), ("not_major", True, True)],
)
def test_mi_01_it_is_major_where_both_parts_are_met_and_only_then(
    at_stage: AtStage, answer: str, aggravated: bool, disorder: bool
) -> None:
    played = at_stage("enquired")
    given = {"aggravated": aggravated, "disorder": disorder}
    problems = refused(story.decide, played.driver, played.reference, answer, **given)
    assert set(problems) == {"answer"}
    assert (record(played).status, played.running()) == ("reported", {})


def test_mi_02_notices_and_tasks_call_each_office_as_the_area_does(at_stage: AtStage) -> None:
    # given an area with names of its own for three offices / when an incident is declared and told
    played = at_stage("listed")
    titles = {
        "crro": "Community Engagement Lead",
        "rec": "Ashmoor Race Forum",
        "chief_officer_council": "Chief Executive",
    }
    change_rules(played, role_titles=titles)
    played = other(played, story.report(played.driver))
    story.enquire(played.driver, played.reference)
    story.decide(played.driver, played.reference)
    story.tell_crro(played.driver, played.reference)
    story.tell_partners(played.driver, played.reference)
    # then they stand so in what is sent
    assert "You must now tell the Ashmoor Race Forum" in rounds(played, "L-MI-01")[0].text
    texts = [row.text for row in rounds(played, "L-MI-02")]
    assert all("Put questions to the Community Engagement Lead" in text for text in texts)
    assert sum("You must now tell the Chief Executive." in text for text in texts) == 1


def test_mi_03_a_report_becomes_a_case_with_its_first_task_at_once(at_stage: AtStage) -> None:
    # given a report that reached us at 9.10 / when the co-ordinator enters it at 9.40
    played = at_stage("listed")
    heard_at = at("Mon 2 Mar 2026 09:10")
    played = other(played, story.report(played.driver, by=DELPHINE, reported_at=heard_at))
    # then it has a reference and a task for the police now
    assert played.reference == "ASH-MI-2026-0001"
    assert played.task_ids() == ["Task_MakeFirstEnquiries"]
    assert (record(played).reported_at, played.case.stage) == (heard_at, "First enquiries")
    assert played.running() == {}


def test_mi_03_a_report_lies_in_the_past_and_comes_from_somebody_of_the_protocol(at_stage: AtStage) -> None:
    driver = at_stage("listed").driver
    soon = driver.clock.now() + timedelta(minutes=1)
    assert set(refused(story.report, driver, reported_at=soon)) == {"reported_time"}
    assert set(refused(story.report, driver, title=" ", what=" ", where="")) == {"title", "what", "where"}
    with pytest.raises(NotYours):
        story.report(driver, by="jo.whitlock@ashmoor.example")


def test_mi_04_the_police_make_the_first_enquiries(at_stage: AtStage) -> None:
    played = reported(at_stage)
    for person in (AMOS, DELPHINE, "nell.ashdown@ashmoor.example"):
        with pytest.raises(NotYours):
            played.answer("Task_MakeFirstEnquiries", ENQUIRED, by=person)
    played.answer("Task_MakeFirstEnquiries", ENQUIRED, by=INGRID)
    assert played.task_ids() == ["Task_DecideMajorIncident"]


@pytest.mark.parametrize("reason", ["aggravated_because", "disorder_because"])
def test_mi_05_each_part_needs_its_reasons(at_stage: AtStage, reason: str) -> None:
    played = at_stage("enquired")
    assert set(refused(story.decide, played.driver, played.reference, **{reason: " "})) == {reason}


def test_mi_05_the_declaration_keeps_both_parts_and_starts_every_clock(at_stage: AtStage) -> None:
    # given first enquiries / when the senior officer declares it on Monday 2 March at 10.00
    played = at_stage("declared")
    # then both parts are in the record, and five clocks count from that instant
    row = record(played)
    assert (row.status, row.is_aggravated, row.is_disorder_likely) == ("declared", True, True)
    assert (row.aggravated_because, row.steps) == ("Racial words were sprayed on the wall.", story.STEPS)
    assert row.declared_at == at("Mon 2 Mar 2026 10:00")
    assert limits(played)["mi_crro"] == at("Mon 2 Mar 2026 10:30")
    assert {clock: on for clock, on in played.running().items() if clock != "mi_crro"} == {
        "mi_staff": day("Tue 3 Mar 2026"),
        "mi_debrief": day("Thu 5 Mar 2026"),
        "mi_debrief_held": day("Mon 16 Mar 2026"),
        "mi_members": day("Mon 16 Mar 2026"),
    }
    assert played.decision("incident").inputs == {"aggravated": True, "disorder": True}
    assert played.events("declared") == ["A major racial incident was declared at 10am, Monday 2 March 2026."]


def test_mi_05_only_the_senior_officer_declares_and_only_once(at_stage: AtStage) -> None:
    # given a decision that is open / then others cannot take it
    played = at_stage("enquired")
    for person in (AMOS, DELPHINE, BRAM):
        with pytest.raises(NotYours):
            played.answer("Task_DecideMajorIncident", decision("major"), by=person)
    # when it was declared / then the same task cannot be answered again, and no other asks for it
    task_id = played.task_row("Task_DecideMajorIncident").id
    story.decide(played.driver, played.reference)
    declared = record(played).declared_at
    played.driver.pass_minutes(10)
    with pytest.raises(TaskNotOpen):
        played.do(CompleteTask(actor=played.by(INGRID), task_id=task_id, posted=posted(decision("major"))))
    assert record(played).declared_at == declared
    assert not [task for task in played.task_ids() if task.startswith("Task_Decide")]


def test_mi_05_a_decision_typed_later_counts_from_when_it_was_taken(at_stage: AtStage) -> None:
    # given a report of 9.40 / when the decision of 10.05 is typed at 10.50
    played = at_stage("enquired")
    played.driver.pass_minutes(70)
    earlier = partial(
        story.decide, played.driver, played.reference, decided_before=True, decided_on=played.driver.today
    )
    assert set(refused(earlier, decided_at="10:51")) == {"decided_at"}
    assert set(refused(earlier, decided_at="09:39")) == {"decided_at"}
    earlier(decided_at="10:05")
    # then every clock counts from 10.05, and the officer's half hour is over already
    assert record(played).declared_at == at("Mon 2 Mar 2026 10:05")
    assert limits(played)["mi_crro"] == at("Mon 2 Mar 2026 10:35")
    later(played, 0)
    assert played.clock("mi_crro").breached_at is not None
    assert "was due by 10:35am" in played.told("commander")


def test_mi_06_a_potential_incident_warns_twice_and_is_then_declared(at_stage: AtStage) -> None:
    # given an incident marked potential on Monday at 10.00 / then contacts are warned, and no declaration runs
    played = at_stage("enquired")
    played.driver.pass_minutes(20)
    story.decide(played.driver, played.reference, "potential")
    assert readers(played, "L-MI-08") == TOLD_FIRST
    assert "Police decide again by 10am tomorrow, Tuesday 3 March 2026." in rounds(played, "L-MI-08")[0].text
    assert limits(played) == {"mi_redecide": at("Tue 3 Mar 2026 10:00")}
    story.send_mail(played.driver, played.reference)
    story.correct(played.driver, played.reference)
    assert rounds(played, "L-MI-07")[0].text.startswith("Correction of our warning: ")
    # when it stays potential on Tuesday at 8.00, as typed at 9.00 / then the next 24 hours count from 8.00
    played.driver.go_to(day("Tue 3 Mar 2026"), at("Tue 3 Mar 2026 09:00").time())
    again = partial(story.decide_again, played.driver, played.reference, "potential", decided_before=True)
    assert set(refused(again, decided_on=day("Mon 2 Mar 2026"), decided_at="09:50")) == {"decided_at"}
    again(decided_on=played.driver.today, decided_at="08:00")
    assert readers(played, "L-MI-08") == TOLD_FIRST * 2
    assert limits(played) == {"mi_redecide": at("Wed 4 Mar 2026 08:00")}
    # when it is declared on Tuesday at 15.00 / then the clocks begin, and the warnings count as no telling
    story.send_mail(played.driver, played.reference)
    played.driver.go_to(day("Tue 3 Mar 2026"), at("Tue 3 Mar 2026 15:00").time())
    story.decide_again(played.driver, played.reference, "major")
    assert "mi_redecide" not in played.running()
    assert played.running()["mi_members"] == day("Tue 17 Mar 2026")
    story.tell_crro(played.driver, played.reference)
    assert readers(played, "L-MI-01") == ["Amos Redfern"]
    assert limits(played)["mi_partners"] == at("Tue 3 Mar 2026 17:00")
    story.tell_partners(played.driver, played.reference)
    assert limits(played)["mi_chief_officer"] == at("Tue 3 Mar 2026 17:00")


def test_mi_06_a_decision_that_is_late_is_told_to_the_commander(at_stage: AtStage) -> None:
    played = at_stage("enquired")
    story.decide(played.driver, played.reference, "potential")
    played.driver.go_to(day("Tue 3 Mar 2026"), at("Tue 3 Mar 2026 09:41").time())
    assert played.clock("mi_redecide").breached_at is not None
    assert "has not been decided again" in played.told("commander")
    assert played.task_ids() == ["Task_DecideAgain"]


def test_mi_06_whoever_was_warned_hears_that_it_is_not_major_after_all(at_stage: AtStage) -> None:
    played = at_stage("enquired")
    story.decide(played.driver, played.reference, "potential")
    story.decide_again(played.driver, played.reference, "not_major")
    assert newest_readers(played) == TOLD_FIRST
    (news,) = rounds(played, "L-MI-07")
    assert news.text.startswith("Stand down: no major racial incident is declared in Ashmoor\n")
    assert "Why: The inquiry found no racial motive." in news.text
    assert (played.task_ids(), played.running()) == (["Task_PassToCasework"], {})


def test_mi_07_what_somebody_sees_as_racial_is_handled_as_racial(at_stage: AtStage) -> None:
    # given that neighbours see it as racial / when the officer answers that it is not / then that is refused
    played = at_stage("enquired")
    assert record(played).is_perceived is True
    problems = refused(story.decide, played.driver, played.reference, "not_major", aggravated=False)
    assert set(problems) == {"aggravated"}
    story.decide(played.driver, played.reference, "not_major")
    assert record(played).is_aggravated is True


def test_mi_07_an_area_may_go_by_the_judgement_of_its_senior_officer(at_stage: AtStage) -> None:
    played = at_stage("listed")
    change_rules(played, incident={"hate_recording": "judgement"})
    played = other(played, story.report(played.driver, is_perceived=True))
    story.enquire(played.driver, played.reference, perceived=False)
    assert record(played).is_perceived is True  # who reported it sees it so, and the record keeps that
    story.decide(played.driver, played.reference, "not_major", aggravated=False)
    assert (record(played).is_aggravated, record(played).status) == (False, "not_major")


def test_mi_08_what_is_not_major_is_handed_to_a_named_owner_and_logged(at_stage: AtStage) -> None:
    played = at_stage("enquired")
    story.decide(played.driver, played.reference, "not_major")
    assert (played.task_ids(), played.running()) == (["Task_PassToCasework"], {})
    story.hand_over(played.driver, played.reference)
    assert record(played).handed_to == "Gareth Pell, environmental health, Ashmoor Council"
    assert (played.case.is_open, played.case.stage) == (False, "Closed: not major, handed over")
    assert "Strategy Group" in played.told("director")
    assert record(played).tension_case_id is None
