"""ARCHITECTURE.md names every role, event, operation, command and letter that the code knows."""

import importlib
import json
import pkgutil
import re
from pathlib import Path

import pytest

import service.cases
from letters import letter_catalogue
from service.access import Role
from service.cases.handling import _HANDLERS
from workflows import OPERATIONS, events

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "ARCHITECTURE.md").read_text("utf-8")


def names_in_text() -> set[str]:
    """Give every word of the page."""
    return set(re.findall(r"[A-Za-z_]+", TEXT))


def commands() -> set[str]:
    """Give every command that some handler carries out."""
    for module in pkgutil.walk_packages(service.cases.__path__, "service.cases."):
        importlib.import_module(module.name)
    return {kind.__name__ for kind in _HANDLERS if kind.__module__.startswith("service.")}


def event_names() -> set[str]:
    """Give every event class of the engine."""
    classes = {name: kind for name, kind in vars(events).items() if isinstance(kind, type)}
    return {name for name, kind in classes.items() if kind.__module__ == events.__name__}


def lanes() -> set[str]:
    """Give every role code of the drawings' lanes."""
    data = json.loads((ROOT / "bpmn" / "roles.json").read_text("utf-8"))
    return {code for entry in data["roles"] for code in entry["codes"]} | {role.value for role in Role}


@pytest.mark.parametrize(
    ("kind", "known"),
    [("commands", commands()), ("events", event_names()), ("roles", lanes()), ("operations", set(OPERATIONS))],
)
def test_architecture_names_every_one(kind: str, known: set[str]) -> None:
    missing = sorted(known - names_in_text())
    assert not missing, f"ARCHITECTURE.md does not name these {kind}: {', '.join(missing)}"


def test_architecture_spans_the_letters_of_the_catalogue() -> None:
    codes = sorted(letter_catalogue())
    assert f"{codes[0]} to {codes[-1]}" in TEXT
