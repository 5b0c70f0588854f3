"""TE-06 to TE-10: scores, the suggestion, the level that police and ASB team agree, and what differs."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from service.cases.errors import AnswersRefused, NotYours
from service.demo.tension import BRAM, MABEL, YUSUF, agreed, scored
from service.store.work import TaskAnswer
from tests.frozen_clock import at, day
from tests.service.tension_answers import IN_CONFLICT, IN_HEIGHTENED, IN_NORMAL
from tests.service.tension_play import TensionPlay
from tests.stages import ON_SQLITE, AtStage

# -- the first level


def test_te_06_the_first_level_is_due_the_next_working_day(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "tension")
    assert played.reference == "ASH-TE-2026-0001"
    assert played.running() == {"te_first_level": day("Tue 3 Mar 2026")}
    assert played.duties() == ["Task_ScoreTension"]
    # when it is agreed on that day / then it is in time
    played.be_at("Tue 3 Mar 2026 23:50")
    played.level(5)
    assert played.states("te_first_level") == ["done"]
    assert played.clock("te_first_level").breached_at is None


def test_te_06_a_late_first_level_is_told_to_asb_manager_and_commander(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "tension")
    played.wait_until("Wed 4 Mar 2026 00:01")
    assert {role for role, _ in played.notices("breach")} >= {"asb_manager", "commander"}
    assert "has no agreed level yet" in played.told("commander")


def test_te_06_a_report_of_violence_is_assessed_in_two_hours_also_at_night(at_stage: AtStage) -> None:
    first = TensionPlay.at(at_stage, "tension")
    first.be_at("Sat 7 Mar 2026 23:15")
    played = TensionPlay.another(first, is_violent=True)
    assert played.limits() == {"te_first_level_violence": at("Sun 8 Mar 2026 01:15")}
    played.wait_until("Sun 8 Mar 2026 01:16")
    assert "A report of violence has no agreed level yet" in played.told("commander")


def test_te_06_a_second_report_that_speaks_of_violence_starts_the_two_hours(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "tension")
    played.wait(minutes=30)
    played.add_report(is_violent=True)
    assert played.limits()["te_first_level_violence"] == played.now + timedelta(hours=2)
    played.wait(hours=2, minutes=1)
    assert "A report of violence has no agreed level yet" in played.told("commander")
    played.level(2)
    assert {clock for clock in played.running() if clock.startswith("te_first_level")} == set()


def test_te_06_a_report_of_violence_on_a_known_level_asks_for_another_look(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_4")
    played.add_report(is_violent=True)
    assert "A new report speaks of violence. Look at the level again." in played.told("risk_lead")
    assert "te_first_level_violence" not in played.running()


# -- scores and suggestion


def test_te_07_an_assessment_keeps_three_scores_with_grounds_source_and_reliability(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "tension")
    played.score(3, 2, 1)
    row = played.assessment
    assert (row.number, row.experienced, row.evidenced, row.potential) == (1, 3, 2, 1)
    assert row.by_id == played.driver.person_id(MABEL)
    assert [one["dimension"] for one in row.findings] == ["experienced", "evidenced", "potential"]
    assert row.findings[0] == {
        "dimension": "experienced",
        "words": "Shopkeepers close early. Parents keep children at home.",
        "source": "Neighbourhood team",
        "reliability": "reliable",
    }


@ON_SQLITE
@pytest.mark.parametrize("missing", ["evidenced_score", "potential_words", "experienced_source", "racial"])
def test_te_07_no_part_of_an_assessment_may_be_left_out(at_stage: AtStage, missing: str) -> None:
    played = TensionPlay.at(at_stage, "tension")
    answers = {name: value for name, value in scored(3, 2, 1).items() if name != missing}
    with pytest.raises(AnswersRefused) as refused:
        played.answer("Task_ScoreTension", answers, by=MABEL)
    assert set(refused.value.problems) == {missing}
    assert played.duties() == ["Task_ScoreTension"]


def test_te_07_the_direction_is_the_one_that_was_agreed(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "tension")
    played.level(4, direction="rising")
    assert (played.assessment.direction, played.tension.direction) == ("rising", "rising")
    assert "Direction: rising." in played.rounds("L-TE-02")[0].text
    played.level(4, direction="falling")
    assert played.tension.direction == "falling"


@pytest.mark.parametrize(
    ("scores", "suggested", "is_held"), [((3, 2, 1), 1, False), ((1, 3, 2), 3, True), ((5, 6, 4), 4, False)]
)
def test_te_08_the_worst_score_is_suggested_but_conflict_only_where_it_has_happened(
    at_stage: AtStage, scores: tuple[int, int, int], suggested: int, is_held: bool
) -> None:
    played = TensionPlay.at(at_stage, "tension")
    played.score(*scores)
    assert (played.assessment.suggested, played.assessment.is_held) == (suggested, is_held)
    shown = played.evidence("te_first_level", "Task_AgreeLevel")
    assert f"The scores suggest level {suggested}" in shown
    assert ("consider level 2?" in shown) is is_held


def test_te_08_the_suggestion_decides_nothing(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "tension")
    played.level(5, (3, 2, 1), reasons="Two boys, known to each other. It is over.")
    assert (played.tension.level, played.duties()) == (5, IN_NORMAL)
    assert played.decision("tension_level").inputs == {"suggested": 1, "police": 5, "asb": 5, "held": False}


# -- the agreed level


@ON_SQLITE
@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"reasons": ""}, "reasons"),
        ({"asb_by": ""}, "asb_by"),
        ({"told_what": ""}, "told_what"),
        ({"asb_answer": "other", "asb_level": "2"}, "asb_reasons"),
        ({"asb_answer": "not_reached"}, "asb_tried"),
    ],
)
def test_te_09_a_level_takes_reasons_and_the_name_of_who_agreed(
    at_stage: AtStage, told: dict[str, str], field: str
) -> None:
    played = TensionPlay.at(at_stage, "tension")
    played.score(4, 4, 4)
    with pytest.raises(AnswersRefused) as refused:
        played.agree(3, **told)
    assert set(refused.value.problems) == {field}
    assert (played.tension.level, played.rounds()) == (0, [])


def test_te_09_only_the_risk_lead_writes_it_down(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "tension")
    played.score(4, 4, 4)
    for who in (YUSUF, BRAM):
        with pytest.raises(NotYours):
            played.answer("Task_AgreeLevel", agreed(4), by=who)
    assert played.tension.level == 0


@pytest.mark.parametrize(
    ("level", "words", "open_tasks"),
    [
        (1, "1 High, conflict happening or happened", IN_CONFLICT),
        (2, "2 Significant, conflict happening or happened", IN_CONFLICT),
        (3, "3 Moderate, heightened tension, more risk", IN_HEIGHTENED),
        (4, "4 Heightened, heightened tension, more risk", IN_HEIGHTENED),
        (5, "5 Low, normal range", IN_NORMAL),
        (6, "6 Insignificant, normal range", IN_NORMAL),
    ],
)
def test_te_10_each_level_has_number_name_and_band_and_starts_the_work_of_its_band(
    at_stage: AtStage, level: int, words: str, open_tasks: list[str]
) -> None:
    played = TensionPlay.at(at_stage, "tension")
    played.level(level)
    assert played.events("level") == [f"The level is {words}."]
    assert played.duties() == open_tasks


def test_cm_13_the_agreed_level_is_kept_as_a_decision_with_all_its_answers(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "tension")
    played.level(3, (3, 4, 3))
    decision = played.decision("tension_level")
    assert (decision.answer, decision.role, decision.by_id) == ("3", "risk_lead", played.driver.person_id(MABEL))
    assert decision.reasons == "One clash, nobody hurt. It may go on tonight only."
    rows = select(TaskAnswer).where(TaskAnswer.case_id == played.case_id, TaskAnswer.element_id == "Task_AgreeLevel")
    assert played.all(rows)[0].answers["asb_by"] == "Yusuf Carrow"


def test_te_32_each_assessment_asks_whether_it_is_racial_and_likely_to_bring_disorder(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "tension")
    played.score(3, 2, 1, racial=True)
    assert played.tension.is_racial is True
    played.agree(2)
    played.wait(hours=2)
    played.score(3, 3, 2, racial=False)
    assert played.tension.is_racial is False
