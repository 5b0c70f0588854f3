"""Tasks that a second person must do: who did the first half, and so may not. Source: patterns 12, D-008, CM-09."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, Text, case, cast, select, type_coerce
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.functions import FunctionElement

from service.store.letters import LetterDraft
from service.store.work import OpenTask, TaskAnswer

NAMED = "not_same_person_as"  # the property of a drawing: the element that somebody else must have done
OF_ASKED = ("extension", "approval")  # kinds of tasks that answer what one person asked for


class PropertyOf(FunctionElement[str]):
    """One value of a task's properties as text; NULL where it has none."""

    name = "property_of"
    type = String()
    inherit_cache = True


# few tasks have the property: looking for its name first, ten thousand others are not read as JSON
@compiles(PropertyOf, "sqlite")
def _on_sqlite(element: PropertyOf, compiler: Any, **options: Any) -> str:
    column, key = (compiler.process(part, **options) for part in element.clauses)
    return f"case when instr({column}, {key}) > 0 then json_extract({column}, '$.' || {key}) end"


@compiles(PropertyOf, "postgresql")
def _on_postgresql(element: PropertyOf, compiler: Any, **options: Any) -> str:
    column, key = (compiler.process(part, **options) for part in element.clauses)
    return f"case when strpos({column}, {key}) > 0 then cast({column} as json) ->> {key} end"


@cache  # built once: the list of work names it in each of its conditions
def first_half_by() -> ColumnElement[int | None]:
    """Give, of an open task, who did the first half: the step it looks at, the words it approves, what it grants.

    NULL where anybody may do it who holds its role.
    """
    named = _property(NAMED)
    return case(
        (OpenTask.kind == "extension", cast(_property("asked_by_id"), Integer)),
        (OpenTask.kind == "approval", _wrote()),
        (named.is_not(None), _did_last(named)),
        else_=None,
    )


def _property(key: str) -> PropertyOf:
    return PropertyOf(type_coerce(OpenTask.properties, Text), key)


def _wrote() -> ColumnElement[int | None]:
    """Who wrote the letters that wait for approval; the item of an approval is the task of its letters."""
    return (
        select(LetterDraft.written_by_id)
        .where(LetterDraft.task_id == OpenTask.item, LetterDraft.state == "waiting")
        .order_by(LetterDraft.id.desc())
        .limit(1)
        .correlate(OpenTask)
        .scalar_subquery()
    )


def _did_last(element_id: ColumnElement[str]) -> ColumnElement[int | None]:
    """Who did that step of the case the last time, for the same item."""
    first = aliased(OpenTask)
    return (
        select(TaskAnswer.by_id)
        .join(first, first.id == TaskAnswer.task_id)
        .where(first.case_id == OpenTask.case_id, first.element_id == element_id, first.item == OpenTask.item)
        .where(first.state == "done", TaskAnswer.is_draft.is_(False))
        .order_by(TaskAnswer.id.desc())
        .limit(1)
        .correlate(OpenTask)
        .scalar_subquery()
    )


def who_did_first(session: Session, task_id: str) -> int | None:
    """Give who did the first half of one task, or None."""
    return session.scalars(select(first_half_by()).where(OpenTask.id == task_id)).one_or_none()
