"""The year that plans and quarterly reports are made for: it begins in April unless the area says otherwise. TE-23."""

from datetime import date

from sqlalchemy.orm import Session

from service.store.queries.public import rules_of_area
from workflows import PROFILES, AreaRules


def rules_today(session: Session, area_id: int, *, today: date) -> AreaRules:
    """Give the area's settings of today; the default ones before it has any."""
    return rules_of_area(session, area_id, today=today) or PROFILES["default"]


def first_month(rules: AreaRules) -> int:
    """Give the month in which the area's reporting year begins."""
    return int(rules.report_year_starts[:2])


def report_year(day: date, rules: AreaRules) -> int:
    """Give the calendar year in which the reporting year of a day begins. Source: TE-23, TE-24."""
    return day.year if day.month >= first_month(rules) else day.year - 1


def year_words(year: int, rules: AreaRules) -> str:
    """Give "2026/27", or "2026" where the reporting year is the calendar year."""
    return str(year) if first_month(rules) == 1 else f"{year}/{(year + 1) % 100:02}"
