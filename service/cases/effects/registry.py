"""Which function belongs to which task, and what every such function works with."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from service.cases.errors import AnswersRefused
from service.store.record import Decision
from service.store.work import OpenTask

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

Typed = Mapping[str, Any]  # the checked answers as JSON: dates as ISO text, rows as lists with their "key"
Effect = Callable[["CaseWork", OpenTask, Typed], Mapping[str, Any] | None]
_EFFECTS: dict[str, Effect] = {}


def effect(*element_ids: str) -> Callable[[Effect], Effect]:
    """Register what the answers of these tasks change in the record; it may give further facts.

    "te_heightened/Task_HoldMeeting" is the task of one drawing, where several have a task of that name.
    """

    def register(function: Effect) -> Effect:
        for element_id in element_ids:
            _EFFECTS[element_id] = function
        return function

    return register


def apply_effect(work: "CaseWork", task: OpenTask, answers: Typed) -> Mapping[str, Any]:
    """Change the record as the answers say. A task that a process owner added only keeps its answers."""
    function = _EFFECTS.get(f"{task.process_id}/{task.element_id}") or _EFFECTS.get(task.element_id)
    return (function(work, task, answers) or {}) if function else {}


def rows_of(answers: Typed, name: str) -> list[dict[str, Any]]:
    """Give the rows of one repeated question; none where it was not asked."""
    found = answers.get(name)
    return [dict(row) for row in found] if isinstance(found, list) else []


def day(value: Any) -> date | None:
    """Give a date from its ISO text."""
    return date.fromisoformat(value) if value else None


def words(value: Any) -> str:
    """Give text, empty where nothing was typed."""
    return str(value or "")


def demand_not_future(work: "CaseWork", answers: Typed, **sentences: str) -> None:
    """Refuse dates that lie after today, each with its own sentence at the field."""
    found = {name: day(answers.get(name)) for name in sentences}
    problems = {name: sentences[name] for name, on in found.items() if on and on > work.unit.today}
    if problems:
        raise AnswersRefused(problems)


def decided(work: "CaseWork", task: OpenTask, *, code: str, answer: str, reasons: str, inputs: Typed) -> Decision:
    """Keep a decision with its question, inputs, rule version, person, role, time and reasons. Source: CM-13."""
    row = Decision(
        case_id=work.case.id,
        code=code,
        question=task.name,
        answer=answer[:300],
        reasons=reasons,
        inputs=dict(inputs),
        rule=str(task.properties.get("rule") or ""),
        area_rules_version=work.rules_version,
        by_id=work.actor.person_id,
        role=task.role,
        at=work.now,
    )
    work.session.add(row)
    return row
