"""The audit trail: no gap, every tampering found, two writers at once keep one chain."""

import threading

import pytest
from sqlalchemy import delete, select, update

from service.store.audit import AuditEvent
from service.store.audit_chain import append_audit, find_break
from service.store.database import Sessions
from tests.frozen_clock import at

NOON = at("Mon 2 Mar 2026 12:00")


def write_acts(sessions: Sessions, number: int) -> None:
    with sessions.write() as session, session.begin():
        for index in range(number):
            append_audit(
                session,
                at=NOON,
                actor="person:4",
                action="case_read",
                object_=f"ASH-CT-2026-{index:04}",
                detail={"part": "now", "number": index},
            )


def test_rows_are_numbered_without_a_gap_over_several_transactions(sessions: Sessions) -> None:
    # given three transactions of two acts each
    for _ in range(3):
        write_acts(sessions, 2)
    # then the numbers go on and the chain is whole
    with sessions.read() as session:
        assert session.scalars(select(AuditEvent.number).order_by(AuditEvent.number)).all() == [1, 2, 3, 4, 5, 6]
        assert find_break(session) is None


def test_a_transaction_that_failed_leaves_no_gap(sessions: Sessions) -> None:
    write_acts(sessions, 1)
    with sessions.write() as session:
        append_audit(session, at=NOON, actor="public", action="case_read", object_="x")
        session.rollback()
        append_audit(session, at=NOON, actor="public", action="case_read", object_="y")
        session.commit()
    with sessions.read() as session:
        assert session.scalars(select(AuditEvent.object).order_by(AuditEvent.number)).all()[-1] == "y"
        assert find_break(session) is None


@pytest.mark.parametrize(
    "change",
    [
        update(AuditEvent).where(AuditEvent.number == 2).values(actor="person:5"),
        update(AuditEvent).where(AuditEvent.number == 2).values(purpose="another"),
        update(AuditEvent).where(AuditEvent.number == 2).values(detail={"part": "now", "number": 9}),
        update(AuditEvent).where(AuditEvent.number == 2).values(hash=bytes(32)),
        delete(AuditEvent).where(AuditEvent.number == 2),
    ],
    ids=["who", "why", "what", "hash", "removed"],
)
def test_every_tampering_is_found(sessions: Sessions, change: object) -> None:
    # given four acts, of which somebody changes the second behind our back
    write_acts(sessions, 4)
    with sessions.write() as session, session.begin():
        session.execute(change)  # type: ignore[call-overload]
    # then the check names it
    with sessions.read() as session:
        assert find_break(session) == 2


def test_an_act_put_in_by_hand_is_found(sessions: Sessions) -> None:
    write_acts(sessions, 2)
    with sessions.write() as session, session.begin():
        row = AuditEvent(
            number=3,
            at=NOON,
            actor="person:1",
            action="case_read",
            object="x",
            detail={},
            previous_hash=bytes(32),
            hash=bytes(32),
        )
        session.add(row)
    with sessions.read() as session:
        assert find_break(session) == 3


def test_writers_at_once_keep_one_chain(sessions: Sessions) -> None:
    # given eight writers of three acts each
    threads = [threading.Thread(target=write_acts, args=(sessions, 3)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    # then all 24 acts stand in one whole chain
    with sessions.read() as session:
        assert len(session.scalars(select(AuditEvent.number)).all()) == 24
        assert find_break(session) is None
