"""Quarterly reports as they were issued, each in its two versions, and the comments on them. Source: TE-23."""

from collections.abc import Mapping, Sequence

from flask import Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.cases import handle
from service.cases.errors import AnswersRefused
from service.cases.tension_area.quarterly import AddReportComment
from service.cases.tension_area.report_year import first_month
from service.errors import NotAllowed, NotFoundForYou
from service.store.queries.quarterly import IssuedReport, comments_on, find_issued, last_issued_on
from service.web import context
from service.web.casework.said import say, take_said
from service.web.casework.small_forms import read_small_form, show_small_form
from service.web.casework.task_form import posted_answers
from service.web.form_keys import new_form_key, posted_form_key
from service.web.security import POLICY, SEALED_POLICY, nonce
from service.web.tension.area_page import QUARTERLY, OpenedArea, open_area
from service.web.tension.blueprint import blueprint
from service.web.tension.quarterly import quarter_day
from service.web.tension.quarterly_form import COMMENT_FORM
from workflows.rules.tension import Quarter, quarter_of

Posted = Mapping[str, Sequence[str]]
NOT_LEFT = ("failed", "unknown")  # of an email
VERSIONS = {"agencies": "The version for agencies", "public": "The public version"}


@blueprint.get("/tension/quarterly/<area_code>/<ends_on>")
def issued_report(area_code: str, ends_on: str) -> Response:
    """Show one report as it was issued, to whom it went, and the comments on it."""
    opened, report = _open(area_code, ends_on)
    page = render_template(
        "tension/quarterly_issued.html",
        opened=opened,
        report=report,
        quarter=_quarter(opened, report),
        sent_words=", ".join(reader.name for reader in report.sent_to) or "Nobody",
        not_left=[reader.name for reader in report.sent_to if reader.state in NOT_LEFT],
        sheets=[(words, _sheet_href(opened, report, version)) for version, words in VERSIONS.items()],
        public_href=url_for(
            "public.tension_report", area_code=opened.area.code.lower(), ends_on=ends_on, _external=True
        ),
        comments=comments_on(context.read_session(), report.report_id),
        comment_href=_comment_href(opened, report) if _may_comment(opened, report) else "",
        said=take_said(),
    )
    return Response(page, headers={"Content-Security-Policy": f"{POLICY.format(nonce=nonce())}; frame-src 'self'"})


@blueprint.get("/tension/quarterly/<area_code>/<ends_on>/<version>.html")
def report_sheet(area_code: str, ends_on: str, version: str) -> Response:
    """Give one version alone, shut off from the service around it."""
    _, report = _open(area_code, ends_on)
    if version not in VERSIONS:
        raise NotFoundForYou
    html = report.public_html if version == "public" else report.html
    headers = {"Content-Security-Policy": SEALED_POLICY, "X-Frame-Options": "SAMEORIGIN"}
    return Response(html, mimetype="text/html", headers=headers)


@blueprint.get("/tension/quarterly/<area_code>/<ends_on>/comment")
def comment_page(area_code: str, ends_on: str) -> str:
    """Ask who commented and what they said."""
    opened, report = _open_to_comment(area_code, ends_on)
    return _form_page(opened, report, {}, None)


@blueprint.post("/tension/quarterly/<area_code>/<ends_on>/comment")
def add_comment(area_code: str, ends_on: str) -> BaseResponse:
    """Keep the comment, or show the form again with what was typed."""
    opened, report = _open_to_comment(area_code, ends_on)
    posted = posted_answers()
    try:
        values = read_small_form(COMMENT_FORM, posted)
        command = AddReportComment(
            actor=context.actor(),
            report_id=report.report_id,
            from_words=str(values["from_words"]),
            words=str(values["words"]),
            form_key=posted_form_key(),
        )
        handle(context.toolbox(), command)
    except AnswersRefused as refused:
        return Response(_form_page(opened, report, posted, refused), status=422)
    say("The comment is recorded. The next report answers it.")
    return redirect(_href(opened, report), code=303)


def _open(area_code: str, ends_on: str) -> tuple[OpenedArea, IssuedReport]:
    opened = open_area(area_code, QUARTERLY)
    report = find_issued(context.read_session(), opened.area_id, quarter_day(ends_on))
    if report is None:
        raise NotFoundForYou
    return opened, report


def _open_to_comment(area_code: str, ends_on: str) -> tuple[OpenedArea, IssuedReport]:
    """Open the newest report. Raises NotAllowed for readers, NotFoundForYou for a report that was answered."""
    opened, report = _open(area_code, ends_on)
    if not opened.may_change:
        raise NotAllowed
    if not _may_comment(opened, report):
        raise NotFoundForYou
    return opened, report


def _may_comment(opened: OpenedArea, report: IssuedReport) -> bool:
    newest = last_issued_on(context.read_session(), opened.area_id)
    return opened.may_change and report.ends_on == newest


def _quarter(opened: OpenedArea, report: IssuedReport) -> Quarter:
    return quarter_of(report.ends_on, year_starts_in=first_month(opened.rules))


def _href(opened: OpenedArea, report: IssuedReport) -> str:
    return url_for("tension.issued_report", area_code=opened.area.code, ends_on=report.ends_on.isoformat())


def _comment_href(opened: OpenedArea, report: IssuedReport) -> str:
    return url_for("tension.comment_page", area_code=opened.area.code, ends_on=report.ends_on.isoformat())


def _sheet_href(opened: OpenedArea, report: IssuedReport, version: str) -> str:
    return url_for(
        "tension.report_sheet", area_code=opened.area.code, ends_on=report.ends_on.isoformat(), version=version
    )


def _form_page(opened: OpenedArea, report: IssuedReport, posted: Posted, refused: AnswersRefused | None) -> str:
    shown = show_small_form(COMMENT_FORM, posted, refused=refused)
    return render_template(
        "tension/quarterly_comment.html",
        opened=opened,
        quarter=_quarter(opened, report),
        back_href=_href(opened, report),
        fields=shown.fields,
        errors=shown.errors,
        form_key=new_form_key(),
    )
