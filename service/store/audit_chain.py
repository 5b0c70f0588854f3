"""The audit trail as a chain: each row holds the hash of the one before. Appending and checking, nothing else."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import orjson
from sqlalchemy import select, text
from sqlalchemy.orm import Session, SessionTransaction

from service.store.audit import AuditEvent
from service.store.base import Json

BEGINNING = bytes(32)
AUDIT_LOCK = 4_611_686_019  # any number, the same in every process
AT_A_TIME = 1000
LAST = "audit_chain_end"


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """The last link as this transaction knows it."""

    number: int
    hash: bytes


def append_audit(  # noqa: PLR0913 - the parts of one row, each by its name
    session: Session,
    *,
    at: datetime,
    actor: str,
    action: str,
    object_: str,
    role: str = "",
    purpose: str = "",
    detail: Mapping[str, Json] | None = None,
) -> None:
    """Add one act or one look to the trail, in the caller's transaction. Personal data only by reference.

    From the first append to the commit, other transactions wait: numbers have no gap. Source: DP-11, reliability 3.16.
    """
    end = _chain_end(session)
    row = AuditEvent(
        number=end.number + 1,
        at=at.astimezone(UTC),
        actor=actor[:80],
        role=role[:30],
        action=action[:40],
        object=object_[:80],
        purpose=purpose[:500],
        detail=dict(detail or {}),
        previous_hash=end.hash,
    )
    row.hash = hash_of(row)
    session.add(row)
    _remember(session, ChainEnd(row.number, row.hash))


def hash_of(row: AuditEvent) -> bytes:
    """Give the hash of a row: of all it says, and of the row before."""
    said = [
        row.number,
        row.at.astimezone(UTC).isoformat(),
        row.actor,
        row.role,
        row.action,
        row.object,
        row.purpose,
        row.detail,
    ]
    return hashlib.sha256(row.previous_hash + orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).digest()


def find_break(session: Session) -> int | None:
    """Give the number of the first row that was changed, removed or put in; None when the chain is whole."""
    end = ChainEnd(0, BEGINNING)
    while True:
        rows = session.scalars(
            select(AuditEvent).where(AuditEvent.number > end.number).order_by(AuditEvent.number).limit(AT_A_TIME)
        ).all()
        if not rows:
            return None
        for row in rows:
            if row.number != end.number + 1 or row.previous_hash != end.hash or row.hash != hash_of(row):
                return end.number + 1
            end = ChainEnd(row.number, row.hash)
        session.expunge_all()


def _chain_end(session: Session) -> ChainEnd:
    known: tuple[SessionTransaction | None, ChainEnd] | None = session.info.get(LAST)
    if known is not None and known[0] is session.get_transaction():
        return known[1]
    if session.get_bind().dialect.name == "postgresql":  # on SQLite the write transaction itself is the lock
        session.execute(text("select pg_advisory_xact_lock(:key)"), {"key": AUDIT_LOCK})
    newest = session.execute(
        select(AuditEvent.number, AuditEvent.hash).order_by(AuditEvent.number.desc()).limit(1)
    ).one_or_none()
    return ChainEnd(newest.number, newest.hash) if newest else ChainEnd(0, BEGINNING)


def _remember(session: Session, end: ChainEnd) -> None:
    session.info[LAST] = (session.get_transaction(), end)
