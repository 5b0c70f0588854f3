"""The menu by role: only entries that exist and that the person may open. Source: design brief, Navigation by role."""

from dataclasses import dataclass
from pathlib import Path

from flask import Flask, current_app, request, url_for

from service.access import OF_TENSION, Role, SignedIn
from service.store.queries.people import partnership_of
from service.web import context
from service.web.alert_lines import alert_lines
from service.web.menu_counts import count_for
from service.web.role_words import role_sentence, role_words
from workflows import date_and_time, long_date

EVERYONE_ON_CASES = (Role.SPOC, Role.SPOC_DEPUTY)
RULE_MAKERS = (Role.PROCESS_OWNER, Role.CSP_MANAGER)
FINDERS = (*EVERYONE_ON_CASES, Role.AUDITOR, *sorted(OF_TENSION), Role.DIRECTOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A possible entry: its words, where it leads, for whom."""

    words: str
    endpoint: str
    roles: tuple[str, ...]
    only_with_count: bool = False  # shown only while there is something to do
    key: str = ""  # leads there when it is pressed after "g"


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuItem:
    """An entry of one person's menu on one page."""

    text: str
    href: str
    is_current: bool
    count: int | None = None
    key: str = ""


OPCC = (Role.APPEALS_OFFICER, Role.OPCC_HEAD)
AGENCY = (Role.NOMINATED_OFFICER, Role.AGENCY_MANAGER)
APPOINTED = (Role.REVIEW_CHAIR, Role.MINUTE_TAKER, Role.LEAD_OFFICER)
ON_TENSION = (
    Role.RISK_LEAD,
    Role.ASB_MANAGER,
    Role.COMMANDER,
    Role.COUNCIL_OFFICER,
    Role.COMMS_OFFICER,
    Role.COORDINATOR,
    Role.DIRECTOR,
    Role.CRRO,
)
ON_INCIDENTS = (
    Role.SENIOR_OFFICER,
    Role.CRRO,
    Role.COORDINATOR,
    Role.POLICE_COORDINATOR,
    Role.COMMANDER,
    Role.COUNCIL_OFFICER,
    Role.DIRECTOR,
)
KEEPS_CONTACTS = (Role.COORDINATOR, Role.CRRO, Role.RISK_LEAD, Role.POLICE_COORDINATOR)
LANDS_ON_TENSION = (Role.RISK_LEAD, Role.ASB_MANAGER, Role.COMMANDER, Role.COUNCIL_OFFICER, Role.COMMS_OFFICER)
LANDS_ON_INCIDENTS = (*(role for role in ON_INCIDENTS if role is not Role.DIRECTOR), Role.RISK_LEAD)
MENU = (
    Entry(
        words="My work",
        endpoint="casework.my_work_page",
        roles=(*EVERYONE_ON_CASES, *RULE_MAKERS, *APPOINTED, *OPCC, *sorted(OF_TENSION)),
        key="w",
    ),
    Entry(words="Asked of you", endpoint="casework.my_work_page", roles=AGENCY, key="w"),
    Entry(
        words="Cases",
        endpoint="casework.cases",
        roles=(*EVERYONE_ON_CASES, *RULE_MAKERS, Role.DIRECTOR, Role.AUDITOR, Role.LEAD_OFFICER),
        key="c",
    ),
    Entry(words="Letters", endpoint="casework.letters", roles=(*EVERYONE_ON_CASES, Role.CSP_MANAGER), key="l"),
    Entry(words="Appeals", endpoint="appeals.register", roles=OPCC),
    Entry(words="Tension", endpoint="tension.board", roles=ON_TENSION),
    Entry(words="Incidents", endpoint="incidents.register", roles=ON_INCIDENTS),
    Entry(words="Contacts", endpoint="tension.contacts", roles=KEEPS_CONTACTS),
    Entry(words="Procedures", endpoint="owners.library", roles=(*RULE_MAKERS, Role.DIRECTOR)),
    Entry(words="Audit", endpoint="oversight.audit", roles=(Role.AUDITOR,)),
    Entry(
        words="Figures",
        endpoint="oversight.figures",
        roles=(*EVERYONE_ON_CASES, *RULE_MAKERS, Role.DIRECTOR, Role.AUDITOR),
    ),
    Entry(
        words="Stuck cases",
        endpoint="oversight.stuck_cases",
        roles=(*EVERYONE_ON_CASES, *RULE_MAKERS, *OPCC),
        only_with_count=True,
    ),
    Entry(words="People", endpoint="account.people", roles=(Role.ADMINISTRATOR,)),
    Entry(words="Settings", endpoint="owners.settings", roles=(*RULE_MAKERS, Role.DIRECTOR, Role.ADMINISTRATOR)),
    Entry(words="Service health", endpoint="oversight.health", roles=(Role.ADMINISTRATOR,)),
)


def menu_for(who: SignedIn | None) -> list[MenuItem]:
    """Give the entries that this person may open and that are built."""
    if who is None:
        return []
    held = {m.role for m in who.memberships} | {role for _, role in who.appointments}
    entries = [e for e in MENU if held.intersection(e.roles) and e.endpoint in current_app.view_functions]
    shown = {e.endpoint: e for e in reversed(entries)}  # one entry a page: the first that fits
    counts = {endpoint: count_for(who, endpoint) for endpoint in shown}
    current = max((url_for(endpoint) for endpoint in shown if is_current(endpoint)), key=len, default="")
    return [
        MenuItem(
            text=e.words,
            href=url_for(e.endpoint),
            is_current=url_for(e.endpoint) == current,  # of "Tension" and "Contacts" the longer address
            count=counts[e.endpoint] or None,
            key=e.key,
        )
        for e in entries
        if shown[e.endpoint] is e and (counts[e.endpoint] or not e.only_with_count)
    ]


def is_current(endpoint: str) -> bool:
    """Tell whether the page belongs to this entry: its own page, or one below its address."""
    base = url_for(endpoint)
    return request.path == base or request.path.startswith(base.rstrip("/") + "/")


def first_page(who: SignedIn) -> str:
    """Give the address on which a person lands after signing in."""
    items = menu_for(who)
    if not items:
        return url_for("account.your_account")
    counts = {item.href: item.count for item in items}
    incidents, board = _href("incidents.register"), _href("tension.board")
    if counts.get(incidents) and who.has_role_anywhere(*LANDS_ON_INCIDENTS):
        return incidents
    return board if board in counts and who.has_role_anywhere(*LANDS_ON_TENSION) else items[0].href


def register(app: Flask) -> None:
    """Hand the menu, the person and the words of dates to every page."""
    version = _asset_version(Path(app.static_folder or ""))

    @app.context_processor
    def for_every_page() -> dict[str, object]:
        who = context.signed_in()
        return {
            "signed_in": who,
            "menu": menu_for(who),
            "alert_lines": alert_lines(who),
            "partnership": _partnership(who),
            "account_href": url_for("account.your_account"),
            "find_href": _href("casework.find_case") if who and who.has_role_anywhere(*FINDERS) else "",
            "follow_href": _href("public.follow"),
            "footer_links": _footer_links(),
            "asset_version": version,
        }

    app.jinja_env.filters |= {"long_date": long_date, "date_and_time": date_and_time}
    app.jinja_env.globals["role_sentence"] = role_sentence
    app.jinja_env.globals["role_words"] = role_words


def _partnership(who: SignedIn | None) -> str:
    if who is None:
        return ""
    areas = [membership.area_id for membership in who.memberships]
    return partnership_of(context.read_session(), areas) if areas else ""


def _footer_links() -> list[dict[str, str]]:
    entries = (("Accessibility", "public.accessibility"), ("Privacy", "public.privacy"))
    return [{"text": words, "href": _href(endpoint)} for words, endpoint in entries if _href(endpoint)]


def _href(endpoint: str) -> str:
    """Give the address of a page, or nothing where it is not built."""
    return url_for(endpoint) if endpoint in current_app.view_functions else ""


def _asset_version(folder: Path) -> str:
    path = folder / "version.txt"
    return path.read_text(encoding="ascii").strip() if path.is_file() else ""
