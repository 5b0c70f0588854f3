"""The clocks of a declaration, the debrief, a downgrade, a series; and the order of first notice."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from tests.frozen_clock import at, day
from tests.workflows.shipped import ENGLAND, REGISTER
from workflows.rules.incident import (
    DECLARATION_CLOCKS,
    Rung,
    Told,
    apply_downgrade,
    declaration_dates,
    is_of_series,
    must_explain_debrief,
    next_decision_at,
    next_rungs,
    order_of_notice,
    passed_over,
    told_too_early,
)

DECLARED_AT = at("Tue 22 Dec 2026 07:35")


def told(**minutes: int) -> Mapping[Rung, Told]:
    """Give who was told so many minutes after the declaration."""
    return {Rung[name.upper()]: Told.once(DECLARED_AT + timedelta(minutes=after)) for name, after in minutes.items()}


@pytest.mark.parametrize(
    ("declared", "staff", "debrief", "plan_debrief", "members", "plan_members"),
    [
        (
            "Wed 11 Jun 2025 14:00",
            "Thu 12 Jun 2025",
            "Sat 14 Jun 2025",
            "Fri 13 Jun 2025",
            "Wed 25 Jun 2025",
            "Wed 25 Jun 2025",
        ),
        # the eve of Easter: the debrief is due before the staff are, and planned for the same night
        (
            "Thu 2 Apr 2026 22:00",
            "Tue 7 Apr 2026",
            "Sun 5 Apr 2026",
            "Thu 2 Apr 2026",
            "Thu 16 Apr 2026",
            "Thu 16 Apr 2026",
        ),
        # declared on Good Friday: no working day lies between
        (
            "Fri 3 Apr 2026 09:00",
            "Tue 7 Apr 2026",
            "Mon 6 Apr 2026",
            "Fri 3 Apr 2026",
            "Fri 17 Apr 2026",
            "Fri 17 Apr 2026",
        ),
        (
            "Tue 22 Dec 2026 07:35",
            "Wed 23 Dec 2026",
            "Fri 25 Dec 2026",
            "Thu 24 Dec 2026",
            "Tue 5 Jan 2027",
            "Tue 5 Jan 2027",
        ),
        (
            "Sat 14 Feb 2026 23:59",
            "Mon 16 Feb 2026",
            "Tue 17 Feb 2026",
            "Tue 17 Feb 2026",
            "Sat 28 Feb 2026",
            "Fri 27 Feb 2026",
        ),
    ],
)
def test_mi_13_mi_15_mi_20_a_declaration_counts_working_and_calendar_days(
    declared: str, staff: str, debrief: str, plan_debrief: str, members: str, plan_members: str
) -> None:
    dates = declaration_dates(REGISTER, declared_at=at(declared), calendar=ENGLAND)

    assert tuple(dates) == DECLARATION_CLOCKS
    assert dates["mi_staff"].limit_on == day(staff)
    assert (dates["mi_debrief"].limit_on, dates["mi_debrief"].target_on) == (day(debrief), day(plan_debrief))
    assert (dates["mi_members"].limit_on, dates["mi_members"].target_on) == (day(members), day(plan_members))


def test_mi_09_the_first_referral_runs_through_the_change_of_clocks() -> None:
    dates = declaration_dates(REGISTER, declared_at=at("Sun 29 Mar 2026 00:45"), calendar=ENGLAND)

    assert dates["mi_crro"].limit_at == at("Sun 29 Mar 2026 02:15")  # 30 minutes on, the hour from 1 to 2 is missing


def test_mi_20_members_are_warned_three_days_and_one_day_before_and_on_the_planning_target() -> None:
    dates = declaration_dates(REGISTER, declared_at=at("Sat 14 Feb 2026 23:59"), calendar=ENGLAND)["mi_members"]

    assert dates.amber_at == (at("Wed 25 Feb 2026 09:00"), at("Fri 27 Feb 2026 09:00"))
    assert dates.red_at == (at("Fri 27 Feb 2026 09:00"),)


@pytest.mark.parametrize(("held", "needs_reason"), [("Fri 8 Jan 2027", False), ("Sat 9 Jan 2027", True)])
def test_mi_16_a_debrief_later_than_ten_working_days_needs_a_reason(held: str, needs_reason: bool) -> None:
    rule = REGISTER.rule("mi_debrief_held")

    owed = must_explain_debrief(rule, declared_at=DECLARED_AT, held_on=day(held), calendar=ENGLAND)

    assert owed is needs_reason


def test_mi_06_a_potential_incident_is_decided_again_after_24_elapsed_hours() -> None:
    rule = REGISTER.rule("mi_redecide")

    def again(decided: str) -> object:
        return next_decision_at(rule, decided_at=at(decided), calendar=ENGLAND)

    assert again("Tue 22 Dec 2026 07:35") == at("Wed 23 Dec 2026 07:35")
    assert again("Sat 24 Oct 2026 12:00") == at("Sun 25 Oct 2026 11:00")  # that day has 25 hours


def test_mi_24_after_a_downgrade_only_the_report_to_the_members_is_still_owed() -> None:
    after = apply_downgrade(["mi_staff", "mi_debrief", "mi_members", "mi_feedback"])

    assert after.cancelled == ("mi_staff", "mi_debrief", "mi_feedback")
    assert after.going_on == ("mi_members",)


@pytest.mark.parametrize(
    ("happened", "belongs"),
    [
        ("Mon 21 Dec 2026 23:59", False),
        ("Tue 22 Dec 2026 00:01", True),
        ("Tue 5 Jan 2027 23:59", True),
        ("Wed 6 Jan 2027 00:01", False),
    ],
)
def test_mi_25_a_further_incident_is_attached_within_14_days(happened: str, belongs: bool) -> None:
    assert is_of_series(declared_at=DECLARED_AT, happened_at=at(happened)) is belongs


def test_mi_19_the_ladder_begins_with_the_crro() -> None:
    ladder = order_of_notice({})

    assert [stand.rung for stand in ladder] == list(Rung)
    assert [stand.rung for stand in ladder if stand.is_next] == [Rung.CRRO]
    assert not any(stand.is_out_of_order or stand.told for stand in ladder)


@pytest.mark.parametrize(
    ("given", "following"),
    [
        (told(crro=0), (Rung.RACE_EQUALITY, Rung.COORDINATOR, Rung.COUNCIL_DUTY)),
        (told(crro=0, coordinator=20), (Rung.RACE_EQUALITY, Rung.COUNCIL_DUTY)),
        (told(crro=0, coordinator=20, race_equality=21, council_duty=22), (Rung.CHIEF_OFFICER,)),
        (told(coordinator=5), (Rung.CRRO,)),
    ],
)
def test_mi_19_who_comes_next(given: Mapping[Rung, Told], following: tuple[Rung, ...]) -> None:
    assert next_rungs(given) == following


def test_mi_19_a_rung_of_many_is_done_when_the_last_of_it_was_told() -> None:
    # given eight of fourteen services briefed
    officers = told(crro=0, coordinator=20, race_equality=21, council_duty=22, chief_officer=56)
    some = {**officers, Rung.STAFF: Told(first_at=DECLARED_AT + timedelta(hours=2), last_at=None)}
    # then the rest come next, and the members would pass them over
    assert next_rungs(some) == (Rung.STAFF,)
    assert passed_over(Rung.MEMBERS, told=some) == (Rung.STAFF,)
    # when all are told / then the members come next, and after them nobody
    done = {**some, Rung.STAFF: Told(first_at=DECLARED_AT, last_at=DECLARED_AT + timedelta(hours=5))}
    assert next_rungs(done) == (Rung.MEMBERS,)
    assert passed_over(Rung.MEMBERS, told=done) == ()
    assert next_rungs({**done, Rung.MEMBERS: Told.once(DECLARED_AT + timedelta(hours=6))}) == ()


def test_mi_19_telling_out_of_order_passes_people_over_and_owes_a_reason() -> None:
    given = told(crro=0, coordinator=20)

    assert passed_over(Rung.CHIEF_OFFICER, told=given) == (Rung.RACE_EQUALITY, Rung.COUNCIL_DUTY)
    assert passed_over(Rung.RACE_EQUALITY, told=given) == ()
    assert passed_over(Rung.CRRO, told=given) == ()


def test_mi_19_who_was_told_before_those_ahead_of_them_is_marked() -> None:
    given = told(crro=10, race_equality=20, coordinator=5, chief_officer=20)

    assert told_too_early(Rung.COORDINATOR, given) == (Rung.CRRO,)
    assert told_too_early(Rung.RACE_EQUALITY, given) == ()
    assert told_too_early(Rung.CHIEF_OFFICER, given) == (Rung.COUNCIL_DUTY,)  # those told at the same minute are not
    assert told_too_early(Rung.STAFF, given) == ()
    marked = [stand.rung for stand in order_of_notice(given) if stand.is_out_of_order]
    assert marked == [Rung.COORDINATOR, Rung.CHIEF_OFFICER]
