"""Letters that no task of a diagram handles: a person's task is opened for them. Source: D-008."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import select

from letters import letter_catalogue
from service.access import KEEPERS
from service.cases.letters.drafting import draft_letters
from service.store.letters import LetterDraft, SealedLetter
from service.store.work import OpenTask
from workflows import FAR_DATE

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork


NEWS = ("L-CT-01", "L-CT-07")  # what someone who joins a review later must know: the newest of these that left


def tell_newcomers(work: "CaseWork", parties: Iterable[int]) -> list[LetterDraft]:
    """Draft the newest letter about the review for those who joined after it left. Source: CT-07, CT-57."""
    newest = work.session.scalars(
        select(SealedLetter.code)
        .where(SealedLetter.case_id == work.case.id, SealedLetter.code.in_(NEWS))
        .order_by(SealedLetter.id.desc())
        .limit(1)
    ).first()
    refs = tuple(f"party:{party}" for party in parties)
    return draft_for_approval(work, newest, only=refs) if newest and refs else []


def draft_for_approval(
    work: "CaseWork", code: str, *, item: str = "", extra: dict[str, Any] | None = None, only: tuple[str, ...] = ()
) -> list[LetterDraft]:
    """Draft a letter for each reader, or `only` for some, and open one task to check and send them; maybe none."""
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
        role=KEEPERS[work.case.process_id][0],
        item=item,
        properties={"letters": code, "rule": kind.source} | ({"only": list(only)} if only else {}),
        because=work.because,
        opened_at=work.now,
        due_at=FAR_DATE,
        state="open",
    )
    work.session.add(task)
    work.session.flush()
    drafts = draft_letters(work, code, task_id=task.id, item=item, extra=extra, only=only)
    if not drafts:
        work.session.delete(task)
    return drafts
