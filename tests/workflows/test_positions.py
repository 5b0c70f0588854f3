"""Where a case stands on its diagrams."""

from __future__ import annotations

import pytest

from tests.workflows.journey import Journey, definition_of
from workflows import Position, Where, WrongVersion, positions

BUNDLE = ("whole_case", "case_work", "at_any_time", "body_returns", "body_return")


def places(journey: Journey) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {"done": set(), "now": set()}
    for position in positions(journey.definition, journey.steps[-1].state):
        found[position.where].add(f"{position.process_id}.{position.element_id}")
    return found


def test_a_token_stands_on_the_open_task_and_has_left_what_is_before() -> None:
    journey = Journey(definition_of("sequence_case"), mode="saved", facts={"kind": "ct"})
    journey.complete("Task_CheckForm", {"complete": True})
    state = journey.steps[-1].state
    assert positions(journey.definition, state) == (
        Position(process_id="sequence_case", element_id="Start_Received", where=Where.DONE),
        Position(process_id="sequence_case", element_id="Task_CheckForm", where=Where.DONE),
        Position(process_id="sequence_case", element_id="Gateway_Complete", where=Where.DONE),
        Position(process_id="sequence_case", element_id="Task_Approve", where=Where.NOW),
    )


def test_a_token_is_shown_at_every_depth_and_not_on_waiting_boundaries() -> None:
    journey = Journey(definition_of(*BUNDLE), mode="saved", answers={"list": {"items": ["b0", "b1"]}})
    assert places(journey)["now"] == {
        "whole_case.Call_HandleCase",
        "case_work.Call_AskBodies",
        "case_work.Call_AtAnyTime",
        "body_returns.Call_AskBody",
        "body_return.Task_GiveReturn",
        "at_any_time.Gateway_Which",
    }


def test_what_a_finished_part_passed_is_remembered() -> None:
    journey = Journey(definition_of(*BUNDLE), mode="saved", answers={"list": {"items": ["b0"]}})
    journey.complete("Task_GiveReturn", {"refused": True}, item="b0")
    journey.complete("Task_CheckRefusal", item="b0")
    found = places(journey)
    assert {"body_return.Task_CheckRefusal", "body_returns.Call_AskBody", "case_work.Call_AskBodies"} <= found["done"]
    assert found["now"] == {
        "whole_case.Call_HandleCase",
        "case_work.Task_Decide",
        "case_work.Call_AtAnyTime",
        "at_any_time.Gateway_Which",
    }


def test_positions_are_read_only_with_their_own_bundle() -> None:
    journey = Journey(definition_of("sequence_case"), mode="saved")
    with pytest.raises(WrongVersion):
        positions(definition_of("dead_join"), journey.steps[-1].state)
