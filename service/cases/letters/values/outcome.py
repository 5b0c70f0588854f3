"""Values of the outcome letter: findings, decision, recommendations, the phone call. Source: CT-37, CT-41, CT-45."""

from typing import Any

from sqlalchemy import select

from service.cases.letters.values.view import Provider, View
from service.store.record import Recommendation

DECISIONS = {
    "actions_adequate": "actions_adequate",
    "further_actions": "further_actions",
    "not_in_good_faith": "not_in_good_faith",
}


def _recommendations(view: View) -> list[dict[str, Any]]:
    rows = select(Recommendation).where(Recommendation.case_id == view.file.case.id).order_by(Recommendation.number)
    wanted = view.file.session.scalars(rows.where(Recommendation.body_code == view.item) if view.item else rows)
    return [{"text": row.text, "body": _body(view, row.body_code)} for row in wanted]


def _body(view: View, code: str) -> str:
    body = view.file.bodies.get(code)
    return body.name if body else code


def _decision(view: View) -> str | None:
    meeting = view.file.meeting
    return DECISIONS.get(meeting.decision) if meeting else None


def _findings(view: View) -> list[dict[str, str]]:
    """Give the findings in plain words, as the chair approved them. Source: CT-37."""
    approved = view.file.answers_to("Task_ApproveOutcome")
    return [
        {"question": question, "answer": str(approved[name])}
        for name, question in FINDING_QUESTIONS.items()
        if approved.get(name)
    ]


FINDING_QUESTIONS = {
    "finding_adequate": "Were the actions taken enough to stop or reduce the behaviour?",
    "finding_persistence": "How long has it gone on, and how often?",
    "finding_harm": "What harm has it done, or could it do?",
}


PROVIDERS: dict[str, Provider] = {
    "decision": _decision,
    "findings": _findings,
    "good_faith_reason": lambda view: view.answer("Task_ApproveOutcome", "good_faith_reason") or None,
    "recommendations": _recommendations,
    "plan_due": lambda view: view.limit("ct_plan"),
}
