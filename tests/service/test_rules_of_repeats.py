"""CT-07, CT-13, CT-47, CT-53, CT-57: forms that join, reports put right, counting that starts again, a new chair."""

from dataclasses import replace

import pytest

from service.cases.acts.chair import ReplaceChair
from service.cases.acts.correct_reports import CorrectReport, RemoveReport, ReportDetails
from service.cases.acts.merging import JoinCases
from service.cases.errors import AnswersRefused, CaseIsClosed
from service.demo import answers as said
from service.demo.cases import AMARA, BELL, a_form
from service.store.record import Appointment, Meeting, Party, ReportedIncident
from tests.frozen_clock import day
from tests.service.played import Played
from tests.service.threshold_cases import count, group, incident, reasons, report
from tests.stages import AtStage

ROWAN = "rowan.pike@ashmoor.example"


def apply_again(played: Played, who: object = AMARA, **parts: object) -> Played:
    """Give another case in the same area."""
    form = replace(a_form(who, played.driver.today), **parts)  # type: ignore[arg-type]
    return Played(played.driver, played.driver.apply(form))


def join(newer: Played, older: Played, **more: str) -> None:
    """Join one case to another."""
    command = {"reference": older.reference, "agreement": "Both agreed by phone on 3 March"}
    newer.do(JoinCases(actor=newer.by(said.JO), case_id=newer.case_id, **{**command, **more}))


def test_ct_07_separate_forms_are_merged_with_the_applicants_agreement(at_stage: AtStage) -> None:
    # given two applicants with forms of their own about one problem
    older = at_stage("checked")
    newer = apply_again(older, BELL)
    # when no agreement is written down / then refused
    with pytest.raises(AnswersRefused):
        join(newer, older, agreement=" ")
    # when the SPOC joins them
    before = older.running()
    join(newer, older)
    # then people and reports are in the older case, whose clocks did not move
    names = [row.name for row in older.rows(Party) if row.is_victim]
    assert names == [AMARA.name, BELL.name]
    assert len(older.rows(ReportedIncident)) == 6
    assert older.running() == before
    # and the newer is closed as joined, with nothing running or open
    assert (newer.case.is_open, newer.case.stage) == (False, "Closed: joined with another case")
    assert newer.running() == {}
    assert newer.task_ids() == []
    # and the second applicant is written to as well from now on
    older.acknowledge()
    assert sorted(older.readers("L-CT-01")) == sorted([AMARA.name, BELL.name])


@pytest.mark.parametrize(
    ("stage", "code", "title"),
    [("acknowledged", "L-CT-01", "we have your application"), ("met", "L-CT-07", "we will hold a review")],
)
def test_ct_07_who_joins_after_the_news_left_is_told_it_too(
    at_stage: AtStage, stage: str, code: str, title: str
) -> None:
    # given a review of which Amara was told, and Bell with a form about it
    older = at_stage(stage)
    newer = apply_again(older, BELL)
    before = older.running()
    # when they are joined / then the newest letter waits for Bell alone, and moves no clock
    join(newer, older)
    (draft,) = (row for row in older.drafts(code) if row.state != "sealed")
    assert draft.recipient_words == BELL.name
    task = next(task for task in older.driver.open_tasks(older.reference) if task.task_id == draft.task_id)
    assert title in task.name
    older.driver.send_task(str(draft.task_id), by=said.JO, approve=said.MARIAN if code == "L-CT-07" else "")
    assert older.readers(code) == [AMARA.name, BELL.name]
    assert older.running() == before


def test_ct_57_a_repeat_during_an_open_review_is_attached_to_it(at_stage: AtStage) -> None:
    # given a review that runs, and the same applicant with a new form about it
    older = at_stage("met")
    newer = apply_again(older)
    newer.answer("Task_CheckImmediateRisk", said.RISK, by=said.JO)
    attach = {**said.COMPLETE, "same_problem": "attach", "same_problem_reference": older.reference}
    # when the SPOC only ticks it on the form / then the form says how to join them
    with pytest.raises(AnswersRefused) as refused:
        newer.answer("Task_CheckApplication", attach, by=said.JO)
    assert older.reference in refused.value.problems["same_problem"]
    # when they are joined / then the reports are in the open review, once per person
    join(newer, older)
    assert [row.name for row in older.rows(Party) if row.is_victim] == [AMARA.name]
    assert older.events("joined")
    assert {row.state for row in older.drafts("L-CT-07")} == {"sealed"}  # Amara was told already
    with pytest.raises(CaseIsClosed):
        join(newer, older)


def test_ct_57_a_different_matter_is_a_case_of_its_own(at_stage: AtStage) -> None:
    # given a review that runs / when the same applicant applies about something else / then a second case goes on
    older = at_stage("met")
    newer = apply_again(older)
    newer.check()
    assert newer.reference != older.reference
    assert newer.case.is_open
    assert older.case.is_open


