"""A new area with its bodies, people and first settings. Changing settings later: settings_commands.py."""

from dataclasses import dataclass
from datetime import date

from service.cases.handling import handles
from service.cases.unit import Actor, Result, Unit
from service.store.people import Area, AreaBody, AreaRulesVersion, Person, RoleMembership
from workflows import PROFILES


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyToAdd:
    """A body of the new area."""

    code: str
    name: str
    kind: str
    email: str
    is_relevant: bool = True
    is_public: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonToAdd:
    """Someone who may sign in, with one role in the new area."""

    name: str
    email: str
    phone: str
    job_title: str
    role: str
    password_hash: str
    body_code: str = ""
    division: str = ""
    is_everywhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AddArea:
    """Set up an area with a settings profile. Source: domain C.1, CM-12, D-023."""

    actor: Actor
    code: str
    name: str
    partnership_name: str
    address: tuple[str, ...]
    police_division: str
    support_line: str
    privacy_at: str
    appeal_address: tuple[str, ...]
    appeal_email: str
    appeal_phone: str
    bodies: tuple[BodyToAdd, ...]
    people: tuple[PersonToAdd, ...]
    in_force_from: date
    profile: str = "default"
    is_demo: bool = False
    form_key: str | None = None


@handles(AddArea)
def add_area(unit: Unit, command: AddArea) -> Result:
    """Write the area, its bodies, its people and version 1 of its settings."""
    area = Area(
        code=command.code,
        name=command.name,
        kind="csp",
        partnership_name=command.partnership_name,
        police_division=command.police_division,
        is_demo=command.is_demo,
        address=list(command.address),
        support_line=command.support_line,
        privacy_at=command.privacy_at,
        appeal_address=list(command.appeal_address),
        appeal_email=command.appeal_email,
        appeal_phone=command.appeal_phone,
    )
    unit.session.add(area)
    unit.session.flush()
    unit.session.add_all(_body(area.id, body) for body in command.bodies)
    for person in command.people:
        _add_person(unit, area.id, person)
    unit.session.add(_first_rules(unit, area.id, command))
    return Result(reference=command.code)


def _body(area_id: int, body: BodyToAdd) -> AreaBody:
    return AreaBody(
        area_id=area_id,
        code=body.code,
        name=body.name,
        kind=body.kind,
        email=body.email,
        is_relevant=body.is_relevant,
        is_public=body.is_public,
    )


def _add_person(unit: Unit, area_id: int, person: PersonToAdd) -> None:
    row = Person(
        name=person.name,
        email=person.email,
        phone=person.phone,
        job_title=person.job_title,
        password_hash=person.password_hash,
        police_division=person.division,
    )
    unit.session.add(row)
    unit.session.flush()
    unit.session.add(
        RoleMembership(
            person_id=row.id,
            area_id=None if person.is_everywhere else area_id,
            role=person.role,
            body_code=person.body_code,
        )
    )


def _first_rules(unit: Unit, area_id: int, command: AddArea) -> AreaRulesVersion:
    return AreaRulesVersion(
        area_id=area_id,
        version=1,
        settings=PROFILES[command.profile].model_dump(mode="json"),
        state="in_force",
        in_force_from=command.in_force_from,
        reason=f"Profile “{command.profile}”",
        proposed_at=unit.now,
        decided_at=unit.now,
    )
