"""Which quarter an area must report on next, and by when. The clock: te_quarterly_report. Source: TE-23."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from service.access import TENSION
from service.cases.calendars import calendar_for
from service.cases.procedures import newest_version
from service.cases.settings_commands import register_in_force
from service.cases.tension_area.report_year import first_month, rules_today
from service.store.queries.quarterly import area_set_up_on, last_issued_on
from workflows import AreaRules, BusinessCalendar, ClockRule, effective_register
from workflows.rules.tension import Quarter, quarter_of, report_dates

CLOCK = "te_quarterly_report"
ALERT_CLOCK = "te_alert"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterDue:
    """The next quarter to report on. `is_over`: it has ended, so the report may be issued.

    `set_up_on`: the day the area was set up, if this is its first report and that day is why it is no earlier one.
    """

    quarter: Quarter
    is_over: bool
    limit_on: date
    limit_at: datetime
    next_limit_on: date  # of the report after it
    set_up_on: date | None = None


def quarter_due(session: Session, area_id: int, *, today: date) -> QuarterDue:
    """Give the quarter after the last report; with none yet, the last one that ended. Raises AreaNotReady.

    An area owes no report on a quarter that began before it was set up. Source: rec, TE-23.
    """
    rules = rules_today(session, area_id, today=today)
    rule, calendar = clock_of(session, rules, CLOCK), calendar_for(session, rules)
    quarter, set_up_on = _quarter_due(session, area_id, rules, today=today)
    dates = report_dates(rule, quarter, calendar=calendar)
    return QuarterDue(
        quarter=quarter,
        is_over=quarter.ends_on < today,
        limit_on=dates.limit_on,
        limit_at=dates.limit_at,
        next_limit_on=_next_limit(rule, quarter, calendar),
        set_up_on=set_up_on,
    )


def clock_of(session: Session, rules: AreaRules, clock: str) -> ClockRule:
    """Give a clock as it runs in an area. Raises AreaNotReady."""
    procedure = newest_version(session, TENSION)
    register = procedure.register if procedure else register_in_force(session)
    return effective_register(register, rules).rule(clock)


def _quarter_due(session: Session, area_id: int, rules: AreaRules, *, today: date) -> tuple[Quarter, date | None]:
    """Give the quarter, and the day of the set-up where that day made it this one."""
    begins_in = first_month(rules)
    issued_on = last_issued_on(session, area_id)
    if issued_on is not None:
        return quarter_of(issued_on, year_starts_in=begins_in).next, None
    last = quarter_of(today, year_starts_in=begins_in).previous
    set_up_on = area_set_up_on(session, area_id)
    if set_up_on is None or set_up_on <= last.begins_on:
        return last, None
    first = quarter_of(set_up_on, year_starts_in=begins_in)
    return (first if first.begins_on == set_up_on else first.next), set_up_on


def _next_limit(rule: ClockRule, quarter: Quarter, calendar: BusinessCalendar) -> date:
    return report_dates(rule, quarter.next, calendar=calendar).limit_on
