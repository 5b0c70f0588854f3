"""Two cases about one situation become one; a report about something else gets a case of its own. Source: TE-30."""

from collections.abc import Sequence

from flask import Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.access import CasePart
from service.cases import MergeTension, SplitReport, handle
from service.cases.errors import AnswersRefused
from service.errors import NotFoundForYou
from service.store.queries.tension_board import list_tensions
from service.store.queries.tension_case import ReportRow, reports_of_case
from service.web import context
from service.web.casework.opening import OpenCase, frame, require_keeper
from service.web.casework.said import say
from service.web.casework.small_forms import Posted, ask, read_small_form, show_small_form
from service.web.casework.task_form import posted_answers
from service.web.form_keys import new_form_key
from service.web.form_keys import posted_form_key as form_key
from service.web.tension.blueprint import blueprint
from service.web.tension.concern_form import SITUATION
from service.web.tension.tension_page import open_tension
from workflows import ListItem, QuestionForm, clock_time, local_date, long_date

MOST = 200  # open situations to choose from
MERGE = QuestionForm.parse(
    {
        "title": "Join with another case",
        "questions": [
            ask(
                "reference",
                "one_of",
                "Which case goes on?",
                "Select the case that goes on",
                hint="This one ends. Its reports and whoever gave them move to the other",
                options_from="situations",
            ),
            ask(
                "reason",
                "long_text",
                "Why are they the same?",
                "Enter why they are the same situation",
                max_length=1000,
            ),
        ],
    }
)
SPLIT = QuestionForm.parse(
    {
        "title": "Give it a case of its own",
        "questions": [
            *SITUATION,
            ask("reason", "long_text", "Why is it something else?", "Enter why it is something else", max_length=1000),
        ],
    }
)


@blueprint.get("/tension/<reference>/merge")
def merge_page(reference: str) -> str:
    """Ask with which case of the area this one is joined."""
    opened = _open(reference)
    return _merge(opened, _situations(opened), {}, None)


@blueprint.post("/tension/<reference>/merge")
def merge(reference: str) -> BaseResponse:
    """Join the two, and go to the one that goes on."""
    opened, posted = _open(reference), posted_answers()
    situations = _situations(opened)
    try:
        values = read_small_form(MERGE, posted, lists={"situations": situations})
        command = MergeTension(
            actor=context.actor(),
            case_id=opened.head.case_id,
            reference=str(values["reference"]),
            reason=str(values["reason"]),
            form_key=form_key(),
        )
        result = handle(context.toolbox(), command)
    except AnswersRefused as refused:
        return Response(_merge(opened, situations, posted, refused), status=422)
    say(f"You joined {reference} with this case.")
    return redirect(url_for("tension.tension_page", reference=result.reference), code=303)


@blueprint.get("/tension/<reference>/reports/<int:report_id>/split")
def split_page(reference: str, report_id: int) -> str:
    """Ask what the new case is called."""
    opened = _open(reference)
    return _split(opened, _report(opened, report_id), {}, None)


@blueprint.post("/tension/<reference>/reports/<int:report_id>/split")
def split(reference: str, report_id: int) -> BaseResponse:
    """Open a case for the report, and go there."""
    opened, posted = _open(reference), posted_answers()
    report = _report(opened, report_id)
    try:
        values = read_small_form(SPLIT, posted)
        command = SplitReport(
            actor=context.actor(),
            case_id=opened.head.case_id,
            report_id=report_id,
            ward=str(values.get("ward") or ""),
            title=str(values["title"]),
            reason=str(values["reason"]),
            form_key=form_key(),
        )
        result = handle(context.toolbox(), command)
    except AnswersRefused as refused:
        return Response(_split(opened, report, posted, refused), status=422)
    say(f"You split this from {reference}.")
    return redirect(url_for("tension.tension_page", reference=result.reference), code=303)


def _open(reference: str) -> OpenCase:
    opened, _ = open_tension(reference, CasePart.REPORTS)
    require_keeper(opened)
    if not opened.head.is_open:
        raise NotFoundForYou
    return opened


def _situations(opened: OpenCase) -> list[ListItem]:
    """Give the other open cases of the area, the worst first."""
    rows = list_tensions(context.read_session(), opened.head.area_id, is_open=True, size=MOST)
    return [
        ListItem(key=row.reference, label=f"{row.reference}: {' '.join(filter(None, (row.ward, row.what)))}")
        for row in rows
        if row.case_id != opened.head.case_id
    ]


def _report(opened: OpenCase, report_id: int) -> ReportRow:
    """Give an open report of this case. A restricted one is split by nobody from a page. Raises NotFoundForYou."""
    rows = reports_of_case(context.read_session(), opened.head.case_id, is_restricted=False)
    found = next((row for row in rows if row.report_id == report_id), None)
    if found is None:
        raise NotFoundForYou
    return found


def _merge(opened: OpenCase, situations: Sequence[ListItem], posted: Posted, refused: AnswersRefused | None) -> str:
    shown = show_small_form(MERGE, posted, refused=refused, lists={"situations": situations})
    return render_template(
        "tension/merge.html",
        **frame(opened, ""),
        situations=situations,
        fields=shown.fields,
        errors=shown.errors,
        form_key=form_key() or new_form_key(),
    )


def _split(opened: OpenCase, report: ReportRow, posted: Posted, refused: AnswersRefused | None) -> str:
    shown = show_small_form(SPLIT, posted, refused=refused)
    return render_template(
        "tension/split.html",
        **frame(opened, ""),
        report=report,
        came=f"{long_date(local_date(report.received_at))}, {clock_time(report.received_at)}",
        fields=shown.fields,
        errors=shown.errors,
        form_key=form_key() or new_form_key(),
    )
