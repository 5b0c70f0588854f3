"""One unit of work: who acts, when, in which transaction, and what comes of it. No rule lives here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from service.access import SignedIn
from workflows import local_date

if TYPE_CHECKING:
    from service.cases.handling import Tools


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who does it: a signed-in person, the public, or the clock."""

    words: str
    person_id: int | None = None
    signed_in: SignedIn | None = None

    @property
    def audit_name(self) -> str:
        """Give the name the audit keeps: by reference, never in words."""
        return f"person:{self.person_id}" if self.person_id else self.words


CLOCK = Actor(words="the clock")
PUBLIC = Actor(words="public")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a command did: the case it touched, where to go next, what to say."""

    reference: str = ""
    where: str = ""
    said: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """The open transaction of one command, its instant and its tools."""

    session: Session
    now: datetime
    tools: "Tools"

    @property
    def today(self) -> date:
        """Give the local date of this command (CM-02)."""
        return local_date(self.now)
