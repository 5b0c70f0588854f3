"""Dates, times and numbers in the words of the design."""

from datetime import UTC, datetime, time, timedelta

import pytest

from tests.frozen_clock import day
from workflows.clock_register import Unit
from workflows.date_words import (
    and_list,
    clock_time,
    counted,
    date_and_time,
    duration_words,
    length_words,
    list_date,
    long_date,
    wall_time,
    working_days_words,
)
from workflows.due_dates import NaiveInstant


def test_a_date_has_its_weekday_day_month_and_year() -> None:
    assert long_date(day("Wed 30 Dec 2026")) == "Wednesday 30 December 2026"
    assert long_date(day("Sun 1 Mar 2026")) == "Sunday 1 March 2026"


def test_in_lists_the_year_is_left_out_when_it_is_this_year() -> None:
    today = day("Tue 22 Dec 2026")

    assert list_date(day("Wed 30 Dec 2026"), today=today) == "Wednesday 30 December"
    assert list_date(day("Tue 12 Jan 2027"), today=today) == "Tuesday 12 January 2027"


@pytest.mark.parametrize(
    ("wall", "words"),
    [
        (time(15, 40), "3:40pm"),
        (time(11), "11am"),
        (time(9, 5), "9:05am"),
        (time(12), "midday"),
        (time(12, 12), "12:12pm"),
        (time(0), "just after midnight"),
        (time(0, 7), "12:07am"),
        (time(23, 59), "11:59pm"),
    ],
)
def test_times_are_short_and_midnight_never_stands_alone(wall: time, words: str) -> None:
    assert wall_time(wall) == words


def test_times_are_those_on_the_wall_in_london() -> None:
    assert clock_time(datetime(2026, 6, 15, 14, 40, tzinfo=UTC)) == "3:40pm"
    assert date_and_time(datetime(2026, 6, 15, 23, 0, tzinfo=UTC)) == "just after midnight, Tuesday 16 June 2026"
    with pytest.raises(NaiveInstant):
        clock_time(datetime(2026, 6, 15, 14, 40))  # noqa: DTZ001 - the very thing that is refused


def test_numbers_agree_with_their_nouns() -> None:
    assert [counted(n, "task") for n in (0, 1, 2)] == ["0 tasks", "1 task", "2 tasks"]
    assert counted(2, "body", "bodies") == "2 bodies"
    assert [working_days_words(n) for n in (1, 2)] == ["1 working day", "2 working days"]


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(hours=3, minutes=52, seconds=59), "3 hours 52 minutes"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(seconds=3), "1 minute"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(days=1, hours=2, minutes=5), "1 day 2 hours"),
        (timedelta(days=3), "3 days"),
    ],
)
def test_a_duration_is_told_in_its_two_largest_parts(length: timedelta, words: str) -> None:
    assert duration_words(length) == words


def test_a_list_ends_with_and() -> None:
    assert [and_list(["a", "b", "c"][:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        (0, Unit.MINUTES, "at once"),
        (1, Unit.MINUTES, "1 minute"),
        (30, Unit.MINUTES, "30 minutes"),
        (60, Unit.MINUTES, "1 hour"),
        (90, Unit.MINUTES, "1 hour 30 minutes"),
        (240, Unit.MINUTES, "4 hours"),
        (1440, Unit.MINUTES, "24 hours"),
        (0, Unit.WORKING_DAYS, "the same day"),
        (5, Unit.WORKING_DAYS, "5 working days"),
        (3, Unit.CALENDAR_DAYS, "3 days"),
        (1, Unit.MONTHS, "1 month"),
    ],
)
def test_cm_06_the_length_of_a_clock_in_words(number: int, unit: Unit, words: str) -> None:
    assert length_words(number, unit) == words
