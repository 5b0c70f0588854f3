"""Values of letters about the review meeting: invitation, extension, adjournment. Source: CT-31 to CT-38."""

from datetime import datetime, time

from sqlalchemy import select

from service.cases.letters.recipients import appointed
from service.cases.letters.values.view import Provider, View
from service.store.record import Attendee
from service.store.work import Deadline
from workflows import LONDON

FORMATS = {
    "inside_existing": "inside_other",
    "after_existing": "after_other",
    "separate": "separate",
    "virtual": "virtual",
}


def _meeting_on(view: View) -> str | None:
    meeting = view.file.meeting
    return (meeting.held_on or meeting.planned_on).isoformat() if meeting else None


def _meeting_at(view: View) -> str | None:
    meeting = view.file.meeting
    if meeting is None:
        return None
    clock = time.fromisoformat(meeting.planned_time or "10:00")
    return datetime.combine(meeting.planned_on, clock, LONDON).isoformat()


def _meeting_format(view: View) -> str | None:
    return FORMATS.get(view.file.meeting.format) if view.file.meeting else None


def _invitee_role(view: View) -> str:
    if view.reader.ref.startswith("body:"):
        return "representative"
    takers = {f"person:{person.id}" for person in appointed(view.file, "minute_taker")}
    return "minute_taker" if view.reader.ref in takers else "chair"


def _attend_reason(view: View) -> str | None:
    meeting = view.file.meeting
    if meeting is None or not view.item:
        return None
    row = view.file.session.scalars(
        select(Attendee.required_by).where(Attendee.meeting_id == meeting.id, Attendee.body_code == view.item)
    ).first()
    return f"because {row[:1].lower()}{row[1:].removesuffix('.')}" if row else None


def _last_moved(view: View) -> Deadline | None:
    """Give the row that the last extension replaced: the promise that moved."""
    moved = view.file.deadline("ct_review_outcome")
    return next((row for row in view.file.deadlines if moved and row.id == moved.replaces_id), None)


def _delay(view: View) -> str:
    return "adjourned" if view.file.meeting and view.file.meeting.adjourned_because else "extended"


def _promised(view: View) -> str:
    before = _last_moved(view)
    return (before.promised_on or before.limit_on).isoformat() if before else view.limit("ct_review_outcome")


def _reason(view: View) -> str | None:
    if _delay(view) == "adjourned":
        return view.answer("Task_TellAdjourned", "reason") or None
    row = view.file.deadline("ct_review_outcome")
    return row.reason or None if row else None


def _not_invited_reason(view: View) -> str | None:
    return view.answer("Task_DecideVictimPart", "not_invited_reason") or None


def _new_date(view: View) -> str:
    told = view.answer("Task_TellAdjourned", "new_date") if _delay(view) == "adjourned" else None
    return str(told or view.limit("ct_review_outcome"))


PROVIDERS: dict[str, Provider] = {
    "meeting_on": _meeting_on,
    "meeting_at": _meeting_at,
    "meeting_format": _meeting_format,
    "meeting_place": lambda view: view.file.meeting.place if view.file.meeting else None,
    "papers_on": lambda view: view.target("ct_papers") or view.limit("ct_papers"),
    "invitee_role": _invitee_role,
    "attend_reason": _attend_reason,
    "declare_by": lambda view: view.limit("ct_papers"),
    "report_due": lambda view: view.limit("ct_papers"),
    "delay": _delay,
    "promised": _promised,
    "new_date": _new_date,
    "reason": _reason,
    "L-CT-24:reason": _not_invited_reason,
}
