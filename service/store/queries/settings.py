"""Reading an area's settings: what stands, what waits, what was. Nothing is judged here."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from service.store.cases import Case
from service.store.people import Area, AreaRulesVersion, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesRow:
    """One version of the settings, with who, when, why, and how many open cases run on it."""

    rules_id: int
    version: int
    state: str
    settings: dict[str, Any]
    in_force_from: date | None
    reason: str
    proposed_by_id: int | None
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    decided_at: datetime | None
    decision_reason: str
    open_cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """What letters and pages print of an area."""

    partnership_name: str
    address: tuple[str, ...]
    contact_hours: str
    support_line: str
    privacy_at: str
    appeal_address: tuple[str, ...]
    appeal_email: str
    appeal_phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsHistory:
    """All versions of an area's settings, the newest first."""

    area_id: int
    area_code: str
    area_name: str
    versions: tuple[RulesRow, ...]

    @property
    def newest(self) -> RulesRow | None:
        """Give the newest approved version, which may begin on a later day."""
        return next((row for row in self.versions if row.state == "in_force"), None)

    @property
    def waiting(self) -> RulesRow | None:
        """Give the proposal that waits for a second person."""
        return next((row for row in self.versions if row.state == "proposed"), None)

    def in_force_on(self, day: date) -> RulesRow | None:
        """Give what new cases of that day run on."""
        approved = (row for row in self.versions if row.state == "in_force")
        return next((row for row in approved if row.in_force_from and row.in_force_from <= day), None)


def find_settings(session: Session, area_code: str) -> SettingsHistory | None:
    """Give the settings of an area by its code, or None."""
    area = session.scalars(select(Area).where(Area.code == area_code)).one_or_none()
    if area is None:
        return None
    return SettingsHistory(
        area_id=area.id, area_code=area.code, area_name=area.name, versions=_versions(session, area.id)
    )


def contacts_of(session: Session, area_id: int) -> Contacts:
    """Give the addresses and telephone numbers of an area."""
    area = session.get_one(Area, area_id)
    return Contacts(
        partnership_name=area.partnership_name,
        address=tuple(area.address),
        contact_hours=area.contact_hours,
        support_line=area.support_line,
        privacy_at=area.privacy_at,
        appeal_address=tuple(area.appeal_address),
        appeal_email=area.appeal_email,
        appeal_phone=area.appeal_phone,
    )


def area_codes(session: Session) -> dict[int, str]:
    """Give each area's code by its id, in the order of their names."""
    return {area_id: code for area_id, code in session.execute(select(Area.id, Area.code).order_by(Area.name))}


def names_of_people(session: Session) -> dict[str, str]:
    """Give the names behind "person:4", for showing who signed an override."""
    return {f"person:{person_id}": name for person_id, name in session.execute(select(Person.id, Person.name))}


def _versions(session: Session, area_id: int) -> tuple[RulesRow, ...]:
    first, second = aliased(Person), aliased(Person)
    counts = dict(
        session.execute(
            select(Case.area_rules_id, func.count())
            .where(Case.area_id == area_id, Case.is_open.is_(True))
            .group_by(Case.area_rules_id)
        ).all()
    )
    rows = session.execute(
        select(AreaRulesVersion, first.name, second.name)
        .outerjoin(first, first.id == AreaRulesVersion.proposed_by_id)
        .outerjoin(second, second.id == AreaRulesVersion.decided_by_id)
        .where(AreaRulesVersion.area_id == area_id)
        .order_by(AreaRulesVersion.version.desc())
    )
    return tuple(_row(row, one or "", two or "", counts.get(row.id, 0)) for row, one, two in rows)


def _row(row: AreaRulesVersion, proposed_by: str, decided_by: str, open_cases: int) -> RulesRow:
    return RulesRow(
        rules_id=row.id,
        version=row.version,
        state=row.state,
        settings=row.settings,
        in_force_from=row.in_force_from,
        reason=row.reason,
        proposed_by_id=row.proposed_by_id,
        proposed_by=proposed_by,
        proposed_at=row.proposed_at,
        decided_by=decided_by,
        decided_at=row.decided_at,
        decision_reason=row.decision_reason,
        open_cases=open_cases,
    )
