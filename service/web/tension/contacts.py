"""The contacts of an area's protocols: who is told, how, who stands in, when last checked. Source: TE-03, MI-02."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.cases import handle
from service.cases.errors import AnswersRefused
from service.cases.handling import Command
from service.cases.tension_area.contacts import (
    AddProtocolContact,
    ChangeProtocolContact,
    EndProtocolContact,
    VerifyProtocolContact,
)
from service.errors import NotFoundForYou
from service.store.contact_roles import OFFICES
from service.store.queries.protocol_contacts import ContactRow, find_contact, list_contacts
from service.web import context
from service.web.answer_words import as_posted
from service.web.casework.said import say, take_said
from service.web.casework.small_forms import read_small_form, show_small_form
from service.web.casework.task_form import posted_answers
from service.web.form_keys import new_form_key, posted_form_key
from service.web.navigation import MenuItem
from service.web.table_download import Table, date_cell, is_table_wanted, send_table, table_href
from service.web.tension.area_page import CONTACTS, OpenedArea, first_area_href, open_area, open_to_change
from service.web.tension.blueprint import blueprint
from service.web.tension.contact_form import FORM, details_of, first_values, lists_for, values_of
from service.web.tension.contact_words import GROUPS, role_words
from workflows import counted

Posted = Mapping[str, Sequence[str]]
NO_ADDRESS = "No address: cannot be told"
ENDED = "ended"
HEADS = (
    *("Name", "What they are", "Organisation", "Wards or places", "Email", "Phone in working hours"),
    *("Phone at other times", "Deputy", "Signs in as", "Trained in risk assessment", "Last checked", "Note", "Ended"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownContact:
    """One contact in words."""

    row: ContactRow
    what: str
    reached: tuple[str, ...]
    is_stale: bool
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Contacts of one kind under their heading."""

    title: str
    contacts: tuple[ShownContact, ...]


@blueprint.get("/tension/contacts")
def contacts() -> BaseResponse:
    """Open the contacts of the first area that this person may read."""
    return redirect(first_area_href(CONTACTS))


@blueprint.get("/tension/contacts/<area_code>")
def contacts_of_area(area_code: str) -> str | BaseResponse:
    """List the contacts of an area; `?show=ended` lists those who are told nothing any more."""
    opened = open_area(area_code, CONTACTS)
    is_ended = request.args.get("show") == ENDED
    rows = list_contacts(context.read_session(), opened.area_id, ended=is_ended)
    titles = opened.rules.role_titles
    if is_table_wanted():
        return send_table(_table(opened, rows, titles))
    shown = [_shown(row, titles, opened) for row in rows]
    return render_template(
        "tension/contacts.html",
        opened=opened,
        groups=list(_groups(shown)),
        is_ended=is_ended,
        shows=_shows(opened, is_ended=is_ended),
        summary=[] if is_ended else list(_summary(rows)),
        missing=[] if is_ended else _missing(rows, titles),
        today=context.today(),
        said=take_said(),
        form_key=new_form_key(),
        table_href=table_href(),
    )


@blueprint.get("/tension/contacts/<area_code>/new")
def new_contact(area_code: str) -> str:
    """Ask who is new."""
    opened = open_to_change(area_code, CONTACTS)
    return _form_page(opened, as_posted(FORM, first_values(request.args.get("role", ""))), None)


@blueprint.post("/tension/contacts/<area_code>/new")
def add_contact(area_code: str) -> BaseResponse:
    """List a contact, or show the form again with what was typed."""
    opened = open_to_change(area_code, CONTACTS)
    posted = posted_answers()
    try:
        details = details_of(read_small_form(FORM, posted, lists=lists_for(opened)))
        command = AddProtocolContact(
            actor=context.actor(), area_id=opened.area_id, details=details, form_key=posted_form_key()
        )
        handle(context.toolbox(), command)
    except AnswersRefused as refused:
        return Response(_form_page(opened, posted, refused), status=422)
    return _back(opened, f"{details.name} is listed.")


@blueprint.get("/tension/contacts/<area_code>/<int:contact_id>")
def contact_page(area_code: str, contact_id: int) -> str:
    """Show one contact with everything that can be changed."""
    opened = open_to_change(area_code, CONTACTS)
    contact = _contact(opened, contact_id)
    return _form_page(opened, as_posted(FORM, values_of(contact)), None, contact)


@blueprint.post("/tension/contacts/<area_code>/<int:contact_id>")
def change_contact(area_code: str, contact_id: int) -> BaseResponse:
    """Change a contact, or show the form again with what was typed."""
    opened = open_to_change(area_code, CONTACTS)
    contact, posted = _contact(opened, contact_id), posted_answers()
    try:
        details = details_of(read_small_form(FORM, posted, lists=lists_for(opened, contact)))
        command = ChangeProtocolContact(
            actor=context.actor(), contact_id=contact_id, details=details, form_key=posted_form_key()
        )
        handle(context.toolbox(), command)
    except AnswersRefused as refused:
        return Response(_form_page(opened, posted, refused, contact), status=422)
    return _back(opened, f"The details of {details.name} are saved.")


