"""When no answer comes: ring, then the deputy, then the director; a reminder where a reply was asked for.

Each takes as many statements for one reader as for two hundred. Source: CM-06, TE-12, MI-18, MI-23.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, func, select

from service.cases.hooks import HOOKS
from service.cases.rounds.calls import ask_to_call, ask_to_find, is_asked_for
from service.cases.rounds.kinds import KINDS
from service.cases.rounds.readers import contacts_in
from service.cases.rounds.sending import join_round, mail_of, queue_mails, send_round
from service.cases.rounds.waiting import unanswered, unanswered_of
from service.store.notices import ContactNotice, NoticeRound, ProtocolContact
from service.store.work import Deadline

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

NO_ANSWER = "They have not answered."
LAST_IN_LINE = "director"  # MI-23
NEWS = "L-MI-07"  # a correction, a further incident
ALERT_CODES = tuple(code for code, kind in KINDS.items() if kind.until_answered)
OF_ONE_ROUND = {clock for kind in KINDS.values() for clock in (kind.deputy_clock, kind.reminder_clock) if clock}
NOBODY = "nobody yet: somebody is to be rung"


def clock_came(work: "CaseWork", deadline: Deadline) -> None:
    """Do what a clock of notices is for when its instant has come; other clocks are none of this room's."""
    if deadline.clock in OF_ONE_ROUND and deadline.key.isdigit():  # the key is the round
        kind = KINDS[work.session.get_one(NoticeRound, int(deadline.key)).code]
        if deadline.clock == kind.deputy_clock:
            tell_stand_in(work, unanswered(work, int(deadline.key)))
        elif deadline.clock == kind.reminder_clock:
            _remind(work, int(deadline.key))
        return
    for code in ALERT_CODES:
        if KINDS[code].until_answered == deadline.clock:
            ask_to_call(work, unanswered_of(work, code), because=NO_ANSWER)


HOOKS.clock_came = clock_came


def tell_stand_in(work: "CaseWork", notices: Sequence[ContactNotice]) -> str:
    """Tell the deputy of each who has not answered, else the director; ring those with nobody behind them.

    Gives the names told. Source: CM-06, MI-23.
    """
    waiting = _without_stand_in(work, notices)
    line = _Line.read(work, waiting) if waiting else None
    names: list[str] = []
    for round_id in dict.fromkeys(notice.round_id for notice in waiting):
        behind: dict[int, list[ContactNotice]] = {}
        alone: list[ContactNotice] = []
        for notice in (one for one in waiting if one.round_id == round_id):
            contact = line.behind(notice) if line else None
            if contact is None:
                alone.append(notice)
            else:
                behind.setdefault(contact.id, []).append(notice)
        _ask_for(work, alone)
        if behind and line:
            names += _tell(work, line, behind)
    return ", ".join(names) or NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """Who stands behind whom: deputies, then the director; and in which round each was told last."""

    deputy_ids: dict[int, int | None]
    contacts: dict[int, ProtocolContact]  # those who may stand in
    directors: tuple[int, ...]
    told_in: dict[int, int]

    @classmethod
    def read(cls, work: "CaseWork", notices: Sequence[ContactNotice]) -> "_Line":
        """Read the whole line of these readers in a few statements."""
        rows = work.session.execute(
            select(ProtocolContact.id, ProtocolContact.deputy_id).where(
                ProtocolContact.id.in_({notice.contact_id for notice in notices})
            )
        )
        deputy_ids = {row.id: row.deputy_id for row in rows}
        directors = contacts_in(work, (LAST_IN_LINE,))
        deputies = work.session.scalars(
            select(ProtocolContact).where(
                ProtocolContact.id.in_({one for one in deputy_ids.values() if one}), ProtocolContact.ended_on.is_(None)
            )
        )
        told = work.session.execute(
            select(ContactNotice.contact_id, func.max(ContactNotice.round_id).label("round_id"))
            .where(*_same_text(work, notices[0]))
            .group_by(ContactNotice.contact_id)
        )
        return cls(
            deputy_ids=deputy_ids,
            contacts={contact.id: contact for contact in (*deputies, *directors)},
            directors=tuple(contact.id for contact in directors),
            told_in={row.contact_id: row.round_id for row in told},
        )

    def behind(self, notice: ContactNotice) -> ProtocolContact | None:
        """Give who is told next, it may be for several; nobody who has this or a later round already."""
        for contact_id in (self.deputy_ids.get(notice.contact_id) or 0, *self.directors):
            is_told = self.told_in.get(contact_id, 0) >= notice.round_id
            if contact_id in self.contacts and not is_told:
                return self.contacts[contact_id]
        return None


