"""A diagram that says what it takes in and gives out says so in full, or the engine passes over it."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.diagram_checks.certain_facts import FactBook
from workflows.diagram_checks.diagram import Border, Process
from workflows.diagram_checks.findings import Finding, Words, put_right


def check_borders(process: Process, book: FactBook) -> Iterator[Finding]:
    """Find incomplete ioSpecifications, those with a terminate end, outputs that nobody sets. Source: P-14."""
    border = process.border
    if border is None:
        return
    if not border.has_both_sets or not border.listed_outputs or border.listed_outputs != border.outputs:
        yield _incomplete(process)
    if border.has_inputs:
        yield _takes_in(process)
    if any(end.has_trigger("terminate") for end in process.of_kind("endEvent")):
        yield _terminates(process)
    yield from _check_set(process, border, book)


def _check_set(process: Process, border: Border, book: FactBook) -> Iterator[Finding]:
    given = book.given_out.get(process.id)
    for name in sorted(border.listed_outputs - given) if given is not None else ():
        yield _wrong(
            process,
            f"The diagram promises to give out {name[:80]}, but not every way sets it.",
            "The case would stop when the diagram ends without it.",
            f"Set {name[:80]} by a service task (set_fact) on every way to an end.",
        )


def _incomplete(process: Process) -> Finding:
    return _wrong(
        process,
        "The ioSpecification of the process is not complete.",
        "Without both sets, and every output listed in the output set, the engine passes over all of it.",
        "Write dataOutput, an empty inputSet, and an outputSet with dataOutputRefs for each output.",
    )


def _takes_in(process: Process) -> Finding:
    return _wrong(
        process,
        "The ioSpecification of the process names inputs.",
        "Then nothing else comes in, and a caller without just these stops.",
        "Keep the outputs only; what a diagram needs is named in the property facts of its start event.",
    )


def _terminates(process: Process) -> Finding:
    return _wrong(
        process,
        "The process has both an ioSpecification and a terminate end event.",
        "The engine crashes at such an end.",
        "Make it a plain end event, or move the part with the ioSpecification into a diagram of its own.",
    )


def _wrong(process: Process, what: str, why: str, how: str) -> Finding:
    return put_right(process, "P-14", Words(what=what, why=why, how=how))
