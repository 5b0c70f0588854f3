"""One queued mail or print with its sealed content, for the sender."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.letters import SealedLetter
from service.store.outbox import OutboxItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """What leaves: frozen when it was queued."""

    id: int
    kind: str
    sealed_letter_id: int | None  # none: a mail about no case
    pdf: bytes | None
    to_address: str
    reply_to: str
    subject: str
    body: str
    message_id: str
    attempts: int


def outgoing(session: Session, item_id: int) -> Outgoing:
    """Give one queued item with the letter it carries."""
    item, letter = session.execute(
        select(OutboxItem, SealedLetter)
        .outerjoin(SealedLetter, SealedLetter.id == OutboxItem.sealed_letter_id)
        .where(OutboxItem.id == item_id)
    ).one()
    return Outgoing(
        id=item.id,
        kind=item.kind,
        sealed_letter_id=item.sealed_letter_id,
        pdf=letter.pdf if letter else None,
        to_address=item.to_address,
        reply_to=item.reply_to,
        subject=item.subject,
        body=item.body,
        message_id=item.message_id,
        attempts=item.attempts,
    )
