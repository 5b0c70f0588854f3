"""The saved position of a running process: small, without its specification, pinned to a bundle by its hash.

What a task row holds is written and read in task_rows.py. Kept as bytes: the order of the rows matters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, cast
from uuid import UUID

import orjson
import zstandard
from SpiffWorkflow.bpmn.specs.mixins.events.event_types import CatchingEvent
from SpiffWorkflow.util.task import TaskState

from workflows.case_workflow import CaseWorkflow, PartWorkflow
from workflows.definition import ProcessDefinition
from workflows.errors import StateError, StuckCase, WrongVersion
from workflows.interpreter import Interpreter
from workflows.numbering import Numbering, number_of
from workflows.task_rows import read_tasks, write_tasks

SCHEMA: Final = 1
MAX_STATE_BYTES: Final = 5_000_000

_LEVEL: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseState:
    """A saved position: compressed, to be stored as it is and read only with the same bundle."""

    data: bytes
    definition_hash: str
    schema: int = SCHEMA


def save_state(workflow: CaseWorkflow, *, definition: ProcessDefinition, numbering: Numbering) -> CaseState:
    """Give the saved position of a process at rest. Raises StuckCase if it cannot be stored."""
    document = {
        "process": definition.process_id,
        "seed": numbering.seed,
        "given": numbering.tasks_given,
        "changes": numbering.changes,
        "item": workflow.item,
        "passed": {name: sorted(passed) for name, passed in workflow.passed.items()},
        "parts": [_part_document(part) for part in workflow.parts()],
    }
    try:
        plain = orjson.dumps(document)
    except TypeError as err:
        raise StuckCase("The position of the case cannot be stored") from err
    if len(plain) > MAX_STATE_BYTES:
        raise StuckCase("The position of the case has grown larger than 5 MB")
    compressed = zstandard.ZstdCompressor(level=_LEVEL).compress(plain)
    return CaseState(data=compressed, definition_hash=definition.content_hash)


def _part_document(part: Any) -> dict[str, Any]:
    return {
        "spec": part.spec.name,
        "host": number_of(part.host.id) if isinstance(part, PartWorkflow) else 0,
        "last": number_of(part.last_task.id) if part.last_task is not None else 0,
        "success": part.success,
        "completed": part.completed,
        "tasks": write_tasks(part),
    }


def read_document(state: CaseState) -> dict[str, Any]:
    """Give the plain content of a saved position. Raises StateError."""
    if state.schema != SCHEMA:
        raise StateError(f"The position was saved in form {state.schema}, we read form {SCHEMA}.")
    try:
        plain = zstandard.ZstdDecompressor().decompress(state.data, max_output_size=2 * MAX_STATE_BYTES)
        document = orjson.loads(plain)
    except (zstandard.ZstdError, orjson.JSONDecodeError) as err:
        raise StateError from err
    if not isinstance(document, dict):
        raise StateError
    return cast("dict[str, Any]", document)


def numbering_of(document: dict[str, Any]) -> Numbering:
    """Give the counters of a saved position, to be made current before it is restored."""
    return Numbering(seed=document["seed"], tasks_given=document["given"], changes=document["changes"])


def restore_workflow(
    document: dict[str, Any], *, definition: ProcessDefinition, numbering: Numbering, interpreter: Interpreter
) -> CaseWorkflow:
    """Give the running process of a saved position. Raises StateError, WrongVersion."""
    if document.get("process") != definition.process_id:
        raise WrongVersion
    workflow = CaseWorkflow(definition.spec, dict(definition.called_specs), interpreter, deserializing=True)
    workflow.item = document["item"]
    workflow.passed = {name: set(passed) for name, passed in document["passed"].items()}
    hosts: dict[int, Any] = {}
    for part_document in document["parts"]:
        host = hosts.get(part_document["host"])
        part = workflow if host is None else _new_part(part_document, host, workflow)
        hosts.update(_fill_part(part, part_document, numbering))
    return workflow


def _new_part(document: dict[str, Any], host: Any, workflow: CaseWorkflow) -> PartWorkflow:
    spec = workflow.subprocess_specs.get(document["spec"])
    if spec is None:
        raise WrongVersion
    part = PartWorkflow(spec, host, workflow, deserializing=True)
    workflow.subprocesses[host.id] = part
    part.completed_event.connect(host.task_spec._on_subworkflow_completed, host)
    return part


def _fill_part(part: Any, document: dict[str, Any], numbering: Numbering) -> dict[int, Any]:
    part.success, part.completed = document["success"], document["completed"]
    tasks = read_tasks(part, document["tasks"], numbering)
    if not tasks:
        raise StateError
    part.task_tree = next(iter(tasks.values()))
    part.last_task = part.tasks.get(numbering.id_of(document["last"]))
    manager = part.top_workflow.event_manager
    for task in part.tasks.values():
        if task.state == TaskState.WAITING and isinstance(task.task_spec, CatchingEvent):
            manager.add_task(task)
    return tasks


def task_uuid(text: str) -> UUID | None:
    """Give the task id in a text, or None if it is none."""
    try:
        return UUID(text)
    except (ValueError, AttributeError, TypeError):
        return None
