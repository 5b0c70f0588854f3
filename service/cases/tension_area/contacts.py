"""The contacts of an area's protocols: added, changed, checked, ended. Who is told when: cases/rounds."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update

from service.cases.errors import AnswersRefused
from service.cases.handling import handles
from service.cases.tension_area.who_may import require_contact_keeper
from service.cases.text_rules import is_blank
from service.cases.unit import Actor, Result, Unit
from service.errors import NotFoundForYou
from service.store.audit_chain import append_audit
from service.store.contact_roles import FOR_AN_AGENCY, ContactRole
from service.store.notices import ProtocolContact
from service.store.people import Area
from service.store.queries.protocol_contacts import people_of_area
from workflows.rules.tension import TeamMember

LONGEST_NAME, MOST_PLACES, LONGEST_PLACE = 160, 40, 120


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDetails:
    """Everything that can be said of a contact. `localities`: wards or places; none stands for the whole area."""

    role: str
    name: str
    agency: str = ""
    organisation: str = ""
    email: str = ""
    phone: str = ""
    night_phone: str = ""
    localities: tuple[str, ...] = ()
    deputy_id: int | None = None
    person_id: int | None = None
    trained_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddProtocolContact:
    """List somebody whom a protocol tells or asks."""

    actor: Actor
    area_id: int
    details: ContactDetails
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeProtocolContact:
    """Put other details in place. What was sent to them before stays as it was sent."""

    actor: Actor
    contact_id: int
    details: ContactDetails
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyProtocolContact:
    """Somebody checked today that the details are right."""

    actor: Actor
    contact_id: int
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndProtocolContact:
    """From now on this contact is told nothing."""

    actor: Actor
    contact_id: int
    form_key: str | None = None


@handles(AddProtocolContact)
def add_contact(unit: Unit, command: AddProtocolContact) -> Result:
    """List a contact; saving counts as checking. Raises AnswersRefused. Source: TE-03, TE-04, MI-02."""
    require_contact_keeper(command.actor, area_id=command.area_id)
    area = unit.session.get(Area, command.area_id)
    if area is None:
        raise NotFoundForYou
    _demand_sound(unit, command.details, area_id=area.id, contact_id=None)
    row = ProtocolContact(area_id=area.id, localities=[], role="", name="")
    _take_over(row, command.details, today=unit.today)
    unit.session.add(row)
    unit.session.flush()
    _audit(unit, command.actor, "contact_added", row, role=row.role)
    return Result(where=str(row.id))


@handles(ChangeProtocolContact)
def change_contact(unit: Unit, command: ChangeProtocolContact) -> Result:
    """Change a contact; saving counts as checking. Raises AnswersRefused, NotFoundForYou."""
    row = _standing(unit, command.actor, command.contact_id)
    _demand_sound(unit, command.details, area_id=row.area_id, contact_id=row.id)
    changed = _take_over(row, command.details, today=unit.today)
    _audit(unit, command.actor, "contact_changed", row, fields=",".join(changed))  # the values are personal data
    return Result(where=str(row.id))


@handles(VerifyProtocolContact)
def verify_contact(unit: Unit, command: VerifyProtocolContact) -> Result:
    """Note that the details are right today. Raises NotFoundForYou."""
    row = _standing(unit, command.actor, command.contact_id)
    row.verified_on = unit.today
    _audit(unit, command.actor, "contact_verified", row)
    return Result(where=str(row.id))


@handles(EndProtocolContact)
def end_contact(unit: Unit, command: EndProtocolContact) -> Result:
    """End a contact today; those they stood in for have no deputy any more. Raises NotFoundForYou."""
    row = _standing(unit, command.actor, command.contact_id)
    row.ended_on = unit.today
    unit.session.execute(
        update(ProtocolContact).where(ProtocolContact.deputy_id == row.id).values(deputy_id=None),
        execution_options={"synchronize_session": False},
    )
    _audit(unit, command.actor, "contact_ended", row)
    return Result(where=str(row.id))


def _standing(unit: Unit, actor: Actor, contact_id: int) -> ProtocolContact:
    """Give a contact who counts today and whom this person may change."""
    row = unit.session.get(ProtocolContact, contact_id, with_for_update=True)
    if row is None:
        raise NotFoundForYou
    require_contact_keeper(actor, area_id=row.area_id)
    if row.ended_on is not None:
        raise NotFoundForYou
    return row


def _demand_sound(unit: Unit, details: ContactDetails, *, area_id: int, contact_id: int | None) -> None:
    problems = _faulty_words(details)
    if details.deputy_id is not None and not _may_stand_in(unit, details.deputy_id, area_id, contact_id):
        problems["deputy"] = "Select another contact of this area"
    if details.person_id is not None and not _has_account(unit, details.person_id, area_id):
        problems["account"] = "Select somebody who signs in and has a role in this area"
    if details.trained_on is not None and details.trained_on > unit.today:
        problems["trained_on-day"] = "The day of the training must be today or in the past"
    if problems:
        raise AnswersRefused(problems)


def _faulty_words(details: ContactDetails) -> dict[str, str]:
    problems = {}
    if details.role not in set(ContactRole):
        problems["role"] = "Select what they are"
    if is_blank(details.name) or len(details.name) > LONGEST_NAME:
        problems["name"] = f"Enter their name, up to {LONGEST_NAME} characters"
    if not _is_agency_sound(details):
        problems["agency"] = "Select whom they sit on the team for"
    if len(details.localities) > MOST_PLACES or any(len(place) > LONGEST_PLACE for place in details.localities):
        problems["localities"] = f"Enter at most {MOST_PLACES} places of {LONGEST_PLACE} characters, one on each line"
    return problems


def _is_agency_sound(details: ContactDetails) -> bool:
    if not details.agency:
        return details.role != ContactRole.TEAM
    return details.role in FOR_AN_AGENCY and details.agency in set(TeamMember)


def _may_stand_in(unit: Unit, deputy_id: int, area_id: int, contact_id: int | None) -> bool:
    found = select(ProtocolContact.id).where(
        ProtocolContact.id == deputy_id, ProtocolContact.area_id == area_id, ProtocolContact.ended_on.is_(None)
    )
    return deputy_id != contact_id and unit.session.scalars(found).first() is not None


def _has_account(unit: Unit, person_id: int, area_id: int) -> bool:
    return person_id in {known for known, _ in people_of_area(unit.session, area_id, today=unit.today)}


def _take_over(row: ProtocolContact, details: ContactDetails, *, today: date) -> list[str]:
    """Write the details to the row; give the names of those that changed."""
    wanted = {
        name: getattr(details, name)
        for name in ("role", "agency", "name", "organisation", "email", "phone", "night_phone", "deputy_id")
    }
    wanted |= {"person_id": details.person_id, "trained_on": details.trained_on, "note": details.note}
    wanted["localities"] = list(details.localities)
    changed = [name for name, value in wanted.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, wanted[name])
    row.verified_on = today
    return changed


def _audit(unit: Unit, actor: Actor, action: str, row: ProtocolContact, **detail: str) -> None:
    append_audit(
        unit.session,
        at=unit.now,
        actor=actor.audit_name,
        action=action,
        object_=f"contact:{row.id}",
        detail={"area": row.area_id, **detail},
    )
