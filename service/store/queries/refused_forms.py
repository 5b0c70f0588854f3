"""Forms that came without a name, for those who may pass them on. Source: CT-06."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.people import Area, Person
from service.store.record import RefusedApplication

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedForm:
    """One form without a name, and what became of it."""

    id: int
    area_id: int
    area_name: str
    received_at: datetime
    channel: str
    form: dict[str, Any]
    contact_email: str
    passed_on_words: str
    passed_on_by: str
    passed_on_at: datetime | None


def list_refused_forms(session: Session, *, area_ids: Collection[int]) -> list[RefusedForm]:
    """Give the forms of these areas: those nobody has passed on or put aside first, then the newest."""
    rows = session.execute(
        _forms()
        .where(RefusedApplication.area_id.in_(area_ids))
        .order_by(RefusedApplication.passed_on_at.is_not(None), RefusedApplication.received_at.desc())
        .limit(MOST)
    )
    return [_shown(*row) for row in rows]


def find_refused_form(session: Session, *, refused_id: int) -> RefusedForm | None:
    """Give one form; None if there is no such."""
    row = session.execute(_forms().where(RefusedApplication.id == refused_id)).one_or_none()
    return _shown(*row) if row else None


def _forms() -> Any:
    return (
        select(RefusedApplication, Area.name, Person.name)
        .join(Area, Area.id == RefusedApplication.area_id)
        .outerjoin(Person, Person.id == RefusedApplication.passed_on_by_id)
    )


def _shown(row: RefusedApplication, area_name: str, passed_on_by: str | None) -> RefusedForm:
    return RefusedForm(
        id=row.id,
        area_id=row.area_id,
        area_name=area_name,
        received_at=row.received_at,
        channel=row.channel,
        form=row.answers.get("form", {}),
        contact_email=row.contact_email,
        passed_on_words=row.passed_on_words,
        passed_on_by=passed_on_by or "",
        passed_on_at=row.passed_on_at,
    )
