"""Where a Spiff task stands: its diagram, its element, and the agency or person it is about."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.bpmn.specs.mixins.multiinstance_task import LoopTask, MultiInstanceTask


def process_of(task: Any) -> str:
    """Give the id of the diagram in which the task lies."""
    return str(task.workflow.spec.name)


def element_of(task: Any) -> str | None:
    """Give the id of the task's element, or None for the engine's own helpers."""
    element_id: str | None = task.task_spec.bpmn_id
    return element_id


def is_loop_frame(task: Any) -> bool:
    """Say whether the task is the frame around the rounds or items of a looped element."""
    return isinstance(task.task_spec, LoopTask)


def is_loop_round(task: Any) -> bool:
    """Say whether the task is one round or one item of a looped element."""
    frame = task.parent
    return frame is not None and is_loop_frame(frame) and bool(task.task_spec.name == frame.task_spec.task_spec)


def item_of(task: Any) -> str | None:
    """Give the innermost multi-instance item around the task: an agency code, or None outside of one."""
    top = task.workflow.top_workflow
    while task is not None:
        if is_loop_round(task) and isinstance(task.parent.task_spec, MultiInstanceTask):
            return _item_word(task)
        task = getattr(task.workflow, "host", None)
    item: str | None = top.item
    return item


def _item_word(task: Any) -> str | None:
    variable = task.parent.task_spec.input_item
    if variable is None:
        return str(task.internal_data.get("key_or_index", ""))
    value = task.data.get(variable.bpmn_id)
    if isinstance(value, dict):
        value = value.get("key")
    return None if value is None else str(value)
