"""The page of a personal link: one press, or one reply; nobody signs in. Source: TE-12, MI-17, MI-18, brief 7 and 8.

Opening the page is no answer: only its button is.
"""

from flask import Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.cases import PUBLIC, AnswerNotice, PassNotice, handle
from service.cases.case_file import CaseFile
from service.cases.errors import AnswersRefused
from service.cases.rounds.answering import CaseOver, NoSuchNotice
from service.cases.rounds.guessing import NoteWrongLink
from service.cases.rounds.kinds import KINDS
from service.cases.rounds.links import code_of
from service.errors import TooManyTries
from service.store.queries.notice_page import NoticePage, find_notice
from service.web import context
from service.web.casework.said import say, take_said
from service.web.casework.small_forms import read_small_form, show_small_form
from service.web.casework.task_form import posted_answers
from service.web.form_keys import new_form_key, posted_form_key
from service.web.level_words import ShownLevel, shown_level
from service.web.notices import notice_words as words
from service.web.notices.blueprint import blueprint
from service.web.notices.notice_text import take_apart
from service.web.notices.reply_form import HAVE_THIS, reply_form
from service.web.notices.source import source_of_request
from workflows import date_and_time

AGAIN = "You had answered already. Nothing was changed."


@blueprint.get("/notices/<key>")
def notice_page(key: str) -> str | BaseResponse:
    """Show what was sent and how to answer."""
    page = _open(key)
    return _show(page, key) if page.is_case_open else _over(page, status=410)


@blueprint.post("/notices/<key>")
def answer(key: str) -> str | BaseResponse:
    """Record the answer. A second press changes nothing and says so."""
    page = _open(key)
    try:
        given = _given(page)
        result = handle(
            context.toolbox(),
            AnswerNotice(actor=PUBLIC, key=key, kind=given[0], words=given[1], form_key=posted_form_key()),
        )
    except AnswersRefused as refused:
        return Response(_show(page, key, refused=refused), status=422)
    except CaseOver:
        return _over(page, status=409)
    if not result.said.get("new"):
        say(AGAIN)
    elif given[0] != HAVE_THIS:
        say("We have your reply. Thank you.")
    return redirect(url_for("notices.notice_page", key=key), code=303)


@blueprint.get("/notices/<key>/pass")
def pass_page(key: str) -> str | BaseResponse:
    """Ask whether somebody else is to be told instead."""
    page = _open(key)
    if not page.is_case_open:
        return _over(page, status=410)
    if page.passed_at is not None or page.answered_at is not None:
        return redirect(url_for("notices.notice_page", key=key), code=303)
    return render_template("notices/pass.html", page=page, key=key, form_key=new_form_key())


@blueprint.post("/notices/<key>/pass")
def pass_on(key: str) -> str | BaseResponse:
    """Tell whoever stands behind this person."""
    page = _open(key)
    try:
        handle(context.toolbox(), PassNotice(actor=PUBLIC, key=key, form_key=posted_form_key()))
    except CaseOver:
        return _over(page, status=409)
    return redirect(url_for("notices.notice_page", key=key), code=303)


@blueprint.errorhandler(NoSuchNotice)
def no_such_notice(_error: NoSuchNotice) -> BaseResponse:
    """Say in plain words that a link leads nowhere; whoever tries many is stopped. Source: SEC-077."""
    try:
        handle(context.toolbox(), NoteWrongLink(source=source_of_request()))
    except TooManyTries:
        return Response(render_template("notices/unknown.html", too_many=True), status=429)
    return Response(render_template("notices/unknown.html"), status=404)


def _open(key: str) -> NoticePage:
    """Give the notice of a link that is ours. Raises NoSuchNotice. A right link opens however many were wrong."""
    code = code_of(context.toolbox().settings, key)
    page = find_notice(context.read_session(), link_code=code) if code else None
    if page is None:
        raise NoSuchNotice
    return page


def _given(page: NoticePage) -> tuple[str, str]:
    """Give the kind and the words of the answer that was posted. Raises AnswersRefused."""
    if HAVE_THIS in KINDS[page.code].answers:
        return HAVE_THIS, ""
    values = read_small_form(reply_form(page.code), posted_answers())
    return str(values["kind"]), str(values.get("words") or "")


def _show(page: NoticePage, key: str, *, refused: AnswersRefused | None = None) -> str:
    now = context.now()
    text = take_apart(page.text)
    takes_words = HAVE_THIS not in KINDS[page.code].answers
    shown = show_small_form(reply_form(page.code), posted_answers(), refused=refused) if takes_words else None
    level, level_now = _levels(page, text.level)
    return render_template(
        "notices/notice.html",
        page=page,
        key=key,
        text=text,
        said=take_said(),
        sent=date_and_time(page.sent_at),
        level=level,
        level_now=level_now,
        meet_by=words.meet_by(page, now=now),
        if_silent=words.if_silent(page, now=now),
        recorded=words.recorded(page, now=now),
        passed=words.passed(page, now=now),
        replies=words.shown_replies(page.replies, now=now) if takes_words else [],
        fields=shown.fields if shown else (),
        errors=shown.errors if shown else [],
        form_key=posted_form_key() or new_form_key(),
    )


def _levels(page: NoticePage, sent_at_level: int) -> tuple[ShownLevel | None, ShownLevel | None]:
    """Give the level as it was sent, and the present one where it is another since."""
    if not sent_at_level:
        return None, None
    found = CaseFile.read(context.read_session(), case_id=page.case_id, now=context.now()).rules.tension
    moved = page.level_now not in (0, sent_at_level)
    return shown_level(sent_at_level, found), shown_level(page.level_now, found) if moved else None


def _over(page: NoticePage, *, status: int) -> BaseResponse:
    """Say that the matter is closed, and nothing of it any more."""
    return Response(render_template("notices/over.html", page=page, sentence=str(CaseOver())), status=status)
