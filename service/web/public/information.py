"""Pages that inform: consent, our use of information, other formats, accessibility. Source: DP-01, DP-10, CT-08."""

from typing import Any

from flask import request, url_for

from service.cases.application_form import PRIVACY_NOTICE_VERSION
from service.errors import NotFoundForYou
from service.store.queries.public import PublicArea
from service.web.public import route
from service.web.public.apply import APPLICATION, spot_address
from service.web.public.blueprint import blueprint
from service.web.public.browser_draft import the_area, the_draft
from service.web.public.frame import show
from service.web.public.route import Spot


@blueprint.get(f"{APPLICATION}/about-consent")
def about_consent(area_code: str) -> str:
    """What written consent is, before the people are named. Source: CT-08, DP-01."""
    draft = the_draft(area_code)
    way = route.main_route(draft.view.answers, draft.area)
    here = Spot(slug=route.INFORMATION)
    if here not in way:
        raise NotFoundForYou
    earlier = route.before(here, way)
    return show(
        "about_consent.html",
        draft.area,
        answers=draft.view.answers,
        basis=draft.view.answers.get("basis"),
        next_href=url_for("public.items", area_code=area_code, name="victims"),
        back_href=spot_address(draft, earlier) if earlier else url_for("public.start", area_code=area_code),
    )


@blueprint.get("/privacy")
@blueprint.get("/ask/<area_code>/privacy")
def privacy(area_code: str | None = None) -> str:
    """How we use information. Source: DP-01, DP-10."""
    return _page("privacy.html", area_code, version=PRIVACY_NOTICE_VERSION)


@blueprint.get("/formats")
@blueprint.get("/ask/<area_code>/formats")
def other_formats(area_code: str | None = None) -> str:
    """How to get another format or language, or help by phone. Source: CT-04, domain D."""
    return _page("formats.html", area_code)


@blueprint.get("/accessibility")
@blueprint.get("/ask/<area_code>/accessibility")
def accessibility(area_code: str | None = None) -> str:
    """How usable these pages are, and whom to tell when they are not."""
    return _page("accessibility.html", area_code)


def _page(template: str, area_code: str | None, **values: Any) -> str:
    area: PublicArea | None = the_area(area_code) if area_code else None
    back = url_for("public.start", area_code=area_code) if area_code else url_for("public.areas")
    return show(template, area, back_href=_same_site_way_back() or back, **values)


def _same_site_way_back() -> str:
    """Give the page of ours that led here, so that nobody loses the place in a form."""
    came_from = request.referrer or ""
    inside = came_from.removeprefix(request.host_url)
    return f"/{inside}" if inside != came_from and not inside.startswith(("/", "\\")) else ""
