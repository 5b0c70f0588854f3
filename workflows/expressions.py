"""Conditions and values in a diagram: a small language in Python's spelling, walked by us, never evaluated.

Names of facts, literals, lists and dictionaries, comparisons, and/or/not, + - * /, if-else, index, and calls of
a handful of registered functions. No attributes, methods, power, comprehensions, repetition (D-010).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from workflows.errors import BadExpression
from workflows.expression_values import EVALUATORS, Evaluation
from workflows.facts import Json

MAX_LENGTH: Final = 2_000
MAX_NESTING: Final = 30
MAX_NODES: Final = 500

FUNCTIONS: Final = frozenset({"due", "due_for", "remind", "remind_for", "len"})
"""Every function an expression may call; the first four name clocks."""

_OPENING, _CLOSING = "([{", ")]}"
_PREFIX_RUN = re.compile(r"(?:[-+~]\s*){10}|(?:not\s+){10}")
_SHAPES: Final = (
    ast.Expression, ast.Load, ast.boolop, ast.unaryop, ast.operator, ast.cmpop, *EVALUATORS,
)  # fmt: skip
_REFUSED_OPERATORS: Final = (
    ast.Pow, ast.MatMult, ast.Mod, ast.FloorDiv, ast.LShift, ast.RShift, ast.BitOr, ast.BitXor, ast.BitAnd,
    ast.Invert, ast.Is, ast.IsNot,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionCall:
    """A call in an expression; `words` holds the arguments that are plain text, None for the others."""

    function: str
    words: tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """One parsed expression: its text, the facts it reads and the functions it calls."""

    source: str
    names: frozenset[str]
    calls: tuple[FunctionCall, ...]
    body: ast.expr = field(repr=False, compare=False)

    def evaluate(self, facts: Mapping[str, object], *, functions: Mapping[str, Callable[..., Json]]) -> Json:
        """Give the value for these facts. Raises ExpressionFailed."""
        return Evaluation(facts=facts, functions=functions, source=self.source).value_of(self.body)


@lru_cache(maxsize=2_048)
def parse_expression(source: str) -> Expression:
    """Give the checked expression, ready to be worked out. Raises BadExpression. Source: rec, D-010."""
    _check_text(source)
    try:
        body = ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as err:
        raise BadExpression(f"This cannot be read as an expression: {_short(source)}") from err
    nodes = list(_walk(body, source))
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    return Expression(
        source=source,
        names=frozenset(n.id for n in nodes if isinstance(n, ast.Name) and id(n) not in called),
        calls=tuple(_call_of(node, source) for node in nodes if isinstance(node, ast.Call)),
        body=body,
    )


def _check_text(source: str) -> None:
    if not source or not source.strip():
        raise BadExpression("An expression is empty.")
    if len(source) > MAX_LENGTH:
        raise BadExpression(f"An expression is longer than {MAX_LENGTH:,} characters: {_short(source)}")
    if "\\" in source:
        raise BadExpression(f"A backslash is not allowed in an expression: {_short(source)}")
    if _PREFIX_RUN.search(source) or _nesting_of(source) > MAX_NESTING:
        raise BadExpression(f"An expression is nested too deeply: {_short(source)}")


def _nesting_of(source: str) -> int:
    depth = deepest = 0
    for character in source:
        if character in _OPENING:
            depth += 1
            deepest = max(deepest, depth)
        elif character in _CLOSING:
            depth -= 1
    return deepest


def _walk(body: ast.expr, source: str) -> Iterator[ast.AST]:
    waiting: list[tuple[ast.AST, int]] = [(body, 1)]
    seen = 0
    while waiting:
        node, depth = waiting.pop()
        seen += 1
        if depth > MAX_NESTING or seen > MAX_NODES:
            raise BadExpression(f"An expression is too long or nested too deeply: {_short(source)}")
        _check_node(node, source)
        yield node
        waiting.extend((child, depth + 1) for child in ast.iter_child_nodes(node))


def _check_node(node: ast.AST, source: str) -> None:
    if not isinstance(node, _SHAPES) or isinstance(node, _REFUSED_OPERATORS):
        raise BadExpression(f"{type(node).__name__} is not allowed in an expression: {_short(source)}")
    if isinstance(node, ast.Name) and node.id.startswith("_"):
        raise BadExpression(f"A name may not begin with an underscore: {_short(source)}")
    if isinstance(node, ast.Constant):
        _check_literal(node.value, source)
    if isinstance(node, ast.Dict) and any(key is None for key in node.keys):
        raise BadExpression(f"A dictionary may not be spread out: {_short(source)}")


def _check_literal(value: object, source: str) -> None:
    if value is not None and not isinstance(value, (str, bool, int, float)):
        raise BadExpression(f"A literal of the kind {type(value).__name__} is not allowed: {_short(source)}")
    if isinstance(value, (int, float)) and not abs(value) <= 2**53:
        raise BadExpression(f"A number is too large: {_short(source)}")


def _call_of(node: ast.Call, source: str) -> FunctionCall:
    if not isinstance(node.func, ast.Name) or node.func.id not in FUNCTIONS:
        raise BadExpression(f"Only {', '.join(sorted(FUNCTIONS))} may be called: {_short(source)}")
    return FunctionCall(
        function=node.func.id,
        words=tuple(a.value if isinstance(a, ast.Constant) and isinstance(a.value, str) else None for a in node.args),
    )


def _short(source: str) -> str:
    return ascii(source[:60])
