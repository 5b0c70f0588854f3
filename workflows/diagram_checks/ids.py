"""Every id is one of ours: unique, speaking, never reserved, never made by a tool.

An id is the key of forms, facts and history, so it never changes after publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from workflows.diagram_checks.diagram import Flow, Node, Process
from workflows.diagram_checks.elements import spot_of
from workflows.diagram_checks.findings import Finding, Words, look, put_right
from workflows.diagram_xml import BPMN, BPMNDI

_RULE = "STYLE 41"
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,79}", re.ASCII)
_GENERATED = re.compile(r"[A-Za-z]+_(?:[0-9][a-z0-9]{6}|[0-9]+)|sid-[0-9A-Fa-f-]{20,}|_[0-9A-Fa-f-]{30,}")
_SPEAKING = re.compile(r"[A-Z][A-Za-z0-9]*")
_SNAKE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*", re.ASCII)
_PREFIXES = {
    "startEvent": ("Start",),
    "endEvent": ("End",),
    "userTask": ("Task",),
    "serviceTask": ("Task",),
    "callActivity": ("Call",),
    "exclusiveGateway": ("Gateway",),
    "parallelGateway": ("Gateway",),
    "eventBasedGateway": ("Gateway",),
    "boundaryEvent": ("Timer", "Message"),
    "intermediateCatchEvent": ("Timer", "Message"),
    "intermediateThrowEvent": ("Message",),
}


def check_unique_ids(root: etree._Element) -> Iterator[Finding]:
    """Find ids used twice anywhere in the file. Source: STYLE 41."""
    seen: set[str] = set()
    for element in root.iter(f"{{{BPMN}}}*", f"{{{BPMNDI}}}*"):
        element_id = element.get("id")
        if element_id is not None and element_id in seen:
            yield put_right(
                spot_of(element),
                _RULE,
                Words(
                    what=f"The id {element_id[:80]} is used more than once.",
                    why="The engine would silently take one of them and lose the other.",
                    how="Give each element an id of its own.",
                ),
            )
        seen.add(element_id or "")


def check_ids(process: Process) -> Iterator[Finding]:
    """Find ids that are missing, reserved, made by a tool or not in our pattern. Source: P-17, STYLE 40-42."""
    if not _SNAKE.fullmatch(process.id):
        yield put_right(
            process,
            "STYLE 40",
            Words(
                what=f"The process id {process.id[:80]} is not in small letters joined by underscores.",
                why="File, process, forms and outcome facts share this one name.",
                how="Name it like community_trigger, and the file the same.",
            ),
        )
    items: list[Node | Flow] = [*process.nodes, *process.flows]
    for item in items:
        yield from _check_id(process, item)


def _check_id(process: Process, item: Node | Flow) -> Iterator[Finding]:
    if not item.id:
        yield _missing(item)
    elif item.id in ("Start", "End") or item.id.endswith(".EndJoin"):
        yield _reserved(item)
    elif _GENERATED.fullmatch(item.id):
        yield _generated(item)
    elif not _PLAIN.fullmatch(item.id):
        yield _not_plain(item)
    elif item.id == process.id:
        yield _same_as_process(item)
    else:
        yield from _check_pattern(item)


def _missing(item: Node | Flow) -> Finding:
    what = "An arrow has no id." if isinstance(item, Flow) else f"An element of kind {item.kind} has no id."
    why = "Without an id the engine cannot run it and nobody can point at it."
    return put_right(item, _RULE, Words(what=what, why=why, how="Give it an id that says what it is."))


def _reserved(item: Node | Flow) -> Finding:
    return put_right(
        item,
        "P-17",
        Words(
            what=f"The id {item.id[:80]} is reserved by the engine.",
            why="A task with this id is silently skipped and the case completes without it.",
            how="Add what it means, for example Start_ApplicationReceived or End_OutcomeSent.",
        ),
    )


def _generated(item: Node | Flow) -> Finding:
    return put_right(
        item,
        _RULE,
        Words(
            what=f"The id {item.id[:80]} was made by the drawing tool.",
            why="Forms, facts and history are kept under the id for years: it must say what it is.",
            how="Give it a speaking id such as Task_CheckThreshold or Flow_ThresholdMetYes.",
        ),
    )


def _not_plain(item: Node | Flow) -> Finding:
    return put_right(
        item,
        _RULE,
        Words(
            what=f"The id {item.id[:80]} has characters that an id may not have, or is longer than 80.",
            why="The id is also the name of a fact, so it must be a plain word.",
            how="Use letters, digits and underscores only, beginning with a letter.",
        ),
    )


def _same_as_process(item: Node | Flow) -> Finding:
    return put_right(
        item,
        _RULE,
        Words(
            what=f"The id {item.id[:80]} is also the id of the process.",
            why="Two things of one name cannot be told apart in the history.",
            how="Give the element an id of its own.",
        ),
    )


def _check_pattern(item: Node | Flow) -> Iterator[Finding]:
    prefixes = ("Flow",) if isinstance(item, Flow) else _PREFIXES.get(item.kind, ())
    prefix, _, rest = item.id.partition("_")
    if prefixes and (prefix not in prefixes or not _SPEAKING.fullmatch(rest)):
        wanted = " or ".join(f"{each}_..." for each in prefixes)
        yield look(
            item,
            _RULE,
            Words(
                what=f"The id {item.id} does not follow our pattern.",
                why="Ids that begin with their kind can be read in history, forms and letters alike.",
                how=f"Call it {wanted} followed by what it is, each word with a capital.",
            ),
        )
