"""Acts as the invented people through the real commands, on a clock that the demonstration moves itself."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from service.access import recognise
from service.cases import (
    Actor,
    AskForApproval,
    CompleteTask,
    ConfirmPosted,
    Delivery,
    FireDueTimers,
    NoteDelivery,
    SealLetters,
    SubmitApplication,
    handle,
)
from service.cases.application_form import ApplicationForm
from service.cases.letters.checking import fingerprints_of_task
from service.cases.letters.commands import PrepareLetters
from service.store.queries.demo import area_id_of, open_prints, people_by_email, queued_letters
from service.store.queries.due import cases_with_due_timers
from service.store.queries.open_work import OpenWork, open_work
from service.store.queries.sign_in import load_person
from service.toolbox import Toolbox
from workflows import LONDON, BusinessCalendar, local_date

Answers = Mapping[str, Any]
APPEALS_OFFICER = "sunniva.achterberg@northmoor-pcc.example"


class MovedClock:
    """A clock that the loader sets; it never runs by itself."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        """Give the instant it was set to."""
        return self._now

    def set(self, now: datetime) -> None:
        """Go to another instant."""
        self._now = now


class Driver:
    """Plays people of one area through commands."""

    def __init__(self, toolbox: Toolbox, *, area_code: str, start: datetime) -> None:
        self.clock = MovedClock(start)
        self.toolbox = replace(toolbox, clock=self.clock)
        self.calendar = BusinessCalendar.for_nation("ENG")
        with toolbox.sessions.read() as session:
            self._people = people_by_email(session)
            self.area_id = area_id_of(session, area_code)

    # -- the clock --------------------------------------------------------------------------------

    @property
    def today(self) -> date:
        """Give the local date of the moved clock."""
        return local_date(self.clock.now())

    def go_to(self, on: date, at: time = time(10)) -> None:
        """Go to a day and let everything happen that was due by then."""
        self.clock.set(datetime.combine(on, at, LONDON))
        with self.toolbox.sessions.read() as session:
            due = cases_with_due_timers(session, now=self.clock.now(), at_most=1000)
        for case_id in due:
            handle(self.toolbox, FireDueTimers(case_id=case_id))

    def post_letters(self, *, by: str) -> None:
        """Let what was sealed so far leave: mail is sent, prints are posted by a person."""
        with self.toolbox.sessions.read() as session:
            waiting = queued_letters(session, sealed_by=self.clock.now())
        for item_id, kind in waiting:
            outcome = Delivery.SENT if kind == "mail" else Delivery.READY_TO_PRINT
            handle(self.toolbox, NoteDelivery(outbox_id=item_id, outcome=outcome))
        with self.toolbox.sessions.read() as session:
            prints = open_prints(session)
        for task_id, role in prints:
            actor = self.actor(APPEALS_OFFICER if role == "appeals_officer" else by)
            handle(self.toolbox, ConfirmPosted(actor=actor, task_id=task_id))

    def pass_working_days(self, working_days: int, at: time = time(10)) -> None:
        """Go on by working days."""
        self.go_to(self.calendar.add_working_days(self.today, working_days=working_days), at)

    def pass_minutes(self, minutes: int) -> None:
        """Go on by minutes."""
        self.clock.set(self.clock.now() + timedelta(minutes=minutes))

    # -- acts -------------------------------------------------------------------------------------

    def actor(self, email: str) -> Actor:
        """Give someone who signs in, as that person is today."""
        with self.toolbox.sessions.read() as session:
            found = load_person(session, person_id=self._people[email], today=self.today)
        if found is None:
            raise LookupError(email)
        return Actor(words=found.name, person_id=found.person_id, signed_in=recognise(found))

    def person_id(self, email: str) -> int:
        """Give the id of someone who signs in."""
        return self._people[email]

    def apply(self, form: ApplicationForm, *, channel: str = "online", by: str = "") -> str:
        """Send an application; give its reference."""
        actor = self.actor(by) if by else Actor(words="public")
        command = SubmitApplication(
            actor=actor,
            area_id=self.area_id,
            channel=channel,
            received_at=self.clock.now(),
            form=form,
            entered_by_id=actor.person_id,
        )
        return handle(self.toolbox, command).reference

    def open_tasks(self, reference: str) -> list[OpenWork]:
        """Give what is open on a case."""
        with self.toolbox.sessions.read() as session:
            return open_work(session, reference)

    def task(self, reference: str, element_id: str, item: str = "") -> OpenWork:
        """Give one open task by its id in the diagram. Raises LookupError naming what is open."""
        found = self.open_tasks(reference)
        for task in found:
            if task.element_id == element_id and task.item == item:
                return task
        raise LookupError(f"{element_id} is not open on {reference}: {[t.element_id for t in found]}")

    def answer(self, reference: str, element_id: str, answers: Answers, *, by: str, item: str = "") -> None:
        """Answer the questions of a task."""
        task = self.task(reference, element_id, item)
        command = CompleteTask(actor=self.actor(by), task_id=task.task_id, posted=posted(answers))
        handle(self.toolbox, command)

    def send(
        self, reference: str, element_id: str, *, by: str, approve: str = "", answers: Answers | None = None
    ) -> None:
        """Answer the questions of a letters task, if any, then have its letters approved and sealed."""
        task = self.task(reference, element_id)
        self.send_task(task.task_id, by=by, approve=approve, answers=answers)

    def ask_approval(self, reference: str, element_id: str, *, by: str) -> None:
        """Ask a second person to approve the letters of a task."""
        task = self.task(reference, element_id)
        handle(self.toolbox, AskForApproval(actor=self.actor(by), task_id=task.task_id))

    def send_task(self, task_id: str, *, by: str, approve: str = "", answers: Answers | None = None) -> None:
        """Have the letters of one task sealed and sent; someone else approves where `approve` names them."""
        writer = self.actor(by)
        if answers is not None:
            handle(self.toolbox, PrepareLetters(actor=writer, task_id=task_id, posted=posted(answers)))
        if approve:
            handle(self.toolbox, AskForApproval(actor=writer, task_id=task_id))
        with self.toolbox.sessions.read() as session:
            seen = fingerprints_of_task(session, task_id, now=self.clock.now(), settings=self.toolbox.settings)
        sealer = self.actor(approve) if approve else writer
        handle(self.toolbox, SealLetters(actor=sealer, task_id=task_id, seen=seen))


def posted(answers: Answers, prefix: str = "") -> dict[str, list[str]]:
    """Give answers as a browser would post them: dates in three fields, rows by key or number."""
    form: dict[str, list[str]] = {}
    for name, value in answers.items():
        form |= _posted_one(f"{prefix}{name}", value)
    return form


def _posted_one(name: str, value: Any) -> dict[str, list[str]]:
    if isinstance(value, bool):
        return {name: ["yes" if value else "no"]}
    if isinstance(value, date):
        return {f"{name}-day": [str(value.day)], f"{name}-month": [str(value.month)], f"{name}-year": [str(value.year)]}
    if isinstance(value, Mapping):
        return {k: v for key, row in value.items() for k, v in posted(row, f"{name}-{key}-").items()}
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return {k: v for n, row in enumerate(value, 1) for k, v in posted(row, f"{name}-{n}-").items()}
    if isinstance(value, list):
        return {name: [str(one) for one in value]}
    return {name: [str(value)]}
