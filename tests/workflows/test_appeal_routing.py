"""Which way the grounds of an appeal go, and which letter they are about."""

from collections.abc import Collection

import pytest

from tests.frozen_clock import day
from workflows.rules.appeal import (
    AppealRoute,
    DecisionLetter,
    Ground,
    NoGround,
    RoutedAppeal,
    Stage,
    letter_for,
    route_appeal,
    stages_for,
)

NOT_MET = DecisionLetter(code="L-CT-08", sent_on=day("Mon 13 Jan 2025"))
OUTCOME = DecisionLetter(code="L-CT-13", sent_on=day("Mon 17 Mar 2025"))
PLAN = DecisionLetter(code="L-CT-14", sent_on=day("Mon 24 Mar 2025"))


def routed(*grounds: Ground, on_file: Collection[DecisionLetter], stages: tuple[Stage, ...] = (1, 2)) -> RoutedAppeal:
    return route_appeal(grounds, letters=tuple(on_file), stages=stages)


def ways(result: RoutedAppeal) -> dict[Ground, AppealRoute]:
    return {one.ground: one.route for one in result.grounds}


@pytest.mark.parametrize(
    ("ground", "route", "said"),
    [
        (Ground.DELIVERY, AppealRoute.SPOC, "The person who handles your case will look into it"),
        (Ground.CONDUCT, AppealRoute.AGENCY, "The body they work for answers complaints"),
        (Ground.CPS, AppealRoute.CPS, "Victims’ Right to Review"),
    ],
)
def test_ap_04_what_is_no_matter_for_an_appeal_goes_its_own_way_and_starts_no_clock(
    ground: Ground, route: AppealRoute, said: str
) -> None:
    result = routed(ground, on_file=[NOT_MET, OUTCOME])

    assert (result.route, result.stage, result.letter, result.starts_clocks) == (route, None, None, False)
    assert result.heard == ()
    assert said in result.sentences[0]
    assert stages_for(ground) == ()


@pytest.mark.parametrize(
    ("ground", "letter", "stage"),
    [
        (Ground.THRESHOLD, NOT_MET, 1),
        (Ground.PLAN, OUTCOME, 2),
        (Ground.OUTCOME, OUTCOME, 2),
        (Ground.PROCESS, NOT_MET, 1),
        (Ground.PROCESS, OUTCOME, 2),
    ],
)
def test_ap_03_the_decision_letter_on_file_gives_the_stage(ground: Ground, letter: DecisionLetter, stage: int) -> None:
    result = routed(ground, on_file=[letter, PLAN])

    assert (result.route, result.stage, result.letter) == (AppealRoute.APPEAL, stage, letter)
    assert result.starts_clocks
    assert result.heard == (ground,)
    assert f"stage {stage} appeal" in result.sentences[0]


@pytest.mark.parametrize("ground", [Ground.THRESHOLD, Ground.PLAN, Ground.OUTCOME, Ground.PROCESS])
def test_ap_03_without_a_decision_letter_an_appeal_is_premature(ground: Ground) -> None:
    result = routed(ground, on_file=[PLAN])

    assert (result.route, result.stage, result.starts_clocks) == (AppealRoute.PREMATURE, None, False)
    assert result.sentences[0].startswith("There is no decision to appeal against yet.")


@pytest.mark.parametrize(
    ("ground", "letter", "said"),
    [
        (Ground.PLAN, NOT_MET, "No review has been held"),
        (Ground.OUTCOME, NOT_MET, "No review has been held"),
        (Ground.THRESHOLD, OUTCOME, "We find no decision that the threshold was not met."),
    ],
)
def test_ap_03_the_letter_of_the_other_stage_does_not_do_and_the_appellant_is_told_what_does(
    ground: Ground, letter: DecisionLetter, said: str
) -> None:
    result = routed(ground, on_file=[letter])

    assert result.route is AppealRoute.PREMATURE
    assert result.sentences[0].startswith(said)


def test_ap_03_the_newest_letter_of_the_stage_counts() -> None:
    again = DecisionLetter(code="L-CT-08", sent_on=day("Mon 3 Feb 2025"))

    assert letter_for(1, [NOT_MET, again]) == again
    assert letter_for(2, [NOT_MET, again]) is None


def test_ap_04_an_appeal_is_heard_and_its_other_grounds_go_their_own_way() -> None:
    result = routed(Ground.CONDUCT, Ground.PLAN, Ground.PROCESS, on_file=[NOT_MET, OUTCOME])

    assert (result.route, result.stage) == (AppealRoute.APPEAL, 2)
    assert result.heard == (Ground.PLAN, Ground.PROCESS)
    assert ways(result)[Ground.CONDUCT] is AppealRoute.AGENCY
    assert len(result.sentences) == 3


def test_ap_03_a_ground_with_a_stage_of_its_own_chooses_the_letter_before_the_process_does() -> None:
    result = routed(Ground.THRESHOLD, Ground.PROCESS, on_file=[NOT_MET, OUTCOME])

    assert (result.stage, result.letter) == (1, NOT_MET)
    assert result.heard == (Ground.THRESHOLD, Ground.PROCESS)


def test_ap_03_the_process_is_heard_where_the_other_ground_is_premature() -> None:
    result = routed(Ground.PLAN, Ground.PROCESS, on_file=[NOT_MET])

    assert (result.route, result.stage, result.heard) == (AppealRoute.APPEAL, 1, (Ground.PROCESS,))
    assert ways(result)[Ground.PLAN] is AppealRoute.PREMATURE


def test_ap_03_two_decisions_need_two_appeals_and_the_newer_is_heard_first() -> None:
    result = routed(Ground.THRESHOLD, Ground.OUTCOME, on_file=[NOT_MET, OUTCOME])

    assert (result.stage, result.heard) == (2, (Ground.OUTCOME,))
    assert result.sentences[0] == (
        "What you say about our letter of Monday 13 January 2025 needs an appeal of its own, at stage 1."
    )


def test_ap_03_a_premature_ground_weighs_more_than_one_that_goes_elsewhere() -> None:
    result = routed(Ground.THRESHOLD, Ground.DELIVERY, on_file=[])

    assert result.route is AppealRoute.PREMATURE
    assert ways(result)[Ground.DELIVERY] is AppealRoute.SPOC


def test_ap_04_two_complaints_without_an_appeal_keep_both_their_ways() -> None:
    result = routed(Ground.CPS, Ground.CONDUCT, on_file=[])

    assert result.route is AppealRoute.AGENCY
    assert list(ways(result).values()) == [AppealRoute.AGENCY, AppealRoute.CPS]


def test_ap_03_an_area_without_a_stage_sends_its_ground_to_the_spoc() -> None:
    result = routed(Ground.PLAN, on_file=[OUTCOME], stages=(1,))

    assert (result.route, result.starts_clocks) == (AppealRoute.SPOC, False)
    assert result.sentences[0].startswith("There is no appeal of this kind in your area.")


@pytest.mark.parametrize(
    ("ground", "letter", "stages"), [(Ground.THRESHOLD, OUTCOME, (1,)), (Ground.PLAN, NOT_MET, (2,))]
)
def test_ap_03_nobody_is_pointed_to_a_stage_the_area_does_not_offer(
    ground: Ground, letter: DecisionLetter, stages: tuple[Stage, ...]
) -> None:
    result = routed(ground, on_file=[letter], stages=stages)

    assert result.sentences[0].startswith("There is no decision to appeal against yet.")


def test_ap_03_an_appeal_about_nothing_is_refused() -> None:
    with pytest.raises(NoGround):
        routed(on_file=[NOT_MET])
