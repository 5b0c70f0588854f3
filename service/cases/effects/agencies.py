"""What bodies and agencies answer: confirmations, views, information, refusals. Source: CT-22, CT-29, CT-30, CT-41."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, insert, select

from service.cases.effects.registry import Typed, day, decided, effect, rows_of, words
from service.cases.errors import AnswersRefused
from service.cases.notices import tell
from service.store.people import AreaBody
from service.store.record import BodyReturn, IncidentConfirmation, Recommendation, WithheldItem
from service.store.work import OpenTask

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

CONFIDENCE = "confidence_claimed"


def return_of(work: "CaseWork", task: OpenTask, round_: str) -> tuple[BodyReturn, str]:
    """Give the row and the name of the body that this task asks; made if a changed diagram asked it unlisted."""
    found = work.session.execute(
        select(BodyReturn, AreaBody.name)
        .outerjoin(AreaBody, and_(AreaBody.code == BodyReturn.body_code, AreaBody.area_id == work.case.area_id))
        .where(BodyReturn.case_id == work.case.id, BodyReturn.round == round_, BodyReturn.body_code == task.item)
    ).one_or_none()
    if found is not None:
        return found[0], found[1] or task.item
    row = BodyReturn(case_id=work.case.id, round=round_, body_code=task.item, asked_on=work.unit.today, state="asked")
    work.session.add(row)
    work.session.flush()
    return row, _body_name(work, task.item)


@effect("Task_ConfirmReports")
def confirm_reports(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Write what a body holds about each report, and its view. Source: CT-22."""
    row, name = return_of(work, task, "threshold")
    _answered(work, row, answers, name=name)
    row.view = words(answers.get("view"))
    row.comments = words(answers.get("comments"))
    held = [
        {
            "return_id": row.id,
            "incident_id": int(report["key"]),
            "answer": words(report.get("answer")),
            "words": words(report.get("words"))[:1000],
        }
        for report in rows_of(answers, "reports")
    ]
    if held:
        work.session.execute(insert(IncidentConfirmation), held)


@effect("Task_GiveReturn")
def give_return(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Write what an agency knows: incidents, effect, action considered and taken. Source: CT-29."""
    row, name = return_of(work, task, "information")
    _answered(work, row, answers, name=name)
    row.incidents_words = "\n".join(
        f"{incident.get('on')}: {incident.get('words')} {words(incident.get('reference'))}".strip()
        for incident in rows_of(answers, "incidents")
    )
    row.effect = words(answers.get("effect"))
    row.action_considered = words(answers.get("action_considered"))
    row.action_taken = words(answers.get("action_taken"))
    row.comments = words(answers.get("risk"))
    row.handling_code = words(answers.get("handling_code"))


def _answered(work: "CaseWork", row: BodyReturn, answers: Typed, *, name: str) -> None:
    row.returned_at = work.now
    row.answered_by_id = work.actor.person_id
    withheld = rows_of(answers, "withheld") if answers.get("withholds") else []
    row.state = "refused" if withheld else "returned"
    work.session.add_all(
        WithheldItem(
            return_id=row.id,
            item=words(item.get("item"))[:500],
            ground=words(item.get("ground")),
            reason=words(item.get("reason"))[:2000],
            signed_off_by=words(item.get("signed_off_by"))[:160],
        )
        for item in withheld
    )
    work.timeline.say(
        "returned", f"{name} answered{', withholding something' if withheld else ''}.", body=row.body_code
    )
    if any(item.get("ground") == CONFIDENCE for item in withheld):
        sentence = f"{name} claims confidence as the ground for withholding. The law does not list it."
        tell(work, "csp_manager", sentence)
        work.timeline.say("confidence_claimed", sentence, by_words="the clock")


def _body_name(work: "CaseWork", code: str) -> str:
    name = work.session.scalars(
        select(AreaBody.name).where(AreaBody.area_id == work.case.area_id, AreaBody.code == code)
    ).one_or_none()
    return name or code


@effect("Task_CheckRefusal")
def check_refusal(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Write what the SPOC thinks of a refusal. Source: CT-30."""
    round_ = "information" if task.process_id == "ct_information_return" else "threshold"
    row, _ = return_of(work, task, round_)
    result = words(answers.get("checked_result"))
    for item in work.session.scalars(select(WithheldItem).where(WithheldItem.return_id == row.id)):
        item.checked_result = result
    decided(
        work, task, code="refusal", answer=result, reasons=words(answers.get("reasons")), inputs={"body": task.item}
    )


@effect("Task_RespondToRecommendations")
def respond(work: "CaseWork", task: OpenTask, answers: Typed) -> dict[str, Any]:
    """Write a body's response to each recommendation. Source: CT-41."""
    given = {str(row["key"]): row for row in rows_of(answers, "answers")}
    all_accepted = all(row.get("response") == "accepted" for row in given.values())
    if bool(answers.get("all_accepted")) != all_accepted:
        raise AnswersRefused({"all_accepted": "This must agree with your responses above"})
    rows = select(Recommendation).where(Recommendation.case_id == work.case.id, Recommendation.body_code == task.item)
    for recommendation in work.session.scalars(rows):
        row = given.get(str(recommendation.id), {})
        recommendation.response = words(row.get("response"))
        recommendation.response_reason = words(row.get("reason"))[:2000]
        recommendation.due_on = day(row.get("planned_on")) or recommendation.due_on
        recommendation.answered_at = work.now
    name = _body_name(work, task.item)
    work.timeline.say("responded", f"{name} responded to its recommendations.", body=task.item)
    return {"all_accepted": all_accepted}
