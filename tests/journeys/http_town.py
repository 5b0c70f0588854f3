"""Ashmoor with its people at browsers without scripts. From outside only the clock and the mail server are moved."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from typing import Any

from flask import Flask
from sqlalchemy import select

from service import create_app
from service.delivery.sender import empty_outbox
from service.store.cases import Case
from service.timers.poller import deliver_all_messages, fire_all_due
from service.toolbox import Toolbox
from tests.frozen_clock import FrozenClock
from tests.journeys.http_people import Person, Worker
from tests.journeys.post_office import PostOffice, open_post_office


@dataclass
class HttpTown:
    """People at browsers, a clock that is moved by hand, a mail server."""

    toolbox: Toolbox
    app: Flask
    clock: FrozenClock
    post: PostOffice
    seats: dict[str, Worker] = field(default_factory=dict)

    # -- people -------------------------------------------------------------------------------------

    def somebody(self) -> Person:
        """Open a browser for somebody who does not sign in."""
        return Person(self.app)

    def at(self, email: str) -> Worker:
        """Give the browser of somebody who signs in."""
        if email not in self.seats:
            self.seats[email] = Worker(self.app, email)
        return self.seats[email]

    # -- from outside -------------------------------------------------------------------------------

    def go_to(self, moment: str) -> None:
        """Let time pass until a moment such as "Mon 9 Mar 2026 10:00": what is due happens, the post is sent."""
        self.clock.set(moment)
        self._happen()

    def wait(self, **parts: float) -> None:
        """Let time pass, in parts such as minutes=31."""
        self.clock.pass_time(**parts)
        self._happen()

    def _happen(self) -> None:
        fire_all_due(self.toolbox)
        deliver_all_messages(self.toolbox)
        self.send_post()

    def send_post(self) -> None:
        """Let the worker empty its outbox."""
        while empty_outbox(self.toolbox):
            pass

    def mails_to(self, reader: str) -> list[EmailMessage]:
        """Give the mails of one reader, oldest first."""
        self.send_post()
        return self.post.sent_to(reader)

    # -- the record ---------------------------------------------------------------------------------

    def case(self, reference: str) -> Case:
        """Give the row of a case."""
        with self.toolbox.sessions.read() as session:
            return session.scalars(select(Case).where(Case.reference == reference)).one()

    def of_case(self, table: Any, reference: str) -> Any:
        """Give the row of one table that is the record of a case."""
        with self.toolbox.sessions.read() as session:
            return session.get_one(table, self.case(reference).id)

    def rows(self, table: Any, reference: str) -> list[Any]:
        """Give the rows of one table that belong to a case, oldest first."""
        wanted = select(table).where(table.case_id == self.case(reference).id).order_by(table.id)
        with self.toolbox.sessions.read() as session:
            return list(session.scalars(wanted))


@contextmanager
def open_http_town(toolbox: Toolbox, clock: FrozenClock) -> Iterator[HttpTown]:
    """Open the service with a mail server; who and what is in the database, the caller has put there."""
    with open_post_office() as post:
        settings = replace(toolbox.settings, smtp_url=post.address, mail_from="reviews@ashmoor.example")
        tools = replace(toolbox, settings=settings, clock=clock)
        yield HttpTown(tools, create_app(tools), clock, post)
