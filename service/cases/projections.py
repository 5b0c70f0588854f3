"""Events of the engine become rows of tasks and clocks. Reading them: store.queries."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from service.cases.hooks import HOOKS
from service.cases.stopping import cancel_task, end_side_work
from service.store.cases import CaseRun
from service.store.letters import UNSEALED, LetterDraft
from service.store.work import Deadline, OpenTask
from workflows import (
    FAR_DATE,
    CaseEvent,
    ClockStarted,
    ClockStopped,
    DueKey,
    ElementPassed,
    MessageThrown,
    TaskCancelled,
    TaskOpened,
    TimerFired,
    UserTask,
)

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

ROLES_OF_ONE_AGENCY = ("nominated_officer", "agency_manager")


class Projections:
    """Keeps the tables of open tasks in step with the engine, within one command."""

    def __init__(self, work: "CaseWork") -> None:
        self._work = work
        self._opened: list[OpenTask] = []

    def project(self, row: CaseRun, events: Iterable[CaseEvent]) -> bool:
        """Write what the events say; tell whether a clock started, so that the engine must look again."""
        moved = False
        for event in events:
            match event:
                case ClockStopped():
                    self._work.clocks.stop(event.clock, key=event.key)
                case ClockStarted():
                    self._work.clocks.start(event.clock, key=event.key)
                    moved = True
                case TaskOpened():
                    self._open(row, event.task)
                case _:
                    self._note(event)
        return moved

    def _note(self, event: CaseEvent) -> None:
        match event:
            case TaskCancelled():
                self._cancel(event.task_id)
            case TimerFired():
                self._fired(event)
            case ElementPassed():
                self._passed(event.element_id)
            case MessageThrown():
                self._work.after_step(lambda: self._work.receive(event.name, event.payload))

    def _fired(self, event: TimerFired) -> None:
        element = self._work.procedure.element(event.process_id, event.element_id)
        self._work.because = f"The time came: {element.name}." if element and element.name else "The time came."

    def _passed(self, element_id: str) -> None:
        """An ending of the procedure says why the case is closed."""
        reason = self._work.procedure.endings.get(element_id)
        if reason and not self._work.case.closing_reason:
            self._work.case.closing_reason = reason

    def _open(self, row: CaseRun, task: UserTask) -> None:
        work = self._work
        role = work.procedure.role_of(task.lane)
        opened = OpenTask(
            id=task.task_id,
            case_id=work.case.id,
            run_id=row.id,
            area_id=work.case.area_id,
            kind="letters" if task.properties.get("letters") else "questions",
            process_id=task.process_id,
            element_id=task.element_id,
            name=task.name,
            role=role,
            body_code=(task.item or "") if role in ROLES_OF_ONE_AGENCY else "",
            item=task.item or "",
            properties=dict(task.properties),
            because=work.because,
            opened_at=work.now,
            clock=_clock_of(task),
            due_at=FAR_DATE,
            state="open",
        )
        work.session.add(opened)
        self._opened.append(opened)
        stage = work.procedure.stages.get(task.process_id)
        if stage:
            work.case.stage = stage
        if opened.kind == "letters":
            work.session.flush()
            HOOKS.drafter()(work, opened)

    def _cancel(self, task_id: str) -> None:
        work = self._work
        task = work.task(task_id)
        if task.state == "open":
            cancel_task(work, task)

    def withdraw_drafts(self, task_id: str) -> None:
        """Withdraw the unsealed letters of a task that is no longer wanted."""
        drafts = self._work.session.scalars(
            select(LetterDraft).where(LetterDraft.task_id == task_id, LetterDraft.state.in_(UNSEALED))
        )
        for draft in drafts:
            draft.state = "withdrawn"

    def watch(self, task: OpenTask) -> None:
        """Date a task that no diagram opened when this command ends."""
        self._opened.append(task)

    def link_deadlines(self) -> None:
        """Give each open task the date of its clock; only touched clocks and new tasks are looked at."""
        work = self._work
        touched = {(row.clock, row.key) for row in (*work.clocks.change.started, *work.clocks.change.ended)}
        tasks = {task.id: task for task in self._opened if task.state == "open"}
        if touched:
            known = [row for row in work.open_tasks.values() if row.state == "open"]
            tasks.update({row.id: row for row in known if _keys_of(row) & touched})
        for task in tasks.values():
            self._link(task)
            if task.kind == "extension" and task.deadline is None:
                cancel_task(work, task)  # what more time was asked for is done
        self._opened = []

    def _link(self, task: OpenTask) -> None:
        running = self._work.clocks.running
        names = clocks_of(task.properties) or (task.clock,)
        name = next((one for one in names if _row(running, one, task.item) is not None), names[0])
        row = _row(running, name, task.item)
        task.clock = name
        task.deadline = row
        task.due_on = row.limit_on if row else None
        task.due_at = row.limit_at if row else FAR_DATE

    def look_back(self, ended: CaseRun) -> None:
        """A process beside the case has ended: the case stands where its newest open task does, as before it."""
        work = self._work
        stages = work.procedure.stages
        if work.case.stage != stages.get(ended.process_id):
            return
        rows = [row for row in work.open_tasks.values() if row.state == "open" and row.process_id in stages]
        if rows:
            work.case.stage = stages[max(rows, key=lambda row: row.opened_at).process_id]

    def close_case(self) -> None:
        """The main process has ended: what runs beside it ends too; the reason was set by the step that ended it."""
        work = self._work
        work.case.is_open = False
        work.case.closed_at = work.now
        work.case.closing_reason = work.case.closing_reason or "finished"
        work.case.stage = work.procedure.closed_because.get(work.case.closing_reason, "Closed")
        end_side_work(work)


def clocks_of(properties: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the clocks that may date a task, in their order: those named, else those it stops."""
    return tuple(str(properties.get("clock") or properties.get("stops_clock") or "").split())


def _clock_of(task: UserTask) -> str:
    return next(iter(clocks_of(task.properties)), "")


def _keys_of(task: OpenTask) -> set[tuple[str, str]]:
    names = {task.clock, *clocks_of(task.properties)}
    return {(name, key) for name in names for key in (task.item, "")}


def _row(running: Mapping[DueKey, Deadline], clock: str, item: str) -> Deadline | None:
    return running.get((clock, item or None)) or running.get((clock, None))
