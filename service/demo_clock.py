"""A clock for demonstrations that `folkmoot demo clock set TIME` moves; every process of the demo reads one file."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from workflows import Clock

FILE_NAME = "demo-clock"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoClock:
    """The system's clock, shifted by what the file says; without the file, unshifted."""

    system: Clock
    folder: Path

    def now(self) -> datetime:
        """Give the shifted instant (aware, UTC); it goes on at the usual speed."""
        return self.system.now() + self._shift()

    def set_to(self, instant: datetime) -> None:
        """Move this and every other process of the demonstration to `instant` (aware)."""
        self.folder.mkdir(parents=True, exist_ok=True)
        seconds = (instant - self.system.now()).total_seconds()
        new = self.folder / f"{FILE_NAME}.new"
        new.write_text(f"{seconds:.0f}\n", encoding="ascii")
        new.replace(self.folder / FILE_NAME)

    def _shift(self) -> timedelta:
        try:
            return timedelta(seconds=int((self.folder / FILE_NAME).read_text(encoding="ascii")))
        except FileNotFoundError:
            return timedelta()
