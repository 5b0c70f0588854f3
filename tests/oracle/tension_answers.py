"""Our answers to the worked cases of tension: scores, levels agreed and changed, reports, reviews, quarters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tests.oracle.dated_names import (
    Answer,
    bare_name,
    dates_from,
    known,
    moment_words,
    refuse_rest,
    take_instants,
    written,
)
from tests.oracle.shapes import CALENDAR, REGISTER, UnknownShape, instant
from workflows.clock_dates import ClockDates
from workflows.clock_register import ClockTerm
from workflows.due_dates import local_date
from workflows.rules.tension import (
    EepScores,
    Level,
    Move,
    TensionSettings,
    first_level_clock,
    impact_review_clock,
    level_of,
    quarter_ending,
    report_dates,
    review_clock,
    settle_two_views,
    suggest_level,
    what_a_move_starts,
)

_SCORES = ("experienced", "evidenced", "potential")
_LEVEL_NAMED = re.compile(r"level_(\d)_agreed|(?:\w+_)?to_(\d)")
_MEETINGS = ("te_meet", "te_meet_urgent")
_SINGLE = {  # what happened -> our clocks by the names of expected fields
    "report_received": {"reply": "te_reply"},
    "case_closed": {"evaluation": "te_evaluation"},
    "meeting_closed": {"chief_officers": "te_chief_officers"},
}
_REPEATED = ("last_review", "level_reviewed", "last_version")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """One level agreed at an instant, and what it started."""

    level: Level
    at: datetime
    move: Move
    has_hour: bool


def answer_tension(left: dict[str, Any]) -> Answer:
    """Return the function that answers a case of tension. Raises UnknownShape."""
    if all(name in left for name in _SCORES):
        return _answer_scores(left)
    if "quarter_end" in left:
        return _answer_quarter(left)
    if "police_level" in left:
        return _answer_views(left)
    names = [bare_name(name) for name in left]
    if any(name in _SINGLE or name in _REPEATED for name in names):
        return _answer_single(left)
    return _answer_levels(left)


def _answer_scores(left: dict[str, Any]) -> Answer:
    scores = EepScores(**{name: left.pop(name) for name in _SCORES})
    settings = TensionSettings(caps_suggestion=left.pop("cap", True))
    refuse_rest(left)
    suggestion = suggest_level(scores, settings=settings)
    ours = {"suggested_level": suggestion.level, "capped_flag": suggestion.is_held, "prompt": suggestion.prompt or None}
    return known(ours, {})


def _answer_views(left: dict[str, Any]) -> Answer:
    asb = left.pop("asb_level", None)
    view = settle_two_views(level_of(left.pop("police_level")), asb_team=None if asb is None else level_of(asb))
    refuse_rest(left)
    return known({"agreed_level": view.level, "level": view.level, "must_settle": view.must_settle}, {})


def _answer_quarter(left: dict[str, Any]) -> Answer:
    quarter = quarter_ending(date.fromisoformat(left.pop("quarter_end")))
    rule = REGISTER.rule("te_quarterly_report")
    if "limit_wd" in left:
        rule = rule.with_term(ClockTerm(limit=left.pop("limit_wd"), target=left.pop("target_wd", None)))
    refuse_rest(left)
    dates = report_dates(rule, quarter, calendar=CALENDAR)
    return known({"quarter": quarter.label, "period": quarter.words}, {"report": dates})


def _answer_single(left: dict[str, Any]) -> Answer:
    has_violence = bool(left.pop("violence", False))
    level = level_of(left.pop("level", Level.MODERATE))
    happened = take_instants(left, dict.fromkeys([*_SINGLE, *_REPEATED]))
    refuse_rest(left)
    clocks = {
        name: dates_from(clock, at)
        for happening, at in happened.items()
        for name, clock in _clocks_after(happening, level, has_violence=has_violence)
    }
    return known({}, clocks)


def _clocks_after(happening: str, level: Level, *, has_violence: bool) -> Iterator[tuple[str, str]]:
    yield from _SINGLE.get(happening, {}).items()
    if happening == "report_received":
        yield "first_level", first_level_clock(has_violence=has_violence)
    if happening in ("last_review", "level_reviewed"):
        yield from ((name, review_clock(level)) for name in ("review", "next_review"))
    if happening == "last_version" and (clock := impact_review_clock(level)):
        yield from ((name, clock) for name in ("cia", "cia_review"))


def _answer_levels(left: dict[str, Any]) -> Answer:
    history = list(_history(left))
    first, last = history[0], history[-1]
    meetings = [(one, clock) for one in history for clock in _MEETINGS if clock in one.move.starts]
    original = [each for each in meetings[:1] if each[0] is first]
    clocks = _clocks_running(history)
    ours: dict[str, Any] = {
        "normality_check": last.move.needs_normality_check,
        "stand_down": last.move.stands_down,
        "new_clocks": len(last.move.starts),
        "original_timer": _fate(original, history),
        **_meeting_dates("original_", original),
        **_meeting_dates("new_", [each for each in meetings[-1:] if each[0] is not first]),
    }
    ours |= {name: None for name in ("meeting_target", "meeting_limit") if "meeting" not in clocks}
    if alerted := [one for one in history if "te_alert" in one.move.starts]:
        ours["notify_by"] = written(dates_from("te_alert", alerted[-1].at))
        ours["escalate_unacknowledged_at"] = written(dates_from("te_alert_deputy", alerted[-1].at))
    if last.move.stands_down:
        ours["stand_down_notice"] = moment_words(last.at) if last.has_hour else local_date(last.at).isoformat()
    return known(ours, clocks)


def _history(left: dict[str, Any]) -> Iterator[Agreed]:
    """Give every level in the order of the given fields."""
    told, old = left.pop("level", None), None
    for name in list(left):
        found = _LEVEL_NAMED.fullmatch(bare_name(name))
        words = left.pop(name)
        if found:
            level = level_of(int(found[1] or found[2]))
        elif bare_name(name) == "level_agreed":
            level = level_of(told) if told else _likely_level(name, words)
        else:
            raise UnknownShape(f"gives {name}")
        yield Agreed(level=level, at=instant(words), move=what_a_move_starts(old, level), has_hour="T" in words)
        old = level
    if old is None:
        raise UnknownShape("gives no level")


def _likely_level(name: str, words: str) -> Level:
    """Where a case does not say its level: urgent ones give an instant with its zone, the others a local time."""
    is_instant = name == "level_agreed" and re.search(r"T.*([+-]\d\d:\d\d|Z)$", words) is not None
    return Level.SIGNIFICANT if is_instant else Level.MODERATE


def _clocks_running(history: list[Agreed]) -> dict[str, ClockDates]:
    """Give the dates of what runs after the last change, by the names of expected fields."""
    running: dict[str, datetime] = {}
    for one in history:
        running = {clock: at for clock, at in running.items() if clock not in one.move.cancels}
        running |= dict.fromkeys(one.move.starts, one.at)
    names = {
        "te_meet": "meeting",
        "te_meet_urgent": "meeting",
        "te_inform": "inform",
        "te_first_cia": "first_cia",
        "te_alert": "alert",
        review_clock(history[-1].level): "review",
    }
    return {name: dates_from(clock, running[clock]) for clock, name in names.items() if clock in running}


def _meeting_dates(prefix: str, meetings: list[tuple[Agreed, str]]) -> dict[str, Any]:
    if not meetings:
        return {f"{prefix}meeting_target": None, f"{prefix}meeting_limit": None}
    one, clock = meetings[0]
    dates = dates_from(clock, one.at)
    return {f"{prefix}meeting_target": written(dates, target=True), f"{prefix}meeting_limit": written(dates)}


def _fate(original: list[tuple[Agreed, str]], history: list[Agreed]) -> str | None:
    """Tell what became of the clock of the first level's meeting."""
    if not original:
        return None
    ended = any(original[0][1] in one.move.cancels for one in history)
    return "cancelled" if ended else "running"
