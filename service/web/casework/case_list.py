"""The cases somebody may list, and Find a case in the header. Source: brief page 1, architecture deny by default."""

from dataclasses import dataclass, replace

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.access import INCIDENT, TENSION, CasePart, CaseScope, Role, SignedIn, areas_with, parts_of_case
from service.errors import NotAllowed
from service.roles import SEES_BY_PROCESS
from service.store.queries.cases import PAGE, CaseFilter, CaseLine, Reach, find_cases, list_cases, split_label
from service.web import context
from service.web.casework.blueprint import blueprint
from service.web.casework.links import href_if_built
from service.web.casework.office import Office, office_of
from service.web.casework.scope import is_lister, reach_of, search_reach_of
from service.web.page_number import asked_page, last_page
from service.web.table_download import ASKED, Table, date_cell, is_table_wanted, phrase_cell, send_table, table_href
from workflows import DuePhrase, local_date, long_date

OWN_PAGES = {TENSION: "tension.tension_page", INCIDENT: "incidents.incident_page"}  # their names name nobody
STATES = (("open", "Open"), ("closed", "Closed"), ("all", "All"))
LONGEST_SEARCH = 160
DATE_HEADS = ("Stage", "Next date", "Next date in words", "What is next", "Received", "Closed")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCase:
    """One case in the list."""

    reference: str
    href: str
    name: str
    street: str
    stage: str
    next_title: str
    phrase: DuePhrase | None
    received: str
    closed: str


@blueprint.get("/cases")
def cases() -> str | BaseResponse:
    """List cases."""
    who = context.person()
    if not is_lister(who):
        raise NotAllowed
    office = office_of(who)
    chosen = _chosen(office, may_search=_names_anywhere(who))
    if is_table_wanted():
        return send_table(_table(who, office, chosen))
    found = list_cases(context.read_session(), reach_of(who), chosen)
    return render_template(
        "casework/cases.html",
        chosen=chosen,
        found=found,
        rows=[shown_case(row, who, office) for row in found.rows],
        states=_links(chosen),
        names=_names_anywhere(who),
        may_enter=who.has_role_anywhere(Role.SPOC, Role.SPOC_DEPUTY),
        of_pages=last_page(found.total, PAGE),
        page_href=lambda number: _href(chosen, page=number),
        table_href=table_href(),
    )


@blueprint.get("/cases/find")
def find_case() -> str | BaseResponse:
    """Find a case by reference, name, street or phone number: one hit opens it."""
    who = context.person()
    wanted = _words("q")
    hits = find_cases(context.read_session(), _finding(who), wanted)
    if len(hits) == 1:
        return redirect(page_of(hits[0]), code=303)
    office = office_of(who)
    return render_template("casework/found.html", found_for=wanted, rows=[shown_case(hit, who, office) for hit in hits])


def _finding(who: SignedIn) -> list[Reach]:
    """Give the cases a person may look for: reviews by name, situations and incidents by what they are called."""
    areas = {process_id: areas_with(who, _openers(process_id)) for process_id in OWN_PAGES}
    named_for_nobody = [
        Reach(
            everywhere=None in found,
            area_ids=frozenset(area for area in found if area is not None),
            process_id=process_id,
            finds_people=False,
        )
        for process_id, found in areas.items()
    ]
    return [reach for reach in (search_reach_of(who), *named_for_nobody) if not reach.is_empty]


def _openers(process_id: str) -> list[str]:
    """Give the roles that may open such a case."""
    return [role for role, parts in SEES_BY_PROCESS[process_id].items() if CasePart.SUMMARY in parts]


def page_of(row: CaseLine) -> str:
    """Give the address of the page at which a case is best opened."""
    own = href_if_built(OWN_PAGES[row.process_id], reference=row.reference) if row.process_id in OWN_PAGES else ""
    return own or url_for("casework.case_now", reference=row.reference)


def shown_case(row: CaseLine, who: SignedIn, office: Office) -> ShownCase:
    """Give one case in words, without names for those who see figures only."""
    scope = CaseScope(case_id=row.case_id, area_id=row.area_id, process_id=row.process_id)
    if row.process_id in OWN_PAGES:
        name, street = row.label, ""
    else:
        name, street = split_label(row.label) if CasePart.PEOPLE in parts_of_case(who, scope) else ("", "")
    return ShownCase(
        href=page_of(row),
        reference=row.reference,
        name=name,
        street=street,
        stage=row.stage,
        next_title=row.next_title,
        phrase=office.phrase(row.next_on) if row.next_on else None,
        received=long_date(row.received_on),
        closed=long_date(local_date(row.closed_at)) if row.closed_at else "",
    )


def _table(who: SignedIn, office: Office, chosen: CaseFilter) -> Table:
    """Give every page of the list as rows; who sees no names gets no columns for them."""
    rows = list_cases(context.read_session(), reach_of(who), replace(chosen, page=1, size=ASKED)).rows
    shown = [shown_case(row, who, office) for row in rows]
    has_names = _names_anywhere(who)
    return Table(
        name="cases",
        heads=("Case", *(("Person", "Street") if has_names else ()), *DATE_HEADS),
        rows=[
            (case.reference, *((case.name, case.street) if has_names else ()), *_date_cells(row, case))
            for row, case in zip(rows, shown, strict=True)
        ],
        named_cases=[case.reference for case in shown if case.name],
    )


def _date_cells(row: CaseLine, case: ShownCase) -> tuple[str, ...]:
    return (
        row.stage,
        date_cell(row.next_on),
        phrase_cell(case.phrase),
        row.next_title,
        date_cell(row.received_on),
        date_cell(local_date(row.closed_at) if row.closed_at else None),
    )


def _names_anywhere(who: SignedIn) -> bool:
    reach = search_reach_of(who)
    return reach.everywhere or bool(reach.area_ids or reach.case_ids)


def _chosen(office: Office, *, may_search: bool) -> CaseFilter:
    state = request.args.get("state", "")
    return CaseFilter(
        state=state if state in dict(STATES) else "open",
        stage=_words("stage")[:60],
        search=_words("q") if may_search else "",
        page=asked_page(),
        not_limits=office.not_limits,
    )


def _words(name: str) -> str:
    return request.args.get(name, "").replace("\0", "").strip()[:LONGEST_SEARCH]


def _links(chosen: CaseFilter) -> list[dict[str, object]]:
    return [
        {
            "text": text,
            "href": url_for("casework.cases", state=state, q=chosen.search or None),
            "is_current": state == chosen.state,
        }
        for state, text in STATES
    ]


def _href(chosen: CaseFilter, *, page: int) -> str:
    return url_for("casework.cases", state=chosen.state, stage=chosen.stage or None, q=chosen.search or None, page=page)
