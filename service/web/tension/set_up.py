"""The set-up checklist of an area: what is in place, what is to be done, and whether the area may go live. TE-01."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.cases import handle
from service.cases.errors import AnswersRefused
from service.cases.tension_area.set_up import AnswerSetUp
from service.errors import NotFoundForYou
from service.store.queries.tension_area import SetUpLine, SetUpState, set_up_state
from service.web import context
from service.web.answer_words import as_posted
from service.web.casework.said import say, take_said
from service.web.casework.small_forms import ask, read_small_form, show_small_form
from service.web.casework.task_form import posted_answers
from service.web.form_keys import new_form_key, posted_form_key
from service.web.table_download import Table, date_cell, is_table_wanted, send_table, table_href
from service.web.tension.area_page import SET_UP, OpenedArea, first_area_href, open_area, open_to_change
from service.web.tension.blueprint import blueprint
from service.web.tension.set_up_words import PARTS, STEP_WORDS, set_up_sentences
from workflows import DuePhrase, QuestionForm

Posted = Mapping[str, Sequence[str]]
IF_NOT = {"question": "in_place", "is": False}
FORM = QuestionForm.parse(
    {
        "title": "One line of the checklist",
        "questions": [
            ask("in_place", "yes_no", "Is it in place?", "Select yes if it is in place"),
            ask("action", "long_text", "What will be done", "Enter what will be done", max_length=500, when=IF_NOT),
            ask("owner", "text", "Who sees to it", "Enter who sees to it", max_length=160, when=IF_NOT),
            ask(
                "due_on",
                "date",
                "The day by which it is done",
                "Enter a day from today on by which it will be done",
                not_before="today",
                when=IF_NOT,
            ),
        ],
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """One line in words."""

    line: SetUpLine
    words: str
    answer: str
    phrase: DuePhrase | None
    href: str


@blueprint.get("/tension/set-up")
def set_up() -> BaseResponse:
    """Open the checklist of the first area that this person may read."""
    return redirect(first_area_href(SET_UP))


@blueprint.get("/tension/set-up/<area_code>")
def set_up_of_area(area_code: str) -> str | BaseResponse:
    """Show the checklist and what is missing."""
    opened = open_area(area_code, SET_UP)
    state = set_up_state(context.read_session(), opened.area_id)
    if is_table_wanted():
        return send_table(_table(opened, state))
    shown = {line.step: _shown(opened, line) for line in state.lines}
    return render_template(
        "tension/set_up.html",
        opened=opened,
        summary=set_up_sentences(state, today=context.today()),
        parts=[(title, [shown[step] for step in steps]) for title, steps in PARTS],
        said=take_said(),
        table_href=table_href(),
    )


@blueprint.get("/tension/set-up/<area_code>/<step>")
def set_up_step(area_code: str, step: str) -> str:
    """Ask whether one line is in place."""
    opened = open_to_change(area_code, SET_UP)
    line = _line(opened, step)
    return _form_page(opened, step, as_posted(FORM, _values_of(line)), None)


@blueprint.post("/tension/set-up/<area_code>/<step>")
def answer_set_up(area_code: str, step: str) -> BaseResponse:
    """Keep the answer, or show the form again with what was typed."""
    opened, posted = open_to_change(area_code, SET_UP), posted_answers()
    _line(opened, step)
    try:
        handle(context.toolbox(), _command(opened, step, read_small_form(FORM, posted)))
    except AnswersRefused as refused:
        return Response(_form_page(opened, step, posted, refused), status=422)
    say(f"“{STEP_WORDS[step]}” is answered.")
    return redirect(opened.here, code=303)


def _line(opened: OpenedArea, step: str) -> SetUpLine:
    """Give one line of the checklist. Raises NotFoundForYou."""
    lines = set_up_state(context.read_session(), opened.area_id).lines
    found = next((line for line in lines if line.step == step), None)
    if found is None:
        raise NotFoundForYou
    return found


def _values_of(line: SetUpLine) -> dict[str, Any]:
    return {
        "in_place": line.is_in_place if line.is_answered else None,
        "action": line.action or None,
        "owner": line.owner or None,
        "due_on": line.due_on.isoformat() if line.due_on else None,
    }


def _command(opened: OpenedArea, step: str, values: Mapping[str, Any]) -> AnswerSetUp:
    due = values.get("due_on")
    return AnswerSetUp(
        actor=context.actor(),
        area_id=opened.area_id,
        step=step,
        is_in_place=values["in_place"] is True,
        action=str(values.get("action") or ""),
        owner=str(values.get("owner") or ""),
        due_on=date.fromisoformat(str(due)) if due else None,
        form_key=posted_form_key(),
    )


def _form_page(opened: OpenedArea, step: str, posted: Posted, refused: AnswersRefused | None) -> str:
    shown = show_small_form(FORM, posted, refused=refused)
    return render_template(
        "tension/set_up_step.html",
        opened=opened,
        title=STEP_WORDS[step],
        fields=shown.fields,
        errors=shown.errors,
        form_key=new_form_key(),
    )


def _shown(opened: OpenedArea, line: SetUpLine) -> ShownLine:
    href = url_for("tension.set_up_step", area_code=opened.area.code, step=line.step) if opened.may_change else ""
    return ShownLine(
        line=line,
        words=STEP_WORDS[line.step],
        answer=_answer(line),
        phrase=opened.phrase(line.due_on) if line.due_on else None,
        href=href,
    )


def _answer(line: SetUpLine) -> str:
    if not line.is_answered:
        return "Not answered"
    return "In place" if line.is_in_place else "Not in place"


def _table(opened: OpenedArea, state: SetUpState) -> Table:
    return Table(
        name=f"set-up-{opened.area.code.lower()}",
        heads=("What", "Answer", "What will be done", "Who sees to it", "By when"),
        rows=[
            (STEP_WORDS[line.step], _answer(line), line.action, line.owner, date_cell(line.due_on))
            for line in state.lines
        ],
    )
