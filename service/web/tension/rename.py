"""The page on which those who keep a situation change its place or its title. Source: TE-05."""

from flask import Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.access import CasePart
from service.cases import RenameTension, handle
from service.cases.errors import AnswersRefused
from service.cases.submit_tension import UNTITLED
from service.errors import NotFoundForYou
from service.store.queries.tension_case import TensionPage
from service.web import context
from service.web.casework.opening import OpenCase, frame, require_keeper
from service.web.casework.said import say
from service.web.casework.small_forms import Posted, read_small_form, show_small_form
from service.web.casework.task_form import posted_answers
from service.web.form_keys import new_form_key, posted_form_key
from service.web.tension.blueprint import blueprint
from service.web.tension.concern_form import SITUATION
from service.web.tension.tension_page import open_tension
from workflows import QuestionForm

REASON = {
    "id": "reason",
    "type": "long_text",
    "label": "Why, if it needs saying",
    "required": False,
    "hint": "This stays in the history of the case. Name nobody.",
    "max_length": 500,
}
RENAME = QuestionForm.parse({"title": "Change the place or the title", "questions": [*SITUATION, REASON]})


@blueprint.get("/tension/<reference>/rename")
def rename_page(reference: str) -> str:
    """Ask for place and title; what stands there now is filled in, but not the title of a report from the public."""
    opened, tension = _open(reference)
    title = "" if tension.what == UNTITLED else tension.what
    return _page(opened, {"ward": [tension.ward], "title": [title]}, None)


@blueprint.post("/tension/<reference>/rename")
def rename(reference: str) -> BaseResponse:
    """Change them, and go back to the case."""
    (opened, _), posted = _open(reference), posted_answers()
    try:
        values = read_small_form(RENAME, posted)
        command = RenameTension(
            actor=context.actor(),
            case_id=opened.head.case_id,
            form_key=posted_form_key(),
            **{name: str(values.get(name) or "") for name in ("ward", "title", "reason")},
        )
        handle(context.toolbox(), command)
    except AnswersRefused as refused:
        return Response(_page(opened, posted, refused), status=422)
    say("You changed what this case is called.")
    return redirect(url_for("tension.tension_page", reference=reference), code=303)


def _open(reference: str) -> tuple[OpenCase, TensionPage]:
    """Open a case for those who keep it. Raises NotFoundForYou, NotAllowed."""
    opened, tension = open_tension(reference, CasePart.SUMMARY)
    require_keeper(opened)
    if not opened.head.is_open:
        raise NotFoundForYou
    return opened, tension


def _page(opened: OpenCase, posted: Posted, refused: AnswersRefused | None) -> str:
    shown = show_small_form(RENAME, posted, refused=refused)
    return render_template(
        "tension/rename.html",
        **frame(opened, ""),
        fields=shown.fields,
        errors=shown.errors,
        form_key=posted_form_key() or new_form_key(),
    )
