"""The clocks of one case as pages read them; the count of each day was stored when the clock was set."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.people import AreaRulesVersion, Person
from service.store.work import Deadline
from workflows import CountedDay


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRow:
    """One clock, or one that another row has replaced."""

    clock_id: int
    clock: str
    key: str
    title: str
    started_at: datetime
    trigger_on: date
    target_on: date | None
    remind_at: datetime | None
    limit_on: date
    limit_at: datetime
    promised_on: date | None
    state: str
    ended_at: datetime | None
    ended_on: date | None
    replaces_id: int | None
    reason: str
    approved_by: str
    area_rules_version: int
    calendar_edition: str
    count: tuple[CountedDay, ...]

    @property
    def is_running(self) -> bool:
        """Tell whether it still counts."""
        return self.state == "running"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsVersion:
    """The version of an area's settings that a clock was set by."""

    version: int
    in_force_from: date | None


def clocks_of_case(session: Session, case_id: int) -> tuple[ClockRow, ...]:
    """Give every clock of a case, also the replaced ones, the oldest first."""
    rows = session.execute(
        select(Deadline, Person.name)
        .outerjoin(Person, Person.id == Deadline.approved_by_id)
        .where(Deadline.case_id == case_id)
        .order_by(Deadline.id)
    )
    return tuple(_clock(row) for row in rows)


def settings_version(session: Session, *, area_id: int, version: int) -> SettingsVersion | None:
    """Give one version of the settings of an area."""
    row = session.execute(
        select(AreaRulesVersion.version, AreaRulesVersion.in_force_from).where(
            AreaRulesVersion.area_id == area_id, AreaRulesVersion.version == version
        )
    ).one_or_none()
    return SettingsVersion(version=row.version, in_force_from=row.in_force_from) if row else None


def _clock(found: Any) -> ClockRow:
    row: Deadline = found[0]
    return ClockRow(
        clock_id=row.id,
        clock=row.clock,
        key=row.key,
        title=row.title,
        started_at=row.started_at,
        trigger_on=row.trigger_on,
        target_on=row.target_on,
        remind_at=row.remind_at,
        limit_on=row.limit_on,
        limit_at=row.limit_at,
        promised_on=row.promised_on,
        state=row.state,
        ended_at=row.ended_at,
        ended_on=row.ended_on,
        replaces_id=row.replaces_id,
        reason=row.reason,
        approved_by=found[1] or "",
        area_rules_version=row.area_rules_version,
        calendar_edition=row.calendar_edition,
        count=tuple(CountedDay(on=date.fromisoformat(on), number=number, why_not=why) for on, number, why in row.count),
    )
