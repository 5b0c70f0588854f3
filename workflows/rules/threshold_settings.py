"""What an area may set about the threshold: numbers, windows, routes. The rule that reads them: threshold.py."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_serializer


class BodyKind(StrEnum):
    """What kind of body a body is. Source: CT-03, domain B code lists."""

    COUNCIL = "council"
    COUNTY_COUNCIL = "county_council"
    POLICE = "police"
    HEALTH = "health"
    HOUSING_PROVIDER = "housing_provider"
    YOUTH_OFFENDING = "youth_offending"
    FIRE = "fire"
    PROBATION = "probation"
    EQUALITY = "equality"
    SCHOOLS = "schools"
    VOLUNTARY = "voluntary"
    OTHER = "other"


class Basis(StrEnum):
    """From which date the six months are measured. Source: CT-16."""

    COMPLAINT = "complaint"
    INCIDENT = "incident"


class FloorMode(StrEnum):
    """Whether the law's minimum decides a case or only warns. Source: CT-20."""

    ENFORCE = "enforce"
    WARN = "warn"


class Window(BaseModel):
    """A period that begins with a date and includes it. Source: CM-04, CT-15."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    length: int = Field(ge=1)
    unit: Literal["months", "days"]


class ThresholdSettings(BaseModel):
    """How an area counts. The defaults are those of the guidance. Source: CT-14 to CT-21, domain G."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    individual_n: int = Field(default=3, ge=1)
    group_n: int = Field(default=5, ge=1)
    group_occasions: int = Field(default=2, ge=1)
    hate_n: int | None = Field(default=None, ge=1)
    report_window: Window = Window(length=1, unit="months")
    eligibility_months: int = Field(default=6, ge=1)
    six_month_basis: Basis = Basis.COMPLAINT
    statutory_floor: FloorMode = FloorMode.ENFORCE
    floor_n: int = Field(default=3, ge=1, le=3)  # Explanatory Note 231: no higher than three
    pcso_counts: bool = True
    senior_manager_route: bool = False
    relevant_bodies: frozenset[BodyKind] = frozenset(
        {BodyKind.COUNCIL, BodyKind.POLICE, BodyKind.HEALTH, BodyKind.HOUSING_PROVIDER}
    )

    @field_serializer("relevant_bodies")
    def _sorted_bodies(self, bodies: frozenset[BodyKind]) -> list[str]:
        # A set has no order of its own: without this every stored version would differ from the last.
        return sorted(bodies)
