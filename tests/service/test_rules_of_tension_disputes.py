"""TE-09: police and ASB team name different levels, or one is not reached; commander and director settle it."""

from datetime import timedelta

import pytest

from service.cases.errors import AnswersRefused
from service.demo.tension import BRAM
from tests.frozen_clock import day
from tests.service.tension_answers import IN_CONFLICT, IN_HEIGHTENED
from tests.service.tension_play import TensionPlay
from tests.stages import AtStage

OTHER = {"asb_answer": "other", "asb_reasons": "We see it otherwise.", "asb_by": "Yusuf Carrow"}
NOT_REACHED = {"asb_answer": "not_reached", "asb_tried": "Rang twice at 9.50.", "asb_by": ""}


def test_te_09_where_they_differ_the_more_serious_level_applies_at_once(at_stage: AtStage) -> None:
    # given the police see level 4 and the ASB team level 2 / then level 2 applies, and both seniors are asked
    played = TensionPlay.at(at_stage, "tension")
    played.level(4, asb_level="2", **OTHER)
    assert (played.tension.level, played.tension.is_disputed) == (2, True)
    assert played.duties() == sorted([*IN_CONFLICT, "Task_SettleLevel"])
    assert len(played.rounds("L-TE-01")) == 1
    assert (played.assessment.police_level, played.assessment.asb_level, played.assessment.agreed) == (4, 2, 2)
    shown = played.evidence("te_settle_level", "Task_SettleLevel")
    assert "Police: level 4" in shown
    assert "ASB team: level 2" in shown
    assert "We see it otherwise." in shown


def test_te_09_commander_settles_it_and_another_band_begins_at_once(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "tension")
    played.level(4, asb_level="2", **OTHER)
    played.wait(minutes=50)
    played.settle(4, reasons="Nobody was hurt and nothing burns.")
    # then the urgent clocks are gone, the slower ones run from now, and the news gives the reasons of the settling
    assert (played.tension.level, played.tension.is_disputed) == (4, False)
    assert played.duties() == IN_HEIGHTENED
    assert played.limits().keys() == {"te_inform", "te_meet", "te_review_heightened"}
    assert played.clock("te_meet").limit_on == day("Mon 9 Mar 2026")
    assert played.states("te_meet_urgent", "te_alert", "te_review_conflict") == ["cancelled"] * 3
    (news,) = played.rounds("L-TE-04")
    assert "Nobody was hurt and nothing burns." in news.text
    assert played.assessment.settled_by_id == played.driver.person_id(BRAM)
    assert played.decision("tension_level_settled").inputs == {"old": 2}


def test_te_09_settled_inside_the_band_nothing_starts_anew(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "tension")
    played.level(2, asb_level="1", **OTHER)
    before = played.limits()
    played.wait(minutes=10)
    played.settle(2)
    assert played.tension.level == 2
    assert played.limits() == before
    assert played.duties() == IN_CONFLICT
    (news,) = played.rounds("L-TE-04")
    assert "This is less serious than before." in news.text
    assert "We look at the level again by 9:40am tomorrow, Tuesday 3 March 2026." in news.text


def test_te_09_settled_as_it_stands_tells_nobody_anything_new(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "tension")
    played.level(4, asb_level="3", **OTHER)
    played.settle(3)
    assert (played.tension.level, played.tension.is_disputed) == (3, False)
    assert played.codes() == ["L-TE-02", "L-TE-03"]


def test_te_09_the_settled_level_is_kept_with_the_assessment_it_was_about(at_stage: AtStage) -> None:
    # given a dispute, and a review that has new scores but no level yet
    played = TensionPlay.at(at_stage, "tension")
    played.level(4, asb_level="2", **OTHER)
    played.score(3, 3, 3)
    assert "Police: level 4" in played.evidence("te_settle_level", "Task_SettleLevel")
    # when it is settled meanwhile / then the first assessment has the settled level, the second none
    played.settle(3)
    first, second = played.assessments
    assert (first.agreed, first.settled_by_id) == (3, played.driver.person_id(BRAM))
    assert (second.agreed, second.settled_by_id) == (None, None)


def test_te_09_coming_down_by_settling_takes_the_check_of_normality_too(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    played.wait(hours=5)
    played.level(3, asb_level="2", normality=False, **OTHER)
    with pytest.raises(AnswersRefused) as refused:
        played.settle(3, normality=False)
    assert set(refused.value.problems) == {"normality"}
    assert (played.tension.level, played.tension.is_disputed) == (2, True)


def test_te_09_an_agreement_meanwhile_withdraws_the_question(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "tension")
    played.level(4, asb_level="3", **OTHER)
    played.wait(hours=1)
    played.level(3)
    assert "Task_SettleLevel" not in played.duties()
    assert played.tension.is_disputed is False


def test_te_09_a_second_dispute_asks_one_question_the_newer_one(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "tension")
    played.level(4, asb_level="3", **OTHER)
    played.wait(hours=1)
    played.level(3, asb_level="4", **OTHER)
    assert played.duties().count("Task_SettleLevel") == 1
    assert "Police: level 3" in played.evidence("te_settle_level", "Task_SettleLevel")


def test_te_09_an_asb_team_that_was_not_reached_has_not_disagreed(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "tension")
    played.level(2, **NOT_REACHED)
    assert (played.tension.level, played.tension.is_disputed) == (2, False)
    assert played.duties() == IN_CONFLICT
    assert played.assessment.asb_level is None


def test_te_09_a_dispute_stands_while_the_asb_team_is_not_reached(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "tension")
    played.level(4, asb_level="3", **OTHER)
    played.wait(hours=1)
    played.level(3, **NOT_REACHED)
    assert played.tension.is_disputed is True
    assert "Task_SettleLevel" in played.duties()


@pytest.mark.parametrize("how", [NOT_REACHED, OTHER | {"asb_level": "2"}])
def test_te_09_nobody_comes_down_alone(at_stage: AtStage, how: dict[str, str]) -> None:
    # given level 2 / when the police alone want level 4
    played = TensionPlay.at(at_stage, "level_2")
    played.wait(hours=1)
    played.level(4, normality=True, normality_by="Superintendent Oyelaran, Nell Ashdown", **how)
    # then level 2 stays, was reviewed, and the urgent work goes on
    assert (played.tension.level, played.tension.reviewed_at) == (2, played.now)
    assert set(IN_CONFLICT) <= set(played.duties())
    assert played.limits()["te_review_conflict"] == played.now + timedelta(hours=24)
    assert played.rounds("L-TE-04") == []


def test_te_09_but_up_everybody_may_go_alone(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_4")
    played.level(2, **NOT_REACHED)
    assert played.tension.level == 2
    assert len(played.rounds("L-TE-01")) == 1
