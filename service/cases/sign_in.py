"""Signing in and out: tries are counted before the password is looked at. Cookies: service/web/account.

try noted (too many: refused) -> password checked, outside any transaction -> session opened | wrong, told alike
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from service.cases.handling import Tools, handle, handles
from service.cases.passwords import is_right_password
from service.cases.unit import PUBLIC, Actor, Result, Unit
from service.errors import TooManyTries, WrongSignIn
from service.log import logger
from service.store.audit_chain import append_audit
from service.store.people import Person, SignInAttempt, SignInSession

WINDOW = timedelta(minutes=15)
# by whom the tries are counted, and how many fit into the window: one attacker at one place is stopped early,
# an account tried from everywhere late, so that nobody is kept out of it for long. Source: SEC-077
LIMITS = {"account here": 5, "account": 30, "source": 40}
SEEN_EVERY = timedelta(seconds=60)
log = logger("sign_in")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteTry:
    """Somebody is about to try a password."""

    keys: tuple[tuple[str, bytes], ...]  # which limit, which hash
    actor: Actor = PUBLIC
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSession:
    """The password was right."""

    person_id: int
    key_hash: bytes
    earlier_key_hash: bytes | None
    keys: tuple[tuple[str, bytes], ...]
    actor: Actor = PUBLIC
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWrongSignIn:
    """The password was wrong, or there is no such account."""

    person_id: int | None
    actor: Actor = PUBLIC
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeeSession:
    """The person did something: the idle time begins again."""

    actor: Actor
    key_hash: bytes
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSession:
    """Sign out of one browser."""

    actor: Actor
    key_hash: bytes
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TryToSignIn:
    """What was typed, and from where. `earlier_key`: the session this browser still had."""

    email: str
    password: str
    source: str
    earlier_key: str | None = None


def sign_in(tools: Tools, wish: TryToSignIn) -> str:
    """Give the key of a new session. Raises WrongSignIn, the same for unknown and wrong, and TooManyTries."""
    email = plain_email(wish.email)
    keys = _keys_of(email, wish.source, secret=tools.settings.secret_key)
    handle(tools, NoteTry(keys=keys))
    person_id, stored = _find_account(tools, email)
    if not is_right_password(wish.password, stored=stored):
        handle(tools, NoteWrongSignIn(person_id=person_id))
        raise WrongSignIn
    assert person_id is not None
    key = secrets.token_urlsafe(32)
    earlier = hash_key(wish.earlier_key) if wish.earlier_key else None
    handle(tools, OpenSession(person_id=person_id, key_hash=hash_key(key), earlier_key_hash=earlier, keys=keys))
    return key


def plain_email(email: str) -> str:
    """Give an email address as accounts are stored: without spaces round it, in small letters."""
    return email.strip().casefold()[:254]


def hash_key(key: str) -> bytes:
    """Give what the table keeps of a key that a browser holds."""
    return hashlib.sha256(key.encode()).digest()


def _keys_of(email: str, source: str, *, secret: str) -> tuple[tuple[str, bytes], ...]:
    told = {"account here": f"{email}|{source}", "account": email, "source": source}
    return tuple(
        (limit, hmac.digest(secret.encode(), f"{limit}|{words}".encode(), "sha256")) for limit, words in told.items()
    )


def _find_account(tools: Tools, email: str) -> tuple[int | None, str | None]:
    with tools.sessions.read() as session:
        found = session.execute(
            select(Person.id, Person.password_hash).where(Person.email == email, Person.is_active.is_(True))
        ).one_or_none()
    return (found.id, found.password_hash) if found else (None, None)


@handles(NoteTry)
def note_try(unit: Unit, command: NoteTry) -> Result:
    """Count a try; raises TooManyTries when one of its limits is used up."""
    for limit, key_hash in command.keys:
        again_at = _full_until(unit.session, key_hash, now=unit.now, at_most=LIMITS[limit])
        if again_at is not None:
            log.warning("too many tries", extra={"where": limit})
            raise TooManyTries(again_at=again_at)
    unit.session.add_all(SignInAttempt(purpose="sign_in", key_hash=key, at=unit.now) for _, key in command.keys)
    unit.session.execute(
        delete(SignInAttempt).where(SignInAttempt.purpose == "sign_in", SignInAttempt.at <= unit.now - WINDOW)
    )
    return Result()


def _full_until(session: Session, key_hash: bytes, *, now: datetime, at_most: int) -> datetime | None:
    """Give the instant from which one more try fits into the window; None if it fits now."""
    oldest_that_counts = session.scalars(
        select(SignInAttempt.at)
        .where(SignInAttempt.purpose == "sign_in", SignInAttempt.key_hash == key_hash, SignInAttempt.at > now - WINDOW)
        .order_by(SignInAttempt.at.desc())
        .offset(at_most - 1)
        .limit(1)
    ).first()
    return None if oldest_that_counts is None else oldest_that_counts + WINDOW


@handles(OpenSession)
def open_session(unit: Unit, command: OpenSession) -> Result:
    """Begin a session under a new key; end the one this browser had. Source: SEC-070."""
    if command.earlier_key_hash is not None:
        _end(unit, SignInSession.key_hash == command.earlier_key_hash)
    unit.session.add(
        SignInSession(
            key_hash=command.key_hash, person_id=command.person_id, started_at=unit.now, seen_at=unit.now, ended_at=None
        )
    )
    mine = [key for limit, key in command.keys if limit != "source"]
    unit.session.execute(delete(SignInAttempt).where(SignInAttempt.key_hash.in_(mine)))
    _audit(unit, "signed_in", person_id=command.person_id)
    return Result()


@handles(NoteWrongSignIn)
def note_wrong_sign_in(unit: Unit, command: NoteWrongSignIn) -> Result:
    """Keep in the audit that a sign-in failed; whose account it was only by number."""
    _audit(unit, "sign_in_failed", person_id=command.person_id)
    return Result()


@handles(SeeSession)
def see_session(unit: Unit, command: SeeSession) -> Result:
    """Begin the idle time again."""
    unit.session.execute(
        update(SignInSession)
        .where(SignInSession.key_hash == command.key_hash, SignInSession.ended_at.is_(None))
        .values(seen_at=unit.now)
    )
    return Result()


@handles(EndSession)
def end_session(unit: Unit, command: EndSession) -> Result:
    """End the session: from now on its key opens nothing. Source: SEC-071."""
    _end(unit, SignInSession.key_hash == command.key_hash)
    _audit(unit, "signed_out", person_id=command.actor.person_id)
    return Result()


def end_sessions_of(unit: Unit, *, person_id: int, but: bytes | None = None) -> None:
    """End every session of a person, but the one that acts. Source: SEC-058, SEC-073, SEC-087."""
    kept = SignInSession.key_hash != but if but is not None else True
    _end(unit, SignInSession.person_id == person_id, kept)


def _end(unit: Unit, *which: object) -> None:
    unit.session.execute(
        update(SignInSession)
        .where(*which, SignInSession.ended_at.is_(None))  # type: ignore[arg-type]
        .values(ended_at=unit.now)
    )


def _audit(unit: Unit, action: str, *, person_id: int | None) -> None:
    whose = f"person:{person_id}" if person_id else "no account"
    append_audit(unit.session, at=unit.now, actor=whose, action=action, object_=whose)
