"""The way in: choose an area, what this is and is not, start, save, come back. Source: CT-01, CT-02, CT-04."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from service.cases import handle
from service.cases.application_drafts import DraftGone, DraftSent, ForgetDraft, ItemGone, OpenDraft
from service.store.queries.public import list_areas
from service.web.context import actor, read_session, toolbox
from service.web.public.blueprint import blueprint
from service.web.public.browser_draft import (
    find_browser_draft,
    forget_browser_draft,
    remember_draft,
    the_area,
    the_draft,
)
from service.web.public.frame import show
from workflows import long_date

WRONG_CODE = "Enter the code as we gave it to you. If 20 working days have passed, we no longer have your answers"


@blueprint.get("/ask")
def areas() -> str:
    """Choose where it happens."""
    return show("areas.html", areas=list_areas(read_session()))


@blueprint.get("/ask/<area_code>")
def start(area_code: str) -> str:
    """What a review is and is not, and the button to begin."""
    area = the_area(area_code)
    draft = find_browser_draft(area)
    return show("start.html", area, has_draft=draft is not None and draft.view.sent_case_id is None)


@blueprint.post("/ask/<area_code>/application")
def begin(area_code: str) -> Response:
    """Open a draft for this browser; an earlier one of this browser is thrown away."""
    area = the_area(area_code)
    earlier = find_browser_draft(area)
    if earlier is not None and earlier.view.sent_case_id is None:
        handle(toolbox(), ForgetDraft(actor=actor(), draft_key=earlier.key))
    opened = handle(toolbox(), OpenDraft(actor=actor(), area_id=area.id))
    remember_draft(opened.said["draft_key"])
    return redirect(url_for("public.question", area_code=area_code, slug="for-whom"), code=303)


@blueprint.get("/ask/<area_code>/saved")
def saved(area_code: str) -> str:
    """The code to come back with, and until when."""
    draft = the_draft(area_code)
    return show(
        "saved.html",
        draft.area,
        answers=draft.view.answers,
        code=draft.key,
        until=long_date(draft.last_day),
    )


@blueprint.post("/ask/<area_code>/saved/hidden")
def hide(area_code: str) -> Response:
    """Take the draft from this device; the code still opens it."""
    the_area(area_code)
    forget_browser_draft()
    return redirect(url_for("public.start", area_code=area_code), code=303)


@blueprint.route("/ask/<area_code>/come-back", methods=["GET", "POST"])
def come_back(area_code: str) -> Response | str | tuple[str, int]:
    """Enter the code of a saved form."""
    area = the_area(area_code)
    typed = request.form.get("code", "")
    if request.method == "GET":
        return show("come_back.html", area, code="", errors=[])
    draft = find_browser_draft(area, key=typed[:60]) if typed.strip() else None
    if draft is None:
        words = WRONG_CODE if typed.strip() else "Enter your code"
        return show("come_back.html", area, code=typed, errors=[(words, "code")]), 422
    remember_draft(draft.key)
    return redirect(url_for("public.check", area_code=area_code), code=303)


@blueprint.errorhandler(DraftGone)
def say_gone(_error: DraftGone) -> tuple[str, int]:
    """Say that we no longer have the answers, and how to go on."""
    area = the_area(str((request.view_args or {}).get("area_code", "")))
    return show("draft_gone.html", area), 404


@blueprint.errorhandler(DraftSent)
def show_receipt(_error: DraftSent) -> Response:
    """Lead to the receipt: the form was sent from another window."""
    return redirect(url_for("public.sent", area_code=(request.view_args or {})["area_code"]), code=303)


@blueprint.errorhandler(ItemGone)
def show_list(_error: ItemGone) -> Response:
    """Lead to the list: this one was removed in another window."""
    given = request.view_args or {}
    return redirect(
        url_for("public.items", area_code=given["area_code"], name=given.get("name", "incidents")), code=303
    )
