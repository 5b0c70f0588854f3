"""TE-21, TE-27, TE-29: how a tension ends: settled, unfounded, a hoax; and what is learnt."""

import pytest

from service.cases import CompleteTask
from service.cases.errors import AnswersRefused, NotYours, TaskNotOpen
from service.demo.driver import posted
from service.demo.tension import DELPHINE, MABEL, agreed, scored
from service.store.work import Deadline
from tests.frozen_clock import day
from tests.service.tension_answers import CLOSE
from tests.service.tension_play import TensionPlay
from tests.stages import AtStage

EVALUATED = {
    "done": "Two patrols\nYouth workers at the hall",
    "effect": "Experienced went from 3 to 5.",
    "worked": "partly",
    "worked_why": "Patrols calmed the evenings.",
    "lessons": [{"words": "Ask the traders first."}],
}
NORMAL = {"normality": True, "normality_by": "Superintendent Oyelaran, Nell Ashdown"}


def unfounded(played: TensionPlay, close_as: str = "unfounded", **more: object) -> None:
    """Close from wherever it stands as a false alarm."""
    played.close(close_as, reasons="A rumour. Nobody was at the hall.", **more)


def test_te_27_a_case_is_settled_from_5_or_6_and_those_told_are_stood_down(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_4")
    played.wait(hours=3)
    played.level(5, direction="falling")
    played.wait(hours=3)
    played.close()
    first, last = played.rounds("L-TE-04")
    assert first.text.startswith("Stand down: Ashmoor is back at level 5")
    assert last.text.startswith("Stand down: the matter in Ashmoor is settled and closed")
    assert "Why: There is nothing left to do." in last.text
    assert (played.tension.outcome, played.tension.closed_on) == ("settled", played.driver.today)
    assert played.decision("tension_closed").answer == "settled"


@pytest.mark.parametrize("stage", ["level_2", "level_4"])
def test_te_27_it_cannot_be_settled_while_people_are_alerted_or_informed(at_stage: AtStage, stage: str) -> None:
    played = TensionPlay.at(at_stage, stage)
    played.wait(hours=1)
    before = played.running()
    with pytest.raises(AnswersRefused) as refused:
        played.close("settled")
    assert set(refused.value.problems) == {"close_as"}  # the form of these levels does not offer it
    assert (played.tension.outcome, played.case.is_open) == ("", True)
    assert played.running() == before


def test_te_09_both_must_agree_before_a_case_is_closed(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_6")
    with pytest.raises(AnswersRefused) as refused:
        played.close(asb_answer="not_reached", asb_tried="Rang twice.")
    assert set(refused.value.problems) == {"asb_answer"}
    assert played.case.is_open


# -- a false alarm


def test_te_29_a_false_alarm_from_level_2_sets_6_and_stands_everybody_down(at_stage: AtStage) -> None:
    # given an alert with its meeting to come
    played = TensionPlay.at(at_stage, "level_2")
    told = {name for sent in played.rounds() for name in played.told_by(sent)}
    played.wait(minutes=10)
    # when both agree that it was a rumour
    unfounded(played, reassurance="There was no fight at the hall. Nobody was hurt.")
    # then the level is 6, the case is over for everybody who was alerted, and the public may be told so
    assert (played.tension.level, played.tension.outcome) == (6, "unfounded")
    (news,) = played.rounds("L-TE-04")
    assert news.text.startswith("Stand down: it was a false alarm in Ashmoor")
    assert "Why: A rumour. Nobody was at the hall." in news.text
    assert "You may say this in public: There was no fight at the hall. Nobody was hurt." in news.text
    assert played.told_by(news) == told
    # and no clock of the alert is left; only what was done is evaluated
    assert played.running().keys() == {"te_evaluation"}
    assert played.duties() == ["Task_EvaluateResponse"]
    played.wait(hours=1)
    assert len(played.rounds("L-TE-01")) == 1
    # and who has no email is still rung about it
    assert played.calls() == ["Ring Carr Valley duty line: a change of level or a stand-down"]


def test_te_29_the_record_of_a_false_alarm_stays(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    unfounded(played)
    assert len(played.reports) == 1
    assert [one.agreed for one in played.assessments] == [2, 6]
    assert played.tension.highest_level == 2
    assert played.decision("tension_closed").reasons == "A rumour. Nobody was at the hall."
    assert played.decision("tension_closed").answer == "unfounded"


def test_te_29_a_report_with_nothing_in_it_ends_at_the_first_look_and_alerts_nobody(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "tension")
    unfounded(played)
    assert (played.case.is_open, played.case.closing_reason) == (False, "unfounded")
    assert (played.rounds(), played.running(), played.task_ids()) == ([], {}, [])


def test_te_29_a_malicious_hoax_is_handed_to_the_police_and_told_apart(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    unfounded(played, "hoax")
    assert played.tension.outcome == "unfounded"  # counted with the unfounded ones
    assert played.decision("tension_closed").answer == "hoax"
    assert "It was a malicious hoax. The police follow it up." in "\n".join(played.events("hoax"))
    assert "malicious hoax" in played.told("commander")
    assert "hoax" not in played.rounds("L-TE-04")[0].text


# -- what is learnt


def test_te_21_what_was_done_is_evaluated_within_20_working_days_of_the_closing(at_stage: AtStage) -> None:
    # given a case that was at 2 and is closed on Monday 2 March
    played = TensionPlay.at(at_stage, "level_2")
    unfounded(played)
    row = played.clock("te_evaluation")
    assert (row.target_on, row.limit_on) == (day("Mon 16 Mar 2026"), day("Mon 30 Mar 2026"))
    assert played.case.is_open
    # when the co-ordinator files it / then the case is closed for good
    played.answer("Task_EvaluateResponse", EVALUATED, by=DELPHINE)
    assert (played.case.is_open, played.case.closing_reason) == (False, "unfounded")
    assert played.states("te_evaluation") == ["done"]
    assert played.answers("Task_EvaluateResponse")["lessons"][0]["words"] == "Ask the traders first."
    assert played.decision("evaluation").answer == "partly"


def test_te_21_a_late_evaluation_is_told_to_the_director(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    unfounded(played)
    played.wait_until("Tue 31 Mar 2026 00:01")
    assert "The evaluation of a community tension is late" in played.told("director")


def test_te_21_what_stayed_at_5_or_6_is_closed_without_evaluation_or_notice(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_6")
    played.close()
    assert (played.case.is_open, played.rounds(), played.running()) == (False, [], {})


def test_te_21_only_the_co_ordinator_evaluates(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    unfounded(played)
    with pytest.raises(NotYours):
        played.answer("Task_EvaluateResponse", EVALUATED, by=MABEL)


# -- acts that cannot be


def test_a_level_is_not_agreed_on_a_case_that_is_closed(at_stage: AtStage) -> None:
    # given somebody had the page open while the case was closed
    played = TensionPlay.at(at_stage, "level_6")
    score = played.driver.task(played.reference, "Task_ScoreTension").task_id
    played.close()
    late = CompleteTask(actor=played.by(MABEL), task_id=score, posted=posted(scored(2, 2, 2)))
    with pytest.raises(TaskNotOpen, match="Mabel Thorne answered this at 10am"):
        played.do(late)
    assert len(played.assessments) == 2
    assert played.tension.level == 6


def test_a_second_press_agrees_nothing_twice(at_stage: AtStage) -> None:
    # given the same form, pressed twice
    played = TensionPlay.at(at_stage, "tension")
    played.score(3, 2, 2)
    task = played.driver.task(played.reference, "Task_AgreeLevel").task_id
    press = CompleteTask(actor=played.by(MABEL), task_id=task, posted=posted(agreed(2)), form_key="once")
    first = played.do(press)
    assert played.do(press) == first
    # then there is one alert and one set of clocks
    assert len(played.rounds("L-TE-01")) == 1
    assert [row.clock for row in played.rows(Deadline)].count("te_meet_urgent") == 1
    # and another press of an old page is told who answered it
    with pytest.raises(TaskNotOpen):
        played.do(CompleteTask(actor=played.by(MABEL), task_id=task, posted=posted(agreed(4))))
    assert played.tension.level == 2


def test_a_report_is_not_added_to_a_case_that_is_over(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    unfounded(played)
    with pytest.raises(AnswersRefused) as refused:
        played.add_report()
    assert refused.value.problems == {"what": "This case is closed. Report it as a new concern"}
    assert len(played.reports) == 1


def test_te_09_what_was_to_be_settled_is_not_asked_after_the_closing(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "tension")
    disputed = {"asb_answer": "other", "asb_level": "2", "asb_reasons": "We see it otherwise."}
    played.level(4, **disputed)
    unfounded(played)
    assert played.duties() == ["Task_EvaluateResponse"]
    assert played.tension.is_disputed is False


def test_closing_says_how_both_agreed(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_6")
    played.close()
    assert played.assessments[-1].asb_by == CLOSE["asb_by"]
