"""Reading quarterly reports as they were issued, and the comments on them. The counting: quarterly_figures.py."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.store.contact_roles import ContactRole
from service.store.notices import ProtocolContact
from service.store.outbox import OutboxItem
from service.store.people import AreaRulesVersion, Person
from service.store.record import QuarterlyReport, ReportComment
from workflows import local_date


@dataclass(frozen=True, slots=True, kw_only=True)
class SentReader:
    """Somebody to whom a report was sent, and how far the email is: queued, sending, sent, failed, unknown."""

    name: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedReport:
    """One report as it was issued."""

    report_id: int
    area_id: int
    ends_on: date
    figures: dict[str, Any]
    words: str
    answers_words: str
    comments_by: date
    html: str
    public_html: str
    issued_at: datetime
    issued_by: str
    sent_to: tuple[SentReader, ...]
    comments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentRow:
    """One comment on a report."""

    from_words: str
    words: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody who gets the report; without an email it must be given to them otherwise."""

    name: str
    email: str
    is_agency: bool


def issued_reports(session: Session, area_id: int) -> tuple[IssuedReport, ...]:
    """Give the reports of an area, the newest quarter first."""
    comments = (
        select(ReportComment.report_id, func.count().label("number")).group_by(ReportComment.report_id).subquery()
    )
    rows = session.execute(
        select(QuarterlyReport, Person.name, comments.c.number)
        .outerjoin(Person, Person.id == QuarterlyReport.issued_by_id)
        .outerjoin(comments, comments.c.report_id == QuarterlyReport.id)
        .where(QuarterlyReport.area_id == area_id)
        .order_by(QuarterlyReport.quarter_ends_on.desc())
    )
    found = [(row, by or "", number or 0) for row, by, number in rows]
    states = _mail_states(session, [row for row, _, _ in found])
    return tuple(_issued(row, by, number, states) for row, by, number in found)


def find_issued(session: Session, area_id: int, ends_on: date) -> IssuedReport | None:
    """Give the report on the quarter that ends on a day; None before it is issued."""
    return next((row for row in issued_reports(session, area_id) if row.ends_on == ends_on), None)


def last_issued_on(session: Session, area_id: int) -> date | None:
    """Give the last day of the newest quarter whose report was issued."""
    newest = select(func.max(QuarterlyReport.quarter_ends_on)).where(QuarterlyReport.area_id == area_id)
    return session.scalars(newest).one()


def area_set_up_on(session: Session, area_id: int) -> date | None:
    """Give the day on which an area was set up: its first settings were kept and in force. None: it has none."""
    first = session.execute(
        select(AreaRulesVersion.proposed_at, AreaRulesVersion.in_force_from)
        .where(AreaRulesVersion.area_id == area_id, AreaRulesVersion.in_force_from.is_not(None))
        .order_by(AreaRulesVersion.version)
        .limit(1)
    ).one_or_none()
    return max(local_date(first.proposed_at), first.in_force_from) if first else None


def comments_on(session: Session, report_id: int) -> tuple[CommentRow, ...]:
    """Give the comments on a report, oldest first."""
    rows = session.execute(
        select(ReportComment, Person.name)
        .outerjoin(Person, Person.id == ReportComment.by_id)
        .where(ReportComment.report_id == report_id)
        .order_by(ReportComment.at, ReportComment.id)
    )
    return tuple(CommentRow(from_words=row.from_words, words=row.words, at=row.at, by=by or "") for row, by in rows)


def readers_of_report(session: Session, area_id: int) -> tuple[Reader, ...]:
    """Give who gets the report now: for an agency, or the public version. Source: TE-23."""
    rows = session.scalars(
        select(ProtocolContact)
        .where(
            ProtocolContact.area_id == area_id,
            ProtocolContact.role == ContactRole.READER,
            ProtocolContact.ended_on.is_(None),
        )
        .order_by(ProtocolContact.name, ProtocolContact.id)
    )
    return tuple(Reader(name=row.name, email=row.email, is_agency=bool(row.agency)) for row in rows)


def _mail_states(session: Session, rows: Sequence[QuarterlyReport]) -> dict[int, str]:
    ids = [reader["outbox_id"] for row in rows for reader in row.sent_to]
    return dict(session.execute(select(OutboxItem.id, OutboxItem.state).where(OutboxItem.id.in_(ids))).all())


def _issued(row: QuarterlyReport, by: str, comments: int, states: Mapping[int, str]) -> IssuedReport:
    return IssuedReport(
        report_id=row.id,
        area_id=row.area_id,
        ends_on=row.quarter_ends_on,
        figures=dict(row.figures),
        words=row.words,
        answers_words=row.answers_words,
        comments_by=row.comments_by,
        html=row.html,
        public_html=row.public_html,
        issued_at=row.issued_at,
        issued_by=by,
        sent_to=tuple(
            SentReader(name=reader["name"], state=states.get(reader["outbox_id"], "unknown")) for reader in row.sent_to
        ),
        comments=comments,
    )
