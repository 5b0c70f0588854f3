"""Who is written to has changed while letters wait: each finds its readers anew. Source: CT-07, CT-58."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from letters import letter_catalogue
from service.cases.case_file import CaseFile
from service.cases.letters.drafting import draft_of, drafts_of_task
from service.cases.letters.recipients import recipients_of
from service.cases.letters.values import letter_values
from service.cases.stopping import cancel_approval
from service.store.letters import LetterDraft
from service.store.work import OpenTask

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork


def redraft_open_letters(work: "CaseWork") -> None:
    """Withdraw unsealed letters to those no longer written to, and draft them for those who now are."""
    work.session.flush()
    rows = select(OpenTask).where(
        OpenTask.case_id == work.case.id, OpenTask.state == "open", OpenTask.kind == "letters"
    )
    for task in work.session.scalars(rows).all():
        _redraft(work, task)


def _redraft(work: "CaseWork", task: OpenTask) -> None:
    drafts = [draft for draft in drafts_of_task(work, task.id) if draft.state != "sealed"]
    changed = [_redraft_one(work, task, code, drafts) for code in str(task.properties.get("letters") or "").split()]
    asked = [draft for draft in drafts if draft.state in ("waiting", "approved")]
    if any(changed) and asked:
        for draft in asked:
            draft.state = "draft"
        cancel_approval(work, task)


def _redraft_one(work: "CaseWork", task: OpenTask, code: str, drafts: list[LetterDraft]) -> bool:
    """Bring the drafts of one kind of letter to its readers of now; tell whether anything changed."""
    file = CaseFile.of(work)
    only = task.properties.get("only")
    found = recipients_of(file, letter_catalogue()[code], item=task.item)
    readers = {reader.ref: reader for reader in found if not only or reader.ref in only}
    have = {draft.recipient: draft for draft in drafts if draft.code == code}
    model = next(iter(have.values()), None)
    for ref in have.keys() - readers.keys():
        have[ref].state = "withdrawn"
    for ref in readers.keys() - have.keys():
        known = letter_values(file, code, readers[ref])
        extra = {name: value for name, value in (model.values if model else {}).items() if name not in known}
        work.session.add(draft_of(work, file, code, readers[ref], task_id=task.id, extra=extra))
    return readers.keys() != have.keys()
