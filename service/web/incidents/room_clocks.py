"""The running clocks of an incident: whose each is, target, limit, and where it stands. Source: A.5, MI-15, MI-20."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from flask import url_for

from service.store.queries.case_clocks import ClockRow
from service.web.casework.clock_words import limit_words, phrase_of
from service.web.casework.duty_words import duty_of
from service.web.casework.next_duty import running_duties
from service.web.incidents.room_view import RoomView
from workflows import DuePhrase, Unit, and_list, date_and_time, long_date

MOST_HOLIDAYS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomClock:
    """One line of the table."""

    duty: str
    whose: str
    target: str
    limit: str
    why_href: str
    phrase: DuePhrase
    note: str  # "Calendar days: Christmas Day counts"


def room_clocks(view: RoomView) -> list[RoomClock]:
    """Give the clocks that run, the first to end first."""
    return [_line(view, row) for row in running_duties(view.clocks)]


def whose(view: RoomView, clock: str) -> str:
    """Give whose duty a clock is: "You", or the names of those who hold the office."""
    roles = duty_of(clock).roles
    if view.who.has_role(*roles, area_id=view.area_id):
        return "You"
    return and_list(view.holders(*roles)[:2]) if roles else ""


def _line(view: RoomView, row: ClockRow) -> RoomClock:
    return RoomClock(
        duty=duty_of(row.clock).heading,
        whose=whose(view, row.clock),
        target=_target(view, row),
        limit=limit_words(view.opened, row),
        why_href=url_for("casework.why_date", reference=view.opened.head.reference, clock_id=row.clock_id),
        phrase=phrase_of(view.opened, row),
        note=_note(view, row),
    )


def _target(view: RoomView, row: ClockRow) -> str:
    if view.opened.unit_of(row.clock) is Unit.MINUTES:
        return date_and_time(row.remind_at) if row.remind_at else "At once"
    return long_date(row.target_on) if row.target_on else ""


def _note(view: RoomView, row: ClockRow) -> str:
    """Say which days count that elsewhere would not. Source: CM-05, brief page 8."""
    if view.opened.unit_of(row.clock) is not Unit.CALENDAR_DAYS:
        return ""
    names = list(dict.fromkeys(_holidays(view, row)))[:MOST_HOLIDAYS]
    if names:
        return f"Calendar days: {and_list(names)} {'counts' if len(names) == 1 else 'count'}"
    days = (row.limit_on - row.trigger_on).days
    has_weekend = any((row.trigger_on + timedelta(days=n)).weekday() >= 5 for n in range(1, days + 1))
    return "Calendar days: the weekend counts" if has_weekend else "Calendar days"


def _holidays(view: RoomView, row: ClockRow) -> Iterator[str]:
    for number in range(1, (row.limit_on - row.trigger_on).days + 1):
        name = view.opened.calendar.holiday_name(row.trigger_on + timedelta(days=number))
        if name:
            yield name
