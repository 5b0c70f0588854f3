"""The audit for an auditor: who did or read what, and whether the chain is whole. Source: DP-11."""

from flask import render_template, request, url_for

from service.access import Role
from service.errors import NotAllowed
from service.store.queries.audit_trail import PAGE, audit_trail, broken_at
from service.web import context
from service.web.oversight.blueprint import blueprint
from service.web.page_number import asked_page, last_page

LONGEST_REFERENCE = 40


@blueprint.get("/audit")
def audit() -> str:
    """Show the audit trail, the newest first."""
    if not context.person().has_role_anywhere(Role.AUDITOR):
        raise NotAllowed
    about = request.args.get("about", "").replace("\0", "").strip()[:LONGEST_REFERENCE]
    found = audit_trail(context.read_session(), about=about, page=asked_page())
    return render_template(
        "oversight/audit.html",
        found=found,
        about=about,
        page=asked_page(),
        of_pages=last_page(found.total, PAGE),
        page_href=lambda number: url_for("oversight.audit", about=about or None, page=number),
    )


@blueprint.get("/audit/chain")
def audit_chain() -> str:
    """Read the whole chain and say whether a row was changed or taken out."""
    if not context.person().has_role_anywhere(Role.AUDITOR):
        raise NotAllowed
    return render_template("oversight/audit_chain.html", broken_at=broken_at(context.read_session()))
