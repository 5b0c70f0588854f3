"""Warnings, elapsed minutes, extension and recount of one clock."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.frozen_clock import at, day
from tests.workflows.shipped import ENGLAND, REGISTER
from workflows.business_calendar import BusinessCalendar
from workflows.clock_dates import ExtensionNotLater, extend_clock, recount_clock, set_clock, warning_days
from workflows.clock_register import ClockRule, ClockTerm, Unit
from workflows.due_dates import LONDON, fires_at, local_date, morning_of

MONDAY = at("Mon 14 Dec 2026 10:42")
DECISION = REGISTER.rule("ct_threshold_decision")


def a_rule(unit: Unit, limit: int, target: int | None = None) -> ClockRule:
    return ClockRule.model_validate(
        {
            "id": "a_clock",
            "title": "A clock",
            "counted_from": "act",
            "counted_from_words": "a thing done",
            "day_zero_words": "the day the thing was done",
            "unit": unit,
            "limit": limit,
            "target": target,
            "basis": "r",
            "source": "CM-08",
        }
    )


@pytest.mark.parametrize(
    ("length", "amber", "red"),
    [
        (20, 5, 2),
        (10, 3, 1),
        (5, 2, 1),
        (3, None, 1),  # one warning only
        (2, None, 1),
        (1, None, None),  # warned on the day itself
        (0, None, None),
        (4, 2, 1),
        (8, 3, 1),
        (12, 4, 1),
        (14, 5, 1),
        (15, 5, 2),
        (60, 5, 2),
    ],
)
def test_cm_08_warnings_by_the_length_of_the_limit(length: int, amber: int | None, red: int | None) -> None:
    assert warning_days(length) == (amber, red)


def test_cm_08_a_limit_of_20_is_warned_5_and_2_working_days_before_at_nine() -> None:
    dates = set_clock(REGISTER.rule("ct_review_outcome"), trigger_at=at("Thu 3 Apr 2025 12:00"), calendar=ENGLAND)

    assert dates.amber_at == (at("Mon 28 Apr 2025 09:00"),)
    assert dates.red_at == (at("Thu 1 May 2025 09:00"),)


def test_cm_08_a_limit_of_one_day_is_warned_at_nine_and_at_three_on_the_day() -> None:
    dates = set_clock(REGISTER.rule("ct_risk_check"), trigger_at=MONDAY, calendar=ENGLAND)

    assert dates.amber_at == (at("Tue 15 Dec 2026 09:00"),)
    assert dates.red_at == (at("Tue 15 Dec 2026 15:00"),)


def test_cm_08_a_backward_limit_is_warned_one_working_day_before() -> None:
    dates = set_clock(REGISTER.rule("ct_papers"), trigger_at=at("Wed 8 Apr 2026 14:00"), calendar=ENGLAND)

    assert dates.amber_at == ()
    assert dates.red_at == (at("Wed 1 Apr 2026 09:00"),)


def test_cm_08_calendar_days_are_warned_3_and_1_before_and_on_the_planning_target() -> None:
    dates = set_clock(a_rule(Unit.CALENDAR_DAYS, 14), trigger_at=at("Mon 1 Jun 2026 10:00"), calendar=ENGLAND)

    assert dates.limit_on == day("Mon 15 Jun 2026")
    assert dates.amber_at == (at("Fri 12 Jun 2026 09:00"), at("Mon 15 Jun 2026 09:00"))
    assert dates.red_at == (at("Sun 14 Jun 2026 09:00"),)


def test_cm_08_no_warning_comes_before_the_clock_began() -> None:
    dates = set_clock(a_rule(Unit.CALENDAR_DAYS, 3), trigger_at=at("Thu 2 Apr 2026 22:00"), calendar=ENGLAND)

    assert dates.target_on == day("Thu 2 Apr 2026")
    assert dates.amber_at == ()
    assert dates.red_at == (at("Sat 4 Apr 2026 09:00"),)


def test_ct_49_an_action_is_warned_before_the_date_in_the_plan() -> None:
    dates = set_clock(REGISTER.rule("ct_action"), trigger_at=at("Wed 10 Jun 2026 12:00"), calendar=ENGLAND)

    assert dates.amber_at == (at("Sun 7 Jun 2026 09:00"), at("Wed 10 Jun 2026 09:00"))
    assert dates.red_at == (at("Tue 9 Jun 2026 09:00"),)


def test_cm_08_an_area_may_set_its_own_warnings() -> None:
    rule = DECISION.with_term(ClockTerm(target=8, limit=10, amber=4, red=2))

    dates = set_clock(rule, trigger_at=MONDAY, calendar=ENGLAND)

    assert [local_date(warned) for warned in (*dates.amber_at, *dates.red_at)] == [
        day("Tue 22 Dec 2026"),
        day("Thu 24 Dec 2026"),
    ]


def test_cm_08_a_one_day_limit_with_its_own_warning_keeps_it() -> None:
    rule = REGISTER.rule("ct_risk_check").with_term(ClockTerm(limit=1, red=1))

    dates = set_clock(rule, trigger_at=MONDAY, calendar=ENGLAND)

    assert (dates.amber_at, dates.red_at) == ((), (at("Mon 14 Dec 2026 09:00"),))


@pytest.mark.parametrize(
    ("began", "half_way", "limit"),
    [
        ("2025-12-27T02:10+00:00", "2025-12-27T04:10+00:00", "2025-12-27T06:10+00:00"),
        ("2025-03-30T00:45+00:00", "2025-03-30T03:45+01:00", "2025-03-30T05:45+01:00"),  # clocks go forward
        ("2026-10-25T00:30+01:00", "2026-10-25T01:30+00:00", "2026-10-25T03:30+00:00"),  # clocks go back
    ],
)
def test_cm_06_elapsed_minutes_run_through_nights_holidays_and_clock_changes(
    began: str, half_way: str, limit: str
) -> None:
    dates = set_clock(a_rule(Unit.MINUTES, 240, 120), trigger_at=datetime.fromisoformat(began), calendar=ENGLAND)

    assert dates.limit_at == datetime.fromisoformat(limit)
    assert dates.target_at == datetime.fromisoformat(half_way)
    assert dates.amber_at == (dates.target_at,)
    assert dates.red_at == (dates.limit_at,)
    assert dates.limit_on == local_date(dates.limit_at)


def test_cm_06_minutes_from_a_local_time_are_elapsed_minutes() -> None:
    # given a local time an hour before the clocks go back, and one before they go forward
    back = datetime.fromisoformat("2025-10-26T01:50").replace(tzinfo=LONDON)
    forward = datetime.fromisoformat("2025-03-30T00:50").replace(tzinfo=LONDON)
    rule = a_rule(Unit.MINUTES, 240, target=15)
    # then four hours later the wall shows one hour less, or one more
    assert set_clock(rule, trigger_at=back, calendar=ENGLAND).limit_at == at("Sun 26 Oct 2025 04:50")
    assert set_clock(rule, trigger_at=forward, calendar=ENGLAND).limit_at == at("Sun 30 Mar 2025 05:50")
    assert set_clock(rule, trigger_at=forward, calendar=ENGLAND).target_at == at("Sun 30 Mar 2025 02:05")


def test_cm_06_minutes_need_no_target() -> None:
    dates = set_clock(a_rule(Unit.MINUTES, 15), trigger_at=datetime(2026, 1, 1, tzinfo=UTC), calendar=ENGLAND)

    assert (dates.target_on, dates.target_at) == (None, None)


def test_cm_09_an_extension_gives_a_later_limit_and_its_own_warnings_and_no_target() -> None:
    dates = set_clock(DECISION, trigger_at=MONDAY, calendar=ENGLAND)

    extended = extend_clock(DECISION, dates, new_limit_on=day("Thu 14 Jan 2027"), calendar=ENGLAND)

    assert extended.trigger_on == dates.trigger_on
    assert (extended.target_on, extended.target_at) == (None, None)
    assert extended.limit_at == fires_at(day("Thu 14 Jan 2027"))
    assert extended.amber_at == (at("Thu 7 Jan 2027 09:00"),)
    assert extended.red_at == (at("Tue 12 Jan 2027 09:00"),)
    assert extended.count[-1].number == 20


@pytest.mark.parametrize("words", ["Wed 30 Dec 2026", "Tue 29 Dec 2026"])
def test_cm_09_an_extension_must_end_later(words: str) -> None:
    dates = set_clock(DECISION, trigger_at=MONDAY, calendar=ENGLAND)

    with pytest.raises(ExtensionNotLater):
        extend_clock(DECISION, dates, new_limit_on=day(words), calendar=ENGLAND)


def test_cm_10_a_proclaimed_holiday_moves_an_open_limit_and_both_dates_are_kept() -> None:
    funeral = day("Mon 19 Sep 2022")
    as_known = BusinessCalendar.for_nation(removed=[funeral])
    dates = set_clock(DECISION, trigger_at=at("Mon 5 Sep 2022 09:00"), calendar=as_known)

    recount = recount_clock(DECISION, dates, now=at("Sat 10 Sep 2022 12:00"), calendar=ENGLAND)

    assert (recount.before.limit_on, recount.after.limit_on) == (funeral, day("Tue 20 Sep 2022"))
    assert recount.moves
    assert recount.must_tell(promised_on=funeral)
    assert not recount.must_tell(promised_on=None)
    assert not recount.must_tell(promised_on=day("Tue 20 Sep 2022"))


def test_cm_10_a_limit_that_has_passed_stays_where_it_was() -> None:
    dates = set_clock(DECISION, trigger_at=MONDAY, calendar=ENGLAND)
    longer = BusinessCalendar.for_nation(added={day("Tue 29 Dec 2026"): "Proclaimed"})

    recount = recount_clock(DECISION, dates, now=dates.limit_at + timedelta(seconds=1), calendar=longer)

    assert not recount.moves
    assert recount.after is dates


def test_cm_10_an_earlier_date_needs_no_letter() -> None:
    dates = set_clock(DECISION, trigger_at=MONDAY, calendar=ENGLAND)
    shorter = BusinessCalendar.for_nation(removed=[day("Mon 28 Dec 2026")])

    recount = recount_clock(DECISION, dates, now=MONDAY, calendar=shorter)

    assert recount.moves
    assert not recount.must_tell(promised_on=dates.limit_on)


def test_d_020_the_target_is_an_instant_at_nine() -> None:
    dates = set_clock(DECISION, trigger_at=MONDAY, calendar=ENGLAND)

    assert dates.target_at == morning_of(day("Thu 24 Dec 2026"))
