"""One area opened for a page of what it prepares: who may read and write it, the side menu, the other areas."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import current_app, url_for

from service.cases.calendars import calendar_for
from service.cases.tension_area.report_year import rules_today
from service.cases.tension_area.who_may import (
    may_keep_contacts,
    may_prepare,
    may_read_contacts,
    may_read_preparations,
)
from service.errors import NotAllowed, NotFoundForYou
from service.store.queries.tension_area import AreaHead, list_area_heads
from service.web import context
from service.web.navigation import MenuItem
from workflows import AreaRules, BusinessCalendar, Due, DuePhrase, Unit, distance_words, fires_at


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaPage:
    """A page that every area has, and who may open and change it."""

    endpoint: str
    words: str
    may_read: Callable[..., bool]
    may_change: Callable[..., bool]


CONTACTS = AreaPage(
    endpoint="tension.contacts_of_area", words="Contacts", may_read=may_read_contacts, may_change=may_keep_contacts
)


def _prepared(endpoint: str, words: str) -> AreaPage:
    return AreaPage(endpoint=endpoint, words=words, may_read=may_read_preparations, may_change=may_prepare)


RESPONSES = _prepared("tension.responses_of_area", "Possible responses")
SET_UP = _prepared("tension.set_up_of_area", "Setting up")
ANNUAL_PLAN = _prepared("tension.plan_of_area", "Annual plan")
QUARTERLY = _prepared("tension.quarterly_of_area", "Quarterly report")
PAGES = (CONTACTS, RESPONSES, SET_UP, ANNUAL_PLAN, QUARTERLY)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedArea:
    """An area as one of its pages shows it to this person."""

    area: AreaHead
    page: AreaPage
    may_change: bool

    @property
    def area_id(self) -> int:
        """Give the number of the area."""
        return self.area.area_id

    @property
    def here(self) -> str:
        """Give the address of this page in this area."""
        return self.href(self.page)

    def href(self, page: AreaPage) -> str:
        """Give the address of one of the pages of this area."""
        return url_for(page.endpoint, area_code=self.area.code)

    @property
    def menu(self) -> list[MenuItem]:
        """Give the pages of this area that the person may open and that are built."""
        who = context.person()
        return [
            MenuItem(text=page.words, href=self.href(page), is_current=page is self.page)
            for page in PAGES
            if page.endpoint in current_app.view_functions and page.may_read(who, area_id=self.area_id)
        ]

    @property
    def other_areas(self) -> list[MenuItem]:
        """Give this page of every area that the person may read; nothing where it is one only."""
        readable = readable_areas(self.page)
        items = [
            MenuItem(
                text=area.name,
                href=url_for(self.page.endpoint, area_code=area.code),
                is_current=area.area_id == self.area_id,
            )
            for area in readable
        ]
        return items if len(items) > 1 else []

    @property
    def rules(self) -> AreaRules:
        """Give the area's settings of today; the default ones before it has any."""
        return rules_today(context.read_session(), self.area_id, today=context.today())

    @property
    def calendar(self) -> BusinessCalendar:
        """Give the working days of the area."""
        return calendar_for(context.read_session(), self.rules)

    def phrase(self, day: date) -> DuePhrase:
        """Give how far away a day is, in the area's working days."""
        due = Due(limit_on=day, limit_at=fires_at(day), unit=Unit.WORKING_DAYS)
        return distance_words(due, now=context.now(), calendar=self.calendar)


def readable_areas(page: AreaPage) -> list[AreaHead]:
    """Give the areas in which the person may read a page, by name."""
    who = context.person()
    return [area for area in list_area_heads(context.read_session()) if page.may_read(who, area_id=area.area_id)]


def first_area_href(page: AreaPage) -> str:
    """Give the address of the page in the first area. Raises NotAllowed where there is none."""
    areas = readable_areas(page)
    if not areas:
        raise NotAllowed
    return url_for(page.endpoint, area_code=areas[0].code)


def open_area(area_code: str, page: AreaPage) -> OpenedArea:
    """Open an area for this person. Raises NotFoundForYou for another's or an unknown one."""
    area = next((found for found in readable_areas(page) if found.code == area_code), None)
    if area is None:
        raise NotFoundForYou
    return OpenedArea(area=area, page=page, may_change=page.may_change(context.person(), area_id=area.area_id))


def open_to_change(area_code: str, page: AreaPage) -> OpenedArea:
    """Open an area to change it. Raises NotFoundForYou, or NotAllowed for those who only read it."""
    opened = open_area(area_code, page)
    if not opened.may_change:
        raise NotAllowed
    return opened
