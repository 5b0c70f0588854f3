"""The one door for writing: a command comes in, one transaction goes out. Rules live in the handlers."""

import hashlib
import random
import time
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

import orjson
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from service.cases.errors import CaseIsStuck, FormChanged
from service.cases.stuck_cases import record_stuck_case
from service.cases.unit import Actor, Result, Unit
from service.config import Settings
from service.store.cases import SubmittedForm
from workflows import Clock, Engine, StateError, StuckCase

TRIES = 4


class Command(Protocol):
    """What every command carries."""

    @property
    def actor(self) -> Actor:
        """Who does it."""

    @property
    def form_key(self) -> str | None:
        """The idempotency key of the form, if a form sent it."""


class Sessions(Protocol):
    """How to open the transaction of a command."""

    def read(self) -> Session:
        """Open a session that cannot write."""

    def write(self, *, autoflush: bool = True) -> Session:
        """Open a session whose transaction may write."""


class Tools(Protocol):
    """What the composition root hands in."""

    @property
    def clock(self) -> Clock:
        """The only source of now."""

    @property
    def engine(self) -> Engine:
        """Takes steps of diagrams."""

    @property
    def sessions(self) -> Sessions:
        """Opens transactions."""

    @property
    def settings(self) -> Settings:
        """What the installation was told."""


Handler = Callable[[Unit, Any], Result]
C = TypeVar("C")
_HANDLERS: dict[type, Handler] = {}


def handles(kind: type[C]) -> Callable[[Callable[[Unit, C], Result]], Callable[[Unit, C], Result]]:
    """Register the function that carries out one kind of command."""

    def register(function: Callable[[Unit, C], Result]) -> Callable[[Unit, C], Result]:
        _HANDLERS[kind] = function
        return function

    return register


def handle(tools: Tools, command: Command) -> Result:
    """Carry out one command in one transaction; retry the whole of it when a race was lost.

    A form key that was seen before gives the first result again and changes nothing.
    Source: D-006, reliability 3.1, 3.3, 3.4.
    """
    for attempt in range(1, TRIES + 1):
        try:
            return _attempt(tools, command)
        except (StaleDataError, DBAPIError) as err:
            if attempt == TRIES or not _may_retry(err):
                raise
            time.sleep(random.uniform(0.01, 0.05) * attempt)  # noqa: S311 - jitter, not a secret
        except (StuckCase, StateError) as err:
            if attempt < TRIES and _may_retry(err.__cause__):
                continue
            record_stuck_case(tools, command, err)
            raise CaseIsStuck from err
    raise AssertionError("the loop returns or raises")


def _may_retry(err: BaseException | None) -> bool:
    """Tell whether the same unit may succeed on a fresh read."""
    if isinstance(err, StaleDataError | IntegrityError):
        return True
    words = str(getattr(err, "orig", err)).lower()
    return isinstance(err, DBAPIError) and any(
        hint in words for hint in ("locked", "deadlock", "serialize", "connection", "terminating")
    )


def _attempt(tools: Tools, command: Command) -> Result:
    with tools.sessions.write(autoflush=False) as session, session.begin():
        unit = Unit(session=session, now=tools.clock.now(), tools=tools)
        earlier = _earlier_result(session, command)
        if earlier is not None:
            return earlier
        result = _HANDLERS[type(command)](unit, command)
        _remember(session, command, result, at=unit.now)
        return result


def _earlier_result(session: Session, command: Command) -> Result | None:
    """Give the first answer to this form, if it was sent before; refuse other content or another person."""
    if not command.form_key:
        return None
    row = session.get(SubmittedForm, command.form_key)
    if row is None:
        return None
    if row.body_hash != body_hash(command) or row.actor != _actor_of(command):
        raise FormChanged
    return Result(**row.result)


def _remember(session: Session, command: Command, result: Result, *, at: datetime) -> None:
    if not command.form_key:
        return
    row = SubmittedForm(
        key=command.form_key,
        actor=_actor_of(command),
        command=type(command).__name__,
        body_hash=body_hash(command),
        result={"reference": result.reference, "where": result.where, "said": dict(result.said)},
        at=at,
    )
    session.add(row)


def _actor_of(command: Command) -> str:
    """Give who sent a form, as long as the column is."""
    return command.actor.audit_name[:80]


_ANY_KEYS = orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS  # letters seen are told by number


def body_hash(command: Command) -> str:
    """Give a fingerprint of what the form said, without who pressed the button."""
    body = {f.name: getattr(command, f.name) for f in fields(command) if f.name not in ("actor", "form_key")}  # type: ignore[arg-type]
    return hashlib.sha256(orjson.dumps(body, default=_plain, option=_ANY_KEYS)).hexdigest()


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: getattr(value, f.name) for f in fields(value)}
    if isinstance(value, set | frozenset):
        return sorted(str(item) for item in value)
    if isinstance(value, dict) or hasattr(value, "items"):
        return dict(value.items())
    return str(value)
