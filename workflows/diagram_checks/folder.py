"""Diagrams on disk for the command line: which files a path means, and the lists that belong to them.

The only file of the checks that opens files.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from workflows.diagram_checks import check_bundle
from workflows.diagram_checks.findings import Finding
from workflows.diagram_checks.vocabulary import read_vocabulary

SHIPPED = Path(__file__).resolve().parents[2] / "bpmn"


def check_paths(paths: Iterable[Path], *, letters: Collection[str] | None = None) -> list[tuple[str, list[Finding]]]:
    """Give the findings of each diagram that the paths mean; a folder means every .bpmn file below it.

    A file inside a bpmn/ folder (one with roles.json) is checked together with all its neighbours there; a
    stranger's file with the shipped lists. Raises OSError, UnreadableVocabulary.
    """
    wanted = [file for path in paths for file in _diagrams_of(path)]
    checked: dict[Path, list[Finding]] = {}
    for home in dict.fromkeys(_home_of(file) for file in wanted):
        mine = [file for file in wanted if _home_of(file) == home]
        checked |= _check_home(home, mine, letters)
    return [(str(file), checked[file]) for file in wanted]


def _diagrams_of(path: Path) -> list[Path]:
    return sorted(path.rglob("*.bpmn")) if path.is_dir() else [path]


def _home_of(file: Path) -> Path | None:
    return next((folder for folder in file.resolve().parents if (folder / "roles.json").is_file()), None)


def _check_home(home: Path | None, wanted: list[Path], letters: Collection[str] | None) -> dict[Path, list[Finding]]:
    base = home or SHIPPED
    texts = {str(each.relative_to(base)): each.read_text("utf-8") for each in base.rglob("*.json")}
    together = {file.resolve() for file in wanted} | set(home.rglob("*.bpmn") if home else ())
    names = {file: str(file.relative_to(home)) if home else str(file) for file in sorted(together)}
    vocabulary = read_vocabulary(texts | {name: "" for name in names.values()}, letters=letters)
    found = check_bundle({name: file.read_bytes() for file, name in names.items()}, vocabulary)
    return {file: found[names[file.resolve()]] for file in wanted}
