"""Conditions read only facts that are certain to be there, whichever way the case has come."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.diagram_checks.certain_facts import FactBook, Facts
from workflows.diagram_checks.diagram import Process
from workflows.diagram_checks.fact_keys import FactKeys
from workflows.diagram_checks.findings import Finding, Words, put_right
from workflows.diagram_checks.language import Spoken, Use, keys_read, spoken_in, try_parse


def check_fact_names(process: Process, book: FactBook) -> Iterator[Finding]:
    """Find names and keys that no step before has set, or not on every way. Source: P-16, patterns 18."""
    keys = FactKeys(book)
    before = book.before.get(process.id, {})
    for spoken in spoken_in(process):
        expression = try_parse(spoken.text)
        if expression is None or spoken.node.id not in before:
            continue
        certain = _certain(process, book, spoken, before[spoken.node.id])
        for name in sorted(expression.names - certain):
            yield _not_certain(spoken, name)
        for name, key in sorted(keys_read(expression)):
            known = keys.of(process, name)
            if name in certain and known is not None and key not in known:
                yield _no_such_key(spoken, name, key, known)
    yield from _check_lists(process, before)


def _certain(process: Process, book: FactBook, spoken: Spoken, before: Facts) -> Facts:
    """Give what is certain when the text is read: conditions are read after their step has been done."""
    repeat = spoken.node.repeat
    is_after = spoken.use == Use.CONDITION or (spoken.use == Use.LOOP and repeat and not repeat.is_tested_before)
    return before | book.gives(process, spoken.node) if is_after else before


def _check_lists(process: Process, before: dict[str, Facts]) -> Iterator[Finding]:
    for node in process.nodes:
        name = node.repeat.list_name if node.repeat else ""
        if name and node.id in before and name not in before[node.id]:
            yield _not_certain(Spoken(use=Use.PARAMETER, text=name, place=node, node=node), name)


def _not_certain(spoken: Spoken, name: str) -> Finding:
    return put_right(
        spoken.place,
        "P-16",
        Words(
            what=f"The {spoken.use} reads {name[:80]}, which is not set on every way to here.",
            why="On the other ways the case would stop here and a person would have to repair it.",
            how="Set it on every way before (a user task, a service task with this result, a called diagram "
            'whose every way out sets it), or name it in the property "facts" of the start event.',
        ),
    )


def _no_such_key(spoken: Spoken, name: str, key: str, known: Facts) -> Finding:
    choice = ", ".join(sorted(known)) or "no answers at all"
    return put_right(
        spoken.place,
        "P-16",
        Words(
            what=f"The {spoken.use} reads {key[:80]!r} of {name[:80]}, which does not have it.",
            why="The case would stop here and a person would have to repair it.",
            how=f'It gives on {choice}. Choose one of these, or mark the question with "fact" in its form.',
        ),
    )
