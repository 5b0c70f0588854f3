"""Where the running processes of a case were saved: for the drawing and the same in words."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.cases import CaseRun
from workflows import CaseState


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """One process of a case and its saved position."""

    key: str
    process_id: str
    state: CaseState
    started_at: datetime
    finished_at: datetime | None


def runs_of_case(session: Session, case_id: int) -> tuple[RunRow, ...]:
    """Give the processes of a case: the main one first, then the others in the order they began."""
    rows = session.scalars(
        select(CaseRun).where(CaseRun.case_id == case_id).order_by(CaseRun.key != "main", CaseRun.id)
    )
    return tuple(
        RunRow(
            key=row.key,
            process_id=row.process_id,
            state=CaseState(data=row.state, definition_hash=row.definition_hash, schema=row.state_schema),
            started_at=row.started_at,
            finished_at=row.finished_at,
        )
        for row in rows
    )
