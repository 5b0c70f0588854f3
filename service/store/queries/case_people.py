"""The people of one case and what is known of the risk. The alleged perpetrator: restricted(), with a reason only."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.store.people import Person
from service.store.record import Application, Appointment, Consent, Party, RiskCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """A victim, applicant or advocate, with consent where one is needed."""

    name: str
    organisation: str
    is_applicant: bool
    is_victim: bool
    is_advocate: bool
    phone: str
    email: str
    address: tuple[str, ...]
    preferred_channel: str
    formats: str
    language: str
    safe_contact: str
    is_under_18: bool | None
    role_ended_at: datetime | None
    needs_consent: bool
    consent_on: date | None
    consent_ended_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRow:
    """The last risk check."""

    level: str
    flags: tuple[str, ...]
    actions: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Restricted:
    """Who is said to do it: shown to one person, for one reason. Source: domain C.2."""

    names: tuple[tuple[str, str], ...]  # name, address in one line
    said_by_applicant: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointedRow:
    """The chair, minute-taker or lead officer of a case."""

    name: str
    job_title: str
    role: str
    appointed_at: datetime
    ended_at: datetime | None


def parties_of_case(session: Session, case_id: int) -> tuple[PartyRow, ...]:
    """Give everyone in the case but the alleged perpetrator."""
    consents = {row.victim_id: row for row in session.scalars(select(Consent).where(Consent.case_id == case_id))}
    rows = session.scalars(
        select(Party).where(Party.case_id == case_id, Party.is_perpetrator.is_(False)).order_by(Party.id)
    )
    return tuple(_party(row, consents.get(row.id)) for row in rows)


def _party(row: Party, consent: Consent | None) -> PartyRow:
    return PartyRow(
        name=row.name,
        organisation=row.organisation,
        is_applicant=row.is_applicant,
        is_victim=row.is_victim,
        is_advocate=row.is_advocate,
        phone=row.phone,
        email=row.email,
        address=(*(str(line) for line in row.address if line), *((row.postcode,) if row.postcode else ())),
        preferred_channel=row.preferred_channel,
        formats=row.formats,
        language=row.language,
        safe_contact=row.safe_contact,
        is_under_18=row.is_under_18,
        role_ended_at=row.withdrawn_at,
        needs_consent=consent is not None,
        consent_on=consent.received_on if consent else None,
        consent_ended_on=consent.withdrawn_on if consent else None,
    )


def count_restricted(session: Session, case_id: int) -> int:
    """Give how many alleged perpetrators are on file, without saying who."""
    named = session.scalar(select(func.count(Party.id)).where(Party.case_id == case_id, Party.is_perpetrator.is_(True)))
    said = session.scalar(select(Application.suspected_source).where(Application.case_id == case_id))
    return named or (1 if said else 0)


def restricted(session: Session, case_id: int) -> Restricted:
    """Give who is said to do it. Only for someone whose reason is already in the audit."""
    rows = session.scalars(select(Party).where(Party.case_id == case_id, Party.is_perpetrator.is_(True)))
    said = session.scalar(select(Application.suspected_source).where(Application.case_id == case_id))
    return Restricted(
        names=tuple((row.name, ", ".join(str(line) for line in row.address)) for row in rows),
        said_by_applicant=said or "",
    )


def risk_of_case(session: Session, case_id: int) -> RiskRow | None:
    """Give the last risk check, or None."""
    row = session.execute(
        select(RiskCheck, Person.name)
        .outerjoin(Person, Person.id == RiskCheck.by_id)
        .where(RiskCheck.case_id == case_id)
        .order_by(RiskCheck.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    check, name = row
    flags = tuple(str(flag) for flag in check.flags)
    return RiskRow(level=check.level, flags=flags, actions=check.actions, by=name or "", at=check.at)


def appointments_of_case(session: Session, case_id: int) -> tuple[AppointedRow, ...]:
    """Give the chair, minute-taker and lead officers, those of today first."""
    rows = session.execute(
        select(Appointment, Person.name, Person.job_title)
        .join(Person, Person.id == Appointment.person_id)
        .where(Appointment.case_id == case_id)
        .order_by(Appointment.ended_at.is_not(None), Appointment.id)
    )
    return tuple(
        AppointedRow(
            name=name,
            job_title=job,
            role=row.role,
            appointed_at=row.appointed_at,
            ended_at=row.ended_at,
        )
        for row, name, job in rows
    )
