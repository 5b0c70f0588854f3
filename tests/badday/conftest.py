"""What bad days share: the demonstration as everybody meets it, and the parent of the processes that are killed."""

from collections.abc import Iterator

import pytest

from tests.badday.access_world import world
from tests.badday.processes import parent

__all__ = ["world"]  # a fixture


@pytest.fixture(scope="session", autouse=True)
def close_parent() -> Iterator[None]:
    """End the parent of all processes, if there was one."""
    yield
    if parent.cache_info().currsize:
        parent().close()
