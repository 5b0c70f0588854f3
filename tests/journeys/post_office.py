"""A real mail server on the loopback that keeps what it was given; nothing leaves the machine."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

TAKEN = "250 Message taken"


@dataclass
class PostOffice:
    """The mails that arrived, oldest first."""

    address: str = ""
    mails: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Keep one mail; aiosmtpd asks for this name."""
        mail = message_from_bytes(envelope.content or b"", policy=default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return TAKEN

    def sent_to(self, reader: str) -> list[EmailMessage]:
        """Give the mails of one reader."""
        return [mail for mail in self.mails if mail["To"] == reader]


def words_of(mail: EmailMessage) -> str:
    """Give the text of a mail."""
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def pdf_of(mail: EmailMessage) -> bytes:
    """Give the letter that hangs on a mail."""
    (attached,) = list(mail.iter_attachments())
    assert attached.get_content_type() == "application/pdf"
    content = attached.get_content()
    assert isinstance(content, bytes)
    return content


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    """Open a mail server on a free port and close it at the end."""
    office = PostOffice()
    port = _free_port()
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    office.address = f"smtp://127.0.0.1:{port}"
    try:
        yield office
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
