"""The days that a sealed letter promises, by the field that names each. Source: D-008, CM-10."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

LAST_DAY_TO_APPEAL = "appeal_last_day"  # of a decision letter: until when one may appeal


def promised_days(promises: Iterable[Mapping[str, Any]], *fields: str) -> Iterator[tuple[str, date]]:
    """Give field and day of what a letter promises in these fields, in the order of the letter."""
    for promise in promises:
        if promise["field"] in fields:
            yield promise["field"], date.fromisoformat(promise["on"])
