"""The reports of the appealed case counted again, beside the count it was decided on. Source: AP-11.

Until the assessment the recount is made afresh; from then on it is what the assessment saw.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.cases.case_file import CaseFile
from service.cases.threshold_count import complaint_of, reset_date
from service.store.record import Appeal, QualifyingResult, QualifyingRow
from workflows import Reason, local_date, long_date
from workflows.rules.appeal import FirstCount, FirstRow, ThresholdRecount, recount_threshold


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedTwice:
    """One report in both counts, by its day and the body it went to: never what was said."""

    words: str
    first: str
    now: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BothCounts:
    """Both counts in words; `kept_on` is the day of the assessment that saw them."""

    sentence: str
    rows: tuple[CountedTwice, ...]
    kept_on: date | None = None


def both_counts(session: Session, appeal_id: int, *, now: datetime) -> BothCounts | None:
    """Give both counts of a stage 1 appeal: as the assessment saw them, before it as they stand now."""
    appeal = session.get_one(Appeal, appeal_id)
    return _as_kept(appeal.recount) if appeal.recount is not None else _as_it_stands(session, appeal, now=now)


def keep_counts(session: Session, appeal: Appeal, *, now: datetime) -> None:
    """Keep both counts with the assessment: a year later they are still what was weighed. Source: AP-11, CM-13."""
    found = _as_it_stands(session, appeal, now=now)
    if found is not None:
        rows = [asdict(row) for row in found.rows]
        appeal.recount = {"sentence": found.sentence, "rows": rows, "on": local_date(now).isoformat()}


def _as_it_stands(session: Session, appeal: Appeal, *, now: datetime) -> BothCounts | None:
    recount = recount_of(session, appeal.about_case_id, now=now) if appeal.stage == 1 else None
    return BothCounts(sentence=recount.sentence, rows=tuple(_counted_twice(recount))) if recount else None


def _as_kept(kept: Mapping[str, Any]) -> BothCounts:
    return BothCounts(
        sentence=str(kept["sentence"]),
        rows=tuple(CountedTwice(**row) for row in kept["rows"]),
        kept_on=date.fromisoformat(str(kept["on"])),
    )


def recount_of(session: Session, about_case_id: int, *, now: datetime) -> ThresholdRecount | None:
    """Give both counts of a case as it stands; None where its threshold was never counted."""
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


def _counted_twice(recount: ThresholdRecount) -> Iterator[CountedTwice]:
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
