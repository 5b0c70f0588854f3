"""One step of work on one running process: the acts of people, of the clock and of messages, then close().

A Run that has failed is dead: throw it away with everything the service wrote and load the last saved position.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from SpiffWorkflow.bpmn.util.event import BpmnEvent
from SpiffWorkflow.spiff.specs.event_definitions import MessageEventDefinition

from workflows.case_workflow import CaseWorkflow
from workflows.definition import ProcessDefinition
from workflows.errors import NobodyWaits, RunIsOver, StuckCase, TaskNotOpen, WorkflowError
from workflows.events import CaseEvent, TaskCompleted
from workflows.facts import Json, check_facts
from workflows.interpreter import Interpreter
from workflows.numbering import CURRENT, Numbering, number_of
from workflows.state import CaseState, save_state, task_uuid
from workflows.stepping import Stepper
from workflows.timers import DueKey, WaitingTimer, describe_timer, read_instants, waiting_tasks
from workflows.user_tasks import UserTask

CANCELLED = "cancelled"
"""The outcome of a process that was cancelled from outside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one run of acts gave: the new position, what happened, and what the process now waits for."""

    state: CaseState
    events: tuple[CaseEvent, ...]
    open_tasks: tuple[UserTask, ...]
    waiting_timers: tuple[WaitingTimer, ...]
    is_finished: bool


class Run:
    """A live process between loading and saving. Made by Engine; used by one thread; ended by close()."""

    def __init__(
        self,
        *,
        definition: ProcessDefinition,
        workflow: CaseWorkflow,
        interpreter: Interpreter,
        numbering: Numbering,
        now: datetime,
    ) -> None:
        self._definition = definition
        self._workflow = workflow
        self._interpreter = interpreter
        self._numbering = numbering
        self._now = now
        self._is_over = False
        self._is_synced = False
        self._stepper = Stepper(
            definition=definition, workflow=workflow, interpreter=interpreter, budget=numbering.budget
        )

    @property
    def events(self) -> tuple[CaseEvent, ...]:
        """What has happened so far in this run."""
        return tuple(self._interpreter.events)

    @property
    def open_tasks(self) -> tuple[UserTask, ...]:
        """The tasks people can do now, oldest first."""
        by_age = sorted(self._stepper.open_tasks.items(), key=lambda pair: number_of(pair[0]))
        return tuple(task for _, task in by_age)

    @property
    def waiting_timers(self) -> tuple[WaitingTimer, ...]:
        """The timers that wait, with the instants they hold; None while a clock does not run."""
        reader = self._interpreter.clocks
        return tuple(describe_timer(task, reader=reader) for task in waiting_tasks(self._workflow))

    @property
    def is_finished(self) -> bool:
        """Whether the process is over."""
        return bool(self._workflow.completed)

    def advance(self) -> None:
        """Go on to the next place of rest. Engine does this once after starting."""
        with self._act():
            self._is_synced = True
            self._stepper.advance(now=self._now)

    def complete_task(self, task_id: str, facts: Mapping[str, Json]) -> None:
        """Finish an open task with the facts its form declares, and go on.

        Facts are kept under the task's element id only. Raises TaskNotOpen, UnusableFacts, StuckCase.
        """
        self._require_life()
        stored = check_facts(facts)
        self._catch_up()
        known = task_uuid(task_id)
        open_task = self._stepper.open_tasks.get(known) if known else None
        if known is None or open_task is None:
            raise TaskNotOpen
        with self._act():
            task = self._workflow.get_task_from_id(known)
            task.data[open_task.element_id] = stored
            del self._stepper.open_tasks[known]
            self._interpreter.events.append(
                TaskCompleted(
                    task_id=open_task.task_id,
                    element_id=open_task.element_id,
                    process_id=open_task.process_id,
                    item=open_task.item,
                )
            )
            self._stepper.pass_element(task)
            self._stepper.advance(now=self._now)

    def sync(self, due: Mapping[DueKey, datetime], *, now: datetime) -> None:
        """Copy the deadline rows into the waiting timers, then fire what is due by now, oldest first, and go on.

        `due` holds running rows only. Source: patterns.md P-02, P-03, P-04.
        """
        self._require_life()
        with self._act():
            self._now = now
            self._is_synced = True
            self._interpreter.clocks.replace(due)
            read_instants(self._workflow)
            self._stepper.advance(now=now)

    def _catch_up(self) -> None:
        """Fire what is due before the first act, by the rows handed in when the process was taken up (P-05)."""
        if not self._is_synced:
            self.sync(self._interpreter.clocks.rows, now=self._now)

    def waits_for(self, name: str) -> bool:
        """Say whether any part of the process waits for this message now."""
        event = _message(name, {})
        waiting = self._workflow.event_manager.tasks.values()
        return not self._is_over and any(task.task_spec.catches(task, event) for task in waiting)

    def receive_message(self, name: str, payload: Mapping[str, Json]) -> None:
        """Give a message to every place that waits for it, and go on. Raises NobodyWaits, UnusableFacts, StuckCase."""
        self._require_life()
        checked = check_facts(payload)
        self._catch_up()
        if not self.waits_for(name):
            raise NobodyWaits
        with self._act():
            self._workflow.send_event(_message(name, checked))
            self._stepper.advance(now=self._now)

    def cancel(self) -> None:
        """End the process from outside: nothing stays open."""
        self._require_life()
        if self.is_finished:
            return
        with self._act():
            self._workflow.cancel()
            self._workflow.drop_finished_parts()
            self._workflow.event_manager.tasks.clear()
            self._stepper.note_end(CANCELLED)

    def close(self) -> Step:
        """Give the new position and everything that happened; the run is over. Raises RunIsOver after a failure."""
        self._require_life()
        with self._act():
            step = Step(
                state=save_state(self._workflow, definition=self._definition, numbering=self._numbering),
                events=self.events,
                open_tasks=self.open_tasks,
                waiting_timers=self.waiting_timers,
                is_finished=self.is_finished,
            )
        self._is_over = True
        return step

    def _require_life(self) -> None:
        if self._is_over:
            raise RunIsOver

    @contextmanager
    def _act(self) -> Iterator[None]:
        was_over, self._is_over = self._is_over, True  # until the act has come through
        with engine_at_work(self._numbering):
            yield
        self._is_over = was_over


@contextmanager
def engine_at_work(numbering: Numbering) -> Iterator[None]:
    """Let Spiff count with these numbers, within a fresh budget; whatever goes wrong inside comes out as StuckCase."""
    token = CURRENT.set(numbering)
    numbering.begin_act()
    try:
        yield
    except WorkflowError:
        raise
    except Exception as err:
        raise StuckCase(_reason_of(err), element_id=_element_in(err)) from err
    finally:
        CURRENT.reset(token)


def _message(name: str, payload: dict[str, Json]) -> BpmnEvent:
    return BpmnEvent(MessageEventDefinition(name), payload)


def _reason_of(err: Exception) -> str:
    return f"The engine stopped: {type(err).__name__}: {str(err)[:200]}"


def _element_in(err: Exception) -> str | None:
    spec: Any = getattr(err, "task_spec", None)
    return getattr(spec, "bpmn_id", None)
