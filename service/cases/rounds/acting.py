"""Who goes on with a case has its notices: nobody rings them, and no deputy is called. Source: MI-10, MI-12, MI-23."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from service.cases.rounds.calls import end_call
from service.cases.rounds.waiting import note_told, stop_waiting
from service.store.notices import ContactNotice

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

BY_ACTING = "have_this"  # the answer of a notice whose reader did the next step instead


def note_acted(work: "CaseWork") -> None:
    """Take every notice of this person in this case as answered now: they act on it."""
    rows = select(ContactNotice).where(
        ContactNotice.case_id == work.case.id,
        ContactNotice.person_id == work.actor.person_id,
        ContactNotice.answered_at.is_(None),
    )
    for notice in work.session.scalars(rows.order_by(ContactNotice.id)).all():
        notice.answered_at = work.now
        notice.answer = BY_ACTING
        note_told(work, notice, at=work.now, by_id=None)
        end_call(work, notice.id, by_id=work.actor.person_id)
        work.session.flush()
        stop_waiting(work, notice)
        work.timeline.say("answered", f"{notice.name} goes on with it, so no answer is waited for.", notice=notice.id)
