"""What is open on one case: tasks of people, by reference."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.cases import Case
from service.store.work import OpenTask


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWork:
    """One open task of a case."""

    task_id: str
    kind: str
    process_id: str
    element_id: str
    name: str
    item: str
    role: str
    due_on: date | None


def open_work(session: Session, reference: str) -> list[OpenWork]:
    """Give the open tasks of a case, the first due first."""
    rows = session.scalars(
        select(OpenTask)
        .join(Case, Case.id == OpenTask.case_id)
        .where(Case.reference == reference, OpenTask.state == "open")
        .order_by(OpenTask.due_at, OpenTask.opened_at, OpenTask.id)
    )
    return [
        OpenWork(
            task_id=row.id,
            kind=row.kind,
            process_id=row.process_id,
            element_id=row.element_id,
            name=row.name,
            item=row.item,
            role=row.role,
            due_on=row.due_on,
        )
        for row in rows
    ]
