"""Staff write a concern down: a new situation, or one more report about an open one. Source: TE-05, TE-30, TE-31."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.access import CasePart
from service.cases import AddTensionReport, SubmitTension, handle
from service.cases.errors import AnswersRefused
from service.cases.submit_tension import ENTERS, RESTRICTS
from service.errors import NotAllowed, NotFoundForYou
from service.store.queries.tension_area import AreaHead, list_area_heads
from service.web import context
from service.web.casework.opening import OpenCase
from service.web.casework.said import say
from service.web.casework.small_forms import read_small_form, show_small_form, this_minute
from service.web.casework.task_form import posted_answers
from service.web.form_keys import new_form_key, posted_form_key
from service.web.question_fields import Field
from service.web.tension.blueprint import blueprint
from service.web.tension.concern_form import SECTIONS, concern_form, concern_of, problems_of
from service.web.tension.tension_page import open_tension
from workflows import QuestionForm

Posted = Mapping[str, Sequence[str]]


@blueprint.route("/tension/report", methods=["GET", "POST"])
def report_concern() -> str | BaseResponse:
    """Write down a concern about a new situation in an area of one's own."""
    areas = my_areas()
    area = next((one for one in areas if one.code == request.args.get("area")), None)
    if area is None and len(areas) > 1:
        return render_template("tension/report_area.html", areas=areas)
    area = area or areas[0]
    form = concern_form(is_new=True, may_restrict=_may_restrict(area.area_id))
    if request.method == "GET":
        return _show(form, this_minute("received"), place=area.name)
    posted = posted_answers()
    try:
        values = _read(form, posted)
        command = SubmitTension(
            actor=context.actor(),
            area_id=area.area_id,
            ward=str(values.get("ward") or ""),
            title=str(values["title"]),
            concern=concern_of(values),
            form_key=posted_form_key(),
        )
        result = handle(context.toolbox(), command)
    except AnswersRefused as refused:
        return Response(_show(form, posted, place=area.name, refused=refused), status=422)
    say(f"You reported {result.reference}.")
    return redirect(url_for("tension.tension_page", reference=result.reference), code=303)


@blueprint.route("/tension/<reference>/reports/new", methods=["GET", "POST"])
def add_report(reference: str) -> str | BaseResponse:
    """Write down one more report about a situation that is open."""
    opened, _ = open_tension(reference, CasePart.REPORTS)
    if not may_enter(opened.head.area_id):
        raise NotAllowed
    if not opened.head.is_open:
        raise NotFoundForYou
    form = concern_form(is_new=False, may_restrict=_may_restrict(opened.head.area_id))
    if request.method == "GET":
        return _show(form, this_minute("received"), place=opened.head.area_name, opened=opened)
    posted = posted_answers()
    try:
        command = AddTensionReport(
            actor=context.actor(),
            case_id=opened.head.case_id,
            concern=concern_of(_read(form, posted)),
            form_key=posted_form_key(),
        )
        handle(context.toolbox(), command)
    except AnswersRefused as refused:
        page = _show(form, posted, place=opened.head.area_name, opened=opened, refused=refused)
        return Response(page, status=422)
    say("You added a report.")
    return redirect(url_for("tension.reports", reference=reference), code=303)


def my_areas() -> list[AreaHead]:
    """Give the areas for which the person may report. Raises NotAllowed where there is none."""
    found = [area for area in list_area_heads(context.read_session()) if may_enter(area.area_id)]
    if not found:
        raise NotAllowed
    return found


def may_enter(area_id: int) -> bool:
    """Tell whether the person may write a concern down in an area."""
    return context.person().has_role(*ENTERS, area_id=area_id)


def _may_restrict(area_id: int) -> bool:
    return context.person().has_role(*RESTRICTS, area_id=area_id)


def _read(form: QuestionForm, posted: Posted) -> Mapping[str, Any]:
    """Give the checked answers. Raises AnswersRefused."""
    values = read_small_form(form, posted)
    problems = problems_of(values)
    if problems:
        raise AnswersRefused(problems)
    return values


def _show(
    form: QuestionForm,
    posted: Posted,
    *,
    place: str,
    opened: OpenCase | None = None,
    refused: AnswersRefused | None = None,
) -> str:
    shown = show_small_form(form, posted, refused=refused)
    return render_template(
        "tension/report_concern.html",
        case=opened,
        place=place,
        sections=_sections(shown.fields),
        errors=shown.errors,
        form_key=posted_form_key() or new_form_key(),
    )


def _sections(fields: Sequence[Field]) -> list[tuple[str, list[Field]]]:
    """Put the fields under their headings."""
    sections: list[tuple[str, list[Field]]] = []
    for shown in fields:
        if shown.name in SECTIONS:
            sections.append((SECTIONS[shown.name], []))
        sections[-1][1].append(shown)
    return sections
