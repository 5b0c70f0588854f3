"""The scores of one assessment: experienced, evidenced, potential; and how they moved. Source: TE-07.

Which level they suggest: suggestion.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from workflows.date_words import and_list
from workflows.rules.tension.levels import Level, level_of


class Dimension(StrEnum):
    """What is scored: how people feel, what has happened, what is coming. Source: TE-07."""

    EXPERIENCED = "experienced"
    EVIDENCED = "evidenced"
    POTENTIAL = "potential"


class Direction(StrEnum):
    """Which way tension goes; rising means worse, so towards level 1. Source: TE-07."""

    RISING = "rising"
    STEADY = "steady"
    FALLING = "falling"


@dataclass(frozen=True, slots=True, kw_only=True)
class EepScores:
    """Three scores, each from 1, the worst, to 6. Raises NoSuchLevel. Source: TE-07."""

    experienced: int
    evidenced: int
    potential: int

    def __post_init__(self) -> None:
        for score in self.by_dimension.values():
            level_of(score)

    @property
    def by_dimension(self) -> dict[Dimension, int]:
        """The scores in their fixed order."""
        return {Dimension(name): score for name, score in asdict(self).items()}

    @property
    def most_serious(self) -> Level:
        """The smallest number of the three."""
        return level_of(min(self.by_dimension.values()))


def direction_between(before: int, now: int) -> Direction:
    """Return which way one score or level went. Source: TE-07."""
    if now == before:
        return Direction.STEADY
    return Direction.RISING if now < before else Direction.FALLING


def trend(scores: Sequence[EepScores]) -> Direction:
    """Return which way the last assessment went from the one before, oldest first.

    The most serious score decides; where it stayed, all three together. One assessment alone is steady.
    Source: TE-07, RP-02.
    """
    if len(scores) < 2:
        return Direction.STEADY
    before, now = scores[-2], scores[-1]
    worst = direction_between(before.most_serious, now.most_serious)
    if worst is not Direction.STEADY:
        return worst
    return direction_between(sum(before.by_dimension.values()), sum(now.by_dimension.values()))


def trend_words(before: EepScores, now: EepScores) -> str:
    """Return "All three got worse. Evidenced went from 4 to 2.": the finding and the largest step. Source: TE-07."""
    pairs = {name: (before.by_dimension[name], score) for name, score in now.by_dimension.items()}
    worse = [name for name, (old, new) in pairs.items() if new < old]
    better = [name for name, (old, new) in pairs.items() if new > old]
    if not worse and not better:
        return "Nothing has changed since the assessment before."
    found = [_found(names, word) for names, word in ((worse, "worse"), (better, "better")) if names]
    largest = max(worse or better, key=lambda name: abs(pairs[name][0] - pairs[name][1]))
    old, new = pairs[largest]
    return f"{', '.join(found).capitalize()}. {largest.capitalize()} went from {old} to {new}."


def _found(names: Sequence[Dimension], word: str) -> str:
    return f"{'all three' if len(names) == len(Dimension) else and_list(names)} got {word}"
