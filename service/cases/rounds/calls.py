"""Telephone tasks: somebody has no email, has not answered, or a role has nobody. Source: TE-12, MI-23."""

from collections.abc import Collection, Sequence
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


def ask_to_call(work: "CaseWork", notices: Sequence[ContactNotice], *, because: str) -> None:
    """Open the task to ring each of these people, once; as many statements for one as for two hundred."""
    asked = {task.item for task in _open_calls(work, {_item(one.id) for one in notices})}
    waiting = [one for one in notices if _item(one.id) not in asked]
    if not waiting:
        return
    rounds = {one.round_id for one in waiting}
    about = {row.id: row for row in work.session.scalars(select(NoticeRound).where(NoticeRound.id.in_(rounds)))}
    for notice in waiting:
        row = about[notice.round_id]
        task = _task(work, name=f"Ring {notice.name}: {row.title}", because=because)
        task.item = _item(notice.id)
        task.properties = {"notice_id": notice.id, "round_id": row.id, "code": row.code, "rule": "TE-12, MI-23"}
        work.session.add(task)


def ask_to_find(work: "CaseWork", sent: NoticeRound, role: str, *, passed_on: ContactNotice | None = None) -> None:
    """Open the task to tell this text to a role: nobody is listed, or nobody stands behind whoever passed it on."""
    what, title = letter_catalogue()[sent.code].title, role_title(work, role)
    if passed_on is None:
        task = _task(work, name=f"Nobody is listed as {title}: {what}", because="They must be told all the same.")
        rule = "TE-12, MI-02"
    else:
        because = f"{passed_on.name} is not the right person, and nobody stands behind them."
        task = _task(work, name=f"Find another {title}: {what}", because=because)
        rule = "TE-12, MI-23"
    first = {"for_notice_id": passed_on.id} if passed_on else {}
    task.item = _role_item(sent.code, role)
    task.properties = {"role": role, "code": sent.code, "round_id": sent.id, "rule": rule, **first}
    work.session.add(task)


def is_asked_for(work: "CaseWork", code: str, role: str) -> bool:
    """Tell whether somebody is being looked for already to be told this."""
    return bool(_open_calls(work, {_role_item(code, role)}))


def role_title(work: "CaseWork", role: str) -> str:
    """Give what the area calls somebody who is told. Source: MI-02."""
    named = work.rules.role_titles.get(role) or work.procedure.titles.get(role)
    return str(named or CONTACT_ROLES.get(role, role))


def end_call(work: "CaseWork", notice_id: int, *, by_id: int | None, state: str = "done") -> None:
    """End the task to ring somebody: they were reached, or have answered by themselves."""
    for task in _open_calls(work, {_item(notice_id)}):
        task.state = state
        task.ended_at = work.now
        task.ended_by_id = by_id


def forget_calls(work: "CaseWork") -> None:
    """Cancel what was still to be rung about: the level has moved on, and a newer notice says so. Source: TE-26."""
    work.session.flush()
    rows = select(OpenTask).where(OpenTask.case_id == work.case.id, OpenTask.kind == CALL, OpenTask.state == "open")
    for task in work.session.scalars(rows):
        task.state = "cancelled"
        task.ended_at = work.now


def _item(notice_id: int) -> str:
    return f"notice:{notice_id}"


def _role_item(code: str, role: str) -> str:
    return f"{code}:{role}"


def _open_calls(work: "CaseWork", items: Collection[str]) -> Sequence[OpenTask]:
    work.session.flush()
    rows = select(OpenTask).where(
        OpenTask.case_id == work.case.id, OpenTask.kind == CALL, OpenTask.item.in_(items), OpenTask.state == "open"
    )
    return work.session.scalars(rows).all()


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
