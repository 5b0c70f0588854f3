"""Acts on an incident: a page each, and the command. Source: MI-17 to MI-25, brief page 8."""

from collections.abc import Mapping, Sequence

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.cases import handle
from service.cases.errors import AnswersRefused
from service.errors import NotAllowed, NotFoundForYou
from service.web import context
from service.web.casework.asked import Asked
from service.web.casework.opening import frame
from service.web.casework.said import say
from service.web.casework.small_forms import read_small_form, show_small_form
from service.web.casework.task_form import posted_answers
from service.web.form_keys import new_form_key, posted_form_key
from service.web.incidents.act_forms import BY_SLUG, Act, lists_of
from service.web.incidents.blueprint import blueprint
from service.web.incidents.room import open_room
from service.web.incidents.room_view import RoomView
from service.web.incidents.rungs import next_in_turn
from workflows import and_list

Posted = Mapping[str, Sequence[str]]
TELL_NOW, CORRECTION = "tell-now", "correction"


@blueprint.get("/incidents/<reference>/new/<act>")
def act_page(reference: str, act: str) -> str:
    """Show the form of one act."""
    view, chosen = _open(reference, act)
    role = request.args.get("role", "")
    return _page(view, chosen, {"role": [role]} if role else {}, None)


@blueprint.post("/incidents/<reference>/new/<act>")
def do_act(reference: str, act: str) -> BaseResponse:
    """Do it, or show the form again with what was typed."""
    view, chosen = _open(reference, act)
    posted = posted_answers()
    asked = Asked(actor=context.actor(), case_id=view.case_id, form_key=posted_form_key())
    try:
        values = read_small_form(chosen.form, posted, lists=lists_of(chosen, view))
        handle(context.toolbox(), chosen.command(values, asked))
    except AnswersRefused as refused:
        return Response(_page(view, chosen, posted, refused), status=422)
    say(chosen.done)
    return redirect(url_for("incidents.incident_page", reference=reference), code=303)


def _open(reference: str, slug: str) -> tuple[RoomView, Act]:
    """Open an incident for an act. Raises NotFoundForYou, NotAllowed."""
    view, act = open_room(reference), BY_SLUG.get(slug)
    if act is None:
        raise NotFoundForYou
    if not view.may_act:
        raise NotAllowed if view.opened.head.is_open else NotFoundForYou
    if not act.may(view):
        raise NotFoundForYou
    return view, act


def _page(view: RoomView, act: Act, posted: Posted, refused: AnswersRefused | None) -> str:
    shown = show_small_form(act.form, posted, refused=refused, lists=lists_of(act, view))
    return render_template(
        "incidents/act.html",
        **frame(view.opened, ""),
        act=act,
        title=_title(view, act, posted),
        lead=act.lead(view),
        button=act.button(view),
        recipients=view.recipients if act.slug == CORRECTION else [],
        fields=shown.fields,
        errors=shown.errors,
        form_key=posted_form_key() or new_form_key(),
    )


def _title(view: RoomView, act: Act, posted: Posted) -> str:
    """Give the heading; for somebody told early it names who is passed over. Source: MI-19."""
    role = (posted.get("role") or [""])[0]
    if act.slug != TELL_NOW or role not in {one.key for one in lists_of(act, view)["offices"]}:
        return act.title
    before = next_in_turn(view, role)
    return f"Tell them before the {and_list(before)}? Say why" if before else act.title
