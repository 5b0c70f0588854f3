"""A mail server on the loopback that counts what it accepted and may do something right after."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.badday.processes import free_port


def _nothing() -> None:
    """Do nothing."""


@dataclass
class MailServer:
    """Accepted mails by Message-ID; `afterwards` runs when one was accepted and before the sender is told."""

    address: str = ""
    accepted: Counter[str] = field(default_factory=Counter)
    answered_by: dict[str, str] = field(default_factory=dict)
    afterwards: Callable[[], None] = _nothing

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Accept one mail; aiosmtpd asks for this name."""
        mail = message_from_bytes(envelope.content or b"")
        self.accepted[str(mail["Message-ID"])] += 1
        self.answered_by[str(mail["Message-ID"])] = mail["Reply-To"] or ""
        self.afterwards()
        return "250 Message taken"


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Open a mail server and close it at the end."""
    server = MailServer()
    port = free_port()
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    server.address = f"smtp://127.0.0.1:{port}"
    try:
        yield server
    finally:
        controller.stop()
