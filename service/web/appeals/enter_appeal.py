"""The office enters an appeal that came by letter, email or phone. Source: AP-02, AP-05, AP-08."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.access import may_enter_appeal
from service.cases import handle
from service.cases.errors import AnswersRefused
from service.cases.submit_appeal import SubmitAppeal
from service.store.queries.cases import CaseHead, case_head
from service.web import context
from service.web.appeals.blueprint import blueprint
from service.web.appeals.register import require_desk
from service.web.casework.said import say
from service.web.casework.small_forms import ask, instant_of, read_small_form, show_small_form
from service.web.casework.task_form import posted_answers
from service.web.form_keys import new_form_key, posted_form_key
from workflows import ListItem, QuestionForm

Posted = Mapping[str, Sequence[str]]
HOW = {"letter": "By letter", "email": "By email", "transcribed": "By phone: I wrote it down and read it back"}
UNKNOWN = "We do not have a case review with this reference"

FORM = QuestionForm.parse(
    {
        "title": "Register an appeal",
        "questions": [
            ask(
                "reference",
                "text",
                "Reference of the case review",
                "Enter the reference of the case review",
                hint="On the decision letter. For example, ASH-CT-2026-0007",
                max_length=40,
            ),
            ask("channel", "one_of", "How did it come?", "Select how it came", options_from="channels"),
            ask(
                "received_on",
                "date",
                "The day it reached the office",
                "Enter the day it reached the office",
                hint="The acknowledgement is due one working day after it",
                not_after="today",
            ),
            ask(
                "received_time",
                "time",
                "The time it reached the office",
                "Enter the time it reached the office",
                hint="For example 3:40pm or 15:40",
            ),
            ask(
                "words",
                "long_text",
                "What the appellant says",
                "Enter what the appellant says",
                hint="In their own words. Somebody who cannot write may tell you: read it back to them.",
                max_length=10000,
            ),
            {
                "id": "wish",
                "type": "long_text",
                "label": "What they would like to happen",
                "required": False,
                "max_length": 2000,
            },
        ],
    }
)


@blueprint.route("/appeals/new", methods=["GET", "POST"])
def enter_appeal() -> str | BaseResponse:
    """Enter an appeal; what was typed is kept when something is wrong."""
    require_desk(context.person())
    posted = posted_answers()
    if request.method == "GET":
        return _show({}, None)
    try:
        values = read_small_form(FORM, posted, lists=_lists())
        result = handle(context.toolbox(), _command(values))
    except AnswersRefused as refused:
        return Response(_show(posted, refused), status=422)
    say(f"You registered {result.reference}.")
    return redirect(url_for("appeals.appeal_page", reference=result.reference), code=303)


def _command(values: Mapping[str, Any]) -> SubmitAppeal:
    head = _case(str(values["reference"]))
    return SubmitAppeal(
        actor=context.actor(),
        about_case_id=head.case_id,
        channel=str(values["channel"]),
        received_at=instant_of(values, "received"),
        words=str(values["words"]),
        wish=str(values.get("wish") or ""),
        form_key=posted_form_key(),
    )


def _case(typed: str) -> CaseHead:
    """Give the case of a typed reference. Raises AnswersRefused, in the same words for one of another office."""
    head = case_head(context.read_session(), typed.strip().upper())
    if head is None or not may_enter_appeal(context.person(), area_id=head.area_id):
        raise AnswersRefused({"reference": UNKNOWN})
    return head


def _show(posted: Posted, refused: AnswersRefused | None) -> str:
    shown = show_small_form(FORM, posted, refused=refused, lists=_lists())
    return render_template(
        "appeals/enter.html", fields=shown.fields, errors=shown.errors, form_key=posted_form_key() or new_form_key()
    )


def _lists() -> dict[str, list[ListItem]]:
    return {"channels": [ListItem(key=key, label=words) for key, words in HOW.items()]}
