"""A room in which notices are sent: an area with contacts, one tension case, a clock, and acts by link or telephone.

The case runs no drawing: what is tested is the rounds themselves. Drawings send them in tests of their own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import SignedIn, recognise
from service.cases import Actor, AnswerNotice, Delivery, FireDueTimers, NoteDelivery, PassNotice, RecordCall, handle
from service.cases.case_work import CaseWork
from service.cases.handling import handles
from service.cases.rounds.finding import RecordFound
from service.cases.rounds.links import link_to
from service.cases.rounds.sending import send_notices
from service.cases.unit import CLOCK, PUBLIC, Result, Unit
from service.store.cases import TENSION, Case, CaseEvent
from service.store.diagrams import ProcessVersion
from service.store.notices import ContactNotice, NoticeReply, NoticeRound
from service.store.outbox import OutboxItem
from service.store.people import Area, Person
from service.store.queries.sign_in import load_person
from service.store.work import Deadline, Notice, OpenTask, TaskAnswer
from service.toolbox import Toolbox
from tests.builders import LONG_AGO, a_person
from tests.frozen_clock import FrozenClock
from tests.ready_area import a_ready_area
from tests.tension_rows import a_protocol_contact, a_task, a_tension, an_assessment
from workflows import content_hash_of

BPMN = Path(__file__).parents[2] / "bpmn"
TOLD = {
    "told_what": "Four people clashed after the fire.",
    "told_expected": "More tonight.",
    "told_done": "Two patrols.",
}
R = TypeVar("R")
OFFICES = (("commander", "Ada Stone"), ("council_officer", "Ben Hale"), ("director", "Cleo Marsh"))
ALERT = ("L-TE-01", "te_alert")


@dataclass(frozen=True, slots=True, kw_only=True)
class SendNow:
    """A step of a drawing that sends one notice; `starts` are the clocks that its task starts."""

    case_id: int
    code: str
    starts: tuple[str, ...] = ()
    only: str = ""
    actor: Actor = CLOCK
    form_key: str | None = None


@handles(SendNow)
def send_now(unit: Unit, command: SendNow) -> Result:
    """Do what the operation draft_letter does, and what the engine does with the clocks of its task."""
    work = CaseWork.load(unit, actor=command.actor, case_id=command.case_id)
    send_notices(work, command.code, only=command.only)
    for clock in command.starts:
        work.clocks.start(clock)
    work.save()
    return Result()


@dataclass
class Room:
    """One case and those who are told of it."""

    toolbox: Toolbox
    clock: FrozenClock
    area_id: int
    case_id: int
    keeper_id: int

    # -- who is listed --------------------------------------------------------------------------------

    def contact(self, role: str, name: str, *, deputy: int | None = None, email: str | None = None, **told: Any) -> int:
        """List somebody; they have an email address unless it is given as empty."""
        address = f"{name.lower().replace(' ', '.')}@example.org" if email is None else email
        with self.toolbox.sessions.write() as session, session.begin():
            area = session.get_one(Area, self.area_id)
            places = told.pop("localities", [])
            row = a_protocol_contact(session, area, role=role, name=name, email=address, deputy_id=deputy, **told)
            row.localities = places
            return row.id

    # -- acts -----------------------------------------------------------------------------------------

    def send(self, code: str, *starts: str, only: str = "") -> None:
        """Send one notice as a drawing does."""
        handle(self.toolbox, SendNow(case_id=self.case_id, code=code, starts=starts, only=only))

    def key(self, name: str) -> str:
        """Give the key of somebody's newest personal link."""
        return link_to(self.toolbox.settings, self.notice(name).link_code).rpartition("/")[2]

    def answer(self, name: str, kind: str = "have_this", words: str = "", *, form_key: str | None = None) -> Result:
        """Press the button of a personal link."""
        command = AnswerNotice(actor=PUBLIC, key=self.key(name), kind=kind, words=words, form_key=form_key)
        return handle(self.toolbox, command)

    def pass_on(self, name: str) -> Result:
        """Say that somebody is not the right person."""
        return handle(self.toolbox, PassNotice(actor=PUBLIC, key=self.key(name)))

    def call(self, name: str, *, got_through: bool, kind: str = "have_this", words: str = "") -> Result:
        """Write down a call made now."""
        command = RecordCall(
            actor=self.keeper,
            notice_id=self.notice(name).id,
            happened_at=self.clock.now(),
            got_through=got_through,
            kind=kind if got_through else "",
            words=words,
        )
        return handle(self.toolbox, command)

    def found(self, task: OpenTask, **told: Any) -> Result:
        """Say who was found for a role and told."""
        given = {"name": "Orla Finch", "organisation": "", "phone": "01632 960 171", "email": "", "kind": "have_this"}
        command = RecordFound(
            actor=told.pop("actor", self.keeper),
            task_id=task.id,
            happened_at=told.pop("happened_at", self.clock.now()),
            **(given | told),
        )
        return handle(self.toolbox, command)

    def pass_time(self, **parts: float) -> None:
        """Let time pass and everything happen that is due."""
        self.clock.pass_time(**parts)
        self.fire()

    def fire(self) -> None:
        """Let everything happen that is due."""
        handle(self.toolbox, FireDueTimers(case_id=self.case_id))

    def post_room(self, outcome: Delivery, *names: str) -> None:
        """Let the mails to these people end so; to everybody where nobody is named."""
        for item in self.mails():
            if item.state == "queued" and (not names or any(self._is_to(item, name) for name in names)):
                handle(self.toolbox, NoteDelivery(outbox_id=item.id, outcome=outcome))

    @staticmethod
    def _is_to(item: OutboxItem, name: str) -> bool:
        return item.to_address.startswith(name.lower().replace(" ", "."))

    # -- readings -------------------------------------------------------------------------------------

    def read(self, look: Callable[[Session], R]) -> R:
        """Look into the database."""
        with self.toolbox.sessions.read() as session:
            return look(session)

    def all(self, statement: Any) -> list[Any]:
        """Give the rows of a statement."""
        return self.read(lambda session: list(session.scalars(statement)))

    @property
    def keeper(self) -> Actor:
        """Give the police risk lead, who keeps the case."""
        return self.by(self.keeper_id)

    def by(self, person_id: int) -> Actor:
        """Give somebody who signs in."""
        found = self.read(lambda session: load_person(session, person_id=person_id, today=self.clock.today()))
        assert found is not None
        who: SignedIn = recognise(found)
        return Actor(words=who.name, person_id=who.person_id, signed_in=who)

    def notice(self, name: str) -> ContactNotice:
        """Give somebody's newest notice."""
        found = self.all(select(ContactNotice).where(ContactNotice.name == name).order_by(ContactNotice.id))
        assert found, f"{name} was not told"
        notice: ContactNotice = found[-1]
        return notice

    def told(self) -> list[str]:
        """Give the names of all who were told, in order."""
        return [row.name for row in self.all(select(ContactNotice).order_by(ContactNotice.id))]

    def rounds(self) -> list[NoticeRound]:
        """Give every round, oldest first."""
        return self.all(select(NoticeRound).order_by(NoticeRound.id))

    def replies(self) -> list[NoticeReply]:
        """Give every reply, oldest first."""
        return self.all(select(NoticeReply).order_by(NoticeReply.id))

    def mails(self) -> list[OutboxItem]:
        """Give every mail, oldest first."""
        return self.all(select(OutboxItem).order_by(OutboxItem.id))

    def calls(self, state: str = "open") -> list[OpenTask]:
        """Give the telephone tasks in this state."""
        rows = select(OpenTask).where(OpenTask.kind == "call", OpenTask.state == state)
        return self.all(rows.order_by(OpenTask.name))

    def call_names(self) -> list[str]:
        """Give the words of the open telephone tasks before the colon."""
        return [task.name.partition(":")[0] for task in self.calls()]

    def clocks(self) -> dict[str, str]:
        """Give the newest row of each clock by its state, whatever its key."""
        return {row.clock: row.state for row in self.all(select(Deadline).order_by(Deadline.id))}

    def running(self, clock: str) -> list[str]:
        """Give the keys under which a clock runs."""
        rows = select(Deadline.key).where(Deadline.clock == clock, Deadline.state == "running")
        return self.all(rows.order_by(Deadline.id))

    def history(self) -> list[str]:
        """Give the sentences of the case."""
        return [row.sentence for row in self.all(select(CaseEvent).order_by(CaseEvent.number))]

    def heard(self, role: str) -> list[str]:
        """Give what a role was told on its page."""
        return [row.sentence for row in self.all(select(Notice).where(Notice.role == role).order_by(Notice.id))]

    def close(self) -> None:
        """Close the case."""
        with self.toolbox.sessions.write() as session, session.begin():
            case = session.get_one(Case, self.case_id)
            case.is_open, case.closed_at = False, self.clock.now()


