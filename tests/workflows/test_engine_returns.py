"""Returns from several bodies: one small run for each, kept apart by the body's code."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.workflows.journey import MONDAY, Desk, Journey, both_modes, definition_of, shipped
from workflows import (
    ClockStarted,
    ClockStopped,
    DueKey,
    Engine,
    ExpressionFailed,
    OperationPerformed,
    TaskCancelled,
    TaskCompleted,
    TimerFired,
    TooManyItems,
    load_definition,
)

BUNDLE = ("whole_case", "case_work", "at_any_time", "body_returns", "body_return")
BODIES = [f"body_{number}" for number in range(8)]
CLOCK = "ct_information_return"


def asked_case(mode: str, bodies: list[str] | None = None) -> Journey:
    items = BODIES if bodies is None else bodies
    due: dict[DueKey, object] = {(CLOCK, body): MONDAY + timedelta(days=8) for body in items}
    due |= {(f"remind:{CLOCK}", body): MONDAY + timedelta(days=5) for body in items}
    return Journey(
        definition_of(*BUNDLE),
        mode=mode,
        due=due,  # type: ignore[arg-type]
        answers={"list": {"items": list(items)}},
    )


@both_modes
def test_every_body_gets_its_own_task_in_its_own_lane(mode: str) -> None:
    journey = asked_case(mode)
    assert journey.open() == [f"Task_GiveReturn:{body}" for body in BODIES]
    assert {task.lane for task in journey.tasks()} == {"Nominated officer"}
    started = [(event.clock, event.key) for event in journey.of(ClockStarted)]
    assert started == [(CLOCK, body) for body in BODIES]


@both_modes
def test_a_return_stops_only_its_own_clock(mode: str) -> None:
    journey = asked_case(mode)
    journey.complete("Task_GiveReturn", {"refused": False}, item="body_3")
    assert [(event.clock, event.key) for event in journey.of(ClockStopped)] == [(CLOCK, "body_3")]
    assert journey.of(TaskCompleted)[0].item == "body_3"
    assert len(journey.tasks()) == 7
    assert "body_3" not in {timer.item for timer in journey.timers()}


@both_modes
def test_the_silent_ones_are_reminded_and_then_recorded(mode: str) -> None:
    # given  two returns, one of them a refusal that must be checked
    journey = asked_case(mode)
    journey.complete("Task_GiveReturn", {"refused": False}, item="body_0")
    journey.complete("Task_GiveReturn", {"refused": True}, item="body_1")
    # when   the limit passes
    journey.sync(MONDAY + timedelta(days=30))
    # then   each silent body was chased and then recorded, and only the refusal is left to check
    silent = BODIES[2:]
    assert [e.item for e in journey.of(TimerFired) if e.element_id == "Timer_ReturnReminder"] == silent
    assert [e.item for e in journey.of(TimerFired) if e.element_id == "Timer_ReturnOverdue"] == silent
    assert [e.item for e in journey.of(OperationPerformed) if e.name == "record"] == silent
    assert journey.open() == ["Task_CheckRefusal:body_1"]
    journey.complete("Task_CheckRefusal", {}, item="body_1")
    assert journey.open() == ["Task_Decide"]


@both_modes
def test_nothing_of_the_single_returns_leaks_into_the_case(mode: str) -> None:
    journey = asked_case(mode, ["body_0", "body_1"])
    for body in ("body_1", "body_0"):
        journey.complete("Task_GiveReturn", {"refused": False}, item=body)
    assert journey.facts_at("Task_Decide") == {"case": {}, "body_returns_outcome": "closed"}


@both_modes
def test_a_case_without_bodies_goes_straight_on(mode: str) -> None:
    assert asked_case(mode, []).open() == ["Task_Decide"]


def test_thirty_bodies_are_the_most() -> None:
    assert len(asked_case("saved", [f"b{n}" for n in range(30)]).tasks()) == 30
    with pytest.raises(TooManyItems) as failure:
        asked_case("live", [f"b{n}" for n in range(31)])
    assert failure.value.element_id == "Call_AskBody"


def test_the_list_must_be_a_list() -> None:
    with pytest.raises(ExpressionFailed):
        Journey(
            load_definition(
                {name: text.replace(">bodies<", ">case<") for name, text in shipped(*BUNDLE).items()},
                process_id="body_returns",
            ),
            mode="live",
            answers={"list": {"items": []}},
        )


def test_a_case_with_eight_bodies_asked_is_stored_in_less_than_eight_kilobytes() -> None:
    journey = asked_case("saved")
    journey.complete("Task_GiveReturn", {"refused": True}, item="body_1")
    assert max(len(step.state.data) for step in journey.steps) < 8_000


@both_modes
def test_a_body_asked_late_is_a_process_of_its_own_about_that_body(mode: str) -> None:
    # given  the diagram of one return, called elsewhere once for each body
    definition = load_definition(shipped(*BUNDLE), process_id="body_return")
    assert definition.item_variable == "body"
    # when   it is started by itself for one body
    journey = Journey(definition, mode=mode, facts={"body": "body_9"})
    # then   its task and its clock are about that body
    assert journey.open() == ["Task_GiveReturn:body_9"]
    assert [event.key for event in journey.of(ClockStarted)] == ["body_9"]
    assert journey.desk.asked[0].parameters["who"] == "body_9"
    assert {ask for timer in journey.timers() for ask in timer.asks} == {
        (CLOCK, "body_9"),
        (f"remind:{CLOCK}", "body_9"),
    }


@both_modes
def test_a_task_repeated_for_each_body_is_reported_once_for_each(mode: str) -> None:
    journey = Journey(definition_of("user_per_body"), mode=mode, answers={"list": {"items": ["body_0", "body_1"]}})
    assert journey.open() == ["Task_TellBody:body_0", "Task_TellBody:body_1"]
    journey.complete("Task_TellBody", item="body_1")
    journey.complete("Task_TellBody", item="body_0")
    assert [(event.clock, event.key) for event in journey.of(ClockStopped)] == [
        ("ct_tell", "body_1"),
        ("ct_tell", "body_0"),
    ]
    assert journey.is_finished()


def test_items_that_are_not_text_are_named_by_their_key() -> None:
    items = [{"key": "body_0", "name": "Housing"}, {"key": "body_1", "name": "Police"}]
    run = Engine().start(
        definition_of("user_per_body"),
        facts={},
        due={},
        perform=Desk(answers={"list": {"items": items}}),  # type: ignore[dict-item]
        now=MONDAY,
    )
    assert [task.item for task in run.open_tasks] == ["body_0", "body_1"]


def test_without_a_named_item_the_items_are_numbered() -> None:
    files = shipped("user_per_body")
    files = {name: text.replace('<bpmn:inputDataItem id="body" name="body" />', "") for name, text in files.items()}
    journey = Journey(
        load_definition(files, process_id="user_per_body"), mode="live", answers={"list": {"items": ["a", "b"]}}
    )
    assert journey.open() == ["Task_TellBody:0", "Task_TellBody:1"]


@both_modes
def test_an_interrupting_timer_on_the_list_itself_stops_every_item(mode: str) -> None:
    # Spiff fails here (P-08); our called parts know their call activity without looking it up
    journey = Journey(
        definition_of("cut_short", "body_return"), mode=mode, answers={"list": {"items": ["body_0", "body_1"]}}
    )
    journey.due[("ct_contact", None)] = MONDAY
    journey.sync()
    assert [event.item for event in journey.of(TaskCancelled)] == ["body_0", "body_1"]
    assert journey.timers() == ()
    assert journey.is_finished()
