"""What an area may set about racial incidents; titles of roles and clocks stand elsewhere. Source: domain G."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class HateRecording(StrEnum):
    """By whose view an incident is treated as racial. Source: MI-07."""

    PERCEPTION = "perception"  # the victim's, or any other person's
    JUDGEMENT = "judgement"  # the senior officer's, who says why; national recording is being replaced


class IncidentSettings(BaseModel):
    """How an area decides on a major racial incident. Source: MI-07, domain G."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    hate_recording: HateRecording = HateRecording.PERCEPTION
