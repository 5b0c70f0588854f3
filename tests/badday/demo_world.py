"""The demonstration with all its people signed in, one more area beside it, and addresses for every kind of object."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from service import create_app, demo
from service.cases.application_form import ApplicationForm, PersonDetails
from service.cases.handling import handle
from service.cases.refuse_anonymous import RefuseAnonymous
from service.cases.unit import PUBLIC
from service.config import Settings
from service.demo.cases import HOLLIS, a_form
from service.demo.driver import Driver
from service.demo.people import PASSWORD
from service.store.cases import Case
from service.store.letters import LetterDraft, SealedLetter
from service.store.people import Person, RoleMembership
from service.store.record import Appeal, Appointment, RefusedApplication, ReportedIncident
from service.store.work import Deadline, OpenTask
from service.toolbox import Toolbox
from service.wiring import build_toolbox
from tests.badday.refusals import draw_refusals_once
from tests.browser import Browser, HttpsClient
from tests.databases import copy_sqlite
from tests.frozen_clock import FrozenClock
from tests.ready_area import publish_procedure
from tests.service.snapshots import SECRET

OTHER_SPOC = "rowan.pike@ashmoor.example"
NOBODY = "anonymous"
RECEIPT = "L-CT-22"


@dataclass
class World:
    """Everybody and everything; `browsers` by email, or NOBODY."""

    toolbox: Toolbox
    app: Flask
    clock: FrozenClock
    browsers: dict[str, Browser] = field(default_factory=dict)
    open_pages: dict[str, str] = field(default_factory=dict)  # by email, a page with a token

    def browser(self, email: str) -> Browser:
        """Give the browser of somebody who is signed in; NOBODY is not."""
        if email not in self.browsers:
            self.app.test_client_class = HttpsClient
            self.browsers[email] = Browser(self.app.test_client())
            if email != NOBODY:
                self.browsers[email].sign_in(email, PASSWORD)
                assert self.browsers[email].status == 303, email
        return self.browsers[email]

    def forget(self, email: str) -> None:
        """Close somebody's browser."""
        self.browsers.pop(email, None)
        self.open_pages.pop(email, None)

    def rows(self, statement: Any) -> list[Any]:
        """Give the rows of a statement."""
        with self.toolbox.sessions.read() as session:
            return list(session.scalars(statement))

    def people(self) -> dict[str, str]:
        """Give the role of everybody who signs in, by email."""
        with self.toolbox.sessions.read() as session:
            found = session.execute(
                select(Person.email, RoleMembership.role).join(RoleMembership, RoleMembership.person_id == Person.id)
            )
            return {email: role for email, role in found}

    @cached_property
    def person_ids(self) -> dict[str, int]:
        """Give the number of everybody, by email."""
        return {person.email: person.id for person in self.rows(select(Person))}

    @cached_property
    def ashmoor_id(self) -> int:
        """Give the number of the area that most is about."""
        return self.driver("ASH").area_id

    @cached_property
    def appointments(self) -> frozenset[tuple[int, str, int]]:
        """Give who holds which role for which case: case, role, person."""
        held = self.rows(select(Appointment).where(Appointment.ended_at.is_(None)))
        return frozenset((row.case_id, row.role, row.person_id) for row in held)

    @cached_property
    def asked(self) -> frozenset[tuple[int, str]]:
        """Give which agencies are asked something in which case: case, agency."""
        return frozenset((task.case_id, task.body_code) for task in self.rows(select(OpenTask)))

    @cached_property
    def appeals(self) -> frozenset[tuple[int | None, date | None]]:
        """Give the appeals: the case each is about, the day it was decided."""
        return frozenset((row.about_case_id, row.decided_on) for row in self.rows(select(Appeal)))

    def driver(self, area_code: str) -> Driver:
        """Give somebody who acts in an area now."""
        return Driver(self.toolbox, area_code=area_code, start=self.clock.now())

    def case_at(self, stage_task: str) -> Case:
        """Give the open case of Ashmoor in which this task is open."""
        wanted = select(Case).join(OpenTask, OpenTask.case_id == Case.id)
        return self.rows(wanted.where(OpenTask.element_id == stage_task, OpenTask.state == "open"))[0]

    def places(self, case: Case) -> dict[str, object]:
        """Give what fills the addresses of one case: its numbers and those of what lies in it."""
        tasks = self.rows(select(OpenTask).where(OpenTask.case_id == case.id).order_by(OpenTask.id))
        return {
            "reference": case.reference,
            "task_id": next((row.id for row in tasks if row.state == "open"), tasks[0].id if tasks else "none"),
            "clock_id": self._first(Deadline, case),
            "letter_id": self._a_letter(case),
            "draft_id": self._first(LetterDraft, case),
            "row_id": self._first(ReportedIncident, case),
        }

    def _a_letter(self, case: Case) -> int:
        """Give a letter that staff may have as a file; the receipt holds a code, and is all that some cases have."""
        found = select(SealedLetter.id).where(SealedLetter.case_id == case.id, SealedLetter.code != RECEIPT)
        ids = self.rows(found.order_by(SealedLetter.id).limit(1))
        return ids[0] if ids else self._first(SealedLetter, case)

    def has_only_a_receipt(self, case: Case) -> bool:
        """Tell whether no other letter was sealed in a case."""
        found = self.rows(select(SealedLetter.code).where(SealedLetter.case_id == case.id))
        return set(found) == {RECEIPT}

    def _first(self, table: Any, case: Case) -> int:
        found = self.rows(select(table.id).where(table.case_id == case.id).order_by(table.id).limit(1))
        return found[0] if found else 0


def load_world(template: Path, folder: Path) -> World:
    """Load the demonstration on a Monday in March, an application in the other area, and a form without a name."""
    clock = FrozenClock()
    settings = Settings(
        database_url=copy_sqlite(template, folder),
        secret_key=SECRET,
        base_url="https://folkmoot.example.org",
        var_folder=folder / "var",
    )
    toolbox = build_toolbox(settings, clock=clock)
    with toolbox.sessions.write() as session, session.begin():
        publish_procedure(session)
        publish_procedure(session, "opcc_appeal")
    demo.load(toolbox)
    world = World(toolbox=toolbox, app=create_app(toolbox), clock=clock)
    draw_refusals_once(world.app)
    other = world.driver("CAR")
    other.apply(a_form(HOLLIS, other.today))
    for code in ("ASH", "CAR"):
        form = ApplicationForm(applicant=PersonDetails(name="", email=""), behaviour="Noise in the night")
        area_id = world.driver(code).area_id
        handle(toolbox, RefuseAnonymous(actor=PUBLIC, area_id=area_id, channel="online", form=form))
    assert len(world.rows(select(RefusedApplication))) == 2
    return world


@contextmanager
def open_world(template: Path, folder: Path) -> Iterator[World]:
    """Load a world and close it at the end."""
    world = load_world(template, folder)
    try:
        yield world
    finally:
        world.toolbox.close()
