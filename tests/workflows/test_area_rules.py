"""An area's settings: profiles, faults in sentences, the calendar and clocks they give, storing and reading back."""

from datetime import time

import pytest

from tests.frozen_clock import at, day
from tests.workflows.reports import report
from tests.workflows.shipped import ENGLAND, REGISTER
from workflows.area_profiles import PROFILES
from workflows.area_rules import (
    AddedHoliday,
    AreaRules,
    MeetingFormat,
    SettingsNotUsable,
    VictimVoice,
    area_calendar,
    clock_faults,
    effective_register,
    parse_area_rules,
)
from workflows.clock_dates import set_clock
from workflows.clock_register import ClockTerm
from workflows.rules.threshold import decide_threshold
from workflows.rules.threshold_settings import BodyKind, FloorMode


def test_the_default_profile_is_what_an_area_has_that_sets_nothing() -> None:
    assert PROFILES["default"] == AreaRules() == parse_area_rules({})
    assert PROFILES["default"].threshold.statutory_floor is FloorMode.ENFORCE
    assert PROFILES["default"].cut_off is None


def test_cm_15_the_schemes_name_and_its_former_name_are_settings() -> None:
    assert (AreaRules().scheme_name, AreaRules().formerly) == ("ASB case review", "Community Trigger")
    assert (PROFILES["source v0.2"].scheme_name, PROFILES["source v0.2"].formerly) == ("Community Trigger", "")


def test_ct_20_the_source_profile_decides_as_the_guidance_was_written() -> None:
    days = ("Mon 2 Nov 2026", "Tue 3 Nov 2026", "Wed 4 Nov 2026")
    by_three_people = [report(one, one, one, person=one) for one in days]

    met = {
        name: decide_threshold(by_three_people, application_on=day("Thu 10 Dec 2026"), settings=rules.threshold).met
        for name, rules in PROFILES.items()
    }

    assert [name for name, is_met in met.items() if not is_met] == ["source v0.2"]


def test_ct_36_the_source_profile_keeps_the_victim_out_of_the_meeting() -> None:
    assert PROFILES["source v0.2"].victim_voice is VictimVoice.NONE
    assert PROFILES["default"].victim_voice is VictimVoice.FIRST_PART


def test_ct_35_the_meeting_has_four_formats() -> None:
    assert len(MeetingFormat) == 4


@pytest.mark.parametrize("name", PROFILES)
def test_cm_12_a_version_of_the_rules_is_stored_and_read_back_the_same(name: str) -> None:
    stored = PROFILES[name].model_dump_json()

    assert AreaRules.model_validate_json(stored) == PROFILES[name]
    assert AreaRules.model_validate_json(stored).model_dump_json() == stored


def test_cm_12_sets_are_stored_in_a_fixed_order() -> None:
    stored = AreaRules().model_dump(mode="json")

    assert stored["threshold"]["relevant_bodies"] == ["council", "health", "housing_provider", "police"]


def test_cm_01_an_areas_calendar_has_its_own_additions_and_removals() -> None:
    extra, back = day("Mon 15 Jun 2026"), day("Mon 4 May 2026")
    rules = AreaRules(holidays_added=(AddedHoliday(on=extra, name="The cup"),), holidays_removed=(back,))

    calendar = area_calendar(rules)

    assert calendar.holiday_name(extra) == "The cup"
    assert calendar.is_working_day(back)
    assert area_calendar(AreaRules()) is ENGLAND


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"nation": "FRA"}, "Select the nation whose bank holidays count."),
        (
            {"holidays_added": [{"on": "2026-06-15", "name": "a"}, {"on": "2026-06-15", "name": "b"}]},
            "The same day is added twice to the bank holidays.",
        ),
        (
            {"holidays_added": [{"on": "2026-06-15", "name": "a"}], "holidays_removed": ["2026-06-15"]},
            "The same day is added to the bank holidays and taken away from them.",
        ),
        ({"threshold": {"floor_n": 4}}, "threshold.floor_n: Input should be less than or equal to 3."),
        ({"moon": 1}, "moon: Extra inputs are not permitted."),
    ],
)
def test_settings_that_cannot_be_are_refused_with_a_sentence(data: object, sentence: str) -> None:
    with pytest.raises(SettingsNotUsable) as caught:
        parse_area_rules(data)

    assert caught.value.faults == (sentence,)


def test_cm_16_an_override_needs_two_people() -> None:
    override = {
        "setting": "clocks.ct_plan.limit",
        "chosen": "12 working days",
        "reason": "Two bodies meet monthly",
        "proposed_by": "Marian Holt",
        "approved_by": "Marian Holt",
        "approved_on": "2026-09-01",
    }

    with pytest.raises(SettingsNotUsable) as caught:
        parse_area_rules({"overrides": [override]})

    assert caught.value.faults == ("overrides.0: A second person must approve the override.",)
    assert len(parse_area_rules({"overrides": [override | {"approved_by": "Honor Lacey"}]}).overrides) == 1


def test_the_clocks_of_an_area_run_with_its_own_lengths() -> None:
    rules = AreaRules(clocks={"ct_acknowledge": ClockTerm(target=2, limit=3)})

    register = effective_register(REGISTER, rules)

    dates = set_clock(register.rule("ct_acknowledge"), trigger_at=at("Mon 3 Mar 2025 10:00"), calendar=ENGLAND)
    assert (dates.target_on, dates.limit_on) == (day("Wed 5 Mar 2025"), day("Thu 6 Mar 2025"))
    assert register.rule("ct_plan") == REGISTER.rule("ct_plan")
    assert [rule.id for rule in register] == [rule.id for rule in REGISTER]


@pytest.mark.parametrize(
    ("clocks", "sentence"),
    [
        ({"ct_moon": {"limit": 3}}, "There is no clock called ct_moon."),
        (
            {"ct_acknowledge": {"target": 3, "limit": 3}},
            "Acknowledge the application: Plan for must be shorter than the limit.",
        ),
        (
            {"ct_papers": {"target": 2, "limit": 3}},
            "Send the papers and written reports: Plan for must be shorter than the limit.",
        ),
        (
            {"ct_missing_reminder": {"limit": 20}},
            "Remind about missing items must come before: Close because nothing came.",
        ),
    ],
)
def test_clock_settings_that_cannot_run_say_why(clocks: object, sentence: str) -> None:
    rules = parse_area_rules({"clocks": clocks})

    assert clock_faults(REGISTER, rules) == (sentence,)
    with pytest.raises(SettingsNotUsable):
        effective_register(REGISTER, rules)


def test_cm_03_the_cut_off_hour_is_read_from_its_words() -> None:
    assert parse_area_rules({"cut_off": "17:00"}).cut_off == time(17)


def test_every_setting_that_an_area_must_have_exists() -> None:
    # domain G, "Settings that must exist per area"
    assert set(AreaRules.model_fields) >= {
        "holidays_added",
        "cut_off",
        "clocks",
        "threshold",
        "anonymous",
        "victim_voice",
        "meeting_format",
        "chair",
        "also_required_attendees",
        "extension_approvers",
        "appeal",
        "report_year_starts",
        "retention",
        "letter_sizes",
        "role_titles",
        "code_lists",
        "tension",
        "incident",
        "scheme_name",
        "law_profile",
    }
    assert AreaRules(also_required_attendees=(BodyKind.FIRE,)).also_required_attendees == (BodyKind.FIRE,)
