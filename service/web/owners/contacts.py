"""The addresses and telephone numbers of an area: shown, and changed at once by one person."""

from dataclasses import asdict
from typing import Any

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.access import may_change_contacts
from service.cases import handle
from service.cases.area_contacts import ChangeContacts
from service.errors import NotAllowed, PutRight
from service.store.queries.settings import Contacts, contacts_of
from service.web import context
from service.web.form_keys import new_form_key, posted_form_key
from service.web.owners.blueprint import blueprint
from service.web.owners.settings_area import OpenedSettings, open_settings
from service.web.question_fields import Field

LINES = ("address", "appeal_address")
LABELS = {
    "partnership_name": ("Name of the partnership", "Beside the product’s name and in letters."),
    "address": ("Address on letters", "One line each."),
    "contact_hours": ("When people can reach you", "For example, Monday to Friday, 9am to 5pm"),
    "support_line": ("Support for victims", "Name and phone number, as letters print it."),
    "privacy_at": ("Where your privacy notice is", "A web address without https://"),
    "appeal_address": ("Address for appeals", "One line each."),
    "appeal_email": ("Email address for appeals", ""),
    "appeal_phone": ("Phone number for appeals", ""),
}


@blueprint.get("/settings/<area_code>/contacts")
def contacts(area_code: str) -> str:
    """Show the contact details; `?change=yes` shows the form."""
    opened = open_settings(area_code, here="contacts")
    standing = asdict(contacts_of(context.read_session(), opened.history.area_id))
    wants_form = bool(request.args.get("change")) and _may_change(opened)
    return _page(opened, standing, standing if wants_form else None, {})


@blueprint.post("/settings/<area_code>/contacts")
def change_contacts(area_code: str) -> BaseResponse:
    """Change the contact details."""
    opened = open_settings(area_code, here="contacts")
    if not _may_change(opened):
        raise NotAllowed
    typed = {name: _read(name) for name in LABELS}
    command = ChangeContacts(
        actor=context.actor(),
        form_key=posted_form_key(),
        area_id=opened.history.area_id,
        contacts=Contacts(**typed),
    )
    try:
        handle(context.toolbox(), command)
    except PutRight as error:
        standing = asdict(contacts_of(context.read_session(), opened.history.area_id))
        return Response(_page(opened, standing, typed, error.problems), status=422)
    return redirect(url_for("owners.contacts", area_code=area_code), code=303)


def _may_change(opened: OpenedSettings) -> bool:
    return may_change_contacts(context.person(), area_id=opened.history.area_id)


def _read(name: str) -> Any:
    text = request.form.get(name, "")[:2000]
    if name in LINES:
        return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())
    return " ".join(text.split())


def _page(
    opened: OpenedSettings, standing: dict[str, Any], typed: dict[str, Any] | None, problems: dict[str, str]
) -> str:
    return render_template(
        "owners/contacts.html",
        opened=opened,
        rows=[{"label": label, "value": _shown(standing[name]) or []} for name, (label, _) in LABELS.items()],
        fields=[_field(name, typed[name], problems.get(name, "")) for name in LABELS] if typed else [],
        may_change=_may_change(opened),
        form_key=new_form_key(),
        errors=[(words, name) for name, words in problems.items()],
    )


def _shown(value: Any) -> list[str]:
    return [line for line in (value if isinstance(value, tuple) else [value]) if line]


def _field(name: str, value: Any, error: str) -> Field:
    label, hint = LABELS[name]
    kind = "long_text" if name in LINES else {"appeal_email": "email", "appeal_phone": "phone"}.get(name, "text")
    return Field(name=name, kind=kind, label=label, hint=hint, error=error, value="\n".join(_shown(value)))
