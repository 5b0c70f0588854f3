"""The moments that clocks are counted from, read off the case record. Counting itself: workflows."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from service.store.letters import SealedLetter
from service.store.notices import ContactNotice, NoticeRound
from service.store.record import (
    Appeal,
    Application,
    DeliveryConcern,
    Meeting,
    RacialIncident,
    Tension,
    TensionReport,
)
from service.store.work import TaskAnswer
from workflows import LONDON, ClockRule

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork


def moment(work: "CaseWork", name: str) -> datetime:
    """Give the instant that a clock is counted from; an act without a record counts from now. Source: A.5."""
    finder = _MOMENTS.get(name)
    found = finder(work) if finder else None
    return found or work.unit.now


def variant_of(work: "CaseWork", rule: ClockRule) -> ClockRule:
    """Give a clock in the length that fits the case: a remit has its own for each stage. Source: AP-13, AP-16."""
    if not rule.variants:
        return rule
    rows = select(Appeal.stage).where(Appeal.about_case_id == work.case.id, Appeal.decided_on.is_not(None))
    stage = work.unit.session.scalars(rows.order_by(Appeal.case_id.desc()).limit(1)).first()
    name = f"stage_{stage}"
    return rule.as_variant(name) if name in rule.variants else rule


def noon_of(day: date) -> datetime:
    """Give the local noon of a date: safely inside that date, whatever the season."""
    return datetime.combine(day, time(12), LONDON)


def _received(work: "CaseWork") -> datetime | None:
    application = work.unit.session.get(Application, work.case.id)
    if application is not None:
        return application.received_at
    return _appeal_received(work) or _concern_received(work)


def _appeal_received(work: "CaseWork") -> datetime | None:
    """Give when an appeal was received, or when the last thing came that was missing. Source: AP-08, AP-09."""
    appeal = work.unit.session.get(Appeal, work.case.id)
    came_on = _answers(work, "Task_NoteMissing").get("came_on")
    if appeal is not None and came_on:
        return noon_of(date.fromisoformat(str(came_on)))
    return appeal.received_at if appeal else None


def _concern_received(work: "CaseWork") -> datetime | None:
    """Give when the first report of a tension, or of a racial incident, came. Source: TE-06, MI-03."""
    first = select(func.min(TensionReport.received_at)).where(TensionReport.case_id == work.case.id)
    incident = work.unit.session.get(RacialIncident, work.case.id)
    return incident.reported_at if incident else work.unit.session.scalar(first)


def _of_tension(name: str) -> Callable[["CaseWork"], datetime | None]:
    def find(work: "CaseWork") -> datetime | None:
        tension = work.unit.session.get(Tension, work.case.id)
        return getattr(tension, name) if tension else None

    return find


def _declared(work: "CaseWork") -> datetime | None:
    incident = work.unit.session.get(RacialIncident, work.case.id)
    return incident.declared_at if incident else None


def _decided(work: "CaseWork") -> datetime | None:
    """Give when it was last decided whether an incident is major. Source: MI-05, MI-06."""
    incident = work.unit.session.get(RacialIncident, work.case.id)
    return incident.decided_at if incident else None


def _told(code: str, role: str, *, duty: str) -> Callable[["CaseWork"], datetime | None]:
    def find(work: "CaseWork") -> datetime | None:
        """Give when the declaration first reached that role: then their own duty begins. Source: MI-10, MI-12.

        A warning of a potential incident is another notice and begins no duty (MI-06). A duty that began when
        somebody was told before their turn does not begin anew (MI-19).
        """
        running = work.clocks.running.get((duty, None))
        if running is not None:
            return running.started_at
        first = func.min(func.coalesce(ContactNotice.told_at, ContactNotice.answered_at))
        rows = select(first).join(NoticeRound, NoticeRound.id == ContactNotice.round_id)
        found = rows.where(ContactNotice.case_id == work.case.id, ContactNotice.role == role, NoticeRound.code == code)
        return work.unit.session.scalar(found)

    return find


def _answers(work: "CaseWork", element_id: str) -> dict[str, Any]:
    """Give what was last answered in a task; nothing where it was not answered yet."""
    rows = select(TaskAnswer.answers).where(
        TaskAnswer.case_id == work.case.id, TaskAnswer.element_id == element_id, TaskAnswer.is_draft.is_(False)
    )
    return work.unit.session.scalars(rows.order_by(TaskAnswer.id.desc()).limit(1)).first() or {}


def _completed(work: "CaseWork") -> datetime | None:
    row = work.unit.session.get(Application, work.case.id)
    return row.completed_at if row else None


def _letter(*codes: str) -> Callable[["CaseWork"], datetime | None]:
    def find(work: "CaseWork") -> datetime | None:
        on = letter_date(work, *codes)
        return noon_of(on) if on else None

    return find


def letter_date(work: "CaseWork", *codes: str) -> date | None:
    """Give the date of the last sealed letter of these codes; None if none went."""
    return work.unit.session.scalars(
        select(SealedLetter.letter_on)
        .where(SealedLetter.case_id == work.case.id, SealedLetter.code.in_(codes))
        .order_by(SealedLetter.sealed_at.desc())
        .limit(1)
    ).first()


def _meeting(work: "CaseWork") -> datetime | None:
    on = work.unit.session.scalars(
        select(Meeting.planned_on).where(Meeting.case_id == work.case.id).order_by(Meeting.number.desc()).limit(1)
    ).first()
    return noon_of(on) if on else None


def _concern_raised(work: "CaseWork") -> datetime | None:
    rows = select(DeliveryConcern.raised_at).where(DeliveryConcern.case_id == work.case.id)
    return work.unit.session.scalars(rows.order_by(DeliveryConcern.id.desc()).limit(1)).first()


def _last_update(work: "CaseWork") -> datetime | None:
    """Give the day of the last update to the victim, not the day it was recorded. Source: CT-49."""
    updated_on = _answers(work, "Task_SendVictimUpdate").get("updated_on")
    return noon_of(date.fromisoformat(str(updated_on))) if updated_on else None


_MOMENTS: dict[str, Callable[["CaseWork"], datetime | None]] = {
    "received": _received,
    "completed": _completed,
    "threshold_met_letter": _letter("L-CT-07"),
    "outcome_letter": _letter("L-CT-13"),
    "meeting": _meeting,
    "last_update": _last_update,
    "concern_raised": _concern_raised,
    "level_agreed": _of_tension("level_at"),
    "level_reviewed": _of_tension("reviewed_at"),
    "declared": _declared,
    "incident_decided": _decided,
    "told_crro": _told("L-MI-01", "crro", duty="mi_partners"),
    "told_coordinator": _told("L-MI-02", "coordinator", duty="mi_chief_officer"),
}
