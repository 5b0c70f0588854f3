"""Who of a round is still waited for, and the clocks that stop when nobody is. Source: TE-12, TE-17, MI-10, MI-18."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import aliased

from service.cases.rounds.calls import end_call
from service.cases.rounds.kinds import KINDS
from service.cases.rounds.readers import roles_owed
from service.store.notices import ContactNotice, NoticeRound
from service.store.record import RacialIncident, Tension

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

BY_DEPUTY = "deputy"  # the answer of a notice that somebody else answered


def unanswered(work: "CaseWork", round_id: int) -> list[ContactNotice]:
    """Give those of a round that are still waited for: neither they nor whom they stand in for has answered."""
    return _waited_for(work, ContactNotice.round_id == round_id)


def unanswered_of(work: "CaseWork", code: str) -> list[ContactNotice]:
    """Give those who are to answer this notice now, in the present band or declaration.

    Somebody for whom another was told already is left out: that one is to answer.
    """
    behind = aliased(ContactNotice)
    is_last = ~exists(select(behind.id).where(behind.stands_in_for_id == ContactNotice.id))
    return _waited_for(work, *of_now(work, code), is_last, ContactNotice.passed_to_id.is_(None))


def _waited_for(work: "CaseWork", *wanted: ColumnElement[bool]) -> list[ContactNotice]:
    first = aliased(ContactNotice)
    rows = (
        select(ContactNotice)
        .join(NoticeRound, NoticeRound.id == ContactNotice.round_id)
        .outerjoin(first, first.id == ContactNotice.stands_in_for_id)
        .where(*wanted, ContactNotice.answered_at.is_(None), first.answered_at.is_(None))
    )
    return list(work.session.scalars(rows.order_by(ContactNotice.id)))


def same_text_of(work: "CaseWork", notice: ContactNotice) -> list[ContactNotice]:
    """Give the other unanswered notices that the same reader has of this text now, in whosever place. Source: MI-23."""
    code = work.session.get_one(NoticeRound, notice.round_id).code
    if KINDS[code].is_by_role:  # each office has a text of its own
        return []
    theirs = (ContactNotice.contact_id == notice.contact_id, ContactNotice.id != notice.id)
    return _waited_for(work, *of_now(work, code), *theirs)


def of_now(work: "CaseWork", code: str) -> list[ColumnElement[bool]]:
    """Give what makes a round of this code one of the present band of a tension, or declaration of an incident."""
    since = _began_at(work)
    found = [NoticeRound.case_id == work.case.id, NoticeRound.code == code]
    return [*found, NoticeRound.sent_at >= since] if since else found


def _began_at(work: "CaseWork") -> datetime | None:
    tension = work.session.get(Tension, work.case.id)
    if tension is not None:
        return tension.level_since
    incident = work.session.get(RacialIncident, work.case.id)
    return incident.declared_at if incident else None


def note_told(work: "CaseWork", notice: ContactNotice, *, at: datetime, by_id: int | None) -> None:
    """Note that somebody was told, and stop the clock that waited for the last one."""
    if notice.told_at is None:
        notice.told_at = at
        notice.told_by_id = by_id
        work.session.flush()
    code = work.session.get_one(NoticeRound, notice.round_id).code
    clock = KINDS[code].until_told
    if clock and _has_everybody(work, code) and _all_told(work, code):
        work.clocks.stop(clock)


def stop_waiting(work: "CaseWork", notice: ContactNotice) -> None:
    """End the wait for everybody in one line, and the clocks of rounds that wait for nobody now. Source: CM-06."""
    _free_for_others(work, notice)
    before, behind = _stood_in_for(work, notice), _standing_in(work, notice)
    for first in before:
        if first.answered_at is None:
            first.answered_at = notice.answered_at
            first.answer = BY_DEPUTY
    work.session.flush()
    for other in (*before, *behind):
        end_call(work, other.id, by_id=None, state="cancelled")
    for round_id in dict.fromkeys(one.round_id for one in (notice, *before, *behind)):
        _stop_clocks_of(work, round_id)
    code = work.session.get_one(NoticeRound, notice.round_id).code
    clock = KINDS[code].until_answered
    if clock and _has_everybody(work, code) and not unanswered_of(work, code):
        work.clocks.stop(clock)


def _stop_clocks_of(work: "CaseWork", round_id: int) -> None:
    if unanswered(work, round_id):
        return
    kind = KINDS[work.session.get_one(NoticeRound, round_id).code]
    for clock in (kind.deputy_clock, kind.reminder_clock):
        work.clocks.stop(clock, key=str(round_id))


def _stood_in_for(work: "CaseWork", notice: ContactNotice) -> list[ContactNotice]:
    """Give whom somebody stands in for, and whom that one stood in for: the director for the deputy. Source: MI-23."""
    found: list[ContactNotice] = []
    while notice.stands_in_for_id is not None:
        others = _also_stood_in_for(work, notice)
        notice = work.session.get_one(ContactNotice, notice.stands_in_for_id)
        found += [notice, *others]
    return found


def _also_stood_in_for(work: "CaseWork", notice: ContactNotice) -> list[ContactNotice]:
    """Give the others in whose place this one was told by the same message: silent readers with one deputy. TE-12."""
    rows = select(ContactNotice).where(
        ContactNotice.passed_to_id == notice.id, ContactNotice.id != notice.stands_in_for_id
    )
    return list(work.session.scalars(rows.order_by(ContactNotice.id)))


def _free_for_others(work: "CaseWork", notice: ContactNotice) -> None:
    """Who stood in for this one, who has answered, goes on standing in for the next who has not."""
    stand_in = work.session.scalars(select(ContactNotice).where(ContactNotice.stands_in_for_id == notice.id)).first()
    others = _also_stood_in_for(work, stand_in) if stand_in else []
    waiting = next((one for one in others if one.answered_at is None), None)
    if stand_in and waiting:
        stand_in.stands_in_for_id, waiting.passed_to_id = waiting.id, None
        work.session.flush()


def _standing_in(work: "CaseWork", notice: ContactNotice) -> list[ContactNotice]:
    """Give who was told in this one's place, and in that one's."""
    found: list[ContactNotice] = []
    last: ContactNotice | None = notice
    while last is not None:
        rows = select(ContactNotice).where(ContactNotice.stands_in_for_id == last.id)
        last = work.session.scalars(rows.order_by(ContactNotice.id).limit(1)).first()
        found += [last] if last else []
    return found


def _all_told(work: "CaseWork", code: str) -> bool:
    rows = select(ContactNotice.id).join(NoticeRound, NoticeRound.id == ContactNotice.round_id)
    waiting = rows.where(*of_now(work, code), ContactNotice.told_at.is_(None))
    return work.session.scalars(waiting.limit(1)).first() is None


def _has_everybody(work: "CaseWork", code: str) -> bool:
    """Tell whether each role that must have this notice has it: one that nobody is listed for is still owed."""
    rows = select(ContactNotice.role).join(NoticeRound, NoticeRound.id == ContactNotice.round_id)
    return roles_owed(code) <= set(work.session.scalars(rows.where(*of_now(work, code)).distinct()))
