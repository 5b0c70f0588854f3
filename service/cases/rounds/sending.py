"""Sending one round: the text once, a row and an email a reader, a call where there is no email. Source: TE-12, MI-14.

Everything is written in the step's own transaction; the post room sends it afterwards.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import insert, select

from letters import letter_catalogue, render_letter
from service.cases.rounds.calls import ask_to_call, ask_to_find
from service.cases.rounds.kinds import KINDS
from service.cases.rounds.links import link_to, new_code
from service.cases.rounds.readers import missing_roles, readers_of
from service.cases.rounds.values import notice_values
from service.store.notices import ContactNotice, NoticeRound, ProtocolContact
from service.store.outbox import OutboxItem

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

LINK = "[[link]]"  # where each reader's own link stands in the text
FEW = 6  # so many readers are named in the history


def send_notices(work: "CaseWork", code: str, *, out_of_order: str = "", only: str = "") -> list[NoticeRound]:
    """Send a notice to everybody it is for, `only` one role if named; each role alone where its text differs."""
    kind = KINDS[code]
    found = [row for row in readers_of(work, code) if not only or row.role == only]
    absent = [role for role in missing_roles(code, found) if not only or role == only]
    groups = _groups(found) if kind.is_by_role else ({"": found} if found else {})
    rounds = [send_round(work, code, readers=rows, out_of_order=out_of_order) for rows in groups.values()]
    for role in absent:
        ask_to_find(work, code, role)
    if kind.until_told and rounds and not absent and all(all_told(work, row.id) for row in rounds):
        work.clocks.stop(kind.until_told)
    return rounds


def send_round(
    work: "CaseWork",
    code: str,
    *,
    readers: Sequence[ProtocolContact],
    stands_in_for: dict[int, int] | None = None,
    out_of_order: str = "",
) -> NoticeRound:
    """Send one text to these readers now. Raises letters.MissingField.

    `stands_in_for`: contact id to the notice that was not answered.
    """
    row = _round(work, code, role=readers[0].role, out_of_order=out_of_order)
    work.session.add(row)
    work.session.flush()
    _write(work, row, readers, stands_in_for or {})
    _start_clocks(work, row, deputies=bool(stands_in_for))
    _say(work, row, readers)
    return row


def _groups(readers: Sequence[ProtocolContact]) -> dict[str, list[ProtocolContact]]:
    groups: dict[str, list[ProtocolContact]] = {}
    for row in readers:
        groups.setdefault(row.role, []).append(row)
    return groups


def _round(work: "CaseWork", code: str, *, role: str, out_of_order: str) -> NoticeRound:
    letter = render_letter(code, notice_values(work, code, role, deputy_clock=KINDS[code].deputy_clock))
    return NoticeRound(
        case_id=work.case.id,
        code=code,
        title=letter_catalogue()[code].title[:160],
        subject=letter.subject,
        text=letter.text,
        template_version=letter.template_version,
        sent_at=work.now,
        by_id=work.actor.person_id,
        wants_answer=KINDS[code].wants_answer,
        out_of_order=out_of_order,
    )


def _write(
    work: "CaseWork", row: NoticeRound, readers: Sequence[ProtocolContact], stands_in_for: dict[int, int]
) -> None:
    """Write mails and notices in two statements, however many readers there are."""
    codes = [new_code() for _ in readers]
    mails = [
        mail_of(work, row, contact.email, code=code)
        for contact, code in zip(readers, codes, strict=True)
        if contact.email
    ]
    mailed = [contact.id for contact in readers if contact.email]
    outbox = dict(zip(mailed, _mail_ids(work, mails), strict=True))
    notices = [
        _notice(row, contact, code, outbox_id=outbox.get(contact.id), for_id=stands_in_for.get(contact.id))
        for contact, code in zip(readers, codes, strict=True)
    ]
    work.session.execute(insert(ContactNotice), notices)
    silent = {contact.id for contact in readers if not contact.email}
    if silent:
        for notice in work.session.scalars(
            select(ContactNotice).where(ContactNotice.round_id == row.id, ContactNotice.contact_id.in_(silent))
        ):
            ask_to_call(work, notice, because="There is no email address for them.")


def _mail_ids(work: "CaseWork", mails: list[dict[str, Any]]) -> list[int]:
    """Queue the mails and give their ids in the same order."""
    if not mails:
        return []
    work.session.execute(insert(OutboxItem), mails)
    rows = work.session.execute(
        select(OutboxItem.message_id, OutboxItem.id).where(
            OutboxItem.message_id.in_([mail["message_id"] for mail in mails])
        )
    )
    by_message = dict(row.tuple() for row in rows)
    return [by_message[mail["message_id"]] for mail in mails]


def mail_of(work: "CaseWork", row: NoticeRound, to: str, *, code: str) -> dict[str, Any]:
    """Give one queued mail with the reader's own link."""
    return {
        "case_id": work.case.id,
        "kind": "mail",
        "to_address": to,
        "subject": row.subject,
        "body": row.text.replace(LINK, link_to(work.unit.tools.settings, code)),
        "message_id": f"<{uuid4().hex}@folkmoot.invalid>",
        "state": "queued",
        "attempts": 0,
        "queued_at": work.now,
        "next_try_at": work.now,
        "last_error": "",
    }


