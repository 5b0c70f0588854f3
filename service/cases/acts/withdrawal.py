"""The application is withdrawn, or an advocate's consent is. Source: CT-58, CT-59."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from service.access import may_act_on_case
from service.cases.case_file import CaseFile
from service.cases.case_work import CaseWork
from service.cases.errors import AnswersRefused, CaseIsClosed, NotYours
from service.cases.fire_timers import catch_up
from service.cases.handling import handles
from service.cases.letters.redrafting import redraft_open_letters
from service.cases.stopping import stop_review
from service.cases.threshold_count import count_threshold
from service.cases.tracking import change_code
from service.cases.unit import Actor, Result, Unit
from service.store.record import Consent, Decision, Party
from workflows import long_date

WRITTEN_WITHDRAWAL_CLOCK = "ct_written_withdrawal"


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawInWriting:
    """The victim withdrew the application in writing: the review stops."""

    actor: Actor
    case_id: int
    written_on: date
    words: str
    safeguarding_goes_on: bool = False
    victim_id: int | None = None  # one of several victims; None: the applicant, for all
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawByPhone:
    """The victim withdrew by phone: held five working days for the writing, work goes on."""

    actor: Actor
    case_id: int
    words: str
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawConsent:
    """A victim ended the advocate's role in writing: from now on all contact is with the victim."""

    actor: Actor
    case_id: int
    written_on: date
    victim_id: int | None = None  # None: every victim
    form_key: str | None = None


def open_case_work(unit: Unit, case_id: int, actor: Actor) -> CaseWork:
    """Load an open case for those who run it, its overdue clocks caught up. Raises CaseIsClosed, NotYours."""
    work = CaseWork.load(unit, actor=actor, case_id=case_id)
    process_id = work.case.process_id
    if actor.signed_in is None or not may_act_on_case(
        actor.signed_in, area_id=work.case.area_id, process_id=process_id
    ):
        raise NotYours
    if work.case.is_open:
        catch_up(work)
    if not work.case.is_open:
        raise CaseIsClosed
    return work


def _demand_past(written_on: date, today: date) -> None:
    if written_on > today:
        raise AnswersRefused({"written_on": "The date it was written must be today or in the past"})


@handles(WithdrawInWriting)
def withdraw_in_writing(unit: Unit, command: WithdrawInWriting) -> Result:
    """Stop the review: cancel its clocks, tell the partners, ask for the confirming letter. Source: CT-59."""
    work = open_case_work(unit, command.case_id, command.actor)
    _demand_past(command.written_on, unit.today)
    if work.case.closing_reason:
        raise CaseIsClosed
    if command.victim_id is not None and goes_on_without(work, command.victim_id):
        work.save()
        return Result(reference=work.case.reference)
    work.timeline.say(
        "withdrawn",
        f"The application was withdrawn in writing on {long_date(command.written_on)}.",
        safeguarding=command.safeguarding_goes_on,
    )
    work.timeline.audit("application_withdrawn")
    stop_review(work)
    work.save()
    return Result(reference=work.case.reference)


def goes_on_without(work: CaseWork, victim_id: int) -> bool:
    """Take one victim out; tell whether the case goes on for the others: the counts must still hold. Source: CT-58."""
    file = CaseFile.of(work)
    leaving = next((party for party in file.victims if party.id == victim_id and not party.is_applicant), None)
    if leaving is None or len(file.victims) == 1:
        return False
    leaving.is_victim = False
    leaving.withdrawn_at = work.now
    for row in file.incidents:
        row.is_removed = row.is_removed or row.reported_by_id == victim_id
    work.session.flush()
    decided_by = _decided_by(work)
    if decided_by not in ("", "discretion") and not count_threshold(CaseFile.of(work)).met:
        return False
    work.timeline.say("victim_left", "One of the victims withdrew. The review goes on for the others.")
    return True


def _decided_by(work: CaseWork) -> str:
    """Give what made the case, once the threshold was decided."""
    decisions = select(Decision).where(Decision.case_id == work.case.id, Decision.code == "threshold")
    row = work.session.scalars(decisions.order_by(Decision.id.desc()).limit(1)).first()
    return str(row.inputs.get("decided_by") or "") if row is not None else ""


@handles(WithdrawByPhone)
def withdraw_by_phone(unit: Unit, command: WithdrawByPhone) -> Result:
    """Open the five working days in which the writing must come. Source: CT-59."""
    work = open_case_work(unit, command.case_id, command.actor)
    if (WRITTEN_WITHDRAWAL_CLOCK, None) in work.clocks.running:
        raise AnswersRefused({"words": "A withdrawal by phone already waits for its writing"})
    if work.case.closing_reason:
        raise CaseIsClosed
    work.timeline.say(
        "phoned_withdrawal", "The application was withdrawn by phone. The review goes on until it is written."
    )
    work.open_run("ct_phoned_withdrawal", key=f"ct_phoned_withdrawal:{unit.now.isoformat()}", facts={})
    work.save()
    return Result(reference=work.case.reference)


@handles(WithdrawConsent)
def withdraw_consent(unit: Unit, command: WithdrawConsent) -> Result:
    """End the advocate's role, for one victim or for all; the case and its clocks go on. Source: CT-58, O-CT-12."""
    work = open_case_work(unit, command.case_id, command.actor)
    _demand_past(command.written_on, unit.today)
    consents = list(unit.session.scalars(select(Consent).where(Consent.case_id == work.case.id)))
    running = [row for row in consents if row.withdrawn_on is None]
    ended = [row for row in running if command.victim_id in (None, row.victim_id)]
    if not ended:
        raise AnswersRefused({"written_on": "This case has no advocate whose role could end"})
    for consent in ended:
        consent.withdrawn_on = command.written_on
    if len(ended) == len(running):
        _end_role(work)
    unit.session.flush()
    work.timeline.say("consent_withdrawn", "The victim ended the advocate's role. We now write only to the victim.")
    redraft_open_letters(work)
    work.receive("advocate_consent_withdrawn", {})
    work.save()
    return Result(reference=work.case.reference)


def _end_role(work: CaseWork) -> None:
    """End the role, and with it the code by which the advocate followed the application."""
    rows = select(Party).where(Party.case_id == work.case.id, Party.is_advocate.is_(True))
    for advocate in work.session.scalars(rows):
        advocate.withdrawn_at = advocate.withdrawn_at or work.now
        if advocate.is_applicant:
            change_code(work.session, case_id=work.case.id)
