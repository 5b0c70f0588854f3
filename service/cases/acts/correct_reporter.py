"""Putting right how somebody who reported a concern is reached. Nobody else may learn who they are. Source: TE-05."""

from dataclasses import dataclass

from sqlalchemy import select

from service.access import TENSION, may_write_letter
from service.cases.acts.corrections import WORDS_OF, CorrectParty, change_party, demand_usable, send_the_new_way
from service.cases.case_work import CaseWork
from service.cases.errors import AnswersRefused, CaseIsClosed, NotYours
from service.cases.fire_timers import catch_up
from service.cases.handling import handles
from service.cases.submit_tension import open_reply, replies_of
from service.cases.unit import Result, Unit
from service.store.record import Party, TensionReport
from workflows import Run

UNREACHABLE = "Keep an email address, an address or a phone number, so that we can still reply"
NO_ADDRESS = "Enter the address that we write to"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectReporter(CorrectParty):
    """Correct how whoever reported a concern is reached; every value as it shall be from now on."""


@handles(CorrectReporter)
def correct_reporter(unit: Unit, command: CorrectReporter) -> Result:
    """Correct the details; a reply that was not sent goes the corrected way. Raises AnswersRefused, NotYours.

    The history names neither the person nor what stood there: those who read it may not know who reported.
    """
    work = _keeper_work(unit, command)
    report = _report_of(work, command.party_id)
    if not work.case.is_open and not replies_of(work, report):
        raise CaseIsClosed  # a reply is owed also after the end
    party = work.session.get_one(Party, command.party_id)
    demand_usable(command)
    _demand_reachable(party, command)
    before = _way(party)
    changed = change_party(party, command)
    if not changed:
        raise AnswersRefused({"name": "Change something, or go back to the reports"})
    work.session.flush()
    send_the_new_way(work, party)
    if _way(party) != before:
        _reply_another_way(work, report)
    listed = ", ".join(WORDS_OF[name] for name in changed)
    said = f"{command.actor.words} corrected how whoever reported is reached: {listed}. Because: {command.reason}"
    work.timeline.say("reporter_corrected", said, report=report.id)
    work.timeline.audit("reporter_corrected", party=party.id, fields=sorted(changed))
    work.save()
    return Result(reference=work.case.reference)


def _keeper_work(unit: Unit, command: CorrectReporter) -> CaseWork:
    work = CaseWork.load(unit, actor=command.actor, case_id=command.case_id)
    who = command.actor.signed_in
    if who is None or not may_write_letter(who, area_id=work.case.area_id, process_id=TENSION):
        raise NotYours
    if work.case.is_open:
        catch_up(work)
    return work


def _report_of(work: CaseWork, party_id: int) -> TensionReport:
    """Give the open report that this person gave; who stands behind a restricted one stays closed. Source: TE-31."""
    rows = select(TensionReport).where(
        TensionReport.case_id == work.case.id,
        TensionReport.reporter_id == party_id,
        TensionReport.is_restricted.is_(False),
    )
    found = work.session.scalars(rows.order_by(TensionReport.id).limit(1)).first()
    if found is None:
        raise NotYours
    return found


def _demand_reachable(party: Party, command: CorrectReporter) -> None:
    """Refuse to lose the last way to somebody, and a letter by post without an address. Raises AnswersRefused."""
    if _way(party) and not (command.email or command.address or command.phone):
        raise AnswersRefused({"email": UNREACHABLE})
    if command.preferred_channel == "post" and command.email and not command.address:
        raise AnswersRefused({"address": NO_ADDRESS})


def _way(party: Party) -> str:
    """Give how a reply reaches them: by letter, by telephone, or not at all."""
    if party.email or party.address:
        return "letter"
    return "phone" if party.phone else ""


def _reply_another_way(work: CaseWork, report: TensionReport) -> None:
    """Let a reply that waits be written instead of rung, or rung instead of written; its clock runs on."""
    waiting = replies_of(work, report)
    if waiting:
        open_reply(work, report)
    for row in waiting:
        work.step(row, Run.cancel)
