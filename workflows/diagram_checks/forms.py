"""Every user task asks something: it has a form, or letters to check and approve."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.diagram_checks.diagram import Node, Process
from workflows.diagram_checks.findings import Finding, Words, look, put_right
from workflows.diagram_checks.vocabulary import Form, Vocabulary
from workflows.form_schema import BadForm, QuestionForm


def check_forms(process: Process, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Find user tasks that ask nothing, forms that cannot be used, forms without a task. Source: D-022."""
    if vocabulary.forms is None:
        return
    forms = vocabulary.forms.get(process.id, {})
    tasks = {node.id: node for node in process.of_kind("userTask")}
    for task in tasks.values():
        if task.id in forms:
            yield from _check_form(task, forms[task.id])
        elif "letters" not in task.properties:
            yield _no_form(process, task)
    for task_id in sorted(set(forms) - set(tasks)):
        yield _no_task(process, task_id)


def _check_form(task: Node, form: Form) -> Iterator[Finding]:
    try:
        parsed = QuestionForm.parse(form)
    except BadForm as err:
        yield _unusable(task, str(err)[:200])
        return
    if not parsed.questions:
        yield _unusable(task, "it asks no question")


def _unusable(task: Node, reason: str) -> Finding:
    return put_right(
        task,
        "D-022",
        Words(
            what=f"The form of the task cannot be used: {reason}.",
            why="The page of the task is made from its form.",
            how='Write it as {"title": ..., "questions": [{"id": ..., "type": ..., "label": ...}]}.',
        ),
    )


def _no_form(process: Process, task: Node) -> Finding:
    return put_right(
        task,
        "D-022",
        Words(
            what="The task has neither a form nor a letter.",
            why="The person who opens it would find an empty page.",
            how=f"Write its questions into forms/{process.id}/{task.id}.json, or name its letters in the "
            "property letters.",
        ),
    )


def _no_task(process: Process, task_id: str) -> Finding:
    return look(
        process,
        "D-022",
        Words(
            what=f"There is a form for {task_id[:80]}, but no such user task.",
            why="Perhaps the task was renamed and its questions were left behind.",
            how="Rename the form file like the task, or delete it.",
        ),
    )
