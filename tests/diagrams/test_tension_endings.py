"""How a tension ends on the real engine: closed, unfounded, joined; the reply; the questions that belong to it."""

import json

import pytest

from tests.diagrams.appeal_office import BPMN
from tests.diagrams.tension_office import FOLDER, TensionOffice, at_level
from workflows import NobodyWaits

FORMS = BPMN / FOLDER / "forms"


# -- the end


def test_te_21_and_te_27_from_four_to_two_to_four_to_six_and_closed() -> None:
    office = TensionOffice()
    for level in (4, 2, 4, 6):
        office.agree(level)
        office.wait(hours=2)
    office.forget()
    office.agree(0)

    assert (office.open(), office.letters()) == (["Task_EvaluateResponse"], ["L-TE-04"])
    assert office.lane("Task_EvaluateResponse") == "Partnership co-ordinator"
    assert office.started == ["te_evaluation"]

    office.do("Task_EvaluateResponse")
    assert office.is_finished
    assert (office.open(), office.timers) == ([], ())
    assert "te_evaluation" in office.stopped
    assert "End_TensionClosed" in office.passed


def test_te_21_the_director_hears_of_a_late_evaluation() -> None:
    office = at_level(4)
    office.agree(6)
    office.agree(0)
    office.wait(days=32)
    assert office.told() == ["director"]

    office.do("Task_EvaluateResponse")
    assert office.is_finished


def test_te_29_a_false_alarm_stands_down_whoever_was_alerted() -> None:
    office = at_level(2)
    office.agree(0)
    assert (office.open(), office.letters()) == (["Task_EvaluateResponse"], ["L-TE-04"])

    office.do("Task_EvaluateResponse")
    assert office.is_finished
    assert office.timers == ()


def test_te_20_what_stayed_in_the_normal_range_is_closed_without_evaluation() -> None:
    office = at_level(6)
    office.do("Task_NoteMonitoring")
    office.agree(0)

    assert office.is_finished
    assert (office.letters(), office.running()) == ([], [])
    assert "End_TensionClosed" in office.passed


@pytest.mark.parametrize("level", [None, 2, 4, 6])
def test_te_30_a_case_joined_with_another_stops_wherever_it_stands(level: int | None) -> None:
    office = TensionOffice()
    if level is not None:
        office.agree(level)
        office.agree(level)
    office.hear("report_merged")

    assert office.is_finished
    assert (office.open(), office.timers) == ([], ())
    assert "End_ReportMerged" in office.passed


def test_te_30_a_closed_case_is_joined_with_nothing() -> None:
    office = at_level(4)
    office.agree(6)
    office.agree(0)

    assert not office.waits_for("report_merged")
    with pytest.raises(NobodyWaits):
        office.hear("band_changed", level=2)


# -- the reply


def test_te_05_whoever_gave_a_name_gets_a_reply_in_two_working_days() -> None:
    office = TensionOffice("te_reply", clocks=["te_reply"], item="12")  # one of several reports
    assert office.lane("Task_ReplyToReporter") == "Council nominated officer"

    office.wait(days=3)
    assert office.told() == ["director"]
    office.do("Task_ReplyToReporter")
    assert (office.is_finished, office.running()) == (True, [])


def test_te_05_whoever_left_only_a_number_is_called_in_two_working_days() -> None:
    office = TensionOffice("te_reply_by_phone", clocks=["te_reply"], item="12")
    office.wait(days=3)
    assert office.told() == ["director"]
    office.do("Task_CallReporter")
    assert (office.is_finished, office.running()) == (True, [])


# -- the questions


def test_te_07_the_scores_are_asked_alike_in_every_band() -> None:
    asked = [path.read_text("utf-8") for path in FORMS.glob("*/Task_ScoreTension.json")]
    assert len(asked) == 4
    assert len(set(asked)) == 1


@pytest.mark.parametrize("process_id", ["te_review_conflict", "te_review_heightened", "te_review_normal"])
def test_te_27_only_a_conflict_asks_for_normality_and_only_the_normal_range_settles(process_id: str) -> None:
    form = json.loads((FORMS / process_id / "Task_AgreeLevel.json").read_text("utf-8"))
    asked = {question["id"]: question for question in form["questions"]}
    ways = [option["value"] for option in asked["close_as"]["options"]]

    assert ("normality" in asked) is (process_id == "te_review_conflict")
    assert ("settled" in ways) is (process_id == "te_review_normal")
