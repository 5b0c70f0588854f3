"""The engine failed on a case: keep what failed, in words without personal data, for a person to retry."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.cases import StuckCase
from service.store.work import OpenTask
from workflows import WorkflowError

if TYPE_CHECKING:
    from service.cases.handling import Command, Tools


def record_stuck_case(tools: "Tools", command: "Command", error: WorkflowError) -> None:
    """Write, in a transaction of its own, that a case could not go on. Source: reliability 3.7."""
    with tools.sessions.write() as session, session.begin():
        case_id = _case_of(session, command)
        if case_id is not None:
            note_stuck(session, case_id=case_id, reason=type(error).__name__ + ": " + str(error), at=tools.clock.now())


def _case_of(session: Session, command: "Command") -> int | None:
    """Give the case that a command is about: named by itself, or by the task it answers."""
    case_id: int | None = getattr(command, "case_id", None)
    task_id = getattr(command, "task_id", None)
    if case_id is not None or task_id is None:
        return case_id
    return session.scalars(select(OpenTask.case_id).where(OpenTask.id == task_id)).one_or_none()


def note_stuck(session: Session, *, case_id: int, reason: str, at: datetime) -> None:
    """Add one more attempt to the open record of this case, or begin one."""
    row = session.scalars(
        select(StuckCase).where(StuckCase.case_id == case_id, StuckCase.resolved_at.is_(None))
    ).one_or_none()
    if row is None:
        session.add(StuckCase(case_id=case_id, reason=reason[:500], first_at=at, last_at=at))
        return
    row.attempts += 1
    row.last_at = at
    row.reason = reason[:500]


def resolve_stuck(session: Session, *, case_id: int, at: datetime) -> int:
    """Mark what was stuck on a case as resolved; give how many records that were."""
    rows = list(session.scalars(select(StuckCase).where(StuckCase.case_id == case_id, StuckCase.resolved_at.is_(None))))
    for row in rows:
        row.resolved_at = at
    return len(rows)
