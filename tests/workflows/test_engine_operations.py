"""Operations: a closed list, answered by the service; what fails there stops the run under our own name."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.workflows.journey import MONDAY, Journey, both_modes, definition_of, shipped
from workflows import (
    OPERATIONS,
    Engine,
    Json,
    OperationFailed,
    OperationRequest,
    StuckCase,
    load_definition,
)


class LetterboxFullError(Exception):
    """Something only the service knows."""


def failing(request: OperationRequest) -> Mapping[str, Json]:
    raise LetterboxFullError("no room")


@both_modes
def test_an_operation_is_asked_for_with_worked_out_parameters(mode: str) -> None:
    journey = Journey(definition_of("failing_operation"), mode=mode)
    journey.complete("Task_Go")
    (request,) = journey.desk.asked
    assert (request.name, request.element_id, request.process_id) == ("notify", "Task_Fail", "failing_operation")
    assert request.parameters == {"who": "spoc", "text": "x"}
    assert request.item is None


def test_a_failure_of_the_service_comes_out_with_its_cause() -> None:
    run = Engine().start(definition_of("failing_operation"), facts={}, due={}, perform=failing, now=MONDAY)
    with pytest.raises(OperationFailed) as failure:
        run.complete_task(run.open_tasks[0].task_id, {})
    assert isinstance(failure.value.__cause__, LetterboxFullError)
    assert failure.value.element_id == "Task_Fail"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('id="notify"', 'id="delete_everything"', "no operation called"),
        ('id="text"', 'id="other"', "not told: text"),
        ('id="notify"', 'id="list"', "not told: what"),
        ("'\"spoc\"'", "'unknown_fact'", "no fact called"),
        ("'\"spoc\"'", "'__import__(1)'", "underscore"),
    ],
)
def test_a_service_task_written_wrongly_is_an_error_at_its_element(old: str, new: str, words: str) -> None:
    files = {name: text.replace(old, new) for name, text in shipped("failing_operation").items()}
    journey = Journey(load_definition(files, process_id="failing_operation"), mode="live")
    with pytest.raises(StuckCase, match=words) as failure:
        journey.complete("Task_Go")
    assert failure.value.element_id == "Task_Fail"
    assert journey.desk.asked == []


@pytest.mark.parametrize("answer", [{}, {"items": "text"}, {"items": None}, {"items": {"a": 1}}])
def test_a_list_operation_must_answer_a_list(answer: dict[str, Json]) -> None:
    with pytest.raises(OperationFailed, match="list"):
        Journey(definition_of("body_returns", "body_return"), mode="live", answers={"list": answer})


def test_an_answer_that_cannot_be_stored_is_refused() -> None:
    def answer(_request: OperationRequest) -> Mapping[str, Json]:
        return {"typename": "datetime"}

    run = Engine().start(definition_of("failing_operation"), facts={}, due={}, perform=answer, now=MONDAY)
    with pytest.raises(OperationFailed, match="typename"):
        run.complete_task(run.open_tasks[0].task_id, {})


def test_every_operation_says_what_it_is_for() -> None:
    assert {"draft_letter", "set_fact", "decide", "notify", "open_case", "record", "list"} <= set(OPERATIONS)
    assert all(kind.purpose and kind.name == name for name, kind in OPERATIONS.items())
