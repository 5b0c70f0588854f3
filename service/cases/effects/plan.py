"""The action plan: agreed item by item, handed over, followed, reviewed; concerns about it. Source: CT-46 to CT-52."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from service.cases.effects.registry import Typed, day, decided, demand_not_future, effect, rows_of, words
from service.cases.effects.review import appoint_lead
from service.cases.errors import AnswersRefused
from service.cases.moments import noon_of
from service.store.record import ActionItem, ActionUpdate, DeliveryConcern, Recommendation
from service.store.work import OpenTask

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

ACTION_CLOCK = "ct_action"


@effect("Task_AgreePlan")
def agree_plan(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Write the plan item by item: agreed, not agreed with the reason, or offered. Source: CT-46."""
    start = work.session.scalar(select(func.count(ActionItem.id)).where(ActionItem.case_id == work.case.id)) or 0
    for number, row in enumerate(rows_of(answers, "items"), start + 1):
        work.session.add(_item(work, number, row))
    work.session.flush()
    decided(
        work,
        task,
        code="plan",
        answer=words(answers.get("result")),
        reasons=words(answers.get("applicant_words")),
        inputs={},
    )


def _item(work: "CaseWork", number: int, row: dict[str, Any]) -> ActionItem:
    recommendation = work.session.get(Recommendation, int(row["key"])) if row.get("key") else None
    agreement = words(row.get("agreement"))
    return ActionItem(
        case_id=work.case.id,
        number=number,
        recommendation_id=recommendation.id if recommendation else None,
        text=words(row.get("text")) or (recommendation.text if recommendation else ""),
        owner_id=int(row["owner"]) if row.get("owner") else None,
        body_code=words(row.get("body")) or (recommendation.body_code if recommendation else ""),
        due_on=day(row.get("due_on")),
        measure=words(row.get("measure"))[:500],
        agreement=agreement,
        agreement_reason=words(row.get("agreement_reason"))[:1000],
        status="dropped" if agreement == "not_agreed" else "open",
    )


@effect("Task_SendPlan")
def start_actions(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Start one clock for each action of the plan, to its own date. Source: CT-49."""
    del task, answers
    for item in _items(work):
        if item.agreement != "not_agreed" and item.due_on:
            work.clocks.start(ACTION_CLOCK, key=_action_key(item), counted_from=noon_of(item.due_on))


def _action_key(item: ActionItem) -> str:
    return f"action-{item.id}"


@effect("Task_HandOverPlan")
def hand_over_plan(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Appoint the lead officer of the plan. Source: CT-48."""
    del task
    appoint_lead(work, int(answers["lead"]))


@effect("Task_AcceptPlan")
def accept_plan(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """The lead officer accepts in writing. Source: CT-48."""
    for item in _items(work):
        if item.agreement != "not_agreed":
            item.accepted_at = work.now
    decided(
        work,
        task,
        code="acceptance",
        answer=words(answers.get("accepts")),
        reasons=words(answers.get("change")),
        inputs={},
    )


def _items(work: "CaseWork") -> list[ActionItem]:
    rows = select(ActionItem).where(ActionItem.case_id == work.case.id).order_by(ActionItem.number)
    return list(work.session.scalars(rows))


@effect("Task_SendVictimUpdate", "Task_ReviewPlan")
def update_plan(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Write how each action stands and what the victim was told or says. Source: CT-49, CT-52."""
    demand_not_future(
        work,
        answers,
        updated_on="The date of the update must be today or in the past",
        reviewed_on="The date of the review must be today or in the past",
    )
    if task.element_id == "Task_ReviewPlan":
        _demand_no_open_concern(work)
    given = {str(row["key"]): row for row in rows_of(answers, "items")}
    for item in _items(work):
        _update(work, item, given.get(str(item.id), {}))
    if task.element_id == "Task_ReviewPlan":
        reasons = words(answers.get("victim_view"))
        decided(work, task, code="plan_review", answer=words(answers.get("behaviour")), reasons=reasons, inputs=answers)
        work.case.closing_reason = "reviewed"


def _demand_no_open_concern(work: "CaseWork") -> None:
    """A concern about the delivery is answered before the case is closed. Source: CT-50, CT-52."""
    rows = select(DeliveryConcern.id).where(
        DeliveryConcern.case_id == work.case.id, DeliveryConcern.answered_at.is_(None)
    )
    if work.session.scalars(rows.limit(1)).first() is not None:
        raise AnswersRefused({"closing_reason": "Answer the concern about the delivery of the plan first"})


def _update(work: "CaseWork", item: ActionItem, row: dict[str, Any]) -> None:
    status = words(row.get("status"))
    if status and status != item.status:
        item.status = status
        item.ended_at = work.now if status != "open" else None
        if status != "open":
            work.clocks.stop(ACTION_CLOCK, key=_action_key(item))
    if row.get("words"):
        work.session.add(
            ActionUpdate(item_id=item.id, words=words(row["words"])[:2000], by_id=work.actor.person_id, at=work.now)
        )


@effect("Task_AnswerConcern")
def answer_concern(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Answer a concern about the delivery; actions may get new text and dates. Source: CT-50."""
    rows = select(DeliveryConcern).where(DeliveryConcern.case_id == work.case.id, DeliveryConcern.answered_at.is_(None))
    concern = work.session.scalars(rows.order_by(DeliveryConcern.id).limit(1)).one()
    concern.found = words(answers.get("found"))[:2000]
    concern.changes = words(answers.get("changes"))[:2000]
    concern.result = words(answers.get("concern_result"))
    concern.answered_at = work.now
    given = {str(row["key"]): row for row in rows_of(answers, "items")}
    for item in _items(work):
        row = given.get(str(item.id), {})
        new_due = day(row.get("due_on"))
        if new_due and new_due != item.due_on:
            item.due_on = new_due
            work.clocks.start(ACTION_CLOCK, key=_action_key(item), counted_from=noon_of(new_due))
        if row.get("change"):
            _update(work, item, {"words": row["change"]})
    decided(work, task, code="concern", answer=concern.result, reasons=concern.found, inputs={})
