"""From JSON-safe values to the typed, frozen context that a letter's wording may read.

Every value is checked against the letter's own fields: missing, unknown and unprintable are refused.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import TypeAlias

from letters.errors import MissingField, UnknownField, WrongValue
from letters.kinds import FieldKind, Json, LetterField, LetterKind

Row: TypeAlias = Mapping[str, "Typed"]
Typed: TypeAlias = bool | int | str | date | datetime | tuple[str, ...] | tuple[Row, ...] | None

MAX_TEXT = 500
MAX_LONG_TEXT = 4_000
MAX_ITEMS = 60
# Characters that reverse what a reader sees; dropped so that a name cannot rewrite the line after it.
_BIDI_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")


def letter_context(kind: LetterKind, values: Mapping[str, Json]) -> Mapping[str, Typed]:
    """Return the typed values of one letter, with None for what is absent or belongs to another branch.

    Raises UnknownField, MissingField (all names at once) or WrongValue. Source: rec, D-008.
    """
    unknown = [name for name in values if name not in {field.name for field in kind.fields}]
    if unknown:
        raise UnknownField(unknown)
    typed = {field.name: _typed(field, values.get(field.name), field.name) for field in kind.fields}
    missing = _missing(kind.fields, typed)
    if missing:
        raise MissingField([name for name, _ in missing], [label for _, label in missing])
    return MappingProxyType(
        {field.name: typed[field.name] if has_place(field, typed) else None for field in kind.fields}
    )


def has_place(field: LetterField, typed: Mapping[str, Typed]) -> bool:
    """Whether the field belongs to the branch that the other values choose."""
    return field.only_when is None or typed.get(field.only_when.field) in field.only_when.values


def _missing(fields: Sequence[LetterField], typed: Mapping[str, Typed]) -> list[tuple[str, str]]:
    missing = []
    for field in fields:
        value = typed[field.name]
        if field.required and has_place(field, typed) and (value is None or value in ("", ())):
            missing.append((field.name, field.label))
        elif field.kind is FieldKind.ROWS and isinstance(value, tuple):
            missing += _missing_in_rows(field, value)
    return missing


def _missing_in_rows(field: LetterField, rows: Sequence[object]) -> list[tuple[str, str]]:
    missing = []
    for number, row in enumerate(rows, start=1):
        if isinstance(row, Mapping):
            inner = _missing(field.columns, row)
            missing += [(f"{field.name}.{number}.{name}", f"{field.label} {number}, {label}") for name, label in inner]
    return missing


def _typed(field: LetterField, value: Json, path: str) -> Typed:
    if value is None:
        return None
    return _PARSERS[field.kind](field, value, path)


def _text(field: LetterField, value: Json, path: str) -> str:
    return " ".join(_clean(field, value, path, limit=MAX_TEXT).split())


def _long_text(field: LetterField, value: Json, path: str) -> str:
    return _clean(field, value, path, limit=MAX_LONG_TEXT).strip()


def _clean(field: LetterField, value: Json, path: str, *, limit: int) -> str:
    if not isinstance(value, str):
        raise _wrong(field, path, "must be words")
    try:
        return printable_text(value, limit=limit)
    except ValueError as problem:
        raise _wrong(field, path, str(problem)) from problem


def printable_text(text: str, *, limit: int) -> str:
    """Return the text as it will be printed. Raises ValueError with the reason, never the text."""
    if len(text) > limit:
        raise ValueError(f"is longer than {limit:,} characters")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if any(unicodedata.category(mark) in {"Cc", "Cs"} and mark not in "\n\t" for mark in text):
        raise ValueError("holds a character that cannot be printed")
    return _BIDI_OVERRIDES.sub("", text)


def _date(field: LetterField, value: Json, path: str) -> date:
    try:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            return date.fromisoformat(value)
    except ValueError as problem:
        raise _wrong(field, path, "must be a real date") from problem
    raise _wrong(field, path, "must be a date like 2026-12-30")


def _datetime(field: LetterField, value: Json, path: str) -> datetime:
    try:
        instant = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise _wrong(field, path, "must be a date and time with its offset from UTC")
    return instant


def _number(field: LetterField, value: Json, path: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise _wrong(field, path, "must be a whole number")
    return value


def _yes_no(field: LetterField, value: Json, path: str) -> bool:
    if not isinstance(value, bool):
        raise _wrong(field, path, "must be yes or no")
    return value


def _one_of(field: LetterField, value: Json, path: str) -> str:
    if not isinstance(value, str) or value not in field.options:
        raise _wrong(field, path, f"must be one of {', '.join(field.options)}")
    return value


def _list(field: LetterField, value: Json, path: str) -> tuple[str, ...]:
    # a line may be a whole correction or step as it was typed, so it may be as long as a paragraph
    lines = [" ".join(_long_text(field, item, path).split()) for item in _sequence(field, value, path)]
    return tuple(line for line in lines if line)


def _rows(field: LetterField, value: Json, path: str) -> tuple[Row, ...]:
    return tuple(
        _row(field, item, f"{path}.{number}") for number, item in enumerate(_sequence(field, value, path), start=1)
    )


def _row(field: LetterField, item: Json, path: str) -> Row:
    if not isinstance(item, Mapping):
        raise _wrong(field, path, "must be a record")
    unknown = [name for name in item if name not in {column.name for column in field.columns}]
    if unknown:
        raise UnknownField([f"{path}.{name}" for name in unknown])
    cells = {column.name: _typed(column, item.get(column.name), f"{path}.{column.name}") for column in field.columns}
    return MappingProxyType(cells)


def _sequence(field: LetterField, value: Json, path: str) -> Sequence[Json]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise _wrong(field, path, "must be a list")
    if len(value) > MAX_ITEMS:
        raise _wrong(field, path, f"has more than {MAX_ITEMS} entries")
    return value


def _wrong(field: LetterField, path: str, why: str) -> WrongValue:
    return WrongValue(path, label=field.label, why=why)


_PARSERS: Mapping[FieldKind, Callable[[LetterField, Json, str], Typed]] = MappingProxyType(
    {
        FieldKind.TEXT: _text,
        FieldKind.LONG_TEXT: _long_text,
        FieldKind.DATE: _date,
        FieldKind.DATETIME: _datetime,
        FieldKind.NUMBER: _number,
        FieldKind.YES_NO: _yes_no,
        FieldKind.ONE_OF: _one_of,
        FieldKind.LIST: _list,
        FieldKind.ROWS: _rows,
    }
)
