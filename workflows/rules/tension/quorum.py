"""Whether the inter-agency team may decide: police, council and one more. Source: TE-02."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from workflows.date_words import and_list
from workflows.rules.tension.settings import TeamMember, TensionSettings

_DEFAULT = TensionSettings()
MEMBER_WORDS = {
    TeamMember.POLICE: "the police",
    TeamMember.COUNCIL: "the council",
    TeamMember.PARTNERSHIP: "the community safety partnership",
    TeamMember.ASB_TEAM: "the ASB team",
    TeamMember.YOUTH: "the Youth Service",
    TeamMember.HOUSING: "the housing provider",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quorum:
    """Whether enough of the team is there, and who is missing, in words."""

    is_met: bool
    missing: tuple[TeamMember, ...]
    others_missing: int
    words: str


def find_quorum(present: Collection[TeamMember], *, settings: TensionSettings = _DEFAULT) -> Quorum:
    """Return whether those present make a quorum. Invited members never stand in for core ones. Source: TE-02."""
    missing = tuple(member for member in settings.quorum_always if member not in present)
    others = sum(member in present for member in settings.quorum_others)
    lacking = max(0, settings.quorum_others_needed - others)
    is_met = not missing and not lacking
    return Quorum(
        is_met=is_met,
        missing=missing,
        others_missing=lacking,
        words="" if is_met else _words(missing, lacking, settings),
    )


def _words(missing: tuple[TeamMember, ...], lacking: int, settings: TensionSettings) -> str:
    named = [MEMBER_WORDS[member] for member in missing]
    if lacking:
        others = [MEMBER_WORDS[member] for member in settings.quorum_others]
        named.append(" or ".join(others) if lacking == 1 else f"{lacking} of {and_list(others)}")
    return f"Not enough of the team: {and_list(named)} must be there."
