"""The matrix of what an area may do, by band: read by all who work on tension, kept by a few. Source: TE-04."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Response, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from service.cases import handle
from service.cases.errors import AnswersRefused
from service.cases.tension_area.responses import AddResponseOption, EndResponseOption
from service.errors import NotFoundForYou
from service.store.queries.tension_area import ResponseRow, find_response, response_options
from service.web import context
from service.web.answer_words import as_posted
from service.web.casework.said import say, take_said
from service.web.casework.small_forms import ask, read_small_form, show_small_form
from service.web.casework.task_form import posted_answers
from service.web.form_keys import new_form_key, posted_form_key
from service.web.table_download import Table, is_table_wanted, send_table, table_href
from service.web.tension.area_page import RESPONSES, OpenedArea, first_area_href, open_area, open_to_change
from service.web.tension.blueprint import blueprint
from workflows import ListItem, QuestionForm
from workflows.rules.tension import Band, Level, TensionSettings, band_of, band_words

Posted = Mapping[str, Sequence[str]]
FORM = QuestionForm.parse(
    {
        "title": "A possible response",
        "questions": [
            ask("what", "text", "What can be done", "Enter what can be done", max_length=300),
            {
                "id": "who",
                "type": "text",
                "label": "Who does it",
                "hint": "A team or a role, not a person.",
                "required": False,
                "max_length": 160,
            },
            ask("band", "one_of", "At which levels", "Select the levels it is for", options_from="bands"),
        ],
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BandGroup:
    """The responses at the levels of one band."""

    band: str
    title: str
    rows: tuple[ResponseRow, ...]


@blueprint.get("/tension/responses")
def responses() -> BaseResponse:
    """Open the responses of the first area that this person may read."""
    return redirect(first_area_href(RESPONSES))


@blueprint.get("/tension/responses/<area_code>")
def responses_of_area(area_code: str) -> str | BaseResponse:
    """List what the area may do, the most serious levels first."""
    opened = open_area(area_code, RESPONSES)
    groups = response_groups(opened)
    if is_table_wanted():
        return send_table(_table(opened, groups))
    return render_template(
        "tension/responses.html",
        opened=opened,
        groups=groups,
        is_empty=not any(group.rows for group in groups),
        said=take_said(),
        form_key=new_form_key(),
        table_href=table_href(),
    )


@blueprint.get("/tension/responses/<area_code>/new")
def new_response(area_code: str) -> str:
    """Ask what else can be done."""
    opened = open_to_change(area_code, RESPONSES)
    asked = request.args.get("band", "")
    return _form_page(opened, as_posted(FORM, {"band": asked} if asked in set(Band) else {}), None)


@blueprint.post("/tension/responses/<area_code>/new")
def add_response(area_code: str) -> BaseResponse:
    """Add a response, or show the form again with what was typed."""
    opened, posted = open_to_change(area_code, RESPONSES), posted_answers()
    try:
        values = read_small_form(FORM, posted, lists=_lists(opened))
        command = AddResponseOption(
            actor=context.actor(),
            area_id=opened.area_id,
            band=str(values["band"]),
            what=str(values["what"]),
            who=str(values.get("who") or ""),
            form_key=posted_form_key(),
        )
        handle(context.toolbox(), command)
    except AnswersRefused as refused:
        return Response(_form_page(opened, posted, refused), status=422)
    say("The response is listed.")
    return redirect(opened.here, code=303)


@blueprint.post("/tension/responses/<area_code>/<int:option_id>/ending")
def end_response(area_code: str, option_id: int) -> BaseResponse:
    """Offer a response no more."""
    opened = open_to_change(area_code, RESPONSES)
    row = find_response(context.read_session(), option_id)
    if row is None or row.area_id != opened.area_id:
        raise NotFoundForYou
    handle(
        context.toolbox(),
        EndResponseOption(actor=context.actor(), option_id=option_id, form_key=posted_form_key()),
    )
    say(f"“{row.what[:200]}” is offered no more.")
    return redirect(opened.here, code=303)


def response_groups(opened: OpenedArea) -> list[BandGroup]:
    """Give the area's responses by band, the worst first; an empty band has no rows."""
    rows = response_options(context.read_session(), opened.area_id)
    return [
        BandGroup(band=band, title=title, rows=tuple(row for row in rows if row.band == band))
        for band, title in band_titles(opened.rules.tension).items()
    ]


def band_titles(settings: TensionSettings) -> dict[str, str]:
    """Give "Levels 1 and 2: conflict happening or happened" for each band, the worst first. Source: TE-10."""
    levels = {band: [str(int(level)) for level in Level if band_of(level) is band] for band in Band}
    return {
        band.value: f"Levels {' and '.join(numbers)}: {band_words(band, settings=settings)}"
        for band, numbers in levels.items()
    }


def _lists(opened: OpenedArea) -> Mapping[str, list[ListItem]]:
    titles = band_titles(opened.rules.tension)
    return {"bands": [ListItem(key=band, label=title) for band, title in titles.items()]}


def _form_page(opened: OpenedArea, posted: Posted, refused: AnswersRefused | None) -> str:
    shown = show_small_form(FORM, posted, refused=refused, lists=_lists(opened))
    return render_template(
        "tension/response.html", opened=opened, fields=shown.fields, errors=shown.errors, form_key=new_form_key()
    )


def _table(opened: OpenedArea, groups: Sequence[BandGroup]) -> Table:
    return Table(
        name=f"responses-{opened.area.code.lower()}",
        heads=("Levels", "What can be done", "Who does it"),
        rows=[(group.title, row.what, row.who) for group in groups for row in group.rows],
    )
