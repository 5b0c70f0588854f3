"""The proposal that waits for a second person, and the versions there were. Source: CM-12, CM-16."""

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.cases import handle
from service.cases.settings_commands import ApproveSettings, RefuseSettings
from service.cases.settings_effect import Wish, describe_effect
from service.errors import NotFoundForYou, PutRight
from service.store.queries.settings import RulesRow, names_of_people
from service.web import context
from service.web.form_keys import new_form_key, posted_form_key
from service.web.owners.blueprint import blueprint
from service.web.owners.settings_area import OpenedSettings, open_settings
from service.web.owners.settings_changes import SettingChange, changes_between, setting_titles
from workflows import AreaRules, parse_area_rules


@blueprint.get("/settings/<area_code>/proposal")
def proposal(area_code: str) -> str:
    """Show what waits for approval, and what it would do."""
    return _proposal_page(open_settings(area_code, here=""), {})


@blueprint.post("/settings/<area_code>/proposal/<int:rules_id>/approval")
def approve(area_code: str, rules_id: int) -> BaseResponse:
    """Put the proposal in force."""
    reason = request.form.get("override_reason", "")
    command = ApproveSettings(
        actor=context.actor(), form_key=posted_form_key(), rules_id=rules_id, override_reason=reason
    )
    return _decide(open_settings(area_code, here=""), command)


@blueprint.post("/settings/<area_code>/proposal/<int:rules_id>/refusal")
def refuse(area_code: str, rules_id: int) -> BaseResponse:
    """Refuse the proposal, or take it back."""
    reason = request.form.get("refusal_reason", "")
    command = RefuseSettings(actor=context.actor(), form_key=posted_form_key(), rules_id=rules_id, reason=reason)
    return _decide(open_settings(area_code, here=""), command)


@blueprint.get("/settings/<area_code>/versions")
def versions(area_code: str) -> str:
    """List every version with who, when and why."""
    opened = open_settings(area_code, here="versions")
    in_force = opened.history.in_force_on(context.today())
    return render_template("owners/versions.html", opened=opened, in_force=in_force, today=context.today())


@blueprint.get("/settings/<area_code>/versions/<int:version>")
def version_page(area_code: str, version: int) -> str:
    """Show one version: what it changed, and who signed for what is weaker."""
    opened = open_settings(area_code, here="versions")
    row = next((each for each in opened.history.versions if each.version == version), None)
    if row is None:
        raise NotFoundForYou
    return render_template(
        "owners/version.html",
        opened=opened,
        row=row,
        from_default=changes_between(opened.register, AreaRules(), parse_area_rules(row.settings)),
        changes=_changes_since(opened, row),
        overrides=parse_area_rules(row.settings).overrides,
        titles=setting_titles(opened.register),
        names=names_of_people(context.read_session()),
    )


def _decide(opened: OpenedSettings, command: ApproveSettings | RefuseSettings) -> BaseResponse:
    if command.rules_id not in {row.rules_id for row in opened.history.versions}:
        raise NotFoundForYou
    try:
        handle(context.toolbox(), command)
    except PutRight as error:
        return Response(_proposal_page(opened, error.problems), status=422)
    return redirect(url_for("owners.versions", area_code=opened.history.area_code), code=303)


def _proposal_page(opened: OpenedSettings, problems: dict[str, str]) -> str:
    row = opened.history.waiting
    if row is None:
        return render_template("owners/no_proposal.html", opened=opened)
    wished = parse_area_rules(row.settings)
    wish = Wish(
        area_id=opened.history.area_id,
        standing=opened.standing,
        wished=wished,
        in_force_from=max(row.in_force_from or context.today(), context.today()),
    )
    return render_template(
        "owners/proposal.html",
        opened=opened,
        row=row,
        changes=changes_between(opened.register, opened.standing, wished),
        effect=describe_effect(context.read_session(), wish),
        is_mine=row.proposed_by_id == context.person().person_id,
        may_approve=opened.may_approve(row),
        may_refuse=opened.may_refuse(row),
        form_key=new_form_key(),
        problems=problems,
        errors=[(words, name) for name, words in problems.items()],
    )


def _changes_since(opened: OpenedSettings, row: RulesRow) -> list[SettingChange]:
    """Give what this version changed in the approved one before it."""
    earlier = (
        each
        for each in opened.history.versions
        if each.version < row.version and each.state in ("in_force", "replaced")
    )
    before = next(earlier, None)
    if before is None:
        return []
    return changes_between(opened.register, parse_area_rules(before.settings), parse_area_rules(row.settings))
