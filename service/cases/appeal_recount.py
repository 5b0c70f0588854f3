"""The reports of the appealed case counted again, beside the count it was decided on. Writes nothing. Source: AP-11."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.cases.case_file import CaseFile
from service.cases.threshold_count import complaint_of, reset_date
from service.store.record import QualifyingResult, QualifyingRow
from workflows import Reason, local_date, long_date
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


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedTwice:
    """One report in both counts, by its day and the body it went to: never what was said."""

    words: str
    first: str
    now: str
    why: str


def counted_twice(recount: ThresholdRecount) -> Iterator[CountedTwice]:
    """Give each report in both counts, in the order of the recount."""
    complaints = {row.complaint.id: row.complaint for row in recount.result.rows}
    for row in recount.rows:
        complaint = complaints.get(row.complaint_id)
        on = long_date(complaint.reported_on) if complaint and complaint.reported_on else "A report without a date"
        yield CountedTwice(
            words=f"{on}, {complaint.body}" if complaint else "A report that was taken out",
            first=_verdict(row.first.counts) if row.first else "Left out",
            now=_verdict(row.now.counts) if row.now else "Not there",
            why=row.sentence,
        )


def _verdict(counts: bool) -> str:
    return "Counts" if counts else "Does not count"
