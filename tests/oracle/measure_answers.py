"""Our answers to the worked cases of measures: whether each promise was met on its day. Source: RP-03."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tests.oracle.dated_names import Answer, known, refuse_rest
from tests.oracle.shapes import CALENDAR, UnknownShape, at_noon, instant
from workflows.clock_dates import ClockDates
from workflows.clock_register import Unit
from workflows.deadline_state import deadline_state
from workflows.due_dates import fires_at, local_date

_LIMIT, _DONE = "_limit", ("_sent", "_done", "_held")


def is_a_measure(given: Mapping[str, Any]) -> bool:
    """Tell whether the fields are limits, each with the day it was done on, and nothing else."""
    duties = {name.removesuffix(_LIMIT) for name in given if name.endswith(_LIMIT)}
    done = {name.rpartition("_")[0] for name in given if name.endswith(_DONE)}
    return bool(duties) and duties == done and len(given) == 2 * len(duties)


def answer_measures(left: dict[str, Any]) -> Answer:
    """Return the function that answers how each duty was met. Raises UnknownShape."""
    if not is_a_measure(left):
        raise UnknownShape(f"gives {', '.join(left)}")
    duties = [name.removesuffix(_LIMIT) for name in list(left) if name.endswith(_LIMIT)]
    limits = {duty: at_noon(left.pop(f"{duty}{_LIMIT}")) for duty in duties}
    done = {name.rpartition("_")[0]: instant(left.pop(name)) for name in list(left)}
    refuse_rest(left)
    return known({duty: str(_state(limits[duty], done[duty])) for duty in duties}, {})


def _state(limit_at: datetime, done_at: datetime) -> str:
    limit_on = local_date(limit_at)
    dates = ClockDates(
        trigger_on=limit_on,
        trigger_at=limit_at,
        target_on=None,
        limit_on=limit_on,
        target_at=None,
        limit_at=fires_at(limit_on),
        amber_at=(),
        red_at=(),
        count=(),
        unit=Unit.WORKING_DAYS,
        calendar_edition=CALENDAR.edition,
    )
    return deadline_state(dates, now=done_at, done_at=done_at)
