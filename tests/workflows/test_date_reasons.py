"""Why this date, in sentences."""

from datetime import time

from tests.frozen_clock import at, day
from tests.workflows.shipped import ENGLAND, REGISTER
from workflows.clock_dates import extend_clock, set_clock
from workflows.clock_register import ClockRule
from workflows.date_reasons import Extension, explain_date, not_counted_days

DECISION = REGISTER.rule("ct_threshold_decision")
MONDAY = at("Mon 14 Dec 2026 10:42")


def test_ct_23_the_reason_names_rule_day_zero_holidays_and_the_last_day() -> None:
    dates = set_clock(DECISION, trigger_at=MONDAY, calendar=ENGLAND)

    why = explain_date(DECISION, dates)

    assert why.rule == "10 working days after the day we had the complete application."
    assert why.day_zero == "That was Monday 14 December 2026, which is day 0, whatever the hour."
    assert why.in_time == "Done at any time on Wednesday 30 December 2026 is in time."
    assert why.not_counted == (
        "Not counted: Saturdays and Sundays; Friday 25 December 2026, Christmas Day; "
        "Monday 28 December 2026, substitute bank holiday for Boxing Day."
    )
    assert why.moved == "Nothing has paused or extended this clock."
    assert why.paragraph == (
        "The limit is Wednesday 30 December 2026: 10 working days after the day we had the complete application. "
        f"{why.day_zero} {why.not_counted}"
    )
    assert [one.on.day for one in not_counted_days(dates.count)] == [25, 28]


def test_cm_03_a_moved_day_zero_says_why() -> None:
    dates = set_clock(DECISION, trigger_at=at("Fri 11 Dec 2026 18:30"), calendar=ENGLAND, cut_off=time(17))

    assert explain_date(DECISION, dates).day_zero == (
        "It came on Friday 11 December 2026 at 6:30pm, outside our hours, so Monday 14 December 2026 is day 0."
    )


def test_cm_09_an_extension_is_told_with_both_dates_who_and_why() -> None:
    dates = set_clock(DECISION, trigger_at=MONDAY, calendar=ENGLAND)
    extended = extend_clock(DECISION, dates, new_limit_on=day("Thu 14 Jan 2027"), calendar=ENGLAND)
    extension = Extension(from_on=dates.limit_on, because="two bodies were closed.", approved_by="Marian Holt")

    why = explain_date(DECISION, extended, extension=extension)

    assert why.moved == (
        "Marian Holt extended it from Wednesday 30 December 2026 to Thursday 14 January 2027, "
        "because two bodies were closed."
    )
    assert why.paragraph.startswith("The limit was first Wednesday 30 December 2026: 10 working days")
    assert why.paragraph.endswith(why.moved)


def test_a_backward_count_starts_from_the_meeting() -> None:
    rule = REGISTER.rule("ct_papers")

    why = explain_date(rule, set_clock(rule, trigger_at=at("Wed 10 Jun 2026 14:00"), calendar=ENGLAND))

    assert why.rule == "2 working days before the review meeting."
    assert why.day_zero == "That is Wednesday 10 June 2026, which is day 0."
    assert why.not_counted == "No weekend or bank holiday lies in between."


def test_cm_04_months_say_that_the_first_day_counts() -> None:
    rule = REGISTER.rule("ct_plan_review")

    why = explain_date(rule, set_clock(rule, trigger_at=MONDAY, calendar=ENGLAND))

    assert why.rule == "3 months beginning with the day the plan was agreed."
    assert why.day_zero.startswith("Monday 14 December 2026 is the first day")
    assert why.not_counted == ""
    assert why.paragraph.startswith("The limit is Saturday 13 March 2027: 3 months beginning")


def test_ct_49_an_action_is_due_on_the_date_in_the_plan_and_nothing_is_counted() -> None:
    rule = REGISTER.rule("ct_action")

    why = explain_date(rule, set_clock(rule, trigger_at=MONDAY, calendar=ENGLAND))

    assert (why.rule, why.day_zero, why.not_counted) == ("The date in the plan.", "", "")
    assert why.paragraph == "The limit is Monday 14 December 2026: the date in the plan."


def a_rule(unit: str, limit: int) -> ClockRule:
    return ClockRule.model_validate(
        {
            "id": "mi_thing",
            "title": "Tell them",
            "counted_from": "act",
            "counted_from_words": "declared",
            "day_zero_words": "the incident was declared",
            "unit": unit,
            "limit": limit,
            "basis": "r",
            "source": "CM-05",
        }
    )


def test_cm_05_calendar_days_say_that_every_day_counts() -> None:
    rule = a_rule("calendar_days", 3)

    why = explain_date(rule, set_clock(rule, trigger_at=at("Thu 2 Apr 2026 22:00"), calendar=ENGLAND))

    assert why.rule == "3 days after the incident was declared, calendar days."
    assert why.not_counted == "Every day counts, weekends and bank holidays too."


def test_cm_06_elapsed_time_runs_day_and_night() -> None:
    rule = a_rule("minutes", 150)

    why = explain_date(rule, set_clock(rule, trigger_at=at("Sun 29 Mar 2026 00:30"), calendar=ENGLAND))

    assert why.rule == "2 hours and 30 minutes after the incident was declared."
    assert why.day_zero == "It began at 12:30am, Sunday 29 March 2026."
    assert why.in_time == "This clock runs day and night, through weekends and holidays: 2 hours 30 minutes in all."
    assert why.not_counted == ""
    assert why.paragraph.startswith("The limit is 4am, Sunday 29 March 2026: 2 hours and 30 minutes after")
