"""Values of letters that end something: a withdrawal, a missed promise. Source: CT-58, CT-59."""

from sqlalchemy import select

from service.cases.letters.values.view import Provider, View
from service.store.cases import CaseEvent
from service.store.work import Deadline
from workflows import limit_on, local_date

PROMISE_WORDS = {
    "ct_acknowledge": "write to say that we have your application",
    "ct_threshold_decision": "tell you if we will hold a review",
    "ct_contact": "phone you about the review",
    "ct_review_outcome": "tell you the outcome of the review",
    "ct_plan": "send you the action plan",
    "ct_victim_update": "tell you how the plan is going",
    "ct_plan_review": "look at the whole plan with you",
    "ct_concern_acknowledge": "write to say that we have your concern",
    "ct_concern_answer": "answer your concern about the plan",
}
PAPERS_BACK_WORKING_DAYS = 10


def _withdrawn_on(view: View) -> str:
    at = view.file.session.scalars(
        select(CaseEvent.at)
        .where(CaseEvent.case_id == view.file.case.id, CaseEvent.kind.in_(("withdrawn", "consent_withdrawn")))
        .order_by(CaseEvent.id.desc())
        .limit(1)
    ).first()
    confirmed = view.answer("Task_ConfirmWithdrawal", "withdrawn_on")
    if confirmed and view.code == "L-CT-19":
        return str(confirmed)
    consents = [row.withdrawn_on for row in view.file.consents if row.withdrawn_on]
    if view.code == "L-CT-18" and consents:
        return max(consents).isoformat()
    return (local_date(at) if at else view.file.today).isoformat()


def next_promise(rows: list[Deadline]) -> Deadline | None:
    """Give the running clock whose date the applicant waits for next."""
    waiting = [row for row in rows if row.state == "running" and row.clock in PROMISE_WORDS]
    return min(waiting, key=lambda row: row.limit_at, default=None)


def _next_step(view: View) -> str | None:
    row = next_promise(view.file.deadlines)
    return PROMISE_WORDS[row.clock] if row else "look at your application"


def _next_date(view: View) -> str:
    row = next_promise(view.file.deadlines)
    return (row.limit_on if row else view.file.today).isoformat()


def _safeguarding(view: View) -> bool:
    answered = view.answer("Task_ConfirmWithdrawal", "safeguarding_continues")
    if answered is not None:
        return bool(answered)
    found = view.file.session.scalars(
        select(CaseEvent.detail)
        .where(CaseEvent.case_id == view.file.case.id, CaseEvent.kind == "withdrawn")
        .order_by(CaseEvent.id.desc())
        .limit(1)
    ).first()
    return bool(found and found.get("safeguarding"))


def _as_drafted(view: View) -> None:
    """Leave what was written when the new date was promised: the case cannot know better. Source: CM-11."""


def _still_acts_for(view: View) -> list[str] | None:
    return [party.name for party in view.file.represented_victims] or None


PROVIDERS: dict[str, Provider] = {
    "still_acts_for": _still_acts_for,
    "withdrawn_on": _withdrawn_on,
    "next_step": _next_step,
    "next_date": _next_date,
    "partners_told_by": lambda view: view.file.today.isoformat(),
    "safeguarding_continues": _safeguarding,
    "safeguarding_by": lambda view: view.answer("Task_ConfirmWithdrawal", "safeguarding_lead") or "the council",
    "papers_back_by": lambda view: limit_on(
        view.file.today, working_days=PAPERS_BACK_WORKING_DAYS, calendar=view.file.calendar
    ).isoformat(),
    **dict.fromkeys(("L-CT-23:promised", "L-CT-23:new_date", "L-CT-23:reason"), _as_drafted),
}
