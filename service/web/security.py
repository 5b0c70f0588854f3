"""Headers, cookies and the CSRF check of every answer. Who may do what: service/access.py."""

import secrets
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from flask import Flask, Response, g, request
from flask_wtf.csrf import CSRFProtect

from service.config import Settings

P = ParamSpec("P")
R = TypeVar("R")

LARGEST_FORM = 2_000_000  # bytes
MOST_FIELDS = 2_000
POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "object-src 'none'"
)
# the page of a letter or report as it was sealed: no script, no form, no link out, whatever it holds
SEALED_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'self'"
)
FOR_DRAWINGS = "; style-src-attr 'unsafe-inline'"  # bpmn-js sets style attributes
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ONE_YEAR = 31_536_000

csrf = CSRFProtect()


def protect(app: Flask, settings: Settings) -> None:
    """Set cookies, size limits, the CSRF check and the headers. Source: reliability 3.18, SEC-047, 048, 074, 084."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SECRET_KEY_FALLBACKS=list(settings.earlier_secret_keys),
        SESSION_COOKIE_NAME=settings.cookie_name,
        SESSION_COOKIE_SECURE=settings.is_secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        MAX_FORM_PARTS=MOST_FIELDS,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: nobody loses a form by thinking
        WTF_CSRF_SSL_STRICT=True,
    )
    csrf.init_app(app)
    app.context_processor(lambda: {"cspNonce": nonce()})
    app.after_request(header_writer(app, is_secure=settings.is_secure))


def nonce() -> str:
    """Give the word that lets this answer's one inline script run."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(18)
    return str(g.nonce)


def draws_diagrams(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view whose page holds a drawing: the drawing library needs style attributes."""
    view.__dict__["draws_diagrams"] = True
    return view


def header_writer(app: Flask, *, is_secure: bool) -> Callable[[Response], Response]:
    """Give the function that puts our headers on every answer."""

    def write_headers(response: Response) -> Response:
        policy = POLICY.format(nonce=nonce())
        if getattr(app.view_functions.get(request.endpoint or ""), "draws_diagrams", False):
            policy += FOR_DRAWINGS
        response.headers.setdefault("Content-Security-Policy", policy)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if is_secure:
            response.headers["Strict-Transport-Security"] = f"max-age={ONE_YEAR}; includeSubDomains"
        if request.endpoint != "static":
            response.headers["Cache-Control"] = "no-store"  # a page may hold personal data: keep no copy
        return response

    return write_headers
