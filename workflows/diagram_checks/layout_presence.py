"""Everything that runs is also drawn: a step without a picture cannot be seen, clicked or explained."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.diagram_checks.diagram import Flow, Lane, Node, Process
from workflows.diagram_checks.drawing import Drawing
from workflows.diagram_checks.findings import Finding, Words, put_right

_RULE = "STYLE 46"


def check_presence(process: Process, drawing: Drawing) -> Iterator[Finding]:
    """Find nodes, lanes and arrows without a picture. Source: STYLE 46, patterns 17."""
    if drawing.is_empty:
        yield put_right(
            process,
            _RULE,
            Words(
                what="The file has no picture.",
                why="People follow their case on the picture; a diagram that cannot be seen is not published.",
                how="Open the file in the editor, lay it out and save it.",
            ),
        )
        return
    items: list[Node | Lane | Flow] = [*process.nodes, *process.lanes, *process.flows]
    for item in items:
        shown = drawing.lines if isinstance(item, Flow) else drawing.boxes
        if item.id not in shown:
            yield _not_drawn(item)


def _not_drawn(item: Node | Lane | Flow) -> Finding:
    word = {"Node": "step", "Lane": "lane", "Flow": "arrow"}[type(item).__name__]
    return put_right(
        item,
        _RULE,
        Words(
            what=f"The {word} is not drawn.",
            why="It would run without anyone seeing it.",
            how="Delete it, or place it in the editor again and save.",
        ),
    )
