"""A database full of cases at one stage, tools to look at it, and what its processes are told."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from sqlalchemy import select

from service.config import Settings
from service.demo.cases import AMARA, a_form
from service.demo.driver import Driver
from service.demo_clock import DemoClock
from service.store.work import OpenTask
from service.toolbox import Toolbox
from service.wiring import build_toolbox
from tests.service.snapshots import SECRET, Snapshots
from workflows import LONDON, SystemClock, local_date


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """Many cases in one database, in demo mode so that its clock can be moved."""

    toolbox: Toolbox
    references: tuple[str, ...]

    def environment(self, *, smtp_url: str = "") -> dict[str, str]:
        """Give what a process on the same database is told."""
        settings = self.toolbox.settings
        return {
            "FOLKMOOT_DATABASE_URL": settings.database_url,
            "FOLKMOOT_SECRET_KEY": SECRET,
            "FOLKMOOT_VAR": str(settings.var_folder),
            "FOLKMOOT_DEMO": "yes",
            "FOLKMOOT_SMTP_URL": smtp_url,
            "FOLKMOOT_MAIL_FROM": "reviews@ashmoor.example",
        }

    def open_task(self, reference: str, element_id: str) -> str | None:
        """Give the id of a task that is open now."""
        tasks = self.driver().open_tasks(reference)
        return next((task.task_id for task in tasks if task.element_id == element_id), None)

    def driver(self) -> Driver:
        """Give somebody who acts at the time of this crowd."""
        return Driver(self.toolbox, area_code="ASH", start=self.toolbox.clock.now())

    def go_to(self, instant: datetime) -> None:
        """Move the clock of every process of this crowd."""
        DemoClock(system=SystemClock(), folder=self.toolbox.settings.var_folder).set_to(instant)

    def tasks(self, *kinds: str) -> list[OpenTask]:
        """Give the open tasks of these kinds."""
        wanted = select(OpenTask).where(OpenTask.state == "open", OpenTask.kind.in_(kinds))
        with self.toolbox.sessions.read() as session:
            return list(session.scalars(wanted))


@contextmanager
def crowd(snapshots: Snapshots, folder: Path, *, cases: int, began: datetime | None = None) -> Iterator[Crowd]:
    """Make a database with that many fresh applications."""
    photo = snapshots.photo("empty")
    with snapshots.shelf.borrow(photo.address, folder) as address:
        settings = Settings(
            database_url=address,
            secret_key=SECRET,
            base_url="http://127.0.0.1:8000",
            demo=True,
            var_folder=folder / "var",
        )
        toolbox = build_toolbox(settings)
        try:
            today = local_date(toolbox.clock.now())
            driver = Driver(toolbox, area_code="ASH", start=began or datetime.combine(today, time(0, 1), LONDON))
            references = tuple(driver.apply(a_form(AMARA, driver.today)) for _ in range(cases))
            yield Crowd(toolbox=toolbox, references=references)
        finally:
            toolbox.close()
