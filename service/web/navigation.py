"""The menu by role: only entries that exist and that the person may open. Source: design brief, Navigation by role."""

from dataclasses import dataclass

from flask import Flask, current_app, request, url_for

from service.access import Role, SignedIn
from service.web import context

EVERYONE_ON_CASES = (Role.SPOC, Role.SPOC_DEPUTY)
RULE_MAKERS = (Role.PROCESS_OWNER, Role.CSP_MANAGER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A possible entry: its words, where it leads, for whom."""

    words: str
    endpoint: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuItem:
    """An entry of one person's menu on one page."""

    text: str
    href: str
    is_current: bool
    count: int | None = None


AGENCY = (Role.NOMINATED_OFFICER, Role.AGENCY_MANAGER)
APPOINTED = (Role.REVIEW_CHAIR, Role.MINUTE_TAKER, Role.LEAD_OFFICER)
MENU = (
    Entry(words="My work", endpoint="casework.my_work", roles=(*EVERYONE_ON_CASES, *RULE_MAKERS, *APPOINTED)),
    Entry(words="Asked of you", endpoint="casework.asked_of_you", roles=AGENCY),
    Entry(words="Cases", endpoint="casework.cases", roles=(*EVERYONE_ON_CASES, Role.AUDITOR)),
    Entry(words="Letters", endpoint="casework.letters", roles=(*EVERYONE_ON_CASES, Role.CSP_MANAGER)),
    Entry(words="Procedures", endpoint="owners.library", roles=(*RULE_MAKERS, Role.DIRECTOR)),
    Entry(words="People", endpoint="account.people", roles=(Role.ADMINISTRATOR,)),
    Entry(words="Settings", endpoint="owners.settings", roles=(*RULE_MAKERS, Role.DIRECTOR, Role.ADMINISTRATOR)),
    Entry(words="Service health", endpoint="oversight.health", roles=(Role.ADMINISTRATOR,)),
)


def menu_for(who: SignedIn | None) -> list[MenuItem]:
    """Give the entries that this person may open and that are built."""
    if who is None:
        return []
    held = {m.role for m in who.memberships} | {role for _, role in who.appointments}
    return [
        MenuItem(text=e.words, href=url_for(e.endpoint), is_current=is_current(e.endpoint))
        for e in MENU
        if held.intersection(e.roles) and e.endpoint in current_app.view_functions
    ]


def is_current(endpoint: str) -> bool:
    """Tell whether the page belongs to this entry: its own page, or one below its address."""
    base = url_for(endpoint)
    return request.path == base or request.path.startswith(base.rstrip("/") + "/")


def first_page(who: SignedIn) -> str:
    """Give the address on which a person lands after signing in."""
    items = menu_for(who)
    return items[0].href if items else url_for("account.your_account")


def register(app: Flask) -> None:
    """Hand the menu and the person to every page."""

    @app.context_processor
    def for_every_page() -> dict[str, object]:
        who = context.signed_in()
        return {"signed_in": who, "menu": menu_for(who)}
