"""The picture of a diagram: boxes and lines as numbers, read from the BPMN drawing part of the file.

Knows nothing of good or bad layout; the checks layout_*.py do.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from workflows.diagram_xml import BPMNDI, DC, DI

_D = f"{{{BPMNDI}}}"
LETTER_WIDTH = 6.0
LINE_HEIGHT = 14.0
LABEL_WIDTH = 90.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle; y grows downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def center(self) -> tuple[float, float]:
        """The middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def overlaps(self, other: Box, *, by: float = 0.0) -> bool:
        """Whether the two share more than `by` pixels in both directions."""
        across = min(self.right, other.right) - max(self.x, other.x)
        down = min(self.bottom, other.bottom) - max(self.y, other.y)
        return across > by and down > by

    def holds(self, other: Box) -> bool:
        """Whether the other lies wholly inside."""
        return self.x <= other.x and self.y <= other.y and other.right <= self.right and other.bottom <= self.bottom

    def grown(self, by: float) -> Box:
        """Give the box larger (or, negative, smaller) on every side."""
        return Box(x=self.x - by, y=self.y - by, width=self.width + 2 * by, height=self.height + 2 * by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A straight piece of an arrow."""

    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def is_level(self) -> bool:
        """Whether it runs left or right."""
        return abs(self.y1 - self.y2) < 1

    @property
    def is_upright(self) -> bool:
        """Whether it runs up or down."""
        return abs(self.x1 - self.x2) < 1

    @property
    def box(self) -> Box:
        """The rectangle it spans."""
        left, top = min(self.x1, self.x2), min(self.y1, self.y2)
        return Box(x=left, y=top, width=abs(self.x1 - self.x2), height=abs(self.y1 - self.y2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The boxes of nodes and lanes, the lines of arrows, the boxes of labels, all by element id."""

    boxes: Mapping[str, Box]
    lines: Mapping[str, tuple[Segment, ...]]
    labels: Mapping[str, Box]

    @property
    def is_empty(self) -> bool:
        """Whether the file has no picture at all."""
        return not self.boxes and not self.lines


def read_drawing(root: etree._Element) -> Drawing:
    """Give the picture of a read file; parts with broken numbers are left out."""
    boxes: dict[str, Box] = {}
    lines: dict[str, tuple[Segment, ...]] = {}
    labels: dict[str, Box] = {}
    for shape in root.iter(f"{_D}BPMNShape", f"{_D}BPMNEdge"):
        element_id = shape.get("bpmnElement", "")
        box = _read_box(shape.find(f"{{{DC}}}Bounds"))
        label = _read_box(shape.find(f"{_D}BPMNLabel/{{{DC}}}Bounds"))
        points = tuple(_read_points(shape))
        if box is not None:
            boxes[element_id] = box
        if len(points) > 1:
            lines[element_id] = tuple(
                Segment(x1=a[0], y1=a[1], x2=b[0], y2=b[1]) for a, b in pairwise(points) if a != b
            )
        if label is not None:
            labels[element_id] = label
    return Drawing(boxes=boxes, lines=lines, labels=labels)


def text_box(label: Box, text: str) -> Box:
    """Give the room the words really take: a label is wrapped at 90 pixels and centred at the top of its box.

    Source: rec, patterns 17 (6 px a letter, 14 px a line, 90 px wide).
    """
    rows, width = 1, 0.0
    widest = 0.0
    for word in text.split():
        step = (len(word) + (1 if width else 0)) * LETTER_WIDTH
        if width and width + step > LABEL_WIDTH:
            rows, width, step = rows + 1, 0.0, len(word) * LETTER_WIDTH
        width += step
        widest = max(widest, width)
    middle = label.x + label.width / 2
    return Box(x=middle - widest / 2, y=label.y, width=widest, height=rows * LINE_HEIGHT)


def _read_box(bounds: etree._Element | None) -> Box | None:
    if bounds is None:
        return None
    numbers = [_number(bounds.get(key)) for key in ("x", "y", "width", "height")]
    if any(number is None for number in numbers):
        return None
    x, y, width, height = (number or 0.0 for number in numbers)
    return Box(x=x, y=y, width=width, height=height)


def _read_points(edge: etree._Element) -> Iterator[tuple[float, float]]:
    for point in edge.iterfind(f"{{{DI}}}waypoint"):
        x, y = _number(point.get("x")), _number(point.get("y"))
        if x is not None and y is not None:
            yield x, y


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if math.isfinite(number) and abs(number) < 1_000_000 else None
