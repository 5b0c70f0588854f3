"""The questions of a task with their evidence, whatever was typed, and what was wrong. Answering: tasks.py."""

from collections.abc import Mapping, Sequence

from flask import render_template

from service.cases.case_file import CaseFile
from service.cases.errors import AnswersRefused
from service.cases.evidence import Evidence, evidence_for, is_contact_task
from service.store.queries.task_page import TaskDraft, draft_of_task, officers_in_role, safe_contact_words
from service.web import context
from service.web.casework import partner_return
from service.web.casework.task_access import OpenedTask
from service.web.casework.task_form import ACT, TaskForm, form_of, present
from service.web.casework.task_words import SAVE_DRAFT, button_words, due_of
from service.web.form_keys import new_form_key
from workflows import QuestionForm

DRAFT = "draft"
Posted = Mapping[str, Sequence[str]]
SEES_ALL_RETURNS = ("spoc", "review_chair")


def questions_page(task: OpenedTask, *, posted: Posted | None = None, refused: AnswersRefused | None = None) -> str:
    """Show the questions with the evidence and whatever was typed."""
    file = task.file()
    form = form_of(file, task.row)
    draft = draft_of_task(context.read_session(), task.row.task_id)
    typed = posted if posted is not None else (draft.posted if draft else {})
    shown = present(file, task.row, form, posted=typed, refused=refused) if form else TaskForm(fields=(), errors=[])
    is_partner = partner_return.is_partner_return(task.row)
    template = "casework/partner_return.html" if is_partner else "casework/task.html"
    more = _for_partner(task, file, shown, typed) if is_partner else _for_staff(task, file, form)
    return render_template(template, **_frame(task, shown, draft), **more)


def _frame(task: OpenedTask, shown: TaskForm, draft: TaskDraft | None) -> dict[str, object]:
    phrase, due_rest = due_of(task)
    return {
        "task": task,
        "phrase": phrase,
        "due_rest": due_rest,
        "fields": shown.fields,
        "errors": shown.errors,
        "draft": draft,
        "button": button_words(task.row),
        "draft_button": (SAVE_DRAFT, ACT, DRAFT),
        "form_key": new_form_key(),
    }


def _for_staff(task: OpenedTask, file: CaseFile, form: QuestionForm | None) -> dict[str, object]:
    panels = evidence_for(
        Evidence(
            file=file,
            element_id=task.row.element_id,
            process_id=task.row.process_id,
            item=task.row.item,
            sees_restricted_returns=task.row.role in SEES_ALL_RETURNS,
        )
    )
    return {
        "heading": form.title if form else task.row.name,
        "panels": [panel for panel in panels if not getattr(panel, "is_side", False)],
        "side": [panel for panel in panels if getattr(panel, "is_side", False)],
        "correct_href": task.correct_href,
        "safe_contact": safe_contact_words(context.read_session(), task.row.case_id)
        if is_contact_task(task.row.element_id)
        else "",
    }


def _for_partner(task: OpenedTask, file: CaseFile, shown: TaskForm, typed: Posted) -> dict[str, object]:
    withheld = partner_return.withheld_field(shown.fields)
    asked_by = officers_in_role(context.read_session(), area_id=task.row.area_id, roles=("spoc",))
    return {
        "heading": partner_return.heading_of(task.row),
        "reports": partner_return.report_fields(shown.fields),
        "main_fields": partner_return.main_fields(shown.fields),
        "withheld": withheld,
        "is_withholding": partner_return.is_withholding(withheld, typed),
        "asked_by": asked_by[0] if asked_by else None,
        "area_name": file.area.name,
        "about": [party.name for party in file.victims] or [file.applicant.name],
        "place": file.application.location or file.applicant.street,
    }
