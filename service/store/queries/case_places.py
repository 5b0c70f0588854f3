"""Where the running processes of a case were saved: for the drawing and the same in words."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.cases import CaseRun
from service.store.people import AreaBody, Person
from service.store.work import OpenTask
from workflows import CaseState


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """One process of a case and its saved position."""

    key: str
    process_id: str
    state: CaseState
    started_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One task of a diagram on this case: done by somebody, or open."""

    task_id: str
    process_id: str
    element_id: str
    state: str
    body: str
    due_on: date | None
    ended_at: datetime | None
    by: str
    due_at: datetime | None = None


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


def steps_of_case(session: Session, case_id: int) -> tuple[StepRow, ...]:
    """Give the tasks of a case that are open or done, in the order in which they were opened."""
    rows = session.execute(
        select(OpenTask, AreaBody.name, Person.name)
        .select_from(OpenTask)
        .outerjoin(AreaBody, (AreaBody.area_id == OpenTask.area_id) & (AreaBody.code == OpenTask.item))
        .outerjoin(Person, Person.id == OpenTask.ended_by_id)
        .where(OpenTask.case_id == case_id, OpenTask.run_id.is_not(None), OpenTask.state.in_(("open", "done")))
        .order_by(OpenTask.opened_at, OpenTask.id)
    )
    return tuple(
        StepRow(
            task_id=row.id,
            process_id=row.process_id,
            element_id=row.element_id,
            state=row.state,
            body=body or "",
            due_on=row.due_on,
            due_at=row.due_at,
            ended_at=row.ended_at,
            by=name or "",
        )
        for row, body, name in rows
    )
