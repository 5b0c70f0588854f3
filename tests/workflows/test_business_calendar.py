"""Which days count, and how fast the calendar answers."""

from datetime import date, timedelta
from importlib.metadata import version
from timeit import timeit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.frozen_clock import day
from tests.workflows.shipped import ENGLAND
from workflows.business_calendar import BusinessCalendar, CalendarTooShort, HolidayAddedAndRemoved, UnknownNation

INSIDE = st.dates(min_value=date(2001, 1, 1), max_value=date(2034, 1, 1))


@pytest.mark.parametrize(
    ("words", "works"),
    [
        ("Mon 14 Dec 2026", True),
        ("Sat 19 Dec 2026", False),
        ("Sun 20 Dec 2026", False),
        ("Fri 25 Dec 2026", False),
        ("Mon 28 Dec 2026", False),  # substitute for Boxing Day
        ("Tue 29 Dec 2026", True),
        ("Fri 3 Apr 2026", False),  # Good Friday
        ("Mon 6 Apr 2026", False),  # Easter Monday, no holiday in Scotland
        ("Mon 31 Aug 2026", False),
        ("Mon 4 May 2020", True),  # the early May holiday had moved to VE Day
        ("Fri 8 May 2020", False),
        ("Mon 19 Sep 2022", False),  # the State Funeral
        ("Tue 2 Jan 2024", True),  # a holiday in Scotland only
        ("Mon 17 Mar 2025", True),  # Northern Ireland only
        ("Mon 14 Jul 2025", True),  # Northern Ireland only
        ("Mon 1 Dec 2025", True),  # Scotland only
    ],
)
def test_cm_01_a_working_day_is_monday_to_friday_and_no_english_bank_holiday(words: str, works: bool) -> None:
    assert ENGLAND.is_working_day(day(words)) is works


def test_cm_01_the_other_nations_have_their_own_lists() -> None:
    second_january = day("Fri 2 Jan 2026")

    works = {
        nation: BusinessCalendar.for_nation(nation).is_working_day(second_january) for nation in ("WLS", "SCT", "NIR")
    }

    assert works == {"WLS": True, "SCT": False, "NIR": True}


def test_cm_01_a_proclaimed_holiday_is_added_and_shows_in_the_edition() -> None:
    proclaimed = day("Mon 15 Jun 2026")
    longer = BusinessCalendar.for_nation(added={proclaimed: "Bank holiday for the cup"})

    assert ENGLAND.is_working_day(proclaimed)
    assert not longer.is_working_day(proclaimed)
    assert longer.holiday_name(proclaimed) == "Bank holiday for the cup"
    assert ENGLAND.edition == f"England bank holidays 2000 to 2035, list {version('holidays')}"
    assert longer.edition.startswith(f"{ENGLAND.edition}, 1 added, 0 removed (")
    assert len(longer.edition) <= 80


def test_cm_01_a_holiday_is_taken_away_and_the_day_works_again() -> None:
    moved = day("Mon 4 May 2026")

    assert BusinessCalendar.for_nation(removed=[moved]).is_working_day(moved)
    assert BusinessCalendar.for_nation(removed=[moved]).holiday_name(moved) is None


def test_cm_01_a_holiday_added_on_a_weekend_takes_no_working_day() -> None:
    saturday = day("Sat 13 Jun 2026")
    longer = BusinessCalendar.for_nation(added={saturday: "Festival"})

    assert longer.working_days_between(saturday, day("Fri 19 Jun 2026")) == 5


def test_the_same_day_added_and_removed_is_refused() -> None:
    with pytest.raises(HolidayAddedAndRemoved):
        BusinessCalendar.for_nation(
            added={day("Mon 4 May 2026"): "x", day("Tue 5 May 2026"): "y"}, removed=[day("Tue 5 May 2026")]
        )


def test_an_unknown_nation_is_refused() -> None:
    with pytest.raises(UnknownNation) as caught:
        BusinessCalendar.for_nation("FRA")

    assert caught.value.nation == "FRA"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Mon 28 Dec 2026", "Boxing Day, substitute"),
        ("Fri 25 Dec 2026", "Christmas Day"),
        ("Mon 4 May 2026", "Early May bank holiday"),
        ("Mon 31 Aug 2026", "Summer bank holiday"),
        ("Tue 29 Dec 2026", None),
    ],
)
def test_bank_holidays_carry_the_names_people_know(words: str, name: str | None) -> None:
    assert ENGLAND.holiday_name(day(words)) == name


