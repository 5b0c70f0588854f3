"""Events on the border of a step: where they may sit, and what may hang on a branch beside the case."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.diagram_checks.bundle import Bundle
from workflows.diagram_checks.certain_facts import FactBook
from workflows.diagram_checks.diagram import Node, Process
from workflows.diagram_checks.findings import Finding, Words, look, put_right
from workflows.diagram_checks.graph import reached_from


def check_boundaries(process: Process, book: FactBook) -> Iterator[Finding]:
    """Find border events that crash, never fire or leave work behind. Source: P-08, P-12."""
    for event in process.of_kind("boundaryEvent"):
        host = process.node(event.host)
        if host is None or host.kind not in ("userTask", "serviceTask", "callActivity"):
            yield _nowhere(event)
            continue
        if host.repeat is not None and event.is_interrupting:
            yield _on_repeated(event, host)
        if host.kind == "serviceTask":
            yield _on_service_task(event)
        if not event.is_interrupting and not is_wrapped(book.bundle, process):
            yield from _check_branch(process, event)


def is_wrapped(bundle: Bundle, process: Process) -> bool:
    """Whether every way into the process passes a call that something may interrupt."""
    waiting, seen = [process], {process.id}
    for member in waiting:
        sites = bundle.sites_of(member)
        if not sites:
            return False
        for site in sites:
            can_be_stopped = any(event.is_interrupting for event in site.process.boundaries_of(site.node))
            if not can_be_stopped and site.process.id not in seen:
                seen.add(site.process.id)
                waiting.append(site.process)
    return True


def _check_branch(process: Process, event: Node) -> Iterator[Finding]:
    branch = reached_from(process, [event])
    for task in process.of_kind("userTask"):
        if task.id in branch:
            yield put_right(
                task,
                "P-12",
                Words(
                    what="A person is asked to act on a branch that no withdrawal can stop.",
                    why="The open task would survive and hold the case open after it has ended.",
                    how="Move the work into a called diagram whose call carries the withdrawal event, or let a "
                    "service task tell somebody instead.",
                ),
            )


def _nowhere(event: Node) -> Finding:
    return put_right(
        event,
        "D-003",
        Words(
            what="The border event does not sit on a task or call.",
            why="It could never happen.",
            how="Drag it onto the border of the step it belongs to.",
        ),
    )


def _on_repeated(event: Node, host: Node) -> Finding:
    return put_right(
        event,
        "P-08",
        Words(
            what=f'The event would interrupt "{host.name or host.id}", which is repeated.',
            why="The engine crashes when a repeated step is interrupted, however many rounds are done.",
            how="Draw the repeated call in a diagram of its own, call that, and put the event on that call.",
        ),
    )


def _on_service_task(event: Node) -> Finding:
    return look(
        event,
        "D-003",
        Words(
            what="The border event sits on a service task.",
            why="A service task is done at once: nothing can happen meanwhile.",
            how="Put the event on the user task or call that takes time.",
        ),
    )
