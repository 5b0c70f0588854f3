"""The demonstration, loaded once and served: what every page can be looked at with."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from service import create_app, demo
from service.config import Settings
from service.demo.people import PASSWORD
from service.store.cases import Case
from service.store.letters import LetterDraft
from service.store.work import OpenTask
from service.toolbox import Toolbox
from service.wiring import build_toolbox
from tests.frozen_clock import FrozenClock
from tests.journeys.town import SECRET
from tests.live_pages import served
from tests.ready_area import publish_procedure

TODAY = "Tue 22 Dec 2026 10:00"  # the moment of the pictures of the design
ROWAN = "rowan.pike@ashmoor.example"  # keeps the cases of the other area
ANYBODY = ""


@dataclass
class DemoTown:
    """The served demonstration and its record."""

    toolbox: Toolbox
    app: Flask
    address: str
    clients: dict[str, FlaskClient] = field(default_factory=dict)

    def client(self, email: str) -> FlaskClient:
        """Give the plain HTTP client of somebody, signed in; `ANYBODY` has not signed in."""
        if email not in self.clients:
            self.clients[email] = self.app.test_client()
            if email:
                self._sign_in(self.clients[email], email)
        return self.clients[email]

    def _sign_in(self, client: FlaskClient, email: str) -> None:
        page = client.get("/sign-in").get_data(as_text=True)
        token = page.split('name="csrf_token" value="')[1].split('"')[0]
        answer = client.post("/sign-in", data={"email": email, "password": PASSWORD, "csrf_token": token})
        assert answer.status_code == 303, email

    def rows(self, table: Any, **wanted: object) -> list[Any]:
        """Give the rows of a table with these values, oldest first."""
        statement = select(table).filter_by(**wanted).order_by(table.id)
        with self.toolbox.sessions.read() as session:
            return list(session.scalars(statement))

    def case_id(self, number: int) -> int:
        """Give the id of one of the eight cases, by its number."""
        return int(self.rows(Case, reference=self.reference(number))[0].id)

    def reference(self, number: int) -> str:
        """Give the reference of one of the eight cases."""
        return next(row.reference for row in self.rows(Case) if row.reference.endswith(f"-{number:04}"))

    def task(self, element_id: str, *, item: str = "") -> str:
        """Give the id of an open task by its id in the drawing and the agency it asks."""
        found = self.rows(OpenTask, element_id=element_id, item=item, state="open")
        assert found, f"{element_id} is not open in the demonstration"
        return str(found[0].id)

    def draft(self, task_id: str) -> int:
        """Give the id of the first letter of a task."""
        return int(self.rows(LetterDraft, task_id=task_id)[0].id)


def demo_people() -> list[str]:
    """Give the sign-in addresses of everybody, the other area's contact last."""
    return [*(email for email, _, _ in demo.demo_sign_ins()), ROWAN]


@contextmanager
def open_demo_town(database_url: str, folder: Path) -> Iterator[DemoTown]:
    """Load the demonstration into a fresh migrated database and serve it."""
    settings = Settings(
        database_url=database_url,
        secret_key=SECRET,
        base_url="http://127.0.0.1:8000",
        var_folder=folder / "var",
        demo=True,
    )
    toolbox = build_toolbox(settings, clock=FrozenClock(TODAY))
    with toolbox.sessions.write() as session, session.begin():
        publish_procedure(session)
        publish_procedure(session, "opcc_appeal")
    demo.load(toolbox)
    app = create_app(toolbox)
    with served(app) as address:
        yield DemoTown(toolbox=toolbox, app=app, address=address)
    toolbox.close()
