"""Calls lead to diagrams that exist, never in a circle, never too deep, and bring what is needed."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.diagram_checks.bundle import Bundle
from workflows.diagram_checks.certain_facts import FactBook, declared
from workflows.diagram_checks.diagram import Node, Process
from workflows.diagram_checks.findings import Finding, Words, put_right

_DEEPEST = 3


def check_calls(process: Process, book: FactBook) -> Iterator[Finding]:
    """Find calls of unknown diagrams, of themselves, too deep, or without a needed fact. Source: D-018."""
    bundle = book.bundle
    for node in process.of_kind("callActivity"):
        callee = bundle.processes.get(node.calls)
        if callee is None and node.calls not in book.vocabulary.processes:
            yield _unknown(node)
        if callee is not None and process in bundle.family_of(callee):
            yield _circle(node)
        if callee is not None:
            yield from _check_needs(process, node, callee, book)
    if not bundle.sites_of(process) and _depth(bundle, process) > _DEEPEST:
        yield _too_deep(process, _depth(bundle, process))


def _check_needs(process: Process, node: Node, callee: Process, book: FactBook) -> Iterator[Finding]:
    before = book.before.get(process.id, {}).get(node.id)
    item = {node.repeat.item_name} if node.repeat else set()
    for name in sorted(declared(callee) - before - item) if before is not None else ():
        yield put_right(
            node,
            "P-16",
            Words(
                what=f"The called diagram needs {name[:80]}, which is not set on every way to here.",
                why="The case would stop inside it and a person would have to repair it.",
                how=f"Set {name[:80]} before the call on every way.",
            ),
        )


def _depth(bundle: Bundle, main: Process) -> int:
    """Count the levels of calls; the wrapper around a whole case and calls for each item do not count."""
    is_wrapper = len(main.of_kind("callActivity")) == 1
    reached = {main.id: -1 if is_wrapper else 0}
    waiting = [main]
    for process in waiting:
        for node in process.of_kind("callActivity"):
            is_item = node.repeat is not None and node.repeat.kind != "standard"
            level = reached[process.id] + (0 if is_item else 1)
            callee = bundle.processes.get(node.calls)
            if callee is not None and level > reached.get(callee.id, -1) and level <= _DEEPEST + 1:
                reached[callee.id] = level
                waiting.append(callee)
    return max(reached.values())


def _unknown(node: Node) -> Finding:
    return put_right(
        node,
        "D-018",
        Words(
            what=f"The call leads to {node.calls[:80] or 'nothing'}, a diagram that does not exist."
            if node.calls
            else "The call does not say which diagram it leads to.",
            why="The case could not be started at all.",
            how="Name the called diagram by its file name, without .bpmn.",
        ),
    )


def _circle(node: Node) -> Finding:
    return put_right(
        node,
        "D-018",
        Words(
            what="The call leads back to its own diagram, directly or through others.",
            why="A case would call itself for ever.",
            how="Use the loop marker on a call to do something again.",
        ),
    )


def _too_deep(process: Process, depth: int) -> Finding:
    return put_right(
        process,
        "D-018",
        Words(
            what=f"Diagrams call each other {depth} levels deep below this one.",
            why="Nobody finds the way through more than three levels.",
            how="Draw a level together with the one above it, or start the part as a process of its own.",
        ),
    )
