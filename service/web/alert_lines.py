"""One line above the menu for each open alert on whose list the person is; no one else sees it. Brief, Part 1."""

from dataclasses import dataclass

from flask import request, url_for

from service.access import OF_TENSION, Role, SignedIn
from service.store.queries.own_notices import waiting_for
from service.store.queries.tension_alerts import OpenAlert, open_alerts_of
from service.store.queries.tension_board import duties_of, tension_settings
from service.web import context
from service.web.casework.duty_words import by_words, duty_of
from service.web.casework.office import office_of
from service.web.level_words import shown_level
from workflows.rules.tension import TensionSettings

OPENS_A_TENSION = (*OF_TENSION, Role.DIRECTOR)  # who may be on the list and can open the case from it


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertLine:
    """An open alert in one line."""

    words: str
    href: str
    answer_href: str = ""  # to the own row, while the own answer is waited for


def alert_lines(who: SignedIn | None) -> list[AlertLine]:
    """Give the lines for a person; one small query for those who are never on a list."""
    if who is None or not who.has_role_anywhere(*OPENS_A_TENSION):
        return []
    found = open_alerts_of(context.read_session(), who.person_id)
    if not found:
        return []
    settings = tension_settings(context.read_session(), today=context.today())
    lines = [_line(who, alert, settings.get(alert.area_id, TensionSettings())) for alert in found]
    return [line for line in lines if line.href != request.path]  # the page of the case says it better


def _line(who: SignedIn, alert: OpenAlert, settings: TensionSettings) -> AlertLine:
    level = shown_level(alert.level, settings)
    named = f"{level.number}, {level.name}" if level else str(alert.level)
    waits = waiting_for(context.read_session(), who.person_id, case_id=alert.case_id)
    href = url_for("tension.tension_page", reference=alert.reference)
    return AlertLine(
        words=f"{alert.area_name} is at level {named}.{_duty(who, alert)}",
        href=href,
        answer_href=f"{href}#notice-{waits[-1].notice_id}" if waits else "",
    )


def _duty(who: SignedIn, alert: OpenAlert) -> str:
    duties = duties_of(context.read_session(), alert.case_id)
    if not duties:
        return ""
    row = duties[0]
    when = by_words(row, office_of(who).unit_of(row.clock), now=context.now())
    return f" {duty_of(row.clock).heading} {when.removesuffix(' today')}."
