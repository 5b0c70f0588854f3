"""How a task ended: who answered when, the answer, what it started, what is next. Nothing is asked here."""

from dataclasses import dataclass

from flask import render_template, url_for

from service.access import is_candidate
from service.cases.case_file import CaseFile
from service.store.queries.letter_lists import sealed_letters_of_task
from service.store.queries.task_page import (
    TaskRow,
    answers_of_task,
    clocks_started,
    find_task,
    open_tasks_of_case,
)
from service.web import context
from service.web.answer_words import AnswerLine, answer_lines
from service.web.casework.letter_page_words import sent_sentence
from service.web.casework.task_access import OpenedTask, clock_href, is_second_look, scope_of
from service.web.casework.task_form import form_of, lists_of
from workflows import clock_time, date_and_time, local_date


@dataclass(frozen=True, slots=True, kw_only=True)
class NextTask:
    """A task of the same case that this person may do now."""

    name: str
    href: str


def next_page(task_id: str) -> str:
    """Give where to go after an answer: the letter it asks for, else how the task ended."""
    row = find_task(context.read_session(), task_id)
    if row is not None and row.is_open:  # letters were prepared: look at them
        return url_for("casework.letters_of_task", task_id=task_id)
    for other in _mine(row) if row else []:
        if other.kind == "letters" and row is not None and other.opened_at == row.ended_at:
            return url_for("casework.task_page", task_id=other.task_id)
    return url_for("casework.task_page", task_id=task_id)


def _mine(row: TaskRow | None) -> list[TaskRow]:
    if row is None:
        return []
    who = context.person()
    found = open_tasks_of_case(context.read_session(), row.case_id)
    return [other for other in found if is_candidate(who, scope_of(other)) or other.holder_id == who.person_id]


def ended_page(task: OpenedTask, *, is_late: bool = False) -> str:
    """Show who answered the task and what came of it; `is_late` for somebody who answered after that."""
    row = task.row
    file = task.file()
    letters = sealed_letters_of_task(context.read_session(), row.task_id)
    return render_template(
        "casework/ended.html",
        task=task,
        sentence=ended_sentence(task),
        is_late=is_late,
        answers=answers_in_words(file, row),
        letters=[(letter, sent_sentence(letter)) for letter in letters],
        clocks=_clocks(task),
        next_tasks=_next_tasks(row),
    )


def ended_sentence(task: OpenedTask) -> str:
    """Give "Priya Raman answered this at 11:52am." or why nobody had to."""
    row = task.row
    if row.ended_at is None or row.state == "cancelled":
        return "Nobody needs to answer this any more: the case went on without it."
    is_today = local_date(row.ended_at) == context.today()
    when = clock_time(row.ended_at) if is_today else date_and_time(row.ended_at)
    who = "You" if row.ended_by_id == task.who.person_id else row.ended_by or "Somebody"
    return f"{who} answered this at {when}{' today' if is_today else ''}."


def answers_in_words(file: CaseFile, row: TaskRow) -> list[AnswerLine]:
    """Give the answers of a finished task, read back."""
    form = form_of(file, row)
    given = answers_of_task(context.read_session(), row.task_id)
    return answer_lines(form, given, lists=lists_of(file, row, form)) if form and given else []


def _clocks(task: OpenedTask) -> list[dict[str, object]]:
    names = str(task.row.properties.get("starts_clock") or "").split()
    if task.row.state != "done" or not task.sees_case or not names:
        return []
    started = clocks_started(context.read_session(), task.row.case_id, names)
    reference = task.row.reference
    return [{"title": one.title, "on": one.limit_on, "href": clock_href(reference, one.deadline_id)} for one in started]


def _next_tasks(row: TaskRow) -> list[NextTask]:
    return [
        NextTask(name=other.name, href=url_for("casework.task_page", task_id=other.task_id))
        for other in _mine(row)
        if other.holder_id in (None, context.person().person_id)
        and not is_second_look(other, person_id=context.person().person_id)
    ]
