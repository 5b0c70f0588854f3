"""How a deadline stands by the hour, and the due phrase in the words of the design."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.frozen_clock import at, day
from tests.workflows.shipped import ENGLAND, REGISTER
from workflows.clock_dates import ClockDates, extend_clock, set_clock
from workflows.clock_register import ClockRule, Unit
from workflows.deadline_state import (
    CANCELLED_PHRASE,
    DeadlineState,
    Due,
    DuePhrase,
    Tone,
    deadline_state,
    distance_words,
    done_words,
)

TUESDAY = at("Tue 22 Dec 2026 11:48")
DECISION = set_clock(REGISTER.rule("ct_threshold_decision"), trigger_at=at("Mon 14 Dec 2026 10:42"), calendar=ENGLAND)


def in_minutes(limit: int, *, began: datetime) -> ClockDates:
    words = {"title": "Meet", "counted_from_words": "level agreed", "day_zero_words": "the level was agreed"}
    rule = ClockRule.model_validate(
        words | {"id": "te", "counted_from": "act", "unit": "minutes", "limit": limit, "basis": "r", "source": "CM-06"}
    )
    return set_clock(rule, trigger_at=began, calendar=ENGLAND)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("Mon 14 Dec 2026 10:42", DeadlineState.RUNNING),
        ("Wed 23 Dec 2026 08:59", DeadlineState.RUNNING),
        ("Wed 23 Dec 2026 09:00", DeadlineState.AMBER),  # 3 working days before
        ("Tue 29 Dec 2026 08:59", DeadlineState.AMBER),
        ("Tue 29 Dec 2026 09:00", DeadlineState.RED),  # 1 working day before
        ("Tue 29 Dec 2026 23:59", DeadlineState.RED),
        ("Wed 30 Dec 2026 00:00", DeadlineState.DUE_TODAY),
        ("Wed 30 Dec 2026 23:59", DeadlineState.DUE_TODAY),
        ("Thu 31 Dec 2026 00:00", DeadlineState.BREACHED),
    ],
)
def test_cm_08_a_deadline_goes_from_running_to_breached_by_the_hour(now: str, state: DeadlineState) -> None:
    assert deadline_state(DECISION, now=at(now)) is state


@pytest.mark.parametrize(
    ("done", "state"),
    [
        ("Mon 14 Dec 2026 11:00", DeadlineState.MET),
        ("Wed 30 Dec 2026 23:59", DeadlineState.MET),
        ("Thu 31 Dec 2026 00:00", DeadlineState.MET_LATE),
    ],
)
def test_cm_02_done_at_any_time_on_the_day_is_in_time(done: str, state: DeadlineState) -> None:
    assert deadline_state(DECISION, now=at("Mon 4 Jan 2027 09:00"), done_at=at(done)) is state


def test_cm_09_a_cancelled_clock_is_neither_met_nor_missed() -> None:
    late = at("Mon 4 Jan 2027 09:00")

    assert deadline_state(DECISION, now=late, cancelled=True) is DeadlineState.CANCELLED
    assert deadline_state(DECISION, now=late, done_at=late, cancelled=True) is DeadlineState.CANCELLED


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("Thu 31 Dec 2026 09:00", DeadlineState.EXTENDED),
        ("Tue 12 Jan 2027 09:00", DeadlineState.EXTENDED),
        ("Thu 14 Jan 2027 09:00", DeadlineState.DUE_TODAY),
        ("Fri 15 Jan 2027 00:00", DeadlineState.BREACHED),
    ],
)
def test_cm_09_an_extension_shows_until_its_own_day(now: str, state: DeadlineState) -> None:
    rule = REGISTER.rule("ct_threshold_decision")
    extended = extend_clock(rule, DECISION, new_limit_on=day("Thu 14 Jan 2027"), calendar=ENGLAND)

    assert deadline_state(extended, now=at(now), extended=True) is state


@pytest.mark.parametrize(
    ("minutes_after", "state"),
    [
        (0, DeadlineState.RUNNING),
        (120, DeadlineState.AMBER),
        (240, DeadlineState.RED),  # the last minute is in time
        (241, DeadlineState.BREACHED),
    ],
)
def test_cm_06_a_clock_in_minutes_is_late_after_its_last_minute(minutes_after: int, state: DeadlineState) -> None:
    began = datetime(2025, 12, 27, 2, 10, tzinfo=UTC)
    dates = in_minutes(240, began=began)
    then = began + timedelta(minutes=minutes_after)

    assert deadline_state(dates, now=then) is state
    is_late = state is DeadlineState.BREACHED
    assert deadline_state(dates, now=then, done_at=then) is (DeadlineState.MET_LATE if is_late else DeadlineState.MET)


@pytest.mark.parametrize(
    ("limit", "line1", "line2", "tone"),
    [
        ("Fri 18 Dec 2026", "2 working days late", "was due Friday 18 December", Tone.LATE),
        ("Mon 21 Dec 2026", "1 working day late", "was due Monday 21 December", Tone.LATE),
        ("Wed 31 Dec 2025", "248 working days late", "was due Wednesday 31 December 2025", Tone.LATE),
        ("Tue 22 Dec 2026", "Due today", "Tuesday 22 December", Tone.TODAY),
        ("Wed 23 Dec 2026", "1 working day left", "Wednesday 23 December", Tone.SOON),
        ("Wed 30 Dec 2026", "4 working days left", "Wednesday 30 December", Tone.SOON),
        ("Thu 31 Dec 2026", "5 working days left", "Thursday 31 December", Tone.SOON),
        ("Mon 4 Jan 2027", "6 working days left", "Monday 4 January 2027", Tone.LATER),
        ("Tue 12 Jan 2027", "12 working days left", "Tuesday 12 January 2027", Tone.LATER),
    ],
)
def test_the_due_phrase_says_the_distance_and_then_the_date(limit: str, line1: str, line2: str, tone: Tone) -> None:
    assert distance_words(Due.on(day(limit)), now=TUESDAY, calendar=ENGLAND) == DuePhrase(line1, line2, tone)


@pytest.mark.parametrize(
    ("limit", "line1", "line2", "tone"),
    [
        ("Fri 25 Dec 2026", "3 days left", "Friday 25 December, calendar days", Tone.SOON),
        ("Wed 23 Dec 2026", "1 day left", "Wednesday 23 December, calendar days", Tone.SOON),
        ("Tue 5 Jan 2027", "14 days left", "Tuesday 5 January 2027, calendar days", Tone.LATER),
        ("Sun 20 Dec 2026", "2 days late", "was due Sunday 20 December, calendar days", Tone.LATE),
        ("Tue 22 Dec 2026", "Due today", "Tuesday 22 December", Tone.TODAY),
    ],
)
def test_cm_05_calendar_days_say_so(limit: str, line1: str, line2: str, tone: Tone) -> None:
    due = Due(limit_on=day(limit), limit_at=at("Fri 1 Jan 2027 00:00"), unit=Unit.CALENDAR_DAYS)

    assert distance_words(due, now=TUESDAY, calendar=ENGLAND) == DuePhrase(line1, line2, tone)


def test_a_limit_on_a_weekend_is_never_zero_working_days_away() -> None:
    saturday, friday, sunday = day("Sat 12 Dec 2026"), at("Fri 11 Dec 2026 09:00"), at("Sun 13 Dec 2026 09:00")

    ahead = distance_words(Due.on(saturday), now=friday, calendar=ENGLAND)
    behind = distance_words(Due.on(saturday), now=sunday, calendar=ENGLAND)

    assert ahead == DuePhrase("1 day left", "Saturday 12 December, calendar days", Tone.SOON)
    assert behind == DuePhrase("1 day late", "was due Saturday 12 December, calendar days", Tone.LATE)


@pytest.mark.parametrize(
    ("limit", "line1", "line2", "tone"),
    [
        ("Tue 22 Dec 2026 15:40", "3 hours 52 minutes left", "by 3:40pm today", Tone.SOON),
        ("Tue 22 Dec 2026 11:48", "1 minute left", "by 11:48am today", Tone.SOON),
        (
            "Wed 23 Dec 2026 00:00",
            "12 hours 12 minutes left",
            "by just after midnight, Wednesday 23 December",
            Tone.SOON,
        ),
        ("Fri 25 Dec 2026 12:00", "3 days left", "by midday, Friday 25 December", Tone.SOON),
        ("Tue 22 Dec 2026 11:00", "48 minutes late", "was due by 11am today", Tone.LATE),
    ],
)
def test_cm_06_elapsed_time_is_told_in_hours_and_minutes(limit: str, line1: str, line2: str, tone: Tone) -> None:
    due = Due(limit_on=day(limit[:15]), limit_at=at(limit), unit=Unit.MINUTES)

    assert distance_words(due, now=TUESDAY, calendar=ENGLAND) == DuePhrase(line1, line2, tone)


def test_what_is_done_says_when_and_by_how_much_it_was_late() -> None:
    due = Due.of(DECISION)

    def said(done: str) -> DuePhrase:
        return done_words(due, done_at=at(done), now=TUESDAY, calendar=ENGLAND)

    assert said("Wed 16 Dec 2026 12:00") == DuePhrase("Met", "Wednesday 16 December", Tone.MET)
    assert said("Wed 30 Dec 2026 23:59") == DuePhrase("Met", "Wednesday 30 December", Tone.MET)
    assert said("Mon 4 Jan 2027 09:00") == DuePhrase(
        "Met late", "Monday 4 January 2027, 2 working days after the limit", Tone.MET_LATE
    )
    assert CANCELLED_PHRASE.line1 == "Cancelled"


def test_what_is_done_in_minutes_says_the_time() -> None:
    began = at("Tue 22 Dec 2026 10:00")
    due = Due.of(in_minutes(60, began=began))

    met = done_words(due, done_at=at("Tue 22 Dec 2026 11:00"), now=TUESDAY, calendar=ENGLAND)
    late = done_words(due, done_at=at("Tue 22 Dec 2026 11:20"), now=TUESDAY, calendar=ENGLAND)

    assert met == DuePhrase("Met", "11am, Tuesday 22 December", Tone.MET)
    assert late == DuePhrase("Met late", "11:20am, Tuesday 22 December, 20 minutes after the limit", Tone.MET_LATE)
