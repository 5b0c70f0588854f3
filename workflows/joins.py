"""Parallel branches coming together: which have arrived in this round, and what facts the joined token carries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from SpiffWorkflow.bpmn.specs.defaults import ParallelGateway
from SpiffWorkflow.util.task import TaskState

from workflows.facts import Json, copy_json

_ARRIVED: Final = TaskState.FINISHED_MASK | TaskState.WAITING | TaskState.READY


class JoinOfOneRound(ParallelGateway):  # type: ignore[misc]
    """A parallel gateway that waits for its branches anew in every round.

    Spiff counts the branches of earlier rounds as well, and goes on too early.
    """

    def _check_threshold_unstructured(self, my_task: Any) -> bool:
        ends, _before = branches_of(self, my_task)
        return {end.task_spec.name for end in ends if end.has_state(TaskState.COMPLETED)}.issuperset(self._inputs)


def merge_values(into: dict[str, Json], source: Mapping[str, Json], _path: object = None) -> dict[str, Json]:
    """Take every top-level value of the source over, as a copy of its own.

    Spiff shares nested values between tasks, which rewrites its own history, and mixes the old and the new list.
    """
    for key, value in source.items():
        if key not in into or into[key] != value:
            into[key] = copy_json(value)
    return into


def joined_facts(spec: Any, my_task: Any) -> dict[str, Json]:
    """Give the facts after a join: those before the split, and over them what each branch has changed since.

    Of two branches that changed the same name the later one counts.
    """
    ends, before = branches_of(spec, my_task)
    joined = merge_values({}, before)
    for end in sorted(ends, key=lambda task: task.last_state_change):
        merge_values(joined, {k: v for k, v in end.data.items() if k not in before or before[k] != v})
    return joined


def branches_of(spec: Any, my_task: Any) -> tuple[list[Any], Mapping[str, Json]]:
    """Give the last task of each branch that has come to this join in this round, and the facts before the split."""
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
    return bool(task.has_state(_ARRIVED) and task.parent.has_state(TaskState.COMPLETED))


def _path_to_root(task: Any) -> list[Any]:
    path = [task]
    while (task := task.parent) is not None:
        path.append(task)
    return path
