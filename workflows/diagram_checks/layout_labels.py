"""Labels stand free: no step, arrow or other label runs into the words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from workflows.diagram_checks.diagram import Flow, Node, Process
from workflows.diagram_checks.drawing import Box, Drawing, text_box
from workflows.diagram_checks.findings import Finding, Words, look
from workflows.diagram_checks.geometry import runs_through

_RULE = "STYLE 46"
_MOST_LABELS = 150


def check_label_places(process: Process, drawing: Drawing) -> Iterator[Finding]:
    """Find labels that touch a step, an arrow or another label. Source: STYLE 46, patterns 17."""
    placed = _placed(process, drawing)
    for item, box in placed:
        for node in process.nodes:
            if node.id in drawing.boxes and box.overlaps(drawing.boxes[node.id], by=1):
                yield _touch(item, node)
        for flow in process.flows:
            if any(runs_through(segment, box.grown(-1)) for segment in drawing.lines.get(flow.id, ())):
                yield _touch(item, flow)
    for (item, box), (other, other_box) in combinations(placed, 2):
        if box.overlaps(other_box, by=1):
            yield _touch(item, other)


def _placed(process: Process, drawing: Drawing) -> list[tuple[Node | Flow, Box]]:
    items: list[Node | Flow] = [*process.nodes, *process.flows]
    named = [item for item in items if item.name and item.id in drawing.labels][:_MOST_LABELS]
    return [(item, text_box(drawing.labels[item.id], item.name)) for item in named]


def _touch(item: Node | Flow, other: Node | Flow) -> Finding:
    return look(
        item,
        _RULE,
        Words(
            what=f'The label "{item.name[:80]}" touches "{other.name[:80] or other.id}".',
            why="The words become hard to read.",
            how="Move the label to a free place beside its step or arrow.",
        ),
    )
