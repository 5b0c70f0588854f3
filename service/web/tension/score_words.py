"""Experienced, evidenced, potential: the finding, the table, the suggestion and what was agreed. TE-07 to TE-09."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from service.store.queries.tension_case import Scores
from workflows import clock_time, list_date, local_date, long_date
from workflows.rules.tension import Dimension, EepScores, trend_words

TOP = "Level 1 is the worst and is at the top."


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRow:
    """One of the three lines of the table."""

    name: str
    scores: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownScores:
    """The assessments in words and numbers, the oldest first."""

    finding: str
    days: tuple[str, ...]  # "Mon 14", with the time where a day has several
    numbers: tuple[str, ...]  # "14"
    months: str
    rows: tuple[ScoreRow, ...]
    told: str  # every value in words
    suggestion: str
    quote: str
    held: str


def shown_scores(found: Sequence[Scores], *, now: datetime) -> ShownScores | None:
    """Give the assessments as the page says them; None before the first."""
    if not found:
        return None
    last = found[-1]
    return ShownScores(
        finding=f"{_finding(found, now)} {TOP}",
        days=_days(found),
        numbers=tuple(str(local_date(one.at).day) for one in found),
        months=_months(found),
        rows=tuple(
            ScoreRow(name=name.capitalize(), scores=tuple(getattr(one, name) for one in found)) for name in Dimension
        ),
        told=" ".join(_told(one) for one in found),
        suggestion=_suggestion(last),
        quote=last.reasons,
        held=_held(last),
    )


def _eep(one: Scores) -> EepScores:
    return EepScores(experienced=one.experienced, evidenced=one.evidenced, potential=one.potential)


def _finding(found: Sequence[Scores], now: datetime) -> str:
    if len(found) == 1:
        one = found[0]
        return f"The first scores: experienced {one.experienced}, evidenced {one.evidenced}, potential {one.potential}."
    words = trend_words(_eep(found[0]), _eep(found[-1]))
    first_on, today = local_date(found[0].at), local_date(now)
    since = f"{clock_time(found[0].at)} today" if first_on == today else list_date(first_on, today=today)
    return f"Since {since}: {words[:1].lower()}{words[1:]}"


def _days(found: Sequence[Scores]) -> tuple[str, ...]:
    several = Counter(local_date(one.at) for one in found)
    return tuple(
        f"{local_date(one.at):%a} {local_date(one.at).day}"
        + (f", {clock_time(one.at)}" if several[local_date(one.at)] > 1 else "")
        for one in found
    )


def _months(found: Sequence[Scores]) -> str:
    first, last = (long_date(local_date(one.at)).split(" ")[2:] for one in (found[0], found[-1]))
    if first == last:
        return " ".join(last)
    return f"{first[0] if first[1] == last[1] else ' '.join(first)} to {' '.join(last)}"


def _told(one: Scores) -> str:
    day = long_date(local_date(one.at))
    return f"{day}: experienced {one.experienced}, evidenced {one.evidenced}, potential {one.potential}."


def _suggestion(last: Scores) -> str:
    """Give what the scores suggest beside what was agreed; the suggestion never decides. Source: TE-08, TE-09."""
    lead = f"The scores suggest level {last.suggested}"
    if last.agreed is None:
        return f"{lead}. No level was agreed from them yet."
    if last.settled_by:
        return f"{lead}. {last.settled_by} settled it at level {last.agreed}"
    if last.asb_level is None:
        return f"{lead}. The police set level {last.agreed}; the ASB team was not reached"
    if last.police_level is not None and last.police_level != last.asb_level:
        return (
            f"{lead}. The police say level {last.police_level}, the ASB team level {last.asb_level}: the more serious "
            f"applies until it is settled"
        )
    if last.agreed == last.suggested:
        return f"{lead}, and police and ASB team agreed it"
    return f"{lead}. Police and ASB team agreed level {last.agreed}"


def _held(last: Scores) -> str:
    if not last.is_held:
        return ""
    return (
        "The suggestion is held at 3: levels 1 and 2 mean conflict happening or happened, and none is evidenced. "
        "Consider 2?"
    )


def agreed_words(found: Sequence[Scores], *, now: datetime) -> str:
    """Give "Agreed today at 11:40am by Supt Bram Oyelaran and Nell Ashdown, council."; nothing before a level."""
    last = next((one for one in reversed(found) if one.agreed is not None and one.agreed_at is not None), None)
    if last is None or last.agreed_at is None:
        return ""
    day, today = local_date(last.agreed_at), local_date(now)
    on = "today" if day == today else f"on {list_date(day, today=today)}"
    when = f"{on} at {clock_time(last.agreed_at)}"
    if last.settled_by:
        return f"Settled {when} by {last.settled_by}."
    by = " and ".join(name for name in (last.police_by, last.asb_by) if name)
    verb = "Agreed" if last.asb_level is not None else "Set"
    return f"{verb} {when}{f' by {by}' if by else ''}."
