"""Who a round goes to: contacts of a role, those of a place, or everybody told so far. Source: MI-02, MI-13."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, or_, select

from service.cases.rounds.kinds import KINDS
from service.cases.rounds.tension_values import replaces_news
from service.store.notices import ContactNotice, ProtocolContact
from service.store.people import Person
from service.store.queries.holders import holders_of
from service.store.record import RacialIncident

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

MEETING_CALL, LEVEL_NEWS = "L-TE-02", "L-TE-04"
OWN_ACCOUNT = {  # roles of contacts that people with an account hold: they need not be listed twice
    *("commander", "council_officer", "director", "crro", "coordinator", "police_coordinator"),
}


def readers_of(work: "CaseWork", code: str) -> list[ProtocolContact]:
    """Give the contacts that this notice goes to, each once."""
    kind = KINDS[code]
    if not kind.roles:
        called = KINDS[MEETING_CALL].roles if code == LEVEL_NEWS and replaces_news(work) else ()
        return [row for row in told_so_far(work) if row.role not in called]
    found = contacts_in(work, kind.roles)
    return _of_place(found, _place(work)) if kind.is_by_place else found


def _of_place(found: list[ProtocolContact], place: str) -> list[ProtocolContact]:
    """Give those of a place and those of no place; everybody where the place is not known. Source: MI-13."""
    wanted = place.strip().casefold()
    return [row for row in found if not (wanted and row.localities) or wanted in _places(row)]


def _places(row: ProtocolContact) -> set[str]:
    return {str(place).strip().casefold() for place in row.localities}


def contacts_in(work: "CaseWork", roles: Iterable[str]) -> list[ProtocolContact]:
    """Give the contacts of these roles now; who only has an account is added to the list."""
    wanted = tuple(roles)
    rows = _listed(work, wanted)
    listed = {row.role for row in rows}
    missing = [role for role in wanted if role not in listed and role in OWN_ACCOUNT]
    return rows + [
        _from_account(work, role, person)
        for role in missing
        for person in holders_of(work.session, role, area_id=work.case.area_id, today=work.unit.today)
    ]


def missing_roles(code: str, found: Iterable[ProtocolContact]) -> list[str]:
    """Give the roles that nobody stands for in this area: a person must be told, never nobody."""
    have = {row.role for row in found}
    owed = roles_owed(code)
    return [role for role in KINDS[code].roles if role in owed and role not in have]


def roles_owed(code: str) -> frozenset[str]:
    """Give the roles of which somebody must have this notice."""
    return frozenset(KINDS[code].roles) - OPTIONAL


OPTIONAL = frozenset({"team", "debrief"})  # lists that may be empty


def told_so_far(work: "CaseWork") -> list[ProtocolContact]:
    """Give everybody who was told anything in this case, each once. Source: MI-18, MI-24, TE-27."""
    ids = select(ContactNotice.contact_id).where(ContactNotice.case_id == work.case.id)
    return list(
        work.session.scalars(
            select(ProtocolContact).where(ProtocolContact.id.in_(ids), _counts(work)).order_by(ProtocolContact.id)
        )
    )


def _listed(work: "CaseWork", roles: tuple[str, ...]) -> list[ProtocolContact]:
    return list(
        work.session.scalars(
            select(ProtocolContact)
            .where(
                ProtocolContact.area_id == work.case.area_id,
                ProtocolContact.role.in_(roles),
                _counts(work),
            )
            .order_by(ProtocolContact.id)
        )
    )


def _counts(work: "CaseWork") -> ColumnElement[bool]:
    return or_(ProtocolContact.ended_on.is_(None), ProtocolContact.ended_on > work.unit.today)


def _from_account(work: "CaseWork", role: str, person: Person) -> ProtocolContact:
    row = ProtocolContact(
        area_id=work.case.area_id,
        role=role,
        name=person.name,
        email=person.email,
        phone=person.phone,
        localities=[],
        person_id=person.id,
    )
    work.session.add(row)
    work.session.flush()
    return row


def _place(work: "CaseWork") -> str:
    incident = work.session.get(RacialIncident, work.case.id)
    return incident.locality if incident else ""
