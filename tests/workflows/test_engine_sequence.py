"""A short case from start to end: tasks, facts, a gateway, events, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.workflows.journey import MONDAY, Desk, Journey, both_modes, definition_of
from workflows import (
    ClockStarted,
    ClockStopped,
    ElementPassed,
    Engine,
    ExpressionFailed,
    NobodyWaits,
    OperationPerformed,
    RunEnded,
    RunIsOver,
    TaskCancelled,
    TaskCompleted,
    TaskNotOpen,
    TaskOpened,
    UnusableFacts,
    WrongVersion,
)


def short_case(mode: str, *, kind: str = "ct") -> Journey:
    return Journey(definition_of("sequence_case"), mode=mode, facts={"kind": kind})


@both_modes
def test_a_case_goes_from_task_to_task_to_its_end(mode: str) -> None:
    # given  a case whose form must be checked
    journey = short_case(mode)
    assert journey.open() == ["Task_CheckForm"]
    # when   the form is complete and the case approved
    journey.complete("Task_CheckForm", {"complete": True})
    journey.complete("Task_Approve")
    # then   the case is over, with its outcome
    assert journey.is_finished()
    assert journey.of(RunEnded) == [RunEnded(outcome="closed", element_id="End_Closed")]
    assert journey.open() == []


@both_modes
def test_the_default_flow_is_taken_when_no_condition_holds(mode: str) -> None:
    journey = short_case(mode, kind="te")
    journey.complete("Task_CheckForm", {"complete": True})
    assert journey.is_finished()
    assert ElementPassed(process_id="sequence_case", element_id="Task_Approve") not in journey.events


@both_modes
def test_an_open_task_says_what_the_diagram_says_of_it(mode: str) -> None:
    task = short_case(mode).task("Task_CheckForm")
    assert (task.name, task.lane, task.documentation) == ("Check the form", "SPOC", "Guidance, page 4.")
    assert task.properties["rule"] == "CT-08"
    assert task.process_id == "sequence_case"
    assert task.item is None


@both_modes
def test_events_tell_what_happened_in_the_order_in_which_it_happened(mode: str) -> None:
    # given  a task that stops one clock and starts another
    journey = short_case(mode)
    task_id = journey.tasks()[0].task_id
    # when   it is completed
    journey.complete("Task_CheckForm", {"complete": False})
    # then   the clock is stopped before the engine goes on, and started after the element is passed (P-21)
    names = [type(event).__name__ for event in journey.events]
    assert names == [
        "ElementPassed",
        "TaskOpened",
        "TaskCompleted",
        "ClockStopped",
        "ElementPassed",
        "ClockStarted",
        "ElementPassed",
        "OperationPerformed",
        "ElementPassed",
        "ElementPassed",
        "RunEnded",
    ]
    assert journey.of(TaskCompleted)[0].task_id == task_id
    stopped, started = journey.of(ClockStopped)[0], journey.of(ClockStarted)[0]
    assert (stopped.clock, stopped.key, stopped.element_id) == ("ct_ask_missing", None, "Task_CheckForm")
    assert (started.clock, started.key) == ("ct_threshold_decision", None)
    assert journey.of(OperationPerformed)[0].result == "closed"


@both_modes
def test_facts_are_kept_under_the_id_of_their_task_only(mode: str) -> None:
    journey = short_case(mode)
    journey.complete("Task_CheckForm", {"complete": True, "case": "not mine"})
    facts = journey.facts_at("Task_Approve")
    assert facts == {"case": {"kind": "ct"}, "Task_CheckForm": {"complete": True, "case": "not mine"}}


@both_modes
def test_a_task_can_be_completed_once_only(mode: str) -> None:
    journey = short_case(mode)
    task_id = journey.tasks()[0].task_id
    journey.complete("Task_CheckForm", {"complete": True})
    with pytest.raises(TaskNotOpen):
        journey.run.complete_task(task_id, {"complete": False})
    # and the refusal has changed nothing: the case goes on
    journey.complete("Task_Approve")
    assert journey.is_finished()


@pytest.mark.parametrize("task_id", ["", "nonsense", "00000000-0000-0000-0000-000000000000", "\x00", "é" * 36])
def test_a_task_id_that_names_no_open_task_is_refused(task_id: str) -> None:
    with pytest.raises(TaskNotOpen):
        short_case("live").run.complete_task(task_id, {})


@both_modes
def test_facts_that_cannot_be_stored_leave_the_task_open(mode: str) -> None:
    journey = short_case(mode)
    with pytest.raises(UnusableFacts):
        journey.run.complete_task(journey.tasks()[0].task_id, {"typename": "datetime"})
    assert journey.open() == ["Task_CheckForm"]


def test_a_gateway_that_reads_an_unknown_fact_names_itself() -> None:
    with pytest.raises(ExpressionFailed) as failure:
        short_case("live").complete("Task_CheckForm", {})
    assert failure.value.element_id == "Gateway_Complete"
    assert "complete" in failure.value.reason


def test_a_run_that_failed_is_dead_and_the_saved_case_is_not() -> None:
    # given  a saved case
    definition, desk, engine = definition_of("sequence_case"), Desk(), Engine()
    state = engine.start(definition, facts={"kind": "ct"}, due={}, perform=desk, now=MONDAY).close().state
    # when   a run of it fails
    run = engine.resume(definition, state, due={}, perform=desk, now=MONDAY)
    task_id = run.open_tasks[0].task_id
    with pytest.raises(ExpressionFailed):
        run.complete_task(task_id, {})
    # then   that run can neither act nor be saved
    with pytest.raises(RunIsOver):
        run.complete_task(task_id, {"complete": True})
    with pytest.raises(RunIsOver):
        run.close()
    # and    the case is taken up again from where it was saved
    again = engine.resume(definition, state, due={}, perform=desk, now=MONDAY)
    again.complete_task(task_id, {"complete": True})
    assert [task.element_id for task in again.close().open_tasks] == ["Task_Approve"]


def test_a_closed_run_is_over() -> None:
    journey = short_case("live")
    journey.run.close()
    with pytest.raises(RunIsOver):
        journey.run.cancel()


@both_modes
def test_a_cancelled_case_has_nothing_open(mode: str) -> None:
    journey = short_case(mode)
    task_id = journey.tasks()[0].task_id
    journey.cancel()
    assert journey.is_finished()
    assert [event.task_id for event in journey.of(TaskCancelled)] == [task_id]
    assert journey.of(RunEnded) == [RunEnded(outcome="cancelled", element_id=None)]
    journey.cancel()
    assert len(journey.of(RunEnded)) == 1
    with pytest.raises(TaskNotOpen):
        journey.run.complete_task(task_id, {})
    with pytest.raises(NobodyWaits):
        journey.run.receive_message("anything", {})


def test_a_saved_case_is_read_only_with_its_own_bundle() -> None:
    definition, desk, engine = definition_of("sequence_case"), Desk(), Engine()
    state = engine.start(definition, facts={}, due={}, perform=desk, now=MONDAY).close().state
    with pytest.raises(WrongVersion):
        engine.resume(definition_of("updates", "one_update"), state, due={}, perform=desk, now=MONDAY)
    other = replace(definition_of("updates", "one_update"), content_hash=definition.content_hash)
    with pytest.raises(WrongVersion):
        engine.resume(other, state, due={}, perform=desk, now=MONDAY)


def test_a_task_is_reported_open_once() -> None:
    journey = short_case("saved")
    journey.complete("Task_CheckForm", {"complete": True})
    assert [event.task.element_id for event in journey.of(TaskOpened)] == ["Task_CheckForm", "Task_Approve"]
