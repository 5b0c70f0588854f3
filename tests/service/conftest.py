"""What tests of rules share: a room in which notices are sent."""

import pytest

from service.toolbox import Toolbox
from tests.frozen_clock import FrozenClock
from tests.service.notice_room import OFFICES, Room, open_room


@pytest.fixture
def room(toolbox: Toolbox, clock: FrozenClock) -> Room:
    """A tension at level 2 in an area where each office is listed with an email address."""
    return open_room(toolbox, clock, contacts=OFFICES)


@pytest.fixture
def empty_room(toolbox: Toolbox, clock: FrozenClock) -> Room:
    """A tension at level 2 in an area where nobody is listed."""
    return open_room(toolbox, clock)
