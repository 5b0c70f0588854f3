"""What an area itself owes: a quarterly report that is near or late, a set-up that is not finished. TE-01, TE-23.

The board shows these lines to all who may read what the area prepares; the director among them, as a late report must
be (domain A.5, te_quarterly_report).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from service.cases.tension_area.quarter_due import quarter_due
from service.store.queries.tension_area import set_up_state
from service.web import context
from service.web.tension.area_page import QUARTERLY, SET_UP, OpenedArea, readable_areas
from service.web.tension.blueprint import blueprint
from service.web.tension.set_up_words import set_up_sentences
from workflows import Tone, long_date

NEAR = (Tone.LATE, Tone.TODAY, Tone.SOON)


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaDuty:
    """One thing an area owes: what, in bold how far away, and where it is done."""

    area: str
    lead: str
    words: str
    is_late: bool
    link: str
    href: str


@blueprint.app_template_global("area_duties")
def area_duties() -> list[AreaDuty]:
    """Give what the areas that this person may read owe now, by the names of the areas."""
    opened = (OpenedArea(area=area, page=SET_UP, may_change=False) for area in readable_areas(SET_UP))
    return [duty for one in opened for duty in (*_report(one), *_set_up(one))]


def _report(opened: OpenedArea) -> Iterator[AreaDuty]:
    due = quarter_due(context.read_session(), opened.area_id, today=context.today())
    phrase = opened.phrase(due.limit_on)
    if not due.is_over or phrase.tone not in NEAR:
        return
    yield AreaDuty(
        area=opened.area.name,
        lead=f"{phrase.line1}.",
        words=f"The quarterly report on {due.quarter.words}, by {long_date(due.limit_on)}.",
        is_late=phrase.tone is Tone.LATE,
        link="Quarterly report",
        href=opened.href(QUARTERLY),
    )


def _set_up(opened: OpenedArea) -> Iterator[AreaDuty]:
    state = set_up_state(context.read_session(), opened.area_id)
    if not state.missing:
        return
    lead, rest = set_up_sentences(state, today=context.today())
    yield AreaDuty(area=opened.area.name, lead=lead, words=rest, is_late=False, link="Setting up", href=opened.here)
