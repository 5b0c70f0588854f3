"""A case, tab "Reports and people": what counts and why not, what the bodies say, and who is in the case."""

from dataclasses import dataclass

from flask import Response, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from service.access import COMMUNITY_TRIGGER, CasePart
from service.cases import handle
from service.cases.errors import AnswersRefused
from service.cases.looks import ReadRestricted
from service.errors import NotFoundForYou
from service.store.queries.case_clocks import ClockRow, clocks_of_case
from service.store.queries.case_people import count_restricted, parties_of_case, restricted
from service.store.queries.case_review import ReturnRow, returns_of_case
from service.web import context
from service.web.casework.blueprint import blueprint
from service.web.casework.clock_words import phrase_of
from service.web.casework.opening import OpenCase, frame, open_case
from service.web.casework.people_words import party_fact
from service.web.casework.report_words import facts_words, reports_of, view_words
from service.web.form_keys import new_form_key, posted_form_key
from workflows import DuePhrase, local_date, long_date

ROUND_CLOCKS = {"threshold": "ct_threshold_return", "information": "ct_information_return"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyLine:
    """What one body said in one round."""

    row: ReturnRow
    facts: str
    view: str
    replied: str
    phrase: DuePhrase | None


@blueprint.get("/cases/<reference>/reports")
def case_reports(reference: str) -> str:
    """Show the reports and the people of a case."""
    opened = open_case(reference, CasePart.REPORTS, page="reports")
    if opened.head.process_id != COMMUNITY_TRIGGER:
        raise NotFoundForYou  # a tension has reports of its own; an appeal has none
    session, case_id = context.read_session(), opened.head.case_id
    returns = returns_of_case(session, case_id)
    lines = body_lines(opened, returns)
    return render_template(
        "casework/case_reports.html",
        **frame(opened, "casework.case_reports"),
        reports=reports_of(opened, returns),
        bodies=[line for line in lines if line.row.round == "threshold"],
        informed=[line for line in lines if line.row.round == "information"],
        sees_returns=opened.sees(CasePart.RETURNS),
        people=[party_fact(row) for row in parties_of_case(session, case_id)] if opened.sees(CasePart.PEOPLE) else [],
        restricted_count=count_restricted(session, case_id) if opened.sees(CasePart.RESTRICTED) else 0,
        application=opened.file.application,
    )


def body_lines(opened: OpenCase, returns: tuple[ReturnRow, ...]) -> list[BodyLine]:
    """Give each body with its reply, or how long it still has."""
    clocks = {(row.clock, row.key): row for row in clocks_of_case(context.read_session(), opened.head.case_id)}
    return [_body_line(opened, row, clocks.get((ROUND_CLOCKS.get(row.round, ""), row.body_code))) for row in returns]


def _body_line(opened: OpenCase, row: ReturnRow, clock: ClockRow | None) -> BodyLine:
    waits = row.returned_at is None and clock is not None and clock.is_running
    return BodyLine(
        row=row,
        facts=facts_words(row),
        view=view_words(row),
        replied=_replied(row),
        phrase=phrase_of(opened, clock) if waits and clock else None,
    )


def _replied(row: ReturnRow) -> str:
    if row.returned_at is not None:
        return long_date(local_date(row.returned_at))
    return "Did not answer in time" if row.state == "silent" else "Not answered"


@blueprint.get("/cases/<reference>/restricted")
def restricted_page(reference: str) -> str:
    """Ask for a reason before the alleged perpetrator is shown."""
    return _reason_page(_open_restricted(reference), "", {})


@blueprint.post("/cases/<reference>/restricted")
def show_restricted(reference: str) -> BaseResponse:
    """Show who is said to do it, once the reason is in the audit."""
    opened = _open_restricted(reference)
    reason = request.form.get("reason", "")
    command = ReadRestricted(
        actor=context.actor(), case_id=opened.head.case_id, reason=reason, form_key=posted_form_key()
    )
    try:
        handle(context.toolbox(), command)
    except AnswersRefused as error:
        return Response(_reason_page(opened, reason, error.problems), status=422)
    found = restricted(context.read_session(), opened.head.case_id)
    page = render_template("casework/restricted_shown.html", **frame(opened, ""), found=found, reason=reason.strip())
    return Response(page)


def _open_restricted(reference: str) -> OpenCase:
    opened = open_case(reference, CasePart.RESTRICTED)
    if not opened.has_applicant:
        raise NotFoundForYou  # nobody is said to have done it: what is closed there are reports
    return opened


def _reason_page(opened: OpenCase, reason: str, problems: dict[str, str]) -> str:
    return render_template(
        "casework/restricted.html",
        **frame(opened, ""),
        reason=reason,
        problems=problems,
        errors=[(words, name) for name, words in problems.items()],
        form_key=new_form_key(),
    )
