"""News from outside and inside: withdrawal at every depth, what may happen at any time, changes of level."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.workflows.journey import MONDAY, Journey, both_modes, definition_of
from workflows import MessageThrown, NobodyWaits, OperationPerformed, RunEnded, TaskCancelled, TimerFired, UnusableFacts

BUNDLE = ("whole_case", "case_work", "at_any_time", "body_returns", "body_return")


def open_case(mode: str) -> Journey:
    return Journey(
        definition_of(*BUNDLE),
        mode=mode,
        due={("ct_information_return", body): MONDAY + timedelta(days=8) for body in ("b0", "b1", "b2")},
        answers={"list": {"items": ["b0", "b1", "b2"]}},
    )


@both_modes
def test_withdrawal_stops_everything_three_diagrams_down(mode: str) -> None:
    # given  bodies asked two calls down, timers running, a loop beside
    journey = open_case(mode)
    journey.complete("Task_GiveReturn", {"refused": True}, item="b1")
    assert journey.run.waits_for("application_withdrawn")
    # when   the application is withdrawn
    journey.receive("application_withdrawn")
    # then   only the confirming task is left, and no timer
    assert journey.open() == ["Task_ConfirmWithdrawal"]
    assert journey.timers() == ()
    cancelled = [(event.element_id, event.item) for event in journey.of(TaskCancelled)]
    assert sorted(cancelled) == [("Task_CheckRefusal", "b1"), ("Task_GiveReturn", "b0"), ("Task_GiveReturn", "b2")]
    journey.complete("Task_ConfirmWithdrawal")
    assert journey.of(RunEnded)[0].element_id == "End_Withdrawn"


@both_modes
def test_news_nobody_waits_for_is_refused_and_changes_nothing(mode: str) -> None:
    journey = open_case(mode)
    assert not journey.run.waits_for("unheard_of")
    with pytest.raises(NobodyWaits):
        journey.run.receive_message("unheard_of", {})
    with pytest.raises(UnusableFacts):
        journey.run.receive_message("further_report", {"_secret": 1})
    assert len(journey.open()) == 3
    journey.receive("application_withdrawn")
    assert not journey.run.waits_for("application_withdrawn")


@both_modes
def test_what_may_happen_at_any_time_may_happen_again_and_again(mode: str) -> None:
    journey = open_case(mode)
    for number in range(40):
        if number % 3:
            journey.receive("further_report", {"kind": f"kind_{number}"})
        else:
            journey.receive("consent_withdrawn")
    records = [e.parameters["what"] for e in journey.of(OperationPerformed) if e.name == "record"]
    assert records == [f"kind_{number}" for number in range(40) if number % 3]
    letters = [e for e in journey.of(OperationPerformed) if e.name == "draft_letter"]
    assert len(letters) == 14
    assert len(journey.open()) == 3
    journey.receive("application_withdrawn")
    assert journey.open() == ["Task_ConfirmWithdrawal"]


@both_modes
def test_the_timer_of_an_event_gateway_fires_each_time_its_clock_runs_again(mode: str) -> None:
    journey = open_case(mode)
    key = ("ct_review_meeting", None)
    for day in (1, 2):
        journey.due[key] = MONDAY + timedelta(days=day)
        journey.sync(MONDAY + timedelta(days=day))
        del journey.due[key]
        journey.sync()
    fired = [event for event in journey.of(TimerFired) if event.element_id == "Timer_ReviewDue"]
    assert [event.due_at for event in fired] == [MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)]
    assert ("Timer_ReviewDue", None) in {(timer.element_id, timer.fires_at) for timer in journey.timers()}


@both_modes
def test_a_clock_over_several_tasks_tells_the_manager_once(mode: str) -> None:
    journey = open_case(mode)
    journey.due[("ct_threshold_decision", None)] = MONDAY + timedelta(days=3)
    journey.sync(MONDAY + timedelta(days=4))
    journey.sync(MONDAY + timedelta(days=5))
    told = [e for e in journey.of(OperationPerformed) if e.element_id == "Task_TellManager"]
    assert len(told) == 1
    assert len(journey.open()) == 3


@both_modes
def test_a_new_level_leaves_its_band_and_enters_the_next(mode: str) -> None:
    journey = Journey(definition_of("level_bands", "one_band", "band_work"), mode=mode, facts={"code": "x"})
    for level in (3, 2, 5):
        journey.complete("Task_ReviewLevel", {"level": level})
        assert journey.open() == ["Task_ReviewLevel"]
    assert journey.of(MessageThrown) == [], "a change inside is not told outside"
    journey.complete("Task_ReviewLevel", {"level": 0})
    assert journey.is_finished()
    assert journey.of(MessageThrown) == [MessageThrown(name="partner_told", payload={"code": "x"})]
