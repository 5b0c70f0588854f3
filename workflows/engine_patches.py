"""What we change in SpiffWorkflow 3.2.0 itself, each with a test that fails when upstream changes.

1 data is copied deeply and merged by whole top-level values;  2 joins keep the branch that changed a value;
3 task ids and change numbers come from our run;  4 its loggers stay quiet (they would write case facts).
What can be done by our own subclasses is done in case_workflow.py instead.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, Final
from uuid import UUID

import SpiffWorkflow.task as task_module
from SpiffWorkflow.bpmn.specs.mixins.unstructured_join import UnstructuredJoin
from SpiffWorkflow.util.deep_merge import DeepMerge
from SpiffWorkflow.util.task import TaskState

from workflows.facts import Json, copy_json
from workflows.numbering import CURRENT

_LOGGERS: Final = ("spiff", "spiff.workflow", "spiff.task", "spiff.data")

_random_id = task_module.uuid4
_wall_clock = task_module.time
_join_by_last_finisher = UnstructuredJoin._run_hook


def apply_patches() -> None:
    """Put the patches in place; doing it twice is harmless."""
    DeepMerge.merge = staticmethod(merge_values)
    UnstructuredJoin._run_hook = _join_branches
    task_module.uuid4 = _next_id
    task_module.time = SimpleNamespace(time=_next_change, sleep=_wall_clock.sleep)
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.ERROR)


def merge_values(into: dict[str, Json], source: Mapping[str, Json], _path: object = None) -> dict[str, Json]:
    """Take every top-level value of the source over, as a copy of its own.

    Spiff shares nested values between tasks, which rewrites its own history, and mixes the old and the new list.
    """
    for key, value in source.items():
        if key not in into or into[key] != value:
            into[key] = copy_json(value)
    return into


def _next_id() -> UUID:
    numbering = CURRENT.get()
    return numbering.next_task_id() if numbering else _random_id()


def _next_change() -> float:
    numbering = CURRENT.get()
    return numbering.next_change() if numbering else _wall_clock.time()


def _join_branches(spec: Any, my_task: Any) -> bool:
    """Join parallel branches: each brings what it has changed since the split, the later branch wins a clash.

    Spiff lets the branch that finishes last overwrite everything with its own stale copy.
    """
    if CURRENT.get() is None:
        return bool(_join_by_last_finisher(spec, my_task))
    ends, before = _branches_of(spec, my_task)
    joined = dict(before)
    for end in sorted(ends, key=lambda task: task.last_state_change):
        merge_values(joined, {k: v for k, v in end.data.items() if k not in before or before[k] != v})
    my_task.data = merge_values({}, joined)
    return True


def _branches_of(spec: Any, my_task: Any) -> tuple[list[Any], Mapping[str, Json]]:
    """Give the last task of each branch that has come to this join in this round, and the data before the split."""
    path = _path_to_root(my_task)
    depths = {task.id: depth for depth, task in enumerate(path)}
    before_me = next((depth for depth, task in enumerate(path) if depth and task.task_spec is spec), len(path))
    ends, split = [my_task.parent], 1
    for task in my_task.workflow.tasks.values():
        if task.task_spec is not spec or task.id in depths or not _has_arrived(task):
            continue
        fork = next(depths[step.id] for step in _path_to_root(task) if step.id in depths)
        if fork < before_me:  # a fork behind an earlier pass of this join belongs to an earlier round
            ends.append(task.parent)
            split = max(split, fork)
    return ends, path[split].data


def _has_arrived(task: Any) -> bool:
    return bool(task.has_state(TaskState.FINISHED_MASK) and task.parent.has_state(TaskState.COMPLETED))


def _path_to_root(task: Any) -> list[Any]:
    path = [task]
    while (task := task.parent) is not None:
        path.append(task)
    return path
