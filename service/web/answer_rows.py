"""Rows that people add and remove on a form, without script: two buttons of the form itself post the change.

`add_row` carries the name of the rows question, `remove_row` that name and the row's number ("people-2").
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

ADD = "add_row"
REMOVE = "remove_row"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """One row that is shown: its number as posted, whether it was just added, whether it may go."""

    key: str
    is_new: bool
    can_remove: bool


def is_row_change(posted: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether "Add another" or "Remove" was pressed: show the form again, judge nothing."""
    return ADD in posted or REMOVE in posted


def without_removed_row(posted: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """Return what was posted less the row that "Remove" names."""
    removed = tuple(f"{row}-" for row in posted.get(REMOVE, ()) if re.fullmatch(r"[a-z][a-z0-9_]*-[0-9]{1,4}", row))
    return {name: given for name, given in posted.items() if not (removed and name.startswith(removed))}


def row_keys(posted: Mapping[str, Sequence[str]], name: str, *, least: int) -> list[AnswerRow]:
    """Return the rows to show: those posted, at least `least`, and a fresh one when "Add another" asked for it."""
    posted = without_removed_row(posted)
    pattern = re.compile(rf"{re.escape(name)}-([0-9]{{1,4}})-")
    numbers = sorted({int(found.group(1)) for given in posted if (found := pattern.match(given))})
    fresh: list[int] = []
    if name in posted.get(ADD, ()):
        fresh.append(max(numbers, default=0) + 1)
    while len(numbers) + len(fresh) < max(least, 1):
        numbers.append(max([*numbers, *fresh], default=0) + 1)
    shown = [*numbers, *fresh]
    return [
        AnswerRow(key=str(number), is_new=number in fresh, can_remove=len(shown) > max(least, 1)) for number in shown
    ]
