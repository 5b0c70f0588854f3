"""What may be done to a tension case beside its steps: two become one, or a report goes its own way. Source: TE-30."""

from dataclasses import dataclass

from sqlalchemy import select

from service.access import TENSION, may_write_letter
from service.cases.acts.merging import copy_person
from service.cases.acts.withdrawal import open_case_work
from service.cases.case_work import CaseWork
from service.cases.errors import AnswersRefused, NotYours
from service.cases.handling import handles
from service.cases.rounds.sending import send_notices
from service.cases.start_case import new_case
from service.cases.submit_tension import REPLY, open_reply
from service.cases.text_rules import is_blank
from service.cases.unit import Actor, Result, Unit
from service.store.cases import Case
from service.store.record import Party, Tension, TensionReport
from workflows import Run

MERGED = "report_merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeTension:
    """This case is about the same situation as another one."""

    actor: Actor
    case_id: int
    reference: str  # of the one that goes on
    reason: str
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitReport:
    """One report is about something else: it gets a case of its own."""

    actor: Actor
    case_id: int
    report_id: int
    ward: str
    title: str
    reason: str
    form_key: str | None = None


@handles(MergeTension)
def merge_tension(unit: Unit, command: MergeTension) -> Result:
    """Move the reports with their reporters to the other case and close this one. Raises AnswersRefused, NotYours."""
    other = unit.session.scalars(select(Case).where(Case.reference == command.reference.strip().upper())).one_or_none()
    if is_blank(command.reason):
        raise AnswersRefused({"reason": "Enter why they are the same situation"})
    this = unit.session.get_one(Case, command.case_id)
    if other is None or other.id == this.id or (other.process_id, other.area_id) != (TENSION, this.area_id):
        raise AnswersRefused({"reference": "Enter the reference of another tension case of this area"})
    if not other.is_open:
        raise AnswersRefused({"reference": "That case is closed. Enter one that is open"})
    first, second = sorted((this.id, other.id))  # the lower id first: two merges never wait for each other
    works = {case_id: _keeper_work(unit, case_id, command.actor) for case_id in (first, second)}
    ending, staying = works[this.id], works[other.id]
    count = _move_reports(ending, staying)
    ending_row = unit.session.get_one(Tension, this.id)
    ending_row.merged_into_id = other.id
    ending_row.outcome = "merged"
    ending_row.closed_on = unit.today
    reports = f"{count} report{'' if count == 1 else 's'}"
    staying.timeline.say("merged", f"{command.actor.words} merged {this.reference} into this case: {reports}.")
    ending.timeline.say("merged", f"{command.actor.words} merged this case into {other.reference}. {command.reason}")
    ending.case.closing_reason = "merged"
    send_notices(ending, "L-TE-04")
    for row in [row for row in ending.runs.values() if row.process_id == REPLY]:
        ending.step(row, Run.cancel)  # the reporters get their reply from the case that goes on
    ending.clocks.cancel(REPLY)
    ending.receive(MERGED, {})
    staying.save()
    ending.save()
    return Result(reference=other.reference, where=str(other.id))


@handles(SplitReport)
def split_report(unit: Unit, command: SplitReport) -> Result:
    """Open a case for one of several reports. Raises AnswersRefused, NotYours."""
    work = _keeper_work(unit, command.case_id, command.actor)
    report = unit.session.get(TensionReport, command.report_id)
    if report is None or report.case_id != work.case.id:
        raise AnswersRefused({"report_id": "Select a report of this case"})
    problems = {}
    if is_blank(command.title):
        problems["title"] = "Enter a short title that names nobody"
    if is_blank(command.reason):
        problems["reason"] = "Enter why it is something else"
    others = select(TensionReport.id).where(TensionReport.case_id == work.case.id, TensionReport.id != report.id)
    if work.session.scalars(others.limit(1)).first() is None:
        problems["report_id"] = "This is the only report of the case. There is nothing to split"
    if problems:
        raise AnswersRefused(problems)
    ward, title = command.ward.strip()[:120], command.title.strip()[:200]
    label = f"{ward}: {title}" if ward else title
    case = new_case(unit, TENSION, area_id=work.case.area_id, received_at=unit.now, label=label[:300])
    unit.session.add(Tension(case_id=case.id, ward=ward, what=title))
    unit.session.flush()
    split = CaseWork.load(unit, actor=command.actor, case_id=case.id)
    _move(work, split, report)
    split.because = f"It was split from {work.case.reference}."
    split.timeline.say("split", f"{command.actor.words} split this from {work.case.reference}. {command.reason}")
    work.timeline.say("split", f"{command.actor.words} split a report into {case.reference}. {command.reason}")
    split.clocks.start("te_first_level_violence" if report.is_violent else "te_first_level")
    split.open_run(TENSION, key="main", facts={"violent": report.is_violent})
    work.save()
    split.save()
    return Result(reference=case.reference, where=str(case.id))


def _keeper_work(unit: Unit, case_id: int, actor: Actor) -> CaseWork:
    work = open_case_work(unit, case_id, actor)
    who = actor.signed_in
    if who is None or not may_write_letter(who, area_id=work.case.area_id, process_id=TENSION):
        raise NotYours
    return work


def _move_reports(ending: CaseWork, staying: CaseWork) -> int:
    rows = ending.session.scalars(
        select(TensionReport).where(TensionReport.case_id == ending.case.id).order_by(TensionReport.id)
    ).all()
    for report in rows:
        _move(ending, staying, report)
    for report in rows:
        open_reply(staying, report)
    return len(rows)


def _move(ending: CaseWork, staying: CaseWork, report: TensionReport) -> None:
    """Give a report to another case; who reported goes with it and keeps the promise of a reply. Source: TE-30."""
    report.came_from_id = ending.case.id
    report.case_id = staying.case.id
    party = ending.session.get(Party, report.reporter_id) if report.reporter_id else None
    if party is not None:
        copy = copy_person(party, case_id=staying.case.id, is_applicant=True)
        staying.session.add(copy)
        staying.session.flush()
        report.reporter_id = copy.id
