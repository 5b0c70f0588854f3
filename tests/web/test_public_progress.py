"""The tracking page in words: promises, stages, reasons, closed days. Pure. The page itself: test_public_follow.py."""

from datetime import date

import pytest

from service.store.queries.public_tracking import Milestones, Promised
from service.web.public.progress import closed_days, next_promise, or_list, stages
from tests.frozen_clock import day
from workflows import BusinessCalendar
from workflows.due_dates import explain_count

ENGLAND = BusinessCalendar.for_nation("ENG")
APPLIED = day("Thu 10 Dec 2026")
TODAY = day("Tue 5 Jan 2027")


def a_promise(clock: str, start: date, end: date, **changes: object) -> Promised:
    count = tuple((one.on, one.number, one.why_not or "") for one in explain_count(start, end, calendar=ENGLAND))
    values = {"promised_on": end, "is_missed": False, "new_on": None, "is_extended": False} | changes
    return Promised(clock=clock, count=count, **values)  # type: ignore[arg-type]


def words(known: Milestones) -> list[tuple[str, str]]:
    return [(stage.state, stage.words) for stage in stages(known)]


def test_ct_23_the_promise_and_its_reason_are_those_of_the_brief() -> None:
    # given everything was there on Monday 14 December 2026
    promised = a_promise("ct_threshold_decision", day("Mon 14 Dec 2026"), day("Wed 30 Dec 2026"))
    # when the applicant looks
    promise = next_promise([promised], today=TODAY)
    # then the words say by when, and why
    assert promise is not None
    assert promise.words == "We will tell you if there will be a review by Wednesday 30 December 2026"
    assert promise.reasons == (
        "Our promise is 10 working days after we had everything.",
        "We do not count weekends, Christmas Day or the bank holiday on Monday 28 December.",
    )


def test_the_nearest_promise_is_shown_and_clocks_of_others_are_not() -> None:
    returns = a_promise("ct_threshold_return", day("Mon 14 Dec 2026"), day("Fri 18 Dec 2026"))
    acknowledge = a_promise("ct_acknowledge", day("Mon 14 Dec 2026"), day("Mon 21 Dec 2026"))
    decide = a_promise("ct_threshold_decision", day("Mon 14 Dec 2026"), day("Wed 30 Dec 2026"))
    promise = next_promise([returns, acknowledge, decide], today=TODAY)
    assert promise is not None
    assert promise.words == "We will write to you that we have everything by Monday 21 December 2026"
    assert next_promise([returns], today=TODAY) is None


def test_cm_11_a_missed_promise_comes_first_and_says_sorry() -> None:
    near = a_promise("ct_acknowledge", day("Mon 14 Dec 2026"), day("Mon 21 Dec 2026"))
    missed = a_promise(
        "ct_threshold_decision",
        day("Mon 14 Dec 2026"),
        day("Wed 30 Dec 2026"),
        is_missed=True,
        new_on=day("Wed 6 Jan 2027"),
    )
    promise = next_promise([near, missed], today=TODAY)
    assert promise is not None
    assert promise.words == (
        "We said we would tell you if there will be a review by Wednesday 30 December 2026. "
        "We have not. We are sorry. Our new date is Wednesday 6 January 2027."
    )


def test_cm_11_a_new_date_that_was_missed_too_is_not_told_again() -> None:
    late = {"is_missed": True, "new_on": day("Mon 4 Jan 2027")}
    missed = a_promise("ct_plan", day("Mon 14 Dec 2026"), day("Wed 30 Dec 2026"), **late)
    promise = next_promise([missed], today=TODAY)
    assert promise is not None
    assert promise.words.endswith("We are sorry. We will tell you our new date.")


def test_cm_11_without_a_new_date_none_is_invented() -> None:
    missed = a_promise("ct_plan", day("Mon 14 Dec 2026"), day("Wed 30 Dec 2026"), is_missed=True)
    promise = next_promise([missed], today=TODAY)
    assert promise is not None
    assert promise.words.endswith("We are sorry. We will tell you our new date.")


def test_cm_09_a_later_date_is_said_to_have_been_told() -> None:
    moved = a_promise("ct_review_outcome", day("Mon 14 Dec 2026"), day("Wed 13 Jan 2027"), is_extended=True)
    promise = next_promise([moved], today=TODAY)
    assert promise is not None
    assert promise.reasons[-1] == "We wrote to you about a later date, and why."


def test_the_stages_are_those_of_the_brief() -> None:
    known = Milestones(received_on=APPLIED, completed_on=day("Mon 14 Dec 2026"), acknowledged_on=day("Wed 16 Dec 2026"))
    assert words(known) == [
        ("Done", "You applied on Thursday 10 December 2026"),
        ("Done", "We had everything on Monday 14 December 2026"),
        ("Done", "We wrote to you on Wednesday 16 December 2026"),
        ("Now", "We are checking your reports with the people you told"),
        ("Next", "We decide if there will be a review"),
    ]


@pytest.mark.parametrize(
    ("changes", "now"),
    [
        ({}, "We are checking that we have everything"),
        ({"met_on": APPLIED}, "We are getting ready for the review meeting"),
        ({"met_on": APPLIED, "held_on": APPLIED}, "We tell you the outcome"),
        ({"met_on": APPLIED, "outcome_on": APPLIED}, "We are agreeing a plan with you"),
        (
            {"met_on": APPLIED, "outcome_on": APPLIED, "plan_on": APPLIED},
            "We follow the plan and tell you how it is going",
        ),
    ],
)
def test_one_stage_is_now_and_there_are_five_at_most(changes: dict[str, date], now: str) -> None:
    shown = words(Milestones(**{"received_on": APPLIED, "completed_on": None} | changes))  # type: ignore[arg-type]
    assert [said for state, said in shown if state == "Now"] == [now]
    assert len(shown) <= 5
    assert shown[0][1].startswith("You applied on ")


@pytest.mark.parametrize(
    ("reason", "last"),
    [
        ("withdrawn", "You asked us to stop, and we closed it on Friday 18 December 2026"),
        ("malicious", "We closed it on Friday 18 December 2026"),
    ],
)
def test_a_closed_case_says_so_without_judging_anyone(reason: str, last: str) -> None:
    closed = day("Fri 18 Dec 2026")
    shown = words(Milestones(received_on=APPLIED, completed_on=None, closed_on=closed, closing_reason=reason))
    assert [state for state, _ in shown] == ["Done", "Done"]
    assert shown[-1][1] == last


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("Tue 22 Dec 2026", "The office is closed from Friday 25 December to Monday 28 December."),
        ("Mon 2 Nov 2026", ""),
        ("Mon 28 Dec 2026", "The office is closed on Monday 28 December."),
        ("Mon 22 Mar 2027", "The office is closed from Friday 26 March to Monday 29 March."),
    ],
)
def test_closed_days_near_by_are_named(today: str, said: str) -> None:
    assert closed_days(ENGLAND, today=day(today)) == said


def test_a_list_with_or_reads_well() -> None:
    assert [or_list(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a or b", "a, b or c"]
