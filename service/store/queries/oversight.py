"""Figures without people: how many cases stand where, which limits were missed, who was told."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from service.store.cases import Case
from service.store.queries.cases import Reach, within_reach
from service.store.work import Deadline, Notice

MOST_LATE = 100
MOST_NOTICES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class StageCount:
    """How many open cases stand at one stage."""

    stage: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LateClock:
    """One limit that was missed and has not been kept since."""

    clock_id: int
    reference: str
    stage: str
    title: str
    clock: str
    limit_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """Something a role was told."""

    reference: str
    sentence: str
    at: datetime


def open_by_stage(session: Session, reach: Reach) -> tuple[StageCount, ...]:
    """Give the open cases by stage, the most first."""
    number = func.count(Case.id)
    rows = session.execute(
        select(Case.stage, number)
        .where(Case.is_open.is_(True), within_reach(reach))
        .group_by(Case.stage)
        .order_by(number.desc(), Case.stage)
    )
    return tuple(StageCount(stage=stage, number=count) for stage, count in rows)


def late_clocks(
    session: Session, reach: Reach, *, today: date, not_limits: Collection[str], at_most: int = MOST_LATE
) -> tuple[LateClock, ...]:
    """Give the limits that were missed, the longest late first."""
    rows = session.execute(
        select(Deadline.id, Case.reference, Case.stage, Deadline.title, Deadline.clock, Deadline.limit_on)
        .join(Case, Case.id == Deadline.case_id)
        .where(
            Deadline.state == "running",
            Deadline.limit_on < today,
            Deadline.clock.not_in(not_limits),
            within_reach(reach),
        )
        .order_by(Deadline.limit_on, Case.reference, Deadline.id)
        .limit(at_most)
    )
    return tuple(
        LateClock(clock_id=clock_id, reference=reference, stage=stage, title=title, clock=clock, limit_on=limit_on)
        for clock_id, reference, stage, title, clock, limit_on in rows
    )


def notices_for(session: Session, roles: Collection[tuple[str, int | None]]) -> tuple[NoticeRow, ...]:
    """Give what some roles in some areas (None: every area) were told last, the newest first. Source: CM-11."""
    if not roles:
        return ()
    to_me = or_(
        *(
            Notice.role == role if area is None else and_(Notice.role == role, Notice.area_id == area)
            for role, area in roles
        )
    )
    rows = session.execute(
        select(Case.reference, Notice.sentence, Notice.at)
        .join(Case, Case.id == Notice.case_id)
        .where(to_me)
        .order_by(Notice.at.desc(), Notice.id.desc())
        .limit(MOST_NOTICES)
    )
    return tuple(NoticeRow(reference=reference, sentence=sentence, at=at) for reference, sentence, at in rows)
