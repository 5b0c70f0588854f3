"""A letter that did not arrive: the clock it stopped runs again until it is sent anew. Source: D-008."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from service.store.letters import LetterDraft, SealedLetter
from service.store.work import Deadline, OpenTask, Timer

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork


def stopped_by(work: "CaseWork", draft: LetterDraft, letter: SealedLetter) -> list[Deadline]:
    """Give the clocks that the sealing of this letter stopped."""
    task = work.session.get(OpenTask, draft.task_id) if draft.task_id else None
    clocks = str(task.properties.get("stops_clock") or "").split() if task else []
    if not clocks:
        return []
    rows = select(Deadline).where(
        Deadline.case_id == work.case.id, Deadline.clock.in_(clocks), Deadline.ended_at == letter.sealed_at
    )
    return list(work.session.scalars(rows.where(Deadline.state == "done")))


def reopen_clocks_of(work: "CaseWork", draft: LetterDraft, letter: SealedLetter) -> list[Deadline]:
    """Let the clocks that a letter stopped run again, with the same limit."""
    reopened = []
    for row in stopped_by(work, draft, letter):
        if (row.clock, row.key or None) in work.clocks.running:
            continue
        row.state = "running"
        row.ended_at = None
        row.ended_on = None
        work.clocks.running[(row.clock, row.key or None)] = row
        reopened.append(row)
        _watch_again(work, row)
        work.timeline.say("clock_reopened", f"“{row.title}” runs again: the letter did not arrive.", clock=row.clock)
    return reopened


def _watch_again(work: "CaseWork", row: Deadline) -> None:
    """Put the limit back among the instants to watch, unless it has been fired already."""
    known = work.session.scalars(select(Timer.kind).where(Timer.deadline_id == row.id)).all()
    if "limit" not in known:
        work.session.add(Timer(case_id=row.case_id, deadline_id=row.id, kind="limit", due_at=row.limit_at))


def show_reopened(task: OpenTask, reopened: list[Deadline]) -> None:
    """Let the task about a letter that did not arrive carry the clock that runs again for it."""
    task.clock = reopened[0].clock if reopened else ""
    task.item = reopened[0].key if reopened else ""


def stop_again(work: "CaseWork", task: OpenTask) -> None:
    """Stop the clock that was reopened for the letter of this task: it has now left."""
    if task.clock:
        work.clocks.stop(task.clock, key=task.item or None)
