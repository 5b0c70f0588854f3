"""The register of racial incidents across areas, the nearest duty first. Source: MI-03 to MI-26, brief page 8."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.access import SignedIn, areas_with
from service.cases.submit_incident import ENTERS
from service.errors import NotAllowed
from service.roles import SEES_OF_AN_INCIDENT, CasePart
from service.store.queries.incidents import PAGE, IncidentFilter, IncidentLine, IncidentRegister, list_incidents
from service.store.queries.oversight import notices_for
from service.web import context
from service.web.casework.duty_words import duty_of
from service.web.casework.office import Office, office_of
from service.web.casework.said import take_said
from service.web.incidents.blueprint import blueprint
from service.web.incidents.incident_words import STATUS
from service.web.oversight.figures import roles_held
from service.web.page_number import asked_page, last_page
from service.web.role_words import who_words
from service.web.table_download import ASKED, Table, date_cell, is_table_wanted, phrase_cell, send_table, table_href
from workflows import DuePhrase, counted, date_and_time, local_date

SEERS = tuple(role for role, parts in SEES_OF_AN_INCIDENT.items() if CasePart.HISTORY in parts)
SHOWS = (("open", "Open"), ("declared", "Declared"), ("potential", "Potential"), ("closed", "Closed"))
HEADS = (
    *("Incident", "Title", "Area", "Where", "Status", "Declared"),
    *("Next duty", "Limit", "How far away", "Who has it"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One filter at the side."""

    text: str
    href: str
    is_current: bool
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownIncident:
    """One incident in words."""

    reference: str
    href: str
    title: str
    where: str
    status: str
    declared: str
    phrase: DuePhrase | None
    duty: str
    who: str


@blueprint.get("/incidents")
def register() -> str | BaseResponse:
    """List the incidents of the areas in which one works by the protocol."""
    who = context.person()
    require_seer(who)
    office, chosen = office_of(who), _chosen(who)
    if is_table_wanted():
        return send_table(_table(office, chosen))
    found = list_incidents(context.read_session(), chosen, now=context.now())
    rows = [shown(row, office) for row in found.rows]
    return render_template(
        "incidents/register.html",
        said=take_said(),
        chosen=chosen,
        rows=rows,
        summary=_summary(found, chosen),
        shows=list(_shows(found, chosen)),
        areas=list(_areas(found, chosen)),
        of_pages=last_page(found.total, PAGE),
        page_href=lambda number: _href(chosen, page=number),
        table_href=table_href(),
        report_href=url_for("incidents.report_incident") if who.has_role_anywhere(*ENTERS) else "",
        notices=notices_for(context.read_session(), roles_held(who)),
    )


def require_seer(who: SignedIn) -> None:
    """Raise NotAllowed unless the person works by the incident protocol in some area."""
    if not who.has_role_anywhere(*SEERS):
        raise NotAllowed


def _chosen(who: SignedIn) -> IncidentFilter:
    found = areas_with(who, SEERS)
    show, area = request.args.get("show", "open"), request.args.get("area", "")
    return IncidentFilter(
        show=show if show in dict(SHOWS) else "open",
        area_ids=None if None in found else frozenset(area_id for area_id in found if area_id is not None),
        area_id=int(area) if area.isascii() and area.isdigit() and len(area) < 9 else None,
        page=asked_page(),
    )


def shown(row: IncidentLine, office: Office) -> ShownIncident:
    """Give one incident as the register says it."""
    duty = row.duty
    return ShownIncident(
        reference=row.reference,
        href=url_for("incidents.incident_page", reference=row.reference),
        title=row.title,
        where=f"{row.reference} · {row.area_name} · {row.where}",
        status=row.stage if not row.is_open else STATUS.get(row.status, row.stage),
        declared=date_and_time(row.declared_at) if row.declared_at else "",
        phrase=office.phrase(duty.limit_on, duty.clock, limit_at=duty.limit_at) if duty else None,
        duty=duty_of(duty.clock).heading if duty else "",
        who=who_words(row.waits_for),
    )


def _summary(found: IncidentRegister, chosen: IncidentFilter) -> tuple[str, str]:
    """Give the bold and the regular part of the sentence under the heading."""
    if chosen.show != "open":
        return "", ""
    declared = found.by_show["declared"]
    late = found.late
    here = "" if chosen.area_id is None else " in this area"
    lead = f"{counted(declared, 'major racial incident')} {'is' if declared == 1 else 'are'} declared{here}."
    rest = f"{counted(late, 'duty', 'duties')} {'is' if late == 1 else 'are'} late." if late else "Nothing is late."
    return (lead, rest) if declared else ("", f"No major racial incident is declared{here}.")


def _shows(found: IncidentRegister, chosen: IncidentFilter) -> Iterator[Side]:
    for show, words in SHOWS:
        yield Side(
            text=words,
            href=url_for("incidents.register", show=show, area=chosen.area_id),
            is_current=show == chosen.show,
            count=found.by_show[show],
        )


def _areas(found: IncidentRegister, chosen: IncidentFilter) -> Iterator[Side]:
    everywhere = sum(count for _, _, count in found.by_area)
    yield Side(
        text="All",
        href=url_for("incidents.register", show=chosen.show),
        is_current=chosen.area_id is None,
        count=everywhere,
    )
    for area_id, name, count in found.by_area:
        href = url_for("incidents.register", show=chosen.show, area=area_id)
        yield Side(text=name, href=href, is_current=area_id == chosen.area_id, count=count)


def _href(chosen: IncidentFilter, *, page: int) -> str:
    return url_for("incidents.register", show=chosen.show, area=chosen.area_id, page=page)


def _table(office: Office, chosen: IncidentFilter) -> Table:
    """Give the whole list as rows; nobody who was hurt or is suspected is named in them."""
    asked = replace(chosen, page=1, size=ASKED)
    rows = list_incidents(context.read_session(), asked, now=context.now()).rows
    return Table(name="incidents", heads=HEADS, rows=[_cells(row, office) for row in rows])


def _cells(row: IncidentLine, office: Office) -> tuple[str | int, ...]:
    said = shown(row, office)
    return (
        row.reference,
        row.title,
        row.area_name,
        row.where,
        said.status,
        date_cell(local_date(row.declared_at)) if row.declared_at else "",
        said.duty,
        date_cell(row.duty.limit_on) if row.duty else "",
        phrase_cell(said.phrase),
        said.who,
    )
