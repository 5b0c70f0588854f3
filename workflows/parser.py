"""From the XML of a bundle to Spiff's specification: only the elements we allow, with our own timers and caps.

Takes files that diagram_xml has read and capped. What a process owner should be told is judged in diagram_checks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any, Final

from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import full_tag
from SpiffWorkflow.bpmn.parser.event_parsers import EventBasedGatewayParser
from SpiffWorkflow.bpmn.parser.task_parsers import ConditionalGatewayParser, GatewayParser
from SpiffWorkflow.bpmn.parser.ValidationException import ValidationException
from SpiffWorkflow.bpmn.specs import defaults as bpmn
from SpiffWorkflow.spiff.parser import event_parsers, task_spec
from SpiffWorkflow.spiff.parser.process import SpiffBpmnParser
from SpiffWorkflow.spiff.specs import defaults as spiff

from workflows.diagram_xml import BPMN, SPIFF, UnreadableDiagram, line_of
from workflows.engine_patches import apply_patches
from workflows.errors import ExpressionFailed, TooManyItems
from workflows.facts import Json, check_value
from workflows.joins import JoinOfOneRound
from workflows.timers import DueTimer

MAX_ITEMS: Final = 30
"""The most instances of a multi-instance element; more recipients than this are rows (D-019)."""

_EXTENSIONS: Final = frozenset({"properties", "serviceTaskOperator"})
_FREE_HOLDERS: Final = frozenset({"message", "messageEventDefinition", "process"})
_RESERVED_IDS: Final = frozenset({"Start", "End", "Root"})
_REFUSED_PARTS: Final = frozenset(
    {
        "cancelEventDefinition",
        "compensateEventDefinition",
        "completionCondition",
        "conditionalEventDefinition",
        "dataInputAssociation",
        "dataObject",
        "dataOutputAssociation",
        "errorEventDefinition",
        "escalationEventDefinition",
        "linkEventDefinition",
        "loopCardinality",
        "loopDataOutputRef",
        "outputDataItem",
        "signalEventDefinition",
        "subProcess",
    }
)

apply_patches()


class _ItemsWithCap(spiff.ParallelMultiInstanceTask):  # type: ignore[misc]
    """A parallel multi-instance that reads a list of at most thirty items."""

    def create_children(self, my_task: Any) -> None:
        items = self.data_input.get(my_task)
        if not isinstance(items, list):
            raise ExpressionFailed(f"{self.data_input.bpmn_id} is not a list", element_id=self.bpmn_id)
        if len(items) > MAX_ITEMS:
            raise TooManyItems(f"More than {MAX_ITEMS} items at the same time", element_id=self.bpmn_id)
        super().create_children(my_task)


class _Operation(spiff.ServiceTask):  # type: ignore[misc]
    """A service task: hands its worked-out parameters to the interpreter, keeps the answer if it has a name."""

    def _execute(self, my_task: Any) -> bool:
        engine = my_task.workflow.script_engine
        parameters: dict[str, Json] = {}
        for name, parameter in self.operation_params.items():
            parameters[name] = check_value(engine.evaluate(my_task, parameter["value"]), where=name)
        result = engine.call_service(my_task, operation_name=self.operation_name, operation_params=parameters)
        if not self.result_variable.startswith("spiff__"):
            my_task.data[self.result_variable] = result
        return True


class _UserTaskParser(task_spec.UserTaskParser):  # type: ignore[misc]
    PARALLEL_MI_CLASS = _ItemsWithCap


class _CallActivityParser(task_spec.CallActivityParser):  # type: ignore[misc]
    PARALLEL_MI_CLASS = _ItemsWithCap


class _OperationParser(task_spec.ServiceTaskParser):  # type: ignore[misc]
    PARALLEL_MI_CLASS = _ItemsWithCap


class _DueTimerParser:
    """Reads timers as our own: only dates, and only named by an expression."""

    node: Any
    filename: str

    def parse_timer_event(self, event: Any) -> DueTimer:
        date = event.find(f"{{{BPMN}}}timeDate")
        if date is None or not (date.text or "").strip():
            raise ValidationException('A timer must name a clock: due("...")', node=self.node, file_name=self.filename)
        return DueTimer(self.node.get("name") or self.node.get("id"), date.text.strip())


class _CatchParser(_DueTimerParser, event_parsers.SpiffIntermediateCatchEventParser):  # type: ignore[misc]
    pass


class _BoundaryParser(_DueTimerParser, event_parsers.SpiffBoundaryEventParser):  # type: ignore[misc]
    pass


_ThrowParser: Final = event_parsers.SpiffIntermediateThrowEventParser


class _CaseParser(SpiffBpmnParser):  # type: ignore[misc]
    """Knows exactly the elements of the allowed subset (STYLE.md, line 49)."""

    OVERRIDE_PARSER_CLASSES: Final[dict[str, tuple[Any, Any]]] = {}
    PARSER_CLASSES: Final[dict[str, tuple[Any, Any]]] = {
        full_tag("startEvent"): (event_parsers.SpiffStartEventParser, bpmn.StartEvent),
        full_tag("endEvent"): (event_parsers.SpiffEndEventParser, bpmn.EndEvent),
        full_tag("boundaryEvent"): (_BoundaryParser, bpmn.BoundaryEvent),
        full_tag("intermediateCatchEvent"): (_CatchParser, bpmn.IntermediateCatchEvent),
        full_tag("intermediateThrowEvent"): (
            event_parsers.SpiffIntermediateThrowEventParser,
            bpmn.IntermediateThrowEvent,
        ),
        full_tag("userTask"): (_UserTaskParser, spiff.UserTask),
        full_tag("serviceTask"): (_OperationParser, _Operation),
        full_tag("callActivity"): (_CallActivityParser, spiff.CallActivity),
        full_tag("exclusiveGateway"): (ConditionalGatewayParser, bpmn.ExclusiveGateway),
        full_tag("parallelGateway"): (GatewayParser, JoinOfOneRound),
        full_tag("eventBasedGateway"): (EventBasedGatewayParser, bpmn.EventBasedGateway),
    }

    def _find_dependencies(self, process: Any) -> None:
        """Read the calls only: decision tables are not part of the subset."""
        for call in process.iter(f"{{{BPMN}}}callActivity"):
            self.process_dependencies.add(call.get("calledElement"))


def parse_specs(roots: Mapping[str, etree._Element], *, process_id: str) -> tuple[Any, dict[str, Any]]:
    """Give Spiff's specification of a process and of all the processes it calls.

    Raises UnreadableDiagram if the files do not fit together or hold what the engine may not run.
    """
    parser = _CaseParser()
    try:
        for name, root in roots.items():
            _refuse_hidden_parts(root)
            parser.add_bpmn_xml(_with_messages_in_place(root), filename=name)
        spec, called = parser.get_spec(process_id), parser.get_subprocess_specs(process_id)
    except ValidationException as err:
        raise UnreadableDiagram(_sentence_of(err)) from err
    except (RecursionError, KeyError, ValueError, AttributeError, AssertionError) as err:
        raise UnreadableDiagram(f"The diagram cannot be read by the engine: {type(err).__name__}.") from err
    for one in (spec, *called.values()):
        _connect_rounds(one)
    return spec, called


def _refuse_hidden_parts(root: etree._Element) -> None:
    """Refuse what the parser would run, misunderstand or skip in silence."""
    for holder in root.iter(f"{{{BPMN}}}extensionElements"):
        _refuse_extensions(holder)
    for element in root.iterfind(f".//{{{BPMN}}}process//*"):
        name, element_id = etree.QName(element).localname, element.get("id", "")
        if name in _REFUSED_PARTS:
            raise UnreadableDiagram(f"The diagram holds a {name}, which is not allowed.", line=line_of(element))
        if element.get("isSequential") == "true":
            raise UnreadableDiagram("Items can only be gone through side by side.", line=line_of(element))
        if element_id in _RESERVED_IDS or element_id.endswith(".EndJoin"):
            raise UnreadableDiagram(f"No element may have the id {element_id}.", line=line_of(element))


def _refuse_extensions(holder: etree._Element) -> None:
    element = holder.getparent()
    if element is None or etree.QName(element).localname in _FREE_HOLDERS:
        return
    for part in holder.iterchildren(f"{{{SPIFF}}}*"):
        name = etree.QName(part).localname
        if name not in _EXTENSIONS:
            raise UnreadableDiagram(f"{element.get('id', '?')} holds {name}, which is not allowed.")


def _with_messages_in_place(root: etree._Element) -> etree._Element:
    """Give a copy in which payload and variable of a message stand at each event that uses it, as Spiff wants."""
    copied = deepcopy(root)
    messages = {message.get("id"): message for message in copied.iterfind(f"{{{BPMN}}}message")}
    for event in copied.iter(f"{{{BPMN}}}messageEventDefinition"):
        message = messages.get(event.get("messageRef"))
        holder = None if message is None else message.find(f"{{{BPMN}}}extensionElements")
        if holder is not None and event.find(f"{{{BPMN}}}extensionElements") is None:
            event.append(deepcopy(holder))
    for message in messages.values():
        for holder in message.findall(f"{{{BPMN}}}extensionElements"):
            message.remove(holder)
    return copied


def _connect_rounds(spec: Any) -> None:
    """Tie the rounds of loops to their frames now, so that nothing changes the shared specification later."""
    for frame in list(spec.task_specs.values()):
        rounds = spec.task_specs.get(getattr(frame, "task_spec", None))
        if rounds is not None and not rounds.completed_event.is_connected(frame.merge_child):
            rounds.completed_event.connect(frame.merge_child)


def _sentence_of(err: Exception) -> str:
    parts: Iterable[object] = (getattr(err, "file_name", None), getattr(err, "tag", None), getattr(err, "id", None))
    where = " ".join(str(part) for part in parts if part)
    return f"{err.args[0] if err.args else err} ({where})" if where else str(err)
