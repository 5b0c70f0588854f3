"""Diagrams broken at random: a readable file of a stranger always gets findings, never an error, never a hang."""

import random
from pathlib import Path
from time import perf_counter

import pytest
from lxml import etree

from tests.diagrams.fixture_words import read_fixture, words_for
from workflows.diagram_checks import check_bundle, check_diagram
from workflows.diagram_xml import UnreadableDiagram, read_diagram_xml

BPMN = Path(__file__).parents[2] / "bpmn"
SHIPPED = {path.name: path.read_text("utf-8") for path in sorted(BPMN.rglob("*.bpmn"))}
_VALUES = ["", "Start", "End", "0", "-1", "nan", "1e400", "x" * 300, "due(", "Task_Gone", "\u202etxt", "True"]
LONGEST_SECONDS = 2.0


def _break(text: str, chance: random.Random) -> str:
    """Give the diagram with up to six random wounds."""
    root = etree.fromstring(text.encode("utf-8"))
    for _ in range(chance.randint(1, 6)):
        _wound(chance.choice(list(root.iter(etree.Element))), root, chance)
    return etree.tostring(root, encoding="unicode")


def _wound(element: etree._Element, root: etree._Element, chance: random.Random) -> None:
    others = list(root.iter(etree.Element))
    parent = element.getparent()
    match chance.randrange(6):
        case 0 if parent is not None:
            parent.remove(element)
        case 1 if element.attrib:
            del element.attrib[chance.choice(sorted(element.attrib))]
        case 2 if element.attrib:
            element.set(chance.choice(sorted(element.attrib)), chance.choice(_VALUES))
        case 3 if element.attrib:
            values = [each.get("id", "") for each in others]
            element.set(chance.choice(sorted(element.attrib)), chance.choice(values))
        case 4:
            element.tag = chance.choice(others).tag
        case 5:
            element.text = chance.choice(_VALUES)
        case _:
            pass


@pytest.mark.timeout(60)
@pytest.mark.parametrize("seed", range(40))
def test_a_diagram_broken_at_random_is_judged_and_never_raises(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    files = {name: _break(text, chance) for name, text in chance.sample(sorted(SHIPPED.items()), 6)}

    began = perf_counter()
    found = check_bundle(files, words_for(read_fixture("right")))

    assert perf_counter() - began < LONGEST_SECONDS * len(files)
    assert set(found) == set(files)
    for name, text in files.items():
        assert _is_readable(text) == all(each.grade != "unreadable" for each in found[name])


def _is_readable(text: str) -> bool:
    try:
        read_diagram_xml(text)
    except UnreadableDiagram:
        return False
    return True


def _net(nodes: int, kind: str) -> str:
    """Give a diagram in which every step leads to the next three."""
    steps = "".join(f'<{kind} id="n{at}"/>' for at in range(nodes))
    flows = "".join(
        f'<sequenceFlow id="f{at}_{on}" sourceRef="n{at}" targetRef="n{at + on}"/>'
        for at in range(nodes)
        for on in (1, 2, 3)
        if at + on < nodes
    )
    return (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><startEvent id="s"/>'
        f'<sequenceFlow id="f" sourceRef="s" targetRef="n0"/>{steps}{flows}<endEvent id="n{nodes}"/>'
        f'<sequenceFlow id="g" sourceRef="n{nodes - 1}" targetRef="n{nodes}"/></process></definitions>'
    )


@pytest.mark.timeout(60)
@pytest.mark.parametrize("nodes", [120, 240])
@pytest.mark.parametrize("kind", ["exclusiveGateway", "parallelGateway", "userTask", "callActivity"])
def test_a_tangle_of_steps_is_judged_in_time(kind: str, nodes: int) -> None:
    began = perf_counter()

    findings = check_diagram(_net(nodes, kind), words_for({}))

    assert perf_counter() - began < LONGEST_SECONDS
    assert findings


@pytest.mark.timeout(60)
def test_a_long_chain_of_steps_is_judged_in_time() -> None:
    steps = "".join(
        f'<userTask id="n{at}"/><sequenceFlow id="f{at}" sourceRef="n{at}" targetRef="n{at + 1}"/>' for at in range(490)
    )
    text = (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><startEvent id="s"/>'
        f'<sequenceFlow id="f" sourceRef="s" targetRef="n0"/>{steps}<endEvent id="n490"/></process></definitions>'
    )
    began = perf_counter()

    findings = check_diagram(text, words_for({}))

    assert perf_counter() - began < LONGEST_SECONDS
    assert "The diagram has 492 elements." in [each.what for each in findings]
