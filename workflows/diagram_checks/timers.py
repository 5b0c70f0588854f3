"""Timers name a clock and never count: the register counts, the deadline row is the only truth."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.diagram_checks.diagram import Node, Process, Trigger
from workflows.diagram_checks.findings import Finding, Words, put_right
from workflows.diagram_checks.language import call_of, try_parse
from workflows.diagram_checks.vocabulary import KnownClock, Vocabulary
from workflows.expressions import FunctionCall

_HOW = 'Write due("name_of_clock") as the date of the timer; for one agency or person due_for("name", agency).'
_ARGUMENTS = {"due": 1, "remind": 1, "due_for": 2, "remind_for": 2}


def clock_call(trigger: Trigger) -> FunctionCall | None:
    """Give the call of due, due_for, remind or remind_for, if the timer is just that."""
    call = call_of(try_parse(trigger.text))
    if call is None or len(call.words) != _ARGUMENTS.get(call.function, -1):
        return None
    return call


def clocks_waited_for(node: Node) -> tuple[str, ...]:
    """Give the clocks that the timers of an event name."""
    calls = [clock_call(trigger) for trigger in node.triggers if trigger.kind == "timer"]
    return tuple(call.words[0] for call in calls if call and call.words and call.words[0])


def check_timers(process: Process, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Find timers that count, repeat or name unknown clocks, and reminders after their lapse. Source: P-01."""
    for node in process.nodes:
        for trigger in node.triggers:
            if trigger.kind == "timer":
                yield from _check_timer(node, trigger, vocabulary)
    for host in process.nodes:
        yield from _check_reminders(process, host, vocabulary)


def _check_timer(node: Node, trigger: Trigger, vocabulary: Vocabulary) -> Iterator[Finding]:
    call = clock_call(trigger)
    if trigger.text_kind != "timeDate":
        yield _counting(node, trigger)
    elif call is None or call.words[0] is None:
        yield _no_clock(node, trigger)
    elif call.words[0] not in vocabulary.clocks:
        yield _unknown_clock(node, call.words[0])


def _counting(node: Node, trigger: Trigger) -> Finding:
    words = {"timeDuration": "a length of time", "timeCycle": "a repeated time"}
    return put_right(
        node,
        "P-01",
        Words(
            what=f"The timer gives {words.get(trigger.text_kind, 'no date')} instead of naming a clock.",
            why="A length counts from the moment the case arrives here, not from the day the law names; "
            "a repeated time may never end.",
            how=_HOW,
        ),
    )


def _no_clock(node: Node, trigger: Trigger) -> Finding:
    return put_right(
        node,
        "P-01",
        Words(
            what=f"The timer's date {trigger.text[:80]!r} is not the date of a clock.",
            why="A second source of dates would not move when a deadline is extended.",
            how=_HOW,
        ),
    )


def _unknown_clock(node: Node, clock: str) -> Finding:
    return put_right(
        node,
        "D-016",
        Words(
            what=f"The timer names the clock {clock[:80]}, which the clock register does not have.",
            why="It would wait for ever.",
            how="Use a clock of clocks.json, or add the clock there with its limit and source.",
        ),
    )


def _check_reminders(process: Process, host: Node, vocabulary: Vocabulary) -> Iterator[Finding]:
    events = process.boundaries_of(host)
    named = [
        (event, vocabulary.clocks[each])
        for event in events
        for each in clocks_waited_for(event)
        if each in vocabulary.clocks
    ]
    lapses = [clock for _, clock in named if clock.kind == "lapse"]
    for event, clock in named:
        if clock.kind == "reminder" and any(_is_too_late(clock, lapse) for lapse in lapses):
            yield put_right(
                event,
                "patterns 3",
                Words(
                    what="The reminder is not due before the lapse on the same step.",
                    why="Both letters would be drafted at once.",
                    how="Make the limit of the reminder clock shorter than that of the lapse clock.",
                ),
            )


def _is_too_late(reminder: KnownClock, lapse: KnownClock) -> bool:
    return reminder.unit == lapse.unit and reminder.limit >= lapse.limit
