"""The numbers a run gives to its tasks and to their changes, and the budget they are counted against.

Spiff would use random ids and the wall clock. Counting instead makes saved states small, makes the same acts
give the same state, and gives one place that stops a diagram which never comes to rest.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field
from time import monotonic
from typing import Final
from uuid import UUID, uuid4

from workflows.errors import TooManyItems, TooManySteps

MAX_STEPS: Final = 1_000
MAX_SECONDS: Final = 10.0
MAX_TASKS: Final = 5_000

_HALF: Final = 64
_MASK: Final = (1 << _HALF) - 1


@dataclass(slots=True, kw_only=True)
class StepBudget:
    """How far one act may go: automatic steps and seconds (D-019)."""

    max_steps: int = MAX_STEPS
    max_seconds: float = MAX_SECONDS
    steps: int = 0
    _ends_at: float = field(default_factory=lambda: monotonic() + MAX_SECONDS)

    def begin(self) -> None:
        """Start afresh for the next act."""
        self.steps = 0
        self._ends_at = monotonic() + self.max_seconds

    def spend(self, element_id: str | None) -> None:
        """Count one automatic step. Raises TooManySteps."""
        self.steps += 1
        if self.steps > self.max_steps:
            raise TooManySteps(f"More than {self.max_steps:,} automatic steps", element_id=element_id)
        self.check_time()

    def check_time(self) -> None:
        """Raise TooManySteps when the seconds are used up."""
        if monotonic() > self._ends_at:
            raise TooManySteps(f"More than {self.max_seconds:g} seconds of automatic steps")


@dataclass(slots=True, kw_only=True)
class Numbering:
    """The counters of one running process. The seed keeps its task ids apart from those of all others."""

    seed: int
    tasks_given: int = 0
    changes: int = 0
    tasks_made: int = 0
    budget: StepBudget = field(default_factory=StepBudget)

    @classmethod
    def fresh(cls) -> Numbering:
        """Give counters for a new process."""
        return cls(seed=uuid4().int >> _HALF)

    def begin_act(self) -> None:
        """Give the next act a fresh budget."""
        self.tasks_made = 0
        self.budget.begin()

    def next_task_id(self) -> UUID:
        """Give the id of the next task. Raises TooManyItems, TooManySteps."""
        self.tasks_given += 1
        self.tasks_made += 1
        if self.tasks_made > MAX_TASKS:
            raise TooManyItems(f"The diagram asks for more than {MAX_TASKS:,} steps to be planned at once")
        self.budget.check_time()
        return self.id_of(self.tasks_given)

    def next_change(self) -> int:
        """Give the number of the next change of state: later changes have higher numbers."""
        self.changes += 1
        return self.changes

    def id_of(self, number: int) -> UUID:
        """Give the task id that belongs to a number."""
        return UUID(int=self.seed << _HALF | number)


def number_of(task_id: UUID) -> int:
    """Give the number within its process that belongs to a task id."""
    return task_id.int & _MASK


CURRENT: Final[ContextVar[Numbering | None]] = ContextVar("numbering of the run now being stepped", default=None)
"""The numbering Spiff's task objects take their ids from while one of our runs is being stepped."""
