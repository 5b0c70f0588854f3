"""Checking, approving and sealing the letters of a task. Source: D-008, D-041, design page 4."""

from dataclasses import dataclass

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.cases import ApproveLetters, AskForApproval, SaveOwnWords, SealLetters, SendBackLetters, handle
from service.cases.errors import AnswersRefused, FormChanged, LetterNotReady, TaskNotOpen
from service.cases.letters.drafting import fresh_values
from service.store.queries.letter_lists import unsealed_letters
from service.store.queries.task_page import draft_of_task
from service.web import context
from service.web.casework.blueprint import blueprint
from service.web.casework.letter_page_words import goes_by, values_from_case
from service.web.casework.letter_view import LetterView, read_letter_view
from service.web.casework.question_page import questions_page
from service.web.casework.task_access import OpenedTask, open_letters_task
from service.web.casework.task_end import ended_page
from service.web.casework.task_form import form_of
from service.web.casework.task_words import due_of
from service.web.form_keys import new_form_key, posted_form_key

OWN = "own-"
SEEN = "seen-"
CHOOSE = "Select what you answer"
WORDS_SAVED = "Your own words are saved. Look at the letter with them, then seal it."
WORDS_NEED_APPROVAL = "Your own words are saved. They were not approved: ask for approval again."
LOOK_FIRST = "Look at each letter before you seal them. The next one is to {name}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a button of the page did nothing: sentences with the field each belongs to."""

    errors: tuple[tuple[str, str], ...] = ()
    changed: str = ""  # the case changed after the letter was opened


def letters_task_page(task: OpenedTask) -> str | BaseResponse:
    """Show the questions that the letter is written from, or the letter itself once they are answered."""
    has_questions = form_of(task.file(), task.row) is not None
    draft = draft_of_task(context.read_session(), task.row.task_id)
    is_prepared = draft is not None and draft.is_checked
    if has_questions and (not is_prepared or "questions" in request.args):
        return questions_page(task)
    return redirect(url_for("casework.letters_of_task", task_id=task.row.task_id), code=303)


def approval_page(task: OpenedTask) -> BaseResponse:
    """Lead an approval to its letters."""
    return redirect(url_for("casework.letters_of_task", task_id=task.row.properties["letters_of"]), code=303)


@blueprint.get("/tasks/<task_id>/letters")
def letters_of_task(task_id: str) -> str | BaseResponse:
    """Lead to the first letter of a task; say so where nobody gets one."""
    task = open_letters_task(task_id)
    if not task.row.is_open:
        return ended_page(task)
    ids = unsealed_letters(context.read_session(), task_id)
    if ids:
        return redirect(url_for("casework.letter_page", task_id=task_id, draft_id=ids[0]), code=303)
    return render_template("casework/no_letter.html", task=task, form_key=new_form_key())


@blueprint.get("/tasks/<task_id>/letters/<int:draft_id>")
def letter_page(task_id: str, draft_id: int) -> str | BaseResponse:
    """Show one letter with its checks, its values and what may be done with it."""
    task = open_letters_task(task_id)
    if not task.row.is_open:
        return ended_page(task)
    return _show(read_letter_view(task, draft_id))


@blueprint.post("/tasks/<task_id>/letters")
def seal_without_letter(task_id: str) -> BaseResponse:
    """Go on where nobody gets a letter."""
    task = open_letters_task(task_id)
    handle(
        context.toolbox(),
        SealLetters(actor=context.actor(), task_id=task.row.task_id, seen={}, form_key=posted_form_key()),
    )
    return redirect(url_for("casework.task_page", task_id=task_id), code=303)


@blueprint.post("/tasks/<task_id>/letters/<int:draft_id>")
def act_on_letter(task_id: str, draft_id: int) -> str | BaseResponse:
    """Save own words, ask for approval, seal and send, or send back."""
    task = open_letters_task(task_id)
    if not task.row.is_open:
        return Response(ended_page(task, is_late=True), status=409)
    view = read_letter_view(task, draft_id)
    try:
        return _act(view)
    except AnswersRefused as refused:
        errors = tuple((words, _field_of(name)) for name, words in refused.problems.items())
        return _again(task_id, draft_id, Refusal(errors=errors))
    except LetterNotReady as not_ready:
        return _again(task_id, draft_id, Refusal(changed=str(not_ready)), status=409)
    except (TaskNotOpen, FormChanged):
        return _meanwhile(task_id)


def _field_of(name: str) -> str:
    return name if name in ("answer", "words") else f"{OWN}{name}"


def _act(view: LetterView) -> BaseResponse:
    act = request.form.get("act", "")
    if view.is_approver and act == "answer":
        return _approvers_answer(view)
    saved = _save_own_words(view)
    if act == "ask":
        command = AskForApproval(actor=context.actor(), task_id=view.task.row.task_id, form_key=posted_form_key())
        handle(context.toolbox(), command)
    elif act == "seal" and saved:
        raise LetterNotReady(WORDS_NEED_APPROVAL if view.needs_second_person else WORDS_SAVED)
    elif act == "seal":
        return _seal(view)
    return redirect(view.address(view.shown), code=303)


