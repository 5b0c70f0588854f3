"""TE-26 to TE-28, TE-33: the level goes up, down, inside its band; reviews in time and missed."""

from datetime import timedelta

import pytest

from service.cases.errors import AnswersRefused
from service.demo.tension import JUNO, MABEL
from tests.frozen_clock import at, day
from tests.service.tension_answers import IN_CONFLICT, IN_HEIGHTENED, IN_NORMAL, MEDIA
from tests.service.tension_play import TensionPlay
from tests.stages import ON_SQLITE, AtStage

NORMAL = {"normality": True, "normality_by": "Superintendent Oyelaran, Nell Ashdown"}

# -- up


def test_te_26_up_into_2_the_slower_clocks_end_and_the_faster_begin_in_the_same_step(at_stage: AtStage) -> None:
    # given level 4 with its meeting to come, an impact assessment, and a strategy half approved
    played = TensionPlay.at(at_stage, "level_4")
    played.answer("Task_ConsiderImpactAssessment", {"wanted": True, "reasons": "Families are afraid."}, by=MABEL)
    played.assess_impact()
    played.answer("Task_DraftMediaStrategy", MEDIA, by=JUNO)
    # when level 2 is agreed on Tuesday at 11pm
    played.wait_until("Tue 3 Mar 2026 23:00")
    played.level(2)
    # then nothing of the old band runs, and the urgent duties count from now
    assert played.limits() == {
        "te_alert": at("Tue 3 Mar 2026 23:15"),
        "te_meet_urgent": at("Wed 4 Mar 2026 03:00"),
        "te_first_cia": at("Wed 4 Mar 2026 03:00"),
        "te_review_conflict": at("Wed 4 Mar 2026 23:00"),
    }
    assert played.states("te_meet", "te_inform", "te_cia_review_heightened") == ["cancelled"] * 3
    assert played.states("te_review_heightened") == ["done"]
    assert played.duties() == IN_CONFLICT
    (alert,) = played.rounds("L-TE-01")
    assert alert.sent_at == played.now
    # and the cancelled clocks never fire
    played.wait_until("Tue 10 Mar 2026 09:00")
    assert "5 working days have" not in played.told("director")


def test_te_16_public_words_of_the_milder_level_are_not_approved_for_the_new_one(at_stage: AtStage) -> None:
    # given words that police and council approved at level 4, and released
    played = TensionPlay.at(at_stage, "level_4")
    played.approve_media()
    played.answer("Task_ReleaseStatement", {"release": "now", "released_by": ["press"]}, by=JUNO)
    released_at = played.tension.released_at
    played.wait(hours=1)
    # when it goes up to 2 / then both must approve anew; what was released stays known
    played.level(2)
    row = played.tension
    assert (row.police_approved_at, row.council_approved_at, row.released_at) == (None, None, released_at)
    assert "Task_DraftMediaStrategy" in played.duties()


