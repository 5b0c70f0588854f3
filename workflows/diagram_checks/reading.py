"""From the XML of a file to the values of diagram.py. Reads what is there, however wrong; judges nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from workflows.diagram_checks.diagram import (
    EVENTS,
    GATEWAYS,
    TASKS,
    Border,
    Flow,
    Lane,
    Message,
    Node,
    Operator,
    Process,
    Repeat,
    Trigger,
)
from workflows.diagram_xml import BPMN, SPIFF, line_of

_B = f"{{{BPMN}}}"
_S = f"{{{SPIFF}}}"
_STRANGERS = frozenset(
    {
        "task",
        "manualTask",
        "scriptTask",
        "businessRuleTask",
        "sendTask",
        "receiveTask",
        "subProcess",
        "transaction",
        "adHocSubProcess",
        "inclusiveGateway",
        "complexGateway",
    }
)
_NODES = TASKS | GATEWAYS | EVENTS | _STRANGERS


def read_processes(root: etree._Element) -> tuple[Process, ...]:
    """Give the processes of a read file."""
    messages = {message.id: message for message in _read_messages(root)}
    return tuple(_read_process(element, messages) for element in root.iterfind(f"{_B}process"))


def text_of(element: etree._Element | None) -> str:
    """Give the trimmed text of an element, or an empty text."""
    return "" if element is None else (element.text or "").strip()


def local_name(element: etree._Element) -> str:
    """Give the tag without its namespace."""
    return str(etree.QName(element).localname)


def _read_messages(root: etree._Element) -> Iterator[Message]:
    for element in root.iterfind(f"{_B}message"):
        yield Message(
            id=element.get("id", ""),
            name=element.get("name", ""),
            line=line_of(element),
            payload=text_of(element.find(f".//{_S}messagePayload")),
            variable=text_of(element.find(f".//{_S}messageVariable")),
        )


def _read_process(element: etree._Element, messages: Mapping[str, Message]) -> Process:
    lanes = tuple(_read_lane(lane) for lane in element.iter(f"{_B}lane"))
    return Process(
        id=element.get("id", ""),
        name=element.get("name", ""),
        line=line_of(element),
        nodes=tuple(_read_node(child, lanes) for child in element if _is_node(child)),
        flows=tuple(_read_flow(child) for child in element.iterfind(f"{_B}sequenceFlow")),
        lanes=lanes,
        messages=messages,
        border=_read_border(element.find(f"{_B}ioSpecification")),
    )


def _is_node(element: etree._Element) -> bool:
    name = etree.QName(element)
    return name.namespace == BPMN and name.localname in _NODES


def _read_lane(element: etree._Element) -> Lane:
    return Lane(
        id=element.get("id", ""),
        name=element.get("name", "").strip(),
        line=line_of(element),
        node_ids=tuple(text_of(ref) for ref in element.iterfind(f"{_B}flowNodeRef")),
        is_innermost=element.find(f"{_B}childLaneSet") is None,
    )


def _read_flow(element: etree._Element) -> Flow:
    condition = element.find(f"{_B}conditionExpression")
    return Flow(
        id=element.get("id", ""),
        name=element.get("name", "").strip(),
        line=line_of(element),
        source=element.get("sourceRef", ""),
        target=element.get("targetRef", ""),
        condition=None if condition is None else text_of(condition),
    )


def _read_node(element: etree._Element, lanes: tuple[Lane, ...]) -> Node:
    node_id = element.get("id", "")
    return Node(
        id=node_id,
        name=" ".join(element.get("name", "").split()),
        kind=local_name(element),
        line=line_of(element),
        element=element,
        lanes=tuple(lane.name for lane in lanes if lane.is_innermost and node_id in lane.node_ids),
        host=element.get("attachedToRef", ""),
        is_interrupting=element.get("cancelActivity", "true") != "false",
        triggers=tuple(_read_triggers(element)),
        default_flow=element.get("default", ""),
        calls=element.get("calledElement", ""),
        repeat=_read_repeat(element),
        operator=_read_operator(element),
        properties=_read_properties(element),
        documentation=text_of(element.find(f"{_B}documentation")),
    )


def _read_triggers(element: etree._Element) -> Iterator[Trigger]:
    for child in element:
        name = local_name(child)
        if not name.endswith("EventDefinition"):
            continue
        texts = [each for each in child if local_name(each).startswith("time")]
        yield Trigger(
            kind=name.removesuffix("EventDefinition"),
            text_kind=local_name(texts[0]) if texts else "",
            text=text_of(texts[0]) if texts else "",
            message_id=child.get("messageRef", ""),
        )


def _read_repeat(element: etree._Element) -> Repeat | None:
    standard = element.find(f"{_B}standardLoopCharacteristics")
    if standard is not None:
        return Repeat(
            kind="standard",
            condition=text_of(standard.find(f"{_B}loopCondition")),
            is_tested_before=standard.get("testBefore", "false") == "true",
        )
    many = element.find(f"{_B}multiInstanceLoopCharacteristics")
    if many is None:
        return None
    item = many.find(f"{_B}inputDataItem")
    return Repeat(
        kind="sequential" if many.get("isSequential", "false") == "true" else "parallel",
        list_name=text_of(many.find(f"{_B}loopDataInputRef")),
        item_name="" if item is None else item.get("id", ""),
        cardinality=text_of(many.find(f"{_B}loopCardinality")),
        stop_condition=text_of(many.find(f"{_B}completionCondition")),
        has_output_list=any(many.find(f"{_B}{each}") is not None for each in ("loopDataOutputRef", "outputDataItem")),
    )


def _read_operator(element: etree._Element) -> Operator | None:
    found = element.find(f"{_B}extensionElements/{_S}serviceTaskOperator")
    if found is None:
        return None
    return Operator(
        id=found.get("id", ""),
        result=found.get("resultVariable", ""),
        parameters={each.get("id", ""): each.get("value", "") for each in found.iter(f"{_S}parameter")},
    )


def _read_properties(element: etree._Element) -> dict[str, str]:
    path = f"{_B}extensionElements/{_S}properties/{_S}property"
    return {each.get("name", ""): each.get("value", "").strip() for each in element.iterfind(path)}


def _read_border(element: etree._Element | None) -> Border | None:
    if element is None:
        return None
    listed = element.iterfind(f"{_B}outputSet/{_B}dataOutputRefs")
    return Border(
        outputs=frozenset(each.get("id", "") for each in element.iterfind(f"{_B}dataOutput")),
        has_inputs=element.find(f"{_B}inputSet/{_B}dataInputRefs") is not None,
        has_both_sets=all(element.find(f"{_B}{each}") is not None for each in ("inputSet", "outputSet")),
        listed_outputs=frozenset(text_of(each) for each in listed),
    )
