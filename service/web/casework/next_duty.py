"""The next duty of a tension or an incident: what, by when, how it stands; where a case review has its promise."""

from collections.abc import Iterable

from service.store.queries.case_clocks import ClockRow
from service.store.queries.incidents import NOT_DUTIES as OF_ONE_READER
from service.store.queries.tension_board import NOT_DUTIES, ORDER
from service.web import context
from service.web.casework.clock_words import due_of
from service.web.casework.duty_words import duty_of, full_limit, target_words
from service.web.casework.opening import OpenCase
from service.web.casework.promise import Promise
from workflows import Tone, Unit

BESIDE = (*NOT_DUTIES, *OF_ONE_READER)  # clocks on one person or one report, beside the duties of the case
DAY_AND_NIGHT = "This clock runs day and night."


def running_duties(clocks: Iterable[ClockRow]) -> list[ClockRow]:
    """Give the running clocks that ask something of the people of the case, the first to end first."""
    return sorted((row for row in clocks if row.is_running and row.clock not in BESIDE), key=_nearest)


def next_duty(opened: OpenCase, clocks: Iterable[ClockRow]) -> Promise | None:
    """Give the duty that ends first; None where nothing is due."""
    owed = running_duties(clocks)
    if not owed:
        return None
    row, now = owed[0], context.now()
    unit = opened.unit_of(row.clock)
    phrase = opened.phrase(due_of(opened, row))
    heading, limit = duty_of(row.clock).heading, full_limit(row, unit, now=now)
    is_late = phrase.tone is Tone.LATE
    target = target_words(row.target_on, row.remind_at, unit, now=now)
    parts = (f"Target {target}." if target else "", DAY_AND_NIGHT if unit is Unit.MINUTES else "")
    return Promise(
        clock=row.clock,
        words=f"{heading}: it was due by {limit}" if is_late else f"{heading} by {limit}",
        support=" ".join(part for part in parts if part),
        phrase=phrase,
        is_promised=False,
        why_id=row.clock_id,
    )


def _nearest(row: ClockRow) -> tuple[float, int, int]:
    place = ORDER.index(row.clock) if row.clock in ORDER else len(ORDER)
    return row.limit_at.timestamp(), place, row.clock_id
