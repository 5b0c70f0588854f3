"""Telephone tasks: somebody has no email, has not answered, or a role has nobody. Source: TE-12, MI-23."""

from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import select

from letters import letter_catalogue
from service.access import KEEPERS
from service.cases.rounds.kinds import CONTACT_ROLES
from service.store.notices import ContactNotice, NoticeRound
from service.store.work import OpenTask

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

CALL = "call"  # the kind of these tasks


def ask_to_call(work: "CaseWork", notice: ContactNotice, *, because: str) -> None:
    """Open the task to ring one person, once."""
    if open_call(work, notice.id) is not None:
        return
    row = work.session.get_one(NoticeRound, notice.round_id)
    task = _task(work, name=f"Ring {notice.name}: {row.title}", because=because)
    task.item = f"notice:{notice.id}"
    task.properties = {"notice_id": notice.id, "round_id": row.id, "rule": "TE-12, MI-23"}
    work.session.add(task)


def ask_to_find(work: "CaseWork", code: str, role: str) -> None:
    """Open the task to tell a role that nobody is listed for."""
    what = letter_catalogue()[code].title
    title = work.rules.role_titles.get(role) or work.procedure.titles.get(role) or CONTACT_ROLES.get(role, role)
    task = _task(work, name=f"Nobody is listed as {title}: {what}", because="They must be told all the same.")
    task.item = f"{code}:{role}"
    task.properties = {"role": role, "code": code, "rule": "TE-12, MI-02"}
    work.session.add(task)


def open_call(work: "CaseWork", notice_id: int) -> OpenTask | None:
    """Give the open task to ring somebody about a notice."""
    rows = select(OpenTask).where(
        OpenTask.case_id == work.case.id,
        OpenTask.kind == CALL,
        OpenTask.item == f"notice:{notice_id}",
        OpenTask.state == "open",
    )
    return work.session.scalars(rows).first()


def end_call(work: "CaseWork", notice_id: int, *, by_id: int | None, state: str = "done") -> None:
    """End the task to ring somebody: they were reached, or have answered by themselves."""
    work.session.flush()
    task = open_call(work, notice_id)
    if task is not None:
        task.state = state
        task.ended_at = work.now
        task.ended_by_id = by_id


def _task(work: "CaseWork", *, name: str, because: str) -> OpenTask:
    return OpenTask(
        id=f"call-{uuid4().hex[:24]}",
        case_id=work.case.id,
        run_id=None,
        area_id=work.case.area_id,
        kind=CALL,
        process_id=work.case.process_id,
        element_id="",
        name=name[:200],
        role=KEEPERS[work.case.process_id][0],
        item="",
        properties={},
        because=because,
        opened_at=work.now,
        due_on=work.unit.today,
        due_at=work.now,
        state="open",
    )
