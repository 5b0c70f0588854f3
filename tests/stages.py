"""A case at any stage, on both databases.

tests/conftest.py gives these fixtures to every folder: given twice, they would take the photographs twice.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

from tests.service.played import Played
from tests.service.snapshots import PostgresShelf, Snapshots, SqliteShelf, open_played, open_toolbox

AtStage = Callable[[str], Played]
ON_SQLITE = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)  # both as in tests/databases.py
ON_BOTH = pytest.mark.parametrize("kind", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture(scope="session")
def all_snapshots() -> dict[str, Snapshots]:
    """The photographs of both engines, taken when first asked for."""
    return {}


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """The database engine; `ON_SQLITE` keeps a test to one."""
    return str(request.param)


@pytest.fixture
def snapshots(
    kind: str,
    all_snapshots: dict[str, Snapshots],
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Snapshots:
    """The photographs on one engine."""
    if kind not in all_snapshots:
        folder = tmp_path_factory.mktemp(f"stages-{kind}")
        shelf = (
            SqliteShelf(request.getfixturevalue("sqlite_template"), folder)
            if kind == "sqlite"
            else PostgresShelf(request.getfixturevalue("postgres"))
        )
        all_snapshots[kind] = Snapshots(shelf=shelf, folder=folder)
    return all_snapshots[kind]


@pytest.fixture
def at_stage(snapshots: Snapshots, tmp_path: Path) -> Iterator[AtStage]:
    """How to go on from a stage, on a copy of its own."""
    number = count(1)
    with ExitStack() as stack:

        def open_copy(stage: str) -> Played:
            photo = snapshots.photo(stage)
            folder = tmp_path / str(next(number))
            folder.mkdir()
            address = stack.enter_context(snapshots.shelf.borrow(photo.address, folder))
            toolbox = stack.enter_context(open_toolbox(address, folder))
            return open_played(toolbox, photo)

        yield open_copy
