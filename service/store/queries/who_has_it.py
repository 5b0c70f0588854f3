"""Who has each case of a list: the holders of its open tasks, or the roles that none of them was taken from."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.people import Person
from service.store.work import OpenTask


def who_has_it(session: Session, case_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Give names of holders or codes of roles by case, what is due first at the front, each once."""
    rows = session.execute(
        select(OpenTask.case_id, OpenTask.role, Person.name)
        .outerjoin(Person, Person.id == OpenTask.claimed_by_id)
        .where(OpenTask.case_id.in_(case_ids), OpenTask.state == "open")
        .order_by(OpenTask.due_at, OpenTask.id)
    )
    found: dict[int, list[str]] = {}
    for case_id, role, name in rows:
        found.setdefault(case_id, []).append(name or role)
    return {case_id: tuple(dict.fromkeys(names)) for case_id, names in found.items()}
