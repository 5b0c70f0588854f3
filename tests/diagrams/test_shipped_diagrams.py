"""Every diagram under bpmn/ passes every check, with the shipped lists and the real letters, and can be read."""

from pathlib import Path

import pytest

from letters import letter_catalogue
from workflows.definition import load_definition
from workflows.diagram_checks import Grade, Vocabulary, check_bundle, read_vocabulary

BPMN = Path(__file__).parents[2] / "bpmn"
DIAGRAMS = {path.relative_to(BPMN).as_posix(): path.read_text("utf-8") for path in sorted(BPMN.rglob("*.bpmn"))}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """The words that diagrams may use, as shipped."""
    texts = {path.relative_to(BPMN).as_posix(): path.read_text("utf-8") for path in BPMN.rglob("*.json")}
    return read_vocabulary(texts | DIAGRAMS, letters=letter_catalogue().keys())


def test_there_are_diagrams_to_check(vocabulary: Vocabulary) -> None:
    assert "community_trigger" in vocabulary.processes
    assert "SPOC" in vocabulary.roles
    assert "ct_threshold_decision" in vocabulary.clocks
    assert vocabulary.forms


def test_every_shipped_diagram_passes_every_check(vocabulary: Vocabulary) -> None:
    found = check_bundle(DIAGRAMS, vocabulary)

    blocking = [
        f"{name}: {each.element_id} ({each.rule}) {each.what}"
        for name, findings in found.items()
        for each in findings
        if each.grade != Grade.LOOK
    ]
    assert blocking == []


@pytest.mark.parametrize("procedure", sorted({name.partition("/")[0] for name in DIAGRAMS}))
def test_the_engine_can_read_every_shipped_diagram(procedure: str) -> None:
    files = {name: text for name, text in DIAGRAMS.items() if name.startswith(f"{procedure}/")}

    read = load_definition(files, process_id=procedure)
    called = {read.process_id, *read.called_specs}
    beside = {Path(name).stem for name in files} - called  # begun by the service, not called by the first drawing

    assert all(load_definition(files, process_id=name).spec is not None for name in beside)
    assert {Path(name).stem for name in files} <= read.processes.keys()
