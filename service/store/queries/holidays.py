"""Reading the changes of the bank holidays: what waits, what counts, what was refused."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from service.store.holidays import HolidayChange
from service.store.people import ExtraHoliday, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayRow:
    """One change, with who, when and why."""

    change_id: int
    on: date
    name: str
    change: str
    state: str
    reason: str
    proposed_by_id: int | None
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    decided_at: datetime | None
    decision_reason: str


def list_changes(session: Session) -> tuple[HolidayRow, ...]:
    """Give every change, the newest first."""
    first, second = aliased(Person), aliased(Person)
    rows = session.execute(
        select(HolidayChange, first.name, second.name)
        .outerjoin(first, first.id == HolidayChange.proposed_by_id)
        .outerjoin(second, second.id == HolidayChange.decided_by_id)
        .order_by(HolidayChange.id.desc())
    )
    return tuple(_row(row, one or "", two or "") for row, one, two in rows)


def changed_days(session: Session) -> tuple[dict[date, str], frozenset[date]]:
    """Give the days added, by name, and the days taken away."""
    rows = session.execute(select(ExtraHoliday.on, ExtraHoliday.name, ExtraHoliday.change)).all()
    added = {row.on: row.name for row in rows if row.change == "add"}
    return added, frozenset(row.on for row in rows if row.change == "remove")


def _row(row: HolidayChange, proposed_by: str, decided_by: str) -> HolidayRow:
    return HolidayRow(
        change_id=row.id,
        on=row.on,
        name=row.name,
        change=row.change,
        state=row.state,
        reason=row.reason,
        proposed_by_id=row.proposed_by_id,
        proposed_by=proposed_by,
        proposed_at=row.proposed_at,
        decided_by=decided_by,
        decided_at=row.decided_at,
        decision_reason=row.decision_reason,
    )
