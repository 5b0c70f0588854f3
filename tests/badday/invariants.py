"""What must be true of the tables whatever happened: killed processes, races, long silence. Source: reliability 5."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NoReturn

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.cases.procedures import procedure_of
from service.store.audit_chain import find_break
from service.store.cases import Case, CaseEvent, CaseRun, StuckCase
from service.store.diagrams import ProcessVersion
from service.store.letters import SealedLetter
from service.store.outbox import OutboxItem
from service.store.work import Deadline, OpenTask, Timer
from service.toolbox import Toolbox
from workflows import CaseState, DueKey, Engine, OperationRequest, Run

LEGAL = ("queued", "sending", "sent", "to_print", "printed", "failed", "unknown", "dropped")
TROUBLE = ("failed", "unknown")


def broken_invariants(toolbox: Toolbox) -> list[str]:
    """Give a line for everything that does not hold; nothing when all is well."""
    with toolbox.sessions.read() as session:
        return [
            *_overdue_without_a_word(session, toolbox),
            *_runs_that_differ(session, toolbox),
            *_histories_with_gaps(session),
            *_letters_gone_wrong(session),
            *_clocks_without_instant(session),
            *([] if find_break(session) is None else [f"I5 the audit chain breaks at {find_break(session)}"]),
        ]


def _overdue_without_a_word(session: Session, toolbox: Toolbox) -> Iterator[str]:
    stuck = set(session.scalars(select(StuckCase.case_id).where(StuckCase.resolved_at.is_(None))))
    late = select(Timer).where(Timer.fired_at.is_(None), Timer.due_at <= toolbox.clock.now())
    for timer in session.scalars(late):
        if timer.case_id not in stuck:
            yield f"I2 instant {timer.id} ({timer.kind}) of case {timer.case_id} was due at {timer.due_at}"


def _runs_that_differ(session: Session, toolbox: Toolbox) -> Iterator[str]:
    """I4 and I9: each saved position loads, is the same again, and waits for exactly what the tables say."""
    for row, version_id, content_hash in session.execute(
        select(CaseRun, ProcessVersion.id, ProcessVersion.content_hash)
        .join(ProcessVersion, ProcessVersion.id == CaseRun.process_version_id)
        .order_by(CaseRun.id)
    ):
        definition = procedure_of(session, version_id=version_id, content_hash=content_hash).part(row.process_id)
        state = CaseState(data=row.state, definition_hash=row.definition_hash, schema=row.state_schema)
        due = _due(session, row.case_id)
        run = Engine().resume(definition, state, due=due, perform=_never, now=toolbox.clock.now())
        yield from _differences(session, row, run)
        if run.close().state.data != row.state:
            yield f"I9 the saved position of run {row.id} changes when it is saved again"


def _differences(session: Session, row: CaseRun, run: Run) -> Iterator[str]:
    if run.is_finished != (row.finished_at is not None):
        yield f"I4 run {row.id} is finished: {run.is_finished}, its row says {row.finished_at}"
    waiting = {task.task_id for task in run.open_tasks}
    rows = select(OpenTask.id).where(OpenTask.run_id == row.id, OpenTask.state == "open")
    listed = set(session.scalars(rows))
    if waiting != listed:
        yield f"I4 run {row.id}: the engine alone has {waiting - listed}, the table alone {listed - waiting}"


def _due(session: Session, case_id: int) -> Mapping[DueKey, object]:
    running = session.scalars(select(Deadline).where(Deadline.case_id == case_id, Deadline.state == "running"))
    return {(row.clock, row.key or None): row.limit_at for row in running}


def _never(request: OperationRequest) -> NoReturn:
    raise AssertionError(f"loading a case performed {request}")


def _clocks_without_instant(session: Session) -> Iterator[str]:
    """I4: a running clock of an open case has exactly one limit, at its own instant; an ended one waits for none."""
    for deadline in session.scalars(select(Deadline)):
        timers = session.scalars(select(Timer).where(Timer.deadline_id == deadline.id)).all()
        limits = [timer for timer in timers if timer.kind == "limit"]
        if deadline.state == "running" and [timer.due_at for timer in limits] != [deadline.limit_at]:
            yield f"I4 clock {deadline.clock} of case {deadline.case_id} has limits {limits}"
        if deadline.state != "running" and any(timer.fired_at is None for timer in timers):
            yield f"I4 clock {deadline.clock} of case {deadline.case_id} has ended and still waits"


def _histories_with_gaps(session: Session) -> Iterator[str]:
    """I6: the history of a case is numbered without gaps up to its count."""
    counted = select(CaseEvent.case_id, func.count(), func.max(CaseEvent.number)).group_by(CaseEvent.case_id)
    found = {case_id: (count, last) for case_id, count, last in session.execute(counted)}
    for case in session.scalars(select(Case)):
        if found.get(case.id, (0, 0)) != (case.event_count, case.event_count):
            yield f"I6 case {case.reference} counts {case.event_count} events, has {found.get(case.id)}"


def _letters_gone_wrong(session: Session) -> Iterator[str]:
    """I7: a legal state each, and one task where a person must act."""
    kinds = Counter(
        (task.properties.get("outbox_id"), "print" if task.kind in ("print", "late_print") else task.kind)
        for task in session.scalars(select(OpenTask).where(OpenTask.run_id.is_(None)))
    )
    for item in session.scalars(select(OutboxItem)):
        if item.state not in LEGAL:
            yield f"I7 letter {item.id} is {item.state}"
        wanted = int(item.state in ("to_print", "printed")), int(item.state in TROUBLE)
        found = kinds[item.id, "print"], kinds[item.id, "delivery"]
        if found != wanted and item.state not in ("queued", "dropped"):
            yield f"I7 letter {item.id} is {item.state} and has tasks to print and to clear up: {found}"
        letter = session.get_one(SealedLetter, item.sealed_letter_id) if item.sealed_letter_id else None
        if letter is not None and item.state in ("sent", *TROUBLE) and letter.delivery != item.state:
            yield f"I7 letter {item.id} is {item.state} and says {letter.delivery}"
