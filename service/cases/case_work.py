"""One case being worked on in one command: load, step, project, save. What a step means lives in its parts.

Life of a step (patterns 8, P-05, P-21):
  overdue clocks first -> act -> stop clocks -> engine goes on -> start clocks -> copy rows in -> again until still
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.cases.clocks import CaseClocks
from service.cases.errors import CaseNotFound
from service.cases.hooks import HOOKS
from service.cases.procedures import Procedure, procedure_of
from service.cases.projections import Projections
from service.cases.timeline import Timeline
from service.cases.unit import Actor, Unit
from service.store.cases import Case, CaseRun, InboxMessage
from service.store.diagrams import ProcessVersion
from service.store.people import AreaRulesVersion
from service.store.work import OpenTask
from workflows import AreaRules, CaseState, Json, OperationRequest, Perform, Run

Act = Callable[[Run], None]


class CaseWork:
    """A case with its rules, clocks and running processes, inside one transaction."""

    def __init__(self, unit: Unit, case: Case, rules: AreaRulesVersion, procedure: Procedure, actor: Actor) -> None:
        self.unit = unit
        self.case = case
        self.actor = actor
        self.procedure = procedure
        self.rules_version = rules.version
        self.rules = AreaRules.model_validate(rules.settings)
        self.clocks = CaseClocks(self)
        self.timeline = Timeline(self)
        self.tasks = Projections(self)
        self.because = ""
        self.engine_now = unit.now  # while overdue clocks are caught up, the instant of the one being fired (P-04)
        self._to_open: list[tuple[str, str, Mapping[str, Any]]] = []
        self._afterwards: list[Callable[[], object]] = []

    @classmethod
    def load(cls, unit: Unit, *, actor: Actor, case_id: int | None = None, task_id: str | None = None) -> "CaseWork":
        """Load a case for writing, its row locked where the database has row locks. Raises CaseNotFound."""
        of_task = select(OpenTask.case_id).where(OpenTask.id == task_id).scalar_subquery()
        wanted = Case.id == (case_id if case_id is not None else of_task)
        found = unit.session.execute(
            select(Case, AreaRulesVersion, ProcessVersion.id, ProcessVersion.content_hash)
            .join(AreaRulesVersion, AreaRulesVersion.id == Case.area_rules_id)
            .join(ProcessVersion, ProcessVersion.id == Case.process_version_id)
            .where(wanted)
            .with_for_update(of=Case)
        ).one_or_none()
        if found is None:
            raise CaseNotFound
        procedure = procedure_of(unit.session, version_id=found[2], content_hash=found[3])
        return cls(unit, found[0], found[1], procedure, actor)

    @property
    def session(self) -> Session:
        """Give the session of this command."""
        return self.unit.session

    @property
    def now(self) -> datetime:
        """Give the instant of this command."""
        return self.unit.now

    # -- running processes -------------------------------------------------------------------------

    @cached_property
    def runs(self) -> dict[int, CaseRun]:
        """Give the processes of this case that still run, by id."""
        rows = self.session.scalars(
            select(CaseRun).where(CaseRun.case_id == self.case.id, CaseRun.finished_at.is_(None)).order_by(CaseRun.id)
        )
        return {row.id: row for row in rows}

    def open_run(self, process_id: str, *, key: str, facts: Mapping[str, Any], item: str | None = None) -> CaseRun:
        """Start a process on this case, for one `item` of several where it is so, and take its first step. D-017."""
        definition = self.procedure.part(process_id)
        row = CaseRun(
            case_id=self.case.id,
            key=key,
            process_id=process_id,
            process_version_id=self.procedure.version_id,
            state=b"",
            definition_hash=definition.content_hash,
            state_schema=1,
            started_at=self.now,
        )
        self.session.add(row)
        self.session.flush()
        self.runs[row.id] = row
        run = self.unit.tools.engine.start(
            definition,
            facts=facts,
            due=self.clocks.due(),
            perform=self._performer(row),
            now=self.engine_now,
            item=item,
        )
        self._settle(row, run)
        return row

    def step(self, row: CaseRun, act: Act) -> None:
        """Take one step of one running process and write down all that came of it."""
        definition = self.procedure.part(row.process_id)
        state = CaseState(data=row.state, definition_hash=row.definition_hash, schema=row.state_schema)
        run = self.unit.tools.engine.resume(
            definition, state, due=self.clocks.due(), perform=self._performer(row), now=self.engine_now
        )
        act(run)
        self._settle(row, run)

    def _settle(self, row: CaseRun, run: Run) -> None:
        """Project events, let started clocks reach the engine's timers, and repeat until nothing moves."""
        seen = 0
        while True:
            fresh = list(run.events)[seen:]
            seen += len(fresh)
            moved = self.tasks.project(row, fresh)
            if not moved:
                break
            run.sync(self.clocks.due(), now=self.engine_now)
        step = run.close()
        row.state = step.state.data
        row.definition_hash = step.state.definition_hash
        row.state_schema = step.state.schema
        if step.is_finished:
            self._finish(row)

    def _finish(self, row: CaseRun) -> None:
        row.finished_at = self.now
        self.runs.pop(row.id, None)
        if row.key == "main" or self._has_only_come_back():
            self.tasks.close_case()
        else:
            self.tasks.look_back(row)

    def _has_only_come_back(self) -> bool:
        """Tell whether a case that was closed before has ended what it was opened again for. Source: AP-16."""
        return self.case.is_open and self.case.closed_at is not None and not self.runs

    def _performer(self, row: CaseRun) -> Perform:
        perform = HOOKS.performer()

        def answer(request: OperationRequest) -> Mapping[str, Json]:
            return perform(self, row, request)

        return answer

    # -- news between and into processes -------------------------------------------------------------

    def receive(self, name: str, payload: Mapping[str, Any]) -> bool:
        """Give news to whoever waits for it; keep it in the inbox if nobody does yet. Source: patterns 11."""
        message = InboxMessage(case_id=self.case.id, name=name, payload=dict(payload), arrived_at=self.now)
        self.session.add(message)
        delivered = self._deliver(message)
        if not delivered:
            self.case.news_waiting += 1
        return delivered

    def deliver_inbox(self) -> None:
        """Try what lies in the inbox, oldest first, one message a step."""
        for message in self._inbox() if self.case.news_waiting else ():
            if self._deliver(message):
                self.case.news_waiting -= 1

    def _deliver(self, message: InboxMessage) -> bool:
        for row in list(self.runs.values()):
            if message.delivered_at is None:
                self._offer(row, message)
        return message.delivered_at is not None

    def _inbox(self) -> list[InboxMessage]:
        return list(
            self.session.scalars(
                select(InboxMessage)
                .where(InboxMessage.case_id == self.case.id, InboxMessage.delivered_at.is_(None))
                .order_by(InboxMessage.id)
            )
        )

    def _offer(self, row: CaseRun, message: InboxMessage) -> None:
        def act(run: Run) -> None:
            if run.waits_for(message.name):
                run.receive_message(message.name, message.payload)
                message.delivered_at = self.now

        self.step(row, act)

    def after_step(self, act: Callable[[], object]) -> None:
        """Note something to do once the step that is under way has ended."""
        self._afterwards.append(act)

    def open_later(self, process_id: str, *, key: str, facts: Mapping[str, Any]) -> None:
        """Note a process that a step asked for; it is started when that step has ended."""
        self._to_open.append((process_id, key, facts))

    # -- the end of the command ----------------------------------------------------------------------

    def save(self) -> None:
        """Start what was asked for, bring due dates onto tasks, and raise the case's version."""
        while self._afterwards:
            self._afterwards.pop(0)()
        while self._to_open:
            process_id, key, facts = self._to_open.pop(0)
            self.open_run(process_id, key=key, facts=facts)
        self.tasks.link_deadlines()
        self.clocks.write_timers()
        self.timeline.save()

    @cached_property
    def open_tasks(self) -> dict[str, OpenTask]:
        """Give the tasks that were open when the case was loaded, by id."""
        rows = self.session.scalars(select(OpenTask).where(OpenTask.case_id == self.case.id, OpenTask.state == "open"))
        return {row.id: row for row in rows}

    def task(self, task_id: str) -> OpenTask:
        """Give a task of this case, open or not."""
        return self.open_tasks.get(task_id) or self.session.get_one(OpenTask, task_id)
