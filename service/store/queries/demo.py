"""What the demonstration needs to know before it loads."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.cases import Case
from service.store.notices import ContactNotice, ProtocolContact
from service.store.outbox import OutboxItem
from service.store.people import Area, Person
from service.store.work import OpenTask


def has_areas(session: Session) -> bool:
    """Tell whether any area exists."""
    return session.scalars(select(Area.id).limit(1)).first() is not None


def people_by_email(session: Session) -> dict[str, int]:
    """Give the id of everyone who may sign in, by email."""
    return {row.email: row.id for row in session.execute(select(Person.email, Person.id))}


def queued_letters(session: Session, *, sealed_by: datetime) -> list[tuple[int, str]]:
    """Give what waits in the outbox since an instant (aware) or longer: id and kind."""
    is_ready = (OutboxItem.state == "queued", OutboxItem.next_try_at <= sealed_by)
    rows = select(OutboxItem.id, OutboxItem.kind).where(*is_ready).order_by(OutboxItem.id)
    return [(row.id, row.kind) for row in session.execute(rows)]


def open_prints(session: Session) -> list[tuple[str, str]]:
    """Give the tasks to print and post, each with the role it is for."""
    rows = session.execute(select(OpenTask.id, OpenTask.role).where(OpenTask.kind == "print", OpenTask.state == "open"))
    return [(task_id, role) for task_id, role in rows]


def area_id_of(session: Session, code: str) -> int:
    """Give the id of an area by its code."""
    return session.scalars(select(Area.id).where(Area.code == code)).one()


def listed_contacts(session: Session, area_id: int) -> set[tuple[str, str]]:
    """Give the contacts of an area by role and name."""
    rows = session.execute(select(ProtocolContact.role, ProtocolContact.name).where(ProtocolContact.area_id == area_id))
    return {(role, name) for role, name in rows}


def case_id_of(session: Session, reference: str) -> int:
    """Give the id of a case by its reference."""
    return session.scalars(select(Case.id).where(Case.reference == reference)).one()


def queued_mail_of(session: Session, reference: str) -> list[int]:
    """Give the mails of one case that wait in the outbox."""
    rows = select(OutboxItem.id).join(Case, Case.id == OutboxItem.case_id)
    wanted = (Case.reference == reference, OutboxItem.state == "queued", OutboxItem.kind == "mail")
    return list(session.scalars(rows.where(*wanted).order_by(OutboxItem.id)))


def link_code_of(session: Session, reference: str, name: str) -> str:
    """Give the code of the newest personal link that somebody has in a case. Raises NoResultFound."""
    rows = select(ContactNotice.link_code).join(Case, Case.id == ContactNotice.case_id)
    wanted = rows.where(Case.reference == reference, ContactNotice.name == name)
    return session.scalars(wanted.order_by(ContactNotice.id.desc()).limit(1)).one()