@pytest.mark.parametrize(
    ("start", "working_days", "end"),
    [
        ("Wed 11 Jun 2025", 1, "Thu 12 Jun 2025"),
        ("Sat 14 Jun 2025", 1, "Mon 16 Jun 2025"),
        ("Thu 2 Apr 2026", 1, "Tue 7 Apr 2026"),
        ("Mon 14 Dec 2026", 10, "Wed 30 Dec 2026"),
        ("Thu 3 Apr 2025", 20, "Tue 6 May 2025"),
        ("Sat 14 Jun 2025", 0, "Sat 14 Jun 2025"),
        ("Tue 6 May 2025", -2, "Thu 1 May 2025"),
        ("Sun 27 Dec 2026", -1, "Thu 24 Dec 2026"),
    ],
)
def test_cm_02_the_nth_working_day_after_or_before(start: str, working_days: int, end: str) -> None:
    assert ENGLAND.add_working_days(day(start), working_days=working_days) == day(end)


@given(start=INSIDE, working_days=st.integers(min_value=1, max_value=200))
def test_cm_02_adding_n_and_counting_gives_n_and_lands_on_a_working_day(start: date, working_days: int) -> None:
    end = ENGLAND.add_working_days(start, working_days=working_days)

    assert ENGLAND.is_working_day(end)
    assert ENGLAND.working_days_between(start, end) == working_days
    assert ENGLAND.working_days_between(end, start) == -working_days


@given(start=INSIDE, working_days=st.integers(min_value=1, max_value=200))
def test_cm_02_n_back_from_n_ahead_of_a_working_day_is_that_day(start: date, working_days: int) -> None:
    monday = ENGLAND.add_working_days(start, working_days=1)

    there = ENGLAND.add_working_days(monday, working_days=working_days)

    assert ENGLAND.add_working_days(there, working_days=-working_days) == monday


@given(start=INSIDE, working_days=st.integers(min_value=-40, max_value=40).filter(bool))
def test_cm_02_the_table_agrees_with_walking_day_by_day(start: date, working_days: int) -> None:
    step = timedelta(days=1 if working_days > 0 else -1)
    walked, left = start, abs(working_days)
    while left:
        walked += step
        left -= walked.weekday() < 5 and ENGLAND.holiday_name(walked) is None

    assert ENGLAND.add_working_days(start, working_days=working_days) == walked


@pytest.mark.parametrize(
    ("start", "working_days"),
    [
        (date(1999, 12, 31), 1),
        (date(2036, 1, 1), -1),
        (date(2035, 12, 31), 1),
        (date(2000, 1, 5), -3),
        (date(2026, 1, 5), 10**9),
        (date(2026, 1, 5), -(10**9)),
    ],
)
def test_a_day_past_the_known_holidays_is_an_error_and_never_a_guess(start: date, working_days: int) -> None:
    with pytest.raises(CalendarTooShort):
        ENGLAND.add_working_days(start, working_days=working_days)


def test_questions_about_days_past_the_known_holidays_name_the_day() -> None:
    with pytest.raises(CalendarTooShort) as caught:
        ENGLAND.is_working_day(date(2036, 1, 1))
    assert caught.value.day == date(2036, 1, 1)
    with pytest.raises(CalendarTooShort) as between:
        ENGLAND.working_days_between(date(2026, 1, 1), date(2040, 1, 1))
    assert between.value.day == date(2040, 1, 1)


def test_the_first_days_of_the_calendar_count_from_nothing() -> None:
    assert not ENGLAND.is_working_day(date(2000, 1, 1))
    assert ENGLAND.add_working_days(date(2000, 1, 1), working_days=1) == day("Tue 4 Jan 2000")


def test_equal_calendars_are_built_once() -> None:
    assert BusinessCalendar.for_nation("ENG") is ENGLAND


def test_an_addition_costs_the_same_for_any_number_of_days() -> None:
    start = day("Mon 30 Mar 2026")

    def cost(working_days: int) -> float:
        return min(
            timeit(lambda: ENGLAND.add_working_days(start, working_days=working_days), number=2000) for _ in range(7)
        )

    # A walk day by day costs 12 times as much for 60 days as for 5.
    assert cost(240) < 4 * cost(5)
