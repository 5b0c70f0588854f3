"""What a clock of a tension or an incident asks for, of whom, and by when. Which one is next: next_duty.py."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from service.access import Role
from workflows import Due, Unit, clock_time, list_date, local_date, long_date

TEAM = (
    Role.RISK_LEAD,
    Role.ASB_MANAGER,
    Role.COMMANDER,
    Role.COUNCIL_OFFICER,
    Role.COORDINATOR,
    Role.DIRECTOR,
)
ASSESSORS = (Role.RISK_LEAD, Role.ASB_MANAGER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One duty: the act as "you must …", and whose it is. `title`: where a list names it otherwise."""

    act: str
    roles: tuple[str, ...]
    title: str = ""

    @property
    def heading(self) -> str:
        """Give the act as the beginning of a line."""
        return self.title or f"{self.act[:1].upper()}{self.act[1:]}"


DUTIES: Mapping[str, Duty] = {
    "te_first_level": Duty(act="agree the first level", roles=ASSESSORS),
    "te_first_level_violence": Duty(act="agree the first level", roles=ASSESSORS),
    "te_meet_urgent": Duty(act="meet", roles=TEAM),
    "te_meet": Duty(act="meet", roles=TEAM),
    "te_first_cia": Duty(act="write the community impact assessment", roles=(Role.RISK_LEAD, Role.COMMANDER)),
    "te_cia_review_conflict": Duty(
        act="review the community impact assessment", roles=(Role.RISK_LEAD, Role.COMMANDER)
    ),
    "te_cia_review_heightened": Duty(
        act="review the community impact assessment", roles=(Role.RISK_LEAD, Role.COMMANDER)
    ),
    "te_inform": Duty(act="inform the officers", roles=(Role.RISK_LEAD,)),
    "te_chief_officers": Duty(act="tell the chief officers the responses", roles=(Role.COORDINATOR,)),
    "te_review_conflict": Duty(act="review the level", roles=ASSESSORS),
    "te_review_heightened": Duty(act="review the level", roles=ASSESSORS),
    "te_review_normal": Duty(act="review the level", roles=ASSESSORS, title="Monthly review"),
    "te_evaluation": Duty(act="evaluate what was done", roles=(Role.COORDINATOR,)),
    "mi_crro": Duty(act="tell the Community and Race Relations Officer", roles=(Role.SENIOR_OFFICER,)),
    "mi_partners": Duty(act="tell the partners", roles=(Role.CRRO,)),
    "mi_chief_officer": Duty(act="tell the council chief officer", roles=(Role.COORDINATOR,)),
    "mi_staff": Duty(act="tell operational services", roles=(Role.COORDINATOR, Role.CRRO)),
    "mi_debrief": Duty(act="organise the debrief", roles=(Role.POLICE_COORDINATOR,)),
    "mi_debrief_held": Duty(act="hold the debrief", roles=(Role.POLICE_COORDINATOR,)),
    "mi_members": Duty(act="tell all members", roles=(Role.COORDINATOR,)),
    "mi_redecide": Duty(act="decide again whether it is major", roles=(Role.SENIOR_OFFICER,), title="Decide again"),
}
UNKNOWN = Duty(act="act on a clock", roles=())


class Limited(Protocol):
    """Whatever has a limit."""

    @property
    def limit_on(self) -> date:
        """Give the last day in time."""
        ...

    @property
    def limit_at(self) -> datetime:
        """Give the instant at which it is too late."""
        ...


class Dated(Limited, Protocol):
    """A running clock as any query gives it."""

    @property
    def clock(self) -> str:
        """Give the clock's name."""
        ...


def duty_of(clock: str) -> Duty:
    """Give what a clock asks for."""
    return DUTIES.get(clock, UNKNOWN)


def due_in(row: Dated, unit: Unit) -> Due:
    """Give what a due phrase needs of a clock."""
    return Due(limit_on=row.limit_on, limit_at=row.limit_at, unit=unit)


def moment_words(now: datetime) -> str:
    """Give "Tuesday 22 December 2026, 11:48am": what a page with running times says of itself."""
    return f"{long_date(local_date(now))}, {clock_time(now)}"


def by_words(row: Dated, unit: Unit, *, now: datetime) -> str:
    """Give "by 3:40pm today", "by 11:40am, Wednesday 23 December", "by Wednesday 23 December" for a list."""
    today = local_date(now)
    if unit is not Unit.MINUTES:
        return f"by {list_date(row.limit_on, today=today)}"
    day = local_date(row.limit_at)
    return f"by {clock_time(row.limit_at)}{' today' if day == today else f', {list_date(day, today=today)}'}"


def full_limit(row: Limited, unit: Unit, *, now: datetime) -> str:
    """Give "3:40pm today, Tuesday 22 December 2026" or "Wednesday 23 December 2026": the day in full."""
    if unit is not Unit.MINUTES:
        return long_date(row.limit_on)
    day = local_date(row.limit_at)
    return f"{clock_time(row.limit_at)}{' today' if day == local_date(now) else ''}, {long_date(day)}"


def target_words(target_on: date | None, target_at: datetime | None, unit: Unit, *, now: datetime) -> str:
    """Give "1:40pm" or "Tuesday 22 December" for a target that lies ahead; nothing for one that has passed."""
    today = local_date(now)
    if unit is Unit.MINUTES:
        if target_at is None or target_at < now:
            return ""
        day = local_date(target_at)
        return f"{clock_time(target_at)}{'' if day == today else f', {list_date(day, today=today)}'}"
    return list_date(target_on, today=today) if target_on is not None and target_on >= today else ""
