"""A call about a notice: whom to ring, what to read out, what came of it. Source: TE-12, MI-02, MI-23.

Opened from a telephone task, or from a case by those who keep it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.access import CaseScope, may_act_on_case, parts_of_case
from service.cases import RecordCall, RecordFound, handle
from service.cases.case_file import CaseFile
from service.cases.errors import AnswersRefused, FormChanged, TaskNotOpen
from service.errors import NotAllowed, NotFoundForYou
from service.store.queries.notice_page import NoticePage, attempts_at, find_notice, text_of_round
from service.web import context
from service.web.casework.said import say, take_said
from service.web.casework.small_forms import instant_of, read_small_form, show_small_form, this_minute
from service.web.casework.task_access import OpenedTask, open_task
from service.web.casework.task_end import ended_page
from service.web.casework.task_form import TaskForm, posted_answers
from service.web.casework.tasks import PAGES
from service.web.form_keys import new_form_key, posted_form_key
from service.web.notices.blueprint import blueprint
from service.web.notices.case_link import page_of_case
from service.web.notices.notice_text import take_apart
from service.web.notices.reply_form import call_form, found_form
from service.web.tension.contact_words import role_words
from workflows import QuestionForm, clock_time, date_and_time

Posted = Mapping[str, Sequence[str]]
CALL = "call"
WORDS = ("name", "organisation", "phone", "email", "kind", "words")
RECORDED, NOT_REACHED = "You recorded the call.", "You recorded that nobody answered. The task stays open."


@dataclass(frozen=True, slots=True, kw_only=True)
class Ringing:
    """One telephone task, or one notice of a case, as its page needs it."""

    reference: str
    heading: str
    because: str
    action: str
    back_href: str
    notice: NoticePage | None  # none: nobody is listed for the role
    code: str
    text: str


def call_task_page(task: OpenedTask, *, posted: Posted | None = None, refused: AnswersRefused | None = None) -> str:
    """Show a telephone task."""
    return _show(_of_task(task), posted, refused)


PAGES[CALL] = call_task_page  # casework knows of no notices


@blueprint.post("/tasks/<task_id>/call")
def keep_call_of_task(task_id: str) -> BaseResponse:
    """Write down the call that a task asked for."""
    task = open_task(task_id)
    if task.row.kind != CALL:
        raise NotFoundForYou
    ringing = _of_task(task)
    try:
        _demand_open(task)
        said = _record(ringing, task_id)
    except AnswersRefused as refused:
        return Response(_show(ringing, posted_answers(), refused), status=422)
    except (TaskNotOpen, FormChanged):
        context.close_read_session()
        return Response(ended_page(open_task(task_id), is_late=True), status=409)
    say(said)
    return redirect(url_for("casework.task_page", task_id=task_id), code=303)


@blueprint.get("/notices/calls/<int:notice_id>")
def record_call(notice_id: int) -> str:
    """Show the form for a call to one reader of a notice."""
    return _show(_of_notice(notice_id), None, None)


@blueprint.post("/notices/calls/<int:notice_id>")
def keep_call(notice_id: int) -> BaseResponse:
    """Write down a call to one reader of a notice."""
    ringing = _of_notice(notice_id)
    try:
        said = _record(ringing, "")
    except AnswersRefused as refused:
        return Response(_show(ringing, posted_answers(), refused), status=422)
    say(said)
    return redirect(ringing.back_href, code=303)


def _demand_open(task: OpenedTask) -> None:
    if not task.row.is_open:
        raise TaskNotOpen


def _of_task(task: OpenedTask) -> Ringing:
    properties, session = task.row.properties, context.read_session()
    notice = find_notice(session, notice_id=int(properties["notice_id"])) if "notice_id" in properties else None
    code, _, text = text_of_round(session, int(properties["round_id"]))
    return Ringing(
        reference=task.row.reference,
        heading=task.row.name,
        because=task.row.because,
        action=url_for("notices.keep_call_of_task", task_id=task.row.task_id),
        back_href=page_of_case(task.row.case_process_id, task.row.reference) if task.sees_case else "",
        notice=notice,
        code=code,
        text=text,
    )


def _of_notice(notice_id: int) -> Ringing:
    """Open a notice for those who keep its case. Raises NotFoundForYou, NotAllowed."""
    who = context.person()
    notice = find_notice(context.read_session(), notice_id=notice_id)
    if notice is None:
        raise NotFoundForYou
    scope = CaseScope(case_id=notice.case_id, area_id=notice.area_id, process_id=notice.process_id)
    if not may_act_on_case(who, area_id=notice.area_id, process_id=notice.process_id):
        raise NotAllowed if parts_of_case(who, scope) else NotFoundForYou
    return Ringing(
        reference=notice.reference,
        heading=f"Record a call to {notice.name}",
        because="",
        action=url_for("notices.keep_call", notice_id=notice_id),
        back_href=page_of_case(notice.process_id, notice.reference),
        notice=notice,
        code=notice.code,
        text=notice.text,
    )


def _form(ringing: Ringing) -> QuestionForm:
    return call_form(ringing.code, ringing.notice.name) if ringing.notice else found_form(ringing.code)


def _record(ringing: Ringing, task_id: str) -> str:
    """Carry out what was typed; give the line to say. Raises AnswersRefused, TaskNotOpen, FormChanged."""
    values = read_small_form(_form(ringing), posted_answers())
    words = {name: str(values.get(name) or "") for name in WORDS}
    if ringing.notice is None:
        handle(
            context.toolbox(),
            RecordFound(
                actor=context.actor(),
                task_id=task_id,
                name=words["name"],
                organisation=words["organisation"],
                phone=words["phone"],
                email=words["email"],
                happened_at=instant_of(values, "happened"),
                kind=words["kind"],
                words=words["words"],
                form_key=posted_form_key(),
            ),
        )
        return RECORDED
    command = RecordCall(
        actor=context.actor(),
        notice_id=ringing.notice.notice_id,
        happened_at=instant_of(values, "happened"),
        got_through=bool(values["got_through"]),
        kind=words["kind"],
        words=words["words"],
        form_key=posted_form_key(),
    )
    handle(context.toolbox(), command)
    return RECORDED if command.got_through else NOT_REACHED


def _show(ringing: Ringing, posted: Posted | None, refused: AnswersRefused | None) -> str:
    shown: TaskForm = show_small_form(_form(ringing), posted or this_minute("happened"), refused=refused)
    return render_template(
        "notices/call.html",
        ringing=ringing,
        notice=ringing.notice,
        text=take_apart(ringing.text),
        role=_role(ringing),
        attempts=_attempts(ringing.notice),
        moment=f"It is now {clock_time(context.now())}",
        said=take_said(),
        fields=shown.fields,
        errors=shown.errors,
        form_key=new_form_key() if request.method == "GET" else posted_form_key() or new_form_key(),
    )


def _attempts(notice: NoticePage | None) -> list[str]:
    """Give the calls that reached nobody, the newest first."""
    found = attempts_at(context.read_session(), notice.case_id, notice.notice_id) if notice else []
    return [f"{date_and_time(at)}: {sentence}" for at, sentence in found]


def _role(ringing: Ringing) -> str:
    if ringing.notice is None:
        return ""
    file = CaseFile.read(context.read_session(), case_id=ringing.notice.case_id, now=context.now())
    return role_words(ringing.notice.role, "", file.rules.role_titles)
