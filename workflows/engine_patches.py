"""What we change in SpiffWorkflow 3.2.0 itself, each with a test that fails when upstream changes.

1 data is copied deeply and merged by whole top-level values;  2 joins keep the branch that changed a value;
3 task ids and change numbers come from our run;  4 its loggers stay quiet (they would write case facts).
What can be done by our own subclasses is done in case_workflow.py instead.
"""

from __future__ import annotations

import logging
from types import SimpleNamespace
from typing import Any, Final
from uuid import UUID

import SpiffWorkflow.task as task_module
from SpiffWorkflow.bpmn.specs.mixins.unstructured_join import UnstructuredJoin
from SpiffWorkflow.util.deep_merge import DeepMerge

from workflows.joins import joined_facts, merge_values
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
    my_task.data = joined_facts(spec, my_task)
    return True
