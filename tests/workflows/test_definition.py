"""Definitions: one bundle, one hash, and only what the engine may run."""

from __future__ import annotations

import re
import time
from contextlib import suppress

import pytest

from tests.workflows.corpus import read_corpus
from tests.workflows.journey import MONDAY, Desk, definition_of, shipped
from workflows import Engine, UnreadableDiagram, WorkflowError, content_hash_of, load_definition
from workflows.definition import MAX_CACHED, _cache


def short(old: str, new: str) -> dict[str, str]:
    """Give the short case with one piece of its text changed."""
    text = shipped("sequence_case")["sequence_case.bpmn"]
    assert old in text
    return {"sequence_case.bpmn": text.replace(old, new)}


def test_a_definition_tells_what_the_diagram_says() -> None:
    definition = definition_of("sequence_case")
    info = definition.processes["sequence_case"]
    assert (info.name, info.lanes) == ("A short case", ("SPOC", "CSP manager"))
    task = definition.element("sequence_case", "Task_CheckForm")
    assert task is not None
    assert (task.type, task.name, task.lane) == ("userTask", "Check the form", "SPOC")
    assert task.properties["starts_clock"] == "ct_threshold_decision"
    outcome = definition.element("sequence_case", "Task_SetOutcome")
    assert outcome is not None
    assert outcome.operation == "set_fact"
    assert definition.element("sequence_case", "Task_Unknown") is None


def test_events_tell_their_timer_their_message_and_calls_their_diagram() -> None:
    definition = definition_of("whole_case", "case_work", "at_any_time", "body_returns", "body_return")
    boundary = definition.elements["whole_case"]["Message_Withdrawn"]
    assert (boundary.type, boundary.message) == ("boundaryEvent", "application_withdrawn")
    assert definition.elements["case_work"]["Timer_DecisionLate"].timer == 'due("ct_threshold_decision")'
    assert definition.elements["whole_case"]["Call_HandleCase"].calls == "case_work"


def test_the_same_files_are_parsed_once() -> None:
    assert definition_of("sequence_case") is definition_of("sequence_case")


def test_any_change_of_a_file_or_its_name_changes_the_hash() -> None:
    files = shipped("updates", "one_update")
    changed = {**files, "updates.bpmn": files["updates.bpmn"] + " "}
    renamed = {("other.bpmn" if name == "updates.bpmn" else name): text for name, text in files.items()}
    hashes = {content_hash_of(one) for one in (files, changed, renamed, shipped("updates"))}
    assert len(hashes) == 4
    assert content_hash_of(files) == content_hash_of(dict(reversed(files.items())))


def test_the_cache_does_not_grow_without_end() -> None:
    for number in range(MAX_CACHED + 5):
        load_definition(short("A short case", f"Case {number}"), process_id="sequence_case")
    assert len(_cache) == MAX_CACHED


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("bpmn:userTask", "bpmn:scriptTask", "no support"),
        ("bpmn:userTask", "bpmn:manualTask", "no support"),
        ("bpmn:exclusiveGateway", "bpmn:complexGateway", "no support"),
        ('id="Task_Approve" name', 'id="End" name', "may have the id End"),
        ('id="Task_Approve" name', 'id="Start" name', "may have the id Start"),
        ('id="Task_Approve" name', 'id="x.EndJoin" name', "may have the id x.EndJoin"),
        ('targetRef="Task_Approve"', 'targetRef="Task_Missing"', "Task_Missing"),
        ("<bpmn:definitions", "<!DOCTYPE x><bpmn:definitions", "document type"),
        ("spiffworkflow:properties>", "spiffworkflow:preScript>", "preScript"),
        ('<bpmn:endEvent id="End_Closed" name="Closed" />', "", "End_Closed"),
        ('id="sequence_case" name', 'id="another" name', "no process sequence_case"),
        ('isExecutable="true"', 'isExecutable="false"', "not executable"),
        (
            '<bpmn:endEvent id="End_Closed" name="Closed" />',
            '<bpmn:endEvent id="End_Closed"><bpmn:signalEventDefinition /></bpmn:endEvent>',
            "signalEventDefinition",
        ),
        (
            '<bpmn:endEvent id="End_Closed" name="Closed" />',
            '<bpmn:endEvent id="End_Closed" /><bpmn:boundaryEvent id="Timer_X" attachedToRef="Task_Approve">'
            "<bpmn:timerEventDefinition><bpmn:timeCycle>R3/PT1S</bpmn:timeCycle></bpmn:timerEventDefinition>"
            "</bpmn:boundaryEvent>",
            "must name a clock",
        ),
    ],
)
def test_what_the_engine_may_not_run_is_refused_when_read(old: str, new: str, words: str) -> None:
    with pytest.raises(UnreadableDiagram, match=words):
        load_definition(short(old, new), process_id="sequence_case")


def test_a_call_must_name_its_diagram() -> None:
    text = shipped("calls_itself")["calls_itself.bpmn"].replace('calledElement="calls_itself"', "")
    with pytest.raises(UnreadableDiagram, match="calledElement"):
        load_definition({"calls_itself.bpmn": text}, process_id="calls_itself")


def test_items_one_after_the_other_are_refused() -> None:
    text = shipped("user_per_body")["user_per_body.bpmn"].replace('isSequential="false"', 'isSequential="true"')
    with pytest.raises(UnreadableDiagram, match="side by side"):
        load_definition({"user_per_body.bpmn": text}, process_id="user_per_body")


def test_a_called_diagram_must_be_in_the_bundle() -> None:
    with pytest.raises(UnreadableDiagram, match="one_update"):
        load_definition(shipped("updates"), process_id="updates")


def test_two_files_may_not_hold_the_same_process() -> None:
    files = shipped("updates", "one_update")
    with pytest.raises(UnreadableDiagram, match="Duplicate process"):
        load_definition({**files, "again.bpmn": files["one_update.bpmn"]}, process_id="updates")


def test_a_chain_too_long_for_the_parser_is_refused_not_a_crash() -> None:
    tasks = "".join(f'<bpmn:userTask id="Task_{n}" />' for n in range(490))
    flows = "".join(
        f'<bpmn:sequenceFlow id="F{n}" sourceRef="Task_{n}" targetRef="Task_{n + 1}" />' for n in range(489)
    )
    text = (
        '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"><bpmn:process id="long">'
        f'<bpmn:startEvent id="S" /><bpmn:sequenceFlow id="F" sourceRef="S" targetRef="Task_0" />{tasks}{flows}'
        "</bpmn:process></bpmn:definitions>"
    )
    with pytest.raises(UnreadableDiagram):
        load_definition({"long.bpmn": text}, process_id="long")


@pytest.mark.parametrize("case", read_corpus("bpmn_models_bad"), ids=lambda case: case["id"])
def test_a_bad_model_is_refused_or_held_inside_the_budget(case: dict[str, str]) -> None:
    begun = time.thread_time()
    with suppress(WorkflowError):
        run_a_little(case["payload"])
    assert time.thread_time() - begun < 3


def run_a_little(text: str) -> None:
    process_id = re.findall(r'<(?:\w+:)?process id="([^"]*)"', text)
    definition = load_definition({"bad.bpmn": text}, process_id=process_id[0] if process_id else "process")
    run = Engine(max_seconds=2.0).start(definition, facts={}, due={}, perform=Desk(), now=MONDAY)
    for _ in range(5):
        for task in run.open_tasks[:3]:
            run.complete_task(task.task_id, {})
    run.close()
