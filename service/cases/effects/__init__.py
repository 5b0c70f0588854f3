"""What the answers of a task mean for the case record: one function a task, by its id in the diagram."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from service.store.work import OpenTask
from workflows import Answers

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

Effect = Callable[["CaseWork", OpenTask, Answers], Mapping[str, Any] | None]
_EFFECTS: dict[str, Effect] = {}


def effect(*element_ids: str) -> Callable[[Effect], Effect]:
    """Register what the answers of these tasks change in the record; it may give further facts."""

    def register(function: Effect) -> Effect:
        for element_id in element_ids:
            _EFFECTS[element_id] = function
        return function

    return register


def apply_effect(work: "CaseWork", task: OpenTask, answers: Answers) -> Mapping[str, Any]:
    """Change the record as the answers say. A task that a process owner added only keeps its answers."""
    function = _EFFECTS.get(task.element_id)
    return (function(work, task, answers) or {}) if function else {}
