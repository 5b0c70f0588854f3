"""What a change of level starts, ends and asks for; and when a case may close. Source: TE-26 to TE-29.

How long the clocks are: the clock register. Suggesting a level: suggestion.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from workflows.clock_register import ClockRegister
from workflows.date_words import length_words
from workflows.rules.tension.levels import Band, Level, band_of


class MoveKind(StrEnum):
    """What a change of level is. Source: TE-26 to TE-28."""

    FIRST = "first"
    SAME_LEVEL = "same_level"
    INSIDE_BAND = "inside_band"
    ESCALATION = "escalation"
    DE_ESCALATION = "de_escalation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A level agreed, and what follows. `starts` and `cancels` are ids of clocks.

    `tells_change`: those told before get L-TE-04. `stands_down`: that notice is the stand-down.
    """

    kind: MoveKind
    band: Band
    starts: tuple[str, ...]
    cancels: tuple[str, ...]
    needs_normality_check: bool
    stands_down: bool
    tells_change: bool

    @property
    def changes_band(self) -> bool:
        """Whether other duties apply from now on."""
        return self.kind in (MoveKind.FIRST, MoveKind.ESCALATION, MoveKind.DE_ESCALATION)


# What begins when a band is entered. The rhythm of the impact assessment begins with its first version.
_STARTS: Mapping[Band, tuple[str, ...]] = {
    Band.CONFLICT: ("te_alert", "te_alert_deputy", "te_meet_urgent", "te_first_cia", "te_review_conflict"),
    Band.HEIGHTENED: ("te_inform", "te_meet", "te_review_heightened"),
    Band.NORMAL: ("te_review_normal",),
}
_LATER: Mapping[Band, tuple[str, ...]] = {
    Band.CONFLICT: ("te_cia_review_conflict",),
    Band.HEIGHTENED: ("te_chief_officers", "te_cia_review_heightened"),
    Band.NORMAL: (),
}
_REVIEWS = {
    Band.CONFLICT: "te_review_conflict",
    Band.HEIGHTENED: "te_review_heightened",
    Band.NORMAL: "te_review_normal",
}
_STAYS = "Starts no new clock: those who were told hear of the change"
_IMPACT_REVIEWS = {Band.CONFLICT: "te_cia_review_conflict", Band.HEIGHTENED: "te_cia_review_heightened"}


def what_a_move_starts(old: Level | None, new: Level) -> Move:
    """Return what follows when a level is agreed; `old` is None for the first one.

    Inside a band no clock begins. Into 1 and 2 the slower clocks end and the urgent ones begin. Down from 1 and 2
    normality is checked, and at 5 and 6 those who were told are stood down. Source: TE-12, TE-17, TE-26 to TE-28.
    """
    kind, band = _kind(old, new), band_of(new)
    left = band_of(old) if old is not None else None
    enters = kind not in (MoveKind.SAME_LEVEL, MoveKind.INSIDE_BAND)
    return Move(
        kind=kind,
        band=band,
        starts=_STARTS[band] if enters else (),
        cancels=clocks_of(left) if enters and left is not None else (),
        needs_normality_check=kind is MoveKind.DE_ESCALATION and left is Band.CONFLICT,
        stands_down=kind is MoveKind.DE_ESCALATION and band is Band.NORMAL,
        tells_change=kind in (MoveKind.INSIDE_BAND, MoveKind.DE_ESCALATION),
    )


def clocks_of(band: Band) -> tuple[str, ...]:
    """Return every clock that may run while the band lasts, and ends with it. Source: TE-26, A.5."""
    return _STARTS[band] + _LATER[band]


def review_clock(level: Level) -> str:
    """Return the clock by which the level is reviewed: every 24 hours, 5 working days, or month. Source: TE-33."""
    return _REVIEWS[band_of(level)]


def impact_review_clock(level: Level) -> str | None:
    """Return the clock by which the impact assessment is reviewed; None where none is owed. Source: TE-11."""
    return _IMPACT_REVIEWS.get(band_of(level))


def first_level_clock(*, has_violence: bool) -> str:
    """Return the clock until the first agreed level: faster if violence is reported. Source: TE-06."""
    return "te_first_level_violence" if has_violence else "te_first_level"


def may_close(level: Level, *, is_unfounded: bool = False) -> bool:
    """Return whether a case may close: from 5 or 6, or from any level as unfounded (set to 6 first).

    Source: TE-27, TE-29.
    """
    return is_unfounded or band_of(level) is Band.NORMAL


def was_acted_on(levels: Iterable[Level]) -> bool:
    """Return whether a case was ever at 1 to 4, so that people were told and what was done is evaluated.

    Source: TE-21, TE-27.
    """
    return any(band_of(level) is not Band.NORMAL for level in levels)


def starts_words(old: Level | None, new: Level, *, register: ClockRegister) -> str:
    """Return what choosing this level starts: "Starts: alert now, meet within 4 hours". Source: TE-26 to TE-28."""
    move = what_a_move_starts(old, new)
    if not move.changes_band:
        return _STAYS if move.tells_change else "Starts nothing: it is the same level"
    words = {
        Band.CONFLICT: f"alert now, meet within {_length(register, 'te_meet_urgent')}",
        Band.HEIGHTENED: f"inform the officers, meet within {_length(register, 'te_meet')}",
        Band.NORMAL: "monitoring, no meeting",
    }[move.band]
    review = _length(register, review_clock(new)).removeprefix("1 ")
    return f"Starts: {words}, review every {review}"


def _kind(old: Level | None, new: Level) -> MoveKind:
    if old is None:
        return MoveKind.FIRST
    if old == new:
        return MoveKind.SAME_LEVEL
    if band_of(old) is band_of(new):
        return MoveKind.INSIDE_BAND
    return MoveKind.ESCALATION if new < old else MoveKind.DE_ESCALATION


def _length(register: ClockRegister, clock_id: str) -> str:
    rule = register.rule(clock_id)
    return length_words(rule.limit, rule.unit)
