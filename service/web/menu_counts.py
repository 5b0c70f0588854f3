"""The numbers beside menu entries: only where they mean work. Source: design brief, Navigation by role."""

from collections.abc import Callable, Mapping

from flask import g

from service.access import SignedIn, areas_with
from service.errors import NotAllowed
from service.roles import SEES_OF_AN_INCIDENT
from service.store.queries.incidents import count_declared
from service.store.queries.letter_lists import Shelf, count_on_shelves
from service.store.queries.my_work import due_count
from service.store.queries.stuck import stuck_cases
from service.store.queries.work_view import WorkView
from service.web import context
from service.web.casework.letters import APPROVERS, shelves_for
from service.web.casework.office import calendar_of, soon_on
from service.web.casework.scope import pools_of, stuck_for

NEAR = "tasks_near"  # counted by the page already
TO_DO = (Shelf.DRAFT, Shelf.WAITING, Shelf.APPROVED, Shelf.TO_POST, Shelf.CAME_BACK)


def count_for(who: SignedIn, endpoint: str) -> int:
    """Give the number of things to do on a page; 0 for a page that lists none."""
    return COUNTS[endpoint](who) if endpoint in COUNTS else 0


def _tasks(who: SignedIn) -> int:
    if NEAR in g:
        return int(g.get(NEAR))
    pools = pools_of(who)
    if not pools:
        return 0
    today = context.today()
    view = WorkView(person_id=who.person_id, pools=pools, today=today, soon_on=soon_on(calendar_of(who), today))
    return due_count(context.read_session(), view)


def _letters(who: SignedIn) -> int:
    try:
        shelves = shelves_for(who)
    except NotAllowed:
        return 0
    counts = count_on_shelves(context.read_session(), areas_with(who, APPROVERS))
    mine = TO_DO if Shelf.DRAFT in shelves else (Shelf.WAITING,)  # what an approver approved, its writer sends
    return sum(counts.get(shelf, 0) for shelf in shelves if shelf in mine)


def _incidents(who: SignedIn) -> int:
    found = areas_with(who, SEES_OF_AN_INCIDENT)
    areas = None if None in found else frozenset(area_id for area_id in found if area_id is not None)
    return count_declared(context.read_session(), areas)


COUNTS: Mapping[str, Callable[[SignedIn], int]] = {
    "casework.my_work_page": _tasks,
    "casework.letters": _letters,
    "incidents.register": _incidents,
    "oversight.stuck_cases": lambda who: len(stuck_for(who, stuck_cases(context.read_session()))),
}
