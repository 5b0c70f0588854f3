"""One file, one process, one name: the file is called like its process, and no two processes share a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workflows.diagram_checks.diagram import Process
from workflows.diagram_checks.findings import Finding, Words, put_right


def check_file_name(stem: str, processes: tuple[Process, ...]) -> Iterator[Finding]:
    """Find a file that is not called like its process. Source: STYLE 40."""
    if processes and processes[0].id != stem:
        yield put_right(
            processes[0],
            "STYLE 40",
            Words(
                what=f"The file is called {stem[:80]}.bpmn but its process {processes[0].id[:80]}.",
                why="Diagrams are found, called and published by this one name.",
                how="Rename the file or the process so that both are the same.",
            ),
        )


def check_process_names(files: Mapping[str, tuple[Process, ...]]) -> dict[str, list[Finding]]:
    """Find processes whose id another file has too, by file name. Source: STYLE 40."""
    owner: dict[str, str] = {}
    found: dict[str, list[Finding]] = {}
    for name, processes in files.items():
        for process in processes:
            other = owner.setdefault(process.id, name)
            if other != name:
                found.setdefault(name, []).append(_twice(process, other))
    return found


def _twice(process: Process, other: str) -> Finding:
    return put_right(
        process,
        "STYLE 40",
        Words(
            what=f"The process {process.id[:80]} is also in {other}.",
            why="A call could not tell which of the two is meant.",
            how="Rename one of them, or delete the copy.",
        ),
    )
