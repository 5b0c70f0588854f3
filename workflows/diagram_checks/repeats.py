"""Repetition: only calls repeat; a loop reads its own outcome; one call for each item lives alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflows.diagram_checks.certain_facts import FactBook
from workflows.diagram_checks.diagram import Node, Process, Repeat
from workflows.diagram_checks.findings import Finding, Words, look, put_right
from workflows.diagram_checks.language import try_parse

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,79}", re.ASCII)


def check_repeats(process: Process, book: FactBook) -> Iterator[Finding]:
    """Find repetitions the engine hangs, crashes or leaks on. Source: P-09, P-10, P-13."""
    for node in process.nodes:
        if node.repeat is None:
            continue
        if node.kind != "callActivity":
            yield _not_a_call(node)
        if node.repeat.kind == "standard":
            yield from _check_loop(process, node, node.repeat, book)
        else:
            yield from _check_items(node, node.repeat)
            yield from _check_alone(process, node)


def _not_a_call(node: Node) -> Finding:
    return _wrong(
        node,
        "P-09",
        "A step that is not a call is repeated.",
        "Only calls repeat safely: others hang, or arm their timer in the first round only.",
        "Draw the step in a diagram of its own and put the marker on the call.",
    )


def _check_loop(process: Process, node: Node, repeat: Repeat, book: FactBook) -> Iterator[Finding]:
    if repeat.is_endless:
        if not any(end.has_trigger("terminate") for end in process.of_kind("endEvent")):
            yield _left_by_news(node) if _can_be_stopped(process, book) else _endless(node)
        return
    expression = try_parse(repeat.condition)
    allowed = {f"{node.calls}_outcome"} | {message.variable for message in process.messages.values()}
    if expression is not None and not (expression.names and expression.names <= allowed):
        yield _strange_condition(node)
    if repeat.is_tested_before:
        yield _tested_before(node)


def _can_be_stopped(process: Process, book: FactBook) -> bool:
    sites = book.bundle.sites_of(process)
    return bool(sites) and all(
        any(event.is_interrupting for event in site.process.boundaries_of(site.node)) for site in sites
    )


def _left_by_news(node: Node) -> Finding:
    return look(
        node,
        "P-10",
        Words(
            what="The loop goes round for ever; only the event on the border of the call can end it.",
            why="That is right for a state a case is in until news comes, and wrong for work that is finished.",
            how="If the work beside it can be finished, let that end in a terminate end event.",
        ),
    )


def _endless(node: Node) -> Finding:
    return _wrong(
        node,
        "P-10",
        "The loop goes round for ever and nothing beside it ends it.",
        "The case could never be finished.",
        "End the work beside it with a terminate end event, or write a condition that becomes false.",
    )


def _strange_condition(node: Node) -> Finding:
    return _wrong(
        node,
        "P-09",
        "The loop condition does not read the outcome of the diagram it calls.",
        "Only what the last round has set can say whether there is another: true means go round again.",
        f'Write a condition such as {node.calls[:60]}_outcome["adjourned"], or True.',
    )


def _tested_before(node: Node) -> Finding:
    return _wrong(
        node,
        "P-09",
        "The loop tests its condition before the first round.",
        "Before the first round there is no outcome to read: the case would stop here.",
        "Set testBefore to false.",
    )


def _check_items(node: Node, repeat: Repeat) -> Iterator[Finding]:
    if repeat.kind == "sequential":
        yield _wrong(
            node,
            "P-13",
            "The call is made for one item after the other.",
            "The engine crashes at the second item.",
            "Use the parallel marker (three upright lines).",
        )
    if repeat.cardinality or not _NAME.fullmatch(repeat.list_name) or not _NAME.fullmatch(repeat.item_name):
        yield _wrong(
            node,
            "P-13",
            "The call does not say through which list it goes, or how an item is called.",
            "A bare number has no upper bound and no names: a large one hangs the service.",
            "Name a list that a service task gave (operation list, at most 30) and the item, such as agency.",
        )
    yield from _check_results(node, repeat)


def _check_results(node: Node, repeat: Repeat) -> Iterator[Finding]:
    if repeat.has_output_list:
        yield _wrong(
            node,
            "P-13",
            "The call collects the results of its items in a list.",
            "The list comes in the order in which they ended, so nobody could tell whose result is whose.",
            "Delete the output list; what each has answered is kept in the case record.",
        )
    if repeat.stop_condition:
        yield _wrong(
            node,
            "P-13",
            "The call stops when a condition becomes true.",
            "Those who have not answered yet would be silenced.",
            "Delete the completion condition; each item ends by its own limit.",
        )


def _check_alone(process: Process, node: Node) -> Iterator[Finding]:
    others = [each for each in process.of_kind("userTask", "callActivity") if each is not node]
    if others:
        yield _wrong(
            node,
            "P-13",
            "Other tasks of people or calls lie in the same diagram as the call for each item.",
            "The item leaks into them, and meeting the same step again stops the case.",
            "Draw the call for each item in a small diagram of its own.",
        )
    if process.border is None or not process.border.listed_outputs:
        yield _wrong(
            node,
            "P-13",
            "The diagram with a call for each item does not say what it gives out.",
            "Without that everything comes out, and the second round stops the case.",
            f"Give the process an ioSpecification whose output is {process.id[:60]}_outcome.",
        )


def _wrong(node: Node, rule: str, *sentences: str) -> Finding:
    what, why, how = sentences
    return put_right(node, rule, Words(what=what, why=why, how=how))
