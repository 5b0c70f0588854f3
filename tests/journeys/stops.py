"""What a stop of the walk is: a page, its address in the demonstration, who may read it. The stops: sitemap.py."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.journeys.demo_extras import APPEALING, FILLING, FOLLOWING, REPORTING
from tests.journeys.demo_town import ANYBODY, DemoTown, demo_people

EVERYBODY = frozenset(demo_people())

Make = Callable[[DemoTown], str]


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A page: its route, its address in the demonstration, who looks at it, who else may."""

    endpoint: str
    path: Make
    reader: str = ANYBODY
    may: frozenset[str] = field(default=EVERYBODY)  # of those who sign in; public pages are for all
    is_page: bool = True  # a drawing, a PDF or a signpost to another page is none

    @property
    def is_public(self) -> bool:
        """True when nobody need sign in."""
        return self.reader in (ANYBODY, FILLING, FOLLOWING, APPEALING, REPORTING)


def fixed(address: str) -> Make:
    return lambda _town: address