def _approvers_answer(view: LetterView) -> BaseResponse:
    answer = request.form.get("answer", "")
    if answer == "back":
        return _send_back(view)
    if answer == "approve":
        return _approve(view)
    if answer != "send":
        raise AnswersRefused({"answer": CHOOSE})
    return _seal(view)


def _send_back(view: LetterView) -> BaseResponse:
    command = SendBackLetters(
        actor=context.actor(),
        task_id=view.task.row.task_id,
        words=request.form.get("words", ""),
        form_key=posted_form_key(),
    )
    handle(context.toolbox(), command)
    return redirect(url_for("casework.letters", shelf="waiting"), code=303)


def _approve(view: LetterView) -> BaseResponse:
    """Approve for later: its writer sends it. Source: D-041."""
    command = ApproveLetters(
        actor=context.actor(), task_id=view.task.row.task_id, seen=_seen(view), form_key=posted_form_key()
    )
    handle(context.toolbox(), command)
    return redirect(url_for("casework.letters_on", shelf="approved"), code=303)


def _save_own_words(view: LetterView) -> bool:
    """Keep own words if they changed; tell whether they did."""
    given = {name.removeprefix(OWN): words for name, words in request.form.items() if name.startswith(OWN)}
    kept = {name: str(words) for name, words in view.shown.draft.own_words.items()}
    if not view.is_writer or {n: _plain(w) for n, w in given.items() if w.strip()} == kept or not given:
        return False
    command = SaveOwnWords(
        actor=context.actor(),
        task_id=view.task.row.task_id,
        draft_id=view.shown.draft.id,
        own_words={name: _plain(words) for name, words in given.items()},
    )
    handle(context.toolbox(), command)
    return True


def _plain(words: str) -> str:
    return words.replace("\r\n", "\n").strip()


def _seal(view: LetterView) -> BaseResponse:
    task_id = view.task.row.task_id
    command = SealLetters(actor=context.actor(), task_id=task_id, seen=_seen(view), form_key=posted_form_key())
    handle(context.toolbox(), command)
    return redirect(url_for("casework.letters_of_task", task_id=task_id), code=303)


def _seen(view: LetterView) -> dict[int, str]:
    """Give the fingerprints of what was looked at. Raises LetterNotReady while one letter was not."""
    unseen = view.next_unseen
    if unseen is not None:
        raise LetterNotReady(LOOK_FIRST.format(name=unseen.draft.recipient_words))
    return {int(name.removeprefix(SEEN)): mark for name, mark in request.form.items() if _is_seen(name)}


def _is_seen(name: str) -> bool:
    return name.startswith(SEEN) and name.removeprefix(SEEN).isascii() and name.removeprefix(SEEN).isdigit()


def _again(task_id: str, draft_id: int, refusal: Refusal, *, status: int = 422) -> BaseResponse:
    context.close_read_session()
    return Response(_show(read_letter_view(open_letters_task(task_id), draft_id), refusal=refusal), status=status)


def _meanwhile(task_id: str) -> BaseResponse:
    """Somebody else sealed it, or the task went away."""
    context.close_read_session()
    task = open_letters_task(task_id)
    if task.row.is_open:
        return redirect(url_for("casework.letters_of_task", task_id=task_id), code=303)
    return Response(ended_page(task, is_late=True), status=409)


def _show(view: LetterView, *, refusal: Refusal | None = None) -> str:
    task, draft = view.task, view.shown.draft
    values = fresh_values(view.file, draft)
    phrase, due_rest = due_of(task)
    return render_template(
        "casework/check_letter.html",
        view=view,
        task=task,
        letter=view.shown,
        phrase=phrase,
        due_rest=due_rest,
        values=values_from_case(view.file, view.shown.kind, values),
        goes_by=goes_by(draft.channel, draft.size, draft.email),
        own_words=_typed_own_words(view, refusal),
        has_questions=form_of(view.file, task.row) is not None,
        errors=list(refusal.errors) if refusal else [],
        changed=refusal.changed if refusal else "",
        answer=request.form.get("answer", ""),
        words=request.form.get("words", ""),
        correct_href=task.correct_href,
        form_key=new_form_key(),
    )


def _typed_own_words(view: LetterView, refusal: Refusal | None) -> dict[str, str]:
    """Give own words as typed where they were refused, else as kept."""
    if refusal and refusal.errors and any(name.startswith(OWN) for name in request.form):
        return {name.removeprefix(OWN): words for name, words in request.form.items() if name.startswith(OWN)}
    return {name: str(words) for name, words in view.shown.draft.own_words.items()}
