"""Anybody reports a concern about tension in a community, with or without a name. Source: TE-05, TE-06."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from flask import redirect, request, session, url_for
from werkzeug.wrappers import Response

from service.access import TENSION
from service.cases import Concern, Reporter, SubmitTension, handle
from service.cases.calendars import calendar_for
from service.cases.errors import AnswersRefused
from service.cases.procedures import newest_version
from service.cases.submit_tension import UNTITLED
from service.cases.unit import PUBLIC
from service.store.queries.public import PublicArea, list_areas
from service.web.context import now, read_session, today, toolbox
from service.web.form_keys import new_form_key, posted_form_key
from service.web.public.blueprint import blueprint
from service.web.public.browser_draft import the_area
from service.web.public.frame import show
from service.web.public.pages import Page, the_page
from service.web.question_fields import Presenter, error_list
from workflows import (
    FieldError,
    FieldErrors,
    FormContext,
    Unit,
    date_and_time,
    effective_register,
    long_date,
    set_clock,
    validate_answers,
)

KEY = "concern"
SERVICE = "Report a concern about your community"
AUTOCOMPLETE = {"name": "name", "email": "email", "postcode": "postal-code", "address": "street-address"}
Values = Mapping[str, Any]


def concern_page() -> Page:
    """Give the questions about a concern."""
    return the_page("concern", "report-a-concern")


@blueprint.get("/report-a-concern")
def concern_areas() -> str:
    """Choose where it is."""
    return _page("concern_areas.html", None, areas=list_areas(read_session()))


@blueprint.route("/report-a-concern/<area_code>", methods=["GET", "POST"])
def report_concern(area_code: str) -> Response | str | tuple[str, int]:
    """Take a concern; what was typed is kept when something is wrong."""
    area = the_area(area_code)
    if request.method == "GET":
        return _show(area, Presenter(autocomplete=AUTOCOMPLETE))
    posted = request.form.to_dict(flat=False)
    found = validate_answers(concern_page().form, posted, context=FormContext(today=today()))
    if isinstance(found, FieldErrors):
        return _show(area, Presenter(posted=posted, errors=found, autocomplete=AUTOCOMPLETE)), 422
    try:
        result = handle(toolbox(), _command(area, found.values))
    except AnswersRefused as refused:
        told = tuple(FieldError(name=name, message=words) for name, words in refused.problems.items())
        errors = FieldErrors(errors=told, posted={name: tuple(given) for name, given in posted.items()})
        return _show(area, Presenter(posted=posted, errors=errors, autocomplete=AUTOCOMPLETE)), 422
    session[KEY] = {
        "area": area.code,
        "reference": result.reference,
        "danger": bool(found.values["danger"]),
        "urgent": _is_violent(found.values),
        "reply": found.values["reply"] != "none",
        "at": now().isoformat(),
    }
    return redirect(url_for("public.concern_sent", area_code=area_code), code=303)


@blueprint.get("/report-a-concern/<area_code>/sent")
def concern_sent(area_code: str) -> Response | str:
    """Say what happens next, as often as this browser asks."""
    area = the_area(area_code)
    sent = session.get(KEY)
    if not isinstance(sent, dict) or sent.get("area") != area.code:
        return redirect(url_for("public.report_concern", area_code=area_code), code=303)
    return _page(
        "concern_sent.html",
        area,
        title="We have your concern",
        reference=sent["reference"],
        is_danger=sent["danger"],
        steps=list(_steps(area, sent)),
    )


def _page(template: str, area: PublicArea | None, **values: Any) -> str:
    """Render one of these pages: they are another service than the case review."""
    here = url_for("public.report_concern", area_code=area.code.lower()) if area else url_for("public.concern_areas")
    return show(template, area, service_name=SERVICE, start_href=here, **values)


def _command(area: PublicArea, values: Values) -> SubmitTension:
    return SubmitTension(
        actor=PUBLIC,
        area_id=area.id,
        ward=str(values["ward"]),
        title=UNTITLED,
        concern=Concern(
            channel="online",
            received_at=now(),
            source=str(values["source"]),
            what=str(values["what"]),
            where=str(values.get("where") or ""),
            when=str(values["when"]),
            communities=str(values.get("communities") or ""),
            is_violent=_is_violent(values),
            reporter=_reporter(values),
        ),
        form_key=posted_form_key(),
    )


def _is_violent(values: Values) -> bool:
    """Tell whether the faster clock runs: violence, or somebody in danger now. Source: TE-06."""
    return bool(values["is_violent"] or values["danger"])


def _reporter(values: Values) -> Reporter | None:
    if values["reply"] == "none":
        return None
    lines = str(values.get("address") or "").splitlines()
    return Reporter(
        name=str(values["name"]),
        email=str(values.get("email") or ""),
        address=tuple(line.strip() for line in lines if line.strip()),
        postcode=str(values.get("postcode") or ""),
        preferred_channel=str(values["reply"]),
        safe_contact=str(values.get("safe_contact") or ""),
    )


def _steps(area: PublicArea, sent: Values) -> Iterator[str]:
    first_clock = "te_first_level_violence" if sent["urgent"] else "te_first_level"
    first, reply = _limits(area, (first_clock, "te_reply"), received_at=datetime.fromisoformat(sent["at"]))
    yield f"The police and the council’s team against anti-social behaviour look at it by {first}."
    yield "They agree how serious it is, and what to do."
    if sent["reply"]:
        yield f"We reply to you by {reply}."
    yield "We do not tell anybody in the community who reported it."


def _limits(area: PublicArea, clocks: Iterable[str], *, received_at: datetime) -> list[str]:
    """Give by when each clock that began with the report ends, in words: the rules of the area count it."""
    procedure = newest_version(read_session(), TENSION)
    register = effective_register(procedure.register, area.rules) if procedure else ()
    calendar = calendar_for(read_session(), area.rules)
    rules = {rule.id: rule for rule in register}
    found = []
    for clock in clocks:
        dates = set_clock(rules[clock], trigger_at=received_at, calendar=calendar, cut_off=area.rules.cut_off)
        found.append(date_and_time(dates.limit_at) if dates.unit is Unit.MINUTES else long_date(dates.limit_on))
    return found


def _show(area: PublicArea, presenter: Presenter) -> str:
    form = concern_page().form
    fields = presenter.present(form)
    return _page(
        "concern.html",
        area,
        title=form.title,
        fields=fields,
        errors=error_list(presenter.errors, fields),
        form_key=posted_form_key() or new_form_key(),
        back_href=url_for("public.concern_areas"),
    )
