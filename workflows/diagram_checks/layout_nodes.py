"""Steps stand apart, inside their lane, in standard sizes and on the grid."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from workflows.diagram_checks.diagram import EVENTS, GATEWAYS, Node, Process
from workflows.diagram_checks.drawing import Box, Drawing
from workflows.diagram_checks.findings import Finding, Words, look, put_right

_RULE = "STYLE 46"
_GRID = 20
_TASK = (100, 80)
_GATEWAY = (50, 50)
_EVENT = (36, 36)


def check_nodes(process: Process, drawing: Drawing) -> Iterator[Finding]:
    """Find steps that overlap, leave their lane, or have odd sizes and places. Source: STYLE 46-51."""
    drawn = [(node, drawing.boxes[node.id]) for node in process.nodes if node.id in drawing.boxes]
    for (node, box), (other, other_box) in combinations(drawn, 2):
        if box.overlaps(other_box) and node.id not in (other.host, other.id) and other.id != node.host:
            yield _overlap(node, other)
    for node, box in drawn:
        yield from _check_lane(process, drawing, node)
        yield from _check_size(node, box)
        if node.kind != "boundaryEvent" and any(abs(middle % _GRID) > 0.5 for middle in box.center):
            yield _off_grid(node)


def _overlap(node: Node, other: Node) -> Finding:
    return put_right(
        node,
        _RULE,
        Words(
            what=f'The step lies on top of "{other.name or other.id}".',
            why="Neither can be read or clicked safely.",
            how="Move them apart.",
        ),
    )


def _check_lane(process: Process, drawing: Drawing, node: Node) -> Iterator[Finding]:
    homes = [lane for lane in process.lanes if node.id in lane.node_ids and lane.id in drawing.boxes]
    box = drawing.boxes[node.id]
    for lane in homes:
        if not drawing.boxes[lane.id].holds(box):
            yield put_right(
                node,
                _RULE,
                Words(
                    what=f'The step belongs to the lane "{lane.name}" but is not drawn inside it.',
                    why="Readers would think that someone else acts.",
                    how="Move the step into its lane, or make the lane higher.",
                ),
            )


def _check_size(node: Node, box: Box) -> Iterator[Finding]:
    standard = _EVENT if node.kind in EVENTS else _GATEWAY if node.kind in GATEWAYS else _TASK
    if (round(box.width), round(box.height)) != standard:
        yield look(
            node,
            "STYLE 51",
            Words(
                what=f"The step is drawn {box.width:.0f} by {box.height:.0f}, not {standard[0]} by {standard[1]}.",
                why="Standard sizes make the diagrams look like one set.",
                how="Set it back to the standard size and shorten the label if it no longer fits.",
            ),
        )


def _off_grid(node: Node) -> Finding:
    return look(
        node,
        _RULE,
        Words(
            what=f"The middle of the step is not on the {_GRID} px grid.",
            why="Steps off the grid give slanted or doubled lines.",
            how="Move it so that its middle snaps to the grid.",
        ),
    )
