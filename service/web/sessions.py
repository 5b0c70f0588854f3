"""The browser's session: the signed cookie holds a random key, the table its hash. Who that is: context.py."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask, request, session

from service.cases import handle
from service.cases.sign_in import SEEN_EVERY, EndSession, SeeSession, hash_key
from service.store.queries.sign_in import ABSOLUTE, IDLE
from service.web import context
from workflows import clock_time

ASK_AGAIN_AFTER = timedelta(hours=2)
BY_ITSELF = "X-Folkmoot-By-Itself"  # a header of scripts/live_page.js


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEnd:
    """When this browser is signed out if nothing more happens."""

    at: datetime
    seconds: int  # from now
    is_idle: bool  # False: the longest time of a session is reached, and nothing puts that off

    def as_told(self) -> dict[str, object]:
        """Give what the page's script reads."""
        return {"ends_in": self.seconds, "ends_at": clock_time(self.at), "can_stay": self.is_idle}


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


def session_end() -> SessionEnd | None:
    """Give when this browser's session ends, this request counted; None for nobody. Source: SEC-072."""
    live = context.live_session()
    if live is None or context.signed_in() is None:
        return None
    now = context.now()
    seen_at = now if now - live.seen_at >= SEEN_EVERY else live.seen_at  # as keep_alive has just written it
    idle, longest = seen_at + IDLE, live.started_at + ABSOLUTE
    at = min(idle, longest)
    return SessionEnd(at=at, seconds=int((at - now).total_seconds()), is_idle=idle < longest)


def is_asked_by_itself() -> bool:
    """Tell whether the page's script asks for this, not a person: nobody's session lives longer by it."""
    return request.method == "GET" and request.headers.get(BY_ITSELF) == "yes"


def keep_alive(app: Flask) -> None:
    """Let the 30 idle minutes begin again with every page, written at most once a minute; tell pages the end."""
    app.context_processor(lambda: {"session_end": session_end()})

    @app.before_request
    def see_session() -> None:
        if request.endpoint == "static" or is_asked_by_itself():
            return
        if current_key() is None or context.signed_in() is None:
            return
        live = context.live_session()
        if live is not None and context.now() - live.seen_at >= SEEN_EVERY:
            handle(context.toolbox(), SeeSession(actor=context.actor(), key_hash=hash_key(current_key() or "")))
