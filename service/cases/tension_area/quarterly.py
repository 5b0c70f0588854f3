"""Issuing the quarterly report of an area, and keeping the comments on it. Source: TE-23, RP-02, L-TE-06."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from letters import Letter
from service.cases.errors import AnswersRefused
from service.cases.handling import handles
from service.cases.tension_area.report_text import ReportWords, WrittenReport, write_report
from service.cases.tension_area.who_may import require_preparer
from service.cases.text_rules import is_blank
from service.cases.unit import Actor, Result, Unit
from service.errors import NotFoundForYou
from service.store.audit_chain import append_audit
from service.store.base import Json
from service.store.outbox import OutboxItem
from service.store.queries.quarterly import Reader, last_issued_on, readers_of_report
from service.store.record import QuarterlyReport, ReportComment

LONGEST_COMMENT, LONGEST_FROM = 2000, 160


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueQuarterlyReport:
    """Issue the report on the quarter that is due and send it to its readers."""

    actor: Actor
    area_id: int
    ends_on: date  # of the quarter that was looked at
    told: ReportWords
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddReportComment:
    """Somebody commented on an issued report; the next one answers."""

    actor: Actor
    report_id: int
    from_words: str
    words: str
    form_key: str | None = None


@handles(IssueQuarterlyReport)
def issue_report(unit: Unit, command: IssueQuarterlyReport) -> Result:
    """Keep the report as it is issued and queue it for every reader with an email address.

    Raises AnswersRefused; NotFoundForYou where that quarter is not the one to report on. Source: TE-23.
    """
    require_preparer(command.actor, area_id=command.area_id)
    report = write_report(unit.session, command.area_id, command.ends_on, command.told, now=unit.now)
    readers = readers_of_report(unit.session, command.area_id)
    row = QuarterlyReport(
        area_id=command.area_id,
        quarter_ends_on=command.ends_on,
        figures=report.counted.as_json(),
        words=command.told.words,
        agencies_note=command.told.agencies_note,
        answers_words=command.told.answers,
        comments_by=command.told.comments_by,
        text=report.agencies.text,
        html=report.agencies.html,
        public_text=report.public.text,
        public_html=report.public.html,
        issued_at=unit.now,
        issued_by_id=command.actor.person_id,
        sent_to=_send(unit, readers, report),
    )
    unit.session.add(row)
    unit.session.flush()
    _audit(unit, command.actor, "quarterly_issued", row, readers=len(row.sent_to))
    return Result(where=command.ends_on.isoformat(), said={"sent": str(len(row.sent_to))})


@handles(AddReportComment)
def add_comment(unit: Unit, command: AddReportComment) -> Result:
    """Keep a comment on the newest report: later ones would find no answer. Raises AnswersRefused, NotFoundForYou."""
    row = unit.session.get(QuarterlyReport, command.report_id)
    if row is None:
        raise NotFoundForYou
    require_preparer(command.actor, area_id=row.area_id)
    if row.quarter_ends_on != last_issued_on(unit.session, row.area_id):
        raise NotFoundForYou
    problems = {}
    if is_blank(command.from_words) or len(command.from_words) > LONGEST_FROM:
        problems["from_words"] = f"Enter who commented, up to {LONGEST_FROM} characters"
    if is_blank(command.words) or len(command.words) > LONGEST_COMMENT:
        problems["words"] = f"Enter what they said, up to {LONGEST_COMMENT:,} characters"
    if problems:
        raise AnswersRefused(problems)
    unit.session.add(
        ReportComment(
            report_id=row.id,
            from_words=command.from_words,
            words=command.words,
            at=unit.now,
            by_id=command.actor.person_id,
        )
    )
    _audit(unit, command.actor, "comment_added", row)
    return Result(where=row.quarter_ends_on.isoformat())


def _send(unit: Unit, readers: Sequence[Reader], report: WrittenReport) -> list[Json]:
    """Queue one email a reader, agencies their version, everybody else the public one; give whom and which email."""
    mails = [
        (reader, _mail(unit, reader, report.agencies if reader.is_agency else report.public))
        for reader in readers
        if reader.email
    ]
    unit.session.add_all(mail for _, mail in mails)
    unit.session.flush()
    return [{"name": reader.name, "outbox_id": mail.id} for reader, mail in mails]


def _mail(unit: Unit, reader: Reader, letter: Letter) -> OutboxItem:
    return OutboxItem(
        kind="mail",
        to_address=reader.email,
        reply_to=letter.reply_to,
        subject=letter.subject,
        body=letter.text,
        message_id=f"<{uuid4().hex}@folkmoot.invalid>",
        state="queued",
        queued_at=unit.now,
        next_try_at=unit.now,
    )


def _audit(unit: Unit, actor: Actor, action: str, row: QuarterlyReport, **detail: int) -> None:
    append_audit(
        unit.session,
        at=unit.now,
        actor=actor.audit_name,
        action=action,
        object_=f"area:{row.area_id}",
        detail={"quarter_ends_on": row.quarter_ends_on.isoformat(), **detail},
    )
