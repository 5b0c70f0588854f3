"""Answering one's own notice where one is signed in: a button in the case, or the whole page of the notice. TE-12."""

from dataclasses import dataclass

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.cases import AnswerOwnNotice, handle
from service.cases.errors import NotYours
from service.cases.rounds.answering import CaseOver
from service.cases.rounds.kinds import ANSWERS, KINDS
from service.cases.rounds.links import link_to
from service.errors import NotFoundForYou
from service.store.queries.notice_page import NoticePage, find_notice
from service.store.queries.own_notices import OwnNotice, link_code_of, waiting_for
from service.web import context
from service.web.casework.said import say
from service.web.form_keys import new_form_key, posted_form_key
from service.web.notices.blueprint import blueprint
from service.web.notices.case_link import page_of_case
from workflows import clock_time

AGAIN = "You had answered already. Nothing was changed."


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOwn:
    """A notice that waits for whoever looks: what one press answers, and where more can be said."""

    title: str
    told_at: str
    action: str
    kind: str
    button: str
    form_key: str
    reply_href: str  # empty: there is nothing else to say


@blueprint.app_template_global("own_notices")
def own_notices(case_id: int) -> dict[int, ShownOwn]:
    """Give the notices of a case that wait for whoever is signed in, by their id."""
    rows = waiting_for(context.read_session(), context.person().person_id, case_id=case_id)
    return {row.notice_id: _shown(row) for row in rows}


@blueprint.post("/notices/own/<int:notice_id>")
def answer_own(notice_id: int) -> BaseResponse:
    """Record one's answer and go back to the case. A second press changes nothing and says so."""
    page = _own(notice_id)
    command = AnswerOwnNotice(
        actor=context.actor(),
        notice_id=notice_id,
        kind=request.form.get("kind", ""),
        words=request.form.get("words", ""),
        form_key=posted_form_key(),
    )
    try:
        result = handle(context.toolbox(), command)
        say(f"Your answer was recorded at {clock_time(context.now())}." if result.said.get("new") else AGAIN)
    except NotYours:
        raise NotFoundForYou from None
    except CaseOver as over:
        say(str(over))
    return redirect(page_of_case(page.process_id, page.reference), code=303)


@blueprint.get("/notices/own/<int:notice_id>")
def own_notice(notice_id: int) -> BaseResponse:
    """Go to the page of one's own notice, where more can be said than a button says."""
    _own(notice_id)
    code = link_code_of(context.read_session(), context.person().person_id, notice_id=notice_id)
    key = link_to(context.toolbox().settings, code).rpartition("/")[2]
    return redirect(url_for("notices.notice_page", key=key), code=303)


def _own(notice_id: int) -> NoticePage:
    """Give one's own notice. Raises NotFoundForYou."""
    session, person_id = context.read_session(), context.person().person_id
    is_own = link_code_of(session, person_id, notice_id=notice_id)
    page = find_notice(session, notice_id=notice_id) if is_own else None
    if page is None:
        raise NotFoundForYou
    return page


def _shown(row: OwnNotice) -> ShownOwn:
    kinds = KINDS[row.code].answers
    more = url_for("notices.own_notice", notice_id=row.notice_id) if len(kinds) > 1 else ""
    return ShownOwn(
        title=row.title,
        told_at=clock_time(row.sent_at),
        action=url_for("notices.answer_own", notice_id=row.notice_id),
        kind=kinds[0],
        button="Confirm that you have it" if more else ANSWERS[kinds[0]],
        form_key=new_form_key(),
        reply_href=more,
    )
