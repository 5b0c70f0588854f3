"""The small language of conditions and timers, read without running it: which names, keys and calls.

What the words are worth is the business of workflows/expressions.py.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Final

LONGEST: Final = 1_000
MOST_PARTS: Final = 200
TIMER_FUNCTIONS: Final = frozenset({"due", "due_for", "remind", "remind_for"})
_ALLOWED: Final = (
    ast.Expression,
    ast.BoolOp,
    ast.And,
    ast.Or,
    ast.UnaryOp,
    ast.Not,
    ast.USub,
    ast.BinOp,
    ast.Add,
    ast.Sub,
    ast.Mult,
    ast.Div,
    ast.Compare,
    ast.Eq,
    ast.NotEq,
    ast.Lt,
    ast.LtE,
    ast.Gt,
    ast.GtE,
    ast.In,
    ast.NotIn,
    ast.IfExp,
    ast.Constant,
    ast.Name,
    ast.Load,
    ast.List,
    ast.Dict,
    ast.Subscript,
    ast.Call,
)


class NotInLanguage(ValueError):
    """The text is not in the small language of conditions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call of a function by name; an argument that is not a plain text or name is None."""

    name: str
    texts: tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """What an expression reads."""

    text: str
    tree: ast.expr
    names: frozenset[str]
    keys: frozenset[tuple[str, str]]
    calls: tuple[Call, ...]

    @property
    def literal(self) -> str | None:
        """The text, if the whole expression is one quoted text."""
        return _literal(self.tree)

    @property
    def dict_keys(self) -> frozenset[str] | None:
        """The keys, if the whole expression is a dictionary display with plain keys."""
        if not isinstance(self.tree, ast.Dict):
            return None
        return frozenset(key for each in self.tree.keys if (key := _literal(each)) is not None)


def read_expression(text: str) -> Expression:
    """Give what the expression reads. Raises NotInLanguage with a plain reason. Source: D-010."""
    if not text.strip():
        raise NotInLanguage("it is empty")
    if len(text) > LONGEST:
        raise NotInLanguage(f"it is longer than {LONGEST} characters")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as err:
        raise NotInLanguage("it cannot be read: a bracket, quote or sign is missing or too many") from err
    parts = list(ast.walk(tree))
    if len(parts) > MOST_PARTS:
        raise NotInLanguage(f"it has more than {MOST_PARTS} parts")
    for part in parts:
        _require_allowed(part)
    functions = {part.func for part in parts if isinstance(part, ast.Call)}
    return Expression(
        text=text.strip(),
        tree=tree,
        names=frozenset(part.id for part in parts if isinstance(part, ast.Name) and part not in functions),
        keys=frozenset(key for part in parts if (key := _key(part)) is not None),
        calls=tuple(_call(part) for part in parts if isinstance(part, ast.Call)),
    )


def _require_allowed(part: ast.AST) -> None:
    if not isinstance(part, _ALLOWED):
        raise NotInLanguage(f"it uses {type(part).__name__}, which is not in our small language")
    if isinstance(part, ast.Name) and part.id.startswith("_"):
        raise NotInLanguage("a name begins with an underscore")
    if isinstance(part, ast.Constant) and not isinstance(part.value, (str, int, float, bool, type(None))):
        raise NotInLanguage("it holds a value that is not a text, number, True, False or None")
    if isinstance(part, ast.Call) and (part.keywords or not isinstance(part.func, ast.Name)):
        raise NotInLanguage("it calls something that is not a known function by name")


def _key(part: ast.AST) -> tuple[str, str] | None:
    if not isinstance(part, ast.Subscript) or not isinstance(part.value, ast.Name):
        return None
    key = _literal(part.slice)
    return None if key is None else (part.value.id, key)


def _call(part: ast.Call) -> Call:
    name = part.func.id if isinstance(part.func, ast.Name) else ""
    return Call(name=name, texts=tuple(_plain(each) for each in part.args))


def _plain(part: ast.expr) -> str | None:
    return part.id if isinstance(part, ast.Name) else _literal(part)


def _literal(part: ast.AST | None) -> str | None:
    return part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else None
