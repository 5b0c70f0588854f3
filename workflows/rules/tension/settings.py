"""What an area may set about tension: names of levels, words of bands, the cap, the quorum. Source: domain G."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

_FROZEN = ConfigDict(frozen=True, extra="forbid")


class TeamMember(StrEnum):
    """Who may sit in the inter-agency team. Source: TE-02."""

    POLICE = "police"
    COUNCIL = "council"
    PARTNERSHIP = "partnership"
    ASB_TEAM = "asb"
    YOUTH = "youth"
    HOUSING = "housing"


class LevelNames(BaseModel):
    """What the six levels are called; level 1 is the worst. Source: TE-10."""

    model_config = _FROZEN

    level_1: str = Field(default="High", min_length=1)
    level_2: str = Field(default="Significant", min_length=1)
    level_3: str = Field(default="Moderate", min_length=1)
    level_4: str = Field(default="Heightened", min_length=1)
    level_5: str = Field(default="Low", min_length=1)
    level_6: str = Field(default="Insignificant", min_length=1)


class BandWords(BaseModel):
    """What the three bands mean, as it is said after the name of a level. Source: TE-10."""

    model_config = _FROZEN

    conflict: str = Field(default="conflict happening or happened", min_length=1)
    heightened: str = Field(default="heightened tension, more risk", min_length=1)
    normal: str = Field(default="normal range", min_length=1)


class TensionSettings(BaseModel):
    """How an area assesses tension and who decides on it. Source: TE-02, TE-08, TE-10, domain G."""

    model_config = _FROZEN

    level_names: LevelNames = LevelNames()
    band_words: BandWords = BandWords()
    caps_suggestion: bool = True  # levels 1 and 2 are suggested only when something has happened (TE-08)
    quorum_always: tuple[TeamMember, ...] = (TeamMember.POLICE, TeamMember.COUNCIL)
    quorum_others: tuple[TeamMember, ...] = (TeamMember.PARTNERSHIP, TeamMember.ASB_TEAM)
    quorum_others_needed: int = Field(default=1, ge=0)

    @model_validator(mode="after")
    def _check_quorum(self) -> Self:
        if set(self.quorum_always) & set(self.quorum_others):
            raise ValueError("The same member is needed always and as one of the others")
        if self.quorum_others_needed > len(self.quorum_others):
            raise ValueError("More other members are needed than there are")
        return self
