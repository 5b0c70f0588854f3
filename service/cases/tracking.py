"""The tracking code: made readable, stored as a hash, tried five times. The pages: service.web.public."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from service.cases.handling import handles
from service.cases.unit import Actor, Result, Unit
from service.errors import TooManyTries
from service.store.cases import Case
from service.store.people import SignInAttempt
from service.store.record import Application

READABLE = "3479ACDEFGHJKMNPQRTWXY"  # nothing that looks like something else: no 0 O, 1 I L, 2 Z, 5 S, 6, 8 B, U V
GROUP = 5
GROUPS = 2
TRIES = 5
PAUSE = timedelta(hours=1)
NO_CODE = bytes(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowApplication:
    """Ask to see where an application is, by its reference and code. Source: brief page 5, CT-05."""

    actor: Actor
    reference: str
    code: str
    form_key: str | None = None


def new_tracking_code() -> str:
    """Give a new random code, like K7Q4M-9XPDH: 44 bits, no look-alikes."""
    marks = [secrets.choice(READABLE) for _ in range(GROUP * GROUPS)]
    return _grouped("".join(marks))


def hash_of_code(code: str) -> bytes:
    """Give the hash that is stored, however the person typed the code: small letters, spaces, hyphens."""
    marks = "".join(mark for mark in code.upper() if mark.isascii() and mark.isalnum())
    return hashlib.sha256(_grouped(marks).encode()).digest()


def _grouped(marks: str) -> str:
    return "-".join(marks[at : at + GROUP] for at in range(0, len(marks), GROUP))


@handles(FollowApplication)
def follow_application(unit: Unit, command: FollowApplication) -> Result:
    """Give the case behind a reference and its code; a wrong or unknown pair gives an empty result.

    Five wrong tries for one reference, known or not, close it for an hour. Raises TooManyTries.
    Source: brief page 5; SEC-077, SEC-078.
    """
    reference = _tidy_reference(command.reference)
    key = hashlib.sha256(f"track:{reference}".encode()).digest()
    _demand_tries_left(unit.session, key, now=unit.now)
    case_id, stored = _stored_code(unit.session, reference)
    is_right = hmac.compare_digest(hash_of_code(command.code), stored)
    if case_id is None or not is_right:
        unit.session.add(SignInAttempt(purpose="track", key_hash=key, at=unit.now))
        return Result()
    unit.session.execute(delete(SignInAttempt).where(SignInAttempt.purpose == "track", SignInAttempt.key_hash == key))
    return Result(reference=reference, where=str(case_id))


def _tidy_reference(typed: str) -> str:
    """Give a reference in capitals with hyphens, however it was typed; nothing else gets near the database."""
    marks = "-".join(typed.upper().replace("-", " ").split())
    return "".join(mark for mark in marks if mark.isascii() and (mark.isalnum() or mark == "-"))[:24]


def _demand_tries_left(session: Session, key: bytes, *, now: datetime) -> None:
    """Raise TooManyTries after five; tries are forgotten an hour after the last one."""
    of_this_key = (SignInAttempt.purpose == "track", SignInAttempt.key_hash == key)
    tries, last_at = session.execute(select(func.count(), func.max(SignInAttempt.at)).where(*of_this_key)).one()
    if last_at is not None and last_at + PAUSE <= now:
        session.execute(delete(SignInAttempt).where(*of_this_key))
    elif tries >= TRIES:
        raise TooManyTries(again_at=last_at + PAUSE)


def change_code(session: Session, *, case_id: int) -> str:
    """Give a new code; the old one, and every page that was opened with it, ends at once. Source: CT-58."""
    code = new_tracking_code()
    session.get_one(Application, case_id).tracking_code_hash = hash_of_code(code)
    return code


def _stored_code(session: Session, reference: str) -> tuple[int | None, bytes]:
    """Give the case and its code's hash."""
    found = session.execute(
        select(Case.id, Application.tracking_code_hash)
        .join(Application, Application.case_id == Case.id)
        .where(Case.reference == reference)
    ).first()
    return (found[0], found[1]) if found else (None, NO_CODE)
