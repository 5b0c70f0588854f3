"""Working out a parsed expression over the facts of a case: one small function for each kind of node.

What may be written at all is judged in expressions.py; here every value is plain JSON and stays small.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from workflows.errors import ExpressionFailed
from workflows.facts import Json

MAX_TEXT: Final = 10_000
MAX_LIST: Final = 1_000
MAX_NUMBER: Final = 2**53

_ARITHMETIC: Final[dict[type[ast.operator], Callable[[float, float], float]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_COMPARISONS: Final[dict[type[ast.cmpop], Callable[[Any, Any], bool]]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda left, right: left in right,
    ast.NotIn: lambda left, right: left not in right,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """One working out: the facts it may read and the functions it may call."""

    facts: Mapping[str, object]
    functions: Mapping[str, Callable[..., Json]]
    source: str

    def value_of(self, node: ast.expr) -> Json:
        """Give the value of one node. Raises ExpressionFailed."""
        return EVALUATORS[type(node)](self, node)

    def fail(self, reason: str) -> ExpressionFailed:
        """Give the error that names this expression."""
        return ExpressionFailed(f"{reason} in {self.source[:80]!r}")


def _constant(_run: Evaluation, node: ast.Constant) -> Json:
    return cast("Json", node.value)


def _name(run: Evaluation, node: ast.Name) -> Json:
    if node.id not in run.facts:
        raise run.fail(f"There is no fact called {node.id}")
    value = run.facts[node.id]
    if value is not None and type(value) not in (str, int, float, bool, list, dict):
        raise run.fail(f"{node.id} is not a plain value")
    return cast("Json", value)


def _both(run: Evaluation, node: ast.BoolOp) -> Json:
    wanted = isinstance(node.op, ast.Or)
    value: Json = not wanted
    for part in node.values:
        value = run.value_of(part)
        if bool(value) is wanted:
            break
    return value


def _prefixed(run: Evaluation, node: ast.UnaryOp) -> Json:
    value = run.value_of(node.operand)
    if isinstance(node.op, ast.Not):
        return not value
    number = _number(run, value)
    return -number if isinstance(node.op, ast.USub) else number


def _counted(run: Evaluation, node: ast.BinOp) -> Json:
    left, right = run.value_of(node.left), run.value_of(node.right)
    if isinstance(node.op, ast.Add) and isinstance(left, str) and isinstance(right, str):
        if len(left) + len(right) > MAX_TEXT:
            raise run.fail("A text grew too long")
        return left + right
    if isinstance(node.op, ast.Add) and isinstance(left, list) and isinstance(right, list):
        if len(left) + len(right) > MAX_LIST:
            raise run.fail("A list grew too long")
        return left + right
    try:
        result = _ARITHMETIC[type(node.op)](_number(run, left), _number(run, right))
    except ArithmeticError as err:
        raise run.fail("A number cannot be worked out") from err
    if not abs(result) <= MAX_NUMBER:
        raise run.fail("A number grew too large")
    return result


def _compared(run: Evaluation, node: ast.Compare) -> Json:
    left = run.value_of(node.left)
    for sign, part in zip(node.ops, node.comparators, strict=True):
        right = run.value_of(part)
        try:
            holds = _COMPARISONS[type(sign)](left, right)
        except TypeError as err:
            raise run.fail("Two values cannot be compared") from err
        if not holds:
            return False
        left = right
    return True


def _chosen(run: Evaluation, node: ast.IfExp) -> Json:
    return run.value_of(node.body if run.value_of(node.test) else node.orelse)


def _listed(run: Evaluation, node: ast.List | ast.Tuple) -> Json:
    return [run.value_of(part) for part in node.elts]


def _paired(run: Evaluation, node: ast.Dict) -> Json:
    pairs: dict[str, Json] = {}
    for key_node, value_node in zip(node.keys, node.values, strict=True):
        key = run.value_of(cast("ast.expr", key_node))
        if not isinstance(key, str):
            raise run.fail("A dictionary may only have text as names")
        pairs[key] = run.value_of(value_node)
    return pairs


def _picked(run: Evaluation, node: ast.Subscript) -> Json:
    whole, place = run.value_of(node.value), run.value_of(node.slice)
    if isinstance(whole, dict) and isinstance(place, str) and place in whole:
        return whole[place]
    if isinstance(whole, list) and type(place) is int and -len(whole) <= place < len(whole):
        return whole[place]
    raise run.fail(f"There is nothing at {str(place)[:40]!r}")


def _called(run: Evaluation, node: ast.Call) -> Json:
    name = cast("ast.Name", node.func).id
    if name not in run.functions:
        raise run.fail(f"{name} cannot be used here")
    values = [run.value_of(part) for part in node.args]
    try:
        return run.functions[name](*values)
    except TypeError as err:
        raise run.fail(f"{name} was given the wrong values") from err


def _number(run: Evaluation, value: Json) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise run.fail(f"{str(value)[:40]!r} is not a number")
    return value


EVALUATORS: Final[Mapping[type[ast.AST], Callable[[Evaluation, Any], Json]]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.BoolOp: _both,
    ast.UnaryOp: _prefixed,
    ast.BinOp: _counted,
    ast.Compare: _compared,
    ast.IfExp: _chosen,
    ast.List: _listed,
    ast.Tuple: _listed,
    ast.Dict: _paired,
    ast.Subscript: _picked,
    ast.Call: _called,
}
"""The only kinds of node an expression may hold."""
