"""Levels, bands and directions of tension in the words of the pages. Level 1 is the worst. Source: TE-07, TE-10."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from workflows import clock_time, list_date, local_date
from workflows.rules.tension import Level, TensionSettings, band_of, band_words, level_name

WHICH_IS_WORST = "Level 1 is the most serious and level 6 the mildest."  # on every page with levels


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLevel:
    """A level as its mark shows it. `tone` is the band: conflict, heightened, normal."""

    number: int
    name: str
    band: str
    tone: str

    @property
    def words(self) -> str:
        """Give "2 Significant"."""
        return f"{self.number} {self.name}"


class Directed(Protocol):
    """What the direction of a situation is told from."""

    @property
    def level(self) -> int:
        """Give the level in force; 0 where none is agreed."""
        ...

    @property
    def earlier_level(self) -> int:
        """Give the one before; 0 where there was none."""
        ...

    @property
    def direction(self) -> str:
        """Give rising, steady, falling, or nothing."""
        ...

    @property
    def level_at(self) -> datetime | None:
        """Give when the level was agreed."""
        ...

    @property
    def reviewed_at(self) -> datetime | None:
        """Give when it was reviewed last."""
        ...


def shown_level(number: int, settings: TensionSettings) -> ShownLevel | None:
    """Give a level with its name and band; None where none is agreed yet."""
    if number not in set(Level):
        return None
    level = Level(number)
    words = band_words(band_of(level), settings=settings)
    return ShownLevel(
        number=number,
        name=level_name(level, settings=settings),
        band=f"{words[:1].upper()}{words[1:]}",
        tone=band_of(level).value,
    )


def is_moved(row: Directed) -> bool:
    """Tell whether the last change of level is what the direction says: a smaller number is worse."""
    if not row.earlier_level or row.level_at is None:
        return False
    return {"rising": row.level < row.earlier_level, "falling": row.level > row.earlier_level}.get(row.direction, False)


def direction_words(row: Directed, *, now: datetime) -> str:
    """Give "Rising, from 3 today", "Steady since Monday 14 December"; nothing before a level is agreed."""
    return "".join(direction_parts(row, now=now))


def direction_parts(row: Directed, *, now: datetime) -> tuple[str, str]:
    """Give the word and what follows it: "Rising", ", from 3 today"."""
    if not row.level or not row.direction:
        return "", ""
    word = row.direction.capitalize()
    if is_moved(row) and row.level_at is not None:
        return word, f", from {row.earlier_level} {_on(row.level_at, now)}"
    since = row.level_at if row.direction == "steady" else row.reviewed_at or row.level_at
    return word, f" since {_since(since, now)}" if since else ""


def _on(at: datetime, now: datetime) -> str:
    days = (local_date(now) - local_date(at)).days
    if days <= 1:
        return ("today", "yesterday")[max(days, 0)]
    return f"on {list_date(local_date(at), today=local_date(now))}"


def _since(at: datetime, now: datetime) -> str:
    day, today = local_date(at), local_date(now)
    return f"{clock_time(at)} today" if day == today else list_date(day, today=today)
