"""When the area's guidance must be reviewed again. Source: CT-54; the clock: cm_guidance_review."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for

from service.access import COMMUNITY_TRIGGER, SignedIn, may_see_settings
from service.cases.procedures import newest_version
from service.store.queries.public import find_area
from service.store.queries.settings import area_codes
from service.web import context
from workflows import (
    AreaRules,
    ClockRegister,
    Due,
    DuePhrase,
    area_calendar,
    distance_words,
    effective_register,
    long_date,
    morning_of,
    set_clock,
)

CLOCK = "cm_guidance_review"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidanceDue:
    """The next review in words; `phrase` is None while nobody has recorded the last one."""

    words: str
    why: str
    phrase: DuePhrase | None = None
    limit_on: date | None = None


def guidance_due(rules: AreaRules, register: ClockRegister, *, now: datetime) -> GuidanceDue:
    """Give by when the guidance must be reviewed, and why then."""
    reviewed_on = rules.guidance.reviewed_on
    rule = register.rule(CLOCK)
    if reviewed_on is None:
        return GuidanceDue(
            words="Nobody has recorded when the guidance began or was last reviewed.",
            why=f"It is reviewed every {rule.limit} months (CT-54).",
        )
    calendar = area_calendar(rules)
    dates = set_clock(rule, trigger_at=morning_of(reviewed_on), calendar=calendar)
    due = Due(limit_on=dates.limit_on, limit_at=dates.limit_at, unit=rule.unit)
    return GuidanceDue(
        words=f"Review the guidance by {long_date(dates.limit_on)}.",
        why=f"That is within {rule.limit} months of {long_date(reviewed_on)} (CT-54).",
        phrase=distance_words(due, now=now, calendar=calendar),
        limit_on=dates.limit_on,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidanceLine:
    """When one area's guidance must be reviewed, for those who see to it."""

    area: str
    href: str
    due: GuidanceDue


def guidance_lines(who: SignedIn) -> Iterator[GuidanceLine]:
    """Give a line for each area whose rules the person looks after. Source: CT-54."""
    session, today = context.read_session(), context.today()
    procedure = newest_version(session, COMMUNITY_TRIGGER)
    for area_id, code in area_codes(session).items():
        area = find_area(session, code, today=today) if may_see_settings(who, area_id=area_id) else None
        if procedure is None or area is None:
            continue
        register = effective_register(procedure.register, area.rules)
        yield GuidanceLine(
            area=area.name,
            href=url_for("owners.settings_page", area_code=code, slug="guidance"),
            due=guidance_due(area.rules, register, now=context.now()),
        )
