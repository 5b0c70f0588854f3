"""One tension as its page shows it: record, scores, reports, links. Who was alerted: tension_alerts.py."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from service.store.cases import Case
from service.store.people import Person
from service.store.record import Party, Tension, TensionReport, ThreatAssessment
from service.store.work import OpenTask

SHOWN_SCORES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class TensionPage:
    """Where one situation stands."""

    ward: str
    what: str
    level: int  # 0: none agreed yet
    earlier_level: int
    level_at: datetime | None
    level_since: datetime | None
    reviewed_at: datetime | None
    direction: str
    is_disputed: bool
    is_racial: bool
    outcome: str
    spokesperson: str
    public_lines: str
    police_approved_at: datetime | None
    council_approved_at: datetime | None
    released_at: datetime | None
    incident_case_id: int | None
    merged_into_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """One assessment: three scores, what they suggested and what was agreed. Source: TE-07 to TE-09."""

    at: datetime
    experienced: int
    evidenced: int
    potential: int
    findings: tuple[Mapping[str, Any], ...]
    suggested: int
    is_held: bool
    police_level: int | None
    asb_level: int | None
    agreed: int | None
    agreed_at: datetime | None
    reasons: str
    police_by: str
    asb_by: str
    settled_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One report of a concern."""

    report_id: int
    received_at: datetime
    channel: str
    source: str
    what: str
    where: str
    when: str
    communities: str
    first_action: str
    is_violent: bool
    handling: str
    entered_by: str
    reporter: str  # empty: anonymous
    reporter_id: int | None
    reporter_contact: tuple[str, ...]
    came_from: str  # the reference of the case it was merged or split from


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedCase:
    """A case that hangs together with this one."""

    kind: str  # incident, merged_into, merged
    reference: str
    stage: str
    process_id: str


def find_tension(session: Session, case_id: int) -> TensionPage | None:
    """Give the record of one situation by the case that runs it."""
    row = session.get(Tension, case_id)
    if row is None:
        return None
    return TensionPage(**{name: getattr(row, name) for name in TensionPage.__slots__})


def heading_of(session: Session, case_id: int) -> tuple[str, str]:
    """Give ward and what of a situation: the bold and the regular part of its heading."""
    row = session.execute(select(Tension.ward, Tension.what).where(Tension.case_id == case_id)).one_or_none()
    return (row.ward, row.what) if row else ("", "")


def scores_of_case(session: Session, case_id: int, *, at_most: int = SHOWN_SCORES) -> tuple[Scores, ...]:
    """Give the last assessments, the oldest first."""
    lead, settler = aliased(Person), aliased(Person)
    rows = session.execute(
        select(ThreatAssessment, lead.name, settler.name)
        .outerjoin(lead, lead.id == ThreatAssessment.by_id)
        .outerjoin(settler, settler.id == ThreatAssessment.settled_by_id)
        .where(ThreatAssessment.case_id == case_id)
        .order_by(ThreatAssessment.number.desc())
        .limit(at_most)
    )
    found = [_scores(row, police_by or "", settled_by or "") for row, police_by, settled_by in rows]
    return tuple(reversed(found))


def _scores(row: ThreatAssessment, police_by: str, settled_by: str) -> Scores:
    return Scores(
        at=row.at,
        experienced=row.experienced,
        evidenced=row.evidenced,
        potential=row.potential,
        findings=tuple(dict(one) for one in row.findings),
        suggested=row.suggested,
        is_held=row.is_held,
        police_level=row.police_level,
        asb_level=row.asb_level,
        agreed=row.agreed,
        agreed_at=row.agreed_at,
        reasons=row.reasons,
        police_by=police_by,
        asb_by=row.asb_by,
        settled_by=settled_by,
    )


def reports_of_case(session: Session, case_id: int, *, is_restricted: bool) -> tuple[ReportRow, ...]:
    """Give the open reports or the restricted ones, the latest first."""
    source_case = aliased(Case)
    rows = session.execute(
        select(TensionReport, Party, Person.name, source_case.reference)
        .outerjoin(Party, Party.id == TensionReport.reporter_id)
        .outerjoin(Person, Person.id == TensionReport.entered_by_id)
        .outerjoin(source_case, source_case.id == TensionReport.came_from_id)
        .where(TensionReport.case_id == case_id, TensionReport.is_restricted.is_(is_restricted))
        .order_by(TensionReport.received_at.desc(), TensionReport.id.desc())
    )
    return tuple(_report(row, party, entered_by or "", came_from or "") for row, party, entered_by, came_from in rows)


def _report(row: TensionReport, party: Party | None, entered_by: str, came_from: str) -> ReportRow:
    return ReportRow(
        report_id=row.id,
        received_at=row.received_at,
        channel=row.channel,
        source=row.source,
        what=row.what,
        where=row.where,
        when=row.when,
        communities=row.communities,
        first_action=row.first_action,
        is_violent=row.is_violent,
        handling=row.handling,
        entered_by=entered_by,
        reporter=party.name if party else "",
        reporter_id=party.id if party else None,
        reporter_contact=tuple(part for part in (party.phone, party.email, party.safe_contact) if part)
        if party
        else (),
        came_from=came_from,
    )


def count_reports(session: Session, case_id: int) -> tuple[int, int]:
    """Give how many reports are open and how many restricted. Source: TE-31."""
    rows = session.execute(
        select(TensionReport.is_restricted, func.count(TensionReport.id))
        .where(TensionReport.case_id == case_id)
        .group_by(TensionReport.is_restricted)
    )
    counts = {bool(is_restricted): number for is_restricted, number in rows}
    return counts.get(False, 0), counts.get(True, 0)


def linked_cases(session: Session, case_id: int, tension: TensionPage) -> tuple[LinkedCase, ...]:
    """Give the incident it belongs to, the case it was merged into, and those merged into it. Source: TE-30, TE-32."""
    wanted = [one for one in (tension.incident_case_id, tension.merged_into_id) if one is not None]
    rows = session.execute(
        select(Case.id, Case.reference, Case.stage, Case.process_id, Tension.merged_into_id)
        .outerjoin(Tension, Tension.case_id == Case.id)
        .where(or_(Case.id.in_(wanted), Tension.merged_into_id == case_id))
        .order_by(Case.id)
    )
    kinds = {tension.incident_case_id: "incident", tension.merged_into_id: "merged_into"}
    return tuple(
        LinkedCase(
            kind=kinds.get(row.id, "merged"), reference=row.reference, stage=row.stage, process_id=row.process_id
        )
        for row in rows
    )


def newest_tasks(session: Session, case_id: int, *, since: datetime | None) -> dict[str, str]:
    """Give the state of the last task of each element since an instant: open, done, cancelled."""
    query = select(OpenTask.element_id, OpenTask.state).where(OpenTask.case_id == case_id, OpenTask.element_id != "")
    if since is not None:
        query = query.where(OpenTask.opened_at >= since)
    rows = session.execute(query.order_by(OpenTask.opened_at, OpenTask.state == "open"))
    return {element_id: state for element_id, state in rows}


def levels_of_cases(session: Session, case_ids: list[int]) -> dict[int, int]:
    """Give the level in force of these cases, for lists of work; a case without one is left out."""
    rows = session.execute(
        select(Tension.case_id, Tension.level).where(Tension.case_id.in_(case_ids), Tension.level > 0)
    )
    return {case_id: level for case_id, level in rows}
