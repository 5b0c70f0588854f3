"""In which order people first hear of a declared incident, who comes next, and who heard out of order. Source: MI-19.

Who they are is the area's list of contacts; how they are told is not here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Rung(StrEnum):
    """Who is told of a declared incident, by the code of their contact, in order of the ladder. Source: MI-19."""

    CRRO = "crro"
    RACE_EQUALITY = "rec"
    COORDINATOR = "coordinator"
    COUNCIL_DUTY = "council_duty"
    CHIEF_OFFICER = "chief_officer_council"
    STAFF = "staff"
    MEMBERS = "member"


# Those of one step are told in any order among themselves (MI-10, MI-11).
_STEPS: tuple[tuple[Rung, ...], ...] = (
    (Rung.CRRO,),
    (Rung.RACE_EQUALITY, Rung.COORDINATOR, Rung.COUNCIL_DUTY),
    (Rung.CHIEF_OFFICER,),
    (Rung.STAFF,),
    (Rung.MEMBERS,),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """When the first of a rung was told, and when the last; None while some wait: many services make one rung."""

    first_at: datetime
    last_at: datetime | None

    @classmethod
    def once(cls, at: datetime) -> Told:
        """Return the telling of a rung that is one person."""
        return cls(first_at=at, last_at=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class RungStand:
    """One rung as it stands. Out of order: somebody who comes before was told later, or not yet."""

    rung: Rung
    told: Told | None
    is_out_of_order: bool
    is_next: bool


def order_of_notice(told: Mapping[Rung, Told]) -> tuple[RungStand, ...]:
    """Return every rung in its order: told or not, out of order, and who comes next.

    Next are those of the first step that is not complete. Source: MI-19.
    """
    following = next_rungs(told)
    return tuple(
        RungStand(
            rung=rung,
            told=told.get(rung),
            is_out_of_order=bool(told_too_early(rung, told)),
            is_next=rung in following,
        )
        for rung in Rung
    )


def next_rungs(told: Mapping[Rung, Told]) -> tuple[Rung, ...]:
    """Return who is to be told next; nothing once everybody has been. Source: MI-19."""
    for step in _STEPS:
        waiting = tuple(rung for rung in step if not _is_complete(rung, told))
        if waiting:
            return waiting
    return ()


def passed_over(rung: Rung, *, told: Mapping[Rung, Told]) -> tuple[Rung, ...]:
    """Return who would be passed over by telling this one now; if anybody is, a reason is owed. Source: MI-19.

    A rung of which some still wait is passed over too.
    """
    return tuple(each for each in _before(rung) if not _is_complete(each, told))


def told_too_early(rung: Rung, told: Mapping[Rung, Told]) -> tuple[Rung, ...]:
    """Return who came before this one but was told later, or has not been yet. Source: MI-19."""
    if rung not in told:
        return ()
    at = told[rung].first_at
    return tuple(each for each in _before(rung) if not _is_complete(each, told, by=at))


def _is_complete(rung: Rung, told: Mapping[Rung, Told], *, by: datetime | None = None) -> bool:
    last_at = told[rung].last_at if rung in told else None
    return last_at is not None and (by is None or last_at <= by)


def _before(rung: Rung) -> tuple[Rung, ...]:
    step = next(number for number, rungs in enumerate(_STEPS) if rung in rungs)
    return tuple(each for rungs in _STEPS[:step] for each in rungs)
