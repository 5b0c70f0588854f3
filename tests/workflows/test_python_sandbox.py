"""The project's list of hostile expressions, put everywhere a process owner can write one.

None escapes, none leaks, none takes a second, and the next case runs as ever.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import pytest

from tests.workflows.corpus import read_corpus
from tests.workflows.journey import MONDAY, Desk, definition_of, shipped
from workflows import Engine, Run, StuckCase, UnreadableDiagram, WorkflowError, load_definition, parse_expression

CANARY = "canary-6f1d2c"
CASES = read_corpus("python_sandbox")
PLACES = ("condition", "timer", "loop condition", "operation parameter", "message payload", "boundary timer")
SECONDS = 1.0


class Host:
    """The harmless host object the list speaks of."""

    def method(self) -> str:
        return CANARY

    def gen(self) -> Iterator[int]:
        yield 1


@pytest.fixture
def traps(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A file that must not be read, and a path that must not come to be."""
    canary = tmp_path / "canary.txt"
    canary.write_text(CANARY, encoding="utf-8")
    marker = tmp_path / "marker"
    yield {"{CANARY_FILE}": str(canary), "{MARKER}": str(marker)}
    assert not marker.exists()


def payload_of(case: dict[str, Any], traps: dict[str, str]) -> str:
    payload = str(case["payload"])
    for name, path in traps.items():
        payload = payload.replace(name, path)
    return payload


def escaped(payload: str) -> str:
    """Give the payload as XML text; characters XML cannot hold make the file unreadable, which is a refusal too."""
    return quoteattr(payload)[1:-1].replace("&#10;", "\n").replace("&#13;", "\r").replace("&#9;", "\t")


def diagrams_with(payload: str, place: str) -> tuple[dict[str, str], str]:
    text = escaped(payload)
    name, old, new = {
        "condition": (
            "sequence_case",
            'Task_CheckForm["complete"] == True and case["kind"] == "ct"</bpmn',
            f"{text}</bpmn",
        ),
        "boundary timer": ("wait_for_items", ">due(\"ct_missing_lapse\")<", f">{text}<"),
        "timer": ("one_update", ">due(\"ct_victim_update\")<", f">{text}<"),
        "loop condition": ("meeting_rounds", ">hold_meeting_outcome[\"adjourned\"]<", f">{text}<"),
        "operation parameter": ("failing_operation", "value='\"spoc\"'", f'value="{text.replace(chr(34), "&quot;")}"'),
        "message payload": ("level_bands", ">{\"code\": case[\"code\"]}<", f">{text}<"),
    }[place]  # fmt: skip
    names = [name, *{"meeting_rounds": ["hold_meeting"], "level_bands": ["one_band", "band_work"]}.get(name, [])]
    files = shipped(*names)
    assert old in files[f"{name}.bpmn"], place
    files[f"{name}.bpmn"] = files[f"{name}.bpmn"].replace(old, new)
    return files, name


def walk(run: Run) -> None:
    """Do every open task once, so that the payload is reached wherever it stands."""
    for _ in range(3):
        for task in run.open_tasks:
            run.complete_task(task.task_id, {"complete": True, "adjourned": False, "level": 0})


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_hostile_expression_gets_nowhere(case: dict[str, Any], place: str, traps: dict[str, str]) -> None:
    files, name = diagrams_with(payload_of(case, traps), place)
    engine, desk = Engine(), Desk()
    begun = time.thread_time()
    seen: object = ""
    try:
        run = engine.start(
            load_definition(files, process_id=name),
            facts={"kind": "ct", "code": "x"}, due={}, perform=desk, now=MONDAY,
        )  # fmt: skip
        walk(run)
        step = run.close()
    except (StuckCase, UnreadableDiagram) as refusal:
        seen = str(refusal)
    else:
        pytest.fail(f"{case['id']} was worked out: {step.events}")
    # neither the canary nor anything of the interpreter is told
    assert CANARY not in str(seen)
    assert not desk.asked
    assert time.thread_time() - begun < SECONDS
    # and the next case runs as ever
    other = engine.start(definition_of("sequence_case"), facts={"kind": "ct"}, due={}, perform=desk, now=MONDAY)
    other.complete_task(other.open_tasks[0].task_id, {"complete": True})
    assert [task.element_id for task in other.open_tasks] == ["Task_Approve"]


@pytest.mark.parametrize("place", PLACES)
def test_every_place_is_really_reached(place: str) -> None:
    files, name = diagrams_with("unheard_of", place)
    engine = Engine()
    definition = load_definition(files, process_id=name)
    with pytest.raises(StuckCase, match="There is no fact called unheard_of"):
        walk(engine.start(definition, facts={"kind": "ct", "code": "x"}, due={}, perform=Desk(), now=MONDAY))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_hostile_expression_is_refused_with_a_host_object_in_reach(
    case: dict[str, Any], traps: dict[str, str]
) -> None:
    facts = {"obj": Host(), "x": "a", "license": Host()}
    begun = time.thread_time()
    with pytest.raises(WorkflowError):
        parse_expression(payload_of(case, traps)).evaluate(facts, functions={"len": len})
    assert time.thread_time() - begun < SECONDS


def test_the_list_is_the_projects_own_and_complete() -> None:
    kinds = {case["kind"] for case in CASES}
    assert kinds == {"escape", "leak", "bypass", "dos", "poison"}
    assert len(CASES) >= 60
    json.dumps(CASES)
