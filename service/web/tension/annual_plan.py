"""The annual plan of an area: read by year, printed, written for this year and the next. Source: TE-24."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.cases import handle
from service.cases.errors import AnswersRefused
from service.cases.tension_area.annual_plan import MISSING, WriteAnnualPlan
from service.cases.tension_area.report_year import report_year, year_words
from service.errors import NotFoundForYou
from service.store.contact_roles import ContactRole
from service.store.queries.protocol_contacts import ContactRow, list_contacts
from service.store.queries.tension_area import PlanRow, annual_plans
from service.web import context
from service.web.answer_words import as_posted
from service.web.casework.said import say, take_said
from service.web.casework.small_forms import ask, read_small_form, show_small_form
from service.web.casework.task_form import posted_answers
from service.web.form_keys import new_form_key, posted_form_key
from service.web.navigation import MenuItem
from service.web.tension.area_page import ANNUAL_PLAN, OpenedArea, first_area_href, open_area, open_to_change
from service.web.tension.blueprint import blueprint
from service.web.tension.contact_words import role_words
from service.web.tension.responses import response_groups
from workflows import QuestionForm, long_date

Posted = Mapping[str, Sequence[str]]
PARTS = {
    "review": ("Review of the year before", "What was done, what changed, what was learned."),
    "training": ("Training", "Who is to be trained in what, and when."),
    "events": (
        "Calendar of events",
        "One on each line: elections, marches, anniversaries, festivals, trials, with their days.",
    ),
    "members": ("Members", "Of the monitoring group and the inter-agency team: one on each line."),
}
FORM = QuestionForm.parse(
    {
        "title": "The annual plan",
        "questions": [
            ask(name, "long_text", label, MISSING[name], hint=hint, max_length=10_000)
            for name, (label, hint) in PARTS.items()
        ],
    }
)


@blueprint.get("/tension/plan")
def plan() -> BaseResponse:
    """Open the annual plan of the first area that this person may read."""
    return redirect(first_area_href(ANNUAL_PLAN))


@blueprint.get("/tension/plan/<area_code>")
def plan_of_area(area_code: str) -> str:
    """Show the plan of this year; where there is none yet, say so."""
    opened = open_area(area_code, ANNUAL_PLAN)
    return _page(opened, _this_year(opened))


@blueprint.get("/tension/plan/<area_code>/<int:year>")
def plan_of_year(area_code: str, year: int) -> str:
    """Show the plan of one year. Raises NotFoundForYou for a year that has none and gets none."""
    opened = open_area(area_code, ANNUAL_PLAN)
    if year not in {*_open_years(opened), *_plans(opened)}:
        raise NotFoundForYou
    return _page(opened, year)


@blueprint.get("/tension/plan/<area_code>/<int:year>/change")
def plan_form(area_code: str, year: int) -> str:
    """Ask for the plan of a year; a new one begins with the members who are listed."""
    opened = _open_to_write(area_code, year)
    written = _plans(opened).get(year)
    values: dict[str, Any] = {name: getattr(written, name) for name in PARTS} if written else _first_values(opened)
    return _form_page(opened, year, as_posted(FORM, values), None)


@blueprint.post("/tension/plan/<area_code>/<int:year>/change")
def write_plan(area_code: str, year: int) -> BaseResponse:
    """Keep the plan, or show the form again with what was typed."""
    opened, posted = _open_to_write(area_code, year), posted_answers()
    try:
        values = read_small_form(FORM, posted)
        command = WriteAnnualPlan(
            actor=context.actor(),
            area_id=opened.area_id,
            year=year,
            form_key=posted_form_key(),
            **{name: str(values[name]) for name in PARTS},
        )
        handle(context.toolbox(), command)
    except AnswersRefused as refused:
        return Response(_form_page(opened, year, posted, refused), status=422)
    say(f"The plan of {year_words(year, opened.rules)} is saved.")
    return redirect(_href(opened, year), code=303)


def _open_to_write(area_code: str, year: int) -> OpenedArea:
    opened = open_to_change(area_code, ANNUAL_PLAN)
    if year not in _open_years(opened):
        raise NotFoundForYou
    return opened


def _this_year(opened: OpenedArea) -> int:
    return report_year(context.today(), opened.rules)


def _open_years(opened: OpenedArea) -> tuple[int, int]:
    """Give the years whose plan may be written: this one and the next."""
    return _this_year(opened), _this_year(opened) + 1


def _plans(opened: OpenedArea) -> dict[int, PlanRow]:
    return {row.year: row for row in annual_plans(context.read_session(), opened.area_id)}


def _href(opened: OpenedArea, year: int) -> str:
    return url_for("tension.plan_of_year", area_code=opened.area.code, year=year)


def _page(opened: OpenedArea, year: int) -> str:
    plans = _plans(opened)
    written = plans.get(year)
    is_open = year in _open_years(opened)
    return render_template(
        "tension/plan.html",
        opened=opened,
        year=year_words(year, opened.rules),
        plan=written,
        parts=[(label, paragraphs(getattr(written, name))) for name, (label, _) in PARTS.items()] if written else [],
        years=_years(opened, plans, year),
        groups=response_groups(opened) if is_open else [],
        change_href=url_for("tension.plan_form", area_code=opened.area.code, year=year)
        if is_open and opened.may_change
        else "",
        said=take_said(),
    )


def _years(opened: OpenedArea, plans: Mapping[int, PlanRow], shown: int) -> list[MenuItem]:
    """Give the years to choose from: those with a plan, and those that may get one; the newest first."""
    return [
        MenuItem(text=year_words(year, opened.rules), href=_href(opened, year), is_current=year == shown)
        for year in sorted({*plans, *_open_years(opened)}, reverse=True)
    ]


def paragraphs(text: str) -> list[list[str]]:
    """Give typed words as paragraphs of lines."""
    parts = text.replace("\r\n", "\n").split("\n\n")
    return [[line for line in part.split("\n") if line.strip()] for part in parts if part.strip()]


def _first_values(opened: OpenedArea) -> dict[str, Any]:
    """Give what a new plan may begin with: the team as it is listed."""
    titles = opened.rules.role_titles
    team = list_contacts(context.read_session(), opened.area_id, roles=(ContactRole.TEAM,))
    lines = [
        ", ".join(filter(None, (row.name, row.organisation, role_words(row.role, row.agency, titles)))) for row in team
    ]
    return {"members": "\n".join(lines) or None}


def _form_page(opened: OpenedArea, year: int, posted: Posted, refused: AnswersRefused | None) -> str:
    shown = show_small_form(FORM, posted, refused=refused)
    return render_template(
        "tension/plan_form.html",
        opened=opened,
        year=year_words(year, opened.rules),
        trained=_trained(list_contacts(context.read_session(), opened.area_id)),
        fields=shown.fields,
        errors=shown.errors,
        form_key=new_form_key(),
        cancel_href=_href(opened, year),
    )


def _trained(rows: Sequence[ContactRow]) -> list[str]:
    """Give who was trained in risk assessment, and when. Source: TE-03."""
    return [f"{row.name}, {long_date(row.trained_on)}" for row in rows if row.trained_on]
