"""The page of one task: its questions, letters, post or approval, each by its own module; taking the answer."""

from collections.abc import Callable

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.cases import CompleteTask, PrepareLetters, SaveTaskDraft, handle
from service.cases.errors import AnswersRefused, FormChanged, TaskNotOpen, TaskTakenByOther
from service.web import context
from service.web.answer_rows import is_row_change, without_removed_row
from service.web.casework.approvals import extension_page
from service.web.casework.blueprint import blueprint
from service.web.casework.letter_pages import approval_page, letters_task_page
from service.web.casework.post_tray import delivery_page, print_page
from service.web.casework.question_page import DRAFT, questions_page
from service.web.casework.task_access import OpenedTask, is_second_look, open_task
from service.web.casework.task_end import ended_page, next_page
from service.web.casework.task_form import ACT, answers_to_send, everything_posted
from service.web.form_keys import posted_form_key

Page = Callable[[OpenedTask], str | BaseResponse]
PAGES: dict[str, Page] = {  # further kinds are added by the rooms whose tasks they are
    "letters": letters_task_page,
    "approval": approval_page,
    "print": print_page,
    "late_print": print_page,
    "delivery": delivery_page,
    "extension": extension_page,
}


@blueprint.get("/tasks/<task_id>")
def task_page(task_id: str) -> str | BaseResponse:
    """Show a task: its questions, its letters, its post, or how it ended."""
    task = open_task(task_id)
    if not task.row.is_open:
        return ended_page(task)
    if task.is_held_by_other:
        return render_template("casework/taken.html", task=task)
    if is_second_look(task.row, person_id=task.who.person_id):
        return render_template("casework/second_look.html", task=task)
    return PAGES.get(task.row.kind, questions_page)(task)


@blueprint.post("/tasks/<task_id>")
def answer_task(task_id: str) -> str | BaseResponse:
    """Keep the draft, add or remove a row, or take the answer and go on."""
    task = open_task(task_id)
    posted = everything_posted()
    if is_row_change(posted):
        return questions_page(task, posted=without_removed_row(posted))
    try:
        if request.form.get(ACT) == DRAFT:
            return _save_draft(task)
        return _answer(task)
    except AnswersRefused as refused:
        return Response(questions_page(task, posted=posted, refused=refused), status=422)
    except (TaskNotOpen, TaskTakenByOther, FormChanged) as error:
        return _out_of_date(task_id, error)


def _save_draft(task: OpenedTask) -> BaseResponse:
    command = SaveTaskDraft(
        actor=context.actor(), task_id=task.row.task_id, posted=answers_to_send(task.row), form_key=posted_form_key()
    )
    handle(context.toolbox(), command)
    return redirect(url_for("casework.task_page", task_id=task.row.task_id), code=303)


def _answer(task: OpenedTask) -> BaseResponse:
    kind = PrepareLetters if task.row.kind == "letters" else CompleteTask
    command = kind(
        actor=context.actor(), task_id=task.row.task_id, posted=answers_to_send(task.row), form_key=posted_form_key()
    )
    handle(context.toolbox(), command)
    context.close_read_session()
    return redirect(next_page(task.row.task_id), code=303)


def _out_of_date(task_id: str, error: Exception) -> BaseResponse:
    """Say who answered meanwhile and show the answer; nothing of this person's was saved."""
    context.close_read_session()
    task = open_task(task_id)
    if not task.row.is_open:
        return Response(ended_page(task, is_late=True), status=409)
    if task.is_held_by_other:
        return Response(render_template("casework/taken.html", task=task, is_late=True), status=409)
    raise error