def _same_text(work: "CaseWork", notice: ContactNotice) -> list[ColumnElement[bool]]:
    """Give what makes a notice one of a text as good as this: where each office has its own, one of this office."""
    found = [ContactNotice.case_id == notice.case_id]
    kind = KINDS[work.session.get_one(NoticeRound, notice.round_id).code]
    return [*found, ContactNotice.role == notice.role] if kind.is_by_role else found


def _without_stand_in(work: "CaseWork", notices: Sequence[ContactNotice]) -> list[ContactNotice]:
    """Leave out those for whom somebody else was told already, for them alone or for others too."""
    ids = [notice.id for notice in notices]
    rows = select(ContactNotice.stands_in_for_id).where(ContactNotice.stands_in_for_id.in_(ids))
    stood_in_for = set(work.session.scalars(rows))
    return [one for one in notices if one.id not in stood_in_for and one.passed_to_id is None]


def _tell(work: "CaseWork", line: _Line, behind: dict[int, list[ContactNotice]]) -> list[str]:
    """Send the text to those who stand in, once to each, for however many they do; give their names."""
    stands_in_for = {contact_id: notices[0] for contact_id, notices in behind.items()}
    first = next(iter(stands_in_for.values()))
    code = work.session.get_one(NoticeRound, first.round_id).code
    readers = [line.contacts[contact_id] for contact_id in behind]
    sent = send_round(work, code, readers=readers, role=first.role, stands_in_for=stands_in_for)
    _tell_news_since(work, first.round_id, readers)
    line.told_in.update({contact_id: sent.id for contact_id in behind})
    for notice in work.session.scalars(select(ContactNotice).where(ContactNotice.round_id == sent.id)):
        one, *others = behind[notice.contact_id]
        for other in (*((one,) if one.passed_at is not None else ()), *others):
            other.passed_to_id = notice.id
    return [contact.name for contact in readers]


def _tell_news_since(work: "CaseWork", round_id: int, readers: Sequence[ProtocolContact]) -> None:
    """Who stands in gets the text of then: with it goes what was corrected or happened since. Source: MI-18, MI-25."""
    rows = select(NoticeRound).where(
        NoticeRound.case_id == work.case.id, NoticeRound.code == NEWS, NoticeRound.id > round_id
    )
    for row in work.session.scalars(rows.order_by(NoticeRound.id)).all():
        join_round(work, row, readers)


def _ask_for(work: "CaseWork", alone: Sequence[ContactNotice]) -> None:
    """Ring those with nobody behind them; for one who is not the right person, somebody else is to be found."""
    ask_to_call(work, [notice for notice in alone if notice.passed_at is None], because=NO_ANSWER)
    for notice in alone:
        sent = work.session.get_one(NoticeRound, notice.round_id)
        if notice.passed_at is not None and not is_asked_for(work, sent.code, notice.role):
            ask_to_find(work, sent, notice.role, passed_on=notice)


def _remind(work: "CaseWork", round_id: int) -> None:
    """Send the same text once more to whoever has not replied within a working day. Source: MI-18."""
    row = work.session.get_one(NoticeRound, round_id)
    late = _without_stand_in(work, [one for one in unanswered(work, round_id) if one.reminded_at is None])
    if not late:
        return
    _mail_again(work, row, late)
    for notice in late:
        notice.reminded_at = work.now
    count = f"{len(late)} people" if len(late) > 1 else late[0].name
    work.timeline.say("reminded", f"No reply in 1 working day: {count} reminded.", by_words="the clock")


def _mail_again(work: "CaseWork", row: NoticeRound, late: Sequence[ContactNotice]) -> None:
    """Queue the mails once more, each with the same personal link; ring those without an address."""
    contact_ids = {notice.contact_id for notice in late}
    rows = work.session.execute(
        select(ProtocolContact.id, ProtocolContact.email).where(ProtocolContact.id.in_(contact_ids))
    )
    emails = {found.id: found.email for found in rows}
    by_mail = [notice for notice in late if emails[notice.contact_id]]
    mails = [
        mail_of(work, row, emails[notice.contact_id], code=notice.link_code)
        | {"subject": f"Reminder: {row.subject}"[:200]}
        for notice in by_mail
    ]
    for notice, outbox_id in zip(by_mail, queue_mails(work, mails), strict=True):
        notice.outbox_id = outbox_id
    ask_to_call(work, [notice for notice in late if not emails[notice.contact_id]], because=NO_ANSWER)
