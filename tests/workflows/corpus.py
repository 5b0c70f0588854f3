"""Hostile inputs kept by the project, with their generated payloads written out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

CORPORA = Path(__file__).parents[1] / "corpora"


def read_corpus(name: str) -> list[dict[str, Any]]:
    """Give the cases of one corpus; each has `id`, `goal` and, where it can be written down, `payload`."""
    data = json.loads((CORPORA / f"{name}.json").read_text(encoding="utf-8"))
    cases: list[dict[str, Any]] = data["cases"]
    return [case | {"payload": _payload_of(case)} for case in cases if _payload_of(case) is not None]


def _payload_of(case: dict[str, Any]) -> str | None:
    if "payload" in case:
        return str(case["payload"])
    generated = case.get("gen")
    if isinstance(generated, dict) and "parts" in generated:
        return "".join(str(text) * int(times) for text, times in generated["parts"])
    return None
