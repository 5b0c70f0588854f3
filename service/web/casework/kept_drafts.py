"""The draft that a task's page keeps by itself while somebody types. The button "Save as draft": tasks.py."""

from flask import Response, jsonify

from service.cases import SaveTaskDraft, handle
from service.cases.errors import FormChanged, NotYours
from service.store.queries.task_page import draft_of_task
from service.web import context, sessions
from service.web.casework.blueprint import blueprint
from service.web.casework.task_access import open_task
from service.web.casework.task_form import answers_to_send
from workflows import clock_time


@blueprint.post("/tasks/<task_id>/draft")
def keep_draft(task_id: str) -> Response:
    """Keep what was typed so far, for the person who has the task: nobody takes a task without pressing a button.

    Without a form key: the key of the page belongs to the button that is pressed later.
    """
    task = open_task(task_id)
    if task.row.holder_id != task.who.person_id:
        raise NotYours
    draft = draft_of_task(context.read_session(), task.row.task_id)
    if draft is not None and draft.is_checked:
        raise FormChanged  # the letters were written from these answers meanwhile
    command = SaveTaskDraft(actor=context.actor(), task_id=task.row.task_id, posted=answers_to_send(task.row))
    handle(context.toolbox(), command)
    end = sessions.session_end()
    return jsonify({"kept_at": clock_time(context.now())} | (end.as_told() if end else {}))
