"""How several processes share the tests: whole files, what is slow first, and one process keeps to PostgreSQL.

What a file loads once, and what a database engine needs once (a server, a case played to its stages), is then made in
one process and not in each.
"""

from typing import Any

from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

FIRST = ("tests/journeys/", "tests/badday/", "tests/web/", "tests/service/")  # what is slow; the rest fills the end
ON_POSTGRESQL = "postgresql"


class ByFileAndEngine(LoadScopeScheduling):
    """Gives out a file at a time, its tests on PostgreSQL apart.

    Every second process takes what is on PostgreSQL, then the quick files from the end of the queue; the others
    begin with the slow ones.
    """

    def _split_scope(self, nodeid: str) -> str:
        return scope_of(nodeid)

    def _assign_work_unit(self, node: WorkerController) -> None:
        is_second = self.nodes.index(node) % 2 == 1
        self.workqueue.move_to_end(next_scope(self.workqueue, is_second=is_second), last=False)
        super()._assign_work_unit(node)


def scope_of(nodeid: str) -> str:
    """Give the file of a test, with the engine where that is PostgreSQL."""
    file, _, name = nodeid.partition("::")
    return f"{file}@{ON_POSTGRESQL}" if ON_POSTGRESQL in name.partition("[")[2] else file


def next_scope(waiting: dict[str, Any], *, is_second: bool) -> str:
    """Choose from what waits: slow first, PostgreSQL for every second process, and for that one quick files last."""

    def rank(scope: str) -> tuple[bool, int, int]:
        place = next((place for place, folder in enumerate(FIRST) if scope.startswith(folder)), len(FIRST))
        is_on_postgresql = scope.endswith(ON_POSTGRESQL)
        if is_second and not is_on_postgresql:
            return (True, -place, len(waiting[scope]))
        return (is_on_postgresql is not is_second, place, -len(waiting[scope]))

    return min(waiting, key=rank)
