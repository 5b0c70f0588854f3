"""Fixtures of the journeys: a town to walk through."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.town import Town, open_town


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
