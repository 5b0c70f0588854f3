"""What tests of pages share: an applicant in an area that takes applications; an office with a case at any stage."""

from collections.abc import Callable

import pytest

from service.store.database import Sessions
from service.toolbox import Toolbox
from tests.browser import Browser
from tests.ready_area import a_ready_area, publish_procedure
from tests.stages import AtStage
from tests.web.applicant import Applicant
from tests.web.follower import Follower
from tests.web.office import Office, open_office
from tests.web.tension_desk import Desk, open_desk


@pytest.fixture(params=["sqlite"])
def database_url(database_url: str) -> str:
    """The address of a fresh migrated database: on SQLite, unless a test says ON_BOTH."""
    return database_url


@pytest.fixture(params=["sqlite"])
def kind(kind: str) -> str:
    """The database engine of a case at a stage: SQLite, unless a test says ON_BOTH."""
    return kind


@pytest.fixture
def applicant(browser: Browser, sessions: Sessions) -> Applicant:
    """Someone at the public form; a second area is there too."""
    with sessions.write() as session, session.begin():
        a_ready_area(session)
        a_ready_area(session, code="CAR", name="Carr Dale")
        publish_procedure(session)
    return Applicant(browser)


@pytest.fixture
def office_at(at_stage: AtStage) -> Callable[[str], Office]:
    """How to open an office in which one case stands at a stage: people at browsers, without scripts."""
    return lambda stage: open_office(at_stage(stage))


@pytest.fixture
def follower(browser: Browser, toolbox: Toolbox) -> Follower:
    """Someone who follows an application."""
    return Follower(browser, toolbox)


@pytest.fixture
def desk(sessions: Sessions, new_browser: Callable[[], Browser]) -> Desk:
    """The people of the protocols for tension and incidents, each at a browser."""
    return open_desk(sessions, new_browser)
