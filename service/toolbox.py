"""What every command and page may reach for: settings, clock, sessions, engine. Made once by wiring.py."""

from dataclasses import dataclass

from service.config import Settings
from service.store.database import Sessions
from workflows import Clock, Engine


@dataclass(frozen=True, slots=True, kw_only=True)
class Toolbox:
    """The tools of one running Folkmoot."""

    settings: Settings
    clock: Clock
    sessions: Sessions
    engine: Engine

    def close(self) -> None:
        """Let go of the database."""
        self.sessions.close()
