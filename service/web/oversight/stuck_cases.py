"""Cases whose procedure could not go on: what failed, since when, and “Try again”. Source: reliability 3.7."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from service.access import OF_THE_COMMISSIONER, SignedIn, may_retry_case
from service.cases import RetryCase, handle
from service.cases.errors import CaseIsStuck
from service.errors import NotAllowed, NotFoundForYou
from service.store.queries.stuck import StuckRow
from service.store.queries.stuck import stuck_cases as read_stuck_cases
from service.web import context
from service.web.casework.said import say, take_said
from service.web.casework.scope import stuck_for
from service.web.form_keys import new_form_key, posted_form_key
from service.web.oversight.blueprint import blueprint
from service.web.oversight.figures import WATCHERS


@blueprint.get("/stuck")
def stuck_cases() -> str:
    """List the stuck cases that this person watches over."""
    who = context.person()
    rows = _watched_by(who)
    return render_template(
        "oversight/stuck_cases.html",
        rows=rows,
        may_retry={row.case_id for row in rows if _may_retry(who, row)},
        said=take_said(),
        form_key=new_form_key(),
    )


@blueprint.post("/stuck/<int:case_id>")
def retry_case(case_id: int) -> Response:
    """Let one case try again from where it stood."""
    who = context.person()
    row = next((row for row in _watched_by(who) if row.case_id == case_id), None)
    if row is None:
        raise NotFoundForYou
    if not _may_retry(who, row):
        raise NotAllowed
    try:
        handle(context.toolbox(), RetryCase(actor=context.actor(), case_id=case_id, form_key=posted_form_key()))
    except CaseIsStuck:
        say(f"{row.reference} still cannot go on. Nothing was changed.")
    else:
        say(f"{row.reference} goes on. Whatever was overdue in it has happened now.")
    return redirect(url_for("oversight.stuck_cases"), code=303)


def _watched_by(who: SignedIn) -> list[StuckRow]:
    if not who.has_role_anywhere(*WATCHERS, *OF_THE_COMMISSIONER):
        raise NotAllowed
    return stuck_for(who, read_stuck_cases(context.read_session()))


def _may_retry(who: SignedIn, row: StuckRow) -> bool:
    return may_retry_case(who, area_id=row.area_id, process_id=row.process_id)
