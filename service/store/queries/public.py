"""What the public pages read: areas that take applications, drafts, receipts. Tracking: public_tracking.py."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.cases import Case
from service.store.people import Area, AreaBody, AreaRulesVersion
from service.store.queries.holders import first_holder
from service.store.record import Application, ApplicationDraft, Party
from service.store.work import Deadline
from workflows import AreaRules, parse_area_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicBody:
    """A body that people may have told."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicContact:
    """Whom to call, and when."""

    name: str
    phone: str
    email: str
    hours: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicArea:
    """An area as its public pages need it."""

    id: int
    code: str
    name: str
    partnership: str
    address: tuple[str, ...]
    bodies: tuple[PublicBody, ...]
    rules: AreaRules
    contact: PublicContact | None
    support_line: str
    privacy_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """A form half filled, or sent a moment ago."""

    area_id: int
    answers: dict[str, Any]
    saved_at: datetime
    sent_case_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptView:
    """What the page after sending says. Source: CT-05."""

    reference: str
    received_at: datetime
    email: str
    is_neutral: bool
    limits: dict[str, date]  # of the clocks that run, by clock


def list_areas(session: Session) -> list[tuple[str, str, str]]:
    """Give code, name and partnership of every area with settings in force, by name."""
    rows = session.execute(
        select(Area.code, Area.name, Area.partnership_name)
        .where(Area.id.in_(select(AreaRulesVersion.area_id).where(AreaRulesVersion.state == "in_force")))
        .order_by(Area.name)
    )
    return [(row.code, row.name, row.partnership_name) for row in rows]


def find_area(session: Session, code: str, *, today: date) -> PublicArea | None:
    """Give an area that takes applications today, by its code in capitals or not."""
    area = session.scalars(select(Area).where(Area.code == code.upper())).one_or_none()
    rules = rules_of_area(session, area.id, today=today) if area else None
    if area is None or rules is None:
        return None
    bodies = session.scalars(select(AreaBody).where(AreaBody.area_id == area.id).order_by(AreaBody.id))
    return PublicArea(
        id=area.id,
        code=area.code,
        name=area.name,
        partnership=area.partnership_name,
        address=tuple(str(line) for line in area.address),
        bodies=tuple(PublicBody(code=body.code, name=body.name, kind=body.kind) for body in bodies),
        rules=rules,
        contact=_contact(session, area, today=today),
        support_line=area.support_line,
        privacy_at=area.privacy_at,
    )


def rules_of_area(session: Session, area_id: int, *, today: date) -> AreaRules | None:
    """Give the settings of an area that are in force on a day, or None. Source: CM-12."""
    settings = session.scalars(
        select(AreaRulesVersion.settings)
        .where(
            AreaRulesVersion.area_id == area_id,
            AreaRulesVersion.state == "in_force",
            AreaRulesVersion.in_force_from <= today,
        )
        .order_by(AreaRulesVersion.version.desc())
        .limit(1)
    ).first()
    return None if settings is None else parse_area_rules(settings)


def _contact(session: Session, area: Area, *, today: date) -> PublicContact | None:
    """Give the area's single point of contact. Source: CT-04."""
    person = first_holder(session, "spoc", area_id=area.id, today=today)
    if person is None:
        return None
    return PublicContact(name=person.name, phone=person.phone, email=person.email, hours=area.contact_hours)


def find_draft(session: Session, *, key_hash: bytes, now: datetime, sent_for: timedelta) -> DraftView | None:
    """Give the draft of a key; a sent one only for a while, on a device that others may use."""
    row = session.scalars(select(ApplicationDraft).where(ApplicationDraft.key_hash == key_hash)).one_or_none()
    if row is None or (row.sent_case_id is not None and row.saved_at + sent_for < now):
        return None
    return DraftView(area_id=row.area_id, answers=row.answers, saved_at=row.saved_at, sent_case_id=row.sent_case_id)


def find_receipt(session: Session, *, case_id: int) -> ReceiptView:
    """Give the receipt of a case that was opened by a form."""
    found = session.execute(
        select(Case.reference, Application.received_at, Party.email, Party.preferred_channel, Party.safe_contact)
        .join(Application, Application.case_id == Case.id)
        .join(Party, Party.case_id == Case.id)
        .where(Case.id == case_id, Party.is_applicant.is_(True))
    ).one()
    limits = session.execute(
        select(Deadline.clock, Deadline.limit_on).where(Deadline.case_id == case_id, Deadline.state == "running")
    )
    return ReceiptView(
        reference=found.reference,
        received_at=found.received_at,
        email=found.email if found.preferred_channel == "email" else "",
        is_neutral=bool(found.safe_contact),
        limits={row.clock: row.limit_on for row in limits},
    )
