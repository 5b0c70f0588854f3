"""The post room: a letter to print and post, a letter that came back, the PDF of a sealed letter. Source: D-008."""

from flask import Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from letters import PdfUnavailable, letter_catalogue, letter_pdf
from service.cases import ConfirmPosted, SendAgain, handle
from service.cases.errors import AnswersRefused, FormChanged, TaskNotOpen
from service.cases.looks import NoteLook
from service.errors import NotAllowed, NotFoundForYou
from service.store.queries.letter_lists import PostItem, find_post_item, sealed_content
from service.web import context
from service.web.casework.blueprint import blueprint
from service.web.casework.letter_page_words import goes_by
from service.web.casework.small_forms import read_small_form, show_small_form
from service.web.casework.task_access import OpenedTask, open_task
from service.web.casework.task_end import ended_page
from service.web.casework.task_form import posted_answers
from service.web.casework.task_words import due_of
from service.web.form_keys import new_form_key, posted_form_key
from workflows import QuestionForm

POST_ROOM = ("print", "late_print", "delivery")
AGAIN = QuestionForm.parse(
    {
        "title": "Send the letter again",
        "questions": [
            {
                "id": "how",
                "type": "one_of",
                "label": "What do you do with the letter?",
                "options": [
                    {"value": "post", "label": "Post it", "hint": "It is printed from the sealed letter."},
                    {"value": "email", "label": "Email it to another address"},
                    {"value": "arrived", "label": "It arrived after all", "hint": "The reader told you so."},
                ],
                "errors": {"required": "Select what to do with the letter"},
            },
            {
                "id": "email",
                "type": "email",
                "label": "Email address",
                "when": {"question": "how", "is": "email"},
            },
        ],
    }
)


def print_page(task: OpenedTask) -> str:
    """Show what to print, for whom, and the button that says it was posted."""
    phrase, due_rest = due_of(task)
    item = _item(task)
    return render_template(
        "casework/print.html",
        task=task,
        item=item,
        title=letter_catalogue()[item.line.code].title,
        size=goes_by("post", item.line.size),
        phrase=phrase,
        due_rest=due_rest,
        form_key=new_form_key(),
    )


def delivery_page(task: OpenedTask, *, refused: AnswersRefused | None = None) -> str:
    """Show the letter that came back, or may not have left, and ask what to do."""
    item = _item(task)
    phrase, due_rest = due_of(task)
    shown = show_small_form(AGAIN, posted_answers(), refused=refused)
    return render_template(
        "casework/delivery.html",
        task=task,
        item=item,
        title=letter_catalogue()[item.line.code].title,
        may_take_file=_may_take_file(task, item),
        phrase=phrase,
        due_rest=due_rest,
        fields=shown.fields,
        errors=shown.errors,
        form_key=new_form_key(),
    )


def _item(task: OpenedTask) -> PostItem:
    properties = task.row.properties
    found = find_post_item(
        context.read_session(),
        letter_id=int(properties["sealed_letter_id"]),
        outbox_id=int(properties["outbox_id"]),
    )
    if found is None:
        raise NotFoundForYou
    return found


@blueprint.post("/tasks/<task_id>/posting")
def confirm_posted(task_id: str) -> BaseResponse:
    """Note that the letter was printed and posted."""
    task = _post_task(task_id)
    command = ConfirmPosted(actor=context.actor(), task_id=task.row.task_id, form_key=posted_form_key())
    try:
        handle(context.toolbox(), command)
    except (TaskNotOpen, FormChanged):
        return _meanwhile(task_id)
    return redirect(url_for("casework.task_page", task_id=task_id), code=303)


@blueprint.post("/tasks/<task_id>/sending")
def send_again(task_id: str) -> BaseResponse:
    """Send the letter another way, or note that it arrived."""
    task = _post_task(task_id)
    try:
        given = read_small_form(AGAIN, posted_answers())
        command = SendAgain(
            actor=context.actor(),
            task_id=task.row.task_id,
            how=str(given["how"]),
            email=str(given.get("email") or ""),
            form_key=posted_form_key(),
        )
        handle(context.toolbox(), command)
    except AnswersRefused as refused:
        return Response(delivery_page(task, refused=refused), status=422)
    except (TaskNotOpen, FormChanged):
        return _meanwhile(task_id)
    return redirect(url_for("casework.task_page", task_id=task_id), code=303)


def _post_task(task_id: str) -> OpenedTask:
    task = open_task(task_id)
    if task.row.kind not in POST_ROOM:
        raise NotFoundForYou
    return task


def _meanwhile(task_id: str) -> BaseResponse:
    context.close_read_session()
    return Response(ended_page(open_task(task_id), is_late=True), status=409)


@blueprint.get("/tasks/<task_id>/letter.pdf")
def letter_as_pdf(task_id: str) -> BaseResponse:
    """Give the PDF of the sealed letter; made now if the worker has not made it yet."""
    task = _post_task(task_id)
    if not _may_take_file(task, _item(task)):
        raise NotAllowed
    _note_look(task)
    html, pdf = sealed_content(context.read_session(), int(task.row.properties["sealed_letter_id"]))
    try:
        body = pdf or letter_pdf(html)
    except PdfUnavailable as missing:
        return Response(no_pdf_page(missing), status=503)
    name = f"letter-{task.row.reference}.pdf"
    return Response(body, mimetype="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _may_take_file(task: OpenedTask, item: PostItem) -> bool:
    """Tell whether the file may leave: one that holds the reader's code only to be printed now. Source: D-042."""
    is_printing = task.row.is_open and task.row.kind in ("print", "late_print")
    return is_printing or not letter_catalogue()[item.line.code].secrets


def _note_look(task: OpenedTask) -> None:
    """Keep in the audit that this person took the letter out of the post room. Source: DP-11."""
    row = task.row
    command = NoteLook(
        actor=context.actor(), reference=row.reference, area_id=row.area_id, page="letter", action="letter_read"
    )
    handle(context.toolbox(), command)


def no_pdf_page(missing: PdfUnavailable) -> str:
    """Say which packages an administrator installs, so that letters can become PDFs."""
    return render_template("casework/no_pdf.html", packages=missing.packages)
