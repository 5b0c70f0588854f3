"""Where straight lines meet boxes and each other: plain plane geometry for the layout checks."""

from __future__ import annotations

from itertools import pairwise

from workflows.diagram_checks.drawing import Box, Segment

_NEAR = 2.0


def runs_through(segment: Segment, box: Box) -> bool:
    """Whether the segment enters the inside of the box (clipping after Liang and Barsky)."""
    across, down = segment.x2 - segment.x1, segment.y2 - segment.y1
    enters, leaves = 0.0, 1.0
    for step, room in (
        (-across, segment.x1 - box.x),
        (across, box.right - segment.x1),
        (-down, segment.y1 - box.y),
        (down, box.bottom - segment.y1),
    ):
        if step == 0:
            if room <= 0:
                return False
        elif step < 0:
            enters = max(enters, room / step)
        else:
            leaves = min(leaves, room / step)
    return enters < leaves


def meeting_point(one: Segment, other: Segment) -> tuple[float, float] | None:
    """Give the point where two segments cross or touch; None if they do not, or run side by side."""
    ax, ay = one.x2 - one.x1, one.y2 - one.y1
    bx, by = other.x2 - other.x1, other.y2 - other.y1
    turn = ax * by - ay * bx
    if abs(turn) < 1e-6:
        return None
    fx, fy = other.x1 - one.x1, other.y1 - one.y1
    along, on_other = (fx * by - fy * bx) / turn, (fx * ay - fy * ax) / turn
    if not (0 <= along <= 1 and 0 <= on_other <= 1):
        return None
    return one.x1 + along * ax, one.y1 + along * ay


def lie_on_each_other(one: Segment, other: Segment) -> bool:
    """Whether two level or two upright segments share more than a point."""
    if one.is_level and other.is_level:
        shared = min(one.box.right, other.box.right) - max(one.box.x, other.box.x)
        return abs(one.y1 - other.y1) < _NEAR and shared > _NEAR
    if one.is_upright and other.is_upright:
        shared = min(one.box.bottom, other.box.bottom) - max(one.box.y, other.box.y)
        return abs(one.x1 - other.x1) < _NEAR and shared > _NEAR
    return False


def is_near(point: tuple[float, float], box: Box) -> bool:
    """Whether the point lies in the box or on its edge."""
    grown = box.grown(_NEAR)
    return grown.x <= point[0] <= grown.right and grown.y <= point[1] <= grown.bottom


def bends_of(line: tuple[Segment, ...]) -> int:
    """Give how often the line changes its direction."""
    ways = [(segment.is_level, segment.is_upright) for segment in line]
    return sum(1 for before, after in pairwise(ways) if before != after or not any(after))
