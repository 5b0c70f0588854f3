"""What an applicant may ask for on the tracking page: a new incident, a call, to stop. Staff act on each of them."""

from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import func, select

from service.cases.application_form import IncidentDetails
from service.cases.case_work import CaseWork
from service.cases.errors import AnswersRefused, CaseIsClosed
from service.cases.handling import handles
from service.cases.record_application import incident_rows
from service.cases.unit import Actor, Result, Unit
from service.store.record import ContactNote, Party, ReportedIncident
from service.store.work import OpenTask
from workflows import FAR_DATE

MOST_WAITING = 20
TOO_MANY = "You have told us many things that we must look at first. Please call us"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFurtherIncident:
    """The applicant tells us about an incident after the form was sent. Source: brief page 5e."""

    actor: Actor
    case_id: int
    incident: IncidentDetails
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForCall:
    """The applicant asks us to call."""

    actor: Actor
    case_id: int
    phone: str
    best_time: str
    about: str = ""
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskToWithdraw:
    """The applicant asks in writing to stop; staff confirm it and stop the review. Source: CT-59."""

    actor: Actor
    case_id: int
    words: str = ""
    form_key: str | None = None


@handles(ReportFurtherIncident)
def report_further_incident(unit: Unit, command: ReportFurtherIncident) -> Result:
    """Add the incident to the record; its `added_at` shows that it came later. Raises CaseIsClosed."""
    work = _open_case(unit, command.case_id, command.actor)
    applicant = unit.session.scalars(
        select(Party).where(Party.case_id == work.case.id, Party.is_applicant.is_(True))
    ).one()
    last = unit.session.scalar(
        select(func.max(ReportedIncident.number)).where(ReportedIncident.case_id == work.case.id)
    )
    rows = incident_rows((command.incident,), {"": applicant}, first_number=(last or 0) + 1, added_at=unit.now)
    unit.session.add_all(rows)
    work.timeline.say(
        "further_incident", "The applicant told us online about a new incident.", by_words="the applicant"
    )
    _ask_staff(work, "Look at the new incident the applicant told us about", because="The applicant wrote online.")
    work.save()
    return Result(reference=work.case.reference)


@handles(AskForCall)
def ask_for_call(unit: Unit, command: AskForCall) -> Result:
    """Note the wish and open a task to call back. Raises CaseIsClosed."""
    work = _open_case(unit, command.case_id, command.actor)
    told = (f"Call {command.phone}.", f"Best time: {command.best_time}." if command.best_time else "", command.about)
    _note(work, "Asked for a call. " + " ".join(part for part in told if part))
    work.timeline.say("call_asked", "The applicant asked online for a call.", by_words="the applicant")
    _ask_staff(work, "Call the applicant back", because="The applicant asked for a call.")
    work.save()
    return Result(reference=work.case.reference)


@handles(AskToWithdraw)
def ask_to_withdraw(unit: Unit, command: AskToWithdraw) -> Result:
    """Note the written wish to stop and open a task to confirm it; the review goes on until then.

    Raises CaseIsClosed. Source: CT-59: it must be in writing, and come from the victim.
    """
    work = _open_case(unit, command.case_id, command.actor)
    _note(work, f"Asked in writing, online, to stop the application. {command.words}".strip())
    work.timeline.say(
        "withdrawal_asked", "The applicant asked online to stop the application.", by_words="the applicant"
    )
    _ask_staff(work, "Confirm that the applicant wants to stop", because="The applicant asked online to stop.")
    work.save()
    return Result(reference=work.case.reference)


def _open_case(unit: Unit, case_id: int, actor: Actor) -> CaseWork:
    work = CaseWork.load(unit, actor=actor, case_id=case_id)
    if not work.case.is_open:
        raise CaseIsClosed
    waiting = select(func.count()).where(
        OpenTask.case_id == case_id, OpenTask.kind == "follow_up", OpenTask.state == "open"
    )
    if (unit.session.scalar(waiting) or 0) >= MOST_WAITING:
        raise AnswersRefused({"": TOO_MANY})
    return work


def _note(work: CaseWork, words: str) -> None:
    work.session.add(
        ContactNote(
            case_id=work.case.id,
            kind="note",
            with_words="the applicant",
            happened_at=work.now,
            words=words[:4000],
            at=work.now,
        )
    )


def _ask_staff(work: CaseWork, name: str, *, because: str) -> None:
    """Open a task for the single point of contact: nothing an applicant says may go unseen."""
    work.session.add(
        OpenTask(
            id=f"follow-up-{uuid4().hex[:24]}",
            case_id=work.case.id,
            area_id=work.case.area_id,
            kind="follow_up",
            process_id=work.case.process_id,
            element_id="",
            name=name,
            role="spoc",
            properties={"rule": "brief page 5e"},
            because=because,
            opened_at=work.now,
            due_at=FAR_DATE,
            state="open",
        )
    )
