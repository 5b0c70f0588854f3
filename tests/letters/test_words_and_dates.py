"""How values read: dates, times, lists, counts, addresses, names and sentences."""

from datetime import UTC, date, datetime

import pytest

from letters import AddressRefused, address_lines, is_postcode, postal_address
from letters.filters import (
    and_list,
    clock_time,
    counted,
    date_and_time,
    first_lower,
    length_of_time,
    long_date,
    paragraphs,
    sentence,
    time_and_day,
    unbroken,
    working_days,
)
from letters.names import named_in
from letters.plain_text import plain_text
from letters.readability import readability, split_sentences


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 12, 30), "Wednesday 30 December 2026"),
        (date(2027, 1, 4), "Monday 4 January 2027"),
        (date(2028, 2, 29), "Tuesday 29 February 2028"),
    ],
)
def test_date_reads_with_weekday_and_month_in_full(day: date, words: str) -> None:
    assert long_date(day) == words


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        (datetime(2026, 12, 22, 15, 40, tzinfo=UTC), "3:40pm"),
        (datetime(2026, 12, 22, 11, 0, tzinfo=UTC), "11am"),
        (datetime(2026, 12, 22, 12, 0, tzinfo=UTC), "midday"),
        (datetime(2026, 12, 22, 12, 5, tzinfo=UTC), "12:05pm"),
        (datetime(2026, 12, 22, 0, 5, tzinfo=UTC), "12:05am"),
        (datetime(2026, 7, 1, 8, 30, tzinfo=UTC), "9:30am"),
    ],
)
def test_time_reads_in_uk_local_time(instant: datetime, words: str) -> None:
    assert clock_time(instant) == words


def test_day_of_an_instant_is_the_local_day() -> None:
    # given  half past eleven at night in UTC, which is the next day in summer time
    instant = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert date_and_time(instant) == "Thursday 2 July 2026 at 12:30am"


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        (datetime(2026, 7, 1, 22, 59, tzinfo=UTC), "11:59pm today, Wednesday 1 July 2026"),
        (datetime(2026, 7, 1, 23, 1, tzinfo=UTC), "12:01am tomorrow, Thursday 2 July 2026"),
        (datetime(2026, 7, 3, 9, 0, tzinfo=UTC), "10am, Friday 3 July 2026"),
        (datetime(2026, 6, 30, 9, 0, tzinfo=UTC), "10am, Tuesday 30 June 2026"),
    ],
)
def test_time_in_a_notice_is_today_or_tomorrow_by_the_local_day_and_always_with_its_date(
    instant: datetime, words: str
) -> None:
    assert time_and_day(instant, date(2026, 7, 1)) == words


def test_length_of_time_reads_in_hours_where_it_is_whole_hours() -> None:
    assert [length_of_time(minutes) for minutes in (1, 30, 60, 90, 120, 1440)] == [
        *("1 minute", "30 minutes", "1 hour", "90 minutes", "2 hours", "24 hours"),
    ]


@pytest.mark.parametrize(
    ("items", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_list_reads_with_and(items: list[str], words: str) -> None:
    assert and_list(items) == words


def test_counts_read_in_the_right_number() -> None:
    assert (working_days(1), working_days(20)) == ("1 working day", "20 working days")
    assert (counted(1, "person", "people"), counted(5, "person", "people")) == ("1 person", "5 people")
    assert counted(0, "report") == "0 reports"


def test_small_marks_are_put_right() -> None:
    assert [sentence(words) for words in ("Yes", "Yes.", "Yes?", "“Yes.”")] == ["Yes.", "Yes.", "Yes?", "“Yes.”"]
    assert [first_lower(words) for words in ("Visit", "PCSO visits", "A", "")] == ["visit", "PCSO visits", "A", ""]
    assert paragraphs("one\n\n \n two\nmore\n\n") == ["one", "two\nmore"]
    assert unbroken("01632 960 142") == "01632\N{NO-BREAK SPACE}960\N{NO-BREAK SPACE}142"


def test_address_is_tidied_with_the_postcode_last() -> None:
    assert address_lines([" 14  Tanners Row, ", "", "as37dn"]) == ("14 Tanners Row", "AS3 7DN")
    assert postal_address(["14 Tanners Row", "Ashmoor", "as3 7dn"]) == ("14 Tanners Row", "Ashmoor", "AS3 7DN")


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([], "at least a street line"),
        (["AS3 7DN"], "at least a street line"),
        (["14 Tanners Row", "Ashmoor"], "must be the postcode"),
        ([*(f"Line {number}" for number in range(7)), "AS3 7DN"], "has 8 lines"),
        (["x" * 46, "AS3 7DN"], "longer than 45"),
    ],
)
def test_address_that_no_envelope_takes_is_refused(lines: list[str], why: str) -> None:
    with pytest.raises(AddressRefused, match=why):
        postal_address(lines)


@pytest.mark.parametrize(
    ("line", "is_one"),
    [("AS3 7DN", True), ("as37dn", True), ("W1A 1HQ", True), ("GIR 0AA", True), ("Ashmoor", False), ("AS3", False)],
)
def test_postcode_is_known_by_its_shape(line: str, is_one: bool) -> None:
    assert is_postcode(line) is is_one


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Dara Quenell came", "Dara Quenell", "whole"),
        ("Quenell came", "Dara Quenell", "part"),
        ("the dared came", "Dara Quenell", ""),
        ("Al came", "Al Quenell", ""),
        ("O'Neill came", "Finn O’Neill", "part"),
        ("Jean-Luc Marsh", "Jean Luc Marsh", "whole"),
        ("nobody came", "Mr", ""),
        ("nobody came", "", ""),
    ],
)
def test_name_is_found_however_it_is_written(text: str, name: str, found: str) -> None:
    assert named_in(text, [name]) == found


def test_sentences_are_split_as_a_reader_does() -> None:
    text = "Call me on 01632 960 142, 9am to 5pm. Or write. “It is late.” Is it? This is why: 3 reports count."
    assert split_sentences(text) == [
        "Call me on 01632 960 142, 9am to 5pm.",
        "Or write.",
        "“It is late.",
        "Is it?",
        "This is why:",
        "3 reports count.",
    ]


def test_hard_words_raise_the_reading_age() -> None:
    easy = readability(["We will call you. We will help you."])
    hard = readability(["Multidisciplinary professionals deliberated comprehensively regarding proportionality."])
    assert easy.reading_age < 9 < 18 < hard.reading_age
    assert readability([]).longest == 0


def test_plain_text_keeps_paragraphs_lists_lines_and_tables_apart() -> None:
    body = (
        "<h1>One</h1><p>A<br>\nB  &amp; C</p><ul><li>x</li>\n<li>y</li></ul><p></p>"
        "<table><caption>T</caption><thead><tr><th scope='col'>K</th><th scope='col'>V</th></tr></thead>"
        "<tbody><tr><th scope='row'>k<br>l</th><td>v</td><td>w</td></tr></tbody></table>"
    )
    assert plain_text(body) == "One\n\nA\nB & C\n\n- x\n- y\n\nT\n\nk\nl\nV: v\n: w\n"
