"""Work side by side: every branch keeps what it wrote, whoever finishes last, in every round."""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.workflows.journey import Journey, both_modes, definition_of
from workflows import CaseStalled, OperationPerformed, TooManyItems

BRANCHES = ("Task_ContactApplicant", "Task_AppointChair", "Task_CollectPapers")


@both_modes
@pytest.mark.parametrize("order", list(permutations(BRANCHES)))
def test_all_orders_of_finishing_give_the_same_facts(mode: str, order: tuple[str, ...]) -> None:
    journey = Journey(definition_of("parallel_work"), mode=mode)
    for task in order:
        journey.complete(task, {"by": task, "list": [task]})
    expected = {task: {"by": task, "list": [task]} for task in BRANCHES}
    assert journey.facts_at("Task_AfterJoin") == {"case": {}, **expected}


@both_modes
@pytest.mark.parametrize("last", BRANCHES)
def test_a_stale_copy_of_an_earlier_round_never_wins_at_the_join(mode: str, last: str) -> None:
    # given  a first round that has left its facts in every branch
    journey = Journey(definition_of("parallel_rounds", "parallel_work"), mode=mode)
    for task in BRANCHES:
        journey.complete(task, {"round": 1, "list": [1, 2], "only_first": True})
    journey.complete("Task_AfterJoin", {"again": True})
    # when   the second round is done in any order
    order = [task for task in BRANCHES if task != last] + [last]
    for task in order:
        journey.complete(task, {"round": 2, "list": [3]})
    # then   only the second round's facts are left, lists and all
    facts = journey.facts_at("Task_AfterJoin")
    assert {task: facts[task] for task in BRANCHES} == {task: {"round": 2, "list": [3]} for task in BRANCHES}


@both_modes
@pytest.mark.parametrize("order", [("Task_One", "Task_Two"), ("Task_Two", "Task_One")])
def test_an_arrow_back_around_a_split_keeps_each_round_apart(mode: str, order: tuple[str, str]) -> None:
    journey = Journey(definition_of("arrow_rounds"), mode=mode)
    for number in range(3):
        for task in order if number % 2 else reversed(order):
            journey.complete(task, {"round": number})
        facts = journey.facts_at("Task_Look")
        assert (facts["Task_One"], facts["Task_Two"]) == ({"round": number}, {"round": number})
        journey.complete("Task_Look", {"again": number < 2})
    assert journey.is_finished()


@both_modes
def test_a_terminate_end_stops_what_is_already_on_its_way(mode: str) -> None:
    journey = Journey(definition_of("terminate_race"), mode=mode)
    journey.complete("Task_Go")
    assert journey.is_finished()
    assert journey.of(OperationPerformed) == []


@both_modes
def test_a_join_that_can_never_be_reached_is_an_error_not_a_silence(mode: str) -> None:
    journey = Journey(definition_of("dead_join"), mode=mode, facts={"left": True})
    assert journey.open() == ["Task_Left"]
    with pytest.raises(CaseStalled) as failure:
        journey.complete("Task_Left")
    assert failure.value.element_id == "Gateway_DeadJoin"


def test_a_diagram_that_would_be_planned_endlessly_is_stopped() -> None:
    # fourteen splits in a row would be planned as 16,384 branches
    with pytest.raises(TooManyItems):
        Journey(definition_of("many_diamonds"), mode="live")
