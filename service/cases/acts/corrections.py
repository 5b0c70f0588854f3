"""Putting the people of a case right: names, addresses, how to write to them; who is said to do it. Source: DP-12.

Reports: correct_reports.py. Nothing is changed silently: the reason and what changed stay in the history.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from letters import is_postcode
from service.access import TENSION, may_write_letter
from service.cases.acts.withdrawal import open_case_work
from service.cases.application_form import street_of
from service.cases.case_work import CaseWork
from service.cases.errors import AnswersRefused, NotYours
from service.cases.handling import handles
from service.cases.letters.recipients import of_party
from service.cases.text_rules import is_blank
from service.cases.unit import Actor, Result, Unit
from service.store.letters import UNSEALED, LetterDraft
from service.store.record import Party
from service.store.search_names import search_name

NO_REASON = "Enter why this is corrected"
WORDS_OF = {
    "name": "name",
    "address": "address",
    "postcode": "postcode",
    "phone": "phone",
    "email": "email",
    "preferred_channel": "how we write to them",
    "formats": "format",
    "language": "language",
    "safe_contact": "safe contact",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectParty:
    """Correct a person of the case; every value as it shall be from now on."""

    actor: Actor
    case_id: int
    party_id: int
    name: str
    address: tuple[str, ...]
    postcode: str
    phone: str
    email: str
    preferred_channel: str
    formats: str
    language: str
    safe_contact: str
    reason: str
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPerpetrator:
    """Record who is said to do it: restricted, shown only with a reason."""

    actor: Actor
    case_id: int
    name: str
    address: tuple[str, ...]
    age: str  # under_18, adult, unknown
    tenant_of: str
    reason: str
    form_key: str | None = None


def keeper_work(unit: Unit, case_id: int, actor: Actor) -> CaseWork:
    """Load an open case for its single point of contact or deputy. Raises NotYours, CaseIsClosed."""
    work = open_case_work(unit, case_id, actor)
    if actor.signed_in is None or not may_write_letter(
        actor.signed_in, area_id=work.case.area_id, process_id=work.case.process_id
    ):
        raise NotYours
    return work


@handles(CorrectParty)
def correct_party(unit: Unit, command: CorrectParty) -> Result:
    """Correct a person; letters not sealed yet go the corrected way. Raises AnswersRefused."""
    work = keeper_work(unit, command.case_id, command.actor)
    party = unit.session.get(Party, command.party_id)
    if party is None or party.case_id != work.case.id or party.is_perpetrator or work.case.process_id == TENSION:
        raise NotYours  # whoever reported a concern: correct_reporter.py
    demand_usable(command)
    changed = change_party(party, command)
    if not changed:
        raise AnswersRefused({"name": "Change something, or go back to the case"})
    unit.session.flush()
    send_the_new_way(work, party)
    _relabel(work)
    listed = ", ".join(WORDS_OF[name] for name in changed)
    work.timeline.say(
        "party_corrected",
        f"{command.actor.words} corrected the details of {party.name}: {listed}. Because: {command.reason}"[:1000],
        party=party.id,
        before=dict(changed),
    )
    work.timeline.audit("party_corrected", party=party.id, fields=sorted(changed))
    work.save()
    return Result(reference=work.case.reference)


def demand_usable(command: CorrectParty) -> None:
    """Refuse details that nobody can use, or a correction without its reason. Raises AnswersRefused."""
    problems = {}
    if is_blank(command.name):
        problems["name"] = "Enter the name"
    if command.postcode and not is_postcode(command.postcode):
        problems["postcode"] = "Enter a postcode, like AS1 4QX"
    if command.preferred_channel == "email" and not command.email:
        problems["email"] = "Enter the email address that we write to"
    if is_blank(command.reason):
        problems["reason"] = NO_REASON
    if problems:
        raise AnswersRefused(problems)


def change_party(party: Party, command: CorrectParty) -> Mapping[str, object]:
    """Write the new values; give the old ones of what changed, by column."""
    wanted = {name: getattr(command, name) for name in WORDS_OF} | {"address": list(command.address)}
    before = {name: getattr(party, name) for name, value in wanted.items() if getattr(party, name) != value}
    for name in before:
        setattr(party, name, wanted[name])
    party.search_name = search_name(party.name)
    if "address" in before:
        party.street = street_of(command.address[0]) if command.address else ""
    return before


def send_the_new_way(work: CaseWork, party: Party) -> None:
    """Letters to this person that are not sealed yet take the corrected name, size and way."""
    reader = of_party(party)
    drafts = select(LetterDraft).where(
        LetterDraft.case_id == work.case.id,
        LetterDraft.recipient == reader.ref,
        LetterDraft.state.in_(UNSEALED),
    )
    for draft in work.session.scalars(drafts):
        draft.recipient_words = reader.name
        draft.channel = reader.channel
        draft.email = reader.email if reader.channel == "email" else ""
        draft.size = reader.size


def _relabel(work: CaseWork) -> None:
    """Keep the line that lists show in step with the person it names."""
    parties = list(
        work.session.scalars(
            select(Party).where(Party.case_id == work.case.id, Party.is_perpetrator.is_(False)).order_by(Party.id)
        )
    )
    shown = next((p for p in parties if p.is_victim), parties[0])
    street = shown.street or parties[0].street
    work.case.label = (f"{shown.name} at {street}" if street else shown.name)[:300]


@handles(AddPerpetrator)
def add_perpetrator(unit: Unit, command: AddPerpetrator) -> Result:
    """Record one more person said to do it; lists, letters and searches never name them. Source: CT-32, CT-42."""
    work = keeper_work(unit, command.case_id, command.actor)
    problems = {}
    if is_blank(command.name):
        problems["name"] = "Enter the name, or what is known of the person"
    if is_blank(command.reason):
        problems["reason"] = "Enter how this became known"
    if problems:
        raise AnswersRefused(problems)
    person = Party(
        case_id=work.case.id,
        name=command.name[:160],
        address=list(command.address),
        is_perpetrator=True,
        is_under_18={"under_18": True, "adult": False}.get(command.age),
        tenant_of=command.tenant_of,
    )
    unit.session.add(person)
    unit.session.flush()
    work.timeline.say(
        "perpetrator_added", f"{command.actor.words} recorded a person who is said to do it. The record is restricted."
    )
    work.timeline.audit("perpetrator_added", party=person.id, purpose=command.reason[:500])
    work.save()
    return Result(reference=work.case.reference)
