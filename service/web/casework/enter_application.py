"""Enter an application that came on paper, by phone or by email, with the time it truly came. Source: CT-04, CT-05."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.access import may_enter_application
from service.cases import SubmitApplication, handle
from service.cases.application_answers import date_of, read_application, text_of
from service.cases.application_codes import NOBODY
from service.cases.application_form import ApplicationForm, Basis, IncidentDetails, ReportDetails
from service.cases.errors import AnswersRefused
from service.cases.refuse_anonymous import RefuseAnonymous
from service.errors import NotAllowed
from service.store.queries.public import PublicArea, find_area, list_areas
from service.store.search_names import search_name
from service.web import context
from service.web.answer_rows import is_row_change, without_removed_row
from service.web.casework.blueprint import blueprint
from service.web.casework.entry_questions import SECTIONS, entry_form
from service.web.casework.said import say
from service.web.casework.small_forms import instant_of, read_small_form, show_small_form
from service.web.casework.task_form import everything_posted
from service.web.form_keys import new_form_key, posted_form_key
from service.web.public.choices import choice_lists
from service.web.question_fields import Field

Row = Mapping[str, Any]
ROW = re.compile(r"incidents-([0-9]{1,4})-")


@blueprint.route("/applications/new", methods=["GET", "POST"])
def enter_application() -> str | BaseResponse:
    """Enter an application for an area of one's own."""
    areas = my_areas()
    area = next((area for area in areas if area.code == request.args.get("area")), None)
    if area is None and len(areas) > 1:
        return render_template("casework/entry_area.html", areas=areas)
    area = area or areas[0]
    posted = everything_posted()
    if request.method == "GET":
        return _show(area, {})
    if is_row_change(posted):
        return _show(area, without_removed_row(posted))
    try:
        return _enter(area, read_entry(area, posted))
    except AnswersRefused as refused:
        return Response(_show(area, posted, refused=refused), status=422)


def my_areas() -> list[PublicArea]:
    """Give the areas for which the person may enter applications. Raises NotAllowed when there are none."""
    who, session = context.person(), context.read_session()
    found = (find_area(session, code, today=context.today()) for code, _, _ in list_areas(session))
    mine = [area for area in found if area is not None and may_enter_application(who, area_id=area.id)]
    if not mine:
        raise NotAllowed
    return mine


def _show(area: PublicArea, posted: Mapping[str, Sequence[str]], *, refused: AnswersRefused | None = None) -> str:
    lists = choice_lists(area, {})
    shown = show_small_form(entry_form(), posted, refused=refused, lists=lists)
    return render_template(
        "casework/enter_application.html",
        area=area,
        sections=_sections(shown.fields),
        errors=shown.errors,
        form_key=posted_form_key() or new_form_key(),
    )


def _sections(fields: Sequence[Field]) -> list[tuple[str, list[Field]]]:
    """Put the fields under headings. All but a few may stay empty: saying so once is enough."""
    headings = {first: heading for heading, first in SECTIONS}
    sections: list[tuple[str, list[Field]]] = []
    for shown in fields:
        if shown.name in headings:
            sections.append((headings[shown.name], []))
        sections[-1][1].append(_plain(shown))
    return sections


def _plain(shown: Field) -> Field:
    rows = tuple(replace(row, fields=tuple(_plain(inner) for inner in row.fields)) for row in shown.rows)
    return replace(shown, label=shown.label.removesuffix(" (optional)"), rows=rows)


def read_entry(area: PublicArea, posted: Mapping[str, Sequence[str]]) -> Row:
    """Give the typed answers. Raises AnswersRefused, also for a time to come and for a name left out."""
    values = dict(read_small_form(entry_form(), posted, lists=choice_lists(area, {})))
    problems = {}
    if instant_of(values, "received") > context.now():
        problems["received_time"] = "The time it came must be now or in the past"
    is_named = bool(text_of(values, "name"))
    if not is_named and not values.get("has_no_name"):
        problems["name"] = "Enter the name, or answer yes if the form comes without one"
    if is_named and values.get("has_no_name"):
        problems["has_no_name"] = "You entered a name. Answer no, or take the name out"
    problems |= _unknown_reporters(values, _row_numbers(posted))
    if problems:
        raise AnswersRefused(problems)
    return values


