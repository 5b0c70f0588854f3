"""The small diagrams of fixtures/ and the words they may use; hostile files from the corpora."""

import base64
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workflows.diagram_checks import KnownClock, Vocabulary

FIXTURES = Path(__file__).parent / "fixtures"
CORPORA = Path(__file__).parents[1] / "corpora"

_FORM = {
    "title": "Check the form",
    "questions": [
        {"id": "met", "type": "yes_no", "label": "Is the threshold met?", "fact": True},
        {"id": "late", "type": "yes_no", "label": "Is it late?", "fact": True},
        {"id": "adjourned", "type": "yes_no", "label": "Was it adjourned?", "fact": True},
        {"id": "reasons", "type": "long_text", "label": "Reasons"},
    ],
}
_BAD_FORM = {"title": "Without ids", "questions": [{"type": "text"}]}
_ASKS_NOTHING = ("Task_Unasked", "Task_ConfirmWithdrawal")
_CLOCKS = (
    KnownClock(id="ct_received", limit=10, counted_from="received"),
    KnownClock(id="ct_reminder", kind="reminder", limit=10),
    KnownClock(id="ct_late_reminder", kind="reminder", limit=20),
    KnownClock(id="ct_lapse", kind="lapse", limit=20),
    KnownClock(id="ct_return", limit=5),
)


def read_fixture(name: str) -> dict[str, str]:
    """Give the files of a fixture by name: one diagram, or a folder of diagrams."""
    folder = FIXTURES / name
    if folder.is_dir():
        return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.bpmn"))}
    path = FIXTURES / f"{name}.bpmn"
    return {path.name: path.read_text("utf-8")}


def words_for(files: Mapping[str, str]) -> Vocabulary:
    """Give a vocabulary in which every user task of the files has a form, but for those that shall have none."""
    forms: dict[str, dict[str, Any]] = {}
    for text in files.values():
        process_ids = re.findall(r'<bpmn:process id="([^"]+)"', text)
        tasks = [each for each in re.findall(r'<bpmn:userTask id="([^"]+)"', text) if each not in _ASKS_NOTHING]
        forms[process_ids[0]] = {task: _BAD_FORM if task == "Task_BadForm" else _FORM for task in tasks}
    return Vocabulary(
        roles=frozenset({"SPOC", "CSP manager"}),
        clocks={clock.id: clock for clock in _CLOCKS},
        letters=frozenset({"L-CT-05", "L-CT-07", "L-CT-19", "L-CT-20"}),
        forms=forms,
        processes=frozenset(Path(name).stem for name in files),
    )


def hostile_cases(corpus: str) -> list[tuple[str, str, bytes]]:
    """Give id, kind and content of each case of a corpus file."""
    data = json.loads((CORPORA / f"{corpus}.json").read_text("utf-8"))
    return [(case["id"], case.get("kind", ""), _content(case)) for case in data["cases"]]


def _content(case: Mapping[str, Any]) -> bytes:
    if "payload_b64" in case:
        return base64.b64decode(case["payload_b64"])
    if "payload" in case:
        return str(case["payload"]).encode("utf-8")
    made = case["gen"]
    if "elements" in made:
        return _chain_of_tasks(made["elements"])
    return re.sub(r"\{([^{}]*)\*(\d+)\}", lambda part: part[1] * int(part[2]), made["template"]).encode("utf-8")


def _chain_of_tasks(count: int) -> bytes:
    steps = "".join(
        f'<userTask id="t{at}"/><sequenceFlow id="f{at}" sourceRef="t{at}" targetRef="t{at + 1}"/>'
        for at in range(count)
    )
    return (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p" isExecutable="true">'
        f'<startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="t0"/>{steps}'
        f'<endEvent id="t{count}"/></process></definitions>'
    ).encode()
