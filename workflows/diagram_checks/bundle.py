"""Diagrams that are published together: who calls whom, which stand on top, which go in a circle."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from workflows.diagram_checks.diagram import Node, Process


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSite:
    """One call activity and the process it lies in."""

    process: Process
    node: Node


class Bundle:
    """The processes of several files, by id; the first of an id counts."""

    def __init__(self, processes: Iterable[Process]) -> None:
        self.processes: dict[str, Process] = {}
        for process in processes:
            self.processes.setdefault(process.id, process)

    @cached_property
    def sites(self) -> dict[str, tuple[CallSite, ...]]:
        """The call activities that call each process."""
        found: dict[str, list[CallSite]] = {}
        for process in self.processes.values():
            for node in process.of_kind("callActivity"):
                found.setdefault(node.calls, []).append(CallSite(process=process, node=node))
        return {process_id: tuple(sites) for process_id, sites in found.items()}

    def sites_of(self, process: Process) -> tuple[CallSite, ...]:
        """Give the call activities that call this process; none for a main process."""
        return self.sites.get(process.id, ())

    def called_by(self, process: Process) -> list[Process]:
        """Give the processes this one calls, each once, unknown ones left out."""
        ids = dict.fromkeys(node.calls for node in process.of_kind("callActivity"))
        return [self.processes[each] for each in ids if each in self.processes]

    def family_of(self, process: Process) -> list[Process]:
        """Give the process and everything it calls, directly or through others."""
        family = [process]
        for member in family:
            family += [each for each in self.called_by(member) if each not in family]
        return family

    @cached_property
    def callers_first(self) -> list[Process]:
        """The processes, each after all that call it; those in or below a circle are left out."""
        settled: list[Process] = []
        waiting = list(self.processes.values())
        while waiting:
            free = [each for each in waiting if all(site.process in settled for site in self.sites_of(each))]
            if not free:
                return settled
            settled += free
            waiting = [each for each in waiting if each not in settled]
        return settled
