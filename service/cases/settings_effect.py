"""What a change of settings would do, in sentences: for new cases, open cases and the last ones. Changes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.cases.calendars import calendar_for
from service.cases.settings_commands import open_weakenings, register_in_force
from service.store.cases import Case
from service.store.work import Deadline
from workflows import AreaRules, ClockRule, Unit, counted, effective_register, length_words, long_date, set_clock

LOOKED_BACK = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What would follow, and what is weaker than the source."""

    sentences: tuple[str, ...]
    weaker: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The settings as they stand and as they are wished, for one area, from a day on."""

    area_id: int
    standing: AreaRules
    wished: AreaRules
    in_force_from: date


def describe_effect(session: Session, wish: Wish) -> Effect:
    """Give what the change would do. Open cases keep their version. Source: CM-12, CM-16, brief page 10."""
    register = register_in_force(session)
    before, after = effective_register(register, wish.standing), effective_register(register, wish.wished)
    sentences: list[str] = []
    for new in after:
        if new.term != before.rule(new.id).term:
            sentences.append(f"{new.title}: {term_words(new)}, for {_whose(new)} from {long_date(wish.in_force_from)}.")
            sentences += _looked_back(session, wish, new)
    if not sentences:
        sentences.append(f"Applications from {long_date(wish.in_force_from)} would follow the new settings.")
    sentences.append(_open_cases(session, wish.area_id))
    weaker = tuple(f"{each.words}." for each in open_weakenings(register, wish.wished))
    return Effect(sentences=tuple(sentences), weaker=weaker)


def term_words(rule: ClockRule) -> str:
    """Give "plan for 2, limit 3 working days", "plan for 2 hours, limit 4 hours", "at once, limit 15 minutes"."""
    limit = f"limit {rule_length_words(rule.limit, rule)}"
    if rule.target is None:
        return limit
    if rule.unit is Unit.MINUTES:
        target = rule_length_words(rule.target, rule)
        return f"plan for {target}, {limit}" if rule.target else f"{target}, {limit}"
    return f"plan for {rule.target or 'the same day'}, {limit}"


def rule_length_words(number: int, rule: ClockRule) -> str:
    """Give "3 working days", "4 hours", "1 working day before" for a clock that counts backwards."""
    words = length_words(number, rule.unit)
    return f"{words} before" if rule.backwards and number else words


def _whose(rule: ClockRule) -> str:
    return "applications" if rule.id.startswith("ct_") else "cases"


def _open_cases(session: Session, area_id: int) -> str:
    number = session.scalar(select(func.count()).where(Case.area_id == area_id, Case.is_open.is_(True))) or 0
    if number == 0:
        return "No case is open, so no date would move."
    keeps = "keeps its dates" if number == 1 else "keep their dates"
    return f"The {counted(number, 'open case')} {keeps}. No promise already made would move."


def _looked_back(session: Session, wish: Wish, rule: ClockRule) -> Iterator[str]:
    """Say how the last cases would have done under this limit."""
    calendar = calendar_for(session, wish.wished)
    rows = session.execute(
        select(Deadline.started_at, Deadline.ended_on, Deadline.ended_at)
        .join(Case, Case.id == Deadline.case_id)
        .where(Case.area_id == wish.area_id, Deadline.clock == rule.id, Deadline.state.in_(("done", "missed")))
        .where(Deadline.ended_on.is_not(None))
        .order_by(Deadline.ended_at.desc())
        .limit(LOOKED_BACK)
    ).all()
    if not rows:
        return
    limits = [
        set_clock(rule, trigger_at=row.started_at, calendar=calendar, cut_off=wish.wished.cut_off) for row in rows
    ]
    is_elapsed = rule.unit is Unit.MINUTES
    met = sum(
        row.ended_at <= limit.limit_at if is_elapsed else row.ended_on <= limit.limit_on
        for row, limit in zip(rows, limits, strict=True)
    )
    late = len(rows) - met
    yield f"Of the last {counted(len(rows), 'case')}, {met} would have met it and {late} would have been late."
