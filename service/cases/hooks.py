"""What a step calls outwards: operations and letters sit above the step and hang themselves in here when imported."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from service.store.cases import CaseRun
from service.store.work import Deadline, OpenTask
from workflows import Json, OperationRequest

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

Performer = Callable[["CaseWork", CaseRun, OperationRequest], Mapping[str, Json]]
Drafter = Callable[["CaseWork", OpenTask], object]
TensionOpener = Callable[["CaseWork", Mapping[str, Any]], object]
ClockWatcher = Callable[["CaseWork", Deadline], object]


@dataclass(slots=True)
class Hooks:
    """What a step cannot do by itself."""

    perform: Performer | None = None
    draft_for_task: Drafter | None = None
    clock_came: ClockWatcher | None = None
    open_tension: TensionOpener | None = None

    def performer(self) -> Performer:
        """Give what carries out operations; service.cases has hung it in."""
        if self.perform is None:
            raise RuntimeError("import service.cases first")
        return self.perform

    def drafter(self) -> Drafter:
        """Give what drafts the letters of a task; service.cases has hung it in."""
        if self.draft_for_task is None:
            raise RuntimeError("import service.cases first")
        return self.draft_for_task

    def watcher(self) -> ClockWatcher:
        """Give what looks after notices when a clock's instant came; service.cases has hung it in."""
        if self.clock_came is None:
            raise RuntimeError("import service.cases first")
        return self.clock_came

    def tension_opener(self) -> TensionOpener:
        """Give what opens the tension case of a declared incident; service.cases has hung it in."""
        if self.open_tension is None:
            raise RuntimeError("import service.cases first")
        return self.open_tension


HOOKS = Hooks()
