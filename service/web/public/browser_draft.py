"""The draft that this browser holds: a secret in the signed cookie leads to the stored answers. No writing here."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from flask import g, session

from service.cases.application_drafts import KEPT_AFTER_SENDING, DraftGone, hash_of_key, kept_until
from service.errors import NotFoundForYou
from service.store.queries.public import DraftView, PublicArea, find_area, find_draft
from service.web.context import now, read_session, today
from workflows import area_calendar

KEY = "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserDraft:
    """A draft with the key that opens it."""

    key: str
    area: PublicArea
    view: DraftView

    @property
    def last_day(self) -> date:
        """Give the last day on which these answers are kept."""
        return kept_until(self.view.saved_at, area_calendar(self.area.rules))


def the_area(area_code: str) -> PublicArea:
    """Give the area of an address, once a request. Raises NotFoundForYou."""
    if "area" not in g:
        is_code = area_code.isascii() and area_code.isalnum()
        g.area = find_area(read_session(), area_code, today=today()) if is_code else None
    if g.area is None:
        raise NotFoundForYou
    return cast(PublicArea, g.area)


def remember_draft(key: str) -> None:
    """Let this browser hold a draft until it is closed."""
    session[KEY] = key


def forget_browser_draft() -> None:
    """Take the draft from this browser; the stored answers stay."""
    session.pop(KEY, None)


def find_browser_draft(area: PublicArea, *, key: str | None = None) -> BrowserDraft | None:
    """Give the draft of this browser, or of a typed code, if it is of this area and still kept."""
    key = key or session.get(KEY)
    if not isinstance(key, str):
        return None
    view = find_draft(read_session(), key_hash=hash_of_key(key), now=now(), sent_for=KEPT_AFTER_SENDING)
    if view is None or view.area_id != area.id:
        return None
    draft = BrowserDraft(key=key, area=area, view=view)
    return draft if draft.last_day >= today() else None


def the_draft(area_code: str) -> BrowserDraft:
    """Give the draft of this browser. Raises NotFoundForYou, DraftGone."""
    draft = find_browser_draft(the_area(area_code))
    if draft is None:
        raise DraftGone
    return draft
