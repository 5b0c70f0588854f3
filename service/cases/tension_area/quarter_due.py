"""Which quarter an area must report on next, and by when. The clock: te_quarterly_report. Source: TE-23."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from service.access import TENSION
from service.cases.calendars import calendar_for
from service.cases.procedures import newest_version
from service.cases.settings_commands import register_in_force
from service.cases.tension_area.report_year import first_month, rules_today
from service.store.queries.quarterly import last_issued_on
from workflows import AreaRules, BusinessCalendar, ClockRule, effective_register
from workflows.rules.tension import Quarter, quarter_of, report_dates

CLOCK = "te_quarterly_report"
ALERT_CLOCK = "te_alert"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterDue:
    """The next quarter to report on. `is_over`: it has ended, so the report may be issued."""

    quarter: Quarter
    is_over: bool
    limit_on: date
    limit_at: datetime
    next_limit_on: date  # of the report after it


def quarter_due(session: Session, area_id: int, *, today: date) -> QuarterDue:
    """Give the quarter after the last report; with none yet, the last one that ended. Raises AreaNotReady."""
    rules = rules_today(session, area_id, today=today)
    rule, calendar = clock_of(session, rules, CLOCK), calendar_for(session, rules)
    quarter = _quarter_due(session, area_id, rules, today=today)
    dates = report_dates(rule, quarter, calendar=calendar)
    return QuarterDue(
        quarter=quarter,
        is_over=quarter.ends_on < today,
        limit_on=dates.limit_on,
        limit_at=dates.limit_at,
        next_limit_on=_next_limit(rule, quarter, calendar),
    )


def clock_of(session: Session, rules: AreaRules, clock: str) -> ClockRule:
    """Give a clock as it runs in an area. Raises AreaNotReady."""
    procedure = newest_version(session, TENSION)
    register = procedure.register if procedure else register_in_force(session)
    return effective_register(register, rules).rule(clock)


def _quarter_due(session: Session, area_id: int, rules: AreaRules, *, today: date) -> Quarter:
    begins_in = first_month(rules)
    issued_on = last_issued_on(session, area_id)
    if issued_on is None:
        return quarter_of(today, year_starts_in=begins_in).previous
    return quarter_of(issued_on, year_starts_in=begins_in).next


def _next_limit(rule: ClockRule, quarter: Quarter, calendar: BusinessCalendar) -> date:
    return report_dates(rule, quarter.next, calendar=calendar).limit_on
