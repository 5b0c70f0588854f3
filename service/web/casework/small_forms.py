"""Forms of casework pages that no diagram asks: read, checked and shown by the same rules as a task's questions."""

from collections.abc import Mapping, Sequence
from typing import Any

from service.cases.errors import AnswersRefused
from service.web import context
from service.web.casework.task_form import TaskForm, field_errors
from service.web.question_fields import Presenter, error_list
from workflows import Answers, FieldErrors, FormContext, ListItem, QuestionForm, validate_answers

Lists = Mapping[str, Sequence[ListItem]]
Posted = Mapping[str, Sequence[str]]


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
