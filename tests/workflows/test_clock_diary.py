"""A diary for each clock of the register: began, plan for, limit. A clock without a diary fails."""

from datetime import time, timedelta

import pytest

from tests.frozen_clock import at, day
from tests.workflows.shipped import ENGLAND, REGISTER
from workflows.clock_dates import set_clock
from workflows.clock_register import ClockKind, ClockRule, Unit
from workflows.due_dates import fires_at, morning_of

NONE = ""
# Clock, requirement, began, target, limit; a clock in minutes has them with the hour.
# Holidays: 3 and 6 April, 4 May, 25 and 28 December 2026.
DIARY = [
    ("ct_risk_check", "CT-11", "Fri 13 Mar 2026 18:20", "Fri 13 Mar 2026", "Mon 16 Mar 2026"),
    ("ct_risk_check", "CT-11", "Sat 14 Mar 2026 09:00", "Sat 14 Mar 2026", "Mon 16 Mar 2026"),
    ("ct_ask_missing", "CT-09", "Thu 2 Apr 2026 10:00", "Tue 7 Apr 2026", "Thu 9 Apr 2026"),
    ("ct_missing_reminder", "CT-09", "Mon 14 Dec 2026 12:00", NONE, "Wed 30 Dec 2026"),
    ("ct_missing_lapse", "CT-09", "Mon 14 Dec 2026 12:00", NONE, "Thu 14 Jan 2027"),
    ("ct_acknowledge", "CT-12", "Mon 3 Mar 2025 10:00", "Thu 6 Mar 2025", "Mon 10 Mar 2025"),
    ("ct_acknowledge", "CT-12", "Thu 2 Apr 2026 23:59", "Thu 9 Apr 2026", "Mon 13 Apr 2026"),
    ("ct_threshold_return", "CT-22", "Wed 16 Dec 2026 15:00", "Mon 21 Dec 2026", "Wed 23 Dec 2026"),
    ("ct_threshold_decision", "CT-23", "Mon 14 Dec 2026 10:42", "Thu 24 Dec 2026", "Wed 30 Dec 2026"),
    ("ct_threshold_decision", "CT-23", "Fri 19 Dec 2025 10:00", "Mon 5 Jan 2026", "Wed 7 Jan 2026"),
    ("ct_contact", "CT-28", "Thu 3 Apr 2025 12:00", "Tue 8 Apr 2025", "Thu 10 Apr 2025"),
    ("ct_chair", "CT-31", "Thu 17 Apr 2025 12:00", "Thu 24 Apr 2025", "Mon 28 Apr 2025"),
    ("ct_information_return", "CT-29", "Thu 17 Apr 2025 12:00", "Mon 28 Apr 2025", "Tue 6 May 2025"),
    ("ct_papers", "CT-33, CT-35", "Wed 8 Apr 2026 14:00", "Wed 1 Apr 2026", "Thu 2 Apr 2026"),
    ("ct_not_invited", "CT-36", "Tue 5 May 2026 10:00", NONE, "Thu 30 Apr 2026"),
    ("ct_review_meeting", "CT-34", "Thu 3 Apr 2025 12:00", "Mon 28 Apr 2025", "Tue 6 May 2025"),
    ("ct_review_meeting", "CT-34", "Thu 13 Apr 2023 12:00", "Fri 5 May 2023", "Mon 15 May 2023"),
    ("ct_review_outcome", "CT-45", "Thu 3 Apr 2025 12:00", "Thu 1 May 2025", "Tue 6 May 2025"),
    ("ct_minutes", "CT-43", "Fri 1 May 2026 16:00", "Thu 7 May 2026", "Mon 11 May 2026"),
    ("ct_recommendation_response", "CT-41", "Mon 14 Dec 2026 12:00", "Mon 21 Dec 2026", "Wed 30 Dec 2026"),
    ("ct_plan", "CT-46", "Mon 14 Dec 2026 12:00", "Mon 21 Dec 2026", "Wed 30 Dec 2026"),
    ("ct_lead_accepts", "CT-48", "Thu 24 Dec 2026 12:00", "Tue 29 Dec 2026", "Wed 30 Dec 2026"),
    ("ct_action", "CT-49", "Fri 25 Dec 2026 12:00", "Fri 25 Dec 2026", "Fri 25 Dec 2026"),
    ("ct_victim_update", "CT-49", "Mon 14 Dec 2026 12:00", NONE, "Thu 14 Jan 2027"),
    ("ct_plan_review", "CT-52", "Mon 30 Nov 2026 12:00", NONE, "Sun 28 Feb 2027"),
    ("ct_plan_review", "CT-52", "Mon 14 Dec 2026 12:00", NONE, "Sat 13 Mar 2027"),
    ("ct_concern_acknowledge", "CT-50", "Fri 14 Aug 2026 09:00", NONE, "Wed 19 Aug 2026"),
    ("ct_concern_answer", "CT-50", "Fri 28 Aug 2026 09:00", NONE, "Mon 14 Sep 2026"),
    ("ct_written_withdrawal", "CT-59", "Wed 1 Apr 2026 11:00", NONE, "Fri 10 Apr 2026"),
    ("ap_window", "AP-06", "Thu 5 Mar 2026 12:00", NONE, "Thu 2 Apr 2026"),
    ("ap_acknowledge", "AP-08", "Fri 6 Mar 2026 10:00", "Fri 6 Mar 2026", "Mon 9 Mar 2026"),
    ("ap_missing_lapse", "AP-09", "Fri 6 Mar 2026 10:00", NONE, "Tue 7 Apr 2026"),
    ("ap_case_file", "AP-10", "Fri 6 Mar 2026 10:00", "Wed 11 Mar 2026", "Fri 13 Mar 2026"),
    ("ap_decision", "AP-12", "Mon 14 Dec 2026 12:00", "Thu 7 Jan 2027", "Thu 14 Jan 2027"),
    ("ap_update", "AP-14", "Mon 14 Dec 2026 12:00", NONE, "Thu 14 Jan 2027"),
    ("ct_remit", "AP-13", "Mon 14 Dec 2026 12:00", NONE, "Mon 21 Dec 2026"),
    ("te_first_level", "TE-06", "Thu 2 Apr 2026 22:00", NONE, "Tue 7 Apr 2026"),
    ("te_first_level_violence", "TE-06", "Sat 28 Mar 2026 23:30", NONE, "Sun 29 Mar 2026 02:30"),
    ("te_reply", "TE-05", "Thu 24 Dec 2026 12:00", "Tue 29 Dec 2026", "Wed 30 Dec 2026"),
    ("te_alert", "TE-12", "Sun 25 Oct 2026 00:55", "Sun 25 Oct 2026 00:55", "Sun 25 Oct 2026 01:10"),
    ("te_alert_deputy", "TE-12", "Fri 25 Dec 2026 02:10", NONE, "Fri 25 Dec 2026 02:40"),
    ("te_meet_urgent", "TE-14", "Tue 22 Dec 2026 11:40", "Tue 22 Dec 2026 13:40", "Tue 22 Dec 2026 15:40"),
    ("te_first_cia", "TE-11", "Tue 22 Dec 2026 11:40", "Tue 22 Dec 2026 13:40", "Tue 22 Dec 2026 15:40"),
    ("te_cia_review_conflict", "TE-11", "Thu 24 Dec 2026 16:00", NONE, "Fri 25 Dec 2026 16:00"),
    ("te_cia_review_heightened", "TE-11", "Mon 14 Dec 2026 12:00", NONE, "Mon 21 Dec 2026"),
    ("te_inform", "TE-17", "Thu 24 Dec 2026 12:00", "Thu 24 Dec 2026", "Tue 29 Dec 2026"),
    ("te_meet", "TE-17", "Tue 22 Dec 2026 11:40", "Tue 29 Dec 2026", "Thu 31 Dec 2026"),
    ("te_chief_officers", "TE-18", "Thu 2 Apr 2026 16:00", "Thu 2 Apr 2026", "Tue 7 Apr 2026"),
    ("te_review_conflict", "TE-33", "Sat 24 Oct 2026 12:00", NONE, "Sun 25 Oct 2026 11:00"),
    ("te_review_heightened", "TE-33", "Wed 1 Apr 2026 12:00", NONE, "Fri 10 Apr 2026"),
    ("te_review_normal", "TE-33", "Sat 31 Jan 2026 12:00", NONE, "Sat 28 Feb 2026"),
    ("te_evaluation", "TE-21", "Mon 14 Dec 2026 12:00", "Wed 30 Dec 2026", "Thu 14 Jan 2027"),
    ("te_quarterly_report", "TE-23", "Thu 31 Dec 2026 12:00", "Fri 22 Jan 2027", "Fri 29 Jan 2027"),
    ("mi_crro", "MI-09", "Tue 22 Dec 2026 07:35", "Tue 22 Dec 2026 07:35", "Tue 22 Dec 2026 08:05"),
    ("mi_partners", "MI-10", "Tue 22 Dec 2026 07:41", "Tue 22 Dec 2026 07:41", "Tue 22 Dec 2026 09:41"),
    ("mi_chief_officer", "MI-12", "Tue 22 Dec 2026 08:06", "Tue 22 Dec 2026 08:06", "Tue 22 Dec 2026 10:06"),
    ("mi_staff", "MI-13", "Tue 22 Dec 2026 07:35", "Tue 22 Dec 2026", "Wed 23 Dec 2026"),
    ("mi_feedback", "MI-18", "Thu 24 Dec 2026 09:50", NONE, "Tue 29 Dec 2026"),
    ("mi_unreachable", "MI-23", "Thu 24 Dec 2026 23:45", NONE, "Fri 25 Dec 2026 00:15"),
    ("mi_debrief", "MI-15", "Tue 22 Dec 2026 07:35", "Thu 24 Dec 2026", "Fri 25 Dec 2026"),
    ("mi_debrief", "MI-15", "Thu 2 Apr 2026 22:00", "Thu 2 Apr 2026", "Sun 5 Apr 2026"),
    ("mi_debrief_held", "MI-16", "Tue 22 Dec 2026 07:35", NONE, "Fri 8 Jan 2027"),
    ("mi_members", "MI-20", "Tue 22 Dec 2026 07:35", "Tue 5 Jan 2027", "Tue 5 Jan 2027"),
    ("mi_redecide", "MI-06", "Tue 22 Dec 2026 07:35", NONE, "Wed 23 Dec 2026 07:35"),
    ("cm_uncleared_breach", "CM-11", "Thu 24 Dec 2026 00:00", NONE, "Wed 30 Dec 2026"),
    ("cm_guidance_review", "CT-54", "Thu 29 Feb 2024 12:00", NONE, "Fri 28 Feb 2025"),
]


