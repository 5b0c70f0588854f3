"""Letters as lists show them: being written, waiting for approval, to post, come back, sent."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, select, true, union_all
from sqlalchemy.orm import Session, aliased

from service.store.cases import COMMUNITY_TRIGGER, Case
from service.store.letters import UNSEALED, LetterDraft, SealedLetter
from service.store.outbox import OutboxItem
from service.store.people import Person
from service.store.work import OpenTask

PAGE = 60
POST_KINDS = ("print", "late_print", "delivery")


class Shelf(StrEnum):
    """Where a letter lies: the tabs of the list."""

    DRAFT = "draft"
    WAITING = "waiting"
    APPROVED = "approved"
    TO_POST = "to-post"
    CAME_BACK = "came-back"
    SENT = "sent"


BEING_WRITTEN = (Shelf.DRAFT, Shelf.WAITING, Shelf.APPROVED)
DELIVERY = {
    Shelf.TO_POST: ("to_print",),
    Shelf.CAME_BACK: ("failed", "unknown", "not_made"),
    Shelf.SENT: ("sent", "posted", "waiting"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """One letter to one reader."""

    code: str
    reference: str
    label: str
    recipient: str
    channel: str
    size: str
    written_by: str
    written_by_id: int | None
    approved_at: datetime | None
    drafted_at: datetime
    task_id: str
    draft_id: int
    due_on: date | None
    due_at: datetime | None
    sent_back_words: str = ""
    letter_id: int | None = None
    letter_on: date | None = None
    sealed_at: datetime | None = None
    delivery: str = ""
    delivered_at: datetime | None = None
    post_task_id: str = ""


_writer, _task = aliased(Person), aliased(OpenTask)


def letters_on_shelf(
    session: Session, shelf: Shelf, area_ids: Collection[int | None], *, at_most: int = PAGE
) -> list[LetterLine]:
    """Give the letters of some areas (None among them: every area) on one shelf, the first due first."""
    if shelf in BEING_WRITTEN:
        rows = _unsealed().where(_in_areas(area_ids), _is_unsealed(shelf))
        return [_line(row) for row in session.execute(rows.order_by(_task.due_at, LetterDraft.id).limit(at_most))]
    found = session.execute(
        _sealed().where(_in_areas(area_ids), _is_delivered(shelf)).order_by(SealedLetter.id.desc()).limit(at_most)
    )
    return with_post_tasks(session, [_line(row) for row in found])


def count_on_shelves(session: Session, area_ids: Collection[int | None]) -> dict[str, int]:
    """Give how many letters lie on each shelf where somebody has something to do."""
    unsealed = (
        select(LetterDraft.state.label("state"), func.count(LetterDraft.id).label("number"))
        .join(_task, _task.id == LetterDraft.task_id)
        .where(_in_areas(area_ids), LetterDraft.state.in_(UNSEALED), _task.state == "open")
        .group_by(LetterDraft.state)
    )
    delivered = (
        select(SealedLetter.delivery, func.count(SealedLetter.id))
        .join(LetterDraft, LetterDraft.id == SealedLetter.draft_id)
        .where(_in_areas(area_ids), SealedLetter.delivery.in_((*DELIVERY[Shelf.TO_POST], *DELIVERY[Shelf.CAME_BACK])))
        .group_by(SealedLetter.delivery)
    )
    # the states of the two do not overlap: what waits to be delivered is on no shelf that is counted
    found = {row.state: row.number for row in session.execute(union_all(unsealed, delivered))}
    return {
        **{shelf: found.get(shelf.value, 0) for shelf in BEING_WRITTEN},
        Shelf.TO_POST: sum(found.get(state, 0) for state in DELIVERY[Shelf.TO_POST]),
        Shelf.CAME_BACK: sum(found.get(state, 0) for state in DELIVERY[Shelf.CAME_BACK]),
    }


def unsealed_letters(session: Session, task_id: str) -> list[int]:
    """Give the ids of the letters of a task that were not sealed yet, in the order in which they were drafted."""
    rows = select(LetterDraft.id).where(LetterDraft.task_id == task_id, LetterDraft.state.in_(UNSEALED))
    return list(session.scalars(rows.order_by(LetterDraft.id)))


def sealed_letters_of_task(session: Session, task_id: str) -> list[LetterLine]:
    """Give the letters that were sealed in a task."""
    rows = session.execute(_sealed().where(LetterDraft.task_id == task_id).order_by(SealedLetter.id))
    return with_post_tasks(session, [_line(row) for row in rows])


def find_sealed(session: Session, letter_id: int) -> LetterLine | None:
    """Give one sealed letter, or None."""
    row = session.execute(_sealed().where(SealedLetter.id == letter_id)).one_or_none()
    return _line(row) if row else None


def with_post_tasks(session: Session, lines: Iterable[LetterLine]) -> list[LetterLine]:
    """Give the lines with the open task of the post room for each, where there is one."""
    listed = list(lines)
    tasks = session.execute(
        select(OpenTask.id, OpenTask.properties)
        .join(Case, Case.id == OpenTask.case_id)
        .where(
            OpenTask.kind.in_(POST_KINDS),
            OpenTask.state == "open",
            Case.reference.in_({line.reference for line in listed}),
        )
    )
    by_letter = {int(properties["sealed_letter_id"]): task_id for task_id, properties in tasks}
    return [replace(line, post_task_id=by_letter.get(line.letter_id or 0, "")) for line in listed]


def _in_areas(area_ids: Collection[int | None]) -> ColumnElement[bool]:
    """Give the condition that a letter is of a case review of these areas; an appeal's are not the partnership's."""
    of_reviews = LetterDraft.case_id.in_(select(Case.id).where(Case.process_id == COMMUNITY_TRIGGER))
    return and_(of_reviews, _of_areas(area_ids))


def _of_areas(area_ids: Collection[int | None]) -> ColumnElement[bool]:
    if None in area_ids:
        return true()
    return LetterDraft.area_id.in_([area for area in area_ids if area is not None]) if area_ids else false()


def _is_unsealed(shelf: Shelf) -> ColumnElement[bool]:
    return and_(LetterDraft.state == shelf.value, _task.state == "open")


def _is_delivered(shelf: Shelf) -> ColumnElement[bool]:
    return SealedLetter.delivery.in_(DELIVERY[shelf])


def _unsealed() -> Select[*tuple[Any, ...]]:
    return (
        select(LetterDraft, Case.reference, Case.label, _writer.name, _task.due_on, _task.due_at)
        .join(Case, Case.id == LetterDraft.case_id)
        .join(_task, _task.id == LetterDraft.task_id)
        .outerjoin(_writer, _writer.id == LetterDraft.written_by_id)
    )


def _sealed() -> Select[*tuple[Any, ...]]:
    return (
        select(LetterDraft, Case.reference, Case.label, _writer.name, _task.due_on, _task.due_at, SealedLetter)
        .join(SealedLetter, SealedLetter.draft_id == LetterDraft.id)
        .join(Case, Case.id == LetterDraft.case_id)
        .outerjoin(_task, _task.id == LetterDraft.task_id)
        .outerjoin(_writer, _writer.id == LetterDraft.written_by_id)
    )


def _line(row: Any) -> LetterLine:
    draft: LetterDraft = row[0]
    sealed: SealedLetter | None = row[6] if len(row) > 6 else None
    return LetterLine(
        code=draft.code,
        reference=row[1],
        label=row[2],
        recipient=draft.recipient_words,
        channel=draft.channel,
        size=draft.size,
        written_by=row[3] or "",
        written_by_id=draft.written_by_id,
        approved_at=draft.approved_at,
        drafted_at=draft.drafted_at,
        task_id=draft.task_id or "",
        draft_id=draft.id,
        due_on=row[4],
        due_at=row[5],
        sent_back_words=draft.sent_back_words,
        letter_id=sealed.id if sealed else None,
        letter_on=sealed.letter_on if sealed else None,
        sealed_at=sealed.sealed_at if sealed else None,
        delivery=sealed.delivery if sealed else "",
        delivered_at=sealed.delivered_at if sealed else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PostItem:
    """A sealed letter in the post room: to whom, where, and what went wrong."""

    line: LetterLine
    address: tuple[str, ...]
    email: str
    last_error: str


def find_post_item(session: Session, *, letter_id: int, outbox_id: int) -> PostItem | None:
    """Give a letter of the post room, or None."""
    row = session.execute(_sealed().where(SealedLetter.id == letter_id)).one_or_none()
    item = session.get(OutboxItem, outbox_id)
    if row is None or item is None:
        return None
    draft: LetterDraft = row[0]
    return PostItem(
        line=_line(row),
        address=tuple(str(part) for part in draft.values.get("recipient_address") or ()),
        email=item.to_address,
        last_error=item.last_error,
    )


def sealed_content(session: Session, letter_id: int) -> tuple[str, bytes | None]:
    """Give the HTML of a sealed letter and its PDF, if that was made. Raises NoResultFound."""
    html, pdf = session.execute(select(SealedLetter.html, SealedLetter.pdf).where(SealedLetter.id == letter_id)).one()
    return html, pdf
