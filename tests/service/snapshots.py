"""One case played once a session and photographed at each stage; a test starts from a copy of the database."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from typing import Protocol

from service.config import Settings
from service.demo import incident
from service.demo.answers import JO, OFFICERS
from service.demo.cases import AMARA, BELL, WINIFRED, a_form, an_advocates_form
from service.demo.contacts import OF_TENSION, list_people
from service.demo.driver import Driver
from service.demo.incident_contacts import OF_INCIDENT
from service.demo.people import load_areas
from service.demo.tension import report, set_level
from service.toolbox import Toolbox
from service.wiring import build_toolbox
from tests.databases import PostgresForTests, copy_sqlite
from tests.frozen_clock import LONDON, day
from tests.ready_area import publish_procedure
from tests.service.played import Played
from tests.service.tension_answers import INVITED

SECRET = "a-secret-for-tests-only-0123456789-abcdef"
BEGAN_ON = day("Mon 2 Mar 2026")
ALL = tuple(OFFICERS)


class Shelf(Protocol):
    """Where databases are kept and copied on one engine."""

    def keep(self, name: str, source: str | None) -> str:
        """Give the address of a new lasting copy of `source`; None is a migrated database without rows."""

    def borrow(self, source: str, folder: Path) -> AbstractContextManager[str]:
        """Give the address of a copy for one test."""


@dataclass(frozen=True)
class SqliteShelf:
    """Files, copied."""

    template: Path
    folder: Path

    def keep(self, name: str, source: str | None) -> str:
        """Copy the file under a name."""
        path = self.folder / f"{name}.db"
        shutil.copyfile(self.template if source is None else source.removeprefix("sqlite:///"), path)
        return f"sqlite:///{path}"

    @contextmanager
    def borrow(self, source: str, folder: Path) -> Iterator[str]:
        """Copy the file into the folder of a test."""
        yield copy_sqlite(Path(source.removeprefix("sqlite:///")), folder)


@dataclass(frozen=True)
class PostgresShelf:
    """Databases, made from one another as templates."""

    server: PostgresForTests

    def keep(self, name: str, source: str | None) -> str:
        """Copy the database under a name."""
        return self.server.keep(f"stage_{name}", like=source or "")

    @contextmanager
    def borrow(self, source: str, folder: Path) -> Iterator[str]:
        """Copy the database for one test."""
        del folder
        with self.server.database(like=source) as address:
            yield address


@dataclass(frozen=True, kw_only=True)
class Photo:
    """A kept database, the instant at which it was taken, the case in it."""

    address: str
    at: datetime
    reference: str


@dataclass
class Snapshots:
    """The photographs of one engine, taken when first asked for."""

    shelf: Shelf
    folder: Path
    taken: dict[str, Photo] = field(default_factory=dict)

    def photo(self, stage: str) -> Photo:
        """Give the photograph of a stage; the stages before it are played first."""
        if stage not in self.taken:
            self.taken[stage] = self._first() if stage == "empty" else self._play(stage)
        return self.taken[stage]

    def _first(self) -> Photo:
        address = self.shelf.keep("empty", None)
        with open_toolbox(address, self.folder) as toolbox:
            load_areas(toolbox)
            with toolbox.sessions.write() as session, session.begin():
                publish_procedure(session)
                for process_id in ("opcc_appeal", "tension_escalation", "major_racial_incident"):
                    publish_procedure(session, process_id)
        return Photo(address=address, at=datetime.combine(BEGAN_ON, time(9, 40), LONDON), reference="")

    def _play(self, stage: str) -> Photo:
        before, act = STAGES[stage]
        photo = self.photo(before)
        address = self.shelf.keep(stage, photo.address)
        with open_toolbox(address, self.folder) as toolbox:
            played = open_played(toolbox, photo)
            act(played)
            return Photo(address=address, at=played.driver.clock.now(), reference=played.reference)


@contextmanager
def open_toolbox(address: str, folder: Path) -> Iterator[Toolbox]:
    """Open the tools on a database; the demonstration clock is not used, each driver moves its own."""
    settings = Settings(
        database_url=address, secret_key=SECRET, base_url="https://folkmoot.example.org", var_folder=folder
    )
    tools = build_toolbox(settings)
    try:
        yield tools
    finally:
        tools.close()


def open_played(toolbox: Toolbox, photo: Photo) -> Played:
    """Go on with the case of a photograph."""
    return Played(Driver(toolbox, area_code="ASH", start=photo.at), photo.reference)


def _apply(played: Played) -> None:
    played.reference = played.driver.apply(a_form(AMARA, played.driver.today))


def _apply_with_two_reports(played: Played) -> None:
    played.reference = played.driver.apply(a_form(BELL, played.driver.today, reports=2))


def _apply_for_another(played: Played) -> None:
    form = an_advocates_form(WINIFRED, played.driver.today)
    played.reference = played.driver.apply(form, channel="paper", by="jo.whitlock@ashmoor.example")


def _check(played: Played) -> None:
    played.driver.pass_working_days(1)
    played.check()


def _ask_consent(played: Played) -> None:
    played.driver.pass_working_days(1)
    played.check(missing=True)


def _confirm(played: Played) -> None:
    played.driver.pass_working_days(2)
    played.confirm(*ALL)


def _refuse(played: Played) -> None:
    played.decide_not_met()
    played.driver.post_letters(by=JO)


def _prepare(played: Played) -> None:
    played.driver.pass_working_days(2)
    played.contact_and_appoint()
    played.give_returns(*ALL)


def _report_tension(played: Played) -> None:
    list_people(played.driver, (*OF_TENSION, *INVITED))
    played.reference = report(played.driver)


def _at_level(scores: tuple[int, int, int], level: int) -> Callable[[Played], None]:
    def play(played: Played) -> None:
        played.driver.pass_minutes(20)
        set_level(played.driver, played.reference, scores, level)

    return play


def _list_for_incident(played: Played) -> None:
    list_people(played.driver, OF_INCIDENT)


def _report_incident(played: Played) -> None:
    played.reference = incident.report(played.driver)
    incident.enquire(played.driver, played.reference)


def _declare(played: Played) -> None:
    played.driver.pass_minutes(20)
    incident.decide(played.driver, played.reference)


STAGES: dict[str, tuple[str, Callable[[Played], None]]] = {
    "applied": ("empty", _apply),  # Mon 2 Mar, online
    "checked": ("applied", _check),  # Tue 3 Mar: complete from the day of receipt
    "acknowledged": ("checked", Played.acknowledge),
    "confirmed": ("acknowledged", _confirm),  # Thu 5 Mar
    "grouped": ("confirmed", Played.group),
    "met": ("grouped", Played.decide_met),
    "prepared": ("met", _prepare),  # Mon 9 Mar
    "meeting": ("prepared", Played.prepare_meeting),  # Mon 16 Mar, the day of the meeting
    "held": ("meeting", Played.hold_meeting),
    "told": ("held", Played.tell_outcome),  # Tue 17 Mar
    "planned": ("told", Played.agree_plan),  # Thu 19 Mar
    "following": ("planned", Played.accept_plan),
    "two_reports": ("empty", _apply_with_two_reports),
    "two_checked": ("two_reports", _check),
    "two_acknowledged": ("two_checked", Played.acknowledge),
    "two_confirmed": ("two_acknowledged", _confirm),
    "two_grouped": ("two_confirmed", Played.group),
    "refused": ("two_grouped", _refuse),  # Thu 5 Mar, the letters are sent
    "for_another": ("empty", _apply_for_another),  # an advocate, no consent yet
    "consent_asked": ("for_another", _ask_consent),  # Tue 3 Mar
    "tension": ("empty", _report_tension),  # Mon 2 Mar, 9.40; contacts are listed
    "level_2": ("tension", _at_level((3, 2, 2), 2)),  # Mon 2 Mar, 10.00, like the two below
    "level_4": ("tension", _at_level((4, 5, 4), 4)),
    "level_6": ("tension", _at_level((6, 6, 6), 6)),
    "listed": ("empty", _list_for_incident),  # who is told of a racial incident; nothing is reported
    "enquired": ("listed", _report_incident),  # Mon 2 Mar, 9.40: the decision is open
    "declared": ("enquired", _declare),  # Mon 2 Mar, 10.00: a major racial incident
}
