"""Fixtures of the journeys: a town to walk through."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from service.demo.people import load_areas
from service.toolbox import Toolbox
from tests.frozen_clock import FrozenClock
from tests.journeys.http_town import HttpTown, open_http_town
from tests.journeys.town import Town, open_town
from tests.ready_area import publish_procedure


@pytest.fixture
def town(sqlite_template: Path, tmp_path: Path, chromium: Browser) -> Iterator[Town]:
    """Ashmoor on Monday 2 March 2026, 9am: people at browsers with scripts."""
    with open_town(sqlite_template, tmp_path, chromium) as opened:
        yield opened


@pytest.fixture
def town_without_scripts(sqlite_template: Path, tmp_path: Path, chromium: Browser) -> Iterator[Town]:
    """The same, with scripts switched off in every browser."""
    with open_town(sqlite_template, tmp_path, chromium, has_scripts=False) as opened:
        yield opened


@pytest.fixture
def http_town(toolbox: Toolbox, clock: FrozenClock, pdf_library: None) -> Iterator[HttpTown]:
    """Ashmoor on the same Monday, with all procedures: people at browsers that know no scripts, over HTTP."""
    load_areas(toolbox)
    with toolbox.sessions.write() as session, session.begin():
        for process_id in ("community_trigger", "opcc_appeal", "tension_escalation", "major_racial_incident"):
            publish_procedure(session, process_id)
    with open_http_town(toolbox, clock) as opened:
        yield opened
