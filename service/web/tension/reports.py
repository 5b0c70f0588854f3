"""The reports of one situation: the open ones, and the restricted ones after a reason. Source: TE-05, TE-30, TE-31."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.access import CasePart
from service.cases import handle
from service.cases.errors import AnswersRefused
from service.cases.looks import ReadRestricted
from service.cases.submit_tension import ENTERS
from service.store.queries.case_clocks import clocks_of_case
from service.store.queries.tension_case import ReportRow, count_reports, reports_of_case
from service.web import context
from service.web.casework.opening import OpenCase, frame
from service.web.casework.people_words import Fact
from service.web.casework.said import take_said
from service.web.form_keys import new_form_key, posted_form_key
from service.web.tension.blueprint import blueprint
from service.web.tension.tension_page import open_tension
from workflows import clock_time, local_date, long_date

SOURCES = {
    "individual": "Somebody who lives or works there",
    "community": "A community group",
    "agency": "An agency",
    "incident": "A major racial incident",
}
CHANNELS = {
    "online": "online",
    "phone": "by phone",
    "email": "by email",
    "letter": "by letter",
    "agency": "from an agency",
    "incident": "with a declared incident",
}
PAGE = "restricted_reports"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReport:
    """One report in words."""

    heading: str
    what: str
    facts: tuple[Fact, ...]
    split_href: str = ""
    correct_href: str = ""  # to how whoever reported is reached


@blueprint.get("/tension/<reference>/reports")
def reports(reference: str) -> str:
    """Show what was reported, without the names of those who did unless they are one's business."""
    opened, _ = open_tension(reference, CasePart.REPORTS, page="reports")
    session, case_id = context.read_session(), opened.head.case_id
    found, counts = reports_of_case(session, case_id, is_restricted=False), count_reports(session, case_id)
    keeps = opened.may_act and opened.head.is_open
    return render_template(
        "tension/reports.html",
        **frame(opened, "tension.reports"),
        said=take_said(),
        reports=_shown(opened, found, may_split=keeps and sum(counts) > 1),
        merge_href=url_for("tension.merge_page", reference=reference) if keeps else "",
        add_href=_add_href(opened),
        restricted_count=counts[1],
        may_read_restricted=opened.sees(CasePart.RESTRICTED),
    )


def _add_href(opened: OpenCase) -> str:
    is_theirs = opened.who.has_role(*ENTERS, area_id=opened.head.area_id)
    reference = opened.head.reference
    return url_for("tension.add_report", reference=reference) if is_theirs and opened.head.is_open else ""


@blueprint.get("/tension/<reference>/restricted")
def restricted(reference: str) -> str:
    """Ask for a reason before the restricted reports are shown."""
    opened, _ = open_tension(reference, CasePart.RESTRICTED)
    return _reason_page(opened, "", {})


@blueprint.post("/tension/<reference>/restricted")
def show_restricted_reports(reference: str) -> BaseResponse:
    """Show the restricted reports, once the reason is in the audit."""
    opened, _ = open_tension(reference, CasePart.RESTRICTED)
    reason = request.form.get("reason", "")
    command = ReadRestricted(
        actor=context.actor(), case_id=opened.head.case_id, reason=reason, page=PAGE, form_key=posted_form_key()
    )
    try:
        handle(context.toolbox(), command)
    except AnswersRefused as error:
        return Response(_reason_page(opened, reason, error.problems), status=422)
    found = reports_of_case(context.read_session(), opened.head.case_id, is_restricted=True)
    page = render_template(
        "tension/restricted_shown.html", **frame(opened, ""), reports=_shown(opened, found), reason=reason.strip()
    )
    return Response(page)


def _reason_page(opened: OpenCase, reason: str, problems: dict[str, str]) -> str:
    return render_template(
        "tension/restricted.html",
        **frame(opened, ""),
        reason=reason,
        problems=problems,
        errors=[(words, name) for name, words in problems.items()],
        form_key=new_form_key(),
    )


def _shown(opened: OpenCase, rows: Sequence[ReportRow], *, may_split: bool = False) -> list[ShownReport]:
    waiting = _replies_owed(opened)
    return [
        ShownReport(
            heading=f"{long_date(local_date(row.received_at))}, {clock_time(row.received_at)}",
            what=row.what,
            facts=tuple(_facts(row, names_people=opened.names_people)),
            split_href=_split_href(opened, row) if may_split else "",
            correct_href=_correct_href(opened, row) if opened.head.is_open or row.report_id in waiting else "",
        )
        for row in rows
    ]


def _split_href(opened: OpenCase, row: ReportRow) -> str:
    return url_for("tension.split_page", reference=opened.head.reference, report_id=row.report_id)


def _replies_owed(opened: OpenCase) -> set[int]:
    """Give the reports whose reply is still owed, also after the end. Source: TE-05."""
    clocks = clocks_of_case(context.read_session(), opened.head.case_id)
    return {int(row.key) for row in clocks if row.clock == "te_reply" and row.is_running}


def _correct_href(opened: OpenCase, row: ReportRow) -> str:
    """Give where those who keep the case correct how an open report's reporter is reached."""
    if row.reporter_id is None or row.handling or not opened.may_act:
        return ""
    reference = opened.head.reference
    return url_for("casework.correction_page", reference=reference, kind="reporter", row_id=row.reporter_id)


def _facts(row: ReportRow, *, names_people: bool) -> list[Fact]:
    how = CHANNELS.get(row.channel, row.channel)
    entered = f", entered by {row.entered_by}" if row.entered_by else ""
    told = (
        ("Who told us", _source(row, names_people=names_people)),
        ("How", f"{how[:1].upper()}{how[1:]}{entered}"),
        ("Where", row.where),
        ("When", row.when),
        ("Who it affects", row.communities),
        ("Violence", "Violence was reported" if row.is_violent else ""),
        ("What was done first", row.first_action),
        ("How it must be handled", row.handling),
        ("Came from", row.came_from),
    )
    return [Fact(term=term, words=words) for term, words in told if words]


def _source(row: ReportRow, *, names_people: bool) -> str:
    """Give who told us; the name only to those who reply. Source: TE-05, brief page 7, "Never"."""
    kind = SOURCES.get(row.source, row.source)
    if not row.reporter:
        return f"{kind}. No name was given" if row.source != "incident" else kind
    if not names_people:
        return f"{kind}. A name was given"
    return ". ".join((kind, row.reporter, *row.reporter_contact))
