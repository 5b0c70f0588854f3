"""A letter as a person checks it before it may go: how it looks, what was checked, what it promises. Writes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from letters import (
    CheckContext,
    CheckGrade,
    Letter,
    LetterCheck,
    LetterError,
    LetterKind,
    check_letter,
    letter_catalogue,
)
from service.cases.case_file import CaseFile
from service.cases.errors import LetterNotReady
from service.cases.letters.drafting import fresh_values
from service.cases.letters.sealing import fingerprint, promises_in, render_draft
from service.config import Settings
from service.store.letters import UNSEALED, LetterDraft

CLOCK_OF_FIELD = {
    "acknowledge_due": "ct_acknowledge",
    "threshold_due": "ct_threshold_decision",
    "contact_by": "ct_contact",
    "review_limit": "ct_review_meeting",
    "outcome_limit": "ct_review_outcome",
    "reminder_date": "ct_missing_reminder",
    "lapse_date": "ct_missing_lapse",
    "decision_limit": "ap_decision",
    "file_due": "ap_case_file",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterToCheck:
    """One unsealed letter for its page."""

    draft: LetterDraft
    kind: LetterKind
    letter: Letter | None  # None while something must be put right
    fingerprint: str
    checks: tuple[LetterCheck, ...]
    promises: tuple[tuple[str, str], ...]  # words, ISO date
    missing: str

    @property
    def may_go(self) -> bool:
        """Tell whether nothing stops this letter."""
        return self.letter is not None and all(check.grade is not CheckGrade.PUT_RIGHT for check in self.checks)


def letters_to_check(
    session: Session,
    task_id: str,
    *,
    now: datetime,
    settings: Settings,
    mark_fields: bool = True,
    size: str | None = None,
) -> list[LetterToCheck]:
    """Give the unsealed letters of a task as they would leave now."""
    drafts = list(
        session.scalars(
            select(LetterDraft)
            .where(LetterDraft.task_id == task_id, LetterDraft.state.in_(UNSEALED))
            .order_by(LetterDraft.id)
        )
    )
    if not drafts:
        return []
    file = CaseFile.read(session, case_id=drafts[0].case_id, now=now, base_url=settings.base_url)
    return [to_check(file, draft, mark_fields=mark_fields, size=size) for draft in drafts]


def to_check(file: CaseFile, draft: LetterDraft, *, mark_fields: bool = True, size: str | None = None) -> LetterToCheck:
    """Give one letter with its checks; a missing value is named, never printed as a hole."""
    kind = letter_catalogue()[draft.code]
    missing = ""
    letter = None
    mark = ""
    try:
        mark = fingerprint(render_draft(file, draft))
        letter = render_draft(file, draft, size=size, mark_fields=mark_fields)
    except LetterError as err:
        missing = str(err)
    return LetterToCheck(
        draft=draft,
        kind=kind,
        letter=letter,
        fingerprint=mark,
        checks=tuple(_checks(file, draft)),
        promises=tuple((p["words"], p["on"]) for p in promises_in(draft.code, fresh_values(file, draft))),
        missing=missing,
    )


def _checks(file: CaseFile, draft: LetterDraft) -> list[LetterCheck]:
    party = next((p for p in file.parties if f"party:{p.id}" == draft.recipient), None)
    names = [p.name for p in file.parties if p.is_perpetrator and p.name != "Not named"]
    return check_letter(
        draft.code,
        fresh_values(file, draft),
        own_words=draft.own_words,
        forbidden_names=names,
        context=CheckContext(
            safe_contact=bool(party and party.safe_contact),
            by_post=draft.channel == "post" and party is not None,
            clock_dates=_clock_dates(file, draft.code),
        ),
    )


def _clock_dates(file: CaseFile, code: str) -> dict[str, date]:
    """Give, by field of the letter, the dates that the running clocks hold now."""
    fields = {field.name for field in letter_catalogue()[code].fields}
    rows = {name: file.deadline(clock) for name, clock in CLOCK_OF_FIELD.items() if name in fields}
    return {name: row.limit_on for name, row in rows.items() if row is not None and row.state == "running"}


def fault_of(file: CaseFile, draft: LetterDraft) -> str:
    """Give what must be put right before this letter may go; an empty text for nothing. Source: design page 4."""
    faults = [check.words for check in _checks(file, draft) if check.grade is CheckGrade.PUT_RIGHT]
    return faults[0] if faults else ""


def demand_no_fault(file: CaseFile, drafts: Iterable[LetterDraft]) -> None:
    """Raise LetterNotReady if a check says that one of these letters must be put right. Source: design page 4."""
    for draft in drafts:
        fault = fault_of(file, draft)
        if fault:
            raise LetterNotReady(f"The letter to {draft.recipient_words} must be put right: {fault}")


def fingerprints_of_task(session: Session, task_id: str, *, now: datetime, settings: Settings) -> dict[int, str]:
    """Give, for each unsealed letter of a task, the fingerprint of what a person would look at now."""
    found = letters_to_check(session, task_id, now=now, settings=settings, mark_fields=False)
    return {one.draft.id: one.fingerprint for one in found}
