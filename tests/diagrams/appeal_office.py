"""Plays the shipped drawings of an appeal on the real engine; clocks and operations are answered from a small table."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from tests.frozen_clock import at, day
from workflows import (
    BusinessCalendar,
    ClockDates,
    ClockStarted,
    ClockStopped,
    ElementPassed,
    Engine,
    Json,
    OperationRequest,
    ProcessDefinition,
    QuestionForm,
    Run,
    UserTask,
    extend_clock,
    load_definition,
    local_date,
    parse_clock_register,
    set_clock,
)

BPMN = Path(__file__).parents[2] / "bpmn"
ENGLAND = BusinessCalendar.for_nation()
REGISTER = parse_clock_register(json.loads((BPMN / "clocks.json").read_text("utf-8")))
STANDING: Mapping[str, Mapping[str, Json]] = {
    "Task_RegisterAppeal": {"route": "appeal", "stage": "1", "late": False, "complete": True},
    "Task_AcceptLate": {"accepted": True},
    "Task_CheckRelease": {"agreed": True},
    "Task_Decide": {"outcome": "not_upheld"},
    "Task_ApproveMoreTime": {"approved": True},
}

TO_THE_FILE = ("Task_RegisterAppeal", "Task_Acknowledge", "Task_ReleaseFile", "Task_CheckRelease")
TO_THE_DECISION = (*TO_THE_FILE, "Task_Assess")


@cache
def drawing(folder: str, process_id: str) -> ProcessDefinition:
    """Give one shipped process of a folder of bpmn/."""
    files = {path.name: path.read_text("utf-8") for path in sorted((BPMN / folder).glob("*.bpmn"))}
    return load_definition(files, process_id=process_id)


def facts_asked(folder: str, task: UserTask) -> set[str]:
    """Give the facts that the form of a task promises to the drawing; it has a form or letters."""
    path = BPMN / folder / "forms" / task.process_id / f"{task.element_id}.json"
    if not path.is_file():
        assert task.properties.get("letters"), f"{task.element_id} asks nothing"
        return set()
    return set(QuestionForm.parse(json.loads(path.read_text("utf-8"))).fact_ids())


class Office:
    """One running process, saved and restored between all acts, with the clocks of the shipped register."""

    def __init__(
        self,
        folder: str = "opcc_appeal",
        process_id: str = "opcc_appeal",
        *,
        begins: str,
        clocks: Sequence[str] = (),
        variants: Mapping[str, str] | None = None,
    ) -> None:
        self.folder = folder
        self.now = at(begins)
        self.rows: dict[str, ClockDates] = {}
        self.asked: list[OperationRequest] = []
        self.passed: list[str] = []
        self._variants = variants or {}
        self._drawing = drawing(folder, process_id)
        self._engine = Engine()
        for clock in clocks:
            self._start(clock)
        facts: dict[str, Json] = {"stage": 1} if folder == "community_trigger" else {}
        run = self._engine.start(self._drawing, facts=facts, due=self._due(), perform=self._perform, now=self.now)
        self._settle(run)

    def open(self) -> list[str]:
        """Give the element ids of the open tasks, in the order of the alphabet."""
        return sorted(task.element_id for task in self._tasks)

    def lane(self, element_id: str) -> str | None:
        return self._task(element_id).lane

    def do(self, element_id: str, **facts: Json) -> None:
        """Finish one open task with its standing answers and these."""
        task = self._task(element_id)
        given = {**STANDING.get(element_id, {}), **facts}
        assert set(given) == facts_asked(self.folder, task), element_id
        run = self._resume()
        run.complete_task(task.task_id, given)
        self._settle(run)

    def do_all(self, *element_ids: str) -> None:
        for element_id in element_ids:
            self.do(element_id)

    def hear(self, name: str, **payload: Json) -> None:
        """Give the process a message."""
        run = self._resume()
        run.receive_message(name, payload)
        self._settle(run)

    def waits_for(self, name: str) -> bool:
        return self._resume().waits_for(name)

    def wait_until(self, words: str) -> None:
        """Let days pass, firing each morning what has come due."""
        end = at(words)
        while self.now < end:
            self.now = min(self.now + timedelta(days=1), end)
            run = self._resume()
            run.sync(self._due(), now=self.now)
            self._settle(run)

    def extend(self, clock: str, *, to: date) -> None:
        """Move a limit, as approved exceptional circumstances do."""
        self.rows[clock] = extend_clock(REGISTER.rule(clock), self.rows[clock], new_limit_on=to, calendar=ENGLAND)

    def limit(self, clock: str) -> date:
        return self.rows[clock].limit_on

    def letters(self) -> list[str]:
        """Give the letters that the system has drafted."""
        return [str(one.parameters["letter"]) for one in self.asked if one.name == "draft_letter"]

    def told(self) -> list[str]:
        """Give the roles that have been told that something is late."""
        return [str(one.parameters["who"]) for one in self.asked if one.name == "notify"]

    def news(self) -> list[Mapping[str, Json]]:
        """Give what was sent to the other case."""
        return [one.parameters for one in self.asked if one.name == "between"]

    @property
    def today(self) -> date:
        return local_date(self.now)

    def _task(self, element_id: str) -> UserTask:
        found = [task for task in self._tasks if task.element_id == element_id]
        assert found, f"{element_id} is not open, but {self.open()}"
        return found[0]

    def _perform(self, request: OperationRequest) -> Mapping[str, Json]:
        self.asked.append(request)
        return {}

    def _due(self) -> dict[tuple[str, str | None], datetime]:
        limits: dict[tuple[str, str | None], datetime] = {
            (clock, None): row.limit_at for clock, row in self.rows.items()
        }
        targets = {("remind:" + clock, None): row.target_at for clock, row in self.rows.items() if row.target_at}
        return limits | targets

    def _start(self, clock: str) -> None:
        rule = REGISTER.rule(clock)
        variant = self._variants.get(clock)
        rule = rule.as_variant(variant) if variant else rule
        self.rows[clock] = set_clock(rule, trigger_at=self.now, calendar=ENGLAND)

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
                    self._start(event.clock)
                case ClockStopped():
                    self.rows.pop(event.clock, None)
                case ElementPassed():
                    self.passed.append(event.element_id)
                case _:
                    pass
        return any(isinstance(event, ClockStarted | ClockStopped) for event in events)


def received() -> Office:
    """Open an appeal on a Tuesday morning; its first clock began with the receipt."""
    return Office(begins="Tue 10 Jun 2025 10:00", clocks=["ap_acknowledge"])


def acknowledged() -> Office:
    office = received()
    office.do("Task_RegisterAppeal")
    office.wait_until("Wed 11 Jun 2025 10:00")
    office.do("Task_Acknowledge")
    return office


def in_assessment() -> Office:
    office = acknowledged()
    office.do_all("Task_ReleaseFile", "Task_CheckRelease")
    return office


def given_more_time() -> Office:
    """Ask for more time at the target, and let it be approved."""
    office = in_assessment()
    office.wait_until("Thu 3 Jul 2025 10:00")
    office.do_all("Task_AskMoreTime", "Task_ApproveMoreTime")
    office.extend("ap_decision", to=day("Fri 26 Sep 2025"))
    office.do("Task_SendDelay")
    return office
