"""A diagram fits on one screen; a much larger one is refused before it wears out the engine."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.diagram_checks.diagram import Process
from workflows.diagram_checks.findings import Finding, Words, look, put_right

_READABLE = 20
_MOST = 100


def check_size(process: Process) -> Iterator[Finding]:
    """Find diagrams with too many elements; events on borders are not counted. Source: STYLE 47, D-018."""
    count = len(process.nodes) - len(process.of_kind("boundaryEvent"))
    if count <= _READABLE:
        return
    words = Words(
        what=f"The diagram has {count} elements.",
        why=f"More than about {_READABLE} cannot be taken in at a glance.",
        how="Move a part that belongs together into a diagram of its own and call it.",
    )
    yield put_right(process, "STYLE 47", words) if count > _MOST else look(process, "STYLE 47", words)
