"""A case that a test plays on: acts by people, and readings of what came of them."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.cases import Actor, AskForApproval, Result, SealLetters, handle
from service.cases.letters.checking import fingerprints_of_task
from service.demo.stories import Story
from service.store.cases import Case, CaseEvent, CaseRun
from service.store.letters import LetterDraft, SealedLetter
from service.store.record import Decision
from service.store.work import Deadline, Notice, OpenTask, Timer

R = TypeVar("R")


class Played(Story):
    """One case, with the people who act on it."""

    # -- acts ---------------------------------------------------------------------------------------

    def do(self, command: Any) -> Result:
        """Carry out a command at the driver's time."""
        return handle(self.driver.toolbox, command)

    def by(self, email: str) -> Actor:
        """Give someone who signs in."""
        return self.driver.actor(email)

    def answer(self, element_id: str, answers: dict[str, Any], *, by: str, item: str = "") -> None:
        """Answer a task of this case."""
        self.driver.answer(self.reference, element_id, answers, by=by, item=item)

    def send(self, element_id: str, *, by: str, approve: str = "", answers: dict[str, Any] | None = None) -> None:
        """Seal the letters of a task of this case."""
        self.driver.send(self.reference, element_id, by=by, approve=approve, answers=answers)

    def ask_approval(self, element_id: str, *, by: str) -> str:
        """Ask a second person to approve the letters of a task; give the id of the letters' task."""
        task_id = self.driver.task(self.reference, element_id).task_id
        self.do(AskForApproval(actor=self.by(by), task_id=task_id))
        return task_id

    def seal(self, task_id: str, *, by: str) -> None:
        """Seal the letters of a task as somebody sees them now."""
        toolbox = self.driver.toolbox
        with toolbox.sessions.read() as session:
            seen = fingerprints_of_task(session, task_id, now=toolbox.clock.now(), settings=toolbox.settings)
        self.do(SealLetters(actor=self.by(by), task_id=task_id, seen=seen))

    def pass_days(self, working_days: int) -> None:
        """Go on by working days, timers fired."""
        self.driver.pass_working_days(working_days)

    # -- readings -----------------------------------------------------------------------------------

    def read(self, look: Callable[[Session], R]) -> R:
        """Look into the database."""
        with self.driver.toolbox.sessions.read() as session:
            return look(session)

    def all(self, statement: Any) -> list[Any]:
        """Give the rows of a statement."""
        return self.read(lambda session: list(session.scalars(statement)))

    @property
    def case(self) -> Case:
        """Give the row of the case."""
        return self.read(lambda session: session.scalars(select(Case).where(Case.reference == self.reference)).one())

    @property
    def case_id(self) -> int:
        """Give the id of the case."""
        return self.case.id

    def rows(self, table: Any) -> list[Any]:
        """Give the rows of one table that belong to this case, oldest first."""
        return self.all(select(table).where(table.case_id == self.case_id).order_by(table.id))

    def row(self, table: Any) -> Any:
        """Give the only row of one table that belongs to this case."""
        (found,) = self.rows(table)
        return found

    def task_ids(self) -> list[str]:
        """Give what is open: ids in the diagram, kinds for tasks of ours, sorted."""
        return sorted(task.element_id or task.kind for task in self.driver.open_tasks(self.reference))

    def task_row(self, element_id: str, item: str = "") -> OpenTask:
        """Give the row of an open task."""
        wanted = self.driver.task(self.reference, element_id, item).task_id
        return self.all(select(OpenTask).where(OpenTask.id == wanted))[0]

    def rows_by_kind(self, kind: str) -> list[OpenTask]:
        """Give every task of a kind, open or not."""
        rows = select(OpenTask).where(OpenTask.case_id == self.case_id, OpenTask.kind == kind)
        return self.all(rows.order_by(OpenTask.opened_at, OpenTask.id))

    def clock(self, clock: str, key: str = "") -> Deadline:
        """Give the newest row of a clock."""
        found = [row for row in self.rows(Deadline) if row.clock == clock and row.key == key]
        assert found, f"{clock} never ran: {[row.clock for row in self.rows(Deadline)]}"
        return found[-1]

    def running(self) -> dict[str, date]:
        """Give the limit of each running clock, by id (with its key where it has one)."""
        rows = [row for row in self.rows(Deadline) if row.state == "running"]
        return {f"{row.clock}:{row.key}" if row.key else row.clock: row.limit_on for row in rows}

    def waiting_timers(self) -> list[Timer]:
        """Give the instants of this case that have not fired."""
        return [row for row in self.rows(Timer) if row.fired_at is None]

    def letters(self, *codes: str) -> list[SealedLetter]:
        """Give the sealed letters, oldest first; all of them or some kinds."""
        return [row for row in self.rows(SealedLetter) if not codes or row.code in codes]

    def drafts(self, code: str) -> list[LetterDraft]:
        """Give the drafts of one kind that were not withdrawn."""
        return [row for row in self.rows(LetterDraft) if row.code == code and row.state != "withdrawn"]

    def readers(self, code: str) -> list[str]:
        """Give who was sent one kind of letter."""
        return [row.recipient_words for row in self.rows(LetterDraft) if row.code == code and row.state == "sealed"]

    def events(self, kind: str) -> list[str]:
        """Give the sentences of one kind in the history."""
        return [row.sentence for row in self.rows(CaseEvent) if row.kind == kind]

    def notices(self, kind: str) -> list[tuple[str, str]]:
        """Give role and sentence of one kind of notice, in order."""
        return [(row.role, row.sentence) for row in self.rows(Notice) if row.kind == kind]

    def told(self, role: str) -> str:
        """Give everything that one role was told."""
        return "\n".join(row.sentence for row in self.rows(Notice) if row.role == role)

    def decision(self, code: str) -> Decision:
        """Give the newest decision of one kind."""
        return [row for row in self.rows(Decision) if row.code == code][-1]

    def runs(self) -> Sequence[CaseRun]:
        """Give the processes of the case."""
        return self.rows(CaseRun)
