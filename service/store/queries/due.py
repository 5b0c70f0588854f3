"""What is due now: cases with instants to fire, letters to send. Indexes: store.work, store.outbox."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from service.store.cases import CaseMessage, StuckCase
from service.store.letters import SealedLetter
from service.store.outbox import OutboxItem
from service.store.work import OpenTask, Timer

TRIES = 3  # before a stuck case waits for a person
PDF_TRIES = 4  # before a letter without a PDF waits for a person


def cases_with_due_timers(
    session: Session, *, now: datetime, at_most: int, but_not: frozenset[int] = frozenset()
) -> list[int]:
    """Give the cases with unfired instants up to now, the one waiting longest first. Source: D-007."""
    query = (
        select(Timer.case_id)
        .where(Timer.fired_at.is_(None), Timer.due_at <= now, Timer.case_id.not_in(_given_up()))
        .group_by(Timer.case_id)
        .order_by(func.min(Timer.due_at), Timer.case_id)
        .limit(at_most)
    )
    if but_not:
        query = query.where(Timer.case_id.not_in(but_not))
    return list(session.scalars(query))


def waiting_messages(session: Session, *, at_most: int) -> list[tuple[int, int]]:
    """Give the news that has not arrived yet, oldest first, with the case it is for; not where a person is needed."""
    rows = session.execute(
        select(CaseMessage.id, CaseMessage.to_case_id)
        .where(CaseMessage.delivered_at.is_(None), CaseMessage.to_case_id.not_in(_given_up()))
        .order_by(CaseMessage.id)
        .limit(at_most)
    )
    return [(message_id, case_id) for message_id, case_id in rows]


def letters_to_send(session: Session, *, now: datetime, at_most: int, kinds: tuple[str, ...]) -> list[int]:
    """Give the queued items of these kinds (mail, print) whose next try has come, oldest first.

    A letter waits until its PDF is made; a mail about no case has none.
    """
    return list(
        session.scalars(
            select(OutboxItem.id)
            .outerjoin(SealedLetter, SealedLetter.id == OutboxItem.sealed_letter_id)
            .where(OutboxItem.state == "queued", OutboxItem.next_try_at <= now, OutboxItem.kind.in_(kinds))
            .where(or_(OutboxItem.sealed_letter_id.is_(None), SealedLetter.pdf_hash != ""))
            .order_by(OutboxItem.next_try_at, OutboxItem.id)
            .limit(at_most)
        )
    )


def _given_up() -> Select[int]:
    """Give the cases that stayed stuck: they wait for a person, not for the next wake-up. Source: reliability 3.7."""
    return select(StuckCase.case_id).where(StuckCase.resolved_at.is_(None), StuckCase.attempts >= TRIES)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmadePdf:
    """A sealed letter whose PDF was not made yet."""

    letter_id: int
    html: str
    tries: int


def letters_without_pdf(session: Session, *, now: datetime, at_most: int) -> list[UnmadePdf]:
    """Give sealed letters whose PDF is to be made now, oldest first; some wait for a next try. Source: D-008."""
    rows = session.execute(
        select(SealedLetter.id, SealedLetter.html, SealedLetter.pdf_tries)
        .where(SealedLetter.pdf_hash == "", SealedLetter.pdf_tries < PDF_TRIES)
        .where(or_(SealedLetter.pdf_next_try_at.is_(None), SealedLetter.pdf_next_try_at <= now))
        .order_by(SealedLetter.id)
        .limit(at_most)
    )
    return [UnmadePdf(letter_id=row.id, html=row.html, tries=row.pdf_tries) for row in rows]


def stale_sendings(session: Session, *, before: datetime) -> list[int]:
    """Give the mails whose sending began and never ended: a crash in between. Source: REL-06."""
    return list(
        session.scalars(select(OutboxItem.id).where(OutboxItem.state == "sending", OutboxItem.next_try_at < before))
    )


def overdue_prints(session: Session, *, now: datetime) -> list[str]:
    """Give the print tasks not confirmed by the end of their day and not yet shown as late. Source: D-008."""
    return list(
        session.scalars(
            select(OpenTask.id).where(OpenTask.kind == "print", OpenTask.state == "open", OpenTask.due_at <= now)
        )
    )
