"""The threshold counted over a case's reported incidents, and the count written down. Source: CT-14 to CT-21, CM-13.

The rule itself is workflows.rules.threshold; here rows of the record become its complaints and back.
"""

from datetime import date

from sqlalchemy import select

from service.cases.case_file import CaseFile
from service.store.cases import Case
from service.store.letters import SealedLetter
from service.store.record import Party, QualifyingResult, QualifyingRow, ReportedIncident
from workflows import (
    BodyKind,
    Channel,
    Complaint,
    ComplaintRow,
    Officer,
    ThresholdResult,
    decide_threshold,
    local_date,
    reason_sentence,
)

CHANNELS = {channel.value: channel for channel in Channel}
OFFICERS = {officer.value: officer for officer in Officer}


def count_threshold(file: CaseFile) -> ThresholdResult:
    """Count the reports of a case as they stand now; writes nothing."""
    return decide_threshold(
        [complaint_of(file, row) for row in file.incidents],
        application_on=local_date(file.application.received_at),
        settings=file.rules.threshold,
        reset_on=reset_date(file),
    )


def complaint_of(file: CaseFile, row: ReportedIncident) -> Complaint:
    """Give one reported incident as the rule sees it."""
    body = file.bodies.get(row.body_code)
    return Complaint(
        id=str(row.id),
        happened_on=row.happened_on,
        reported_on=row.reported_on,
        body_kind=BodyKind(body.kind) if body and body.is_relevant else BodyKind.OTHER,
        channel=CHANNELS.get(row.channel, Channel.WRITING),
        person=str(row.reported_by_id or "applicant"),
        body=row.body_code,
        officer=OFFICERS.get(row.officer_kind, Officer.OTHER),
        on_site_reason=row.on_site_reason,
        occasion=row.occasion,
        link=row.link_group,
        link_reason=row.link_reason,
        is_hate=bool(file.application.hate_strands),
    )


def reset_date(file: CaseFile) -> date | None:
    """Give the date of the last outcome letter to this applicant in an earlier case of the same matter.

    Only an outcome letter resets; not-met letters, withdrawals and lapses do not. Source: CT-47.
    """
    earlier = file.application.attached_to_id
    if earlier is None or not _was_applicant(file, earlier):
        return None
    return file.session.scalars(
        select(SealedLetter.letter_on)
        .join(Case, Case.id == SealedLetter.case_id)
        .where(Case.id == earlier, SealedLetter.code == "L-CT-13")
        .order_by(SealedLetter.letter_on.desc())
        .limit(1)
    ).first()


def _was_applicant(file: CaseFile, case_id: int) -> bool:
    """Tell whether the applicant of this case was the applicant of another: a reset is only theirs. Source: CT-47."""
    rows = select(Party.search_name).where(Party.case_id == case_id, Party.is_applicant.is_(True))
    return file.applicant.search_name in set(file.session.scalars(rows))


def write_count(file: CaseFile, result: ThresholdResult, *, area_rules_version: int) -> QualifyingResult:
    """Keep one run of the count, row by row, as it stood when it was decided on."""
    row = QualifyingResult(
        case_id=file.case.id,
        at=file.now,
        application_on=local_date(file.application.received_at),
        reset_on=reset_date(file),
        tests=[
            {"label": test.label, "needed": test.needed, "found": test.found, "is_met": test.is_met}
            for test in result.tests
        ],
        is_met=result.met,
        decided_by=result.decided_by.value if result.decided_by else "",
        area_rules_version=area_rules_version,
    )
    file.session.add(row)
    file.session.flush()
    names = {code: body.name for code, body in file.bodies.items()}
    file.session.add_all(_qualifying_row(row.id, counted, names) for counted in result.rows)
    return row


def _qualifying_row(result_id: int, counted: ComplaintRow, names: dict[str, str]) -> QualifyingRow:
    return QualifyingRow(
        result_id=result_id,
        incident_id=int(counted.complaint.id),
        month_ends_on=counted.month_end_on,
        six_months_end_on=counted.six_months_end_on,
        counts=counted.counts,
        reason_code=counted.reason.value,
        sentence=reason_sentence(counted, body_names=names),
    )
