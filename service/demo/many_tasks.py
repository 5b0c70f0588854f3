"""Ten thousand invented tasks on the demonstration's cases, to measure My work with. For benchmarks only."""

from datetime import timedelta
from itertools import cycle

from sqlalchemy import insert, select

from service.store.cases import COMMUNITY_TRIGGER, Case
from service.store.people import Area, Person
from service.store.work import OpenTask
from service.toolbox import Toolbox
from workflows import fires_at, local_date

ROLES = ("spoc", "spoc", "spoc", "review_chair", "csp_manager")
SPREAD = 60  # days around today


def fill_with_tasks(toolbox: Toolbox, *, number: int, taken_by: str, area_code: str = "ASH") -> None:
    """Add open tasks to the open cases of an area; one in five is taken by the person of that email."""
    now = toolbox.clock.now()
    today = local_date(now)
    with toolbox.sessions.write() as session, session.begin():
        area_id = session.scalars(select(Area.id).where(Area.code == area_code)).one()
        holder = session.scalars(select(Person.id).where(Person.email == taken_by)).one()
        cases = session.scalars(select(Case.id).where(Case.area_id == area_id, Case.is_open.is_(True))).all()
        rows = []
        for place, case_id, role in zip(range(number), cycle(cases), cycle(ROLES), strict=False):
            due_on = today + timedelta(days=place % SPREAD - SPREAD // 10)
            rows.append(
                {
                    "id": f"measure-{place}",
                    "case_id": case_id,
                    "area_id": area_id,
                    "kind": "questions",
                    "process_id": COMMUNITY_TRIGGER,
                    "element_id": "Task_CheckApplication",
                    "name": f"Invented task {place}",
                    "role": role,
                    "properties": {"rule": "CT-10"},
                    "because": "It is here to measure the list.",
                    "claimed_by_id": holder if place % 5 == 0 else None,
                    "opened_at": now,
                    "clock": "ct_ask_missing",
                    "due_on": due_on,
                    "due_at": fires_at(due_on),
                    "state": "open",
                }
            )
        session.execute(insert(OpenTask), rows)
