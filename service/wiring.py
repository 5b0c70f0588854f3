"""The composition root: the only place that decides which clock, database and engine are used."""

from service.config import Settings
from service.demo_clock import DemoClock
from service.store.database import make_sessions
from service.toolbox import Toolbox
from workflows import Clock, Engine, SystemClock

__all__ = ["Toolbox", "build_toolbox"]


def build_toolbox(settings: Settings, *, clock: Clock | None = None) -> Toolbox:
    """Put the tools together; a demonstration gets a clock that can be moved, unless one is handed in."""
    system = SystemClock()
    usual: Clock = DemoClock(system=system, folder=settings.var_folder) if settings.demo else system
    return Toolbox(
        settings=settings,
        clock=clock or usual,
        sessions=make_sessions(settings.database_url),
        engine=Engine(),
    )
