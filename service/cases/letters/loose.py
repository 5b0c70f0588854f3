"""Letters that no task of a diagram handles: a person's task is opened for them. Source: D-008."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from letters import letter_catalogue
from service.cases.letters.drafting import draft_letters
from service.store.letters import LetterDraft
from service.store.work import OpenTask
from workflows import FAR_DATE

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork


def draft_for_approval(
    work: "CaseWork", code: str, *, item: str = "", extra: dict[str, Any] | None = None
) -> list[LetterDraft]:
    """Draft a letter for each reader and open one task to check and send them; none where nobody reads."""
    kind = letter_catalogue()[code]
    task = OpenTask(
        id=f"letter-{uuid4().hex[:24]}",
        case_id=work.case.id,
        run_id=None,
        area_id=work.case.area_id,
        kind="letters",
        process_id=work.case.process_id,
        element_id="",
        name=f"Send the letter: {kind.title}",
        role="spoc",
        item=item,
        properties={"letters": code, "rule": kind.source},
        because=work.because,
        opened_at=work.now,
        due_at=FAR_DATE,
        state="open",
    )
    work.session.add(task)
    work.session.flush()
    drafts = draft_letters(work, code, task_id=task.id, item=item, extra=extra)
    if not drafts:
        work.session.delete(task)
    return drafts
