"""Ready sets of settings: the default, the guidance as it was written, and the real areas of the source documents.

A profile is where an area begins; its own changes follow and keep the profile's name. Real areas ship as settings
only, demonstration cases lie in invented ones (D-023).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workflows.area_rules import AppealSettings, AreaRules, VictimVoice
from workflows.rules.threshold_settings import FloorMode, ThresholdSettings

_DERBYSHIRE = "Office of the Police and Crime Commissioner for Derbyshire"
_THAMES_VALLEY = "Office of the Police and Crime Commissioner for Thames Valley"


@dataclass(frozen=True, slots=True, kw_only=True)
class RealArea:
    """One area of the source documents: its name, its police, and whose titles it uses. Source: domain C.1."""

    name: str
    police: str  # force and division as the sources have them; divisions have changed since
    appeals_to: str
    titles: Mapping[str, str] = field(default_factory=dict)
    note: str = ""

    @property
    def rules(self) -> AreaRules:
        """The settings: those of today, with the area's own appeal body and titles."""
        return AreaRules(
            profile=self.name, appeal=AppealSettings(body_name=self.appeals_to), role_titles=dict(self.titles)
        )

    @property
    def words(self) -> str:
        """What the profile holds, for whoever chooses one."""
        return " ".join(part for part in (f"{self.police}.", f"Appeals go to: {self.appeals_to}.", self.note) if part)


def _district(name: str, division: str) -> RealArea:
    return RealArea(
        name=name, police=f"Derbyshire Constabulary, division {division} in the guidance", appeals_to=_DERBYSHIRE
    )


REAL_AREAS: tuple[RealArea, ...] = (
    _district("Amber Valley", "C"),
    _district("Bolsover", "C"),
    _district("Chesterfield", "C"),
    _district("Derbyshire Dales", "B"),
    _district("Erewash", "D"),
    _district("High Peak", "B"),
    _district("North East Derbyshire", "C"),
    _district("South Derbyshire", "D"),
    RealArea(
        name="Derby City",
        police="Derbyshire Constabulary, division D in the guidance",
        appeals_to=_DERBYSHIRE,
        titles={
            "director": "Director of Community Safety Partnership",
            "asb_manager": "Anti-Social Behaviour Team manager",
            "council_officer": "Derby City Council nominated officer",
            "comms_officer": "Communications officer",
            "commander": "Divisional Commander",
        },
        note="Titles of the community tensions framework.",
    ),
    RealArea(
        name="Milton Keynes",
        police="Thames Valley Police",
        appeals_to=_THAMES_VALLEY,
        titles={
            "senior_officer": "Senior police officer",
            "crro": "Community and Race Relations Officer",
            "coordinator": "Community Safety Partnership Co-ordinator",
            "police_coordinator": "Police Partnership Co-ordinator",
        },
        note="Titles of the racial incidents strategy.",
    ),
)

PROFILES: Mapping[str, AreaRules] = {
    "default": AreaRules(),
    # The practitioner guidance as it was written: the law's minimum only warns, the victim does not attend.
    "source v0.2": AreaRules(
        profile="source v0.2",
        scheme_name="Community Trigger",
        formerly="",
        threshold=ThresholdSettings(statutory_floor=FloorMode.WARN, pcso_counts=False),
        victim_voice=VictimVoice.NONE,
    ),
    **{area.name: area.rules for area in REAL_AREAS},
}
PROFILE_WORDS: Mapping[str, str] = {
    "default": "The practice of today. The law’s minimum decides, and the victim comes to the first part of the "
    "meeting.",
    "source v0.2": "The practitioner guidance as it was written. The law’s minimum only warns, and the victim does not "
    "attend.",
    **{area.name: area.words for area in REAL_AREAS},
}