def again_after_outcome(at_stage: AtStage, who: object = AMARA) -> Played:
    """Give the same matter applied for again in April: one report before the outcome of 17 March, two after."""
    older = at_stage("told")
    older.driver.go_to(day("Mon 13 Apr 2026"))
    days = (day("Tue 17 Mar 2026"), day("Wed 18 Mar 2026"), day("Wed 1 Apr 2026"))
    newer = apply_again(older, who, incidents=tuple(incident(str(n), on, report(on)) for n, on in enumerate(days)))
    newer.answer("Task_CheckImmediateRisk", said.RISK, by=said.JO)
    apart = {**said.COMPLETE, "same_problem": "apart", "same_problem_reference": older.reference}
    newer.answer("Task_CheckApplication", apart, by=said.JO)
    newer.acknowledge()
    newer.confirm(*said.OFFICERS)
    group(newer)
    return newer


def test_ct_47_only_reports_after_the_outcome_letter_count_again(at_stage: AtStage) -> None:
    # given an outcome letter of 17 March / when the same applicant applies again about the same matter
    newer = again_after_outcome(at_stage)
    # then the report of that day no longer counts, those after it do
    assert count(newer).reset_on == day("Tue 17 Mar 2026")
    assert reasons(newer) == ["before_reset", "counts", "counts"]


def test_ct_47_it_resets_nothing_for_somebody_else(at_stage: AtStage) -> None:
    # given an outcome letter to one applicant / when a neighbour applies about the same matter / then all three count
    newer = again_after_outcome(at_stage, BELL)
    assert count(newer).reset_on is None
    assert reasons(newer) == ["counts"] * 3


def test_ct_47_a_refusal_letter_resets_nothing(at_stage: AtStage) -> None:
    # given a refusal of 5 March / when the same applicant applies again with the same reports and one more
    older = at_stage("two_grouped")
    older.decide_not_met()
    newer = apply_again(older, BELL)
    newer.answer("Task_CheckImmediateRisk", said.RISK, by=said.JO)
    apart = {**said.COMPLETE, "same_problem": "apart", "same_problem_reference": older.reference}
    newer.answer("Task_CheckApplication", apart, by=said.JO)
    newer.acknowledge()
    newer.confirm(*said.OFFICERS)
    group(newer)
    # then nothing is reset
    assert count(newer).reset_on is None
    assert count(newer).is_met


def test_ct_47_the_other_case_must_exist(at_stage: AtStage) -> None:
    # given / when the SPOC names a case that is not there / then the field says so
    played = at_stage("applied")
    played.answer("Task_CheckImmediateRisk", said.RISK, by=said.JO)
    wrong = {**said.COMPLETE, "same_problem": "apart", "same_problem_reference": "ASH-CT-2019-0001"}
    with pytest.raises(AnswersRefused) as refused:
        played.answer("Task_CheckApplication", wrong, by=said.JO)
    assert "same_problem_reference" in refused.value.problems


def test_ct_13_a_corrected_date_keeps_what_it_was(at_stage: AtStage) -> None:
    # given a report whose date the applicant has corrected
    played = at_stage("checked")
    row: ReportedIncident = played.rows(ReportedIncident)[0]
    details = ReportDetails(
        what=row.what,
        happened_on=day("Wed 11 Feb 2026"),
        reported_on=row.reported_on,
        body_code=row.body_code,
        channel=row.channel,
        body_reference=row.body_reference,
    )
    actor = played.by(said.JO)
    command = CorrectReport(
        actor=actor, case_id=played.case_id, incident_id=row.id, details=details, reason="Typed wrongly"
    )
    # when no reason is given, or it would have been reported before it happened / then refused
    backwards = replace(details, reported_on=day("Tue 10 Feb 2026"))
    for wrong in (replace(command, reason=""), replace(command, details=backwards)):
        with pytest.raises(AnswersRefused):
            played.do(wrong)
    # when it is corrected with the reason / then both dates are in the history
    played.do(command)
    assert played.rows(ReportedIncident)[0].happened_on == day("Wed 11 Feb 2026")
    (sentence,) = played.events("report_corrected")
    assert "on Wednesday 11 February 2026, not on Thursday 12 February 2026" in sentence
    # and one taken out stays in the record and counts no more
    played.do(RemoveReport(actor=actor, case_id=played.case_id, incident_id=row.id, reason="Told by another"))
    assert played.rows(ReportedIncident)[0].is_removed
    assert len(played.keys("incidents")) == 2


def test_ct_53_a_chair_found_not_independent_is_replaced_and_no_clock_moves(at_stage: AtStage) -> None:
    # given a meeting that a chair has decided
    played = at_stage("held")
    before = {name: on for name, on in played.running().items() if name == "ct_review_outcome"}
    command = ReplaceChair(
        actor=played.by(said.JO),
        case_id=played.case_id,
        chair_id=played.driver.person_id(ROWAN),
        declared_on=played.driver.today,
        reason="She advised the landlord in January",
    )
    # when no reason is given / then refused; with one, another area's SPOC takes the chair
    with pytest.raises(AnswersRefused):
        played.do(replace(command, reason=""))
    played.do(command)
    # then the earlier decision is void, the earlier appointment ended, and the outcome is due as before
    assert played.rows(Meeting)[0].is_void
    chairs = [row for row in played.rows(Appointment) if row.role == "review_chair"]
    assert [row.ended_at is None for row in chairs] == [False, True]
    assert chairs[0].ended_because == "She advised the landlord in January"
    assert {name: played.running()[name] for name in before} == before
    assert played.case.review_held_on is None
    assert "Task_FixMeeting" in played.task_ids()
