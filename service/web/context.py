"""What a request may reach for: tools, now, one reading session, who is signed in. Nothing is written here."""

import functools
from collections.abc import Callable
from datetime import date, datetime
from typing import ParamSpec, TypeVar, cast

from flask import Flask, current_app, g, session
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as BaseResponse

from service.access import SignedIn, recognise
from service.cases.sign_in import hash_key
from service.cases.unit import PUBLIC, Actor
from service.errors import SignInNeeded
from service.store.queries.sign_in import LiveSession, find_session, load_person
from service.toolbox import Toolbox
from workflows import local_date

P = ParamSpec("P")
R = TypeVar("R", bound=BaseResponse | str | tuple[str, int])
SESSION_KEY = "key"


def toolbox() -> Toolbox:
    """Give the tools of this application."""
    return cast(Toolbox, current_app.extensions["folkmoot"])


def now() -> datetime:
    """Give the instant of this request (aware, UTC): the same however often it is asked."""
    if "now" not in g:
        g.now = toolbox().clock.now()
    return cast(datetime, g.now)


def today() -> date:
    """Give the local date of this request."""
    return local_date(now())


def read_session() -> Session:
    """Give the one reading session of this request; it is closed at the end."""
    if "read_session" not in g:
        g.read_session = toolbox().sessions.read()
    return cast(Session, g.read_session)


def live_session() -> LiveSession | None:
    """Give the session behind this request; None if it has ended, was idle for too long or is too old."""
    if "live_session" not in g:
        key = session.get(SESSION_KEY)
        found = isinstance(key, str) and find_session(read_session(), key_hash=hash_key(key), now=now())
        g.live_session = found or None
    return cast(LiveSession | None, g.live_session)


def signed_in() -> SignedIn | None:
    """Give the person behind this request with the roles of today, or None."""
    if "signed_in" not in g:
        live = live_session()
        found = load_person(read_session(), person_id=live.person_id, today=today()) if live else None
        g.signed_in = recognise(found) if found else None
    return cast(SignedIn | None, g.signed_in)


def forget_who() -> None:
    """Look again who it is: somebody has just signed in or out."""
    for known in ("live_session", "signed_in", "office", "calendar"):
        g.pop(known, None)
    close_read_session()


def person() -> SignedIn:
    """Give the signed-in person; raises SignInNeeded."""
    who = signed_in()
    if who is None:
        raise SignInNeeded
    return who


def actor() -> Actor:
    """Give who acts, for a command: the signed-in person or the public."""
    who = signed_in()
    if who is None:
        return PUBLIC
    return Actor(words=who.name, person_id=who.person_id, signed_in=who)


def close_read_session() -> None:
    """Close the reading session; the next reader sees what was written meanwhile."""
    opened: Session | None = g.pop("read_session", None)
    if opened is not None:
        opened.close()


def require_sign_in(view: Callable[P, R]) -> Callable[P, R]:
    """Let only signed-in people through; others are sent to sign in and then back here."""

    @functools.wraps(view)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        person()
        return view(*args, **kwargs)

    return checked


def close_at_the_end(app: Flask) -> None:
    """Close the reading session of every request."""

    @app.teardown_appcontext
    def close_session(_error: BaseException | None) -> None:
        close_read_session()
