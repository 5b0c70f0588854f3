"""Only the elements of the house list are drawn: the engine gets others wrong, some of them silently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from workflows.diagram_checks.findings import Finding, Words, look, put_right
from workflows.diagram_checks.reading import local_name
from workflows.diagram_xml import BPMN, BPMNDI, SPIFF, line_of

_RULE = "STYLE 49"
_FILE = frozenset({"process", "collaboration", "message", "documentation", "extensionElements"})
_PROCESS = frozenset(
    {
        "startEvent",
        "endEvent",
        "userTask",
        "serviceTask",
        "callActivity",
        "exclusiveGateway",
        "parallelGateway",
        "eventBasedGateway",
        "boundaryEvent",
        "intermediateCatchEvent",
        "intermediateThrowEvent",
        "sequenceFlow",
        "laneSet",
        "textAnnotation",
        "association",
        "ioSpecification",
        "documentation",
        "extensionElements",
    }
)
_ALWAYS = frozenset({"incoming", "outgoing", "documentation", "extensionElements"})
_ACTIVITY = _ALWAYS | {"standardLoopCharacteristics", "multiInstanceLoopCharacteristics"}
_INSIDE = {
    "definitions": _FILE,
    "process": _PROCESS,
    "collaboration": frozenset({"participant", "textAnnotation", "association", "documentation"}),
    "userTask": _ACTIVITY,
    "serviceTask": _ACTIVITY,
    "callActivity": _ACTIVITY,
    "exclusiveGateway": _ALWAYS,
    "parallelGateway": _ALWAYS,
    "eventBasedGateway": _ALWAYS,
}
_INSTEAD = {
    "task": "Make it a user task (a person acts) or a service task (the system acts).",
    "manualTask": "Make it a user task, so that someone sees it as work to do.",
    "scriptTask": "Make it a service task with one of the known operations.",
    "businessRuleTask": "Make it a service task with the operation decide.",
    "sendTask": "Use a message throw event, or a service task that drafts the letter.",
    "receiveTask": "Use a user task that records what came, or a catching message event.",
    "subProcess": "Draw it as a diagram of its own and call it with a call activity.",
    "transaction": "Draw it as a diagram of its own and call it with a call activity.",
    "adHocSubProcess": "Draw it as a diagram of its own and call it with a call activity.",
    "inclusiveGateway": "Use a parallel gateway and, inside a branch, an exclusive pair of gateways.",
    "complexGateway": "Use exclusive and parallel gateways.",
    "messageFlow": "Keep one pool; news from outside is a message event.",
    "import": "Remove the import: everything a diagram needs is in the file.",
}
_EXTENSIONS = frozenset(
    {
        "properties",
        "property",
        "serviceTaskOperator",
        "parameters",
        "parameter",
        "messagePayload",
        "messageVariable",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place in the file that is not a node: any element."""

    id: str
    name: str
    line: int | None


def spot_of(element: etree._Element) -> Spot:
    """Give the place of an element, or of the nearest one around it that has an id."""
    owner = next((each for each in (element, *element.iterancestors()) if each.get("id")), element)
    return Spot(id=owner.get("id", ""), name=owner.get("name", "")[:100], line=line_of(element))


def check_elements(root: etree._Element) -> Iterator[Finding]:
    """Find every element, extension and switch that is not on the house list. Source: STYLE 49, engine.md."""
    for element in root.iter(etree.Element):
        if etree.QName(element).namespace == BPMN:
            yield from _check_place(element)
            yield from _check_switches(element)
            yield from _check_pools(element)
    yield from _check_extensions(root)
    if len(root.findall(f"{{{BPMN}}}process")) > 1:
        yield put_right(
            spot_of(root),
            "STYLE 40",
            Words(
                what="The file holds more than one process.",
                why="One file is one process, so that the file can bear its name.",
                how="Move each further process into a file of its own.",
            ),
        )


def _check_place(element: etree._Element) -> Iterator[Finding]:
    parent = element.getparent()
    if parent is None or etree.QName(parent).namespace != BPMN:
        return
    allowed = _INSIDE.get(local_name(parent))
    name = local_name(element)
    if allowed is None or name in allowed:
        return
    yield put_right(
        spot_of(element),
        _RULE,
        Words(
            what=f"The element {name} is not one we run.",
            why="The engine runs a closed list of elements; others stop a case or are passed over silently.",
            how=_INSTEAD.get(name, "Remove it, or draw the same with tasks, gateways, calls and events."),
        ),
    )


def _check_switches(element: etree._Element) -> Iterator[Finding]:
    for switch, harmless in (
        ("isForCompensation", "false"),
        ("triggeredByEvent", "false"),
        ("startQuantity", "1"),
        ("completionQuantity", "1"),
    ):
        if element.get(switch, harmless) != harmless:
            yield put_right(
                spot_of(element),
                _RULE,
                Words(
                    what=f"The switch {switch} is set to {element.get(switch, '')[:40]}.",
                    why="The engine passes over this switch, so the case would not do what the picture says.",
                    how=f"Take the switch {switch} away.",
                ),
            )


def _check_pools(element: etree._Element) -> Iterator[Finding]:
    if local_name(element) == "process" and element.get("isExecutable", "true") != "true":
        yield put_right(
            spot_of(element),
            _RULE,
            Words(
                what="The process is marked as not executable.",
                why="The engine refuses to run it.",
                how="Tick Executable in the properties of the process.",
            ),
        )
    if local_name(element) == "collaboration" and len(element.findall(f"{{{BPMN}}}participant")) > 1:
        yield put_right(
            spot_of(element),
            _RULE,
            Words(
                what="The file has more than one pool.",
                why="One diagram is run for one case; what others do comes in as news or as a task.",
                how="Keep one pool, with a lane for each role.",
            ),
        )


def _check_extensions(root: etree._Element) -> Iterator[Finding]:
    for holder in root.iter(f"{{{BPMN}}}extensionElements"):
        for element in holder.iter(etree.Element):
            name = etree.QName(element)
            if name.namespace == SPIFF and name.localname not in _EXTENSIONS:
                yield _unknown_setting(element)
            elif name.namespace not in (SPIFF, BPMN, BPMNDI) and element.getparent() is holder:
                yield _foreign_setting(element)


def _unknown_setting(element: etree._Element) -> Finding:
    return put_right(
        spot_of(element),
        "D-010",
        Words(
            what=f"The element carries the setting {local_name(element)}, which we do not run.",
            why="Settings that may hold program text are never run: anyone who can edit could misuse them.",
            how="Remove the setting; use properties or one of the known operations.",
        ),
    )


def _foreign_setting(element: etree._Element) -> Finding:
    return look(
        spot_of(element),
        _RULE,
        Words(
            what=f"The element carries a setting of another product ({local_name(element)[:60]}).",
            why="It has no effect here, but a reader may think it has.",
            how="Remove it, or say the same with our own properties.",
        ),
    )
