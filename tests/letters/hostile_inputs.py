"""Reads the project's hostile inputs that fit a letter. Which test uses them is not decided here."""

import json
from pathlib import Path
from typing import Any

CORPORA = Path(__file__).resolve().parents[1] / "corpora"


def hostile_cases(name: str) -> list[tuple[str, str, str]]:
    """Return (id, kind, payload) of each case of a corpus; a generated payload is built."""
    cases = json.loads((CORPORA / f"{name}.json").read_text(encoding="utf-8"))["cases"]
    return [(case["id"], case.get("kind", ""), payload_of(case)) for case in cases]


def payload_of(case: dict[str, Any]) -> str:
    """Return the payload, or build it from its parts: pairs of a text and how often."""
    if "payload" in case:
        return str(case["payload"])
    return "".join(text * times for text, times in case["gen"]["parts"])
