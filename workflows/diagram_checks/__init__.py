"""The checks of diagrams: a closed, safe, readable vocabulary, with findings a process owner understands.

One check a file, named by what it looks at; this face runs them all. Nothing here runs a diagram.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from workflows.diagram_checks.drawing import read_drawing
from workflows.diagram_checks.elements import check_elements
from workflows.diagram_checks.findings import Finding, Grade, exit_code, findings_json, unreadable
from workflows.diagram_checks.ids import check_ids, check_unique_ids
from workflows.diagram_checks.labels import check_labels
from workflows.diagram_checks.lanes import check_lanes
from workflows.diagram_checks.layout_flows import check_flows
from workflows.diagram_checks.layout_labels import check_label_places
from workflows.diagram_checks.layout_nodes import check_nodes
from workflows.diagram_checks.layout_presence import check_presence
from workflows.diagram_checks.reading import read_processes
from workflows.diagram_checks.vocabulary import KnownClock, KnownOperation, Vocabulary, read_vocabulary
from workflows.diagram_xml import UnreadableDiagram, read_diagram_xml

__all__ = [
    "Finding",
    "Grade",
    "KnownClock",
    "KnownOperation",
    "Vocabulary",
    "check_bundle",
    "check_diagram",
    "exit_code",
    "findings_json",
    "read_vocabulary",
]


_WORST_FIRST = list(Grade)


def check_diagram(
    xml: bytes | str, vocabulary: Vocabulary, *, bundle: Mapping[str, str] | None = None
) -> list[Finding]:
    """Give everything there is to say about one diagram, worst first; never raises for a bad file.

    `bundle` holds the other files it is published with, by name. Source: rec, D-021.
    """
    try:
        root = read_diagram_xml(xml)
    except UnreadableDiagram as err:
        return [unreadable(err.reason, line=err.line)]
    return sorted(_check(root, vocabulary), key=lambda finding: _WORST_FIRST.index(finding.grade))


def check_bundle(files: Mapping[str, str | bytes], vocabulary: Vocabulary) -> dict[str, list[Finding]]:
    """Give the findings of every file by its name, those between files included."""
    return {name: check_diagram(xml, vocabulary) for name, xml in files.items()}


def _check(root: etree._Element, vocabulary: Vocabulary) -> Iterator[Finding]:
    yield from check_elements(root)
    yield from check_unique_ids(root)
    drawing = read_drawing(root)
    for process in read_processes(root):
        yield from check_ids(process)
        yield from check_labels(process)
        yield from check_lanes(process, vocabulary)
        yield from check_presence(process, drawing)
        yield from check_nodes(process, drawing)
        yield from check_flows(process, drawing)
        yield from check_label_places(process, drawing)
