"""The quarterly report of an area: what is due, the figures so far, writing, preview, issue. Issued ones beside it."""

from collections.abc import Mapping, Sequence
from datetime import date

from flask import Response, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as BaseResponse

from service.cases import handle
from service.cases.errors import AnswersRefused
from service.cases.tension_area.quarter_due import QuarterDue, quarter_due
from service.cases.tension_area.quarterly import IssueQuarterlyReport
from service.cases.tension_area.report_rows import FigureGroup
from service.cases.tension_area.report_text import WrittenReport, count_quarter, write_report
from service.errors import NotFoundForYou
from service.store.queries.quarterly import CommentRow, comments_on, find_issued, issued_reports, readers_of_report
from service.web import context
from service.web.answer_words import as_posted
from service.web.casework.said import say, take_said
from service.web.casework.small_forms import read_small_form, show_small_form
from service.web.casework.task_form import posted_answers
from service.web.form_keys import new_form_key, posted_form_key
from service.web.table_download import Table, is_table_wanted, send_table, table_href
from service.web.tension.area_page import QUARTERLY, OpenedArea, first_area_href, open_area, open_to_change
from service.web.tension.blueprint import blueprint
from service.web.tension.quarterly_form import first_values, report_form, words_of
from workflows import counted

Posted = Mapping[str, Sequence[str]]
ISSUE = "issue"


@blueprint.get("/tension/quarterly")
def quarterly() -> BaseResponse:
    """Open the quarterly reports of the first area that this person may read."""
    return redirect(first_area_href(QUARTERLY))


@blueprint.get("/tension/quarterly/<area_code>")
def quarterly_of_area(area_code: str) -> str | BaseResponse:
    """Show which report is due and by when, its figures so far, and the reports before it."""
    opened = open_area(area_code, QUARTERLY)
    session, today = context.read_session(), context.today()
    due = quarter_due(session, opened.area_id, today=today)
    has_begun = due.quarter.begins_on <= today
    groups = count_quarter(session, opened.area_id, due.quarter, today=today).groups if has_begun else ()
    if is_table_wanted():
        return send_table(_table(opened, due, groups))
    return render_template(
        "tension/quarterly.html",
        opened=opened,
        due=due,
        phrase=opened.phrase(due.limit_on) if due.is_over else None,
        groups=groups,
        has_begun=has_begun,
        issued=issued_reports(session, opened.area_id),
        comments=comments_before(opened, due),
        write_href=write_href(opened, due.quarter.ends_on) if due.is_over and opened.may_change else "",
        said=take_said(),
        table_href=table_href(),
    )


@blueprint.get("/tension/quarterly/<area_code>/<ends_on>/write")
def report_page(area_code: str, ends_on: str) -> str:
    """Ask for the words of the report that is due."""
    opened, due = _open_to_write(area_code, ends_on)
    form = report_form(has_comments=bool(comments_before(opened, due)))
    return _form_page(opened, due, as_posted(form, first_values(opened)), None)


@blueprint.post("/tension/quarterly/<area_code>/<ends_on>/write")
def issue_report(area_code: str, ends_on: str) -> BaseResponse:
    """Show the report as it would leave, or issue it; what was typed stays."""
    opened, due = _open_to_write(area_code, ends_on)
    posted = posted_answers()
    form = report_form(has_comments=bool(comments_before(opened, due)))
    try:
        told = words_of(read_small_form(form, posted))
        if request.form.get("act") != ISSUE:
            preview = write_report(context.read_session(), opened.area_id, due.quarter.ends_on, told, now=context.now())
            return Response(_form_page(opened, due, posted, None, preview))
        command = IssueQuarterlyReport(
            actor=context.actor(),
            area_id=opened.area_id,
            ends_on=due.quarter.ends_on,
            told=told,
            form_key=posted_form_key(),
        )
        result = handle(context.toolbox(), command)
    except AnswersRefused as refused:
        return Response(_form_page(opened, due, posted, refused), status=422)
    readers = counted(int(result.said["sent"]), "reader")
    say(f"The report on {due.quarter.words} is issued. It goes to {readers} by email.")
    return redirect(opened.here, code=303)


def quarter_day(text: str) -> date:
    """Give the day in an address. Raises NotFoundForYou if it is none."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else date.min
    except ValueError:
        raise NotFoundForYou from None


def write_href(opened: OpenedArea, ends_on: date) -> str:
    """Give the address at which a report is written."""
    return url_for("tension.report_page", area_code=opened.area.code, ends_on=ends_on.isoformat())


def comments_before(opened: OpenedArea, due: QuarterDue) -> tuple[CommentRow, ...]:
    """Give the comments on the report before the one that is due: it answers them."""
    session = context.read_session()
    before = find_issued(session, opened.area_id, due.quarter.previous.ends_on)
    return comments_on(session, before.report_id) if before else ()


def _open_to_write(area_code: str, ends_on: str) -> tuple[OpenedArea, QuarterDue]:
    """Open the quarter that is due. Raises NotFoundForYou for any other: it was issued, or is not over."""
    opened = open_to_change(area_code, QUARTERLY)
    due = quarter_due(context.read_session(), opened.area_id, today=context.today())
    if not due.is_over or due.quarter.ends_on != quarter_day(ends_on):
        raise NotFoundForYou
    return opened, due


def _form_page(
    opened: OpenedArea,
    due: QuarterDue,
    posted: Posted,
    refused: AnswersRefused | None,
    preview: WrittenReport | None = None,
) -> str:
    comments = comments_before(opened, due)
    shown = show_small_form(report_form(has_comments=bool(comments)), posted, refused=refused)
    readers = readers_of_report(context.read_session(), opened.area_id)
    return render_template(
        "tension/quarterly_form.html",
        opened=opened,
        due=due,
        comments=comments,
        readers=[reader for reader in readers if reader.email],
        without_email=[reader.name for reader in readers if not reader.email],
        versions=_versions(preview) if preview else [],
        fields=shown.fields,
        errors=shown.errors,
        form_key=posted_form_key() or new_form_key(),
    )


def _versions(preview: WrittenReport) -> list[tuple[str, Markup]]:
    """Give both versions as they would leave; letters escape all that is typed."""
    return [
        ("The public version", Markup(preview.public.body_html)),  # noqa: S704 - made by letters, which escapes
        ("The version for agencies", Markup(preview.agencies.body_html)),  # noqa: S704
    ]


def _table(opened: OpenedArea, due: QuarterDue, groups: Sequence[FigureGroup]) -> Table:
    return Table(
        name=f"tension-{opened.area.code.lower()}-{due.quarter.ends_on.isoformat()}",
        heads=("Part", "What is counted", "Figure"),
        rows=[(group.title, row.what, row.figure) for group in groups for row in group.rows],
    )
