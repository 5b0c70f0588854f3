"""One row for each task of a process: number, parent, change, state, element, and only what differs from its parent.

Finished tasks share their parent's facts when read again; open ones get copies of their own.
"""

from __future__ import annotations

from typing import Any, Final

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from workflows.errors import StateError, WrongVersion
from workflows.facts import Json, copy_json
from workflows.numbering import Numbering, number_of

_WIDTH: Final = 9
_OPEN: Final = TaskState.WAITING | TaskState.READY | TaskState.STARTED
_ROUNDS: Final = "merged"


def write_tasks(part: Any) -> list[list[Any]]:
    """Give the rows of one process, parents before children. Rows end where nothing but defaults follows."""
    tasks = part.tasks
    return [_write_task(task, tasks.get(task._parent)) for task in tasks.values()]


def _write_task(task: Any, parent: Any) -> list[Any]:
    updates, gone = _difference(task, _facts_before(task, parent))
    row: list[Any] = [
        number_of(task.id),
        number_of(parent.id) if parent is not None else 0,
        task.last_state_change,
        task._state,
        task.task_spec.name,
        int(task.triggered),
        _write_internal(task) if task.internal_data else 0,
        updates,
        gone,
    ]
    while not row[-1]:
        row.pop()
    return row


def _facts_before(task: Any, parent: Any) -> dict[str, Json]:
    """Give the facts from which this task's facts are told apart: its parent's, or those of the call around it."""
    if task._state < TaskState.WAITING:
        return {}
    before = parent if parent is not None else getattr(task.workflow, "host", None)
    facts: dict[str, Json] = {} if before is None else before.data
    return facts


def _difference(task: Any, before: dict[str, Json]) -> tuple[dict[str, Json], list[str]]:
    facts: dict[str, Json] = task.data
    if facts is before or not facts:  # a join that still waits has not taken anything over yet
        return {}, []
    updates = {key: value for key, value in facts.items() if key not in before or before[key] != value}
    return updates, [key for key in before if key not in facts]


def _write_internal(task: Any) -> dict[str, Any]:
    if task.has_state(TaskState.FINISHED_MASK):
        return {}
    kept = {key: value for key, value in task.internal_data.items() if value is not False and value != []}
    if _ROUNDS in task.internal_data:
        kept[_ROUNDS] = len(task.internal_data[_ROUNDS])
    return kept


def read_tasks(part: Any, rows: list[list[Any]], numbering: Numbering) -> dict[int, Any]:
    """Put the tasks of saved rows back into a process and give them by number. Raises StateError, WrongVersion."""
    specs = part.spec.task_specs
    found: dict[int, Any] = {}
    for row in rows:
        number, parent_number, change, state, name, triggered, internal, updates, gone = row + [0] * (_WIDTH - len(row))
        if name not in specs:
            raise WrongVersion
        parent = found.get(parent_number)
        if parent is None and parent_number:
            raise StateError("The rows of the saved position are out of order.")
        task = _bare_task(part, specs[name], state, numbering.id_of(number))
        task.last_state_change, task.triggered = change, bool(triggered)
        if parent is not None:
            task._parent = parent.id
            parent._children.append(task.id)
        task.internal_data = _read_internal(internal) if internal else {}
        part.tasks[task.id] = found[number] = task
        task.data = _read_facts(state, _facts_before(task, parent), updates or {}, gone or [])
    return found


def _read_internal(saved: dict[str, Any]) -> dict[str, Any]:
    internal = dict(saved)
    if _ROUNDS in internal:
        internal[_ROUNDS] = [""] * internal[_ROUNDS]
    return internal


def _read_facts(state: int, before: dict[str, Json], updates: dict[str, Json], gone: list[str]) -> dict[str, Json]:
    if not state & _OPEN:
        return {**{k: v for k, v in before.items() if k not in gone}, **updates} if updates or gone else before
    facts = {key: copy_json(value) for key, value in before.items()}
    facts.update(updates)
    for key in gone:
        facts.pop(key, None)
    return facts


def _bare_task(part: Any, spec: Any, state: int, task_id: Any) -> Any:
    """Make a task without Spiff's constructor, which would look for its parent and read a clock."""
    task = Task.__new__(Task)
    task.id, task.workflow, task.task_spec = task_id, part, spec
    task._parent, task._children, task._state = None, [], state
    task.triggered, task.thread_id = False, 0
    task.data, task.internal_data, task.last_state_change = {}, {}, 0
    return task
