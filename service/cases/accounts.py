"""One's own account and others': passwords, sessions, keys, shutting out. Roles: people.py."""

import hmac
from dataclasses import dataclass, field

from sqlalchemy import select

from service.cases.handling import Tools, handles
from service.cases.passwords import find_password_fault, hash_password, is_right_password
from service.cases.people import audit_person, find_person, require_administrator
from service.cases.sign_in import end_sessions_of
from service.cases.unit import Actor, Result, Unit
from service.errors import PutRight
from service.store.people import Person

CHARACTERS = "abcdefghjkmnpqrstuvwxyz23456789"
MARKS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseAccount:
    """Shut a person out, at once and in every browser; what the person did stays."""

    actor: Actor
    person_id: int
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetPassword:
    """Give a person a new first password, because the old one is lost."""

    actor: Actor
    person_id: int
    password: str = field(repr=False)
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePassword:
    """Change one's own password; every other browser is signed out. Source: SEC-073."""

    actor: Actor
    new_password: str = field(repr=False)
    kept_session: bytes
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndOtherSessions:
    """Sign oneself out everywhere else. Source: SEC-087."""

    actor: Actor
    kept_session: bytes
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeKeys:
    """Switch the single keys of the pages on or off for oneself. Source: WCAG 2.1.4."""

    actor: Actor
    is_on: bool
    form_key: str | None = None


def first_password(seed: str, *, secret: str) -> str:
    """Give a password that can be read out on the telephone: 20 characters in groups of five, 99 bits.

    The same form (`seed`) gives the same one, so that a second press of the button changes nothing.
    """
    number = int.from_bytes(hmac.digest(secret.encode(), f"first password|{seed}".encode(), "sha256"))
    marks = []
    for _ in range(MARKS):
        number, at = divmod(number, len(CHARACTERS))
        marks.append(CHARACTERS[at])
    return "-".join("".join(marks[at : at + 5]) for at in range(0, MARKS, 5))


def confirm_password(tools: Tools, *, person_id: int, password: str) -> bool:
    """Tell whether this is the person's password: asked again before roles change. Source: SEC-088."""
    with tools.sessions.read() as session:
        stored = session.scalars(
            select(Person.password_hash).where(Person.id == person_id, Person.is_active.is_(True))
        ).one_or_none()
    return is_right_password(password, stored=stored)


@handles(CloseAccount)
def close_account(unit: Unit, command: CloseAccount) -> Result:
    """Shut a person out. Nobody shuts out themselves."""
    require_administrator(command.actor)
    if command.person_id == command.actor.person_id:
        raise PutRight({"account": "Another administrator must close your own account"})
    person = find_person(unit, command.person_id)
    person.is_active = False
    end_sessions_of(unit, person_id=person.id)
    audit_person(unit, command.actor, "account_closed", person.id)
    return Result(where=str(person.id), said={"name": person.name})


@handles(ResetPassword)
def reset_password(unit: Unit, command: ResetPassword) -> Result:
    """Store a new first password and end every session of the person."""
    require_administrator(command.actor)
    person = find_person(unit, command.person_id)
    person.password_hash = hash_password(command.password)
    end_sessions_of(unit, person_id=person.id)
    audit_person(unit, command.actor, "password_reset", person.id)
    return Result(where=str(person.id), said={"name": person.name})


@handles(ChangePassword)
def change_password(unit: Unit, command: ChangePassword) -> Result:
    """Change one's own password. The page has asked for the old one. Raises PutRight."""
    person = find_person(unit, command.actor.person_id or 0)
    fault = find_password_fault(command.new_password, about=(*person.name.split(), person.email.partition("@")[0]))
    if fault:
        raise PutRight({"new_password": fault})
    person.password_hash = hash_password(command.new_password)
    end_sessions_of(unit, person_id=person.id, but=command.kept_session)
    audit_person(unit, command.actor, "password_changed", person.id)
    return Result()


@handles(EndOtherSessions)
def end_other_sessions(unit: Unit, command: EndOtherSessions) -> Result:
    """End every other session of the person who acts."""
    end_sessions_of(unit, person_id=command.actor.person_id or 0, but=command.kept_session)
    audit_person(unit, command.actor, "other_sessions_ended", command.actor.person_id or 0)
    return Result()


@handles(ChangeKeys)
def change_keys(unit: Unit, command: ChangeKeys) -> Result:
    """Keep whether single keys do anything for the person who acts. No audit: it opens and changes nothing."""
    find_person(unit, command.actor.person_id or 0).uses_keys = command.is_on
    return Result()
