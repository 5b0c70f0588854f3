"""One appeal: promise, tests, both counts, the appellant’s words, clocks. Source: AP-11, brief page 6."""

from flask import render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.access import OPCC_APPEAL, CasePart
from service.cases.appeal_findings import tested
from service.cases.appeal_recount import both_counts
from service.errors import NotFoundForYou
from service.store.queries.appeals import AppealPage, find_appeal
from service.store.queries.case_clocks import clocks_of_case
from service.store.queries.case_letters import letters_of_case
from service.store.queries.record_lists import GROUND_WORDS
from service.web import context
from service.web.appeal_lines import OUTCOMES
from service.web.appeals.appeal_words import AGAINST_WHAT
from service.web.appeals.blueprint import blueprint
from service.web.casework.case_page import next_task
from service.web.casework.clock_words import clock_table
from service.web.casework.opening import frame, open_case
from service.web.casework.promise import next_promise
from service.web.casework.said import take_said
from workflows import long_date
from workflows.rules.appeal import LEAD_WORDS

OPEN_FILE = "You may read that one case until the decision; each opening is recorded."


@blueprint.get("/appeals/<reference>")
def appeal_page(reference: str) -> str | BaseResponse:
    """Show one appeal to those who hear it."""
    opened = open_case(reference, CasePart.HISTORY, page="appeal")
    session = context.read_session()
    appeal = find_appeal(session, opened.head.case_id)
    if appeal is None or opened.head.process_id != OPCC_APPEAL:
        raise NotFoundForYou
    clocks = clocks_of_case(session, opened.head.case_id)
    promise = next_promise(opened, clocks, letters_of_case(session, opened.head.case_id))
    counts = both_counts(session, opened.head.case_id, now=context.now()) if appeal.released_on else None
    return render_template(
        "appeals/appeal.html",
        **frame(opened, "appeals.appeal_page"),
        said=take_said(),
        appeal=appeal,
        against=AGAINST_WHAT.get(appeal.stage, "a decision"),
        grounds=[GROUND_WORDS.get(one, one) for one in appeal.grounds],
        outcome=_outcome(appeal),
        promise=promise,
        task=next_task(opened),
        lead=LEAD_WORDS,
        tests=list(tested(appeal.stage, appeal.findings)),
        counts=counts.rows if counts else (),
        count_words=counts.sentence if counts else "",
        counted_on=counts.kept_on if counts else None,
        clocks=clock_table(opened, clocks, binding=promise.clock if promise else ""),
        open_file=OPEN_FILE if appeal.released_on and not appeal.decided_on else "",
        about_href=url_for("casework.case_now", reference=appeal.about_reference) if _may_read_file(appeal) else "",
    )


def _may_read_file(appeal: AppealPage) -> bool:
    return appeal.released_on is not None and appeal.decided_on is None


def _outcome(appeal: AppealPage) -> str:
    if not appeal.outcome or appeal.decided_on is None:
        return ""
    by = f" by {appeal.decided_by}" if appeal.decided_by else ""
    on = f" on {long_date(appeal.decided_on)}" if appeal.decided_on else ""
    return f"{OUTCOMES.get(appeal.outcome, appeal.outcome)}{on}{by}."
