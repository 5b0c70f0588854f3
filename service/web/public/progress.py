"""The tracking page in words: the next promise, five stages at most, why the date is what it is. Pure. Brief 5e."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from service.store.queries.public_tracking import Milestones, Promised
from workflows import BusinessCalendar, and_list, long_date, working_days_words

PROMISES: Mapping[str, str] = {
    "ct_acknowledge": "write to you that we have everything",
    "ct_threshold_decision": "tell you if there will be a review",
    "ct_contact": "call you about the review",
    "ct_review_outcome": "tell you the outcome of the review",
    "ct_plan": "agree a plan with you",
    "ct_victim_update": "tell you how the plan is going",
    "ct_plan_review": "look at the plan with you",
    "ct_concern_acknowledge": "tell you that we have your concern",
    "ct_concern_answer": "answer your concern",
    "ct_ask_missing": "tell you if something is missing",
}
COUNTED_AFTER: Mapping[str, str] = {
    "ct_acknowledge": "we had everything",
    "ct_threshold_decision": "we had everything",
    "ct_contact": "our letter that said there will be a review",
    "ct_review_outcome": "our letter that said there will be a review",
    "ct_plan": "our letter about the outcome",
    "ct_victim_update": "our last news to you",
    "ct_concern_acknowledge": "you told us your concern",
    "ct_concern_answer": "you told us your concern",
    "ct_ask_missing": "we received your form",
}
LOOK_AHEAD = timedelta(days=14)
MOST_STAGES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class NextPromise:
    """The promise bar of the page."""

    words: str
    on: date
    is_missed: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One line of "Where it is", as components/history.html shows it."""

    state: str
    words: str


def next_promise(promises: Sequence[Promised], *, today: date) -> NextPromise | None:
    """Give the promise to show: a missed one first, then the nearest. None when we owe nothing by a date."""
    known = [one for one in promises if one.clock in PROMISES]
    chosen = next((one for one in known if one.is_missed), next(iter(known), None))
    if chosen is None:
        return None
    return NextPromise(
        words=_missed_words(chosen, today=today) if chosen.is_missed else _promise_words(chosen),
        on=chosen.promised_on,
        is_missed=chosen.is_missed,
        reasons=tuple(_reasons(chosen)),
    )


def _promise_words(promised: Promised) -> str:
    return f"We will {PROMISES[promised.clock]} by {long_date(promised.promised_on)}"


def _missed_words(promised: Promised, *, today: date) -> str:
    on = promised.new_on
    new = f"Our new date is {long_date(on)}." if on and on >= today else "We will tell you our new date."
    said = f"We said we would {PROMISES[promised.clock]} by {long_date(promised.promised_on)}."
    return f"{said} We have not. We are sorry. {new}"


def _reasons(promised: Promised) -> Iterator[str]:
    """Give why the date is what it is, in two sentences; a third when a letter moved it."""
    days = max((number for _, number, _ in promised.count if number is not None), default=0)
    after = COUNTED_AFTER.get(promised.clock)
    if after and days:
        yield f"Our promise is {working_days_words(days)} after {after}."
        yield _not_counted(promised)
    if promised.is_extended:
        yield "We wrote to you about a later date, and why."


def _not_counted(promised: Promised) -> str:
    skipped = [_holiday_words(on, why) for on, number, why in promised.count if number is None and on.weekday() < 5]
    weekends = ["weekends"] if any(on.weekday() > 4 for on, _, _ in promised.count) else []
    if not weekends and not skipped:
        return "Every day in between counts."
    return f"We do not count {or_list([*weekends, *skipped])}."


def _holiday_words(on: date, name: str) -> str:
    if "substitute" in name:
        return f"the bank holiday on {long_date(on).rsplit(' ', 1)[0]}"
    return name


def or_list(words: Sequence[str]) -> str:
    """Give "a", "a or b", "a, b or c"."""
    return and_list(words) if len(words) < 2 else f"{', '.join(words[:-1])} or {words[-1]}"


def stages(known: Milestones) -> list[Stage]:
    """Give where the application is: what was done with its date, what is done now, what comes next."""
    steps = list(_steps(known))
    shown: list[Stage] = []
    waiting = iter(("Now", "Next", "Not yet", "Not yet", "Not yet"))
    for on, done, pending in steps:
        if on is not None:
            shown.append(Stage(state="Done", words=f"{done} on {long_date(on)}"))
        elif known.closed_on is None:
            shown.append(Stage(state=next(waiting), words=pending))
    return [*shown[:1], *shown[1:][-(MOST_STAGES - 1) :]]


Step = tuple[date | None, str, str]


def _steps(known: Milestones) -> Iterator[Step]:
    yield known.received_on, "You applied", ""
    if known.outcome_on:
        yield from _after_outcome(known)
    elif known.met_on:
        yield from _review(known)
    else:
        yield from _threshold(known)
    if known.closed_on:
        yield known.closed_on, _closing_words(known.closing_reason), ""


def _threshold(known: Milestones) -> Iterator[Step]:
    yield known.completed_on, "We had everything", "We are checking that we have everything"
    if known.refused_on:
        yield known.refused_on, "We told you that there will be no review", ""
        return
    yield known.acknowledged_on, "We wrote to you", "We write to you to say that we have everything"
    yield None, "", "We are checking your reports with the people you told"
    yield None, "", "We decide if there will be a review"


def _review(known: Milestones) -> Iterator[Step]:
    yield known.met_on, "We told you that there will be a review", ""
    yield known.held_on, "The review meeting was held", "We are getting ready for the review meeting"
    yield None, "", "We tell you the outcome"
    yield None, "", "We agree a plan with you"


def _after_outcome(known: Milestones) -> Iterator[Step]:
    yield known.met_on, "We told you that there will be a review", ""
    yield known.outcome_on, "We told you the outcome", ""
    yield known.plan_on, "We sent you the plan", "We are agreeing a plan with you"
    yield None, "", "We follow the plan and tell you how it is going"


def _closing_words(reason: str) -> str:
    """Give the end without a judgement of anyone."""
    words = {"withdrawn": "You asked us to stop, and we closed it", "lapsed": "Details were missing, and we closed it"}
    return next((said for start, said in words.items() if reason.lower().startswith(start)), "We closed it")


def appeal_words(last_on: date | None, *, today: date) -> str:
    """Give until when one may appeal, as our letter says; nothing while no letter has said so. Source: CT-26, AP-06."""
    if last_on is None:
        return ""
    if today <= last_on:
        return f"You can appeal until {long_date(last_on)}. An appeal on that day is in time."
    late = "If you have a good reason for being late, say what it is."
    return f"The last day to appeal was {long_date(last_on)}. {late}"


def closed_days(calendar: BusinessCalendar, *, today: date) -> str:
    """Give the next days on which the office is closed for a bank holiday, or nothing if none is near."""
    days = [today + timedelta(days=n) for n in range(LOOK_AHEAD.days + 1)]
    holiday = next((on for on in days if on.weekday() < 5 and not calendar.is_working_day(on)), None)
    if holiday is None:
        return ""
    first = last = holiday
    while not calendar.is_working_day(last + timedelta(days=1)):
        last += timedelta(days=1)
    while first > today and not calendar.is_working_day(first - timedelta(days=1)):
        first -= timedelta(days=1)
    if first == last:
        return f"The office is closed on {_short(first)}."
    return f"The office is closed from {_short(first)} to {_short(last)}."


def _short(on: date) -> str:
    return long_date(on).rsplit(" ", 1)[0]
