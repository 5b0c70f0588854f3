"""Loops: rounds without number for people, none without end for the machine."""

from __future__ import annotations

import pytest

from tests.workflows.journey import MONDAY, Desk, Journey, both_modes, definition_of
from workflows import ElementPassed, Engine, StuckCase, TooManyItems, TooManySteps

ROUNDS = {"live": 450, "saved": 120}


@both_modes
def test_a_meeting_may_be_adjourned_hundreds_of_times(mode: str) -> None:
    journey = Journey(definition_of("meeting_rounds", "hold_meeting"), mode=mode)
    for number in range(1, ROUNDS[mode] + 1):
        assert journey.open() == ["Task_HoldMeeting"]
        journey.complete("Task_HoldMeeting", {"adjourned": number < ROUNDS[mode]})
    assert journey.is_finished()
    passed = [e for e in journey.of(ElementPassed) if e.element_id == "Task_HoldMeeting"]
    assert len(passed) == ROUNDS[mode]


def test_a_case_hardly_grows_with_its_rounds() -> None:
    journey = Journey(definition_of("meeting_rounds", "hold_meeting"), mode="saved")
    for _ in range(60):
        journey.complete("Task_HoldMeeting", {"adjourned": True})
    sizes = [len(step.state.data) for step in journey.steps]
    assert sizes[-1] - sizes[5] < 1_000


def test_rounds_without_a_person_or_a_date_are_stopped_by_the_budget() -> None:
    with pytest.raises(TooManySteps):
        Journey(definition_of("endless_rounds", "endless_round"), mode="live")


def test_a_smaller_budget_stops_earlier() -> None:
    with pytest.raises(TooManySteps, match="More than 3 automatic steps"):
        Engine(max_steps=3).start(
            definition_of("endless_rounds", "endless_round"), facts={}, due={}, perform=Desk(), now=MONDAY
        )


def test_time_is_a_budget_too() -> None:
    with pytest.raises(TooManySteps, match="seconds"):
        Engine(max_seconds=0.0).start(
            definition_of("endless_rounds", "endless_round"), facts={}, due={}, perform=Desk(), now=MONDAY
        )


def test_a_diagram_that_calls_itself_is_stopped() -> None:
    with pytest.raises(TooManyItems, match="levels deep") as failure:
        Journey(definition_of("calls_itself"), mode="live")
    assert isinstance(failure.value, StuckCase)
    assert failure.value.element_id == "Call_Self"
