"""Which level the scores suggest, and what two views make of it. A suggestion never decides. Source: TE-08, TE-09."""

from __future__ import annotations

from dataclasses import dataclass

from workflows.rules.tension.levels import Level
from workflows.rules.tension.scores import EepScores
from workflows.rules.tension.settings import TensionSettings

_DEFAULT = TensionSettings()
_HELD_AT = Level.MODERATE
PROMPT = "consider 2?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """The level that the scores suggest. Held: the scores alone say worse, but nothing has happened yet."""

    level: Level
    is_held: bool
    prompt: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JointView:
    """The level that applies after police and ASB team spoke, or did not."""

    level: Level
    is_joint: bool
    must_settle: bool


def suggest_level(scores: EepScores, *, settings: TensionSettings = _DEFAULT) -> Suggestion:
    """Return the most serious of the three scores; without evidence of conflict, held at 3 with a prompt.

    Levels 1 and 2 mean conflict happening or happened. An area may switch the hold off. Source: TE-08.
    """
    worst = scores.most_serious
    if settings.caps_suggestion and worst < _HELD_AT <= scores.evidenced:
        return Suggestion(
            level=_HELD_AT,
            is_held=True,
            prompt=PROMPT,
            reason=f"The worst score is {worst:d}, but what is evidenced is {scores.evidenced}. Levels 1 and 2 mean "
            "that conflict is happening or has happened, so the suggestion is held at 3.",
        )
    return Suggestion(level=worst, is_held=False, prompt="", reason=f"The worst of the three scores is {worst:d}.")


def suggest_after_declaration(*, has_disorder_happened: bool) -> Level:
    """Return the level to suggest when a major racial incident opens a case of tension. Source: TE-32."""
    return Level.SIGNIFICANT if has_disorder_happened else Level.MODERATE


def settle_two_views(police: Level, *, asb_team: Level | None) -> JointView:
    """Return the level that applies: the agreed one, or the more serious until both seniors settle it.

    None: the ASB team was not reached. Then the level of the police applies and is not joint yet. Source: TE-09.
    """
    if asb_team is None:
        return JointView(level=police, is_joint=False, must_settle=False)
    return JointView(level=min(police, asb_team), is_joint=police == asb_team, must_settle=police != asb_team)


def must_give_reasons(agreed: Level, *, suggestion: Suggestion) -> bool:
    """Return whether reasons are owed because the agreed level is not the suggested one. Source: TE-09."""
    return agreed != suggestion.level
