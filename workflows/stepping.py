"""Taking a process from one place of rest to the next: ready elements, overdue timers, what to report, when to stop.

Order inside one act is that of patterns.md P-21: clocks are stopped before an element goes on, started after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from SpiffWorkflow.bpmn.specs.mixins.events.event_types import CatchingEvent
from SpiffWorkflow.spiff.specs.event_definitions import MessageEventDefinition
from SpiffWorkflow.util.task import TaskState

from workflows.case_workflow import CaseWorkflow
from workflows.definition import Element, ProcessDefinition
from workflows.errors import CaseStalled
from workflows.events import (
    ClockStarted,
    ClockStopped,
    ElementPassed,
    MessageThrown,
    RunEnded,
    TaskCancelled,
    TaskOpened,
    TimerFired,
)
from workflows.interpreter import Interpreter
from workflows.numbering import StepBudget, number_of
from workflows.places import element_of, is_loop_frame, is_loop_round, item_of, process_of
from workflows.timers import earliest_instant, read_instants, wake_timers
from workflows.user_tasks import UserTask


class Stepper:
    """Moves one live process and writes down what happened."""

    def __init__(
        self, *, definition: ProcessDefinition, workflow: CaseWorkflow, interpreter: Interpreter, budget: StepBudget
    ) -> None:
        self.open_tasks: dict[UUID, UserTask] = {}
        self._definition = definition
        self._workflow = workflow
        self._interpreter = interpreter
        self._budget = budget
        self._last_end: str | None = None
        self._is_ended = workflow.completed
        for task in self._tasks_for_people():
            self.open_tasks[task.id] = self._describe(task)

    def advance(self, *, now: datetime) -> None:
        """Go on until only people, messages and later instants can move the process. Raises StuckCase."""
        self._run_ready()
        while (instant := earliest_instant(self._workflow, until=now)) is not None:
            self._budget.spend(None)
            wake_timers(self._workflow, at=instant)
            self._run_ready()
        self._collect_messages()
        self._workflow.drop_finished_parts()
        self._note_open_tasks()
        self._note_end()

    def pass_element(self, task: Any) -> None:
        """Complete one element: stop its clocks, run it, report it, start its clocks."""
        element = self._element_of(task)
        item = item_of(task)
        self._stop_clocks(task, element, item)
        task.run()
        if element is None:
            return
        self._report(task, element, item)
        if not is_loop_frame(task):
            for clock in element.properties.get("starts_clock", "").split():
                self._interpreter.events.append(
                    ClockStarted(clock=clock, key=item, element_id=element.id, process_id=process_of(task))
                )

    def note_end(self, outcome: str) -> None:
        """Report that the process is over for this reason."""
        self._note_open_tasks()
        self._is_ended = True
        self._interpreter.events.append(RunEnded(outcome=outcome, element_id=None))

    def _stop_clocks(self, task: Any, element: Element | None, item: str | None) -> None:
        if element is None or is_loop_frame(task) or not (names := element.properties.get("stops_clock", "").split()):
            return
        for clock in names:
            self._interpreter.clocks.stop(clock, key=item)
            self._interpreter.events.append(
                ClockStopped(clock=clock, key=item, element_id=element.id, process_id=process_of(task))
            )
        read_instants(self._workflow)

    def _report(self, task: Any, element: Element, item: str | None) -> None:
        process_id = process_of(task)
        if element.timer is not None:
            holder = task if "event_value" in task.internal_data else task.parent
            value = holder.internal_data.get("event_value")
            self._interpreter.events.append(
                TimerFired(
                    element_id=element.id,
                    process_id=process_id,
                    item=item,
                    due_at=datetime.fromisoformat(value) if value else None,
                )
            )
        if element.type == "endEvent" and task.workflow is self._workflow:
            self._last_end = element.id
        if not is_loop_round(task):
            self._interpreter.events.append(ElementPassed(process_id=process_id, element_id=element.id))

    def _element_of(self, task: Any) -> Element | None:
        element_id = element_of(task)
        return None if element_id is None else self._definition.element(process_of(task), element_id)

    def _run_ready(self) -> None:
        while any([self._run_ready_in(part) for part in self._workflow.parts_from_inside()]):
            pass

    def _run_ready_in(self, part: Any) -> bool:
        has_moved = False
        while not part.completed and (ready := [task for task in part.tasks.values() if _is_automatic(task)]):
            for task in ready:
                # an earlier one of the list may have ended the process or cancelled this task
                if part.completed or not _is_automatic(task):
                    continue
                self._budget.spend(element_of(task))
                self.pass_element(task)
                has_moved = True
        return has_moved

    def _collect_messages(self) -> None:
        for event in self._workflow.get_events():
            if not isinstance(event.event_definition, MessageEventDefinition):
                continue  # a terminate end of a called part surfaces here too; it is no news for outside
            payload = dict(event.payload or {})
            self._interpreter.events.append(MessageThrown(name=event.event_definition.name, payload=payload))

    def _tasks_for_people(self) -> Iterator[Any]:
        for part in self._workflow.parts():
            if not part.completed:
                yield from [task for task in part.tasks.values() if _is_for_person(task)]

    def _note_open_tasks(self) -> None:
        still_open = {task.id: task for task in self._tasks_for_people()}
        for task_id in sorted(self.open_tasks.keys() - still_open.keys(), key=number_of):
            gone = self.open_tasks.pop(task_id)
            self._interpreter.events.append(
                TaskCancelled(
                    task_id=gone.task_id, element_id=gone.element_id, process_id=gone.process_id, item=gone.item
                )
            )
        for task_id in sorted(still_open.keys() - self.open_tasks.keys(), key=number_of):
            opened = self._describe(still_open[task_id])
            self.open_tasks[task_id] = opened
            self._interpreter.events.append(TaskOpened(task=opened))

    def _describe(self, task: Any) -> UserTask:
        element = self._element_of(task)
        return UserTask(
            task_id=str(task.id),
            process_id=process_of(task),
            element_id=element_of(task) or "",
            name=element.name if element else "",
            lane=element.lane if element else None,
            documentation=element.documentation if element else None,
            properties=element.properties if element else {},
            item=item_of(task),
        )

    def _note_end(self) -> None:
        if not self._workflow.completed:
            self._require_a_way_on()
        elif not self._is_ended:
            self._is_ended = True
            outcome = self._workflow.data.get(f"{self._definition.process_id}_outcome")
            self._interpreter.events.append(
                RunEnded(outcome=outcome if isinstance(outcome, str) else None, element_id=self._last_end)
            )

    def _require_a_way_on(self) -> None:
        for part in self._workflow.parts():
            if not part.completed and not any(_can_move(task) for task in part.tasks.values()):
                waiting = [element_of(t) for t in part.tasks.values() if t.has_state(TaskState.WAITING)]
                place = next((name for name in waiting if name), None)
                raise CaseStalled("Nothing can move the case on", element_id=place or str(part.spec.name))


def _is_automatic(task: Any) -> bool:
    return bool(task.state == TaskState.READY and not task.task_spec.manual and task.id in task.workflow.tasks)


def _is_for_person(task: Any) -> bool:
    return bool(task.state == TaskState.READY and task.task_spec.manual)


def _can_move(task: Any) -> bool:
    if task.state == TaskState.WAITING:
        return isinstance(task.task_spec, CatchingEvent)
    if task.state != TaskState.STARTED:
        return bool(task.state == TaskState.READY)
    part = task.workflow.top_workflow.subprocesses.get(task.id)
    if part is not None:
        return not part.completed
    return any(not child.has_state(TaskState.FINISHED_MASK) and is_loop_round(child) for child in task.children)
