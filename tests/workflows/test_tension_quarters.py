"""The quarters of a reporting year and when their report is due."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.frozen_clock import day
from tests.workflows.shipped import ENGLAND, REGISTER
from workflows.rules.tension import NotAQuarterEnd, Quarter, quarter_ending, quarter_of, report_dates

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 12, 31))


@pytest.mark.parametrize(
    ("on", "ends", "label", "words"),
    [
        ("Wed 1 Apr 2026", "Tue 30 Jun 2026", "Q1 2026/27", "April to June 2026"),
        ("Wed 30 Sep 2026", "Wed 30 Sep 2026", "Q2 2026/27", "July to September 2026"),
        ("Wed 31 Dec 2025", "Wed 31 Dec 2025", "Q3 2025/26", "October to December 2025"),
        ("Tue 31 Mar 2026", "Tue 31 Mar 2026", "Q4 2025/26", "January to March 2026"),
        ("Tue 29 Feb 2000", "Fri 31 Mar 2000", "Q4 1999/00", "January to March 2000"),
    ],
)
def test_te_23_quarters_are_those_of_the_financial_year(on: str, ends: str, label: str, words: str) -> None:
    quarter = quarter_of(day(on))

    assert (quarter.ends_on, quarter.label, quarter.words) == (day(ends), label, words)
    assert quarter.holds(day(on))
    assert not quarter.holds(quarter.next.begins_on)


@pytest.mark.parametrize(
    ("on", "starts_in", "label", "words"),
    [
        ("Fri 15 Jan 2027", 1, "Q1 2027", "January to March 2027"),
        ("Fri 15 Jan 2027", 2, "Q4 2026/27", "November 2026 to January 2027"),
        ("Fri 15 Jan 2027", 9, "Q2 2026/27", "December 2026 to February 2027"),
    ],
)
def test_te_23_an_area_whose_year_starts_elsewhere_has_its_own_quarters(
    on: str, starts_in: int, label: str, words: str
) -> None:
    quarter = quarter_of(day(on), year_starts_in=starts_in)

    assert (quarter.label, quarter.words) == (label, words)


@given(DAYS, st.integers(min_value=1, max_value=12))
def test_te_23_a_year_has_four_quarters_without_gaps(on: date, starts_in: int) -> None:
    quarter = quarter_of(on, year_starts_in=starts_in)

    assert quarter.holds(on)
    assert quarter.next.previous == quarter
    assert quarter.next.number == quarter.number % 4 + 1
    assert quarter_ending(quarter.ends_on, year_starts_in=starts_in) == quarter


def test_te_23_a_quarter_ends_only_on_its_last_day() -> None:
    assert quarter_ending(day("Tue 31 Mar 2026")) == Quarter(begins_on=day("Thu 1 Jan 2026"))
    for on in ("Mon 30 Mar 2026", "Thu 30 Apr 2026"):
        with pytest.raises(NotAQuarterEnd):
            quarter_ending(day(on))


@pytest.mark.parametrize(
    ("ends", "target", "limit"),
    [
        ("Tue 31 Mar 2026", "Thu 23 Apr 2026", "Thu 30 Apr 2026"),  # Good Friday and Easter Monday
        ("Tue 30 Jun 2026", "Tue 21 Jul 2026", "Tue 28 Jul 2026"),
        ("Wed 30 Sep 2026", "Wed 21 Oct 2026", "Wed 28 Oct 2026"),
        ("Wed 31 Dec 2025", "Thu 22 Jan 2026", "Thu 29 Jan 2026"),  # New Year's Day
    ],
)
def test_te_23_the_report_is_due_20_working_days_after_the_quarter(ends: str, target: str, limit: str) -> None:
    dates = report_dates(REGISTER.rule("te_quarterly_report"), quarter_ending(day(ends)), calendar=ENGLAND)

    assert (dates.target_on, dates.limit_on) == (day(target), day(limit))
