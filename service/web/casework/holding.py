"""Take a task, put it back, hand it over. Source: brief page 1, "Take it / Hand over / Put back"."""

from dataclasses import dataclass

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.access import may_hand_over
from service.cases import HandOverTask, PutBackTask, TakeTask, handle
from service.cases.errors import AnswersRefused
from service.errors import NotAllowed, NotFoundForYou
from service.store.queries.my_work import WorkRow, find_task
from service.store.queries.who_can import Candidate
from service.web import context
from service.web.casework.blueprint import blueprint
from service.web.casework.my_work import teller_for
from service.web.casework.office import office_of
from service.web.casework.said import say
from service.web.casework.scope import may_name
from service.web.casework.work_words import candidates_for, is_for, scope_of
from service.web.form_keys import new_form_key, posted_form_key
from service.web.way_back import safe_way_back

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverForm:
    """What was typed."""

    person: str = ""
    reason: str = ""


@blueprint.post("/tasks/<task_id>/taking")
def take_task(task_id: str) -> BaseResponse:
    """Take a task that nobody has taken."""
    context.person()
    result = handle(context.toolbox(), TakeTask(actor=context.actor(), task_id=task_id, form_key=posted_form_key()))
    say(f"You took “{result.said['task']}”.", put_back=task_id)
    return _back()


@blueprint.post("/tasks/<task_id>/putting-back")
def put_back_task(task_id: str) -> BaseResponse:
    """Put a task back for the others."""
    context.person()
    result = handle(context.toolbox(), PutBackTask(actor=context.actor(), task_id=task_id, form_key=posted_form_key()))
    say(f"You put “{result.said['task']}” back.")
    return _back()


@blueprint.get("/tasks/<task_id>/hand-over")
def hand_over_page(task_id: str) -> str:
    """Ask who takes it over."""
    return _page(_task(task_id), HandOverForm(), {})


@blueprint.post("/tasks/<task_id>/hand-over")
def hand_over(task_id: str) -> BaseResponse:
    """Hand a task over to somebody who can do it."""
    row = _task(task_id)
    form = HandOverForm(person=request.form.get("person", "")[:20], reason=request.form.get("reason", ""))
    try:
        to = _chosen(row, form)
        command = HandOverTask(
            actor=context.actor(),
            task_id=task_id,
            to_person_id=to.person_id,
            reason=form.reason.strip(),
            form_key=posted_form_key(),
        )
        result = handle(context.toolbox(), command)
    except AnswersRefused as error:
        return Response(_page(row, form, error.problems), status=422)
    say(f"{result.said['to']} now has “{result.said['task']}”.")
    return _back()


def _chosen(row: WorkRow, form: HandOverForm) -> Candidate:
    problems = {}
    to = next((person for person in _able(row) if str(person.person_id) == form.person), None)
    if to is None:
        problems["person"] = "Select who takes this over"
    if len(form.reason) > LONGEST_REASON:
        problems["reason"] = f"Shorten your reason to {LONGEST_REASON} characters. You have {len(form.reason)}."
    if problems or to is None:
        raise AnswersRefused(problems)
    return to


def _task(task_id: str) -> WorkRow:
    """Give an open task that this person may hand over; else it is not found, or not allowed if it was in the list."""
    who = context.person()
    row = find_task(context.read_session(), task_id)
    if row is None:
        raise NotFoundForYou
    if may_hand_over(who, scope_of(row)):
        return row
    raise NotAllowed if is_for(who, row) or may_name(who, row) else NotFoundForYou


def _able(row: WorkRow) -> list[Candidate]:
    """Give who can do it; who has it by now too, so that a second press finds the first result."""
    who = context.person()
    return candidates_for(row, teller_for(who, office_of(who), [row]).people)


def _page(row: WorkRow, form: HandOverForm, problems: dict[str, str]) -> str:
    who = context.person()
    return render_template(
        "casework/hand_over.html",
        task=teller_for(who, office_of(who), [row]).tell(row),
        people=[person for person in _able(row) if person.person_id != row.claimed_by_id],
        form=form,
        problems=problems,
        errors=[(words, name) for name, words in problems.items()],
        form_key=new_form_key(),
        way_back=_way_back(),
    )


def _way_back() -> str:
    return safe_way_back(request.values.get("next", "")) or url_for("casework.my_work_page")


def _back() -> BaseResponse:
    return redirect(_way_back(), code=303)
