"""Events wait for, or throw, exactly one thing of the few that the engine does right."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.diagram_checks.diagram import EVENTS, Node, Process
from workflows.diagram_checks.findings import Finding, Words, put_right

_RULE = "STYLE 49"
_ALLOWED = {
    "startEvent": frozenset[str](),
    "endEvent": frozenset({"terminate"}),
    "boundaryEvent": frozenset({"timer", "message"}),
    "intermediateCatchEvent": frozenset({"timer", "message"}),
    "intermediateThrowEvent": frozenset({"message"}),
}
_MAY_BE_PLAIN = frozenset({"startEvent", "endEvent"})


def check_triggers(process: Process) -> Iterator[Finding]:
    """Find events of a kind we do not run, with two triggers or with none. Source: STYLE 49, engine.md 0."""
    for node in process.nodes:
        if node.kind in EVENTS:
            yield from _check_event(node)
            yield from _check_message(process, node)


def _check_event(node: Node) -> Iterator[Finding]:
    for trigger in node.triggers:
        if trigger.kind not in _ALLOWED[node.kind] and node.kind != "startEvent":
            yield _strange(node, trigger.kind)
    if len(node.triggers) > 1:
        yield _several(node)
    if not node.triggers and node.kind not in _MAY_BE_PLAIN:
        yield _nothing(node)


def _check_message(process: Process, node: Node) -> Iterator[Finding]:
    if not node.has_trigger("message"):
        return
    message = process.message_of(node)
    if message is None or not message.name.strip():
        yield put_right(
            node,
            _RULE,
            Words(
                what="The event does not name its message.",
                why="The engine would wait for nothing, or for everything.",
                how="Choose a message with a name, such as application_withdrawn.",
            ),
        )


def _strange(node: Node, kind: str) -> Finding:
    return put_right(
        node,
        _RULE,
        Words(
            what=f"The event is of the kind {kind[:40]}, which we do not run.",
            why="The engine passes over such events in silence, or stops the case at them.",
            how="Use a timer or a message; to end everything in this diagram use a terminate end event.",
        ),
    )


def _several(node: Node) -> Finding:
    return put_right(
        node,
        "D-003",
        Words(
            what="The event has more than one trigger.",
            why="The engine keeps one value for all of them: the wrong one would count.",
            how="Draw one event for each trigger.",
        ),
    )


def _nothing(node: Node) -> Finding:
    return put_right(
        node,
        _RULE,
        Words(
            what="The event waits for nothing.",
            why="A case would pass it as if it were not there.",
            how="Make it a timer or a message event, or delete it.",
        ),
    )
