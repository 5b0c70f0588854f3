"""A step asks for letters: one draft a reader, its values read from the case. Approving them: sealing.py."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from letters import letter_catalogue
from service.cases.case_file import CaseFile
from service.cases.hooks import HOOKS
from service.cases.letters.recipients import Recipient, recipients_of
from service.cases.letters.values import letter_values
from service.store.letters import LetterDraft
from service.store.work import OpenTask

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork


def draft_for_task(work: "CaseWork", task: OpenTask) -> list[LetterDraft]:
    """Draft every letter that a task handles, for every reader."""
    codes = str(task.properties.get("letters") or "").split()
    return [draft for code in codes for draft in draft_letters(work, code, task_id=task.id, item=task.item)]


def draft_letters(
    work: "CaseWork",
    code: str,
    *,
    task_id: str | None = None,
    item: str = "",
    extra: dict[str, Any] | None = None,
    only: tuple[str, ...] = (),
) -> list[LetterDraft]:
    """Draft one letter for each of its readers, or `only` for some. One that does not fit the case has no readers."""
    kind = letter_catalogue()[code]
    file = CaseFile.of(work)
    drafts = [
        draft_of(work, file, code, reader, task_id=task_id, extra=extra or {})
        for reader in recipients_of(file, kind, item=item)
        if not only or reader.ref in only
    ]
    work.session.add_all(drafts)
    work.session.flush()
    return drafts


def draft_of(
    work: "CaseWork", file: CaseFile, code: str, reader: Recipient, *, task_id: str | None, extra: dict[str, Any]
) -> LetterDraft:
    """Give one unsealed letter to one reader, its values read from the case as it stands."""
    return LetterDraft(
        case_id=work.case.id,
        area_id=work.case.area_id,
        task_id=task_id,
        code=code,
        recipient=reader.ref,
        recipient_words=reader.name,
        values={**letter_values(file, code, reader), **extra},
        own_words={},
        size=reader.size,
        channel=reader.channel,
        email=reader.email if reader.channel == "email" else "",
        state="draft",
        drafted_at=work.now,
        written_by_id=work.actor.person_id,
    )


def fresh_values(file: CaseFile, draft: LetterDraft) -> dict[str, Any]:
    """Give a draft's values as the case stands now; what only the step knew (a code, an item) is kept."""
    kind = letter_catalogue()[draft.code]
    item = draft.recipient.removeprefix("body:") if draft.recipient.startswith("body:") else ""
    readers = {reader.ref: reader for reader in recipients_of(file, kind, item=item)}
    reader = readers.get(draft.recipient)
    if reader is None:
        return dict(draft.values)
    return {**draft.values, **letter_values(file, draft.code, reader)}


def drafts_of_task(work: "CaseWork", task_id: str) -> list[LetterDraft]:
    """Give the letters of a task that were not withdrawn."""
    return list(
        work.session.scalars(
            select(LetterDraft)
            .where(LetterDraft.task_id == task_id, LetterDraft.state != "withdrawn")
            .order_by(LetterDraft.id)
        )
    )


HOOKS.draft_for_task = draft_for_task
