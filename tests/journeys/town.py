"""Ashmoor with its people at a real browser. From outside only the clock and the mail server are moved.

They take turns at one window, each with cookies of their own: a window for each costs more than ten pages do.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page
from sqlalchemy import select

from service import create_app
from service.config import Settings
from service.delivery.sender import empty_outbox
from service.demo.people import PASSWORD, load_areas
from service.store.cases import Case
from service.timers.poller import fire_all_due
from service.toolbox import Toolbox
from service.wiring import build_toolbox
from tests.databases import copy_sqlite
from tests.frozen_clock import FrozenClock
from tests.journeys.answering import go_by
from tests.journeys.post_office import PostOffice, open_post_office
from tests.live_pages import WIDE, served
from tests.ready_area import publish_procedure
from workflows import BusinessCalendar

SECRET = "a-secret-for-tests-only-0123456789-abcdef"
PATIENCE = 10_000  # milliseconds that one act on a page may take


@dataclass
class Town:
    """People at a browser, a clock that is moved by hand, a mail server."""

    toolbox: Toolbox
    clock: FrozenClock
    post: PostOffice
    window: Page
    address: str
    sitter: str = ""
    cookies: dict[str, list[Any]] = field(default_factory=dict)
    has_shown_lists: bool = False

    @property
    def calendar(self) -> BusinessCalendar:
        """Give the working days of England."""
        return BusinessCalendar.for_nation("ENG")

    # -- people -------------------------------------------------------------------------------------

    def resident(self) -> Page:
        """Give the browser of the applicant."""
        return self.desk_of("resident")

    def at_desk(self, email: str, path: str = "/work") -> Page:
        """Give the browser with somebody at it, at the list of work or elsewhere; signs in where that is asked."""
        page = self.desk_of(email)
        page.goto(f"{self.address}{path}")
        if "/sign-in" in page.url:
            self.sign_in(page, email)
        return page

    def sign_in(self, page: Page, email: str) -> None:
        """Type address and password on the sign-in page that is shown; it leads on to the page that was wanted."""
        page.get_by_label("Email address").fill(email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        go_by(page.get_by_role("button", name="Sign in"))
        assert "/sign-in" not in page.url, page.inner_text("main")

    def desk_of(self, name: str) -> Page:
        """Give the browser as it stands, with the cookies of whoever sits down at it."""
        if name != self.sitter:
            context = self.window.context
            self.cookies[self.sitter] = list(context.cookies())
            context.clear_cookies()
            context.add_cookies(self.cookies.get(name, []))
            self.sitter = name
        return self.window

    def leave(self) -> None:
        """Close the browser; what it showed last is told where a test failed."""
        page = self.window
        print(f"--- {self.sitter} at {page.url}\n{page.inner_text('body')[:800]}")  # noqa: T201 - pytest keeps it
        page.context.close()

    # -- from outside -------------------------------------------------------------------------------

    def wait(self, working_days: int = 0, **parts: float) -> None:
        """Let time pass: the clocks fire what is due, the post is sent."""
        if working_days:
            self.clock.pass_working_days(working_days)
        self.clock.pass_time(**parts)
        fire_all_due(self.toolbox)
        self.send_post()

    def send_post(self) -> None:
        """Let the worker empty its outbox."""
        while empty_outbox(self.toolbox):
            pass

    # -- the record ---------------------------------------------------------------------------------

    def case(self, reference: str) -> Case:
        """Give the row of a case."""
        with self.toolbox.sessions.read() as session:
            return session.scalars(select(Case).where(Case.reference == reference)).one()

    def rows(self, table: Any, reference: str) -> list[Any]:
        """Give the rows of one table that belong to a case, oldest first."""
        wanted = select(table).where(table.case_id == self.case(reference).id).order_by(table.id)
        with self.toolbox.sessions.read() as session:
            return list(session.scalars(wanted))


def open_window(chromium: Browser, *, has_scripts: bool) -> Page:
    """Open the browser window of a town."""
    context = chromium.new_context(viewport={"width": WIDE, "height": 900}, java_script_enabled=has_scripts)
    context.set_default_timeout(PATIENCE)
    return context.new_page()


@contextmanager
def open_town(template: Path, folder: Path, chromium: Browser, *, has_scripts: bool = True) -> Iterator[Town]:
    """Serve Ashmoor on the loopback: its people and the shipped procedure are there, no case yet."""
    clock = FrozenClock()
    with open_post_office() as post:
        settings = Settings(
            database_url=copy_sqlite(template, folder),
            secret_key=SECRET,
            base_url="http://127.0.0.1:8000",
            var_folder=folder / "var",
            smtp_url=post.address,
            mail_from="reviews@ashmoor.example",
        )
        toolbox = build_toolbox(settings, clock=clock)
        load_areas(toolbox)
        with toolbox.sessions.write() as session, session.begin():
            publish_procedure(session)
        with served(create_app(toolbox)) as address:
            town = Town(toolbox, clock, post, open_window(chromium, has_scripts=has_scripts), address)
            yield town
            town.leave()
        toolbox.close()
