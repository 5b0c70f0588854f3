"""A rig for engine tests: the same acts on one live run, or saved and restored between every two acts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import pytest

from workflows.definition import ProcessDefinition, load_definition
from workflows.engine import Engine
from workflows.events import CaseEvent
from workflows.facts import Json
from workflows.operations import OperationRequest
from workflows.run import Run, Step
from workflows.timers import DueKey, WaitingTimer
from workflows.user_tasks import UserTask

Kind = TypeVar("Kind")

both_modes = pytest.mark.parametrize("mode", ["live", "saved"])
"""Every engine test runs on one live run, and again with save-and-restore between the acts."""

DIAGRAMS = Path(__file__).parent / "diagrams"
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def shipped(*names: str) -> dict[str, str]:
    """Give the texts of some test diagrams by file name."""
    return {f"{name}.bpmn": (DIAGRAMS / f"{name}.bpmn").read_text(encoding="utf-8") for name in names}


def definition_of(*names: str) -> ProcessDefinition:
    """Give the definition of the first of some test diagrams."""
    return load_definition(shipped(*names), process_id=names[0])


@dataclass(kw_only=True)
class Desk:
    """Stands for the service: answers operations from a table and remembers what it was asked."""

    answers: dict[str, dict[str, Json]] = field(default_factory=dict)
    asked: list[OperationRequest] = field(default_factory=list)

    def __call__(self, request: OperationRequest) -> Mapping[str, Json]:
        self.asked.append(request)
        return self.answers.get(request.name, {})

    def names(self) -> list[str]:
        return [request.name for request in self.asked]


class Journey:
    """One case, moved act by act. In mode "saved" every act begins from the stored bytes."""

    def __init__(
        self,
        definition: ProcessDefinition,
        *,
        mode: str,
        facts: Mapping[str, Json] | None = None,
        due: Mapping[DueKey, datetime] | None = None,
        answers: dict[str, dict[str, Json]] | None = None,
    ) -> None:
        self.definition = definition
        self.mode = mode
        self.due = dict(due or {})
        self.desk = Desk(answers=answers or {})
        self.engine = Engine()
        self.events: list[CaseEvent] = []
        self.now = MONDAY
        self.steps: list[Step] = []
        self._seen = 0
        self._run = self.engine.start(definition, facts=facts or {}, due=self.due, perform=self.desk, now=MONDAY)
        self._turn()

    @property
    def run(self) -> Run:
        """The run on which the next act happens."""
        return self._run

    def complete(self, element_id: str, facts: Mapping[str, Json] | None = None, *, item: str | None = None) -> None:
        self._run.complete_task(self.task(element_id, item=item).task_id, facts or {})
        self._turn()

    def receive(self, name: str, payload: Mapping[str, Json] | None = None) -> None:
        self._run.receive_message(name, payload or {})
        self._turn()

    def sync(self, now: datetime | None = None) -> None:
        self.now = now or self.now
        self._run.sync(self.due, now=self.now)
        self._turn()

    def cancel(self) -> None:
        self._run.cancel()
        self._turn()

    def task(self, element_id: str, *, item: str | None = None) -> UserTask:
        return next(t for t in self.tasks() if t.element_id == element_id and t.item == item)

    def tasks(self) -> tuple[UserTask, ...]:
        return self._run.open_tasks

    def open(self) -> list[str]:
        return [task.element_id if task.item is None else f"{task.element_id}:{task.item}" for task in self.tasks()]

    def timers(self) -> tuple[WaitingTimer, ...]:
        return self._run.waiting_timers

    def of(self, kind: type[Kind]) -> list[Kind]:
        return [event for event in self.events if isinstance(event, kind)]

    def facts_at(self, element_id: str) -> dict[str, Json]:
        """Give the facts an open task would read: looked up behind the engine's door, for tests only."""
        task = self._run._workflow.get_task_from_id(UUID(self.task(element_id).task_id))
        return dict(task.data)

    def is_finished(self) -> bool:
        return self._run.is_finished

    def _turn(self) -> None:
        self.events.extend(self._run.events[self._seen :])
        if self.mode == "live":
            self._seen = len(self._run.events)
            return
        step = self._run.close()
        self.steps.append(step)
        self._seen = 0
        self._run = self.engine.resume(self.definition, step.state, due=self.due, perform=self.desk, now=self.now)
        assert self._run.open_tasks == step.open_tasks
        assert self._run.waiting_timers == step.waiting_timers
        assert self._run.is_finished == step.is_finished