@pytest.mark.parametrize(("clock_id", "rule_number", "began", "target", "limit"), DIARY)
def test_each_clock_keeps_its_diary(clock_id: str, rule_number: str, began: str, target: str, limit: str) -> None:
    rule = REGISTER.rule(clock_id)

    dates = set_clock(rule, trigger_at=at(began), calendar=ENGLAND)

    assert rule_number in rule.source
    if rule.unit is Unit.MINUTES:
        assert (dates.target_at, dates.limit_at) == (at(target) if target else None, at(limit))
        return
    assert dates.target_on == (day(target) if target else None)
    assert dates.limit_on == day(limit)


def test_every_clock_of_the_register_has_a_diary() -> None:
    assert {rule.id for rule in REGISTER} == {row[0] for row in DIARY}


def test_ap_13_the_remit_clock_has_a_length_for_each_stage() -> None:
    remit, began = REGISTER.rule("ct_remit"), at("Mon 14 Dec 2026 12:00")

    limits = [
        set_clock(remit.as_variant(stage), trigger_at=began, calendar=ENGLAND) for stage in ("stage_1", "stage_2")
    ]

    assert [dates.limit_on for dates in limits] == [day("Mon 21 Dec 2026"), day("Thu 14 Jan 2027")]


@pytest.mark.parametrize("rule", [rule for rule in REGISTER if rule.unit is not Unit.MINUTES], ids=lambda rule: rule.id)
def test_d_020_limits_end_at_midnight_and_reminders_and_lapses_act_at_nine(rule: ClockRule) -> None:
    dates = set_clock(rule, trigger_at=at("Mon 12 Oct 2026 12:00"), calendar=ENGLAND)

    at_once = fires_at if rule.kind is ClockKind.LIMIT else morning_of
    assert dates.limit_at == at_once(dates.limit_on)
    assert dates.target_at == (morning_of(dates.target_on) if dates.target_on else None)


