"""The audit for an auditor: who did or read what, and whether the chain is whole. Source: DP-11."""

from flask import render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.access import Role
from service.errors import NotAllowed
from service.store.queries.audit_trail import PAGE, audit_trail, broken_at
from service.web import context
from service.web.oversight.audit_words import about_words, act_words
from service.web.oversight.blueprint import blueprint
from service.web.page_number import asked_page, last_page
from service.web.role_words import role_words
from service.web.table_download import ASKED, Table, is_table_wanted, send_table, table_href
from workflows import LONDON, date_and_time

LONGEST_REFERENCE = 40


@blueprint.get("/audit")
def audit() -> str | BaseResponse:
    """Show the audit trail, the newest first."""
    if not context.person().has_role_anywhere(Role.AUDITOR):
        raise NotAllowed
    about = request.args.get("about", "").replace("\0", "").strip()[:LONGEST_REFERENCE]
    if is_table_wanted():
        return send_table(_table(about))
    found = audit_trail(context.read_session(), about=about, page=asked_page())
    return render_template(
        "oversight/audit.html",
        found=found,
        about=about,
        page=asked_page(),
        of_pages=last_page(found.total, PAGE),
        page_href=lambda number: url_for("oversight.audit", about=about or None, page=number),
        about_words=about_words,
        act_words=act_words,
        table_href=table_href(),
    )


def _table(about: str) -> Table:
    rows = audit_trail(context.read_session(), about=about, size=ASKED).rows
    return Table(
        name="audit",
        heads=("No.", "At", "When", "Who", "Role", "What", "About", "Reason"),
        rows=[
            (
                row.number,
                row.at.astimezone(LONDON).isoformat(timespec="seconds"),
                date_and_time(row.at),
                row.by,
                role_words(row.role) if row.role else "",
                act_words(row),
                about_words(row),
                row.purpose,
            )
            for row in rows
        ],
    )


@blueprint.get("/audit/chain")
def audit_chain() -> str:
    """Read the whole chain and say whether a row was changed or taken out."""
    if not context.person().has_role_anywhere(Role.AUDITOR):
        raise NotAllowed
    return render_template("oversight/audit_chain.html", broken_at=broken_at(context.read_session()))
