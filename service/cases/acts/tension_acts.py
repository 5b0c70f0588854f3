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
from service.cases.submit_tension import (
    LONGEST_TITLE,
    LONGEST_WARD,
    REPLY,
    RESTRICTS,
    label_of,
    open_reply,
    replies_of,
)
from service.cases.tension_levels import is_over, tension_of
from service.cases.text_rules import is_blank
from service.cases.unit import Actor, Result, Unit
from service.store.cases import Case
from service.store.record import Party, Tension, TensionReport
from workflows import Run
from workflows.rules.tension import Band, Level, band_of, first_level_clock

MERGED = "report_merged"
MILDER = "This case is at level {level}, that one is milder or has no level yet. Merge that one into this one"


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
    ending, staying = _both(unit, command)
    _demand_mergeable(ending, staying)
    count = _move_reports(ending, staying)
    row = tension_of(ending)
    row.merged_into_id = staying.case.id
    row.outcome = "merged"
    row.closed_on = unit.today
    row.is_disputed = False
    reports = f"{count} report{'' if count == 1 else 's'}"
    this, other = ending.case.reference, staying.case.reference
    staying.timeline.say("merged", f"{command.actor.words} merged {this} into this case: {reports}.")
    ending.timeline.say("merged", f"{command.actor.words} merged this case into {other}. {command.reason}")
    ending.case.closing_reason = "merged"
    send_notices(ending, "L-TE-04")
    ending.receive(MERGED, {})
    staying.save()
    ending.save()
    return Result(reference=other, where=str(staying.case.id))


def _both(unit: Unit, command: MergeTension) -> tuple[CaseWork, CaseWork]:
    """Load the case that ends and the one that goes on. Raises AnswersRefused, NotYours, CaseIsClosed."""
    other = unit.session.scalars(select(Case).where(Case.reference == command.reference.strip().upper())).one_or_none()
    if is_blank(command.reason):
        raise AnswersRefused({"reason": "Enter why they are the same situation"})
    this = unit.session.get_one(Case, command.case_id)
    if other is None or other.id == this.id or (other.process_id, other.area_id) != (TENSION, this.area_id):
        raise AnswersRefused({"reference": "Enter the reference of another tension case of this area"})
    if not other.is_open:
        raise AnswersRefused({"reference": "That case is closed. Enter one that is open"})
    ids = sorted((this.id, other.id))  # the lower id first: two merges never wait for each other
    works = {case_id: _keeper_work(unit, case_id, command.actor) for case_id in ids}
    return works[this.id], works[other.id]


def _demand_mergeable(ending: CaseWork, staying: CaseWork) -> None:
    """Refuse where one is over, or where the duties of the more serious one would end unseen. Source: TE-26, rec."""
    if is_over(ending):
        raise AnswersRefused({"reference": "This case is closed: only its evaluation is still to come"})
    if is_over(staying):
        raise AnswersRefused({"reference": "That case is closed. Enter one that is open"})
    if _band(ending) < _band(staying):
        raise AnswersRefused({"reference": MILDER.format(level=tension_of(ending).level)})


def _band(work: CaseWork) -> int:
    """Give the place of the band, 0 the most serious; without a level nothing has been started yet."""
    level = tension_of(work).level
    return tuple(Band).index(band_of(Level(level)) if level else Band.NORMAL)


@handles(SplitReport)
def split_report(unit: Unit, command: SplitReport) -> Result:
    """Open a case for one of several reports; its first level is due from now. Raises AnswersRefused, NotYours."""
    work = _keeper_work(unit, command.case_id, command.actor)
    report = _report_to_split(work, command)
    split = _new_case(work, command)
    is_waiting = _stop_reply(work, report)
    _move(work, split, report)
    split.because = f"It was split from {work.case.reference}."
    split.timeline.say("split", f"{command.actor.words} split this from {work.case.reference}. {command.reason}")
    work.timeline.say("split", f"{command.actor.words} split a report into {split.case.reference}. {command.reason}")
    clock = first_level_clock(has_violence=report.is_violent)
    split.clocks.start(clock, counted_from=unit.now)
    split.open_run(TENSION, key="main", facts={"violent": report.is_violent})
    if is_waiting:
        open_reply(split, report)
    work.save()
    split.save()
    return Result(reference=split.case.reference, where=str(split.case.id))


def _report_to_split(work: CaseWork, command: SplitReport) -> TensionReport:
    report = work.session.get(TensionReport, command.report_id)
    who = command.actor.signed_in
    may_know = who is not None and who.has_role(*RESTRICTS, area_id=work.case.area_id)
    if report is None or report.case_id != work.case.id or (report.is_restricted and not may_know):
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
    return report


def _new_case(work: CaseWork, command: SplitReport) -> CaseWork:
    ward, title = command.ward.strip()[:LONGEST_WARD], command.title.strip()[:LONGEST_TITLE]
    unit, label = work.unit, label_of(ward, title)
    case = new_case(unit, TENSION, area_id=work.case.area_id, received_at=unit.now, label=label)
    unit.session.add(Tension(case_id=case.id, ward=ward, what=title))
    unit.session.flush()
    return CaseWork.load(unit, actor=command.actor, case_id=case.id)


def _keeper_work(unit: Unit, case_id: int, actor: Actor) -> CaseWork:
    work = open_case_work(unit, case_id, actor)
    who = actor.signed_in
    if who is None or not may_write_letter(who, area_id=work.case.area_id, process_id=TENSION):
        raise NotYours
    return work


def _move_reports(ending: CaseWork, staying: CaseWork) -> int:
    """Move every report; a reporter who waits for a reply gets it from the case that goes on. Source: TE-30."""
    rows = ending.session.scalars(
        select(TensionReport).where(TensionReport.case_id == ending.case.id).order_by(TensionReport.id)
    ).all()
    waiting = [report for report in rows if _stop_reply(ending, report)]
    for report in rows:
        _move(ending, staying, report)
    for report in waiting:
        open_reply(staying, report)
    return len(rows)


def _stop_reply(work: CaseWork, report: TensionReport) -> bool:
    """Take back a reply that was not sent yet; tell whether there was one."""
    rows = replies_of(work, report)
    for row in rows:
        work.step(row, Run.cancel)
    work.clocks.cancel(REPLY, key=str(report.id))
    return bool(rows)


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