def _row_numbers(posted: Mapping[str, Sequence[str]]) -> list[str]:
    """Give the numbers of the incident rows that say anything, as the page numbers them."""
    said = (name for name, given in posted.items() if any(text.strip() for text in given))
    found = {int(match.group(1)) for name in said if (match := ROW.match(name))}
    return [str(number) for number in sorted(found)]


def _unknown_reporters(values: Row, numbers: Sequence[str]) -> dict[str, str]:
    known = _reporters(values)
    return {
        f"incidents-{number}-reporter": "Enter a name from this form, or leave it empty for the applicant"
        for number, row in zip(numbers, values.get("incidents") or [], strict=True)
        if search_name(text_of(row, "reporter")) not in known
    }


def _reporters(values: Row) -> dict[str, str]:
    """Give the keys of the people of the form by their names; the applicant has the empty key."""
    victims = enumerate(values.get("victims") or [], start=1)
    named = {search_name(text_of(row, "name")): str(number) for number, row in victims}
    return {**named, search_name(text_of(values, "name")): "", "": ""}


def entered_form(values: Row) -> ApplicationForm:
    """Give the application that the answers make; the form is entered as it came, faults and all. Source: CT-13."""
    victims = [{**row, "n": number} for number, row in enumerate(values.get("victims") or [], start=1)]
    came_on = date.fromisoformat(values["received_on"])
    form = read_application({**values, "victims": victims, "incidents": []}, received_on=came_on)
    return replace(form, incidents=tuple(_incidents(values)))


def _incidents(values: Row) -> list[IncidentDetails]:
    people = _reporters(values)
    found: list[IncidentDetails] = []
    for row in values.get("incidents") or []:
        report = _report(row, people)
        if row.get("is_same_incident") and found:
            found[-1] = replace(found[-1], reports=(*found[-1].reports, *report))
        else:
            found.append(_incident(row, report, number=len(found) + 1))
    return found


def _incident(row: Row, reports: tuple[ReportDetails, ...], *, number: int) -> IncidentDetails:
    return IncidentDetails(
        key=str(number),
        what=text_of(row, "what"),
        happened_on=date_of(row, "happened_on"),
        happened_words=text_of(row, "happened_words"),
        told_nobody=row.get("body") == NOBODY,
        reports=reports,
    )


def _report(row: Row, people: Mapping[str, str]) -> tuple[ReportDetails, ...]:
    """Give the report of a row, or none where nobody was told."""
    if row.get("body") == NOBODY:
        return ()
    channel = row.get("channel") or ""
    report = ReportDetails(
        body_code=row.get("body") or "",
        reported_on=date_of(row, "reported_on"),
        reported_words=text_of(row, "reported_words"),
        reported_by=people[search_name(text_of(row, "reporter"))],
        channel=channel,
        officer_kind=(row.get("officer_kind") or "") if channel == "on_site" else "",
        reference=text_of(row, "reference"),
        action_known=text_of(row, "action_known"),
    )
    return (report,)


def _enter(area: PublicArea, values: Row) -> BaseResponse:
    form = entered_form(values)
    if form.is_anonymous:
        return _refuse(area, values, form)
    result = handle(
        context.toolbox(),
        SubmitApplication(
            actor=context.actor(),
            form_key=posted_form_key(),
            area_id=area.id,
            channel=values["channel"],
            received_at=instant_of(values, "received"),
            form=form if form.basis is not Basis.OWN else replace(form, victims=()),
            entered_by_id=context.person().person_id,
        ),
    )
    say(f"You entered {result.reference}. Its receipt is on its way to the applicant.")
    return redirect(url_for("casework.case_now", reference=result.reference), code=303)


def _refuse(area: PublicArea, values: Row, form: ApplicationForm) -> BaseResponse:
    """Keep a form without a name as information: no case is opened. Source: CT-06."""
    result = handle(
        context.toolbox(),
        RefuseAnonymous(
            actor=context.actor(),
            form_key=posted_form_key(),
            area_id=area.id,
            channel=values["channel"],
            received_at=instant_of(values, "received"),
            form=form,
        ),
    )
    return redirect(url_for("casework.refused_form", refused_id=result.where), code=303)