def _notice(
    row: NoticeRound, contact: ProtocolContact, code: str, *, outbox_id: int | None, for_id: int | None
) -> dict[str, Any]:
    channel = "email" if contact.email else ("phone" if contact.phone or contact.night_phone else "none")
    return {
        "round_id": row.id,
        "case_id": row.case_id,
        "contact_id": contact.id,
        "person_id": contact.person_id,
        "role": contact.role,
        "name": contact.name,
        "channel": channel,
        "link_code": code,
        "outbox_id": outbox_id,
        "answer": "",
        "stands_in_for_id": for_id,
    }


def _start_clocks(work: "CaseWork", row: NoticeRound, *, deputies: bool) -> None:
    kind = KINDS[row.code]
    for clock in (kind.deputy_clock, "" if deputies else kind.reminder_clock):
        if clock:
            work.clocks.start(clock, key=str(row.id), counted_from=work.now)


def _say(work: "CaseWork", row: NoticeRound, readers: Sequence[ProtocolContact]) -> None:
    names = ", ".join(contact.name for contact in readers)
    whom = names if len(readers) <= FEW else f"{len(readers)} people"
    out_of_order = f" Before their turn: {row.out_of_order}" if row.out_of_order else ""
    work.timeline.say("notice", f"“{row.title}” went to {whom}.{out_of_order}", round=row.id)
    work.timeline.audit("notices_sent", code=row.code, round=row.id, readers=len(readers))


def unanswered(work: "CaseWork", round_id: int) -> list[ContactNotice]:
    """Give those of a round from whom there is no answer yet."""
    rows = select(ContactNotice).where(ContactNotice.round_id == round_id, ContactNotice.answered_at.is_(None))
    return list(work.session.scalars(rows.order_by(ContactNotice.id)))


def all_told(work: "CaseWork", round_id: int) -> bool:
    """Tell whether everybody of a round was told: the mail left, or somebody spoke to them."""
    rows = select(ContactNotice.id).where(ContactNotice.round_id == round_id, ContactNotice.told_at.is_(None))
    return work.session.scalars(rows.limit(1)).first() is None


def unanswered_of(work: "CaseWork", code: str) -> list[ContactNotice]:
    """Give those who have not answered any round of this code since the band or declaration it belongs to began."""
    rows = (
        select(ContactNotice)
        .join(NoticeRound, NoticeRound.id == ContactNotice.round_id)
        .where(
            NoticeRound.case_id == work.case.id,
            NoticeRound.code == code,
            ContactNotice.answered_at.is_(None),
            ContactNotice.stands_in_for_id.is_(None),
        )
    )
    return list(work.session.scalars(rows.order_by(ContactNotice.id)))


def note_told(work: "CaseWork", notice: ContactNotice, *, at: datetime, by_id: int | None) -> None:
    """Note that somebody was told, and stop the clock that waited for the last one."""
    if notice.told_at is None:
        notice.told_at = at
        notice.told_by_id = by_id
        work.session.flush()
    row = work.session.get_one(NoticeRound, notice.round_id)
    clock = KINDS[row.code].until_told
    if clock and all_told(work, row.id):
        work.clocks.stop(clock)
