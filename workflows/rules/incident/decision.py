"""Is it a major racial incident? Both limbs, with reasons, by the senior police officer. Source: MI-01, MI-05 to MI-08.

When the clocks of a declaration end: clocks.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workflows.rules.incident.clocks import DECLARATION_CLOCKS
from workflows.rules.incident.settings import HateRecording, IncidentSettings

_DEFAULT = IncidentSettings()


class IncidentAnswer(StrEnum):
    """What the senior officer decides. Source: MI-05, MI-06, MI-08."""

    MAJOR = "major"
    POTENTIAL = "potential"
    NOT_MAJOR = "not_major"


class IncidentRoute(StrEnum):
    """Where an incident goes after the decision. Source: MI-06, MI-08, MI-09."""

    PROTOCOL = "protocol"
    WATCH = "watch"
    ROUTINE_CASEWORK = "routine_casework"


@dataclass(frozen=True, slots=True, kw_only=True)
class LimbAnswer:
    """One limb of the definition, answered with reasons."""

    is_met: bool
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoLimbs:
    """Both limbs: caused or aggravated by racial prejudice, and likely to bring disorder. Source: MI-01."""

    prejudice: LimbAnswer
    disorder: LimbAnswer

    @property
    def are_met(self) -> bool:
        """Whether both are met: then, and only then, the incident is major."""
        return self.prejudice.is_met and self.disorder.is_met


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentDecision:
    """The answer and what follows: `starts` are ids of clocks; `faults` keep it from being taken.

    A potential incident warns the same contacts without clocks of the protocol and is decided again.
    """

    answer: IncidentAnswer
    route: IncidentRoute
    starts: tuple[str, ...]
    warns_contacts: bool
    needs_hand_over: bool
    faults: tuple[str, ...]


_ROUTES = {
    IncidentAnswer.MAJOR: IncidentRoute.PROTOCOL,
    IncidentAnswer.POTENTIAL: IncidentRoute.WATCH,
    IncidentAnswer.NOT_MAJOR: IncidentRoute.ROUTINE_CASEWORK,
}
_STARTS = {
    IncidentAnswer.MAJOR: DECLARATION_CLOCKS,
    IncidentAnswer.POTENTIAL: ("mi_redecide",),
    IncidentAnswer.NOT_MAJOR: (),
}
_NO_PREJUDICE_REASONS = "Enter why it is, or is not, caused or aggravated by racial prejudice"
_NO_DISORDER_REASONS = "Enter why it is, or is not, likely to bring disorder"
_NOT_BOTH = "Both parts must be met for a major racial incident. Choose potential, or not major"
_BOTH = "Both parts are met: this is a major racial incident. Change a part, or declare it"


def answer_of(limbs: TwoLimbs, *, may_become_major: bool = False) -> IncidentAnswer:
    """Return the answer that the limbs give; what may still become major is potential. Source: MI-01, MI-06."""
    if limbs.are_met:
        return IncidentAnswer.MAJOR
    return IncidentAnswer.POTENTIAL if may_become_major else IncidentAnswer.NOT_MAJOR


def decide_incident(answer: IncidentAnswer, limbs: TwoLimbs) -> IncidentDecision:
    """Return what follows from the senior officer's answer, and what is wrong with it.

    Both limbs need reasons, whatever the answer; major needs both met, and both met is major.
    Source: MI-01, MI-05 to MI-09.
    """
    return IncidentDecision(
        answer=answer,
        route=_ROUTES[answer],
        starts=_STARTS[answer],
        warns_contacts=answer is IncidentAnswer.POTENTIAL,
        needs_hand_over=answer is IncidentAnswer.NOT_MAJOR,
        faults=_faults(answer, limbs),
    )


def is_treated_as_racial(*, is_perceived: bool, officer_agrees: bool, settings: IncidentSettings = _DEFAULT) -> bool:
    """Return whether an incident is treated as racial: by anybody's view, or by the officer's. Source: MI-07."""
    if settings.hate_recording is HateRecording.PERCEPTION:
        return is_perceived or officer_agrees
    return officer_agrees


def _faults(answer: IncidentAnswer, limbs: TwoLimbs) -> tuple[str, ...]:
    faults = []
    if not limbs.prejudice.reasons.strip():
        faults.append(_NO_PREJUDICE_REASONS)
    if not limbs.disorder.reasons.strip():
        faults.append(_NO_DISORDER_REASONS)
    if limbs.are_met != (answer is IncidentAnswer.MAJOR):
        faults.append(_BOTH if limbs.are_met else _NOT_BOTH)
    return tuple(faults)
