"""Opening a task: who may see its page, who may answer it. 404 and 403 by one rule. Source: D-006, domain C.2."""

from dataclasses import dataclass

from service.access import (
    CaseScope,
    SignedIn,
    TaskScope,
    is_candidate,
    may_approve_letter,
    may_see_case,
    may_write_letter,
    parts_of_case,
)
from service.cases.case_file import CaseFile
from service.errors import NotAllowed, NotFoundForYou
from service.store.queries.cases import asked_bodies
from service.store.queries.second_looks import NAMED, who_did_first
from service.store.queries.task_page import TaskRow, find_task
from service.web import context
from service.web.casework.links import href_if_built
from service.web.casework.opening import TO_AN_APPLICANT


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedTask:
    """A task that this person may see, and what else of its case the person may see."""

    row: TaskRow
    who: SignedIn
    sees_case: bool

    @property
    def is_held_by_other(self) -> bool:
        """Tell whether somebody else has taken it."""
        return self.row.holder_id not in (None, self.who.person_id)

    @property
    def case_href(self) -> str:
        """Give the address of the case page; nothing for somebody who may not open it."""
        return href_if_built("casework.case_now", reference=self.row.reference) if self.sees_case else ""

    @property
    def why_href(self) -> str:
        """Give the address of "Why this date"; nothing where no clock dates the task."""
        return clock_href(self.row.reference, self.row.deadline_id) if self.row.deadline_id else ""

    @property
    def correct_href(self) -> str:
        """Give the address at which the case data are corrected; nothing for those who may not."""
        is_kept = may_write_letter(self.who, area_id=self.row.area_id, process_id=self.row.case_process_id)
        if not is_kept or self.row.case_process_id not in TO_AN_APPLICANT:
            return ""
        return href_if_built("casework.corrections", reference=self.row.reference)

    def file(self) -> CaseFile:
        """Open the case file for reading."""
        base_url = context.toolbox().settings.base_url
        return CaseFile.read(context.read_session(), case_id=self.row.case_id, now=context.now(), base_url=base_url)


def clock_href(reference: str, deadline_id: int) -> str:
    """Give the address that explains one date of a case."""
    return href_if_built("casework.why_date", reference=reference, clock_id=deadline_id)


def scope_of(row: TaskRow) -> TaskScope:
    """Give what access decides on."""
    return TaskScope(
        case_id=row.case_id,
        area_id=row.area_id,
        role=row.role,
        body_code=row.body_code,
        claimed_by_id=row.holder_id,
    )


def is_second_look(row: TaskRow, *, person_id: int) -> bool:
    """Tell whether the task looks at a step that this person did: somebody else must do it. Source: patterns 12."""
    return NAMED in row.properties and who_did_first(context.read_session(), row.task_id) == person_id


def open_task(task_id: str) -> OpenedTask:
    """Give a task to somebody it is for. Raises NotFoundForYou, or NotAllowed for those who may see the case."""
    who = context.person()
    row, scope = _row_and_scope(task_id)
    if not is_candidate(who, scope_of(row)) and row.holder_id != who.person_id:
        _refuse(who, scope)
    return OpenedTask(row=row, who=who, sees_case=may_see_case(who, scope))


def open_letters_task(task_id: str) -> OpenedTask:
    """Give a task with letters to its writer or to somebody who may approve them. Raises as open_task does."""
    who = context.person()
    row, scope = _row_and_scope(task_id)
    if row.kind != "letters":
        raise NotFoundForYou
    may_approve = may_approve_letter(who, area_id=row.area_id, written_by_id=None, process_id=row.case_process_id)
    if not (may_approve or is_candidate(who, scope_of(row)) or row.holder_id == who.person_id):
        _refuse(who, scope)
    return OpenedTask(row=row, who=who, sees_case=may_see_case(who, scope))


def _row_and_scope(task_id: str) -> tuple[TaskRow, CaseScope]:
    session = context.read_session()
    row = find_task(session, task_id)
    if row is None:
        raise NotFoundForYou
    scope = CaseScope(
        case_id=row.case_id,
        area_id=row.area_id,
        asked_bodies=asked_bodies(session, row.case_id),
        process_id=row.case_process_id,
    )
    return row, scope


def _refuse(who: SignedIn, scope: CaseScope) -> None:
    raise NotAllowed if parts_of_case(who, scope) else NotFoundForYou
