"""Every step lies in exactly one lane, and every lane is a role we know: the lane decides who may act."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.diagram_checks.diagram import TASKS, Node, Process
from workflows.diagram_checks.findings import Finding, Words, look, put_right
from workflows.diagram_checks.vocabulary import Vocabulary


def check_lanes(process: Process, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Find unknown lanes and steps in no lane or in two. Source: P-20, STYLE 49."""
    if not process.lanes:
        yield from _check_no_lanes(process)
        return
    for lane in process.lanes:
        if lane.is_innermost and lane.name not in vocabulary.roles:
            yield put_right(
                lane,
                "STYLE 49",
                Words(
                    what=f'The lane "{lane.name[:80]}" is not a role we know.',
                    why="The lane decides who is offered the work: nobody would be.",
                    how=f"Name it as in roles.json: {_some(vocabulary.roles)}.",
                ),
            )
    for node in process.nodes:
        yield from _check_node(node)


def _check_no_lanes(process: Process) -> Iterator[Finding]:
    words = Words(
        what="The diagram has no lanes.",
        why="Lanes are not inherited from the diagram that calls this one: its tasks would belong to nobody.",
        how="Draw a pool with one lane for each role and put every step into one.",
    )
    give = put_right if process.of_kind("userTask") else look
    yield give(process, "P-20", words)


def _check_node(node: Node) -> Iterator[Finding]:
    if len(node.lanes) > 1:
        yield put_right(
            node,
            "P-20",
            Words(
                what=f"The step is listed in {len(node.lanes)} lanes.",
                why="It would not be clear who acts.",
                how="Move it so that it lies wholly in one lane, and save again.",
            ),
        )
    elif not node.lanes and node.kind != "boundaryEvent":
        words = Words(
            what="The step lies in no lane.",
            why="The lane decides who is offered the work.",
            how="Move it into the lane of the role that acts, or of the role on whose behalf the system acts.",
        )
        yield put_right(node, "P-20", words) if node.kind in TASKS else look(node, "P-20", words)


def _some(names: frozenset[str]) -> str:
    return ", ".join(sorted(names)[:12]) or "no roles are known yet"
