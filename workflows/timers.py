"""Timers of a diagram: they name a clock and hold a copy of the instant that the deadline row says (P-01, P-02).

Nothing here counts days; the service hands the instants in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, TypeAlias

from SpiffWorkflow.bpmn.specs.event_definitions.multiple import MultipleEventDefinition
from SpiffWorkflow.bpmn.specs.event_definitions.timer import TimeDateEventDefinition

from workflows.errors import ExpressionFailed
from workflows.facts import Json
from workflows.numbering import number_of
from workflows.places import item_of, process_of

DueKey: TypeAlias = tuple[str, str | None]
"""A clock and its key (agency, person) or None; reminders are ("remind:" + clock, key)."""

FAR_DATE: Final = datetime(9999, 1, 1, tzinfo=UTC)
"""What due() gives for a clock that is not running."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingTimer:
    """A timer that waits on the diagram; `fires_at` is None while its clock is not running."""

    task_id: str
    process_id: str
    element_id: str
    item: str | None
    asks: tuple[DueKey, ...]
    fires_at: datetime | None


class ClockReader:
    """Answers due, due_for, remind and remind_for in expressions, from the deadline rows handed in."""

    def __init__(self, due: Mapping[DueKey, datetime]) -> None:
        self._due = dict(due)
        self._stopped: set[DueKey] = set()
        self.asked: list[DueKey] = []
        self.functions: dict[str, Callable[..., Json]] = {
            "due": lambda clock: self._instant(clock, None),
            "due_for": lambda clock, key: self._instant(clock, key),
            "remind": lambda clock: self._instant(f"remind:{clock}", None),
            "remind_for": lambda clock, key: self._instant(f"remind:{clock}", key),
            "len": len,
        }

    @property
    def rows(self) -> Mapping[DueKey, datetime]:
        """The running deadlines as last handed in."""
        return self._due

    def replace(self, due: Mapping[DueKey, datetime]) -> None:
        """Take the deadline rows as they are now; what was stopped before is in them."""
        self._due = dict(due)
        self._stopped.clear()

    def stop(self, clock: str, *, key: str | None) -> None:
        """Give the far date for this clock and its reminder from now on (P-21)."""
        self._stopped.update({(clock, key), (f"remind:{clock}", key)})

    def _instant(self, clock: str, key: str | None) -> str:
        asked = (clock, key)
        self.asked.append(asked)
        instant = FAR_DATE if asked in self._stopped else self._due.get(asked, FAR_DATE)
        return instant.astimezone(UTC).isoformat()


class DueTimer(TimeDateEventDefinition):  # type: ignore[misc]
    """A timer event that waits for the instant its expression names, even if that has passed when it is reached.

    It fires only when the run wakes it: so overdue timers go off one by one, oldest first (P-04).
    """

    def has_fired(self, my_task: Any) -> bool:
        """Say whether the run has woken this timer."""
        if "event_value" not in my_task.internal_data:
            self.read_instant(my_task)
        wakes_at = my_task.workflow.top_workflow.script_engine.wakes_at
        if wakes_at is not None and instant_of(my_task) <= wakes_at:
            my_task.internal_data["event_fired"] = True
        return bool(my_task.internal_data.get("event_fired", False))

    def read_instant(self, my_task: Any) -> None:
        """Copy the instant that the deadline rows now give into the waiting task."""
        value = my_task.workflow.top_workflow.script_engine.evaluate(my_task, self.expression)
        try:
            instant = datetime.fromisoformat(value)
        except (TypeError, ValueError) as err:
            raise ExpressionFailed("A timer did not get an instant", element_id=my_task.task_spec.bpmn_id) from err
        if instant.tzinfo is None:
            raise ExpressionFailed("A timer got a time without its zone", element_id=my_task.task_spec.bpmn_id)
        my_task.internal_data["event_value"] = instant.isoformat()


def instant_of(task: Any) -> datetime:
    """Give the instant a waiting timer task holds."""
    return datetime.fromisoformat(task.internal_data["event_value"])


def timer_of(task: Any) -> DueTimer | None:
    """Give the timer of a waiting task: its own, or that of an event gateway."""
    definition = task.task_spec.event_definition
    if isinstance(definition, MultipleEventDefinition):
        return next((part for part in definition.event_definitions if isinstance(part, DueTimer)), None)
    return definition if isinstance(definition, DueTimer) else None


def waiting_tasks(workflow: Any) -> list[Any]:
    """Give the tasks that wait for an instant, oldest first."""
    return [task for _timer, task in _waiting_pairs(workflow)]


def _waiting_pairs(workflow: Any) -> list[tuple[DueTimer, Any]]:
    waiting = sorted(workflow.event_manager.tasks.values(), key=lambda task: number_of(task.id))
    return [(timer, task) for task in waiting if (timer := timer_of(task)) is not None]


def read_instants(workflow: Any) -> None:
    """Copy the deadline rows into every waiting timer at every depth (P-02)."""
    for timer, task in _waiting_pairs(workflow):
        timer.read_instant(task)


def earliest_instant(workflow: Any, *, until: datetime) -> datetime | None:
    """Give the earliest instant that has come by then, or None."""
    return min((at for task in waiting_tasks(workflow) if (at := instant_of(task)) <= until), default=None)


def wake_timers(workflow: Any, *, at: datetime) -> None:
    """Let every timer go off that waits for an instant up to this one."""
    interpreter = workflow.script_engine
    interpreter.wakes_at = at
    for task in waiting_tasks(workflow):
        if instant_of(task) <= at:
            task.task_spec._update(task)
    interpreter.wakes_at = None


def describe_timer(task: Any, *, reader: ClockReader) -> WaitingTimer:
    """Give what the service may know of a waiting timer."""
    timer = timer_of(task)
    spec = task.task_spec
    if isinstance(spec.event_definition, MultipleEventDefinition):
        spec = spec.outputs[spec.event_definition.event_definitions.index(timer)]
    reader.asked.clear()
    task.workflow.top_workflow.script_engine.evaluate(task, timer.expression if timer else "0")
    fires_at = instant_of(task)
    return WaitingTimer(
        task_id=str(task.id),
        process_id=process_of(task),
        element_id=spec.bpmn_id,
        item=item_of(task),
        asks=tuple(reader.asked),
        fires_at=None if fires_at >= FAR_DATE else fires_at,
    )
