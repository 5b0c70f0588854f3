"""One mail: a neutral subject, a short text, the sealed letter as PDF. Nothing is worded here."""

import smtplib
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import urlsplit

from service.store.queries.outgoing import Outgoing

TIMEOUT_SECONDS = 20


def compose(item: Outgoing, pdf: bytes | None, *, sender: str) -> EmailMessage:
    """Give the message exactly as it was frozen in the outbox. Raises ValueError on a header with a line break."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = item.to_address
    if item.reply_to:
        message["Reply-To"] = item.reply_to
    message["Subject"] = item.subject
    message["Message-ID"] = item.message_id
    message.set_content(item.body)
    if pdf is not None:
        message.add_attachment(pdf, maintype="application", subtype="pdf", filename="letter.pdf")
    return message


def hand_over(smtp_url: str, message: EmailMessage) -> None:
    """Give one message to the mail server. Raises smtplib's errors and OSError."""
    server = urlsplit(smtp_url)
    use_tls = server.scheme == "smtps"
    maker = smtplib.SMTP_SSL if use_tls else smtplib.SMTP
    with maker(server.hostname or "", server.port or (465 if use_tls else 25), timeout=TIMEOUT_SECONDS) as smtp:
        if server.username:
            smtp.login(server.username, server.password or "")
        smtp.send_message(message)
