"""Where an area promises less than the source, and who signed for it."""

from typing import Any

import pytest

from tests.workflows.shipped import REGISTER
from workflows.area_profiles import PROFILES
from workflows.area_rules import parse_area_rules
from workflows.weakenings import Weakening, find_weakenings


def found(**settings: Any) -> list[Weakening]:
    return find_weakenings(REGISTER, parse_area_rules(settings))


def an_override(setting: str, chosen: str) -> dict[str, str]:
    return {
        "setting": setting,
        "chosen": chosen,
        "reason": "Agreed with all bodies",
        "proposed_by": "Marian Holt",
        "approved_by": "Honor Lacey",
        "approved_on": "2026-09-01",
    }


def test_cm_16_the_default_profile_weakens_nothing() -> None:
    assert find_weakenings(REGISTER, PROFILES["default"]) == []


def test_ct_20_the_source_profile_shows_that_the_minimum_only_warns_and_needs_no_signature() -> None:
    (weakening,) = find_weakenings(REGISTER, PROFILES["source v0.2"])

    assert (weakening.setting, weakening.is_open) == ("threshold.statutory_floor", False)


@pytest.mark.parametrize(
    ("clock_id", "term", "is_weaker"),
    [
        ("ct_acknowledge", {"target": 3, "limit": 6}, True),
        ("ct_acknowledge", {"target": 3, "limit": 5}, False),
        ("ct_acknowledge", {"target": 2, "limit": 3}, False),
        ("ct_papers", {"target": 3, "limit": 1}, True),  # less notice
        ("ct_papers", {"target": 5, "limit": 3}, False),
        ("ct_missing_lapse", {"limit": 15}, True),  # closed sooner
        ("ct_missing_lapse", {"limit": 25}, False),
        ("ct_missing_reminder", {"limit": 12}, True),
        ("ct_plan_review", {"limit": 4}, True),
        ("ct_moon", {"limit": 99}, False),
    ],
)
def test_cm_16_a_clock_is_weaker_when_somebody_waits_longer_or_has_less_notice(
    clock_id: str, term: dict[str, int], is_weaker: bool
) -> None:
    assert bool(found(clocks={clock_id: term})) is is_weaker


def test_cm_16_the_words_name_the_clock_and_both_lengths() -> None:
    longer = found(clocks={"ct_acknowledge": {"limit": 6}})[0]
    sooner = found(clocks={"ct_missing_lapse": {"limit": 15}})[0]

    assert longer.words == "Acknowledge the application: 6 is longer than the default of 5"
    assert (longer.default, longer.chosen) == ("5 working days", "6 working days")
    assert sooner.words == "Close because nothing came: 15 is shorter than the default of 20"


@pytest.mark.parametrize(
    ("minutes", "words"), [(20, []), (40, ["40 minutes is longer than the default of 30 minutes"])]
)
def test_te_12_a_deputy_called_sooner_is_no_weakening(minutes: int, words: list[str]) -> None:
    weaker = found(clocks={"te_alert_deputy": {"limit": minutes}})

    assert [each.words.partition(": ")[2] for each in weaker] == words


@pytest.mark.parametrize(
    ("threshold", "setting", "needs_override"),
    [
        ({"individual_n": 4}, "threshold.individual_n", True),
        ({"group_n": 6}, "threshold.group_n", True),
        ({"group_occasions": 3}, "threshold.group_occasions", True),
        ({"eligibility_months": 3}, "threshold.eligibility_months", True),
        ({"report_window": {"length": 30, "unit": "days"}}, "threshold.report_window", True),
        ({"relevant_bodies": ["police", "council"]}, "threshold.relevant_bodies", True),
        ({"relevant_bodies": []}, "threshold.relevant_bodies", True),
        ({"six_month_basis": "incident"}, "threshold.six_month_basis", False),
        ({"statutory_floor": "warn"}, "threshold.statutory_floor", False),
    ],
)
def test_cm_16_each_harder_condition_is_found(threshold: dict[str, Any], setting: str, needs_override: bool) -> None:
    (weakening,) = found(threshold=threshold)

    assert (weakening.setting, weakening.needs_override, weakening.is_open) == (setting, needs_override, needs_override)


@pytest.mark.parametrize(
    "threshold",
    [
        {"individual_n": 2},
        {"group_n": 3},
        {"eligibility_months": 12},
        {"report_window": {"length": 31, "unit": "days"}},
        {"report_window": {"length": 2, "unit": "months"}},
        {"relevant_bodies": ["police", "council", "health", "housing_provider", "fire"]},
        {"hate_n": 1},
    ],
)
def test_cm_16_an_easier_condition_is_no_weakening(threshold: dict[str, Any]) -> None:
    assert found(threshold=threshold) == []


@pytest.mark.parametrize(("days", "is_weaker"), [(19, True), (20, False), (28, False)])
def test_ap_06_less_time_to_appeal_is_a_weakening(days: int, is_weaker: bool) -> None:
    assert bool(found(appeal={"window_working_days": days})) is is_weaker


def test_cm_16_a_signature_counts_for_the_very_value_it_was_given_for() -> None:
    clocks = {"ct_acknowledge": {"limit": 6}}

    (signed,) = found(clocks=clocks, overrides=[an_override("clocks.ct_acknowledge.limit", "6 working days")])
    (unsigned,) = found(clocks=clocks, overrides=[an_override("clocks.ct_acknowledge.limit", "7 working days")])
    (other,) = found(clocks=clocks, overrides=[an_override("clocks.ct_plan.limit", "6 working days")])

    assert (signed.is_open, unsigned.is_open, other.is_open) == (False, True, True)
    assert signed.override is not None
    assert signed.override.approved_by == "Honor Lacey"


@pytest.mark.parametrize(
    ("tension", "words"),
    [
        ({"quorum_always": ["police"]}, ["The team for tensions may decide without: council"]),
        ({"quorum_others_needed": 0}, ["The team for tensions may decide with fewer members"]),
        ({"quorum_always": ["police", "council", "partnership"], "quorum_others": ["asb"]}, []),
        ({"quorum_always": ["police", "council", "asb"], "quorum_others": [], "quorum_others_needed": 0}, []),
        ({"caps_suggestion": False, "level_names": {"level_1": "Severe"}}, []),
    ],
)
def test_te_02_a_smaller_team_is_a_weakening(tension: dict[str, Any], words: list[str]) -> None:
    weaker = found(tension=tension)

    assert [each.words for each in weaker if each.setting == weaker[0].setting] == words
    assert all(each.is_open for each in weaker)


def test_te_02_no_police_and_no_council_is_said_both_ways() -> None:
    weaker = found(tension={"quorum_always": []})

    assert [(each.setting, each.chosen) for each in weaker] == [
        ("tension.quorum_always", "none"),
        ("tension.quorum_others_needed", "1"),
    ]


def test_mi_07_another_way_of_recording_is_a_choice_that_is_shown() -> None:
    (shown,) = found(incident={"hate_recording": "judgement"})

    assert (shown.setting, shown.needs_override) == ("incident.hate_recording", False)
