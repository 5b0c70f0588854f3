"""Wrong personal links, counted by where they come from, so that nobody can try many. Source: SEC-077."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, func, select

from service.cases.handling import handles
from service.cases.unit import PUBLIC, Actor, Result, Unit
from service.errors import TooManyTries
from service.store.people import SignInAttempt

TRIES = 20
PAUSE = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWrongLink:
    """Somebody opened a link that is none of ours; `source` is the hash of where from."""

    source: bytes
    actor: Actor = PUBLIC
    form_key: str | None = None


@handles(NoteWrongLink)
def note_wrong_link(unit: Unit, command: NoteWrongLink) -> Result:
    """Count one more wrong link. Raises TooManyTries after twenty in an hour; right links are not counted at all."""
    of_this_source = (SignInAttempt.purpose == "track", SignInAttempt.key_hash == command.source)
    unit.session.execute(delete(SignInAttempt).where(*of_this_source, SignInAttempt.at <= unit.now - PAUSE))
    tries, first_at = unit.session.execute(
        select(func.count(), func.min(SignInAttempt.at)).where(*of_this_source)
    ).one()
    if tries >= TRIES:
        raise TooManyTries(again_at=first_at + PAUSE)
    unit.session.add(SignInAttempt(purpose="track", key_hash=command.source, at=unit.now))
    return Result()
