"""TE-05 to TE-19: a tension from its report to the agreed level and what that starts, acted through commands."""

from datetime import datetime, timedelta

from service.demo.tension import MABEL, report, scored, set_level
from service.store.notices import ContactNotice, NoticeRound
from service.store.record import Tension, ThreatAssessment
from service.store.work import Deadline
from tests.frozen_clock import day
from tests.service.played import Played
from tests.stages import AtStage


def tension(at_stage: AtStage, **more: object) -> Played:
    """Give a case that was just reported, on Monday 2 March at 9.40."""
    played = at_stage("empty")
    return Played(played.driver, report(played.driver, **more))


def record(played: Played) -> Tension:
    return played.read(lambda session: session.get_one(Tension, played.case_id))


def limits(played: Played) -> dict[str, datetime]:
    return {row.clock: row.limit_at for row in played.rows(Deadline) if row.state == "running" and not row.key}


def test_te_06_a_report_starts_the_first_assessment_due_the_next_working_day(at_stage: AtStage) -> None:
    played = tension(at_stage)
    assert played.reference == "ASH-TE-2026-0001"
    assert played.running() == {"te_first_level": day("Tue 3 Mar 2026")}
    assert played.task_ids() == ["Task_ScoreTension"]


def test_te_06_a_report_of_violence_is_assessed_in_two_hours(at_stage: AtStage) -> None:
    played = tension(at_stage, is_violent=True)
    assert limits(played) == {"te_first_level_violence": played.driver.clock.now() + timedelta(hours=2)}


def test_te_12_level_2_alerts_at_once_and_calls_the_meeting_in_four_hours(at_stage: AtStage) -> None:
    played = tension(at_stage)
    played.driver.pass_minutes(20)
    now = played.driver.clock.now()
    set_level(played.driver, played.reference, (3, 2, 1), 2)
    assert record(played).level == 2
    (alert,) = [row for row in played.rows(NoticeRound) if row.code == "L-TE-01"]
    told = {row.role for row in played.rows(ContactNotice)}
    assert {"commander", "council_officer", "director"} <= told
    assert "level 2" in alert.text
    assert limits(played)["te_meet_urgent"] == now + timedelta(hours=4)
    assert limits(played)["te_alert"] == now + timedelta(minutes=15)


def test_te_07_an_assessment_keeps_three_scores_with_their_grounds(at_stage: AtStage) -> None:
    played = tension(at_stage)
    played.answer("Task_ScoreTension", scored(3, 2, 1), by=MABEL)
    (row,) = played.rows(ThreatAssessment)
    assert (row.experienced, row.evidenced, row.potential) == (3, 2, 1)
    assert row.suggested == 1
