"""When no answer comes: ring, then the deputy, then the director; a reminder where a reply was asked for.

Source: CM-06, TE-12, MI-18, MI-23.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from service.cases.hooks import HOOKS
from service.cases.rounds.calls import ask_to_call
from service.cases.rounds.kinds import KINDS
from service.cases.rounds.readers import contacts_in
from service.cases.rounds.sending import mail_of, send_round, unanswered, unanswered_of
from service.store.notices import ContactNotice, NoticeRound, ProtocolContact
from service.store.outbox import OutboxItem
from service.store.work import Deadline

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

NO_ANSWER = "They have not answered."
LAST_IN_LINE = "director"  # MI-23
ALERT_CODES = tuple(code for code, kind in KINDS.items() if kind.until_answered)


def clock_came(work: "CaseWork", deadline: Deadline) -> None:
    """Do what a clock of notices is for when its instant has come; other clocks are none of this room's."""
    if deadline.key.isdigit():
        kind = KINDS[work.session.get_one(NoticeRound, int(deadline.key)).code]
        if deadline.clock == kind.deputy_clock:
            tell_stand_in(work, unanswered(work, int(deadline.key)))
        elif deadline.clock == kind.reminder_clock:
            _remind(work, int(deadline.key))
        return
    for code in ALERT_CODES:
        if KINDS[code].until_answered == deadline.clock:
            for notice in unanswered_of(work, code):
                ask_to_call(work, notice, because=NO_ANSWER)


HOOKS.clock_came = clock_came


def tell_stand_in(work: "CaseWork", notices: Sequence[ContactNotice]) -> str:
    """Tell the deputy of each who has not answered, else the director; ring those with nobody behind them.

    Gives the names told. Source: CM-06, MI-23.
    """
    waiting = [notice for notice in notices if not _is_stood_in_for(work, notice)]
    names: list[str] = []
    for round_id in dict.fromkeys(notice.round_id for notice in waiting):
        behind: dict[int, ProtocolContact] = {}
        stands_in_for: dict[int, int] = {}
        for notice in (one for one in waiting if one.round_id == round_id):
            contact = _behind(work, notice)
            if contact is None or contact.id in behind:
                ask_to_call(work, notice, because=NO_ANSWER)
                continue
            behind[contact.id] = contact
            stands_in_for[contact.id] = notice.id
        if behind:
            code = work.session.get_one(NoticeRound, round_id).code
            send_round(work, code, readers=list(behind.values()), stands_in_for=stands_in_for)
            names += [contact.name for contact in behind.values()]
    return ", ".join(names) or "nobody yet: they are to be rung"


def _is_stood_in_for(work: "CaseWork", notice: ContactNotice) -> bool:
    rows = select(ContactNotice.id).where(ContactNotice.stands_in_for_id == notice.id)
    return work.session.scalars(rows.limit(1)).first() is not None


def _behind(work: "CaseWork", notice: ContactNotice) -> ProtocolContact | None:
    """Give who is told next: the deputy, and behind a deputy the director; nobody who was told already."""
    contact = work.session.get_one(ProtocolContact, notice.contact_id)
    told = set(
        work.session.scalars(
            select(ContactNotice.contact_id)
            .join(NoticeRound, NoticeRound.id == ContactNotice.round_id)
            .where(ContactNotice.case_id == work.case.id, NoticeRound.id >= notice.round_id)
        )
    )
    deputy = work.session.get(ProtocolContact, contact.deputy_id) if contact.deputy_id else None
    line = [*([deputy] if deputy else []), *contacts_in(work, (LAST_IN_LINE,))]
    return next((one for one in line if one.id not in told and one.ended_on is None), None)


def _remind(work: "CaseWork", round_id: int) -> None:
    """Send the same text once more to whoever has not replied within a working day. Source: MI-18."""
    row = work.session.get_one(NoticeRound, round_id)
    late = [notice for notice in unanswered(work, round_id) if notice.reminded_at is None]
    for notice in late:
        notice.reminded_at = work.now
        contact = work.session.get_one(ProtocolContact, notice.contact_id)
        if contact.email:
            _mail_again(work, row, notice, contact)
        else:
            ask_to_call(work, notice, because=NO_ANSWER)
    if late:
        count = f"{len(late)} people" if len(late) > 1 else late[0].name
        work.timeline.say("reminded", f"No reply in 1 working day: {count} reminded.", by_words="the clock")


def _mail_again(work: "CaseWork", row: NoticeRound, notice: ContactNotice, contact: ProtocolContact) -> None:
    """Queue the mail once more, with the same personal link."""
    item = OutboxItem(**mail_of(work, row, contact.email, code=notice.link_code))
    item.subject = f"Reminder: {row.subject}"[:200]
    work.session.add(item)
    work.session.flush()
    notice.outbox_id = item.id
