"""More time for a clock, approved or refused by somebody who did not ask. Source: CM-09, CT-38."""

from datetime import date

from flask import Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.cases import DecideExtension, handle
from service.cases.errors import AnswersRefused, FormChanged, NotYours, TaskNotOpen
from service.errors import NotAllowed, NotFoundForYou
from service.store.queries.people import name_of
from service.web import context
from service.web.casework.blueprint import blueprint
from service.web.casework.small_forms import read_small_form, show_small_form
from service.web.casework.task_access import OpenedTask, open_task
from service.web.casework.task_end import ended_page
from service.web.casework.task_form import posted_answers
from service.web.casework.task_words import due_of
from service.web.form_keys import new_form_key, posted_form_key
from workflows import QuestionForm

DECISION = QuestionForm.parse(
    {
        "title": "Approve more time",
        "questions": [
            {
                "id": "decision",
                "type": "one_of",
                "label": "Do you approve the new limit?",
                "options": [
                    {"value": "approve", "label": "Yes, the limit moves", "hint": "The applicant is told in a letter."},
                    {"value": "refuse", "label": "No, the limit stays"},
                ],
                "errors": {"required": "Select whether you approve the new limit"},
            },
            {
                "id": "words",
                "type": "long_text",
                "label": "Why not",
                "max_length": 2000,
                "when": {"question": "decision", "is": "refuse"},
                "errors": {"required": "Enter why the limit stays"},
            },
        ],
    }
)


def extension_page(task: OpenedTask, *, refused: AnswersRefused | None = None) -> str:
    """Show what is asked, why and by whom, and take the decision."""
    properties = task.row.properties
    asked_by_id = properties["asked_by_id"]
    shown = show_small_form(DECISION, posted_answers(), refused=refused)
    phrase, due_rest = due_of(task)
    return render_template(
        "casework/extension.html",
        task=task,
        asked_by=name_of(context.read_session(), asked_by_id),
        is_own=asked_by_id == task.who.person_id,
        new_limit_on=date.fromisoformat(properties["new_limit_on"]),
        reason=properties["reason"],
        phrase=phrase,
        due_rest=due_rest,
        fields=shown.fields,
        errors=shown.errors,
        form_key=new_form_key(),
    )


@blueprint.post("/tasks/<task_id>/extension")
def decide_extension(task_id: str) -> BaseResponse:
    """Approve or refuse more time."""
    task = open_task(task_id)
    if task.row.kind != "extension":
        raise NotFoundForYou
    try:
        given = read_small_form(DECISION, posted_answers())
        command = DecideExtension(
            actor=context.actor(),
            task_id=task.row.task_id,
            approve=given["decision"] == "approve",
            words=str(given.get("words") or ""),
            form_key=posted_form_key(),
        )
        handle(context.toolbox(), command)
    except AnswersRefused as refused:
        return Response(extension_page(task, refused=refused), status=422)
    except NotYours as refused_to:
        raise NotAllowed from refused_to
    except (TaskNotOpen, FormChanged):
        context.close_read_session()
        return Response(ended_page(open_task(task_id), is_late=True), status=409)
    return redirect(url_for("casework.task_page", task_id=task_id), code=303)
