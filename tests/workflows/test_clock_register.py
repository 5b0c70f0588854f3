"""Reading the clock register, its faults in sentences, and who hears of a clock."""

import json
from typing import Any

import pytest
from pydantic import ValidationError

from tests.workflows.shipped import CLOCKS_FILE, REGISTER
from workflows.clock_register import (
    ClockKind,
    ClockTerm,
    ClockWarning,
    Unit,
    UnknownClock,
    UnreadableClockRegister,
    parse_clock_register,
    roles_to_tell,
)

KNOWN_ROLES = {
    "spoc", "spoc_deputy", "nominated_officer", "agency_manager", "review_chair", "minute_taker", "lead_officer",
    "csp_manager", "director", "process_owner", "auditor", "administrator", "appeals_officer", "opcc_head",
    "risk_lead", "asb_manager", "commander", "council_officer", "comms_officer", "coordinator", "senior_officer",
    "crro", "police_coordinator",
}  # fmt: skip
WD, DAYS, MONTHS, MIN = Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.MONTHS, Unit.MINUTES
LIMIT, LAPSE = ClockKind.LIMIT, ClockKind.LAPSE


def a_clock(**changes: Any) -> dict[str, Any]:
    clock = {
        "id": "ct_thing",
        "title": "Do the thing",
        "counted_from": "act",
        "counted_from_words": "thing asked",
        "day_zero_words": "the day the thing was asked",
        "target": 3,
        "limit": 5,
        "basis": "r",
        "source": "CT-01",
    }
    return clock | changes


def faults_of(*clocks: Any) -> tuple[str, ...]:
    with pytest.raises(UnreadableClockRegister) as caught:
        parse_clock_register({"clocks": list(clocks)})
    return caught.value.faults


def test_the_shipped_register_tells_only_roles_we_know() -> None:
    named = {role for rule in REGISTER for role in (*rule.near, *rule.breach, *rule.then)}

    assert named <= KNOWN_ROLES


def test_the_shipped_register_has_every_clock_of_the_four_procedures() -> None:
    assert len(REGISTER) == len(json.loads(CLOCKS_FILE.read_text(encoding="utf-8"))["clocks"]) == 60
    assert all(rule.id.startswith(("ct_", "cm_", "ap_", "te_", "mi_")) for rule in REGISTER)


@pytest.mark.parametrize(
    ("clock", "kind", "unit", "target", "limit"),
    [
        ("te_first_level", LIMIT, WD, None, 1),
        ("te_first_level_violence", LIMIT, MIN, None, 120),
        ("te_reply", LIMIT, WD, 1, 2),
        ("te_alert", LIMIT, MIN, 0, 15),
        ("te_alert_deputy", LAPSE, MIN, None, 30),
        ("te_meet_urgent", LIMIT, MIN, 120, 240),
        ("te_first_cia", LIMIT, MIN, 120, 240),
        ("te_cia_review_conflict", LIMIT, MIN, None, 1440),
        ("te_cia_review_heightened", LIMIT, WD, None, 5),
        ("te_inform", LIMIT, WD, 0, 1),
        ("te_meet", LIMIT, WD, 3, 5),
        ("te_chief_officers", LIMIT, WD, 0, 1),
        ("te_review_conflict", LIMIT, MIN, None, 1440),
        ("te_review_heightened", LIMIT, WD, None, 5),
        ("te_review_normal", LIMIT, MONTHS, None, 1),
        ("te_evaluation", LIMIT, WD, 10, 20),
        ("te_quarterly_report", LIMIT, WD, 15, 20),
        ("mi_crro", LIMIT, MIN, 0, 30),
        ("mi_partners", LIMIT, MIN, 0, 120),
        ("mi_chief_officer", LIMIT, MIN, 0, 120),
        ("mi_staff", LIMIT, WD, 0, 1),
        ("mi_feedback", LIMIT, WD, None, 1),
        ("mi_unreachable", LAPSE, MIN, None, 30),
        ("mi_debrief", LIMIT, DAYS, None, 3),
        ("mi_debrief_held", LIMIT, WD, None, 10),
        ("mi_members", LIMIT, DAYS, None, 14),
        ("mi_redecide", LIMIT, MIN, None, 1440),
    ],
)
def test_domain_a_5_the_clocks_of_tension_and_incident_have_their_lengths(
    clock: str, kind: ClockKind, unit: Unit, target: int | None, limit: int
) -> None:
    rule = REGISTER.rule(clock)

    assert (rule.kind, rule.unit, rule.target, rule.limit) == (kind, unit, target, limit)


def test_te_33_a_missed_review_is_a_breach_to_the_director() -> None:
    reviews = [rule for rule in REGISTER if rule.id.startswith("te_review_")]

    assert [rule.breach for rule in reviews] == [("director",)] * 3


def test_te_12_the_deputy_is_called_after_the_alert_has_run_out() -> None:
    assert REGISTER.rule("te_alert").limit < REGISTER.rule("te_alert_deputy").limit


