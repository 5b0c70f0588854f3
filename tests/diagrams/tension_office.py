"""Plays the shipped drawings of a community tension on the real engine, saved and restored between all acts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from tests.diagrams.appeal_office import ENGLAND, REGISTER, drawing, facts_asked
from tests.frozen_clock import at
from workflows import (
    ClockDates,
    ClockStarted,
    ClockStopped,
    DueKey,
    ElementPassed,
    Engine,
    Json,
    MessageThrown,
    OperationRequest,
    Run,
    UserTask,
    set_clock,
)

FOLDER = "tension_escalation"
BEGINS = "Tue 10 Jun 2025 10:00"
STANDING: Mapping[str, Mapping[str, Json]] = {
    "Task_AgreeLevel": {"asb_answer": "agreed"},
    "Task_ApproveImpactAssessment": {"approved": True},
    "Task_ConsiderImpactAssessment": {"wanted": True},
    "Task_ApproveForPolice": {"approved": True},
    "Task_ApproveForCouncil": {"approved": True},
    "Task_AuthoriseResponses": {"authorised": "all"},
    "Task_AuthoriseForCouncil": {"authorised": "all"},
}
REVIEW = "Task_ScoreTension"
IN_CONFLICT = ["Task_DraftMediaStrategy", REVIEW, "Task_StartMeeting", "Task_WriteImpactAssessment"]
IN_HEIGHTENED = [
    "Task_ConsiderImpactAssessment",
    "Task_ConsultLeaders",
    "Task_DraftMediaStrategy",
    "Task_HoldMeeting",
    REVIEW,
]
IN_NORMAL = ["Task_NoteMonitoring", REVIEW]
OPEN_AT = {1: IN_CONFLICT, 2: IN_CONFLICT, 3: IN_HEIGHTENED, 4: IN_HEIGHTENED, 5: IN_NORMAL, 6: IN_NORMAL}
REVIEWED_AT = {1: "conflict", 2: "conflict", 3: "heightened", 4: "heightened", 5: "normal", 6: "normal"}


class TensionOffice:
    """One running process of the tension drawings, with the clocks of the shipped register and a small record."""

    def __init__(
        self,
        process_id: str = FOLDER,
        *,
        clocks: Sequence[str] = ("te_first_level",),
        item: str | None = None,
    ) -> None:
        self.now = at(BEGINS)
        self.rows: dict[DueKey, ClockDates] = {}
        self.asked: list[OperationRequest] = []
        self.passed: list[str] = []
        self.thrown: list[str] = []
        self.started: list[str] = []
        self.stopped: list[str] = []
        self.levels: list[int] = []
        self._drawing = drawing(FOLDER, process_id)
        self._engine = Engine()
        for clock in clocks:
            self._start(clock, item)
        facts: dict[str, Json] = {"report": item} if item else {}
        run = self._engine.start(
            self._drawing, facts=facts, due=self._due(), perform=self._perform, now=self.now, item=item
        )
        self._settle(run)

    # -- what people do

    def do(self, element_id: str, **facts: Json) -> None:
        """Finish one open task with its standing answers and these."""
        task = self._task(element_id)
        given = {**STANDING.get(element_id, {}), **facts}
        assert set(given) == facts_asked(FOLDER, task), element_id
        run = self._resume()
        run.complete_task(task.task_id, given)
        self._settle(run)

    def do_all(self, *element_ids: str) -> None:
        for element_id in element_ids:
            self.do(element_id)

    def agree(self, level: int, *, asb: int | None = None) -> None:
        """Score and agree a level; where the ASB team names another one, the service puts the more serious in force."""
        self.do(REVIEW)
        in_force = level if asb is None else min(level, asb)
        self.levels.append(in_force)
        self.do("Task_AgreeLevel", level=in_force, asb_answer="agreed" if asb is None else "other")

    def hear(self, name: str, **payload: Json) -> None:
        run = self._resume()
        run.receive_message(name, payload)
        self._settle(run)

    def wait(self, **length: int) -> None:
        """Let time pass, then fire what has come due, oldest first."""
        self.now += timedelta(**length)
        run = self._resume()
        run.sync(self._due(), now=self.now)
        self._settle(run)

    # -- what is seen

    def open(self) -> list[str]:
        """Give the element ids of the open tasks, in the order of the alphabet."""
        return sorted(task.element_id for task in self._tasks)

    def lane(self, element_id: str) -> str | None:
        return self._task(element_id).lane

    def running(self) -> list[str]:
        """Give the clocks that run; nobody but the drawings has stopped any."""
        return sorted(clock for clock, _ in self.rows)

    def hours_left(self, clock: str) -> float:
        return (self.rows[clock, None].limit_at - self.now).total_seconds() / 3600

    def letters(self) -> list[str]:
        return [str(one.parameters["letter"]) for one in self.asked if one.name == "draft_letter"]

    def told(self) -> list[str]:
        return [str(one.parameters["who"]) for one in self.asked if one.name == "notify"]

    def records(self) -> list[str]:
        return [str(one.parameters["what"]) for one in self.asked if one.name == "record"]

    def opened(self) -> list[str]:
        return [str(one.parameters["process"]) for one in self.asked if one.name == "open_case"]

    def waits_for(self, name: str) -> bool:
        return self._resume().waits_for(name)

    def forget(self) -> None:
        """Start the lists of what was seen anew."""
        for seen in (self.asked, self.passed, self.thrown, self.started, self.stopped):
            seen.clear()

    # -- the service, in small

    def _perform(self, request: OperationRequest) -> Mapping[str, Json]:
        self.asked.append(request)
        if request.name != "decide":
            return {}
        return {"acted": any(0 < level <= 4 for level in self.levels)}

    def _task(self, element_id: str) -> UserTask:
        found = [task for task in self._tasks if task.element_id == element_id]
        assert found, f"{element_id} is not open, but {self.open()}"
        return found[0]

    def _due(self) -> dict[DueKey, datetime]:
        return {key: row.limit_at for key, row in self.rows.items()}

    def _start(self, clock: str, key: str | None) -> None:
        self.rows[clock, key] = set_clock(REGISTER.rule(clock), trigger_at=self.now, calendar=ENGLAND)

    def _resume(self) -> Run:
        return self._engine.resume(self._drawing, self._state, due=self._due(), perform=self._perform, now=self.now)

    def _settle(self, run: Run) -> None:
        seen = 0
        while True:
            fresh = list(run.events)[seen:]
            seen += len(fresh)
            if not self._take_in(fresh):
                break
            run.sync(self._due(), now=self.now)
        step = run.close()
        self._state, self._tasks, self.is_finished = step.state, step.open_tasks, step.is_finished
        self.timers = step.waiting_timers

    def _take_in(self, events: Sequence[Any]) -> bool:
        for event in events:
            match event:
                case ClockStarted():
                    self._start(event.clock, event.key)
                    self.started.append(event.clock)
                case ClockStopped():
                    self.rows.pop((event.clock, event.key), None)
                    self.stopped.append(event.clock)
                case ElementPassed():
                    self.passed.append(event.element_id)
                case MessageThrown():
                    self.thrown.append(event.name)
                case _:
                    pass
        return any(isinstance(event, ClockStarted | ClockStopped) for event in events)


def at_level(level: int) -> TensionOffice:
    """Agree a first level, and forget how it came to it."""
    office = TensionOffice()
    office.agree(level)
    office.forget()
    return office
