"""One queued letter with its sealed content, for the sender."""

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
    sealed_letter_id: int
    html: str
    pdf: bytes | None
    to_address: str
    subject: str
    body: str
    message_id: str
    attempts: int


def outgoing(session: Session, item_id: int) -> Outgoing:
    """Give one queued item with the letter it carries."""
    item, letter = session.execute(
        select(OutboxItem, SealedLetter)
        .join(SealedLetter, SealedLetter.id == OutboxItem.sealed_letter_id)
        .where(OutboxItem.id == item_id)
    ).one()
    return Outgoing(
        id=item.id,
        kind=item.kind,
        sealed_letter_id=letter.id,
        html=letter.html,
        pdf=letter.pdf,
        to_address=item.to_address,
        subject=item.subject,
        body=item.body,
        message_id=item.message_id,
        attempts=item.attempts,
    )
