"""What is asked about a contact, what stands there now, and the details it becomes. The pages: contacts.py."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from service.cases.tension_area.contacts import ContactDetails
from service.store.contact_roles import ContactRole
from service.store.queries.protocol_contacts import ContactRow, list_contacts, people_of_area
from service.web import context
from service.web.casework.small_forms import ask
from service.web.tension.area_page import OpenedArea
from service.web.tension.contact_words import AGENCY_WORDS, ROLE_WORDS, role_words
from workflows import ListItem, QuestionForm

NOBODY = "nobody"
THE_PUBLIC = "public"
AGENCIES = [{"value": str(code), "label": words} for code, words in AGENCY_WORDS.items()]


def _optional(name: str, kind: str, label: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "type": kind, "label": label, "required": False, **more}


FORM = QuestionForm.parse(
    {
        "title": "A contact",
        "questions": [
            ask("role", "one_of", "What they are", "Select what they are", options_from="roles"),
            ask(
                "agency",
                "one_of",
                "On the team for",
                "Select whom they sit on the team for",
                options=AGENCIES,
                when={"question": "role", "is": "team"},
            ),
            ask(
                "reads_for",
                "one_of",
                "Reads it for",
                "Select whom they read the report for",
                hint="Community representatives and groups get the public version.",
                options=[*AGENCIES, {"value": THE_PUBLIC, "label": "A community or a group"}],
                when={"question": "role", "is": "reader"},
            ),
            ask("name", "text", "Name", "Enter their name", max_length=160),
            _optional("organisation", "text", "Organisation", max_length=160),
            _optional("email", "email", "Email", hint="Alerts go here. One that somebody reads at once."),
            _optional("phone", "phone", "Phone in working hours", max_length=40),
            _optional("night_phone", "phone", "Phone at other times", max_length=40),
            _optional(
                "localities",
                "long_text",
                "Wards or places",
                hint="One on each line, spelled as in reports. Leave it empty for the whole area.",
                max_length=4000,
            ),
            _optional(
                "deputy",
                "one_of",
                "Deputy",
                hint="Told when this person does not answer. List the deputy first.",
                options_from="deputies",
            ),
            _optional("account", "one_of", "Signs in as", options_from="people"),
            _optional(
                "trained_on",
                "date",
                "Trained in risk assessment",
                hint="The day of the induction, for staff who are not of the police.",
                not_after="today",
            ),
            _optional("note", "long_text", "Note", max_length=500),
        ],
    }
)


def lists_for(opened: OpenedArea, contact: ContactRow | None = None) -> Mapping[str, list[ListItem]]:
    """Give the choices: kinds of contact, who may stand in, who signs in."""
    session, titles = context.read_session(), opened.rules.role_titles
    contacts = list_contacts(session, opened.area_id)
    people = people_of_area(session, opened.area_id, today=context.today())
    own_id = contact.contact_id if contact else 0
    return {
        "roles": [ListItem(key=role, label=titles.get(role) or words) for role, words in ROLE_WORDS.items()],
        "deputies": [
            ListItem(key=NOBODY, label="Nobody"),
            *(
                ListItem(key=str(row.contact_id), label=f"{row.name}, {role_words(row.role, row.agency, titles)}")
                for row in contacts
                if row.contact_id != own_id
            ),
        ],
        "people": [
            ListItem(key=NOBODY, label="Does not sign in"),
            *(ListItem(key=str(person_id), label=name) for person_id, name in people),
        ],
    }


def values_of(contact: ContactRow) -> Mapping[str, Any]:
    """Give what stands now as answers of the form."""
    same = ("role", "name", "organisation", "email", "phone", "night_phone", "note")
    values: dict[str, Any] = {name: getattr(contact, name) or None for name in same}
    values["agency"] = contact.agency or None
    values["reads_for"] = contact.agency or THE_PUBLIC
    values["localities"] = "\n".join(contact.localities) or None
    values["deputy"] = str(contact.deputy_id or NOBODY)
    values["account"] = str(contact.person_id or NOBODY)
    values["trained_on"] = contact.trained_on.isoformat() if contact.trained_on else None
    return values


def details_of(values: Mapping[str, Any]) -> ContactDetails:
    """Give the answers as the command takes them."""
    trained = values.get("trained_on")
    agency = str(values.get("agency") or values.get("reads_for") or "")
    words = ("role", "name", "organisation", "email", "phone", "night_phone", "note")
    return ContactDetails(
        agency="" if agency == THE_PUBLIC else agency,
        localities=_places(values.get("localities")),
        deputy_id=_chosen(values.get("deputy")),
        person_id=_chosen(values.get("account")),
        trained_on=date.fromisoformat(str(trained)) if trained else None,
        **{name: str(values.get(name) or "") for name in words},
    )


def _places(text: Any) -> tuple[str, ...]:
    lines = (" ".join(line.split()) for line in str(text or "").splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


def _chosen(answer: Any) -> int | None:
    return int(str(answer)) if answer and answer != NOBODY else None


def first_values(asked_role: str) -> Mapping[str, Any]:
    """Give the form of a new contact: the kind that the link asked for, if it is one."""
    return {
        "role": asked_role if asked_role in set(ContactRole) else None,
        "deputy": NOBODY,
        "account": NOBODY,
    }
