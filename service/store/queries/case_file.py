"""The whole file of one case as plain data: for `folkmoot case show --json` and for proof a year later."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.cases import Case, CaseEvent, CaseRun
from service.store.letters import LetterDraft, SealedLetter
from service.store.work import Deadline, OpenTask


def case_file(session: Session, reference: str) -> dict[str, Any] | None:
    """Give stage, runs, deadlines with why, open tasks, letters and events; None if there is no such case."""
    case = session.scalars(select(Case).where(Case.reference == reference)).one_or_none()
    if case is None:
        return None
    return {
        "reference": case.reference,
        "stage": case.stage,
        "is_open": case.is_open,
        "closing_reason": case.closing_reason,
        "received_on": case.received_on,
        "refusal_letter_on": case.refusal_letter_on,
        "review_held_on": case.review_held_on,
        "recommendations_on": case.recommendations_on,
        "runs": [_run(row) for row in session.scalars(select(CaseRun).where(CaseRun.case_id == case.id))],
        "deadlines": [_deadline(row) for row in _of(session, Deadline, case.id)],
        "open_tasks": [_task(row) for row in _of(session, OpenTask, case.id) if row.state == "open"],
        "letters": _letters(session, case.id),
        "events": [_event(row) for row in _of(session, CaseEvent, case.id)],
    }


def _of(session: Session, table: Any, case_id: int) -> list[Any]:
    order = table.opened_at if table is OpenTask else table.id
    return list(session.scalars(select(table).where(table.case_id == case_id).order_by(order)))


def _run(row: CaseRun) -> dict[str, Any]:
    return {
        "key": row.key,
        "process": row.process_id,
        "started_at": row.started_at,
        "finished_at": row.finished_at,
        "bytes": len(row.state),
    }


def _deadline(row: Deadline) -> dict[str, Any]:
    return {
        "clock": row.clock,
        "key": row.key,
        "title": row.title,
        "state": row.state,
        "day_0": row.trigger_on,
        "target": row.target_on,
        "limit": row.limit_on,
        "promised": row.promised_on,
        "ended_on": row.ended_on,
        "breached_at": row.breached_at,
        "calendar": row.calendar_edition,
        "settings_version": row.area_rules_version,
        "count": [{"on": on, "day": number, "not_counted": why} for on, number, why in row.count],
        "reason": row.reason,
    }


def _task(row: OpenTask) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind,
        "element": row.element_id,
        "name": row.name,
        "role": row.role,
        "for": row.item,
        "due": row.due_on,
    }


def _letters(session: Session, case_id: int) -> list[dict[str, Any]]:
    rows = session.execute(
        select(LetterDraft, SealedLetter)
        .outerjoin(SealedLetter, SealedLetter.draft_id == LetterDraft.id)
        .where(LetterDraft.case_id == case_id)
        .order_by(LetterDraft.id)
    )
    return [
        {
            "code": draft.code,
            "to": draft.recipient,
            "state": draft.state,
            "letter_on": sealed.letter_on if sealed else None,
            "delivery": sealed.delivery if sealed else None,
            "hash": sealed.html_hash if sealed else None,
            "promises": sealed.promises if sealed else [],
        }
        for draft, sealed in rows
    ]


def _event(row: CaseEvent) -> dict[str, Any]:
    return {"at": row.at, "kind": row.kind, "sentence": row.sentence, "by": row.by_words}
