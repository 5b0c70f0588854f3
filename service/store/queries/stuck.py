"""Cases whose procedure could not go on, for the people who may let it try again. Names nobody."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.cases import Case, StuckCase
from service.store.queries.due import TRIES


@dataclass(frozen=True, slots=True, kw_only=True)
class StuckRow:
    """One case that is stuck. `waits_for_a_person`: it is no longer tried by itself."""

    case_id: int
    area_id: int
    process_id: str
    reference: str
    stage: str
    reason: str
    attempts: int
    first_at: datetime
    last_at: datetime

    @property
    def waits_for_a_person(self) -> bool:
        """Tell whether the service has stopped to try."""
        return self.attempts >= TRIES


def stuck_cases(session: Session) -> tuple[StuckRow, ...]:
    """Give every stuck case, the one stuck longest first. Whom to show which is not decided here."""
    rows = session.execute(
        select(StuckCase, Case)
        .join(Case, Case.id == StuckCase.case_id)
        .where(StuckCase.resolved_at.is_(None))
        .order_by(StuckCase.first_at, StuckCase.id)
    )
    return tuple(
        StuckRow(
            case_id=row.case_id,
            area_id=case.area_id,
            process_id=case.process_id,
            reference=case.reference,
            stage=case.stage,
            reason=row.reason.partition(": ")[2] or row.reason,
            attempts=row.attempts,
            first_at=row.first_at,
            last_at=row.last_at,
        )
        for row, case in rows
    )


def is_stuck(session: Session, *, case_id: int) -> bool:
    """Tell whether a case is stuck."""
    found = select(StuckCase.id).where(StuckCase.case_id == case_id, StuckCase.resolved_at.is_(None)).limit(1)
    return session.scalars(found).first() is not None
