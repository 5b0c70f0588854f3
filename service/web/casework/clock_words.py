"""The clocks of a case as a table: the binding one first, those that ended, those that have not begun."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from service.access import COMMUNITY_TRIGGER, OPCC_APPEAL
from service.store.queries.case_clocks import ClockRow
from service.web import context
from service.web.casework.opening import OpenCase
from workflows import (
    ClockKind,
    ClockRule,
    Due,
    DuePhrase,
    Moment,
    Tone,
    Unit,
    UnknownClock,
    date_and_time,
    done_words,
    length_words,
    long_date,
)

CANCELLED = DuePhrase("Cancelled", "", Tone.CANCELLED)
MISSED = DuePhrase("Missed", "the case went on without it", Tone.MET_LATE)
ACTED = DuePhrase("Passed", "", Tone.MET)
IN_OR_DONE = {"ct_action": "done", "te_reply": "done"}  # actions and replies are done, answers of bodies are in
MILESTONES = {
    COMMUNITY_TRIGGER: (
        "ct_acknowledge",
        "ct_threshold_decision",
        "ct_review_meeting",
        "ct_review_outcome",
        "ct_plan",
    ),
    OPCC_APPEAL: ("ap_acknowledge", "ap_decision"),
}
STARTS = {
    Moment.COMPLETED: "Starts when the application is complete",
    Moment.THRESHOLD_MET_LETTER: "Starts when the decision letter goes, if the threshold is met",
    Moment.OUTCOME_LETTER: "Starts when the outcome letter goes",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownClock:
    """One line of the table of clocks."""

    title: str
    note: str
    target: str
    limit: str
    first_limit_on: date | None  # before an extension
    why_id: int | None
    phrase: DuePhrase | None
    stands: str  # before the phrase: "3 of 4 in."
    starts: str = ""
    is_binding: bool = False


def rule_of(opened: OpenCase, clock: str) -> ClockRule | None:
    """Give the rule of a clock in the version this case runs on, or None."""
    try:
        return opened.register.rule(clock)
    except UnknownClock:
        return None


def due_of(opened: OpenCase, row: ClockRow) -> Due:
    """Give what a due phrase needs of a clock."""
    return Due(limit_on=row.limit_on, limit_at=row.limit_at, unit=opened.unit_of(row.clock))


def phrase_of(opened: OpenCase, row: ClockRow) -> DuePhrase:
    """Give where a clock stands."""
    if row.is_running:
        return _running(opened, row)
    if row.state == "missed":
        return MISSED
    if row.state != "done" or row.ended_at is None:
        return CANCELLED
    return done_words(due_of(opened, row), done_at=row.ended_at, now=context.now(), calendar=opened.calendar)


def _running(opened: OpenCase, row: ClockRow) -> DuePhrase:
    phrase = opened.phrase(due_of(opened, row))
    if phrase.tone is Tone.LATE and _acts_by_itself(opened, row.clock):
        return ACTED
    return phrase


def _acts_by_itself(opened: OpenCase, clock: str) -> bool:
    """Tell whether nobody can be late with a clock: a reminder or a lapse."""
    rule = rule_of(opened, clock)
    return rule is not None and rule.kind is not ClockKind.LIMIT


def limit_words(opened: OpenCase, row: ClockRow) -> str:
    """Give the limit with its day in full; that of a clock in minutes with its time."""
    if opened.unit_of(row.clock) is Unit.MINUTES:
        return date_and_time(row.limit_at)
    return long_date(row.limit_on)


def _target(opened: OpenCase, row: ClockRow) -> str:
    if opened.unit_of(row.clock) is Unit.MINUTES:
        return date_and_time(row.remind_at) if row.remind_at else ""
    return long_date(row.target_on) if row.target_on else ""


def clock_table(opened: OpenCase, rows: Sequence[ClockRow], *, binding: str = "") -> list[ShownClock]:
    """Give the lines of the table, the rows of one clock for several bodies as one line.

    The clock behind the next promise binds; without a promise the nearest limit does.
    """
    shown = [row for row in rows if row.state != "replaced"]
    first_limits = first_limits_of(rows)
    grouped: dict[str, list[ClockRow]] = {}
    for row in shown:
        grouped.setdefault(row.clock, []).append(row)
    running = [group for group in grouped.values() if any(row.is_running for row in group)]
    ended = [group for group in grouped.values() if not any(row.is_running for row in group)]
    lines = [_line(opened, group, first_limits) for group in sorted(running, key=_binding_first(opened, binding))]
    if lines:
        lines[0] = replace(lines[0], is_binding=True, note="binding now")
    lines += [_line(opened, group, first_limits) for group in sorted(ended, key=_latest_end, reverse=True)]
    return [*lines, *(_not_started(opened, set(grouped)) if opened.head.is_open else ())]


def first_limits_of(rows: Sequence[ClockRow]) -> dict[int, date]:
    """Give the limit a running row had before it was extended, by the row's id."""
    by_id = {row.clock_id: row for row in rows}
    found = {}
    for row in rows:
        earlier = row
        while earlier.replaces_id in by_id and earlier.reason:
            earlier = by_id[earlier.replaces_id]
        if earlier is not row and earlier.limit_on != row.limit_on:
            found[row.clock_id] = earlier.limit_on
    return found


def _binding_first(opened: OpenCase, binding: str) -> Callable[[list[ClockRow]], tuple[bool, bool, datetime]]:
    """Sort running clocks: the binding one, then limits that can be missed, the nearest first, then reminders."""

    def place(group: list[ClockRow]) -> tuple[bool, bool, datetime]:
        is_limit = not _acts_by_itself(opened, group[0].clock)
        return group[0].clock != binding, not is_limit, min(row.limit_at for row in group if row.is_running)

    return place


def _latest_end(group: list[ClockRow]) -> tuple[date, int]:
    return max((row.ended_on or row.limit_on, row.clock_id) for row in group)


def _line(opened: OpenCase, group: list[ClockRow], first_limits: dict[int, date]) -> ShownClock:
    running = [row for row in group if row.is_running]
    row = min(running, key=lambda one: one.limit_at) if running else group[-1]
    several = len({one.key for one in group}) > 1 and not _acts_by_itself(opened, row.clock)
    done = [one for one in group if one.state == "done"]
    return ShownClock(
        title=row.title,
        note="",
        target=_target(opened, row),
        limit=limit_words(opened, row),
        first_limit_on=first_limits.get(row.clock_id),
        why_id=row.clock_id,
        phrase=phrase_of(opened, row),
        stands=f"{len(done)} of {len(group)} {IN_OR_DONE.get(row.clock, 'in')}." if several else "",
    )


def _not_started(opened: OpenCase, known: set[str]) -> Iterable[ShownClock]:
    for clock in MILESTONES.get(opened.head.process_id, ()):
        rule = rule_of(opened, clock)
        if rule is None or clock in known:
            continue
        yield ShownClock(
            title=rule.title,
            note="",
            target="",
            limit="",
            first_limit_on=None,
            why_id=None,
            phrase=None,
            stands="Not started",
            starts=f"{STARTS.get(rule.counted_from, f'Starts from: {rule.counted_from_words}')}, "
            f"then {length_words(rule.limit, rule.unit)}",
        )
