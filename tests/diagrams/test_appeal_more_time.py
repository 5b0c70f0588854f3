"""Exceptional circumstances in the shipped drawings of an appeal: asked for, approved, and updates sent."""

from tests.diagrams.appeal_office import given_more_time, in_assessment
from tests.frozen_clock import day


def test_ap_14_more_time_is_offered_at_the_target_and_goes_with_the_decision() -> None:
    office = in_assessment()
    office.wait_until("Tue 1 Jul 2025 20:00")
    assert office.open() == ["Task_Assess"]

    office.wait_until("Wed 2 Jul 2025 20:00")
    assert office.open() == ["Task_AskMoreTime", "Task_Assess"]

    office.do_all("Task_Assess", "Task_Decide", "Task_SendDecision")
    assert office.is_finished


def test_ap_14_more_time_can_be_asked_for_earlier() -> None:
    office = in_assessment()
    office.hear("more_time_asked")

    assert office.open() == ["Task_AskMoreTime", "Task_Assess"]


def test_ap_14_refused_time_may_be_asked_for_again() -> None:
    office = in_assessment()
    office.wait_until("Thu 3 Jul 2025 10:00")
    office.do("Task_AskMoreTime")
    assert office.lane("Task_ApproveMoreTime") == "Head of office"

    office.do("Task_ApproveMoreTime", approved=False)
    assert office.open() == ["Task_AskMoreTime", "Task_Assess"]
    assert "ap_update" not in office.rows


def test_ap_14_two_updates_each_counted_from_the_one_before() -> None:
    office = given_more_time()
    assert office.limit("ap_update") == day("Thu 31 Jul 2025")

    office.wait_until("Mon 28 Jul 2025 10:00")
    office.do("Task_SendUpdate")
    assert office.limit("ap_update") == day("Tue 26 Aug 2025")

    office.wait_until("Tue 26 Aug 2025 10:00")
    office.do("Task_SendUpdate")
    assert office.limit("ap_update") == day("Tue 23 Sep 2025")
    assert office.told() == []

    office.do_all("Task_Assess", "Task_Decide", "Task_SendDecision")
    assert office.is_finished
    assert (office.rows, office.timers) == ({}, ())


def test_ap_14_a_late_update_is_told_and_the_next_counts_from_it() -> None:
    office = given_more_time()
    office.wait_until("Mon 4 Aug 2025 10:00")
    assert office.told() == ["opcc_head"]

    office.do("Task_SendUpdate")
    assert office.limit("ap_update") == day("Tue 2 Sep 2025")


def test_ap_17_an_appeal_is_withdrawn_while_updates_are_due() -> None:
    office = given_more_time()
    office.hear("appeal_withdrawn")

    assert (office.open(), office.timers) == (["Task_ConfirmAppealWithdrawn"], ())
