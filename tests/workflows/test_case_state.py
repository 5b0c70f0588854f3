"""The saved position: small, exact, and refused when it is damaged or of another version."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import orjson
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.journey import MONDAY, Desk, Journey, both_modes, definition_of
from workflows import CaseState, Engine, StateError, StuckCase, WorkflowError
from workflows.definition import _cache

BUNDLE = ("whole_case", "case_work", "at_any_time", "body_returns", "body_return")


def asked_state() -> CaseState:
    run = Engine().start(
        definition_of(*BUNDLE), facts={}, due={}, perform=Desk(answers={"list": {"items": ["b0", "b1"]}}), now=MONDAY
    )
    return run.close().state


def test_a_restored_case_saves_to_the_same_bytes() -> None:
    state, definition = asked_state(), definition_of(*BUNDLE)
    for _ in range(3):
        run = Engine().resume(definition, state, due={}, perform=Desk(), now=MONDAY)
        assert run.close().state == state


def test_a_saved_case_is_read_with_a_definition_parsed_afresh() -> None:
    # given  a case saved in the middle of a multi-instance and of a loop
    state = asked_state()
    # when   another process, with an empty cache, takes it up
    _cache.clear()
    run = Engine().resume(definition_of(*BUNDLE), state, due={}, perform=Desk(), now=MONDAY)
    # then   the rounds still find their frames
    for item in ("b0", "b1"):
        task = next(task for task in run.open_tasks if task.item == item)
        run.complete_task(task.task_id, {"refused": False})
    assert [task.element_id for task in run.open_tasks] == ["Task_Decide"]


@pytest.mark.parametrize(
    "data", [b"", b"nonsense", zstandard.compress(b"[]"), zstandard.compress(b"{}"), zstandard.compress(b"{")]
)
def test_damaged_bytes_are_refused_by_name(data: bytes) -> None:
    definition = definition_of(*BUNDLE)
    with pytest.raises(StateError):
        Engine().resume(
            definition,
            CaseState(data=data, definition_hash=definition.content_hash),
            due={},
            perform=Desk(),
            now=MONDAY,
        )


def test_a_state_without_tasks_is_refused() -> None:
    state = asked_state()
    document = orjson.loads(zstandard.decompress(state.data))
    document["parts"][0]["tasks"] = []
    with pytest.raises(StateError):
        Engine().resume(
            definition_of(*BUNDLE),
            replace(state, data=zstandard.compress(orjson.dumps(document))),
            due={},
            perform=Desk(),
            now=MONDAY,
        )


def test_a_state_of_another_form_is_refused() -> None:
    with pytest.raises(StateError, match="form 99"):
        Engine().resume(definition_of(*BUNDLE), replace(asked_state(), schema=99), due={}, perform=Desk(), now=MONDAY)


def spoil(value: Any, place: random.Random) -> Any:
    """Change one thing somewhere in a document."""
    if isinstance(value, dict) and value and place.random() < 0.9:
        key = place.choice(sorted(value))
        if place.random() < 0.2:
            return {name: part for name, part in value.items() if name != key}
        return {**value, key: spoil(value[key], place)}
    if isinstance(value, list) and value and place.random() < 0.9:
        index = place.randrange(len(value))
        return [spoil(part, place) if number == index else part for number, part in enumerate(value)]
    return place.choice([None, -1, 2**40, "x", [], {}, 16, True])


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9))
def test_a_state_that_somebody_changed_by_hand_fails_cleanly_or_runs(seed: int) -> None:
    state, definition = asked_state(), definition_of(*BUNDLE)
    document = spoil(orjson.loads(zstandard.decompress(state.data)), random.Random(seed))  # noqa: S311
    spoiled = replace(state, data=zstandard.compress(orjson.dumps(document)))
    try:
        run = Engine().resume(definition, spoiled, due={}, perform=Desk(), now=MONDAY)
        for task in run.open_tasks:
            run.complete_task(task.task_id, {"refused": False})
        run.close()
    except WorkflowError:
        return


ACTS = st.lists(st.tuples(st.sampled_from("cccrstx"), st.integers(0, 99)), min_size=1, max_size=25)


def act(journey: Journey, kind: str, number: int) -> None:
    tasks = sorted(journey.tasks(), key=lambda task: (task.element_id, task.item or ""))
    if journey.is_finished():
        return
    if kind == "c" and tasks:
        task = tasks[number % len(tasks)]
        journey.complete(task.element_id, {"refused": number % 3 == 0}, item=task.item)
    elif kind == "r":
        journey.receive("further_report", {"kind": f"k{number}"}) if journey.run.waits_for("further_report") else None
    elif kind == "s":
        journey.due[("ct_information_return", f"b{number % 4}")] = MONDAY.replace(day=2 + number % 20)
        journey.due[("ct_threshold_decision", None)] = MONDAY.replace(day=2 + number % 25)
        journey.sync()
    elif kind == "t":
        journey.sync(max(journey.now, MONDAY.replace(day=2 + number % 28)))
    elif kind == "x" and number < 20 and journey.run.waits_for("application_withdrawn"):
        journey.receive("application_withdrawn")


@settings(max_examples=60, deadline=None)
@given(ACTS)
def test_any_sequence_of_acts_gives_the_same_live_and_restored(acts: list[tuple[str, int]]) -> None:
    journeys = [
        Journey(definition_of(*BUNDLE), mode=mode, answers={"list": {"items": ["b0", "b1", "b2", "b3"]}})
        for mode in ("live", "saved")
    ]
    for kind, number in acts:
        for journey in journeys:
            act(journey, kind, number)
        live, saved = journeys
        assert live.open() == saved.open()
        assert [(t.element_id, t.item, t.fires_at) for t in live.timers()] == [
            (t.element_id, t.item, t.fires_at) for t in saved.timers()
        ]
    assert [without_ids(event) for event in live.events] == [without_ids(event) for event in saved.events]
    assert live.desk.asked == saved.desk.asked


def without_ids(event: object) -> object:
    if hasattr(event, "task_id"):
        return replace(event, task_id="")  # type: ignore[type-var]
    if hasattr(event, "task"):
        return replace(event.task, task_id="")
    return event


@both_modes
def test_a_finished_case_is_small_and_stays_finished(mode: str) -> None:
    journey = Journey(definition_of("sequence_case"), mode=mode, facts={"kind": "te"})
    journey.complete("Task_CheckForm", {"complete": True})
    state = journey.run.close().state
    assert len(state.data) < 1_000
    assert Engine().resume(journey.definition, state, due={}, perform=Desk(), now=MONDAY).is_finished


def test_a_case_that_grows_without_end_is_stopped_before_it_is_stored() -> None:
    journey = Journey(definition_of("parallel_rounds", "parallel_work"), mode="live")
    bulk = {f"answer_{number}": "x" * 20_000 for number in range(12)}
    run = journey.run
    run._workflow.task_tree.data.update({f"Task_{number}": bulk for number in range(25)})
    with pytest.raises(StuckCase, match="5 MB"):
        run.close()


def test_a_position_that_is_not_plain_is_never_stored() -> None:
    run = Journey(definition_of("sequence_case"), mode="live").run
    run._workflow.task_tree.data["odd"] = object()
    with pytest.raises(StuckCase, match="cannot be stored"):
        run.close()


def test_several_threads_may_work_on_cases_of_one_definition() -> None:
    def work(number: int) -> bool:
        journey = Journey(definition_of("parallel_rounds", "parallel_work"), mode="saved")
        for again in (True, True, False):
            for task in ("Task_CollectPapers", "Task_ContactApplicant", "Task_AppointChair"):
                journey.complete(task, {"by": number})
            journey.complete("Task_AfterJoin", {"again": again})
        return journey.facts_at("Task_Finish")["Task_AppointChair"] == {"by": number}

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(work, range(24)))
