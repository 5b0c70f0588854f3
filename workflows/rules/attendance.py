"""Who must attend the review meeting, decided from the facts of the case. Source: CT-32."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workflows.date_words import and_list
from workflows.rules.threshold_settings import BodyKind

SPOC = "spoc"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceFacts:
    """What decides. Landlords by body code; an age of None is unknown."""

    victim_landlords: Sequence[str] = ()
    perpetrator_landlords: Sequence[str] = ()
    perpetrators_under_18: Sequence[bool | None] = ()
    also_required: Sequence[BodyKind] = ()  # the area's own setting


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredAttendee:
    """Who must come: the SPOC or a kind of body, for a landlord the very one, and by what rule."""

    who: str
    body_code: str | None = None
    because: str
    must_be_manager: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """Those who must attend, and what to find out because it may add somebody."""

    required: tuple[RequiredAttendee, ...]
    to_find_out: tuple[str, ...]


_ALWAYS = (BodyKind.COUNCIL, BodyKind.POLICE, BodyKind.HEALTH)


def decide_attendance(facts: AttendanceFacts) -> Attendance:
    """Return who must attend.

    Council, police, health and SPOC always; a housing provider whose tenant is victim or alleged perpetrator;
    the youth offending service if an alleged perpetrator is under 18. Source: CT-32, CT-42.
    """
    required = [RequiredAttendee(who=SPOC, because="The SPOC always attends.", must_be_manager=False)]
    required += [RequiredAttendee(who=kind, because="Always attends, at manager level.") for kind in _ALWAYS]
    required += _landlords(facts)
    if any(facts.perpetrators_under_18):
        because = "An alleged perpetrator is under 18."
        required.append(RequiredAttendee(who=BodyKind.YOUTH_OFFENDING, because=because))
    present = {attendee.who for attendee in required}
    own = (kind for kind in dict.fromkeys(facts.also_required) if kind not in present)
    required += [RequiredAttendee(who=kind, because="The area’s own rules ask for it.") for kind in own]
    is_age_open = None in facts.perpetrators_under_18 and not any(facts.perpetrators_under_18)
    return Attendance(
        required=tuple(required),
        to_find_out=("Find out whether an alleged perpetrator is under 18.",) if is_age_open else (),
    )


def _landlords(facts: AttendanceFacts) -> list[RequiredAttendee]:
    reasons: dict[str, list[str]] = {}
    for code in facts.victim_landlords:
        reasons.setdefault(code, []).append("a victim")
    for code in facts.perpetrator_landlords:
        reasons.setdefault(code, []).append("an alleged perpetrator")
    return [
        RequiredAttendee(who=BodyKind.HOUSING_PROVIDER, body_code=code, because=_tenants(dict.fromkeys(tenants)))
        for code, tenants in reasons.items()
    ]


def _tenants(whose: Iterable[str]) -> str:
    tenants = list(whose)
    words = and_list(tenants)
    return f"{words[:1].upper()}{words[1:]} {'is its tenant' if len(tenants) == 1 else 'are its tenants'}."
