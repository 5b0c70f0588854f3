"""Forms of casework pages that no diagram asks: read, checked and shown by the same rules as a task's questions."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from service.cases.errors import AnswersRefused
from service.web import context
from service.web.casework.task_form import TaskForm, field_errors
from service.web.question_fields import Presenter, error_list
from workflows import (
    LONDON,
    Answers,
    FieldErrors,
    FormContext,
    ListItem,
    QuestionForm,
    clock_time,
    local_date,
    validate_answers,
)

Lists = Mapping[str, Sequence[ListItem]]
Posted = Mapping[str, Sequence[str]]


def ask(name: str, kind: str, label: str, missing: str, **more: Any) -> dict[str, Any]:
    """Give one question that must be answered; `missing` is said where it is not."""
    return {"id": name, "type": kind, "label": label, "errors": {"required": missing}, **more}


def instant_of(values: Mapping[str, Any], name: str) -> datetime:
    """Give the instant typed as `name`_on and `name`_time, London's; in the hour that comes twice, the first."""
    day, hour = date.fromisoformat(str(values[f"{name}_on"])), time.fromisoformat(str(values[f"{name}_time"]))
    return datetime.combine(day, hour, LONDON)


def this_minute(name: str) -> dict[str, list[str]]:
    """Give this minute as if it had been typed as `name`_on and `name`_time: right where it is written down at once."""
    now = context.now()
    day = local_date(now)
    parts = {"day": day.day, "month": day.month, "year": day.year}
    return {
        **{f"{name}_on-{part}": [str(number)] for part, number in parts.items()},
        f"{name}_time": [clock_time(now)],
    }


def read_small_form(form: QuestionForm, posted: Posted, *, lists: Lists | None = None) -> Mapping[str, Any]:
    """Give the checked answers by question. Raises AnswersRefused with a sentence for each field."""
    read = validate_answers(form, posted, context=FormContext(today=context.today(), lists=lists or {}))
    if isinstance(read, FieldErrors):
        raise AnswersRefused({error.name: error.message for error in read.errors})
    return _values(read)


def _values(read: Answers) -> Mapping[str, Any]:
    return dict(read.values)


def show_small_form(
    form: QuestionForm, posted: Posted, *, refused: AnswersRefused | None = None, lists: Lists | None = None
) -> TaskForm:
    """Give the fields with what was typed and what was wrong."""
    errors = field_errors(refused, posted)
    fields = Presenter(posted=posted, errors=errors, lists=lists or {}).present(form)
    return TaskForm(fields=fields, errors=error_list(errors, fields))
