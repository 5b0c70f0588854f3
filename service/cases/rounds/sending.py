"""Sending one round: the text once, a row and an email a reader, a call where there is no email. Source: TE-12, MI-14.

Everything is written in the step's own transaction; the post room sends it afterwards.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import insert, select

import service.cases.rounds.incident_values
import service.cases.rounds.tension_values  # noqa: F401 - both register what their notices say
from letters import render_letter
from service.cases.rounds.calls import ask_to_call, ask_to_find, is_asked_for
from service.cases.rounds.kinds import KINDS
from service.cases.rounds.links import link_to, new_code
from service.cases.rounds.readers import missing_roles, readers_of
from service.cases.rounds.values import notice_values, title_of_round
from service.cases.rounds.waiting import of_now
from service.store.notices import ContactNotice, NoticeRound, ProtocolContact
from service.store.outbox import OutboxItem
from service.store.people import Person

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

LINK = "[[link]]"  # where each reader's own link stands in the text
FEW = 6  # so many readers are named in the history


def send_notices(work: "CaseWork", code: str, *, out_of_order: str = "", only: str = "") -> list[NoticeRound]:
    """Send a notice to everybody it is for, `only` one role if named; each role alone where its text differs."""
    kind = KINDS[code]
    found = [row for row in readers_of(work, code) if not only or row.role == only]
    absent = [role for role in missing_roles(code, found) if not only or role == only]
    told = told_already(work, code) if kind.is_sent_once else set()
    fresh = [row for row in found if row.id not in told]
    groups = _groups(fresh) if kind.is_by_role else ({"": fresh} if fresh else {})
    rounds = [
        send_round(work, code, readers=rows, role=rows[0].role, out_of_order=out_of_order) for rows in groups.values()
    ]
    for role in absent:
        if not is_asked_for(work, code, role):
            sent = (
                rounds[0]
                if rounds and not kind.is_by_role
                else open_round(work, code, role=role, out_of_order=out_of_order)
            )
            ask_to_find(work, sent, role)
    return rounds


def send_round(
    work: "CaseWork",
    code: str,
    *,
    readers: Sequence[ProtocolContact],
    role: str,
    stands_in_for: Mapping[int, ContactNotice] | None = None,
    out_of_order: str = "",
) -> NoticeRound:
    """Send one text to these readers now, as it is written to this role. Raises letters.MissingField.

    `stands_in_for`: contact id to the notice that was not answered; who stands in is told in that one's role.
    """
    row = open_round(work, code, role=role, out_of_order=out_of_order)
    _write(work, row, readers, stands_in_for or {})
    _start_clocks(work, row, deputies=bool(stands_in_for))
    _say(work, row, readers)
    return row


def join_round(work: "CaseWork", row: NoticeRound, readers: Sequence[ProtocolContact]) -> None:
    """Tell these readers now what others were told in a round before. Source: MI-18, MI-23."""
    _write(work, row, readers, {})
    _say(work, row, readers)


def told_already(work: "CaseWork", code: str) -> set[int]:
    """Give the contacts who have this notice since its band or declaration began: nobody gets it twice. MI-19."""
    rows = select(ContactNotice.contact_id).join(NoticeRound, NoticeRound.id == ContactNotice.round_id)
    return set(work.session.scalars(rows.where(*of_now(work, code))))


def _groups(readers: Sequence[ProtocolContact]) -> dict[str, list[ProtocolContact]]:
    groups: dict[str, list[ProtocolContact]] = {}
    for row in readers:
        groups.setdefault(row.role, []).append(row)
    return groups


def open_round(work: "CaseWork", code: str, *, role: str, out_of_order: str = "") -> NoticeRound:
    """Keep the text that goes to this role now; nobody is told by that. Raises letters.MissingField."""
    values = notice_values(work, code, role, deputy_clock=KINDS[code].deputy_clock)
    letter = render_letter(code, values)
    row = NoticeRound(
        case_id=work.case.id,
        code=code,
        title=title_of_round(code, values)[:160],
        subject=letter.subject,
        reply_to=letter.reply_to,
        text=letter.text,
        template_version=letter.template_version,
        sent_at=work.now,
        by_id=work.actor.person_id,
        wants_answer=KINDS[code].wants_answer,
        out_of_order=out_of_order,
    )
    work.session.add(row)
    work.session.flush()
    return row


def _write(
    work: "CaseWork",
    row: NoticeRound,
    readers: Sequence[ProtocolContact],
    stands_in_for: Mapping[int, ContactNotice],
) -> None:
    """Write mails and notices in two statements, however many readers there are."""
    _know_accounts(work, readers)
    codes = [new_code() for _ in readers]
    mails = [
        mail_of(work, row, contact.email, code=code)
        for contact, code in zip(readers, codes, strict=True)
        if contact.email
    ]
    mailed = [contact.id for contact in readers if contact.email]
    outbox = dict(zip(mailed, queue_mails(work, mails), strict=True))
    notices = [
        notice_for(row, contact, code, outbox_id=outbox.get(contact.id), first=stands_in_for.get(contact.id))
        for contact, code in zip(readers, codes, strict=True)
    ]
    work.session.execute(insert(ContactNotice), notices)
    silent = {contact.id for contact in readers if not contact.email}
    if silent:
        rows = select(ContactNotice).where(ContactNotice.round_id == row.id, ContactNotice.contact_id.in_(silent))
        ask_to_call(work, work.session.scalars(rows).all(), because="There is no email address for them.")


def _know_accounts(work: "CaseWork", readers: Sequence[ProtocolContact]) -> None:
    """Note which contacts have an account under their address: signed in, they find and answer what they were sent."""
    unknown = {row.email: row for row in readers if row.email and row.person_id is None}
    if unknown:
        found = select(Person.email, Person.id).where(Person.email.in_(unknown), Person.is_active.is_(True))
        for email, person_id in work.session.execute(found):
            unknown[email].person_id = person_id


def queue_mails(work: "CaseWork", mails: list[dict[str, Any]]) -> list[int]:
    """Queue the mails and give their ids in the same order."""
    if not mails:
        return []
    work.session.execute(insert(OutboxItem), mails)
    rows = work.session.execute(
        select(OutboxItem.message_id, OutboxItem.id).where(
            OutboxItem.message_id.in_([mail["message_id"] for mail in mails])
        )
    )
    by_message = {row.message_id: row.id for row in rows}
    return [by_message[mail["message_id"]] for mail in mails]


def mail_of(work: "CaseWork", row: NoticeRound, to: str, *, code: str) -> dict[str, Any]:
    """Give one queued mail with the reader's own link."""
    return {
        "case_id": work.case.id,
        "kind": "mail",
        "to_address": to,
        "reply_to": row.reply_to,
        "subject": row.subject,
        "body": row.text.replace(LINK, link_to(work.unit.tools.settings, code)),
        "message_id": f"<{uuid4().hex}@folkmoot.invalid>",
        "state": "queued",
        "attempts": 0,
        "queued_at": work.now,
        "next_try_at": work.now,
        "last_error": "",
    }


def notice_for(
    row: NoticeRound,
    contact: ProtocolContact,
    code: str,
    *,
    outbox_id: int | None = None,
    first: ContactNotice | None = None,
) -> dict[str, Any]:
    """Give the columns of one reader's notice; `first` is whom they stand in for."""
    channel = "email" if contact.email else ("phone" if contact.phone or contact.night_phone else "none")
    return {
        "round_id": row.id,
        "case_id": row.case_id,
        "contact_id": contact.id,
        "person_id": contact.person_id,
        "role": first.role if first else contact.role,
        "name": contact.name,
        "channel": channel,
        "link_code": code,
        "outbox_id": outbox_id,
        "answer": "",
        "stands_in_for_id": first.id if first else None,
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
