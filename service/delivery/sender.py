"""One queued letter after another: PDF, then mail or print queue. States: queued -> sending -> sent|failed|unknown.

"sending" is committed before SMTP is spoken to, so a crash in between is seen as unknown and never sent twice.
Source: D-008, reliability 3.9, REL-06, REL-63, REL-64.
"""

import smtplib
from datetime import timedelta
from logging import getLogger

from letters import PdfUnavailable, letter_pdf
from service.cases import handle
from service.cases.deliveries import Delivery, MarkSending, NoteDelivery, StorePdf
from service.cases.posting import NotePrintOverdue
from service.delivery.mail import compose, hand_over
from service.store.queries.due import letters_to_send, overdue_prints, stale_sendings
from service.store.queries.outgoing import Outgoing, outgoing
from service.toolbox import Toolbox

log = getLogger(__name__)
BATCH = 20
TRIES = 6
STALE_AFTER = timedelta(minutes=10)


def empty_outbox(toolbox: Toolbox) -> int:
    """Send what is queued, one at a time; one bad letter never holds up the rest. Gives how many left."""
    now = toolbox.clock.now()
    with toolbox.sessions.read() as session:
        ids = letters_to_send(session, now=now, at_most=BATCH)
        stale = stale_sendings(session, before=now - STALE_AFTER)
        late_prints = overdue_prints(session, now=now)
    for item_id in stale:
        handle(toolbox, NoteDelivery(outbox_id=item_id, outcome=Delivery.UNKNOWN, error="no answer"))
    for task_id in late_prints:
        handle(toolbox, NotePrintOverdue(task_id=task_id))
    return sum(_send_one(toolbox, item_id) for item_id in ids)


def _send_one(toolbox: Toolbox, item_id: int) -> int:
    try:
        with toolbox.sessions.read() as session:
            item = outgoing(session, item_id)
        pdf = _pdf(toolbox, item)
        if item.kind == "print":
            handle(toolbox, NoteDelivery(outbox_id=item_id, outcome=Delivery.READY_TO_PRINT))
            return 1
        return _mail(toolbox, item, pdf)
    except PdfUnavailable as err:
        log.warning("letters wait for the PDF library", extra={"action": "make_pdf", "why": str(err)})
        return 0
    except Exception:
        log.exception("a letter was not sent", extra={"action": "send_letter", "outbox_id": item_id})
        return 0


def _pdf(toolbox: Toolbox, item: Outgoing) -> bytes:
    """Give the PDF of the sealed HTML; it is made once and stored with its hash."""
    if item.pdf is not None:
        return item.pdf
    made = letter_pdf(item.html)
    handle(toolbox, StorePdf(sealed_letter_id=item.sealed_letter_id, pdf=made))
    return made


def _mail(toolbox: Toolbox, item: Outgoing, pdf: bytes) -> int:
    smtp_url = toolbox.settings.smtp_url
    if not smtp_url:
        return 0
    if not handle(toolbox, MarkSending(outbox_id=item.id)).said.get("mine"):
        return 0
    message = compose(item, pdf, sender=toolbox.settings.mail_from)
    outcome, why = _outcome(smtp_url, message, attempts=item.attempts + 1)
    handle(toolbox, NoteDelivery(outbox_id=item.id, outcome=outcome, error=why))
    return int(outcome is Delivery.SENT)


def _outcome(smtp_url: str, message: object, *, attempts: int) -> tuple[Delivery, str]:
    """Tell how the hand-over ended: a "no" is final, a "not now" is tried again, silence is unknown."""
    try:
        hand_over(smtp_url, message)  # type: ignore[arg-type]
    except smtplib.SMTPRecipientsRefused as err:
        codes = [code for code, _ in err.recipients.values()]
        return (Delivery.FAILED if min(codes, default=550) >= 500 else _again(attempts)), f"refused {codes}"
    except smtplib.SMTPResponseException as err:
        return (Delivery.FAILED if err.smtp_code >= 500 else _again(attempts)), f"answer {err.smtp_code}"
    except (ConnectionRefusedError, smtplib.SMTPConnectError):
        return _again(attempts), "no connection"
    except (OSError, smtplib.SMTPException) as err:
        return Delivery.UNKNOWN, type(err).__name__
    return Delivery.SENT, ""


def _again(attempts: int) -> Delivery:
    return Delivery.TRY_AGAIN if attempts < TRIES else Delivery.FAILED
