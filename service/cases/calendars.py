"""Business calendars with the proclaimed holidays of the table. Counting: workflows.business_calendar."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.people import ExtraHoliday
from workflows import AreaRules, BusinessCalendar

_CALENDARS: dict[tuple[object, ...], BusinessCalendar] = {}


def calendar_for(session: Session, rules: AreaRules) -> BusinessCalendar:
    """Give the calendar of an area's nation with the holidays added and removed so far. Source: CM-01, D-014."""
    rows = session.execute(select(ExtraHoliday.on, ExtraHoliday.name, ExtraHoliday.change)).all()
    added = {holiday.on: holiday.name for holiday in rules.holidays_added}
    added |= {row.on: row.name for row in rows if row.change == "add"}
    removed = frozenset(rules.holidays_removed) | {row.on for row in rows if row.change == "remove"}
    return _calendar(rules.nation, added, removed)


def _calendar(nation: str, added: dict[date, str], removed: frozenset[date]) -> BusinessCalendar:
    key = (nation, tuple(sorted(added.items())), removed)
    if key not in _CALENDARS:
        _CALENDARS[key] = BusinessCalendar.for_nation(nation, added=added, removed=removed)
    return _CALENDARS[key]
