"""One drawing of a procedure in words: each step, who does it, by when, which letters, why. Source: brief page 9."""

from collections.abc import Iterator
from dataclasses import dataclass

from letters import letter_catalogue
from service.cases.procedures import Procedure
from service.cases.settings_effect import rule_length_words
from workflows import Element, OutlineStep, ProcessDefinition, Stand, outline
from workflows.diagram_checks.diagram import TASKS, Process
from workflows.diagram_checks.reading import read_processes
from workflows.diagram_xml import read_diagram_xml

KIND_WORDS = {
    "startEvent": "Begins",
    "endEvent": "Ends",
    "serviceTask": "By itself",
    "callActivity": "A drawing of its own",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWords:
    """One step."""

    element_id: str
    name: str
    kind: str
    branch: str  # "Threshold met? Yes"
    who: str
    latest: str
    letters: tuple[str, ...]
    why: str
    calls: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedForm:
    """The questions of one task."""

    task: str
    title: str
    questions: tuple[str, ...]


def steps_of(procedure: Procedure, process_id: str) -> list[StepWords]:
    """Give the steps of one drawing in the order of its arrows, each with what follows when it is late."""
    definition = definition_with(procedure, process_id)
    elements = definition.elements[process_id]
    told = outline(definition, (), process_id=process_id)
    late = _late_steps(procedure, process_id, {step.element_id for step in told})
    steps = []
    for step in told:
        steps.append(_step(procedure, step, elements[step.element_id]))
        for event, element_id in late.get(step.element_id, ()):
            steps.append(_late_step(procedure, event, elements[element_id]))
    return steps


def forms_of(procedure: Procedure, process_id: str) -> list[AskedForm]:
    """Give the questions that the tasks of one drawing ask."""
    return [
        AskedForm(task=element.name, title=form.title, questions=tuple(each.label for each in form.questions))
        for element in definition_with(procedure, process_id).elements[process_id].values()
        if (form := procedure.form(process_id, element.id)) is not None
    ]


def parts_of(procedure: Procedure) -> list[str]:
    """Give the drawings of a bundle: the main one, then as they are called, then those that stand alone."""
    known = [name.rsplit("/", 1)[-1].removesuffix(".bpmn") for name in procedure.diagrams]
    ordered = [procedure.process_id]
    for part in ordered:
        elements = procedure.definition.elements.get(part, {}).values()
        ordered += [each for each in dict.fromkeys(one.calls for one in elements if one.calls) if each not in ordered]
    return ordered + sorted(part for part in known if part not in ordered)


def definition_with(procedure: Procedure, process_id: str) -> ProcessDefinition:
    """Give the parsed drawings that hold this one: the whole procedure, or the one that stands alone."""
    if process_id in procedure.definition.processes:
        return procedure.definition
    return procedure.part(process_id)


def _late_steps(procedure: Procedure, process_id: str, told: set[str]) -> dict[str, list[tuple[str, str]]]:
    """Give, by the step they hang on, the events at its edge with the steps that follow each."""
    xml = next(text for name, text in procedure.diagrams.items() if name.endswith(f"{process_id}.bpmn"))
    found: dict[str, list[tuple[str, str]]] = {}
    for process in read_processes(read_diagram_xml(xml)):
        for edge in process.of_kind("boundaryEvent"):
            found.setdefault(edge.host, []).extend((edge.name, each) for each in _after(process, edge.id, told))
    return found


def _after(process: Process, start: str, told: set[str]) -> list[str]:
    """Give the tasks on the way from a node until the way joins what is told anyway."""
    way = [start]
    for node_id in way:
        ahead = [flow.target for flow in process.flows if flow.source == node_id]
        way += [each for each in ahead if each not in told and each not in way]
    return [node.id for node in process.nodes if node.id in way and node.kind in TASKS]


def _step(procedure: Procedure, step: OutlineStep, element: Element) -> StepWords:
    return StepWords(
        element_id=step.element_id,
        name=step.name,
        kind=KIND_WORDS.get(step.kind, ""),
        branch=f"{step.question} {step.answer}".strip(),
        who=element.lane or "",
        latest=_latest(procedure, element),
        letters=tuple(_letters(element)),
        why=element.documentation or "",
        calls=step.calls,
    )


def _late_step(procedure: Procedure, event: str, element: Element) -> StepWords:
    step = OutlineStep(
        process_id="", element_id=element.id, name=element.name, kind=element.type, stand=Stand.NOT_YET, question=event
    )
    return _step(procedure, step, element)


def _latest(procedure: Procedure, element: Element) -> str:
    """Give "5 working days, counted from: application complete" for the clock that the step stops."""
    clock = element.properties.get("clock") or next(iter(element.properties.get("stops_clock", "").split()), "")
    if clock not in procedure.register:
        return ""
    rule = procedure.register.rule(clock)
    return f"{rule_length_words(rule.limit, rule)}, counted from: {rule.counted_from_words}"


def _letters(element: Element) -> Iterator[str]:
    catalogue = letter_catalogue()
    for code in element.properties.get("letters", "").split():
        yield f"{code}: {catalogue[code].title}" if code in catalogue else code
