"""Figures without people: open cases by stage, missed limits, what one’s role was told. Source: CM-11, domain C.2."""

from dataclasses import dataclass

from flask import render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.access import BY_APPOINTMENT, Role, SignedIn
from service.errors import NotAllowed
from service.store.queries.cases import Reach
from service.store.queries.oversight import late_clocks, notices_for, open_by_stage
from service.web import context
from service.web.casework.office import Office, office_of
from service.web.casework.scope import reach_of
from service.web.oversight.blueprint import blueprint
from service.web.owners.guidance import guidance_lines
from service.web.table_download import ASKED, Table, date_cell, is_table_wanted, phrase_cell, send_table, table_href
from workflows import DuePhrase

WATCHERS = (Role.CSP_MANAGER, Role.PROCESS_OWNER, Role.DIRECTOR, Role.AUDITOR, Role.SPOC, Role.SPOC_DEPUTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class LateLine:
    """One missed limit in words."""

    reference: str
    href: str
    stage: str
    title: str
    phrase: DuePhrase


@blueprint.get("/figures")
def figures() -> str | BaseResponse:
    """Show how many cases stand where, and what is late."""
    who = context.person()
    if not who.has_role_anywhere(*WATCHERS):
        raise NotAllowed
    session, reach, office = context.read_session(), reach_of(who), office_of(who)
    if is_table_wanted():
        return send_table(_table(reach, office))
    late = late_clocks(session, reach, today=office.today, not_limits=office.not_limits)
    stages = open_by_stage(session, reach)
    return render_template(
        "oversight/figures.html",
        stages=stages,
        open_count=sum(stage.number for stage in stages),
        late=[
            LateLine(
                reference=row.reference,
                href=url_for("casework.why_date", reference=row.reference, clock_id=row.clock_id),
                stage=row.stage,
                title=row.title,
                phrase=office.phrase(row.limit_on, row.clock),
            )
            for row in late
        ],
        notices=notices_for(session, roles_held(who)),
        guidance=list(guidance_lines(who)),
        table_href=table_href(),
    )


def _table(reach: Reach, office: Office) -> Table:
    """Give every missed limit as rows; nobody is named."""
    rows = late_clocks(context.read_session(), reach, today=office.today, not_limits=office.not_limits, at_most=ASKED)
    return Table(
        name="late-limits",
        heads=("Case", "Limit", "Was due", "How late", "Stage"),
        rows=[
            (
                row.reference,
                row.title,
                date_cell(row.limit_on),
                phrase_cell(office.phrase(row.limit_on, row.clock)),
                row.stage,
            )
            for row in rows
        ],
    )


def roles_held(who: SignedIn) -> list[tuple[str, int | None]]:
    """Give the roles of a person with their areas, as notices are addressed."""
    return [(m.role, m.area_id) for m in who.memberships if m.role not in BY_APPOINTMENT]
