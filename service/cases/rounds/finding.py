"""Somebody found and told for a role that nobody is listed for. Source: TE-12, MI-02, MI-23."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from service.cases.case_work import CaseWork
from service.cases.errors import AnswersRefused, CaseNotFound, TaskNotOpen
from service.cases.handling import handles
from service.cases.people import EMAIL
from service.cases.rounds.answering import Given, demand_sound, demand_time, keep_answer, work_of_caller
from service.cases.rounds.calls import CALL
from service.cases.rounds.links import new_code
from service.cases.rounds.sending import notice_for
from service.cases.rounds.waiting import note_told
from service.cases.text_rules import is_blank
from service.cases.unit import Actor, Result, Unit
from service.store.notices import ContactNotice, NoticeRound, ProtocolContact
from service.store.work import OpenTask
from workflows import clock_time

LONGEST = {"name": 160, "organisation": 160, "phone": 40, "email": 254}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFound:
    """Staff found somebody for a role that nobody is listed for, and told them by telephone or in person."""

    actor: Actor
    task_id: str
    name: str
    organisation: str
    phone: str
    email: str
    happened_at: datetime
    kind: str
    words: str = ""
    form_key: str | None = None


@handles(RecordFound)
def record_found(unit: Unit, command: RecordFound) -> Result:
    """List who was found, keep what they answered and end what waited for the role. No mail leaves.

    Raises CaseNotFound, NotYours, TaskNotOpen, AnswersRefused.
    """
    task = unit.session.get(OpenTask, command.task_id)
    if task is None or task.kind != CALL or "role" not in task.properties:
        raise CaseNotFound
    work = work_of_caller(unit, command.actor, case_id=task.case_id)
    unit.session.flush()
    unit.session.refresh(task)
    if task.state != "open":
        raise TaskNotOpen
    sent = work.session.get_one(NoticeRound, int(str(task.properties["round_id"])))
    _demand_sound(command, sent.code, asked_at=task.opened_at, now=unit.now)
    contact = _list(work, command, str(task.properties["role"]))
    notice = _notice(work, sent, contact, for_id=task.properties.get("for_notice_id"))
    task.state = "done"
    task.ended_at = work.now
    task.ended_by_id = command.actor.person_id
    when = clock_time(command.happened_at)
    work.timeline.say("told", f"{command.actor.words} told {contact.name} at {when}: nobody else was listed.")
    work.timeline.audit("contact_found", contact=contact.id, notice=notice.id)
    note_told(work, notice, at=command.happened_at, by_id=command.actor.person_id)
    given = Given(kind=command.kind, words=command.words, at=command.happened_at, by_id=command.actor.person_id)
    keep_answer(work, notice, given)
    work.save()
    return Result(reference=work.case.reference)


def _demand_sound(command: RecordFound, code: str, *, asked_at: datetime, now: datetime) -> None:
    problems = {}
    if is_blank(command.name):
        problems["name"] = "Enter whom you told"
    if is_blank(command.phone) and is_blank(command.email):
        problems["phone"] = "Enter a telephone number or an email address, so that they can be reached again"
    if command.email.strip() and not EMAIL.fullmatch(command.email.strip()):
        problems["email"] = "Enter an email address in the correct format, like name@example.com"
    for name, longest in LONGEST.items():
        if len(getattr(command, name)) > longest:
            problems[name] = f"Use {longest} characters or fewer"
    if problems:
        raise AnswersRefused(problems)
    demand_time(command.happened_at, earliest=asked_at, now=now)
    demand_sound(code, command.kind, command.words)


def _list(work: CaseWork, command: RecordFound, role: str) -> ProtocolContact:
    """Add them to the contacts of the area: next time they are told at once."""
    contact = ProtocolContact(
        area_id=work.case.area_id,
        role=role,
        name=command.name.strip(),
        organisation=command.organisation.strip(),
        phone=command.phone.strip(),
        email=command.email.strip().casefold(),
        localities=[],
        verified_on=work.unit.today,
    )
    work.session.add(contact)
    work.session.flush()
    return contact


def _notice(work: CaseWork, sent: NoticeRound, contact: ProtocolContact, *, for_id: object) -> ContactNotice:
    """Give their notice in the round whose text was read out; for whom they stand in is kept."""
    first = work.session.get(ContactNotice, int(str(for_id))) if for_id else None
    columns = notice_for(sent, contact, new_code(), first=first) | {"channel": "phone"}
    work.session.execute(insert(ContactNotice), [columns])
    rows = select(ContactNotice).where(ContactNotice.round_id == sent.id, ContactNotice.contact_id == contact.id)
    found = work.session.scalars(rows).one()
    if first is not None:
        first.passed_to_id = found.id
    return found
