"""Putting the reports right: add one, correct one, take one out, a body's correction. Source: CT-13, CT-22.

Dates are never changed silently: what stood before, what stands now and why are sentences of the history.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from service.cases.acts.corrections import NO_REASON, keeper_work
from service.cases.case_work import CaseWork
from service.cases.errors import AnswersRefused, NotYours
from service.cases.handling import handles
from service.cases.text_rules import is_blank
from service.cases.unit import Actor, Result, Unit
from service.store.people import AreaBody
from service.store.record import BodyReturn, IncidentConfirmation, Party, ReportedIncident
from workflows import long_date

DATES = {"happened_on": "happened", "reported_on": "was reported"}
OTHERS = {
    "what": "what happened",
    "body_code": "the body",
    "channel": "how it was reported",
    "body_reference": "the reference",
}
ANSWERS = {"as_stated": "holds it as stated", "differs": "holds it with a difference", "not_found": "cannot find it"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDetails:
    """One report as it shall stand."""

    what: str
    happened_on: date | None
    reported_on: date | None
    body_code: str
    channel: str
    officer_kind: str = ""
    body_reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddReport:
    """Add a report that the applicant told us about later."""

    actor: Actor
    case_id: int
    details: ReportDetails
    reason: str
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectReport:
    """Correct a report with the applicant's knowledge."""

    actor: Actor
    case_id: int
    incident_id: int
    details: ReportDetails
    reason: str
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveReport:
    """Take a report out of the count; its row stays in the record."""

    actor: Actor
    case_id: int
    incident_id: int
    reason: str
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordBodyCorrection:
    """A body told us something else about a report than in its return."""

    actor: Actor
    case_id: int
    incident_id: int
    body_code: str
    answer: str
    words: str
    reason: str
    form_key: str | None = None


@handles(AddReport)
def add_report(unit: Unit, command: AddReport) -> Result:
    """Add a report; the bodies that were asked already are not asked again by themselves."""
    work = keeper_work(unit, command.case_id, command.actor)
    _demand_details(work, command.details, command.reason)
    highest = select(func.max(ReportedIncident.number)).where(ReportedIncident.case_id == work.case.id)
    number = (unit.session.scalar(highest) or 0) + 1
    applicant = unit.session.scalars(
        select(Party).where(Party.case_id == work.case.id, Party.is_applicant.is_(True))
    ).first()
    row = ReportedIncident(
        case_id=work.case.id,
        number=number,
        occasion=f"added-{number}",
        added_at=unit.now,
        reported_by_id=applicant.id if applicant else None,
    )
    _write(row, command.details)
    unit.session.add(row)
    work.timeline.say("report_added", f"{command.actor.words} added report {number}. Because: {command.reason}"[:1000])
    work.save()
    return Result(reference=work.case.reference)


@handles(CorrectReport)
def correct_report(unit: Unit, command: CorrectReport) -> Result:
    """Correct a report, saying in the history what its dates were. Raises AnswersRefused, NotYours."""
    work = keeper_work(unit, command.case_id, command.actor)
    row = _report(work, command.incident_id)
    _demand_details(work, command.details, command.reason)
    changes = _changes(row, command.details)
    if not changes:
        raise AnswersRefused({"what": "Change something, or go back to the case"})
    _write(row, command.details)
    said = "; ".join(changes)
    words = f"{command.actor.words} corrected report {row.number}: {said}. Because: {command.reason}"
    work.timeline.say("report_corrected", words[:1000], incident=row.id)
    work.timeline.audit("report_corrected", incident=row.id)
    work.save()
    return Result(reference=work.case.reference)


@handles(RemoveReport)
def remove_report(unit: Unit, command: RemoveReport) -> Result:
    """Take a report out; it is kept, marked, and counts no more."""
    work = keeper_work(unit, command.case_id, command.actor)
    row = _report(work, command.incident_id)
    if is_blank(command.reason):
        raise AnswersRefused({"reason": "Enter why this report is taken out"})
    row.is_removed = True
    words = f"{command.actor.words} took report {row.number} out. Because: {command.reason}"
    work.timeline.say("report_removed", words[:1000], incident=row.id)
    work.timeline.audit("report_removed", incident=row.id)
    work.save()
    return Result(reference=work.case.reference)


