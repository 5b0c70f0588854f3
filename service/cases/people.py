"""The people who sign in: added and given roles by an administrator. Passwords and sessions: accounts.py."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select

from service.access import Role, may_manage_people
from service.cases.handling import handles
from service.cases.passwords import hash_password
from service.cases.sign_in import plain_email
from service.cases.text_rules import is_blank
from service.cases.unit import Actor, Result, Unit
from service.errors import NotAllowed, NotFoundForYou, PutRight
from service.store.audit_chain import append_audit
from service.store.people import Area, AreaBody, Person, RoleMembership

FOR_EVERY_AREA = (Role.ADMINISTRATOR, Role.AUDITOR, Role.APPEALS_OFFICER, Role.OPCC_HEAD)
FOR_ONE_AGENCY = (Role.NOMINATED_OFFICER, Role.AGENCY_MANAGER)
BY_APPOINTMENT_ONLY = (Role.REVIEW_CHAIR, Role.MINUTE_TAKER, Role.LEAD_OFFICER)
EMAIL = re.compile(r"[^@\s,;<>\"]{1,64}@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")
LONGEST_NAME, LONGEST_EMAIL, LONGEST_JOB_TITLE, LONGEST_PHONE = 120, 254, 120, 40
TOO_LONG_EMAIL = f"Enter an email address of {LONGEST_EMAIL} characters or fewer"
TOO_LONG_PHONE = f"Enter a telephone number of {LONGEST_PHONE} characters or fewer"
COMMAND_LINE = Actor(words="command line")  # whoever may start the service on its own machine


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWish:
    """A role to be given: in one area (None: in every area), for one agency where the role has one."""

    role: str
    area_id: int | None = None
    body_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPerson:
    """Let somebody sign in. The password is made by `first_password` and told once."""

    actor: Actor
    name: str
    email: str
    password: str = field(repr=False)
    job_title: str = ""
    phone: str = ""
    role: RoleWish | None = None
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveRole:
    """Give a person one more role."""

    actor: Actor
    person_id: int
    role: RoleWish
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRole:
    """End a role from today on."""

    actor: Actor
    membership_id: int
    form_key: str | None = None


@handles(AddPerson)
def add_person(unit: Unit, command: AddPerson) -> Result:
    """Add a person, with a role if one is named. Raises PutRight with a sentence for each field."""
    require_administrator(command.actor)
    email = plain_email(command.email)
    problems = _role_problems(unit, command.role) if command.role is not None else {}
    problems |= _faulty_name(command.name) | _faulty_email(unit, command.email) | _faulty_details(command)
    if problems:
        raise PutRight(problems)
    person = Person(
        name=command.name.strip(),
        email=email,
        phone=command.phone.strip(),
        job_title=command.job_title.strip(),
        password_hash=hash_password(command.password),
    )
    unit.session.add(person)
    unit.session.flush()
    audit_person(unit, command.actor, "person_added", person.id)
    if command.role is not None:
        _give(unit, command.actor, person.id, command.role)
    return Result(where=str(person.id), said={"name": person.name})


@handles(GiveRole)
def give_role(unit: Unit, command: GiveRole) -> Result:
    """Give a role. Raises PutRight."""
    require_administrator(command.actor)
    person = find_person(unit, command.person_id)
    problems = _role_problems(unit, command.role)
    if not problems and _has_role(unit, person.id, command.role):
        problems = {"role": f"{person.name} has this role already"}
    if problems:
        raise PutRight(problems)
    _give(unit, command.actor, person.id, command.role)
    return Result(where=str(person.id))


@handles(EndRole)
def end_role(unit: Unit, command: EndRole) -> Result:
    """End a role at once; the row stays as history. An administrator may not end the own one. Source: SEC-058."""
    require_administrator(command.actor)
    row = unit.session.get(RoleMembership, command.membership_id)
    if row is None:
        raise NotFoundForYou
    if row.person_id == command.actor.person_id and row.role == Role.ADMINISTRATOR:
        raise PutRight({"role": "Another administrator must end your own role"})
    yesterday = unit.today - timedelta(days=1)
    row.until_on = min(row.until_on or yesterday, yesterday)
    audit_person(
        unit, command.actor, "role_ended", row.person_id, role=row.role, area=row.area_id, agency=row.body_code
    )
    return Result(where=str(row.person_id))


def require_administrator(actor: Actor) -> None:
    """Raise NotAllowed unless an administrator acts, or whoever runs the command line of the machine."""
    if actor is not COMMAND_LINE and not (actor.signed_in and may_manage_people(actor.signed_in)):
        raise NotAllowed


def find_person(unit: Unit, person_id: int) -> Person:
    """Give the row of a person. Raises NotFoundForYou."""
    person = unit.session.get(Person, person_id)
    if person is None:
        raise NotFoundForYou
    return person


def audit_person(unit: Unit, actor: Actor, action: str, person_id: int, **detail: str | int | None) -> None:
    """Keep in the audit what was done to an account."""
    append_audit(
        unit.session,
        at=unit.now,
        actor=actor.audit_name,
        action=action,
        object_=f"person:{person_id}",
        detail=detail,
    )


def _give(unit: Unit, actor: Actor, person_id: int, wish: RoleWish) -> None:
    unit.session.add(
        RoleMembership(
            person_id=person_id, area_id=wish.area_id, role=wish.role, body_code=wish.body_code, from_on=unit.today
        )
    )
    audit_person(unit, actor, "role_given", person_id, role=wish.role, area=wish.area_id, agency=wish.body_code)


def _faulty_name(name: str) -> dict[str, str]:
    if is_blank(name):
        return {"name": "Enter the person’s name"}
    if _has_control_marks(name):
        return {"name": "Enter the name on one line, in letters and ordinary marks"}
    return {"name": f"Use {LONGEST_NAME} characters or fewer"} if len(name.strip()) > LONGEST_NAME else {}


def _faulty_email(unit: Unit, typed: str) -> dict[str, str]:
    email = plain_email(typed)
    if not EMAIL.fullmatch(email):
        return {"email": "Enter an email address, like name@example.org"}
    if len(typed.strip().casefold()) > LONGEST_EMAIL:
        return {"email": TOO_LONG_EMAIL}
    is_taken = unit.session.scalars(select(Person.id).where(Person.email == email)).first() is not None
    return {"email": "Somebody has this email address already"} if is_taken else {}


def _faulty_details(command: AddPerson) -> dict[str, str]:
    problems = {}
    if _has_control_marks(command.job_title):
        problems["job_title"] = "Enter the job title on one line, in letters and ordinary marks"
    elif len(command.job_title.strip()) > LONGEST_JOB_TITLE:
        problems["job_title"] = f"Enter a job title of {LONGEST_JOB_TITLE} characters or fewer"
    if _has_control_marks(command.phone):
        problems["phone"] = "Enter a telephone number, like 01632 960 001"
    elif len(command.phone.strip()) > LONGEST_PHONE:
        problems["phone"] = TOO_LONG_PHONE
    return problems


def _has_control_marks(text: str) -> bool:
    return any(unicodedata.category(mark) == "Cc" for mark in text.strip())


def _role_problems(unit: Unit, wish: RoleWish) -> dict[str, str]:
    if wish.role not in set(Role) or wish.role in BY_APPOINTMENT_ONLY:
        return {"role": "Select a role"}
    if wish.area_id is None:
        return {} if wish.role in FOR_EVERY_AREA else {"area": "Select an area"}
    if unit.session.get(Area, wish.area_id) is None:
        return {"area": "Select an area"}
    if (wish.role in FOR_ONE_AGENCY) != bool(wish.body_code):
        needs = wish.role in FOR_ONE_AGENCY
        return {"body": "Select the agency" if needs else "Only an agency’s officer or manager has an agency"}
    return {} if not wish.body_code or _is_body(unit, wish) else {"body": "Select the agency"}


def _is_body(unit: Unit, wish: RoleWish) -> bool:
    found = select(AreaBody.id).where(AreaBody.area_id == wish.area_id, AreaBody.code == wish.body_code)
    return unit.session.scalars(found).first() is not None


def _has_role(unit: Unit, person_id: int, wish: RoleWish) -> bool:
    rows = unit.session.scalars(
        select(RoleMembership).where(
            RoleMembership.person_id == person_id,
            RoleMembership.role == wish.role,
            RoleMembership.body_code == wish.body_code,
            RoleMembership.area_id.is_(None) if wish.area_id is None else RoleMembership.area_id == wish.area_id,
        )
    )
    return any(row.until_on is None or row.until_on >= unit.today for row in rows)
