"""Values of letters about the plan: items, hand-over, updates, concerns, closing. Source: CT-46 to CT-52."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import select

from service.cases.letters.values.view import Provider, View
from service.store.people import Person
from service.store.record import ActionItem, DeliveryConcern
from workflows import LONDON, limit_on, local_date

FEEDBACK_WORKING_DAYS = 20
CLOSING = {"not_reached": "not_reached", "moved_away": "moved_away"}


def _items(view: View) -> list[ActionItem]:
    rows = select(ActionItem).where(ActionItem.case_id == view.file.case.id).order_by(ActionItem.number)
    return list(view.file.session.scalars(rows))


def _agency(view: View, item: ActionItem) -> str:
    """Give the body that carries out a step: the applicant's letter names no officers."""
    body = view.file.bodies.get(item.body_code)
    return body.name if body else "The partnership"


def _who(view: View, item: ActionItem) -> str:
    body = view.file.bodies.get(item.body_code)
    person = view.file.session.get(Person, item.owner_id) if item.owner_id else None
    if person and body:
        return f"{person.name}, {body.name}"
    return person.name if person else body.name if body else "the partnership"


def _plan_items(view: View) -> list[dict[str, Any]]:
    return [
        {
            "what": item.text,
            "who": _agency(view, item),
            "due_on": item.due_on.isoformat() if item.due_on else None,
            "state": item.agreement,
            "reason": item.agreement_reason,
        }
        for item in _items(view)
    ]


def _plan_status(view: View) -> str:
    states = {item.agreement for item in _items(view)}
    if states == {"agreed"}:
        return "agreed"
    return "offered" if states <= {"offered"} else "partly_agreed"


def _handover_items(view: View) -> list[dict[str, Any]]:
    return [
        {
            "what": item.text,
            "who": _who(view, item),
            "due_on": item.due_on.isoformat() if item.due_on else None,
            "measure": item.measure or None,
        }
        for item in _items(view)
        if item.agreement != "not_agreed"
    ]


def _handed_to(view: View) -> str:
    return "agency" if view.reader.ref.startswith("body:") else "lead_officer"


def _concern(view: View) -> DeliveryConcern | None:
    rows = select(DeliveryConcern).where(DeliveryConcern.case_id == view.file.case.id)
    return view.file.session.scalars(rows.order_by(DeliveryConcern.id.desc()).limit(1)).first()


def _concern_result(view: View) -> str:
    answers = view.file.answers_to("Task_AnswerConcern")
    return str(answers.get("concern_result") or "no_change")


def _raised_on(view: View) -> str | None:
    row = _concern(view)
    return local_date(row.raised_at).isoformat() if row else None


def _lines(words: Any) -> list[str] | None:
    return [line.strip() for line in str(words or "").splitlines() if line.strip()] or None


def _call_at(view: View) -> str | None:
    answers = view.file.answers_to("Task_CallApplicant")
    if not answers.get("called_on"):
        return None
    at = time.fromisoformat(str(answers.get("called_at") or "12:00"))
    return datetime.combine(datetime.fromisoformat(str(answers["called_on"])).date(), at, LONDON).isoformat()


def _done_items(view: View) -> list[str] | None:
    return [item.text for item in _items(view) if item.status == "done"] or None


def _closing_reason(view: View) -> str:
    if not _items(view):
        return "nothing_more_recommended"
    return CLOSING.get(view.file.case.closing_reason, "plan_done")


def _feedback_by(view: View) -> str:
    return limit_on(view.file.today, working_days=FEEDBACK_WORKING_DAYS, calendar=view.file.calendar).isoformat()


PROVIDERS: dict[str, Provider] = {
    "plan_status": _plan_status,
    "plan_items": _plan_items,
    "next_update": lambda view: view.limit("ct_victim_update"),
    "update_working_days": lambda view: view.file.register.rule("ct_victim_update").limit,
    "plan_review_date": lambda view: view.limit("ct_plan_review"),
    "handed_to": _handed_to,
    "handover_items": _handover_items,
    "accept_by": lambda view: view.limit("ct_lead_accepts"),
    "response_due": lambda view: view.limit("ct_recommendation_response", key=view.item),
    "call_made": lambda view: bool(view.answer("Task_CallApplicant", "call_made")),
    "call_at": _call_at,
    "raised_on": _raised_on,
    "concern": lambda view: row.words if (row := _concern(view)) else None,
    "what_we_found": lambda view: view.answer("Task_AnswerConcern", "found"),
    "concern_result": _concern_result,
    "changes": lambda view: _lines(view.answer("Task_AnswerConcern", "changes")),
    "changes_by": lambda view: view.answer("Task_AnswerConcern", "changes_by") or view.limit("ct_plan_review"),
    "closing_reason": _closing_reason,
    "done_items": _done_items,
    "feedback_at": lambda view: f"{view.file.base_url}/follow",
    "feedback_by": _feedback_by,
}
