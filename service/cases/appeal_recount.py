"""The reports of the appealed case counted again, beside the count it was decided on. Writes nothing. Source: AP-11."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.cases.case_file import CaseFile
from service.cases.threshold_count import complaint_of, reset_date
from service.store.record import QualifyingResult, QualifyingRow
from workflows import Reason, local_date
from workflows.rules.appeal import FirstCount, FirstRow, ThresholdRecount, recount_threshold


def recount_of(session: Session, about_case_id: int, *, now: datetime) -> ThresholdRecount | None:
    """Give both counts of a case; None where its threshold was never counted."""
    first = session.scalars(
        select(QualifyingResult)
        .where(QualifyingResult.case_id == about_case_id)
        .order_by(QualifyingResult.id.desc())
        .limit(1)
    ).first()
    if first is None:
        return None
    file = CaseFile.read(session, case_id=about_case_id, now=now)
    return recount_threshold(
        [complaint_of(file, row) for row in file.incidents],
        first=_kept(session, first),
        application_on=local_date(file.application.received_at),
        settings=file.rules.threshold,
        reset_on=reset_date(file),
        body_names={code: body.name for code, body in file.bodies.items()},
    )


def _kept(session: Session, result: QualifyingResult) -> FirstCount:
    rows = session.scalars(select(QualifyingRow).where(QualifyingRow.result_id == result.id).order_by(QualifyingRow.id))
    return FirstCount(
        rows=[
            FirstRow(
                complaint_id=str(row.incident_id),
                counts=row.counts,
                reason=Reason(row.reason_code),
                sentence=row.sentence,
            )
            for row in rows
        ],
        is_met=result.is_met,
    )
