"""Playing a process through with tokens: joins that wait for ever, steps that would be done twice.

Every choice is tried; a choice too many and the play stops silently (the size check speaks then).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from workflows.diagram_checks.diagram import Node, Process
from workflows.diagram_checks.findings import Finding, Words, put_right
from workflows.diagram_checks.graph import order_of, reached_from

_MOST_STEPS = 20_000
_MOST_NODES = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class _Play:
    """One way a case may go: the steps to take next, what was done, what waits at a join."""

    ready: tuple[str, ...]
    done: frozenset[str] = frozenset()
    waiting: frozenset[tuple[str, int]] = frozenset()
    is_terminated: bool = False


@dataclass(slots=True)
class _Board:
    """The process on which is played, and what the plays have shown."""

    process: Process
    ahead: dict[str, frozenset[str]]
    stuck: set[str] = field(default_factory=set)
    twice: set[str] = field(default_factory=set)


def check_walk(process: Process) -> Iterator[Finding]:
    """Find joins that can wait for ever and steps that one case would do twice. Source: STYLE 48, D-003."""
    starts = process.of_kind("startEvent")
    if len(starts) != 1 or len(process.nodes) > _MOST_NODES or order_of(process).arrows_back:
        return
    ahead = {node.id: reached_from(process, [node]) for node in process.nodes}
    board = _Board(process=process, ahead=ahead)
    _play_all(board, _Play(ready=(starts[0].id,)))
    for node in process.nodes:
        if node.id in board.stuck:
            yield _waits_for_ever(node)
        if node.id in board.twice and node.kind != "endEvent":
            yield _done_twice(node)


def _play_all(board: _Board, first: _Play) -> None:
    plays, seen = [first], {first}
    for _ in range(_MOST_STEPS):
        if not plays:
            return
        play = plays.pop()
        if not play.ready:
            board.stuck |= set() if play.is_terminated else {node_id for node_id, _ in play.waiting}
        elif play.ready[0] in play.done:
            board.twice.add(play.ready[0])
        else:
            following = {_forget(board, each) for each in _take_step(board.process, play)} - seen
            seen |= following
            plays += following


def _forget(board: _Board, play: _Play) -> _Play:
    """Keep of the past only what still lies ahead, so that ways which meet again count once."""
    open_places = [*play.ready, *(node_id for node_id, _ in play.waiting)]
    return replace(play, done=play.done & frozenset().union(*(board.ahead[each] for each in open_places)))


def _take_step(process: Process, play: _Play) -> list[_Play]:
    node = process.node(play.ready[0])
    if node is None:
        return []
    if node.kind == "parallelGateway" and len(process.flows_to(node)) > 1:
        return [_join(process, play, node)]
    if node.kind == "endEvent":
        return [replace(_on(play), is_terminated=play.is_terminated or node.has_trigger("terminate"))]
    onward = _targets(process, node)
    if node.kind in ("exclusiveGateway", "eventBasedGateway"):
        return [_on(play, target) for target in onward]
    if node.repeat is not None and node.repeat.is_endless:
        onward = []
    return [_on(play, *onward), *_by_boundary(process, play, node, onward)]


def _on(play: _Play, *node_ids: str) -> _Play:
    return replace(play, ready=(*node_ids, *play.ready[1:]), done=play.done | {play.ready[0]})


def _by_boundary(process: Process, play: _Play, node: Node, onward: list[str]) -> list[_Play]:
    events = process.boundaries_of(node)
    return [_on(play, event.id, *([] if event.is_interrupting else onward)) for event in events]


def _join(process: Process, play: _Play, node: Node) -> _Play:
    arrived = dict(play.waiting).get(node.id, 0) + 1
    others = frozenset(each for each in play.waiting if each[0] != node.id)
    if arrived < len(process.flows_to(node)):
        return replace(play, ready=play.ready[1:], waiting=others | {(node.id, arrived)})
    return replace(_on(play, *_targets(process, node)), waiting=others)


def _targets(process: Process, node: Node) -> list[str]:
    return [flow.target for flow in process.flows_from(node) if process.node(flow.target) is not None]


def _waits_for_ever(node: Node) -> Finding:
    return put_right(
        node,
        "STYLE 48",
        Words(
            what="The parallel join can wait for ever: on some ways not every branch arrives.",
            why="The case would stop here and nobody would be asked to do anything.",
            how="Join here only what a parallel gateway split; bring exclusive ways together before it.",
        ),
    )


def _done_twice(node: Node) -> Finding:
    return put_right(
        node,
        "STYLE 48",
        Words(
            what="On some ways one case would come to this step twice.",
            why="People would be asked, and letters drafted, once for every branch.",
            how="Bring parallel branches together in a parallel gateway before this step.",
        ),
    )