@blueprint.post("/tension/contacts/<area_code>/<int:contact_id>/verification")
def verify_contact(area_code: str, contact_id: int) -> BaseResponse:
    """Note that the details were checked today."""
    opened, contact = _to_change(area_code, contact_id)
    command = VerifyProtocolContact(actor=context.actor(), contact_id=contact_id, form_key=posted_form_key())
    return _do(opened, command, f"You checked the details of {contact.name} today.")


@blueprint.post("/tension/contacts/<area_code>/<int:contact_id>/ending")
def end_contact(area_code: str, contact_id: int) -> BaseResponse:
    """Take somebody off the list."""
    opened, contact = _to_change(area_code, contact_id)
    command = EndProtocolContact(actor=context.actor(), contact_id=contact_id, form_key=posted_form_key())
    return _do(opened, command, f"{contact.name} is off the list and is told nothing from now on.")


def _to_change(area_code: str, contact_id: int) -> tuple[OpenedArea, ContactRow]:
    opened = open_to_change(area_code, CONTACTS)
    return opened, _contact(opened, contact_id, may_be_ended=True)


def _contact(opened: OpenedArea, contact_id: int, *, may_be_ended: bool = False) -> ContactRow:
    """Give a contact of this area. Raises NotFoundForYou; an ended one is left as it was."""
    row = find_contact(context.read_session(), contact_id)
    if row is None or row.area_id != opened.area_id or (row.ended_on is not None and not may_be_ended):
        raise NotFoundForYou
    return row


def _do(opened: OpenedArea, command: Command, words: str) -> BaseResponse:
    handle(context.toolbox(), command)
    return _back(opened, words)


def _back(opened: OpenedArea, words: str) -> BaseResponse:
    say(words)
    return redirect(opened.here, code=303)


def _form_page(
    opened: OpenedArea, posted: Posted, refused: AnswersRefused | None, contact: ContactRow | None = None
) -> str:
    shown = show_small_form(FORM, posted, refused=refused, lists=lists_for(opened, contact))
    return render_template(
        "tension/contact.html",
        opened=opened,
        contact=contact,
        fields=shown.fields,
        errors=shown.errors,
        form_key=new_form_key(),
    )


def _shown(row: ContactRow, titles: Mapping[str, str], opened: OpenedArea) -> ShownContact:
    nights = f"{row.night_phone} at other times" if row.night_phone else ""
    can_open = opened.may_change and row.ended_on is None
    return ShownContact(
        row=row,
        what=role_words(row.role, row.agency, titles),
        reached=tuple(words for words in (row.email, row.phone, nights) if words),
        is_stale=row.is_stale(context.today()),
        href=url_for("tension.contact_page", area_code=opened.area.code, contact_id=row.contact_id) if can_open else "",
    )


def _groups(shown: Sequence[ShownContact]) -> Iterator[Group]:
    for title, roles in GROUPS:
        found = tuple(contact for contact in shown if contact.row.role in roles)
        if found:
            yield Group(title=title, contacts=found)


def _shows(opened: OpenedArea, *, is_ended: bool) -> list[MenuItem]:
    return [
        MenuItem(text="Told today", href=opened.here, is_current=not is_ended),
        MenuItem(text="Off the list", href=f"{opened.here}?show={ENDED}", is_current=is_ended),
    ]


def _summary(rows: Sequence[ContactRow]) -> Iterator[str]:
    """Give what must be put right, in sentences."""
    mute = sum(1 for row in rows if not row.has_address)
    stale = sum(1 for row in rows if row.is_stale(context.today()))
    if mute:
        yield f"{counted(mute, 'contact')} cannot be told: no address."
    if stale:
        yield f"{counted(stale, 'contact')} {'was' if stale == 1 else 'were'} not checked for 6 months."
    if rows and not mute and not stale:
        yield "Everyone can be told, and was checked within 6 months."


def _missing(rows: Sequence[ContactRow], titles: Mapping[str, str]) -> list[str]:
    """Give the offices that nobody is listed for. Source: MI-02."""
    held = {row.role for row in rows}
    return [role_words(role, "", titles) for role in OFFICES if role not in held]


def _table(opened: OpenedArea, rows: Sequence[ContactRow], titles: Mapping[str, str]) -> Table:
    name = f"contacts-{opened.area.code.lower()}"
    return Table(name=name, heads=HEADS, rows=[_cells(row, titles) for row in rows])


def _cells(row: ContactRow, titles: Mapping[str, str]) -> tuple[str, ...]:
    return (
        row.name,
        role_words(row.role, row.agency, titles),
        row.organisation,
        "; ".join(row.localities),
        row.email,
        row.phone,
        row.night_phone,
        row.deputy,
        row.account,
        date_cell(row.trained_on),
        date_cell(row.verified_on),
        row.note,
        date_cell(row.ended_on),
    )
