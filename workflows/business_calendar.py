"""Which days count as working days, in one nation, with holidays added or removed by the administrator.

A table made once answers every question by look-up. Counting of limits lives in due_dates.py.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version

from holidays.utils import country_holidays

from workflows.errors import WorkflowError

NATIONS: Mapping[str, str] = {"ENG": "England", "WLS": "Wales", "SCT": "Scotland", "NIR": "Northern Ireland"}

# The names people know from the published list, where the library's differ.
_PUBLISHED_NAMES: Mapping[str, str] = {
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
    "State Funeral of Queen Elizabeth II": "Bank holiday for the State Funeral of Queen Elizabeth II",
    "Platinum Jubilee of Elizabeth II": "Platinum Jubilee bank holiday",
    "Coronation of Charles III": "Bank holiday for the coronation of King Charles III",
}
_SATURDAY = 5


class CalendarError(WorkflowError):
    """The calendar cannot answer."""


class CalendarTooShort(CalendarError):
    """The calendar of bank holidays does not reach that day. Ask an administrator to extend it."""

    def __init__(self, day: date | None = None) -> None:
        super().__init__()
        self.day = day


class UnknownNation(CalendarError):
    """There is no bank holiday list for that nation."""

    def __init__(self, nation: str) -> None:
        super().__init__()
        self.nation = nation


class HolidayAddedAndRemoved(CalendarError):
    """The same day was both added to the bank holidays and taken away from them."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self.day = day


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BusinessCalendar:
    """The working days of one nation. Equal questions cost the same whatever the number of days. Source: CM-01."""

    nation: str
    edition: str
    _names: Mapping[date, str] = field(repr=False)
    _working: tuple[date, ...] = field(repr=False)
    _up_to: Mapping[date, int] = field(repr=False)  # day -> number of working days up to and including it

    @classmethod
    def for_nation(
        cls,
        nation: str = "ENG",
        *,
        added: Mapping[date, str] | None = None,
        removed: Collection[date] = (),
        first_year: int = 2000,
        last_year: int = 2035,
    ) -> BusinessCalendar:
        """Return the calendar of a nation, one year of holidays at a time, with the area's own changes.

        Raises UnknownNation, HolidayAddedAndRemoved. Source: CM-01, D-014.
        """
        changes = (tuple(sorted((added or {}).items())), tuple(sorted(set(removed))))
        return _build(nation, changes, first_year, last_year)

    def is_working_day(self, day: date) -> bool:
        """Return whether the day is Monday to Friday and no bank holiday. Raises CalendarTooShort. Source: CM-01."""
        if day not in self._up_to:
            raise CalendarTooShort(day)
        return day.weekday() < _SATURDAY and day not in self._names

    def holiday_name(self, day: date) -> str | None:
        """Return the bank holiday's name, or None. It may fall on a weekend."""
        return self._names.get(day)

    def add_working_days(self, start_on: date, *, working_days: int) -> date:
        """Return the nth working day after the start, or before it if n is negative; 0 gives the start itself.

        The start need not be a working day. Raises CalendarTooShort. Source: CM-02.
        """
        try:
            count = self._up_to[start_on]
            if working_days > 0:
                return self._working[count + working_days - 1]
            if working_days == 0:
                return start_on
            # Backwards the start itself is not counted, if it works.
            position = count + working_days - (self._working[count - 1] == start_on)
            if position >= 0:
                return self._working[position]
        except (KeyError, IndexError):
            pass
        raise CalendarTooShort(start_on)

    def working_days_between(self, start_on: date, end_on: date) -> int:
        """Return how many working days lie in (start, end]; negative if the end comes first.

        Raises CalendarTooShort.
        """
        try:
            return self._up_to[end_on] - self._up_to[start_on]
        except KeyError as gone:
            raise CalendarTooShort(gone.args[0]) from None


_Changes = tuple[tuple[tuple[date, str], ...], tuple[date, ...]]


@lru_cache(maxsize=64)
def _build(nation: str, changes: _Changes, first_year: int, last_year: int) -> BusinessCalendar:
    names = _holiday_names(nation, changes, range(first_year, last_year + 1))
    working: list[date] = []
    up_to: dict[date, int] = {}
    day, end = date(first_year, 1, 1), date(last_year, 12, 31)
    while day <= end:
        if day.weekday() < _SATURDAY and day not in names:
            working.append(day)
        up_to[day] = len(working)
        day += timedelta(days=1)
    edition = _edition(nation, changes, first_year, last_year)
    return BusinessCalendar(nation=nation, edition=edition, _names=names, _working=tuple(working), _up_to=up_to)


def _holiday_names(nation: str, changes: _Changes, years: range) -> dict[date, str]:
    if nation not in NATIONS:
        raise UnknownNation(nation)
    # Without the subdivision the library leaves out Easter Monday and the August holiday.
    shipped = country_holidays("GB", subdiv=nation, years=years, language="en_GB", expand=False)
    names = {day: _published_name(name) for day, name in shipped.items()}
    added, removed = changes
    for day in removed:
        if any(day == other for other, _ in added):
            raise HolidayAddedAndRemoved(day)
        names.pop(day, None)
    return names | dict(added)


def _published_name(name: str) -> str:
    plain, substitute, _ = name.partition(" (observed)")
    known = _PUBLISHED_NAMES.get(plain, plain)
    return f"{known}, substitute" if substitute else known


def _edition(nation: str, changes: _Changes, first_year: int, last_year: int) -> str:
    words = f"{NATIONS[nation]} bank holidays {first_year} to {last_year}, list {version('holidays')}"
    added, removed = changes
    if not added and not removed:
        return words
    mark = sha256(repr(changes).encode()).hexdigest()[:6]
    return f"{words}, {len(added)} added, {len(removed)} removed ({mark})"
