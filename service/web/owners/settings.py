"""The settings pages of an area, but the clocks: read, considered, proposed. Source: brief page 10, domain G."""

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.access import may_see_settings
from service.errors import NotAllowed, NotFoundForYou
from service.store.queries.settings import area_codes
from service.web import context
from service.web.owners.blueprint import blueprint
from service.web.owners.guidance import guidance_due
from service.web.owners.settings_area import OpenedSettings, open_settings
from service.web.owners.settings_fields import GUIDANCE, PAGES
from service.web.owners.settings_kinds import SettingsPage
from service.web.owners.settings_values import Posted, pick, present, read_page, typed_of, value_words
from service.web.owners.settings_wish import Considered, consider, nothing_typed
from workflows import PROFILE_WORDS, PROFILES


@blueprint.get("/settings")
def settings() -> BaseResponse:
    """Open the settings of the first area that this person may see."""
    who = context.person()
    for area_id, code in area_codes(context.read_session()).items():
        if may_see_settings(who, area_id=area_id):
            return redirect(url_for("owners.clocks", area_code=code))
    raise NotAllowed


@blueprint.get("/settings/<area_code>/<slug>")
def settings_page(area_code: str, slug: str) -> str:
    """Show one page of settings; `?change=yes` shows its form."""
    page = _page(slug)
    opened = open_settings(area_code, here=slug)
    wants_form = bool(request.args.get("change")) and opened.may_propose
    return _render(opened, page, nothing_typed() if wants_form else None)


@blueprint.post("/settings/<area_code>/<slug>")
def change_settings(area_code: str, slug: str) -> BaseResponse:
    """Work out what a change would do, or propose it."""
    page = _page(slug)
    opened = open_settings(area_code, here=slug)
    _require_may_propose(opened)
    posted = request.form.to_dict(flat=False)
    read = read_page(page, posted, standing=opened.plain)
    considered = consider(opened, read.settings, read.problems)
    if considered.proposed is not None:
        return considered.proposed
    return Response(_render(opened, page, considered, posted), status=422 if considered.problems else 200)


@blueprint.get("/settings/<area_code>/profile")
def profile_page(area_code: str) -> str:
    """Show the ready profiles."""
    opened = open_settings(area_code, here="profile")
    return _render_profiles(opened, nothing_typed() if opened.may_propose else None, chosen="")


@blueprint.post("/settings/<area_code>/profile")
def choose_profile(area_code: str) -> BaseResponse:
    """Work out what starting from a profile would do, or propose it."""
    opened = open_settings(area_code, here="profile")
    _require_may_propose(opened)
    chosen = request.form.get("profile", "")
    problems = {} if chosen in PROFILES else {"profile": "Select a profile"}
    wished = PROFILES.get(chosen, opened.standing).model_dump(mode="json")
    considered = consider(opened, wished, problems)
    if considered.proposed is not None:
        return considered.proposed
    return Response(_render_profiles(opened, considered, chosen), status=422 if considered.problems else 200)


def _page(slug: str) -> SettingsPage:
    if slug not in PAGES:
        raise NotFoundForYou
    return PAGES[slug]


def _require_may_propose(opened: OpenedSettings) -> None:
    if not opened.may_propose:
        raise NotAllowed


def _render(opened: OpenedSettings, page: SettingsPage, wish: Considered | None, posted: Posted | None = None) -> str:
    usual = PROFILES["default"].model_dump(mode="json")
    rows = [
        {
            "label": each.label,
            "value": value_words(each, pick(opened.plain, each.path)),
            "usual": value_words(each, pick(usual, each.path)),
        }
        for each in page.settings
    ]
    problems = wish.problems if wish else {}
    fields = [
        present(
            each,
            pick(opened.plain, each.path),
            error=problems.get(each.name, ""),
            typed=typed_of(each, posted) if posted is not None else None,
        )
        for each in page.settings
    ]
    return render_template(
        "owners/settings.html",
        opened=opened,
        page=page,
        rows=rows,
        fields=fields,
        wish=wish,
        errors=_errors(wish),
        due=guidance_due(opened.standing, opened.register, now=context.now()) if page is GUIDANCE else None,
    )


def _render_profiles(opened: OpenedSettings, wish: Considered | None, chosen: str) -> str:
    return render_template(
        "owners/profiles.html", opened=opened, profiles=PROFILE_WORDS, chosen=chosen, wish=wish, errors=_errors(wish)
    )


def _errors(wish: Considered | None) -> list[tuple[str, str]]:
    return wish.errors if wish else []
