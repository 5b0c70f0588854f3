"""Errors become pages in one table: exception -> status and words. Nothing internal is shown (SEC-115)."""

import secrets
from dataclasses import dataclass

from flask import Flask, Response, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from markupsafe import Markup, escape
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from service.cases.errors import (
    CaseError,
    CaseIsClosed,
    CaseNotFound,
    FormChanged,
    NotYours,
    TaskNotOpen,
    TaskTakenByOther,
)
from service.errors import NotAllowed, NotFoundForYou, ServiceError, SettingsChanged, SignInNeeded, TooManyTries
from service.log import logger
from workflows import WorkflowError

log = logger("web")


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorWords:
    """What a page of one kind says."""

    title: str
    words: str


NOT_FOUND = ErrorWords(
    title="Page not found",
    words="There is no such page, or it is not yours to see. If you typed the address, check that it is correct.",
)
NOT_ALLOWED = ErrorWords(
    title="You may not see this page",
    words="Your role does not let you do this. If you think it should, ask the person who gave you your role.",
)
OUT_OF_DATE = ErrorWords(
    title="This page is out of date",
    words="Something changed since you opened this page. Nothing was saved. Go back, open the page again and retry.",
)
NOT_UNDERSTOOD = ErrorWords(
    title="We could not read that",
    words="The page you sent could not be read. Nothing was saved. Go back, open the page again and retry.",
)
BROKEN = ErrorWords(
    title="Sorry, there is a problem with the service",
    words="Nothing was saved. Try again in a few minutes.",
)
BY_STATUS = {
    400: NOT_UNDERSTOOD,
    403: NOT_ALLOWED,
    404: NOT_FOUND,
    405: ErrorWords(title="This page does not take that", words="Go back and use the buttons of the page."),
    409: OUT_OF_DATE,
    413: ErrorWords(
        title="That is too much at once",
        words="What you sent is larger than we can take. Nothing was saved. Shorten it and try again.",
    ),
    429: ErrorWords(title="Too many tries", words="Wait a few minutes and try again."),
    500: BROKEN,
}
TABLE: dict[type[Exception], int] = {
    NotFoundForYou: 404,
    CaseNotFound: 404,
    NotAllowed: 403,
    NotYours: 403,
    TooManyTries: 429,
    SettingsChanged: 409,
    TaskNotOpen: 409,
    TaskTakenByOther: 409,
    FormChanged: 409,
    CaseIsClosed: 409,
    CaseError: 409,
    ServiceError: 400,
    WorkflowError: 409,
    CSRFError: 400,
}
SAYS_ITSELF = (SettingsChanged, TaskNotOpen, TaskTakenByOther, FormChanged, CaseIsClosed, CaseError)
CSRF_WORDS = ErrorWords(
    title="Send the page again",
    words="This page was open for too long, or you signed in or out in another window. "
    "Nothing was saved. Go back, open the page again and retry.",
)


def register(app: Flask) -> None:
    """Answer every kind of error with its page."""
    app.register_error_handler(SignInNeeded, send_to_sign_in)
    for kind in TABLE:
        app.register_error_handler(kind, show_known_error)
    app.register_error_handler(HTTPException, show_http_error)
    app.register_error_handler(Exception, show_broken)


def send_to_sign_in(_error: SignInNeeded) -> BaseResponse:
    """Send the person to sign in, and back here if this was a page to read."""
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("account.sign_in_page", next=wanted), code=303)


def show_known_error(error: Exception) -> tuple[str, int] | Response:
    """Show the page of one of our own errors."""
    status = next(TABLE[kind] for kind in type(error).__mro__ if kind in TABLE)
    words = BY_STATUS[status]
    if isinstance(error, CSRFError):
        words = CSRF_WORDS
    elif isinstance(error, SAYS_ITSELF):
        words = ErrorWords(title=OUT_OF_DATE.title, words=str(error))
    log.info("refused", extra=_facts(status) | {"error": type(error).__name__})
    return _page(status, words)


def show_http_error(error: HTTPException) -> tuple[str, int] | Response | HTTPException:
    """Show the page of an error of HTTP itself; redirects pass."""
    status = error.code or 500
    if status < 400:
        return error
    if status >= 500:
        return show_broken(error)
    return _page(status, BY_STATUS.get(status, NOT_UNDERSTOOD), headers=dict(error.get_headers()))


def show_broken(error: Exception) -> tuple[str, int] | Response:
    """Show a page without any detail; the log line has the same reference. Source: SEC-115."""
    reference = secrets.token_hex(4)
    log.error("failed", exc_info=error, extra=_facts(500) | {"reference": reference})
    return _page(500, BROKEN, reference=reference)


def _facts(status: int) -> dict[str, object]:
    # the rule and not the address: an address may hold what somebody typed
    rule = request.url_rule.rule if request.url_rule else "no page"
    return {"path": rule, "status": status, "action": request.method}


def _page(
    status: int, words: ErrorWords, *, reference: str = "", headers: dict[str, str] | None = None
) -> tuple[str, int] | Response:
    try:
        body = render_template("error.html", title=words.title, words=words.words, reference=reference)
    except Exception as broken:  # the last resort: a page about an error must not fail
        log.error("failed", exc_info=broken, extra=_facts(status))
        body = _bare_page(words, reference)
    response = Response(body, status=status, mimetype="text/html")
    if headers and "Allow" in headers:
        response.headers["Allow"] = headers["Allow"]
    return response


def _bare_page(words: ErrorWords, reference: str) -> str:
    told = Markup("<p>Reference: {}</p>").format(reference) if reference else ""
    title = escape(words.title)
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{title} - Folkmoot</title></head>'
        f"<body><h1>{title}</h1><p>{escape(words.words)}</p>{told}</body></html>"
    )
