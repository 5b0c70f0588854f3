"""What may be stored in the engine as a fact: plain JSON of modest size, with harmless names.

Facts are routing facts only (D-005): codes, numbers, booleans, dates as text, lists of codes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final, TypeAlias, cast

import orjson

from workflows.errors import UnusableFacts

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

MAX_DEPTH: Final = 20
MAX_BYTES: Final = 256 * 1024
MAX_INTEGER: Final = 2**53

_RESERVED_KEYS: Final = frozenset({"typename"})


def check_facts(facts: Mapping[str, object]) -> dict[str, Json]:
    """Give a deep copy of the facts, fit to be stored.

    Refuses the key `typename`, keys that begin with an underscore, numbers JSON does not know, anything
    that is not JSON, depth over 20 and more than 256 kB. Raises UnusableFacts. Source: rec, D-005.
    """
    checked = cast("dict[str, Json]", _copy_checked(dict(facts), "facts", 1))
    if len(orjson.dumps(checked)) > MAX_BYTES:
        raise UnusableFacts(where="facts", reason="the answers are too large to be kept with the case (256 kB)")
    return checked


def check_value(value: object, *, where: str) -> Json:
    """Give a deep copy of one value, fit to be stored. Raises UnusableFacts. Source: rec, D-005."""
    return check_facts({where: value})[where]


def copy_json(value: Json) -> Json:
    """Give a copy that shares no list and no dictionary with the original."""
    if isinstance(value, dict):
        return {key: copy_json(part) for key, part in value.items()}
    if isinstance(value, list):
        return [copy_json(part) for part in value]
    return value


def _copy_checked(value: object, where: str, depth: int) -> Json:
    if depth > MAX_DEPTH:
        raise UnusableFacts(where=where[:80], reason=f"the answer is nested deeper than {MAX_DEPTH} levels")
    if isinstance(value, Mapping):
        return {_check_key(key, where): _copy_checked(part, f"{where}.{key}", depth + 1) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_copy_checked(part, where, depth + 1) for part in value]
    return _check_plain(value, where)


def _check_key(key: object, where: str) -> str:
    if not isinstance(key, str) or not key:
        raise UnusableFacts(where=where, reason="a name must be text")
    if key in _RESERVED_KEYS or key.startswith("_"):
        raise UnusableFacts(where=where, reason=f"the name {key[:40]!r} is not allowed")
    _check_text(key, where)
    return key


def _check_plain(value: object, where: str) -> Json:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        _check_text(value, where)
        return str(value)
    if isinstance(value, int):
        if abs(value) > MAX_INTEGER:
            raise UnusableFacts(where=where, reason="the number is too large")
        return int(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise UnusableFacts(where=where, reason="the number is not a real number")
        return float(value)
    raise UnusableFacts(where=where, reason=f"a value of the kind {type(value).__name__} cannot be stored")


def _check_text(text: str, where: str) -> None:
    if "\0" in text:
        raise UnusableFacts(where=where, reason="the text holds a zero character")
    try:
        text.encode("utf-8")
    except UnicodeError as err:
        raise UnusableFacts(where=where, reason="the text holds half a character") from err
