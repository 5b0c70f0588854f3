"""Staff report an incident that may be a major racial one, also from a tension case. Source: MI-03, MI-04, TE-32."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.access import TENSION, CasePart, SignedIn, areas_with, parts_of_case
from service.cases import SubmitIncident, handle
from service.cases.errors import AnswersRefused
from service.cases.submit_incident import ENTERS, LONGEST
from service.errors import NotAllowed
from service.store.queries.cases import case_head
from service.store.queries.people import list_areas
from service.web import context
from service.web.casework.opening import OpenCase
from service.web.casework.said import say
from service.web.casework.scope import case_scope
from service.web.casework.small_forms import Lists, ask, instant_of, read_small_form, show_small_form, this_minute
from service.web.casework.task_form import posted_answers
from service.web.form_keys import new_form_key, posted_form_key
from service.web.incidents.blueprint import blueprint
from workflows import ListItem, QuestionForm

Posted = Mapping[str, Sequence[str]]
UNKNOWN = "Enter the reference of an open tension case of this area"


def _maybe(name: str, kind: str, label: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "type": kind, "label": label, "required": False, **more}


FORM = QuestionForm.parse(
    {
        "title": "Report an incident",
        "questions": [
            ask("area", "one_of", "Which area?", "Select an area", options_from="areas"),
            ask(
                "title",
                "text",
                "A short title that names nobody",
                "Enter a short title that names nobody",
                hint="Everybody in the protocol reads it. For example, Attack on the Harbour Road prayer room",
                max_length=200,
            ),
            ask("where", "text", "Where did it happen?", "Enter where it happened", max_length=300),
            _maybe(
                "locality",
                "text",
                "Ward or place",
                hint="Staff who are listed for this place are briefed if it is declared",
                max_length=120,
            ),
            ask(
                "what",
                "long_text",
                "What happened?",
                "Enter what happened",
                hint="As it was reported. It is not sent out.",
                max_length=LONGEST,
            ),
            ask(
                "perceived",
                "one_of",
                "Does the victim, or anybody else, see it as racial?",
                "Select whether anybody sees it as racial",
                options=[
                    {"value": "yes", "label": "Yes"},
                    {"value": "no", "label": "No"},
                    {"value": "unknown", "label": "Not known yet"},
                ],
            ),
            _maybe("injuries", "long_text", "Injuries", max_length=1000),
            _maybe("steps", "long_text", "What have the police done to keep the public safe?", max_length=2000),
            ask("reported_on", "date", "The day it was reported", "Enter the day it was reported", not_after="today"),
            ask(
                "reported_time",
                "time",
                "The time it was reported",
                "Enter the time it was reported",
                hint="For example 3:40pm or 15:40",
            ),
            _maybe(
                "tension_reference",
                "text",
                "Reference of the tension case it belongs to",
                hint="For example, ASH-TE-2026-0003",
                max_length=40,
            ),
        ],
    }
)


@blueprint.route("/incidents/new", methods=["GET", "POST"])
def report_incident() -> str | BaseResponse:
    """Report an incident; what was typed is kept when something is wrong."""
    who = context.person()
    require_reporter(who)
    lists = _lists(who)
    if request.method == "GET":
        return _show(_first_values(lists), None, lists)
    posted = posted_answers()
    try:
        values = read_small_form(FORM, posted, lists=lists)
        result = handle(context.toolbox(), _command(values))
    except AnswersRefused as refused:
        return Response(_show(posted, refused, lists), status=422)
    say(f"You reported {result.reference}. The senior police officer is asked for first enquiries at once.")
    return redirect(_next_page(who, result.reference), code=303)


@blueprint.app_template_global("report_incident_href")
def report_incident_href(opened: OpenCase) -> str:
    """Give the way to report an incident that grew from this tension case; nothing for those who may not. TE-32."""
    head = opened.head
    if not head.is_open or not opened.who.has_role(*ENTERS, area_id=head.area_id):
        return ""
    return url_for("incidents.report_incident", tension=head.reference)


def require_reporter(who: SignedIn) -> None:
    """Raise NotAllowed unless the person may report an incident somewhere."""
    if not who.has_role_anywhere(*ENTERS):
        raise NotAllowed


def _command(values: Mapping[str, Any]) -> SubmitIncident:
    return SubmitIncident(
        actor=context.actor(),
        area_id=int(values["area"]),
        reported_at=instant_of(values, "reported"),
        title=str(values["title"]),
        what=str(values["what"]),
        where=str(values["where"]),
        locality=str(values.get("locality") or ""),
        is_perceived={"yes": True, "no": False}.get(str(values["perceived"])),
        injuries=str(values.get("injuries") or ""),
        steps=str(values.get("steps") or ""),
        tension_case_id=_tension(str(values.get("tension_reference") or "")),
        form_key=posted_form_key(),
    )


def _tension(typed: str) -> int | None:
    """Give the case of a typed reference. Raises AnswersRefused; the command looks at area and state."""
    if not typed.strip():
        return None
    head = case_head(context.read_session(), typed.strip().upper())
    if head is None or head.process_id != TENSION:
        raise AnswersRefused({"tension_reference": UNKNOWN})
    return head.case_id


def _lists(who: SignedIn) -> Lists:
    found = areas_with(who, ENTERS)
    areas = [row for row in list_areas(context.read_session()) if None in found or row.area_id in found]
    return {"areas": [ListItem(key=str(row.area_id), label=row.name) for row in areas]}


def _first_values(lists: Lists) -> Posted:
    """Give the only area, the tension case from whose page the form was opened, and that it is reported now."""
    only = [lists["areas"][0].key] if len(lists["areas"]) == 1 else []
    return {
        "area": only,
        "tension_reference": [request.args.get("tension", "")[:40]],
        **this_minute("reported"),
    }


def _next_page(who: SignedIn, reference: str) -> str:
    """Give the room to those who may open it; a risk lead reports incidents and sees none."""
    context.close_read_session()
    head = case_head(context.read_session(), reference)
    if head is not None and CasePart.HISTORY in parts_of_case(who, case_scope(head)):
        return url_for("incidents.incident_page", reference=reference)
    return url_for("casework.my_work_page")


def _show(posted: Posted, refused: AnswersRefused | None, lists: Lists) -> str:
    shown = show_small_form(FORM, posted, refused=refused, lists=lists)
    return render_template(
        "incidents/report.html", fields=shown.fields, errors=shown.errors, form_key=posted_form_key() or new_form_key()
    )