def test_te_26_calls_about_the_milder_level_are_forgotten(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_4")
    assert played.calls() == ["Ring Carr Valley duty line: news and a meeting call at level 3 or 4"]
    played.level(2)
    assert played.calls() == ["Ring Carr Valley duty line: an alert at level 1 or 2"]


def test_te_26_whoever_was_told_of_level_4_is_told_of_level_2_by_the_alert_and_no_second_notice(
    at_stage: AtStage,
) -> None:
    played = TensionPlay.at(at_stage, "level_4")
    played.level(2)
    assert played.codes() == ["L-TE-02", "L-TE-03", "L-TE-01", "L-TE-03"]


# -- down


def test_te_27_down_from_2_to_4_takes_the_check_of_normality(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    played.wait(hours=10)
    for told in ({}, {"normality": True}):
        with pytest.raises(AnswersRefused) as refused:
            played.level_again(4, **told)
        assert set(refused.value.problems) <= {"normality", "normality_by"}
    with pytest.raises(AnswersRefused) as refused:
        played.agree(4, normality=False)
    assert set(refused.value.problems) == {"normality"}
    assert played.tension.level == 2
    assert "te_meet_urgent" in played.running()
    # when it is checked, and said by whom
    played.agree(4, **NORMAL)
    assert played.tension.level == 4
    assert played.answers("Task_AgreeLevel")["normality_by"] == NORMAL["normality_by"]


def test_te_27_down_to_4_a_new_meeting_is_due_in_five_working_days_and_all_hear_the_news(at_stage: AtStage) -> None:
    # given level 4 on Monday, level 2 on Tuesday
    played = TensionPlay.at(at_stage, "level_4")
    played.wait_until("Tue 3 Mar 2026 10:00")
    played.level(2)
    told = {name for sent in played.rounds() for name in played.told_by(sent)}
    # when it comes down on Thursday
    played.wait_until("Thu 5 Mar 2026 09:00")
    played.level(4, direction="falling", reasons="Two quiet nights.", **NORMAL)
    # then the urgent clocks are gone and a meeting is due five working days from Thursday
    assert played.running() == {
        "te_inform": day("Fri 6 Mar 2026"),
        "te_meet": day("Thu 12 Mar 2026"),
        "te_review_heightened": day("Thu 12 Mar 2026"),
    }
    assert played.duties() == IN_HEIGHTENED
    # and everybody who was told hears that it is better, with the next review: once, in the call to the meeting
    call = played.rounds("L-TE-02")[-1]
    assert "Ashmoor is at level 4" in call.text
    assert "Bram Oyelaran" in played.told_by(call)
    for sent in (call, *played.rounds("L-TE-04")):
        assert "This is less serious than before. It was at level 2" in sent.text
        assert "Why: Two quiet nights." in sent.text
        assert "We look at the level again by Thursday 12 March 2026." in sent.text
    readers = [name for sent in (call, *played.rounds("L-TE-04")) for name in played.told_by(sent)]
    assert len(readers) == len(set(readers))
    assert set(readers) >= told


def test_te_27_down_to_6_all_who_were_alerted_are_stood_down(at_stage: AtStage) -> None:
    # given an alert after which deputies were told too
    played = TensionPlay.at(at_stage, "level_2")
    played.wait(minutes=30)
    told = {name for sent in played.rounds() for name in played.told_by(sent)}
    played.wait(hours=12)
    told |= {name for sent in played.rounds() for name in played.told_by(sent)}
    # when the level comes down to 6
    played.level(6, direction="falling", **NORMAL)
    # then all of them hear it, by mail or by telephone, and no urgent clock is left
    (news,) = played.rounds("L-TE-04")
    assert news.text.startswith("Stand down: Ashmoor is back at level 6, Insignificant: normal range")
    assert "You need do nothing more because of the alert." in news.text
    assert played.told_by(news) == told
    assert played.running().keys() == {"te_review_normal"}
    assert played.duties() == IN_NORMAL
    assert played.calls() == ["Ring Carr Valley duty line: a change of level or a stand-down"]


def test_te_27_the_deputies_are_not_called_for_an_alert_that_is_over(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    played.wait(minutes=10)
    played.level(5, **NORMAL)
    played.wait(hours=2)
    assert len(played.rounds("L-TE-01")) == 1
    assert [clock for clock in played.running() if clock.startswith("te_alert")] == []


# -- inside a band


@pytest.mark.parametrize(
    ("stage", "to", "words"),
    [
        ("level_2", 1, "This is more serious than before. It was at level 2"),
        ("level_4", 3, "This is more serious than before. It was at level 4"),
    ],
)
def test_te_28_a_move_inside_the_band_starts_no_clock_and_is_told(
    at_stage: AtStage, stage: str, to: int, words: str
) -> None:
    # given a level / when it moves inside its band two hours later
    played = TensionPlay.at(at_stage, stage)
    before, duties = played.limits(), played.duties()
    told = {name for sent in played.rounds() for name in played.told_by(sent)}
    played.wait(hours=2)
    before = played.limits()
    told |= {name for sent in played.rounds() for name in played.told_by(sent)}
    played.level(to)
    # then only the review begins anew; the same work is open; everybody told before hears of it once
    review = "te_review_conflict" if to < 3 else "te_review_heightened"
    after = played.limits()
    assert {**after, review: before[review]} == before
    assert played.clock(review).started_at == played.now
    assert played.duties() == duties
    (news,) = played.rounds("L-TE-04")
    assert words in news.text
    assert played.told_by(news) == told
    # and a review without a change tells nobody anything
    played.wait(hours=1)
    played.level(to)
    assert len(played.rounds("L-TE-04")) == 1


def test_te_28_between_5_and_6_nobody_was_told_and_nobody_is(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_6")
    played.level(5)
    assert (played.tension.level, played.rounds(), played.duties()) == (5, [], IN_NORMAL)


# -- reviews


@pytest.mark.parametrize(
    ("stage", "level", "clock", "limit"),
    [
        ("level_2", 2, "te_review_conflict", "Tue 3 Mar 2026 10:00"),
        ("level_4", 4, "te_review_heightened", "Tue 10 Mar 2026 00:00"),
        ("level_6", 6, "te_review_normal", "Thu 2 Apr 2026 00:00"),
    ],
)
def test_te_33_each_band_has_its_rhythm_and_a_missed_review_is_told_to_the_director(
    at_stage: AtStage, stage: str, level: int, clock: str, limit: str
) -> None:
    played = TensionPlay.at(at_stage, stage)
    assert played.clock(clock).limit_at == at(limit)
    assert played.task_row("Task_ScoreTension").due_at == at(limit)
    # when the limit passes without a review
    played.driver.clock.set(at(limit) - timedelta(minutes=1))
    played.fire()
    assert "A review of a tension was missed" not in played.told("director")
    played.wait(minutes=2)
    # then the director hears and the breach stands
    assert played.told("director").count("A review of a tension was missed") == 1
    assert played.clock(clock).breached_at is not None
    late = [role for role, words in played.notices("breach") if "Review the level" in words]
    assert "director" in late
    # when it is done late / then the next counts from now, and is told again if it is missed
    played.level(level)
    row = played.clock(clock)
    assert (row.state, row.started_at, row.breached_at) == ("running", played.now, None)
    played.driver.clock.set(row.limit_at + timedelta(minutes=1))
    played.fire()
    assert played.told("director").count("A review of a tension was missed") == 2


def test_te_33_a_review_in_time_is_done_and_the_next_begins(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    for _ in range(3):
        played.wait(hours=20)
        played.level(2)
    rows = [row for row in played.deadlines() if row.clock == "te_review_conflict"]
    assert [row.state for row in rows] == ["done", "done", "done", "running"]
    assert "A review of a tension was missed" not in played.told("director")
    assert [row.number for row in played.assessments] == [1, 2, 3, 4]


def test_te_33_any_report_may_be_followed_by_an_early_review(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_4")
    played.wait(minutes=5)
    played.level(3)
    assert played.running()["te_review_heightened"] == day("Mon 9 Mar 2026")
    assert played.clock("te_review_heightened").started_at == played.now


@ON_SQLITE
def test_from_4_to_2_to_4_to_6_and_to_the_end_nothing_is_left_running(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_4")
    for level, more in ((2, {}), (4, NORMAL), (6, {})):
        played.wait(hours=3)
        played.level(level, direction="falling" if more else "rising", **more)
    played.wait(hours=3)
    played.close()
    assert played.duties() == ["Task_EvaluateResponse"]
    assert played.running().keys() == {"te_evaluation"}
    assert played.tension.outcome == "settled"
    assert [one.agreed for one in played.assessments] == [4, 2, 4, 6, None]
