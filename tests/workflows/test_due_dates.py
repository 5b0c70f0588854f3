"""Counting: day 0, the cut-off hour, months, plain days, and the instants at which dates fall."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.frozen_clock import at, day
from tests.workflows.shipped import ENGLAND
from workflows.due_dates import (
    NaiveInstant,
    at_local_time,
    calendar_limit,
    day_zero,
    explain_count,
    explain_days,
    fires_at,
    limit_on,
    local_date,
    morning_of,
    period_end,
    planning_target,
)

FIVE_O_CLOCK = time(17)


@pytest.mark.parametrize(
    ("instant", "local"),
    [
        (datetime(2025, 6, 30, 23, 30, tzinfo=UTC), "Tue 1 Jul 2025"),  # 00:30 in summer time
        (datetime(2025, 12, 31, 23, 59, tzinfo=UTC), "Wed 31 Dec 2025"),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "Sun 29 Mar 2026"),  # the clocks go forward at 01:00
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), "Sun 25 Oct 2026"),  # back to winter time
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), "Sun 25 Oct 2026"),
    ],
)
def test_cm_02_the_date_on_the_wall_in_london_decides(instant: datetime, local: str) -> None:
    assert local_date(instant) == day(local)


def test_cm_02_a_time_without_zone_is_refused() -> None:
    with pytest.raises(NaiveInstant):
        local_date(datetime(2026, 1, 1, 12))  # noqa: DTZ001 - the very thing that is refused
    with pytest.raises(NaiveInstant):
        day_zero(datetime(2026, 1, 1, 12), calendar=ENGLAND)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("received", "without", "with_cut_off"),
    [
        ("Fri 13 Jun 2025 16:59", "Fri 13 Jun 2025", "Fri 13 Jun 2025"),
        ("Fri 13 Jun 2025 17:00", "Fri 13 Jun 2025", "Fri 13 Jun 2025"),
        ("Fri 13 Jun 2025 17:01", "Fri 13 Jun 2025", "Mon 16 Jun 2025"),
        ("Fri 13 Jun 2025 00:00", "Fri 13 Jun 2025", "Fri 13 Jun 2025"),
        ("Sat 14 Jun 2025 09:00", "Sat 14 Jun 2025", "Mon 16 Jun 2025"),
        ("Thu 2 Apr 2026 17:30", "Thu 2 Apr 2026", "Tue 7 Apr 2026"),
        ("Thu 24 Dec 2026 18:00", "Thu 24 Dec 2026", "Tue 29 Dec 2026"),
        ("Mon 28 Dec 2026 10:00", "Mon 28 Dec 2026", "Tue 29 Dec 2026"),
    ],
)
def test_cm_03_a_cut_off_moves_day_zero_only_where_an_area_has_one(
    received: str, without: str, with_cut_off: str
) -> None:
    received_at = at(received)

    assert day_zero(received_at, calendar=ENGLAND) == day(without)
    assert day_zero(received_at, calendar=ENGLAND, cut_off=FIVE_O_CLOCK) == day(with_cut_off)


def test_cm_02_the_review_limit_skips_the_august_bank_holiday() -> None:
    # given a threshold letter of Friday 28 August 2026; 31 August is a bank holiday
    letter_on = day("Fri 28 Aug 2026")

    # when 20 working days are counted
    limit = limit_on(letter_on, working_days=20, calendar=ENGLAND)

    # then the limit is a day later than in weeks without a holiday
    assert limit == day("Mon 28 Sep 2026")


@pytest.mark.parametrize(
    ("begins", "months", "ends"),
    [
        ("Mon 10 Mar 2025", 1, "Wed 9 Apr 2025"),
        ("Wed 31 Jan 2024", 1, "Thu 29 Feb 2024"),
        ("Fri 31 Jan 2025", 1, "Fri 28 Feb 2025"),
        ("Mon 29 Jan 2024", 1, "Wed 28 Feb 2024"),
        ("Wed 29 Jan 2025", 1, "Fri 28 Feb 2025"),
        ("Tue 28 Jan 2025", 1, "Thu 27 Feb 2025"),
        ("Mon 31 Mar 2025", 1, "Wed 30 Apr 2025"),
        ("Mon 1 Dec 2025", 1, "Wed 31 Dec 2025"),
        ("Wed 31 Dec 2025", 1, "Fri 30 Jan 2026"),
        ("Sat 31 Aug 2024", 6, "Fri 28 Feb 2025"),
        ("Tue 29 Aug 2023", 6, "Wed 28 Feb 2024"),
        ("Thu 29 Feb 2024", 12, "Fri 28 Feb 2025"),
    ],
)
def test_cm_04_a_period_of_months_begins_with_its_date(begins: str, months: int, ends: str) -> None:
    assert period_end(day(begins), months=months) == day(ends)


@given(begins=st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 1, 1)), months=st.integers(1, 60))
def test_cm_04_a_month_never_grows_and_the_next_one_never_begins_before_it_ends(begins: date, months: int) -> None:
    end = period_end(begins, months=months)

    assert begins + timedelta(days=28 * months - 1) <= end <= begins + timedelta(days=31 * months)
    assert end < period_end(begins, months=months + 1)


@pytest.mark.parametrize(
    ("trigger", "days", "limit", "plan_for"),
    [
        ("Wed 11 Jun 2025", 3, "Sat 14 Jun 2025", "Fri 13 Jun 2025"),
        ("Thu 2 Apr 2026", 3, "Sun 5 Apr 2026", "Thu 2 Apr 2026"),
        ("Fri 3 Apr 2026", 3, "Mon 6 Apr 2026", "Fri 3 Apr 2026"),  # no working day lies between
        ("Tue 23 Dec 2025", 14, "Tue 6 Jan 2026", "Tue 6 Jan 2026"),
    ],
)
def test_cm_05_plain_days_do_not_roll_and_have_a_planning_target(
    trigger: str, days: int, limit: str, plan_for: str
) -> None:
    limit_day = calendar_limit(day(trigger), days=days)

    assert limit_day == day(limit)
    assert planning_target(day(trigger), limit_day, ENGLAND) == day(plan_for)


@pytest.mark.parametrize(
    ("limit", "too_late_from"),
    [
        ("Tue 22 Dec 2026", datetime(2026, 12, 23, 0, 0, tzinfo=UTC)),
        ("Tue 30 Jun 2026", datetime(2026, 6, 30, 23, 0, tzinfo=UTC)),
        ("Sat 28 Mar 2026", datetime(2026, 3, 29, 0, 0, tzinfo=UTC)),
        ("Sun 29 Mar 2026", datetime(2026, 3, 29, 23, 0, tzinfo=UTC)),  # a day of 23 hours
        ("Sat 24 Oct 2026", datetime(2026, 10, 24, 23, 0, tzinfo=UTC)),
        ("Sun 25 Oct 2026", datetime(2026, 10, 26, 0, 0, tzinfo=UTC)),  # a day of 25 hours
    ],
)
def test_cm_02_a_limit_is_missed_from_the_next_midnight_in_london(limit: str, too_late_from: datetime) -> None:
    assert fires_at(day(limit)) == too_late_from


def test_reminders_come_at_nine_in_london_in_winter_and_summer() -> None:
    assert morning_of(day("Mon 14 Dec 2026")) == datetime(2026, 12, 14, 9, tzinfo=UTC)
    assert morning_of(day("Mon 15 Jun 2026")) == datetime(2026, 6, 15, 8, tzinfo=UTC)


def test_a_wall_time_that_comes_twice_is_the_first_one() -> None:
    assert at_local_time(day("Sun 25 Oct 2026"), time(1, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_every_day_of_a_count_has_its_number_or_its_reason() -> None:
    count = explain_count(day("Thu 24 Dec 2026"), day("Tue 29 Dec 2026"), calendar=ENGLAND)

    assert [(one.on.day, one.number, one.why_not) for one in count] == [
        (24, 0, None),
        (25, None, "Christmas Day"),
        (26, None, "Boxing Day"),
        (27, None, "Sunday"),
        (28, None, "Boxing Day, substitute"),
        (29, 1, None),
    ]


def test_a_count_backwards_numbers_its_days_from_the_meeting() -> None:
    count = explain_count(day("Wed 30 Dec 2026"), day("Thu 24 Dec 2026"), calendar=ENGLAND)

    assert [(one.on.day, one.number) for one in count if one.number is not None] == [(24, 2), (29, 1), (30, 0)]


def test_a_count_backwards_from_a_saturday_begins_with_the_friday() -> None:
    count = explain_count(day("Sat 20 Jun 2026"), day("Thu 18 Jun 2026"), calendar=ENGLAND)

    assert [(one.on.day, one.number) for one in count] == [(18, 2), (19, 1), (20, 0)]


def test_day_zero_is_numbered_even_on_a_sunday() -> None:
    count = explain_count(day("Sun 14 Jun 2026"), day("Mon 15 Jun 2026"), calendar=ENGLAND)

    assert [(one.number, one.why_not) for one in count] == [(0, None), (1, None)]


def test_in_plain_days_every_day_is_numbered() -> None:
    count = explain_days(day("Fri 12 Jun 2026"), day("Mon 15 Jun 2026"))

    assert [one.number for one in count] == [0, 1, 2, 3]


@given(start=st.dates(min_value=date(2001, 1, 1), max_value=date(2034, 1, 1)), n=st.integers(-30, 30).filter(bool))
def test_the_last_number_of_a_count_is_its_length(start: date, n: int) -> None:
    end = limit_on(start, working_days=n, calendar=ENGLAND)

    numbers = {one.on: one.number for one in explain_count(start, end, calendar=ENGLAND)}

    assert numbers[end] == abs(n)
    assert numbers[start] == 0
    assert [number for number in numbers.values() if number] == sorted(range(1, abs(n) + 1), reverse=n < 0)
