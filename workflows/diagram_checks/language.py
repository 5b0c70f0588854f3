"""What the expressions of a diagram read, without running them: plain texts, keys, and where they stand.

The language itself, what may be written at all, is workflows/expressions.py.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from workflows.diagram_checks.diagram import Flow, Node, Process
from workflows.errors import BadExpression
from workflows.expressions import Expression, FunctionCall, parse_expression


class Use(StrEnum):
    """What an expression is for."""

    CONDITION = "condition"
    LOOP = "loop condition"
    TIMER = "timer"
    PARAMETER = "value"
    PAYLOAD = "payload"


@dataclass(frozen=True, kw_only=True, eq=False)
class Spoken:
    """A text that should be an expression: where it stands, and the node whose facts it reads."""

    use: Use
    text: str
    place: Node | Flow
    node: Node


def spoken_in(process: Process) -> Iterator[Spoken]:
    """Give every text of the process that is worked out when a case runs."""
    for flow in process.flows:
        source = process.node(flow.source)
        if flow.condition is not None and source is not None:
            yield Spoken(use=Use.CONDITION, text=flow.condition, place=flow, node=source)
    for node in process.nodes:
        for use, text in _texts_of(process, node):
            yield Spoken(use=use, text=text, place=node, node=node)


def _texts_of(process: Process, node: Node) -> Iterator[tuple[Use, str]]:
    if node.repeat is not None and node.repeat.kind == "standard":
        yield Use.LOOP, node.repeat.condition
    for trigger in node.triggers:
        if trigger.kind == "timer":
            yield Use.TIMER, trigger.text
    if node.operator is not None:
        yield from ((Use.PARAMETER, value) for value in node.operator.parameters.values())
    message = process.message_of(node) if node.kind == "intermediateThrowEvent" else None
    if message is not None and message.payload:
        yield Use.PAYLOAD, message.payload


def try_parse(text: str) -> Expression | None:
    """Give the parsed expression; None if it is not in the language (the check of expressions says so)."""
    try:
        return parse_expression(text)
    except BadExpression:
        return None


def literal_of(expression: Expression | None) -> str | None:
    """Give the text, if the whole expression is one quoted text."""
    return None if expression is None else _text(expression.body)


def call_of(expression: Expression | None) -> FunctionCall | None:
    """Give the call, if the whole expression is one call."""
    if expression is None or not isinstance(expression.body, ast.Call):
        return None
    return expression.calls[0] if len(expression.calls) == 1 else None


def dict_keys_of(expression: Expression | None) -> frozenset[str] | None:
    """Give the keys, if the whole expression is a dictionary with plain keys."""
    if expression is None or not isinstance(expression.body, ast.Dict):
        return None
    return frozenset(key for each in expression.body.keys if (key := _text(each)) is not None)


def keys_read(expression: Expression) -> frozenset[tuple[str, str]]:
    """Give each fact name with a key that the expression looks up in it: `Task_X["met"]` gives both."""
    return frozenset(
        (part.value.id, key)
        for part in ast.walk(expression.body)
        if isinstance(part, ast.Subscript) and isinstance(part.value, ast.Name)
        if (key := _text(part.slice)) is not None
    )


def _text(part: ast.AST | None) -> str | None:
    return part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else None