def publish_clocks(session: Session, process_id: str) -> None:
    """Publish roles and clocks of a protocol, without a drawing."""
    files = {name: (BPMN / name).read_text(encoding="utf-8") for name in ("roles.json", "clocks.json")}
    row = ProcessVersion(
        process_id=process_id,
        version=1,
        content_hash=content_hash_of(files),
        files=files,
        findings=[],
        published_at=LONG_AGO,
    )
    session.add(row)
    session.flush()


def open_room(
    toolbox: Toolbox, clock: FrozenClock, *, level: int = 2, contacts: Sequence[tuple[str, str]] = ()
) -> Room:
    """Make the area with its keeper and a tension at a level that was agreed now; roles and names of contacts."""
    with toolbox.sessions.write() as session, session.begin():
        publish_clocks(session, TENSION)
        area = a_ready_area(session)
        keeper: Person = a_person(session, name="Roz Lead", email="roz@example.org", role="risk_lead", area=area)
        case = a_tension(session, area, at=clock.now(), level=level, direction="rising")
        an_assessment(session, case, (3, 2, 2), at=clock.now())
        agreed = a_task(session, case, "Task_AgreeLevel", role="risk_lead", state="done")
        session.add(
            TaskAnswer(
                case_id=case.id,
                task_id=agreed.id,
                element_id="Task_AgreeLevel",
                answers=TOLD,
                by_id=keeper.id,
                at=clock.now(),
            )
        )
        room = Room(toolbox=toolbox, clock=clock, area_id=area.id, case_id=case.id, keeper_id=keeper.id)
    for role, name in contacts:
        room.contact(role, name)
    return room
