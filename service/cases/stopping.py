"""Ending a case: its clocks, side processes and tasks without a purpose end with it. Source: CT-56, CT-59, CM-09."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from service.store.letters import UNSEALED, LetterDraft
from service.store.work import OpenTask
from workflows import Run

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

STILL_SENT = ("L-AP-09", "L-CT-05", "L-CT-18", "L-CT-19", "L-CT-21")  # letters that a stopped case still owes somebody
STILL_OWED = ("te_reply", "te_reply_by_phone")  # drawings and clocks of a promise that outlives the case (TE-05, TE-30)
STILL_TOLD = ("L-TE-04", "L-MI-07")  # by telephone: who heard of the matter hears that it is over


def stop_review(work: "CaseWork", *, reason: str = "withdrawn") -> None:
    """Stop a case for a reason: the procedure is told, and the confirming letter is its last task."""
    work.case.closing_reason = reason
    end_side_work(work)
    work.receive("application_withdrawn", {})


def end_side_work(work: "CaseWork") -> None:
    """Cancel every clock, the processes beside the main one, and our own tasks that wait for nothing now."""
    work.clocks.cancel_all(but=STILL_OWED)
    for row in [row for row in work.runs.values() if row.key != "main" and row.process_id not in STILL_OWED]:
        work.step(row, Run.cancel)
    work.session.flush()
    own = select(OpenTask).where(
        OpenTask.case_id == work.case.id,
        OpenTask.state == "open",
        OpenTask.run_id.is_(None),
        OpenTask.kind.in_(("extension", "letters", "call")),
    )
    for task in work.session.scalars(own):
        if task.properties.get("letters") not in STILL_SENT and task.properties.get("code") not in STILL_TOLD:
            cancel_task(work, task)


def cancel_task(work: "CaseWork", task: OpenTask) -> None:
    """Cancel one open task with its unsealed letters and the wish to have them approved."""
    task.state = "cancelled"
    task.ended_at = work.now
    drafts = select(LetterDraft).where(LetterDraft.task_id == task.id, LetterDraft.state.in_(UNSEALED))
    waiting = False
    for draft in work.session.scalars(drafts):
        waiting = waiting or draft.state == "waiting"
        draft.state = "withdrawn"
    if waiting:
        cancel_approval(work, task)


def cancel_approval(work: "CaseWork", task: OpenTask) -> None:
    """Cancel the wish that somebody approve the letters of a task."""
    wishes = select(OpenTask).where(
        OpenTask.case_id == task.case_id,
        OpenTask.kind == "approval",
        OpenTask.item == task.id,
        OpenTask.state == "open",
    )
    for wish in work.session.scalars(wishes):
        wish.state = "cancelled"
        wish.ended_at = work.now
