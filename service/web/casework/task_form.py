"""The questions of a task on its page: what was typed, what was wrong, the fields. Judged in workflows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request

from service.cases.case_file import CaseFile
from service.cases.errors import AnswersRefused
from service.store.queries.record_lists import lists_for_form
from service.store.queries.task_page import TaskRow
from service.web import context
from service.web.casework.partner_return import is_partner_return, partner_errors, partner_fields, partner_posted
from service.web.form_keys import FIELD
from service.web.question_fields import Field, Presenter, error_list
from workflows import FieldError, FieldErrors, ListItem, QuestionForm, QuestionType

Posted = Mapping[str, Sequence[str]]
ACT = "act"
NOT_ANSWERS = ("csrf_token", FIELD, ACT, "add_row", "remove_row")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskForm:
    """A form as its page shows it."""

    fields: tuple[Field, ...]
    errors: list[tuple[str, str]]


def posted_answers() -> dict[str, list[str]]:
    """Give what the browser posted, less the marks of the form itself."""
    return {name: list(given) for name, given in request.form.lists() if name not in NOT_ANSWERS}


def everything_posted() -> dict[str, list[str]]:
    """Give all that was posted, the row buttons included."""
    return {name: list(given) for name, given in request.form.lists()}


def answers_to_send(row: TaskRow) -> dict[str, list[str]]:
    """Give the answers as the command takes them."""
    return partner_posted(posted_answers()) if is_partner_return(row) else posted_answers()


def form_of(file: CaseFile, row: TaskRow) -> QuestionForm | None:
    """Give the questions of a task in the version its case runs on."""
    return file.procedure.form(row.process_id, row.element_id) if row.element_id else None


def lists_of(file: CaseFile, row: TaskRow, form: QuestionForm) -> Mapping[str, list[ListItem]]:
    """Give the lists of the record that the form draws on."""
    return lists_for_form(context.read_session(), file.case, form, item=row.item)


def present(
    file: CaseFile, row: TaskRow, form: QuestionForm, *, posted: Posted, refused: AnswersRefused | None
) -> TaskForm:
    """Give the fields with what was typed and what was wrong."""
    errors = field_errors(refused, posted)
    if is_partner_return(row):
        errors = partner_errors(file, errors)
    presenter = Presenter(posted=posted, errors=errors, lists=lists_of(file, row, form))
    fields = tuple(shown for shown in presenter.present(form) if not _asks_nothing(shown))
    if is_partner_return(row):
        fields = partner_fields(file, row, fields)
        return TaskForm(fields=fields, errors=error_list(errors))
    return TaskForm(fields=fields, errors=error_list(errors, fields))


def _asks_nothing(shown: Field) -> bool:
    """Tell whether a question repeats itself for each line of a list that has no line in this case."""
    return shown.kind == QuestionType.ROWS and not shown.rows and not shown.can_add


def field_errors(refused: AnswersRefused | None, posted: Posted) -> FieldErrors | None:
    """Give the refusal in the shape that fields are presented with."""
    if refused is None:
        return None
    return FieldErrors(
        errors=tuple(FieldError(name=name, message=words) for name, words in refused.problems.items()),
        posted={name: tuple(given) for name, given in posted.items()},
    )
