"""What diagrams may speak of: roles, clocks, letters, forms, operations, facts.

Built from the texts of the bpmn/ folder handed in as a mapping; reads no file itself.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, cast

import orjson

from workflows.errors import WorkflowError
from workflows.operations import OPERATIONS, OperationKind

Form = Mapping[str, Any]
Forms = Mapping[str, Mapping[str, Form]]


class UnreadableVocabulary(WorkflowError):
    """The lists of roles, clocks or questions that belong to the diagrams cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownClock:
    """One clock of the register, as far as a diagram may know it."""

    id: str
    kind: str = "limit"
    unit: str = "working_days"
    limit: int = 0
    counted_from: str = "act"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Everything a diagram may name. `letters` or `forms` of None: not known here, so not checked."""

    roles: frozenset[str] = frozenset()
    clocks: Mapping[str, KnownClock] = field(default_factory=dict)
    letters: frozenset[str] | None = None
    forms: Forms | None = None
    operations: Mapping[str, OperationKind] = field(default_factory=lambda: OPERATIONS)
    facts: frozenset[str] = frozenset()
    processes: frozenset[str] = frozenset()


def read_vocabulary(files: Mapping[str, str], *, letters: Collection[str] | None = None) -> Vocabulary:
    """Give the vocabulary of a bpmn/ folder from its texts, by path inside the folder.

    Reads roles.json, clocks.json and */forms/<process>/<task>.json and takes the process ids from the file
    names. Raises UnreadableVocabulary naming the file.
    """
    return Vocabulary(
        roles=_read_roles(files),
        clocks=_read_clocks(files),
        letters=None if letters is None else frozenset(letters),
        forms=_read_forms(files),
        processes=frozenset(PurePosixPath(path).stem for path in files if path.endswith(".bpmn")),
    )


def _read_json(files: Mapping[str, str], path: str) -> Any:
    try:
        return orjson.loads(files[path])
    except orjson.JSONDecodeError as err:
        raise UnreadableVocabulary(f"{path} is not valid JSON (line {err.lineno}): {err.msg}.") from err


def _read_roles(files: Mapping[str, str]) -> frozenset[str]:
    if "roles.json" not in files:
        return frozenset()
    return frozenset(_ids_of(_read_json(files, "roles.json"), "roles", ("lane", "name", "title")))


def _ids_of(data: Any, list_key: str, keys: tuple[str, ...]) -> list[str]:
    """Give the names of a register written as a list of objects or as an object by name."""
    inner = data.get(list_key, data) if isinstance(data, dict) else data
    if isinstance(inner, dict):
        return [str(name) for name in inner]
    found = [next((row[key] for key in keys if key in row), None) for row in inner if isinstance(row, dict)]
    return [str(name) for name in found if name is not None] + [row for row in inner if isinstance(row, str)]


def _read_clocks(files: Mapping[str, str]) -> dict[str, KnownClock]:
    if "clocks.json" not in files:
        return {}
    data = _read_json(files, "clocks.json")
    inner = data.get("clocks", data) if isinstance(data, dict) else data
    rows = [{"id": name} | row for name, row in inner.items()] if isinstance(inner, dict) else inner
    return {row["id"]: _read_clock(row) for row in rows if isinstance(row, dict) and "id" in row}


def _read_clock(row: Mapping[str, Any]) -> KnownClock:
    limit = row.get("limit")
    return KnownClock(
        id=str(row["id"]),
        kind=str(row.get("kind", "limit")),
        unit=str(row.get("unit", "working_days")),
        limit=limit if isinstance(limit, int) else 0,
        counted_from=str(row.get("counted_from", "act")),
    )


def _read_forms(files: Mapping[str, str]) -> Forms:
    forms: dict[str, dict[str, Form]] = {}
    for path in files:
        parts = PurePosixPath(path).parts
        if len(parts) >= 3 and parts[-3] == "forms" and path.endswith(".json"):
            form = cast("Form", _read_json(files, path))
            forms.setdefault(parts[-2], {})[PurePosixPath(path).stem] = form
    return forms
