"""Reading the contacts of an area's protocols: who they are, how they are reached, who stands in. Writes nothing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from service.store.contact_roles import ContactRole
from service.store.notices import ProtocolContact
from service.store.people import Person, RoleMembership
from workflows import period_end

STALE_AFTER_MONTHS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """One contact as the pages show it."""

    contact_id: int
    area_id: int
    role: str
    agency: str
    name: str
    organisation: str
    email: str
    phone: str
    night_phone: str
    localities: tuple[str, ...]
    deputy_id: int | None
    deputy: str
    deputy_of: tuple[str, ...]
    person_id: int | None
    account: str
    trained_on: date | None
    verified_on: date | None
    note: str
    ended_on: date | None

    @property
    def has_address(self) -> bool:
        """Tell whether they can be told at all: by email or by telephone."""
        return bool(self.email or self.phone or self.night_phone)

    def is_stale(self, today: date) -> bool:
        """Tell whether nobody has checked the details within six months. Source: rec, MI-02."""
        return self.verified_on is None or period_end(self.verified_on, months=STALE_AFTER_MONTHS) < today


def list_contacts(
    session: Session, area_id: int, *, roles: Collection[str] = tuple(ContactRole), ended: bool = False
) -> tuple[ContactRow, ...]:
    """Give the contacts of these roles who are told today, or those off the list; by role, then by name."""
    standing = ProtocolContact.ended_on.is_(None)
    rows = session.scalars(
        select(ProtocolContact)
        .where(ProtocolContact.area_id == area_id, ~standing if ended else standing, ProtocolContact.role.in_(roles))
        .order_by(ProtocolContact.name, ProtocolContact.id)
    ).all()
    order = [role.value for role in ContactRole]
    found = _with_names(session, rows)
    return tuple(sorted(found, key=lambda row: order.index(row.role) if row.role in order else len(order)))


def find_contact(session: Session, contact_id: int) -> ContactRow | None:
    """Give one contact, standing or ended; None if there is none."""
    row = session.get(ProtocolContact, contact_id)
    return _with_names(session, [row])[0] if row else None


def people_of_area(session: Session, area_id: int, *, today: date) -> tuple[tuple[int, str], ...]:
    """Give who signs in and holds a role in the area today: id and name, by name."""
    rows = session.execute(
        select(Person.id, Person.name)
        .join(RoleMembership, RoleMembership.person_id == Person.id)
        .where(
            Person.is_active.is_(True),
            or_(RoleMembership.area_id == area_id, RoleMembership.area_id.is_(None)),
            or_(RoleMembership.from_on.is_(None), RoleMembership.from_on <= today),
            or_(RoleMembership.until_on.is_(None), RoleMembership.until_on >= today),
        )
        .distinct()
        .order_by(Person.name, Person.id)
    )
    return tuple((row.id, row.name) for row in rows)


def _with_names(session: Session, rows: Sequence[ProtocolContact]) -> list[ContactRow]:
    deputies = select(ProtocolContact.id, ProtocolContact.name).where(
        ProtocolContact.id.in_({row.deputy_id for row in rows}), ProtocolContact.ended_on.is_(None)
    )
    accounts = select(Person.id, Person.name).where(Person.id.in_({row.person_id for row in rows}))
    stands_in: dict[int, list[str]] = {}
    for name, deputy_id in session.execute(
        select(ProtocolContact.name, ProtocolContact.deputy_id)
        .where(ProtocolContact.deputy_id.in_([row.id for row in rows]), ProtocolContact.ended_on.is_(None))
        .order_by(ProtocolContact.name)
    ):
        stands_in.setdefault(deputy_id or 0, []).append(name)
    names_of_deputies, names_of_people = dict(session.execute(deputies).all()), dict(session.execute(accounts).all())
    return [_row(row, names_of_deputies, stands_in.get(row.id, []), names_of_people) for row in rows]


def _row(
    row: ProtocolContact, deputies: dict[int, str], stands_in: Sequence[str], accounts: dict[int, str]
) -> ContactRow:
    deputy = deputies.get(row.deputy_id or 0, "")
    return ContactRow(
        contact_id=row.id,
        area_id=row.area_id,
        role=row.role,
        agency=row.agency,
        name=row.name,
        organisation=row.organisation,
        email=row.email,
        phone=row.phone,
        night_phone=row.night_phone,
        localities=tuple(str(place) for place in row.localities),
        deputy_id=row.deputy_id if deputy else None,
        deputy=deputy,
        deputy_of=tuple(stands_in),
        person_id=row.person_id,
        account=accounts.get(row.person_id or 0, ""),
        trained_on=row.trained_on,
        verified_on=row.verified_on,
        note=row.note,
        ended_on=row.ended_on,
    )
