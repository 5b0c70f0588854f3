"""The working days and the clocks that a list counts by: those of the person's area, or England's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from flask import g

from service.access import SignedIn
from service.cases.calendars import calendar_for
from service.cases.procedures import newest_versions
from service.store.queries.public import rules_of_area
from service.web import context
from workflows import (
    PROFILES,
    BusinessCalendar,
    ClockKind,
    Due,
    DuePhrase,
    Tone,
    Unit,
    and_list,
    distance_words,
    fires_at,
    list_date,
)

NEAR = 5  # working days
HOLIDAYS_AHEAD = 10
NO_DATE = DuePhrase("No date yet", "", Tone.LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Today, the calendar, and in what each clock counts."""

    today: date
    calendar: BusinessCalendar
    units: Mapping[str, Unit]
    not_limits: tuple[str, ...]

    @property
    def soon_on(self) -> date:
        """Give the last day of the next five working days."""
        return soon_on(self.calendar, self.today)

    def phrase(self, due_on: date | None, clock: str = "", *, limit_at: datetime | None = None) -> DuePhrase:
        """Give how far away a limit is, in the unit of its clock; one in minutes needs its instant."""
        if due_on is None:
            return NO_DATE
        unit = self.unit_of(clock)
        due = Due(limit_on=due_on, limit_at=limit_at or fires_at(due_on), unit=unit)
        return distance_words(due, now=context.now(), calendar=self.calendar)

    def unit_of(self, clock: str) -> Unit:
        """Give in what a clock counts; an unknown one in working days."""
        return self.units.get(clock, Unit.WORKING_DAYS)

    def short(self, day: date) -> str:
        """Give a date as a list of work prints it."""
        return list_date(day, today=self.today)

    def holiday_line(self) -> str:
        """Give the sentence on bank holidays in the next ten working days; empty where there is none."""
        last = self.calendar.add_working_days(self.today, working_days=HOLIDAYS_AHEAD)
        days = [self.today + timedelta(days=n) for n in range(1, (last - self.today).days + 1)]
        named = [day for day in days if day.weekday() < 5 and self.calendar.holiday_name(day)]
        if not named:
            return ""
        listed = and_list([self.short(day) for day in named])
        if len(named) == 1:
            return f"{listed} is a bank holiday. It does not count as a working day."
        return f"{listed} are bank holidays. They do not count as working days."


def office_of(who: SignedIn) -> Office:
    """Give the office of the signed-in person, read once a request."""
    if "office" not in g:
        procedures = newest_versions(context.read_session()).values()
        register = [rule for procedure in procedures for rule in procedure.register]
        g.office = Office(
            today=context.today(),
            calendar=calendar_of(who),
            units={rule.id: rule.unit for rule in register},
            not_limits=tuple(dict.fromkeys(rule.id for rule in register if rule.kind is not ClockKind.LIMIT)),
        )
    return cast(Office, g.office)


def soon_on(calendar: BusinessCalendar, today: date) -> date:
    """Give the last day of the next five working days: what a list of work shows by itself."""
    return calendar.add_working_days(today, working_days=NEAR)


def calendar_of(who: SignedIn) -> BusinessCalendar:
    """Give the calendar of the first area in which something is held, read once a request; else England's."""
    if "calendar" not in g:
        session = context.read_session()
        area_id = next((m.area_id for m in who.memberships if m.area_id is not None), None)
        rules = rules_of_area(session, area_id, today=context.today()) if area_id is not None else None
        g.calendar = calendar_for(session, rules or PROFILES["default"])
    return cast(BusinessCalendar, g.calendar)
