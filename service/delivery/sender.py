"""PDFs first, then one queued letter after another. States: queued -> sending -> sent|failed|unknown.

"sending" is committed before SMTP is spoken to, so a crash in between is seen as unknown and never sent twice.
Source: D-008, reliability 3.9, REL-06, REL-63, REL-64.
"""

import smtplib
from datetime import timedelta
from email.message import EmailMessage

from letters import PdfUnavailable, letter_pdf
from service.cases import handle
from service.cases.deliveries import Delivery, MarkSending, NoteDelivery, NotePdfFailed, PutOffSending, StorePdf
from service.cases.posting import NotePrintOverdue
from service.delivery.mail import compose, hand_over
from service.log import logger
from service.store.queries.due import UnmadePdf, letters_to_send, letters_without_pdf, overdue_prints, stale_sendings
from service.store.queries.outgoing import Outgoing, outgoing
from service.toolbox import Toolbox

log = logger("delivery")
BATCH = 20
TRIES = 6
STALE_AFTER = timedelta(minutes=10)


def empty_outbox(toolbox: Toolbox) -> int:
    """Send what is queued, one at a time; one bad letter never holds up the rest. Gives how many left."""
    now = toolbox.clock.now()
    kinds = ("mail", "print") if toolbox.settings.smtp_url else ("print",)
    make_missing_pdfs(toolbox)
    with toolbox.sessions.read() as session:
        ids = letters_to_send(session, now=now, at_most=BATCH, kinds=kinds)
        stale = stale_sendings(session, before=now - STALE_AFTER)
        late_prints = overdue_prints(session, now=now)
    for item_id in stale:
        _try(toolbox, NoteDelivery(outbox_id=item_id, outcome=Delivery.UNKNOWN, error="no answer"))
    for task_id in late_prints:
        _try(toolbox, NotePrintOverdue(task_id=task_id))
    return sum(_send_one(toolbox, item_id) for item_id in ids)


def make_missing_pdfs(toolbox: Toolbox) -> int:
    """Make the PDF of sealed letters that have none yet, a few at a time, once each; gives how many.

    Without the PDF library all of them wait for it; a letter that cannot be made waits longer each time.
    """
    with toolbox.sessions.read() as session:
        waiting = letters_without_pdf(session, now=toolbox.clock.now(), at_most=BATCH)
    try:
        return sum(_make_pdf(toolbox, letter) for letter in waiting)
    except PdfUnavailable as err:
        log.warning("letters wait for the PDF library", extra={"action": "make_pdf", "error": type(err).__name__})
        return 0


def _make_pdf(toolbox: Toolbox, letter: UnmadePdf) -> bool:
    try:
        handle(toolbox, StorePdf(sealed_letter_id=letter.letter_id, pdf=letter_pdf(letter.html)))
    except PdfUnavailable:
        raise
    except Exception as err:
        log.exception("a PDF was not made", extra={"action": "make_pdf", "reference": f"letter:{letter.letter_id}"})
        _try(toolbox, NotePdfFailed(sealed_letter_id=letter.letter_id, tries=letter.tries, error=type(err).__name__))
        return False
    return True


def _try(toolbox: Toolbox, command: NoteDelivery | NotePrintOverdue | PutOffSending | NotePdfFailed) -> bool:
    """Carry out one command; what fails is logged and does not stop the loop. Tell whether it went through."""
    try:
        handle(toolbox, command)
    except Exception:
        log.exception("the post room could not note something", extra={"action": type(command).__name__})
        return False
    return True


def _send_one(toolbox: Toolbox, item_id: int) -> int:
    attempts = 0
    try:
        with toolbox.sessions.read() as session:
            item = outgoing(session, item_id)
        attempts = item.attempts + 1
        if item.kind == "print":
            handle(toolbox, NoteDelivery(outbox_id=item_id, outcome=Delivery.READY_TO_PRINT))
            return 1
        return _mail(toolbox, item)
    except Exception as err:
        log.exception("a letter was not sent", extra={"action": "send_letter", "reference": f"outbox:{item_id}"})
        _put_off(toolbox, item_id, attempts=attempts, error=type(err).__name__)
    return 0


def _put_off(toolbox: Toolbox, item_id: int, *, attempts: int, error: str) -> None:
    """Let the others pass; after the last try a person sees it. What was handed to SMTP is never queued again."""
    if attempts >= TRIES and _try(toolbox, NoteDelivery(outbox_id=item_id, outcome=Delivery.FAILED, error=error)):
        return
    _try(toolbox, PutOffSending(outbox_id=item_id, error=error))


def _mail(toolbox: Toolbox, item: Outgoing) -> int:
    message = compose(item, item.pdf, sender=toolbox.settings.mail_from)
    if not handle(toolbox, MarkSending(outbox_id=item.id)).said.get("mine"):
        return 0
    outcome, why = _outcome(toolbox.settings.smtp_url, message, attempts=item.attempts + 1)
    noted = _try(toolbox, NoteDelivery(outbox_id=item.id, outcome=outcome, error=why))  # if not: unknown, later
    return int(noted and outcome is Delivery.SENT)


def _outcome(smtp_url: str, message: EmailMessage, *, attempts: int) -> tuple[Delivery, str]:
    """Tell how the hand-over ended: a "no" is final, a "not now" is tried again, silence is unknown."""
    try:
        hand_over(smtp_url, message)
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
