"""Arrows run straight, from left to right, and never through a step or across another arrow."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from workflows.diagram_checks.diagram import TASKS, Flow, Node, Process
from workflows.diagram_checks.drawing import Drawing, Segment
from workflows.diagram_checks.findings import Finding, Words, look, put_right
from workflows.diagram_checks.geometry import bends_of, is_near, lie_on_each_other, meeting_point, runs_through

_RULE = "STYLE 46"
_MOST_BENDS = 2
_MOST_FLOWS = 150  # a diagram beyond is refused for its size anyway


def check_flows(process: Process, drawing: Drawing) -> Iterator[Finding]:
    """Find arrows that cross, run through steps, slant, bend too often or lead back. Source: STYLE 46."""
    drawn = [flow for flow in process.flows if drawing.lines.get(flow.id)][:_MOST_FLOWS]
    for flow in drawn:
        yield from _check_shape(drawing.lines[flow.id], flow)
        for node in process.nodes:
            if _is_in_the_way(node, flow, drawing):
                yield _through(flow, node)
    for flow, other in combinations(drawn, 2):
        if _collide(flow, other, drawing):
            yield _crossing(flow, other)


def _is_in_the_way(node: Node, flow: Flow, drawing: Drawing) -> bool:
    box = drawing.boxes.get(node.id)
    if box is None:
        return False
    inner = box.grown(-4 if node.kind in TASKS else -10)  # the corners of circles and diamonds are empty
    return any(runs_through(segment, inner) for segment in drawing.lines[flow.id])


def _collide(flow: Flow, other: Flow, drawing: Drawing) -> bool:
    shared = {flow.source, flow.target} & {other.source, other.target}
    homes = [drawing.boxes[node_id] for node_id in shared if node_id in drawing.boxes]
    for one in drawing.lines[flow.id]:
        for two in drawing.lines[other.id]:
            if lie_on_each_other(one, two):
                return True
            point = meeting_point(one, two)
            if point is not None and not any(is_near(point, home) for home in homes):
                return True
    return False


def _check_shape(line: tuple[Segment, ...], flow: Flow) -> Iterator[Finding]:
    if any(not segment.is_level and not segment.is_upright for segment in line):
        yield _odd(flow, "The arrow is slanted.", "Make every piece of it level or upright.")
    if bends_of(line) > _MOST_BENDS:
        yield _odd(
            flow,
            f"The arrow bends {bends_of(line)} times.",
            f"Move the steps so that it needs at most {_MOST_BENDS} bends.",
        )
    if any(segment.x2 < segment.x1 - 1 for segment in line):
        yield _odd(
            flow,
            "The arrow runs from right to left.",
            "Move the step it leads to further right; to do something again, use the loop marker of a call.",
        )


def _odd(flow: Flow, what: str, how: str) -> Finding:
    why = "People read from left to right along straight lines."
    return look(flow, _RULE, Words(what=what, why=why, how=how))


def _through(flow: Flow, node: Node) -> Finding:
    return put_right(
        flow,
        _RULE,
        Words(
            what=f'The arrow runs through "{node.name or node.id}".',
            why="It looks as if it began or ended there.",
            how="Lead the arrow around the step, or move the step.",
        ),
    )


def _crossing(flow: Flow, other: Flow) -> Finding:
    return put_right(
        flow,
        _RULE,
        Words(
            what=f'The arrow crosses or covers the arrow "{other.name or other.id}".',
            why="Readers cannot tell which of the two goes where.",
            how="Move the steps or the arrows apart, exceptions below the straight path.",
        ),
    )