@pytest.mark.parametrize("rule", REGISTER, ids=lambda rule: rule.id)
def test_cm_03_the_cut_off_moves_only_clocks_that_count_from_an_arrival(rule: ClockRule) -> None:
    late = at("Mon 12 Oct 2026 17:30")

    without = set_clock(rule, trigger_at=late, calendar=ENGLAND)
    with_cut_off = set_clock(rule, trigger_at=late, calendar=ENGLAND, cut_off=time(17))

    may_move = {
        "ct_ask_missing",
        "ct_acknowledge",
        "ct_threshold_decision",
        "ct_concern_acknowledge",
        "ct_concern_answer",
        "ap_acknowledge",
        "te_reply",
    }
    moved = with_cut_off.trigger_on - without.trigger_on
    assert moved == timedelta(days=1 if rule.id in may_move else 0)


def test_cm_02_a_clock_keeps_its_whole_count_for_later_reading() -> None:
    dates = set_clock(REGISTER.rule("ct_threshold_decision"), trigger_at=at("Mon 14 Dec 2026 10:42"), calendar=ENGLAND)

    assert (dates.count[0].on, dates.count[0].number) == (day("Mon 14 Dec 2026"), 0)
    assert (dates.count[-1].on, dates.count[-1].number) == (day("Wed 30 Dec 2026"), 10)
    assert dates.calendar_edition == ENGLAND.edition
