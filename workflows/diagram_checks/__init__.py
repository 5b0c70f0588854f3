"""The checks of diagrams: a closed, safe, readable vocabulary, with findings a process owner understands.

One check a file, named by what it looks at; every_check.py runs them all. Nothing here runs a diagram.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from workflows.diagram_checks.bundle import Bundle
from workflows.diagram_checks.certain_facts import FactBook
from workflows.diagram_checks.every_check import ReadFile, check_file
from workflows.diagram_checks.file_names import check_file_name, check_process_names
from workflows.diagram_checks.findings import Finding, Grade, exit_code, findings_json, unreadable
from workflows.diagram_checks.reading import read_processes
from workflows.diagram_checks.vocabulary import KnownClock, UnreadableVocabulary, Vocabulary, read_vocabulary
from workflows.diagram_xml import UnreadableDiagram, read_diagram_xml

__all__ = [
    "Finding",
    "Grade",
    "KnownClock",
    "UnreadableVocabulary",
    "Vocabulary",
    "check_bundle",
    "check_diagram",
    "exit_code",
    "findings_json",
    "read_vocabulary",
]

_WORST_FIRST = list(Grade)


def check_diagram(
    xml: bytes | str, vocabulary: Vocabulary, *, bundle: Mapping[str, str | bytes] | None = None
) -> list[Finding]:
    """Give everything there is to say about one diagram, worst first; never raises for a bad file.

    `bundle` holds the other files it is published with, by name; a file of the same process in it gives way
    to `xml`. Source: rec, D-021.
    """
    mine = _read(xml)
    if isinstance(mine, Finding):
        return [mine]
    others = [_read(each) for each in (bundle or {}).values()]
    return _check(mine, [mine, *(each for each in others if isinstance(each, ReadFile))], vocabulary)


def check_bundle(files: Mapping[str, str | bytes], vocabulary: Vocabulary) -> dict[str, list[Finding]]:
    """Give the findings of every file by its name, those between files and about file names included."""
    read = {name: _read(xml) for name, xml in files.items()}
    readable = {name: each for name, each in read.items() if isinstance(each, ReadFile)}
    book = _book(list(readable.values()), vocabulary)
    names = check_process_names({name: each.processes for name, each in readable.items()})
    found: dict[str, list[Finding]] = {}
    for name, each in read.items():
        if isinstance(each, Finding):
            found[name] = [each]
        else:
            stem = PurePosixPath(name.replace("\\", "/")).stem
            about_name = [*check_file_name(stem, each.processes), *names.get(name, [])]
            found[name] = _sorted([*about_name, *check_file(each, book)])
    return found


def _read(xml: bytes | str) -> ReadFile | Finding:
    try:
        root = read_diagram_xml(xml)
    except UnreadableDiagram as err:
        return unreadable(err.reason, line=err.line)
    return ReadFile(root=root, processes=read_processes(root))


def _check(mine: ReadFile, files: list[ReadFile], vocabulary: Vocabulary) -> list[Finding]:
    return _sorted(check_file(mine, _book(files, vocabulary)))


def _book(files: list[ReadFile], vocabulary: Vocabulary) -> FactBook:
    return FactBook(Bundle(process for each in files for process in each.processes), vocabulary)


def _sorted(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: _WORST_FIRST.index(finding.grade))