@handles(RecordBodyCorrection)
def record_body_correction(unit: Unit, command: RecordBodyCorrection) -> Result:
    """Write what a body now says it holds about one report; its earlier word stays in the history."""
    work = keeper_work(unit, command.case_id, command.actor)
    row = _report(work, command.incident_id)
    body, asked = _body_and_return(work, command)
    found = unit.session.scalars(
        select(IncidentConfirmation).where(
            IncidentConfirmation.return_id == asked.id, IncidentConfirmation.incident_id == row.id
        )
    ).one_or_none()
    before = f" Before: {ANSWERS.get(found.answer, found.answer)}." if found else ""
    if found is None:
        found = IncidentConfirmation(return_id=asked.id, incident_id=row.id)
        unit.session.add(found)
    found.answer = command.answer
    found.words = command.words[:1000]
    words = f"{body.name} now {ANSWERS[command.answer]}: report {row.number}.{before} Because: {command.reason}"
    work.timeline.say("body_corrected", words[:1000], incident=row.id, body=body.code)
    work.save()
    return Result(reference=work.case.reference)


def _body_and_return(work: CaseWork, command: RecordBodyCorrection) -> tuple[AreaBody, BodyReturn]:
    body = work.session.scalars(
        select(AreaBody).where(AreaBody.area_id == work.case.area_id, AreaBody.code == command.body_code)
    ).one_or_none()
    asked = work.session.scalars(
        select(BodyReturn).where(
            BodyReturn.case_id == work.case.id,
            BodyReturn.round == "threshold",
            BodyReturn.body_code == command.body_code,
        )
    ).one_or_none()
    problems = {}
    if body is None or asked is None:
        problems["body_code"] = "Select a body that was asked about the reports"
    if command.answer not in ANSWERS:
        problems["answer"] = "Select what the body holds"
    elif command.answer == "differs" and is_blank(command.words):
        problems["words"] = "Enter what differs"
    if is_blank(command.reason):
        problems["reason"] = "Enter how the body told us"
    if problems or body is None or asked is None:
        raise AnswersRefused(problems)
    return body, asked


def _report(work: CaseWork, incident_id: int) -> ReportedIncident:
    row = work.session.get(ReportedIncident, incident_id)
    if row is None or row.case_id != work.case.id or row.is_removed:
        raise NotYours
    return row


def _demand_details(work: CaseWork, details: ReportDetails, reason: str) -> None:
    """The rules of the form hold here too: dates in order and not in the future. Source: CT-13."""
    today = work.unit.today
    problems = {}
    if is_blank(details.what):
        problems["what"] = "Enter what happened"
    for name in DATES:
        on = getattr(details, name)
        if on is not None and on > today:
            problems[name] = f"The date it {DATES[name]} must be today or in the past"
    if details.happened_on and details.reported_on and details.reported_on < details.happened_on:
        problems.setdefault(
            "reported_on", f"It happened on {long_date(details.happened_on)}. The report cannot be earlier"
        )
    if is_blank(reason):
        problems["reason"] = NO_REASON
    if problems:
        raise AnswersRefused(problems)


def _write(row: ReportedIncident, details: ReportDetails) -> None:
    row.what = details.what[:1000]
    row.happened_on = details.happened_on
    row.reported_on = details.reported_on
    row.body_code = details.body_code
    row.channel = details.channel
    row.officer_kind = details.officer_kind
    row.body_reference = details.body_reference[:80]


def _changes(row: ReportedIncident, details: ReportDetails) -> list[str]:
    """Give what changes in words, dates with what they were."""
    said = []
    for name, verb in DATES.items():
        before, after = getattr(row, name), getattr(details, name)
        if before != after:
            said.append(f"it {verb} on {_day(after)}, not on {_day(before)}")
    said += [words for name, words in OTHERS.items() if getattr(row, name) != getattr(details, name)]
    return said


def _day(on: date | None) -> str:
    return long_date(on) if on else "a day that is not known"
