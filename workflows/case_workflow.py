"""Our subclasses of Spiff's running processes: a case and the called parts inside it.

Looks for tasks by scanning the task table instead of walking the tree (faster, and no task goes unseen below
depth 1,000), caps the depth of calls, and drops called parts once they are over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from SpiffWorkflow.bpmn.specs.mixins.events.event_types import CatchingEvent
from SpiffWorkflow.bpmn.specs.mixins.multiinstance_task import StandardLoopTask
from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from workflows.engine_patches import apply_patches
from workflows.errors import TooManyItems

MAX_CALL_DEPTH: Final = 10

apply_patches()


class PartWorkflow(BpmnSubWorkflow):  # type: ignore[misc]
    """A called process inside a case; `host` is the call activity's task."""

    def __init__(self, spec: Any, host: Any, top_workflow: Any, **kwargs: Any) -> None:
        self.host = host
        super().__init__(spec, host.id, top_workflow, **kwargs)

    @property
    def parent_workflow(self) -> Any:
        """The process that called this one."""
        return self.host.workflow

    def update_waiting_tasks(self) -> None:
        """Let the waiting joins look again."""
        update_waiting_joins(self)

    def _task_removed_notify(self, task: Any) -> None:
        super()._task_removed_notify(task)
        self.top_workflow.stop_part_of(task)


class CaseWorkflow(BpmnWorkflow):  # type: ignore[misc]
    """A running process with its called parts."""

    def __init__(self, spec: Any, subprocess_specs: Any, script_engine: Any, **kwargs: Any) -> None:
        self.passed: dict[str, set[str]] = {}
        self.item: str | None = None
        super().__init__(spec, subprocess_specs, script_engine, **kwargs)

    def create_subprocess(self, my_task: Any, spec_name: str) -> PartWorkflow:
        """Start a called process at a call activity."""
        if my_task.workflow.depth >= MAX_CALL_DEPTH:
            raise TooManyItems(
                f"Diagrams call each other more than {MAX_CALL_DEPTH} levels deep",
                element_id=my_task.task_spec.bpmn_id,
            )
        part = PartWorkflow(self.subprocess_specs[spec_name], my_task, self)
        self.subprocesses[my_task.id] = part
        return part

    def update_waiting_tasks(self) -> None:
        """Let the waiting joins look again."""
        update_waiting_joins(self)

    def _task_removed_notify(self, task: Any) -> None:
        super()._task_removed_notify(task)
        self.stop_part_of(task)

    def stop_part_of(self, host: Any) -> None:
        """Stop the part of a call activity that was taken off the tree without being cancelled (P-08)."""
        self.event_manager.remove_task(host)
        part = self.subprocesses.get(host.id)
        if part is not None:
            part.cancel()
            self._forget(part)

    def _forget(self, part: Any) -> None:
        self.passed.setdefault(part.spec.name, set()).update(elements_passed(part))
        del self.subprocesses[part.host.id]

    def parts(self) -> Iterator[Any]:
        """Give the case itself and every called part, callers before the called."""
        yield self
        yield from sorted(self.subprocesses.values(), key=lambda part: part.depth)

    def parts_from_inside(self) -> list[Any]:
        """Give the called parts, deepest first and in the order of their making, and the case itself last."""
        return [*sorted(self.subprocesses.values(), key=lambda part: -part.depth), self]

    def drop_finished_parts(self) -> None:
        """Forget called parts and rounds that are over, but remember which elements the parts passed."""
        for part in list(self.subprocesses.values()):
            if is_over(part):
                self._forget(part)
        for part in self.parts():
            drop_finished_rounds(part)


def drop_finished_rounds(part: Any) -> None:
    """Forget the finished rounds of loops that still go on: their facts are in the frame, their number too."""
    for frame in [task for task in part.tasks.values() if isinstance(task.task_spec, StandardLoopTask)]:
        if frame.state != TaskState.STARTED:
            continue
        for task in frame.children:
            if task.has_state(TaskState.FINISHED_MASK):
                frame._children.remove(task.id)
                del part.tasks[task.id]


def is_over(part: Any) -> bool:
    """Say whether a called part, or any part around it, has lost its call activity."""
    while isinstance(part, PartWorkflow):
        if part.host.has_state(TaskState.FINISHED_MASK):
            return True
        part = part.host.workflow
    return False


def elements_passed(part: Any) -> set[str]:
    """Give the ids of the elements of this diagram that were completed."""
    return {
        task.task_spec.bpmn_id
        for task in part.tasks.values()
        if task.has_state(TaskState.COMPLETED) and task.task_spec.bpmn_id
    }


def update_waiting_joins(workflow: Any) -> None:
    """Update every waiting task but the catching ones: those are told when their message or instant comes."""
    for task in list(workflow.tasks.values()):
        is_waiting = task.has_state(TaskState.WAITING) and task.id in workflow.tasks
        if is_waiting and not isinstance(task.task_spec, CatchingEvent):
            task.task_spec._update(task)
