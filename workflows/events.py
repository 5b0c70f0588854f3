"""What happened in one step, as facts in the past tense and in the order in which they happened.

The service writes rows, timeline and letters from these; nothing here is stored by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from workflows.facts import Json
from workflows.user_tasks import UserTask


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskOpened:
    """A person now has something to do."""

    task: UserTask


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCompleted:
    """A person's task was finished."""

    task_id: str
    element_id: str
    process_id: str
    item: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCancelled:
    """A person's task is no longer wanted: the case went another way."""

    task_id: str
    element_id: str
    process_id: str
    item: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStarted:
    """An element that starts a clock was completed; `key` is the multi-instance item, if any."""

    clock: str
    key: str | None
    element_id: str
    process_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStopped:
    """An element that stops a clock is being completed; from here on due() gives the far date for it (P-21)."""

    clock: str
    key: str | None
    element_id: str
    process_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationPerformed:
    """The system did a step by itself; `result` is what the diagram was told."""

    name: str
    parameters: Mapping[str, Json]
    element_id: str
    process_id: str
    item: str | None
    result: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageThrown:
    """News for outside this process."""

    name: str
    payload: Mapping[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerFired:
    """A timer on the diagram went off; `due_at` is the instant it waited for."""

    element_id: str
    process_id: str
    item: str | None
    due_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementPassed:
    """A token left this element: for the history and the drawing."""

    process_id: str
    element_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEnded:
    """The process is over. `outcome` is its outcome fact if that is a word, or "cancelled"."""

    outcome: str | None
    element_id: str | None


CaseEvent: TypeAlias = (
    TaskOpened
    | TaskCompleted
    | TaskCancelled
    | ClockStarted
    | ClockStopped
    | OperationPerformed
    | MessageThrown
    | TimerFired
    | ElementPassed
    | RunEnded
)
