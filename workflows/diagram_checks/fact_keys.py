"""Which keys a fact is known to have: the answers a form hands on, the keys of a set_fact value."""

from __future__ import annotations

from collections.abc import Iterable

from workflows.diagram_checks.certain_facts import FactBook, Facts
from workflows.diagram_checks.diagram import Node, Process
from workflows.diagram_checks.language import dict_keys_of, try_parse
from workflows.diagram_checks.vocabulary import Form


class FactKeys:
    """The keys of facts in one bundle."""

    def __init__(self, book: FactBook) -> None:
        self._book = book

    def of(self, process: Process, name: str) -> Facts | None:
        """Give the keys that the fact has whoever set it; None where nobody can know."""
        makers = [(process, node) for node in self._makers(process, name)]
        if not makers:
            family = self._book.bundle.processes.values()
            makers = [(each, node) for each in family for node in self._makers(each, name)]
        return _shared(self._given(owner, node) for owner, node in makers)

    def _makers(self, process: Process, name: str) -> list[Node]:
        return [node for node in process.nodes if name in (node.id, node.operator and node.operator.result)]

    def _given(self, process: Process, node: Node) -> Facts | None:
        if node.kind == "userTask":
            return self._answers(process, node)
        if node.operator is not None and node.operator.id == "set_fact":
            return dict_keys_of(try_parse(node.operator.parameters.get("value", "")))
        return None

    def _answers(self, process: Process, node: Node) -> Facts | None:
        forms = self._book.vocabulary.forms
        if forms is None:
            return None
        return answers_handed_on(forms.get(process.id, {}).get(node.id, {}))


def answers_handed_on(form: Form) -> Facts:
    """Give the ids of the questions whose answers reach the engine. Source: D-022."""
    questions = form.get("questions", []) if isinstance(form, dict) else []
    rows = [each for each in questions if isinstance(each, dict)] if isinstance(questions, list) else []
    return frozenset(str(each.get("id")) for each in rows if each.get("fact"))


def _shared(found: Iterable[Facts | None]) -> Facts | None:
    keys: Facts | None = None
    for each in found:
        if each is None:
            return None
        keys = each if keys is None else keys & each
    return keys
