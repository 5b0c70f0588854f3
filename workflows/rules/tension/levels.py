"""The six levels of tension, their three bands and their words. Level 1 is the worst. Source: TE-10.

How a level is suggested: suggestion.py. What a change of level starts: moves.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from workflows.errors import WorkflowError
from workflows.rules.tension.settings import TensionSettings


class NoSuchLevel(WorkflowError):
    """A level of tension is a number from 1, the worst, to 6, the mildest."""


class Level(IntEnum):
    """A level of tension; the smaller number is the more serious one. Source: TE-10."""

    HIGH = 1
    SIGNIFICANT = 2
    MODERATE = 3
    HEIGHTENED = 4
    LOW = 5
    INSIGNIFICANT = 6


class Band(StrEnum):
    """What levels have in common: what has happened, and so what must be done. Source: TE-10."""

    CONFLICT = "conflict"
    HEIGHTENED = "heightened"
    NORMAL = "normal"


class ImpactAssessment(StrEnum):
    """Whether a community impact assessment is owed. Source: TE-11."""

    REQUIRED = "required"
    CONSIDERED = "considered"
    OPTIONAL = "optional"


_DUTIES = {
    Band.CONFLICT: ImpactAssessment.REQUIRED,
    Band.HEIGHTENED: ImpactAssessment.CONSIDERED,
    Band.NORMAL: ImpactAssessment.OPTIONAL,
}
_DEFAULT = TensionSettings()


def level_of(number: int) -> Level:
    """Return the level with that number. Raises NoSuchLevel. Source: TE-10."""
    try:
        return Level(number)
    except ValueError:
        raise NoSuchLevel from None


def band_of(level: Level) -> Band:
    """Return the band: 1 and 2 conflict, 3 and 4 heightened, 5 and 6 normal. Source: TE-10."""
    return tuple(Band)[(level - 1) // 2]


def level_name(level: Level, *, settings: TensionSettings = _DEFAULT) -> str:
    """Return "Significant", as the area calls it. Source: TE-10."""
    names: Mapping[str, str] = settings.level_names.model_dump()
    return names[f"level_{level:d}"]


def band_words(band: Band, *, settings: TensionSettings = _DEFAULT) -> str:
    """Return "conflict happening or happened", as the area says it. Source: TE-10."""
    words: Mapping[str, str] = settings.band_words.model_dump()
    return words[band]


def level_words(level: Level, *, settings: TensionSettings = _DEFAULT) -> str:
    """Return "2 Significant, conflict happening or happened": names alone do not rank. Source: TE-10."""
    words = band_words(band_of(level), settings=settings)
    return f"{level:d} {level_name(level, settings=settings)}, {words}"


def impact_assessment_duty(level: Level) -> ImpactAssessment:
    """Return whether a community impact assessment is owed at this level. Source: TE-11."""
    return _DUTIES[band_of(level)]
