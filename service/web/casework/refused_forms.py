"""Forms without a name: read them, and pass them on where someone may be at risk. Source: CT-06."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.access import may_enter_application
from service.cases import handle
from service.cases.errors import AnswersRefused
from service.cases.refuse_anonymous import PassOnRefused
from service.errors import NotFoundForYou
from service.store.queries.refused_forms import RefusedForm, find_refused_form, list_refused_forms
from service.web import context
from service.web.casework.blueprint import blueprint
from service.web.casework.enter_application import my_areas
from service.web.form_keys import new_form_key, posted_form_key
from workflows import date_and_time

CHANNELS = {"online": "Online", "paper": "On paper", "phone": "By phone", "email": "By email"}
SHOWN = (
    ("behaviour", "Behaviour"),
    ("location", "Where it happens"),
    ("suspected_source", "Who is doing it"),
    ("effect", "Effect"),
    ("agencies_did", "What the agencies have done"),
    ("unsatisfied_because", "Why that is not enough"),
    ("outcome_wanted", "What the sender would like"),
)


@blueprint.get("/forms-without-a-name")
def refused_forms() -> str:
    """List the forms without a name of one's own areas."""
    areas = my_areas()
    found = list_refused_forms(context.read_session(), area_ids=[area.id for area in areas])
    rows = [
        {
            "id": form.id,
            "received": date_and_time(form.received_at),
            "area": form.area_name,
            "channel": CHANNELS.get(form.channel, form.channel),
            "state": f"Passed on by {form.passed_on_by}" if form.passed_on_at else "Nobody has passed this on",
        }
        for form in found
    ]
    return render_template("casework/refused_forms.html", rows=rows)


@blueprint.route("/forms-without-a-name/<int:refused_id>", methods=["GET", "POST"])
def refused_form(refused_id: int) -> str | BaseResponse:
    """Read one form without a name, and note to whom it was passed."""
    form = _mine(refused_id)
    if request.method == "GET":
        return _show(form)
    words = request.form.get("words", "")
    command = PassOnRefused(actor=context.actor(), form_key=posted_form_key(), refused_id=refused_id, words=words)
    try:
        handle(context.toolbox(), command)
    except AnswersRefused as refused:
        return Response(_show(form, words=words, error=refused.problems["words"]), status=422)
    return redirect(url_for("casework.refused_form", refused_id=refused_id), code=303)


def _mine(refused_id: int) -> RefusedForm:
    """Give a form of one's own areas; for others it does not exist. Raises NotFoundForYou."""
    who = context.person()
    form = find_refused_form(context.read_session(), refused_id=refused_id)
    if form is None or not may_enter_application(who, area_id=form.area_id):
        raise NotFoundForYou
    return form


def _show(form: RefusedForm, *, words: str = "", error: str = "") -> str:
    return render_template(
        "casework/refused_form.html",
        form=form,
        received=date_and_time(form.received_at),
        channel=CHANNELS.get(form.channel, form.channel),
        rows=list(_rows(form.form)),
        passed_on=date_and_time(form.passed_on_at) if form.passed_on_at else "",
        words=words,
        errors=[(error, "words")] if error else [],
        form_key=posted_form_key() or new_form_key(),
    )


def _rows(form: Mapping[str, Any]) -> Iterator[dict[str, object]]:
    """Give what the form says, in the sender's words."""
    for incident in form.get("incidents") or ():
        yield {"label": "What the sender told us", "value": str(incident.get("what") or "").splitlines()}
    for name, label in SHOWN:
        if form.get(name):
            yield {"label": label, "value": str(form[name]).splitlines()}