@pytest.mark.parametrize(
    ("clock", "target", "limit"),
    [
        ("ap_window", None, 20),
        ("ap_acknowledge", 0, 1),
        ("ap_missing_lapse", None, 20),
        ("ap_case_file", 3, 5),
        ("ap_decision", 15, 20),
        ("ap_update", None, 20),
    ],
)
def test_the_clocks_of_an_appeal_have_their_lengths(clock: str, target: int | None, limit: int) -> None:
    assert (REGISTER.rule(clock).target, REGISTER.rule(clock).limit) == (target, limit)


def test_a_clock_is_found_by_its_id() -> None:
    assert REGISTER.rule("ct_plan").title == "Agree the action plan"
    assert "ct_plan" in REGISTER
    assert "ct_moon" not in REGISTER
    with pytest.raises(UnknownClock) as caught:
        REGISTER.rule("ct_moon")
    assert caught.value.clock_id == "ct_moon"


def test_a_variant_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownClock):
        REGISTER.rule("ct_remit").as_variant("stage_3")


def test_faults_name_the_clock_and_say_what_is_wrong() -> None:
    assert faults_of(a_clock(limit=-1)) == ("ct_thing, limit: Input should be greater than or equal to 0.",)
    assert faults_of(a_clock(target=5)) == ("ct_thing: Plan for must be shorter than the limit.",)
    assert faults_of(a_clock(colour="red")) == ("ct_thing, colour: Extra inputs are not permitted.",)
    assert faults_of(a_clock(), {}, "x")[0].startswith("clock 2, id:")
    assert faults_of("x")[0].startswith("clock 1: Input should be a valid dictionary")
    assert faults_of(a_clock(), a_clock()) == ("ct_thing is there twice.",)


@pytest.mark.parametrize("data", [None, [], {"clocks": 3}, {"watches": []}])
def test_something_that_is_no_register_is_refused(data: object) -> None:
    with pytest.raises(UnreadableClockRegister):
        parse_clock_register(data)


def test_cm_07_backwards_the_target_is_the_larger_number() -> None:
    assert (
        "before"
        not in parse_clock_register({"clocks": [a_clock(backwards=True, target=3, limit=2)]}).rule("ct_thing").title
    )
    assert faults_of(a_clock(backwards=True, target=2, limit=3)) == (
        "ct_thing: Plan for must be shorter than the limit.",
    )


def test_cm_07_a_variant_is_checked_too() -> None:
    assert faults_of(a_clock(variants={"long": {"target": 9, "limit": 8}}))


@pytest.mark.parametrize("changes", [{"kind": "lapse"}, {"kind": "reminder", "target": None, "breach": ["spoc"]}])
def test_cm_07_only_a_limit_can_be_missed(changes: dict[str, Any]) -> None:
    assert faults_of(a_clock(**changes)) == ("ct_thing: A reminder or a lapse has no target and cannot be missed.",)


@pytest.mark.parametrize(
    "changes", [{"unit": "calendar_days"}, {"backwards": True, "target": 6}, {"unit": "minutes"}, {"unit": "months"}]
)
def test_cm_03_only_working_days_from_an_arrival_may_know_the_cut_off(changes: dict[str, Any]) -> None:
    assert faults_of(a_clock(may_cut_off=True, **changes))


def test_ct_09_a_reminder_must_come_before_its_lapse() -> None:
    reminder = a_clock(id="ct_thing_reminder", kind="reminder", title="Remind", target=None, limit=20)
    lapse = a_clock(id="ct_thing_lapse", kind="lapse", title="Close", target=None, limit=20)

    assert faults_of(reminder, lapse) == ("Remind must come before: Close.",)
    assert len(parse_clock_register({"clocks": [reminder | {"limit": 19}, lapse]})) == 2
    assert len(parse_clock_register({"clocks": [reminder]})) == 1


def test_changed_lengths_are_checked_again() -> None:
    with pytest.raises(ValidationError):
        REGISTER.rule("ct_plan").with_term(ClockTerm(target=10, limit=10))


@pytest.mark.parametrize(
    ("warning", "roles"),
    [
        (ClockWarning.AMBER, ("spoc",)),
        (ClockWarning.RED, ("spoc", "spoc_deputy")),
        (ClockWarning.DUE_TODAY, ("spoc", "spoc_deputy")),
        (ClockWarning.BREACH, ("spoc", "spoc_deputy", "process_owner", "csp_manager")),
        (ClockWarning.UNCLEARED, ("director",)),
    ],
)
def test_cm_11_who_hears_of_the_threshold_decision(warning: ClockWarning, roles: tuple[str, ...]) -> None:
    assert roles_to_tell(REGISTER.rule("ct_threshold_decision"), warning) == roles


def test_cm_11_without_a_spoc_no_deputy_hears_and_nobody_hears_twice() -> None:
    assert roles_to_tell(REGISTER.rule("ct_recommendation_response"), ClockWarning.RED) == ("nominated_officer",)
    assert roles_to_tell(REGISTER.rule("ct_not_invited"), ClockWarning.BREACH) == (
        "review_chair",
        "process_owner",
        "spoc",
    )


def test_ct_49_an_action_ten_working_days_overdue_goes_to_the_csp_manager() -> None:
    rule = REGISTER.rule("ct_action")

    assert (roles_to_tell(rule, ClockWarning.UNCLEARED), rule.then_after) == (("csp_manager",), 10)
