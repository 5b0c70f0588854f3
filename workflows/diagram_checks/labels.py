"""Labels can be read aloud: tasks say what to do, questions ask, arrows answer, events tell what happened."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.diagram_checks.diagram import EVENTS, TASKS, Node, Process
from workflows.diagram_checks.findings import Finding, Words, look, put_right

_RULE = "STYLE 44"
_LONGEST = 60


def check_labels(process: Process) -> Iterator[Finding]:
    """Find missing labels and labels not in our form. Source: STYLE 44-45."""
    for node in process.nodes:
        if node.kind in TASKS:
            yield from _check_task(node)
        elif node.kind in EVENTS:
            yield from _check_event(node)
        elif node.kind == "exclusiveGateway" and len(process.flows_from(node)) > 1:
            yield from _check_question(process, node)
        if len(node.name) > _LONGEST:
            yield _too_long(node)


def _check_task(node: Node) -> Iterator[Finding]:
    if not node.name:
        yield put_right(
            node,
            _RULE,
            Words(
                what="The task has no label.",
                why="The label is what people see in their list of work and in the history.",
                how='Say what is to be done: a verb and its object, such as "Check threshold".',
            ),
        )
    elif len(node.name.split()) < 2 or node.name[0].islower() or node.name.split()[0].endswith("ing"):
        yield look(
            node,
            _RULE,
            Words(
                what=f'The label "{node.name[:80]}" is not a verb and its object.',
                why="A task is read as something to do.",
                how='Begin with the verb, capital first: "Check threshold", not "Threshold checking".',
            ),
        )


def _check_event(node: Node) -> Iterator[Finding]:
    if not node.name:
        yield look(
            node,
            _RULE,
            Words(
                what="The event has no label.",
                why="Without a label nobody can tell what has happened here.",
                how='Say what has happened: "Application received", "10 working days passed".',
            ),
        )


def _check_question(process: Process, node: Node) -> Iterator[Finding]:
    if not node.name.endswith("?"):
        yield look(
            node,
            _RULE,
            Words(
                what="The gateway that splits the way does not ask a question.",
                why="The arrows that leave it are read as answers.",
                how='Label it as a question, such as "Threshold met?".',
            ),
        )
    for flow in process.flows_from(node):
        if not flow.name:
            yield look(
                flow,
                _RULE,
                Words(
                    what=f'An arrow out of "{node.name or node.id}" has no answer on it.',
                    why="Readers cannot tell which way is taken when.",
                    how='Label the arrow with the answer: "Yes", "No", "Adjourned".',
                ),
            )


def _too_long(node: Node) -> Finding:
    return look(
        node,
        _RULE,
        Words(
            what=f"The label is longer than {_LONGEST} characters.",
            why="It will not fit its box or the list of work.",
            how="Shorten it; put the rest into the documentation of the element.",
        ),
    )
