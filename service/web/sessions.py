"""The browser's session: the signed cookie holds a random key, the table its hash. Who that is: context.py."""

from datetime import timedelta

from flask import Flask, request, session

from service.cases import handle
from service.cases.sign_in import SEEN_EVERY, EndSession, SeeSession, hash_key
from service.web import context

ASK_AGAIN_AFTER = timedelta(hours=2)


def current_key() -> str | None:
    """Give the key that this browser holds, whether or not it still opens anything."""
    key = session.get(context.SESSION_KEY)
    return key if isinstance(key, str) else None


def begin(key: str) -> None:
    """Give the browser its new key and nothing of what it had before. Source: SEC-070."""
    session.clear()
    session[context.SESSION_KEY] = key
    context.forget_who()


def end() -> None:
    """End the session in the table and in the browser. Source: SEC-071."""
    key = current_key()
    if key is not None and context.signed_in() is not None:
        handle(context.toolbox(), EndSession(actor=context.actor(), key_hash=hash_key(key)))
    session.clear()
    context.forget_who()


def must_confirm() -> bool:
    """Tell whether the password is asked again before roles change: two hours after signing in. Source: SEC-088."""
    live = context.live_session()
    return live is None or context.now() - live.started_at >= ASK_AGAIN_AFTER


def keep_alive(app: Flask) -> None:
    """Let the 30 idle minutes begin again with every page, written at most once a minute."""

    @app.before_request
    def see_session() -> None:
        if request.endpoint == "static" or current_key() is None or context.signed_in() is None:
            return
        live = context.live_session()
        if live is not None and context.now() - live.seen_at >= SEEN_EVERY:
            handle(context.toolbox(), SeeSession(actor=context.actor(), key_hash=hash_key(current_key() or "")))
