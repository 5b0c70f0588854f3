"""An area's addresses and telephone numbers, as letters and pages print them. Rules: settings_commands.py."""

import re
from dataclasses import dataclass, fields

from service.access import may_change_contacts
from service.cases.handling import handles
from service.cases.people import EMAIL, LONGEST_EMAIL, LONGEST_PHONE, TOO_LONG_EMAIL, TOO_LONG_PHONE
from service.cases.unit import Actor, Result, Unit
from service.errors import NotAllowed, NotFoundForYou, PutRight
from service.store.audit_chain import append_audit
from service.store.people import Area
from service.store.queries.settings import Contacts

MOST_LINES, LONGEST_LINE = 6, 60
PHONE = re.compile(r"[0-9+()\- ]{6,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeContacts:
    """Put other addresses in place; letters already sealed keep theirs."""

    actor: Actor
    area_id: int
    contacts: Contacts
    form_key: str | None = None


@handles(ChangeContacts)
def change_contacts(unit: Unit, command: ChangeContacts) -> Result:
    """Change the contact details at once; the audit keeps what they were. Raises PutRight."""
    who = command.actor.signed_in
    if who is None or not may_change_contacts(who, area_id=command.area_id):
        raise NotAllowed
    area = unit.session.get(Area, command.area_id)
    if area is None:
        raise NotFoundForYou
    problems = _problems(command.contacts)
    if problems:
        raise PutRight(problems)
    _audit(unit, command, area)
    for field in fields(Contacts):
        value = getattr(command.contacts, field.name)
        setattr(area, field.name, list(value) if isinstance(value, tuple) else value)
    return Result(where=area.code)


def _problems(contacts: Contacts) -> dict[str, str]:
    problems = {}
    if not contacts.partnership_name or len(contacts.partnership_name) > 160:
        problems["partnership_name"] = "Enter the name of the partnership, up to 160 characters"
    if not contacts.address:
        problems["address"] = "Enter the address that letters come from"
    for name, longest in (("contact_hours", 120), ("support_line", 200), ("privacy_at", 200)):
        if len(getattr(contacts, name)) > longest:
            problems[name] = f"Enter {longest} characters or fewer"
    return problems | _faulty_lines(contacts) | _faulty_numbers(contacts)


def _faulty_lines(contacts: Contacts) -> dict[str, str]:
    words = f"Enter at most {MOST_LINES} lines of {LONGEST_LINE} characters"
    found = {"address": contacts.address, "appeal_address": contacts.appeal_address}
    return {
        name: words
        for name, lines in found.items()
        if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines)
    }


def _faulty_numbers(contacts: Contacts) -> dict[str, str]:
    problems = {}
    if contacts.appeal_email and not EMAIL.fullmatch(contacts.appeal_email):
        problems["appeal_email"] = "Enter an email address, like name@example.org"
    elif len(contacts.appeal_email) > LONGEST_EMAIL:
        problems["appeal_email"] = TOO_LONG_EMAIL
    if contacts.appeal_phone and not PHONE.fullmatch(contacts.appeal_phone):
        problems["appeal_phone"] = "Enter a phone number, like 01632 960 001"
    elif len(contacts.appeal_phone) > LONGEST_PHONE:
        problems["appeal_phone"] = TOO_LONG_PHONE
    return problems


def _audit(unit: Unit, command: ChangeContacts, area: Area) -> None:
    before = {field.name: getattr(area, field.name) for field in fields(Contacts)}
    after = {name: getattr(command.contacts, name) for name in before}
    changed = {name: [before[name], after[name]] for name in before if _plain(before[name]) != _plain(after[name])}
    append_audit(
        unit.session,
        at=unit.now,
        actor=command.actor.audit_name,
        action="contacts_changed",
        object_=f"area:{area.id}",
        detail=changed,
    )


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple | list) else value
