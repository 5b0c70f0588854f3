"""Service tasks ask for one of the known operations, with exactly what it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflows.diagram_checks.diagram import Node, Operator, Process
from workflows.diagram_checks.findings import Finding, Words, put_right
from workflows.diagram_checks.language import literal_of, try_parse
from workflows.diagram_checks.vocabulary import Vocabulary

_RULE = "patterns 14"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,79}", re.ASCII)


def check_operations(process: Process, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Find service tasks without an operation, unknown operations, wrong parameters. Source: patterns 14."""
    for node in process.nodes:
        if node.kind == "serviceTask" and node.operator is None:
            yield _nothing_asked(node)
        elif node.operator is not None:
            yield from _check_operator(node, node.operator, vocabulary)


def _check_operator(node: Node, operator: Operator, vocabulary: Vocabulary) -> Iterator[Finding]:
    known = vocabulary.operations.get(operator.id)
    if known is None:
        yield _wrong(
            node,
            f"The operation {operator.id[:80]!r} is not one the service knows.",
            f"Use one of: {', '.join(sorted(vocabulary.operations))}.",
        )
        return
    for name in sorted(set(known.required) - set(operator.parameters)):
        yield _wrong(node, f"The operation {operator.id} needs the parameter {name}.", f"Add {name}.")
    takes = (*known.required, *known.optional)
    for name in sorted(set(operator.parameters) - set(takes)):
        yield _wrong(
            node,
            f"The operation {operator.id} does not take the parameter {name[:80]!r}.",
            f"It takes: {', '.join(takes)}.",
        )
    if not _NAME.fullmatch(operator.result) or operator.result == "typename":
        yield _wrong(
            node,
            "The name of the result is missing or not a plain word.",
            f"Set resultVariable, for example to {node.id[:80]}.",
        )
    yield from _check_process(node, operator, vocabulary)


def _check_process(node: Node, operator: Operator, vocabulary: Vocabulary) -> Iterator[Finding]:
    process = literal_of(try_parse(operator.parameters.get("process", "")))
    if process is not None and vocabulary.processes and process not in vocabulary.processes:
        yield _wrong(
            node,
            f"The operation opens the process {process[:80]}, which does not exist.",
            "Use the file name of a diagram, without .bpmn.",
        )


def _nothing_asked(node: Node) -> Finding:
    return _wrong(
        node,
        "The service task asks for nothing.",
        "Choose one of the known operations, or make it a user task.",
    )


def _wrong(node: Node, what: str, how: str) -> Finding:
    why = "The case would stop here and a person would have to repair it."
    return put_right(node, _RULE, Words(what=what, why=why, how=how))
