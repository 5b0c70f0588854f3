"""Letters that diagrams name exist in the letter catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.diagram_checks.diagram import Node, Process
from workflows.diagram_checks.findings import Finding, Words, put_right
from workflows.diagram_checks.language import literal_of, try_parse
from workflows.diagram_checks.vocabulary import Vocabulary


def check_letters(process: Process, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Find names of letters that do not exist. Source: D-008."""
    if vocabulary.letters is None:
        return
    for node in process.nodes:
        for key in _letters_of(node):
            if key not in vocabulary.letters:
                yield put_right(
                    node,
                    "D-008",
                    Words(
                        what=f"The step names the letter {key[:80]}, which does not exist.",
                        why="The case would stop when the letter is to be drafted.",
                        how="Use the number of a letter in the catalogue, such as L-CT-07.",
                    ),
                )


def _letters_of(node: Node) -> Iterator[str]:
    yield from node.properties.get("letters", "").replace(",", " ").split()
    if node.operator is not None and "letter" in node.operator.parameters:
        key = literal_of(try_parse(node.operator.parameters["letter"]))
        if key is not None:
            yield key
