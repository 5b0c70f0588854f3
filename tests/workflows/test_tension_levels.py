"""The six levels, the scores, the suggestion, and what two views make of it."""

import pytest

from workflows.rules.tension import (
    Band,
    BandWords,
    Direction,
    EepScores,
    ImpactAssessment,
    Level,
    LevelNames,
    NoSuchLevel,
    TensionSettings,
    band_of,
    direction_between,
    impact_assessment_duty,
    level_of,
    level_words,
    must_give_reasons,
    settle_two_views,
    suggest_after_declaration,
    suggest_level,
    trend,
    trend_words,
)


def scores(experienced: int, evidenced: int, potential: int) -> EepScores:
    return EepScores(experienced=experienced, evidenced=evidenced, potential=potential)


@pytest.mark.parametrize(
    ("number", "band", "words"),
    [
        (1, Band.CONFLICT, "1 High, conflict happening or happened"),
        (2, Band.CONFLICT, "2 Significant, conflict happening or happened"),
        (3, Band.HEIGHTENED, "3 Moderate, heightened tension, more risk"),
        (4, Band.HEIGHTENED, "4 Heightened, heightened tension, more risk"),
        (5, Band.NORMAL, "5 Low, normal range"),
        (6, Band.NORMAL, "6 Insignificant, normal range"),
    ],
)
def test_te_10_a_level_is_always_number_name_and_band(number: int, band: Band, words: str) -> None:
    assert band_of(level_of(number)) is band
    assert level_words(level_of(number)) == words


def test_te_10_an_area_may_call_levels_and_bands_otherwise() -> None:
    settings = TensionSettings(
        level_names=LevelNames(level_2="Serious"), band_words=BandWords(conflict="trouble now or just now")
    )

    assert level_words(Level.SIGNIFICANT, settings=settings) == "2 Serious, trouble now or just now"
    assert level_words(Level.HIGH, settings=settings) == "1 High, trouble now or just now"


@pytest.mark.parametrize("number", [0, 7, -1])
def test_te_07_only_one_to_six_are_levels_and_scores(number: int) -> None:
    with pytest.raises(NoSuchLevel):
        level_of(number)
    for given in ((number, 3, 3), (3, number, 3), (3, 3, number)):
        with pytest.raises(NoSuchLevel):
            scores(*given)


def test_te_11_an_impact_assessment_is_owed_considered_or_free() -> None:
    duties = [impact_assessment_duty(level) for level in Level]

    assert duties[:2] == [ImpactAssessment.REQUIRED] * 2
    assert duties[2:4] == [ImpactAssessment.CONSIDERED] * 2
    assert duties[4:] == [ImpactAssessment.OPTIONAL] * 2


@pytest.mark.parametrize(
    ("given", "level", "is_held"),
    [
        (scores(3, 1, 2), 1, False),  # conflict is evidenced, so level 1 stands
        (scores(1, 2, 1), 1, False),
        (scores(2, 3, 4), 3, True),
        (scores(4, 6, 1), 3, True),
        (scores(3, 3, 3), 3, False),
        (scores(3, 5, 4), 3, False),
        (scores(6, 2, 6), 2, False),
        (scores(4, 5, 6), 4, False),
        (scores(6, 6, 6), 6, False),
    ],
)
def test_te_08_the_worst_score_is_suggested_unless_nothing_has_happened(
    given: EepScores, level: int, is_held: bool
) -> None:
    suggestion = suggest_level(given)

    assert (suggestion.level, suggestion.is_held) == (level, is_held)
    assert suggestion.prompt == ("consider 2?" if is_held else "")


def test_te_08_the_reason_names_the_scores_it_rests_on() -> None:
    assert suggest_level(scores(2, 2, 1)).reason == "The worst of the three scores is 1."
    assert suggest_level(scores(4, 5, 1)).reason == (
        "The worst score is 1, but what is evidenced is 5. Levels 1 and 2 mean that conflict is happening or has "
        "happened, so the suggestion is held at 3."
    )


def test_te_08_an_area_may_let_potential_alone_raise_the_suggestion() -> None:
    suggestion = suggest_level(scores(4, 5, 1), settings=TensionSettings(caps_suggestion=False))

    assert (suggestion.level, suggestion.is_held) == (Level.HIGH, False)


def test_te_09_reasons_are_owed_when_the_agreed_level_differs() -> None:
    suggestion = suggest_level(scores(2, 2, 1))

    assert must_give_reasons(Level.SIGNIFICANT, suggestion=suggestion)
    assert not must_give_reasons(Level.HIGH, suggestion=suggestion)


def test_te_09_the_more_serious_of_two_views_applies_until_it_is_settled() -> None:
    differ = settle_two_views(Level.HEIGHTENED, asb_team=Level.SIGNIFICANT)
    same = settle_two_views(Level.HEIGHTENED, asb_team=Level.HEIGHTENED)

    assert (differ.level, differ.is_joint, differ.must_settle) == (Level.SIGNIFICANT, False, True)
    assert (same.level, same.is_joint, same.must_settle) == (Level.HEIGHTENED, True, False)


def test_te_09_who_was_not_reached_has_not_disagreed() -> None:
    alone = settle_two_views(Level.SIGNIFICANT, asb_team=None)

    assert (alone.level, alone.is_joint, alone.must_settle) == (Level.SIGNIFICANT, False, False)


def test_te_32_a_declared_incident_suggests_2_after_disorder_and_else_3() -> None:
    assert suggest_after_declaration(has_disorder_happened=True) == 2
    assert suggest_after_declaration(has_disorder_happened=False) == 3


@pytest.mark.parametrize(
    ("before", "now", "direction"),
    [(4, 2, Direction.RISING), (2, 4, Direction.FALLING), (3, 3, Direction.STEADY)],
)
def test_te_07_a_smaller_number_is_rising_tension(before: int, now: int, direction: Direction) -> None:
    assert direction_between(before, now) is direction


@pytest.mark.parametrize(
    ("given", "direction"),
    [
        ([], Direction.STEADY),
        ([scores(1, 1, 1)], Direction.STEADY),
        ([scores(4, 4, 2), scores(5, 5, 1)], Direction.RISING),  # the worst score decides
        ([scores(4, 4, 1), scores(3, 3, 2)], Direction.FALLING),
        ([scores(4, 4, 2), scores(3, 4, 2)], Direction.RISING),  # where it stayed, all three
        ([scores(3, 4, 2), scores(4, 4, 2)], Direction.FALLING),
        ([scores(3, 4, 2), scores(4, 3, 2)], Direction.STEADY),
        ([scores(1, 1, 1), scores(4, 4, 4), scores(3, 4, 4)], Direction.RISING),  # only the last two
    ],
)
def test_te_07_the_last_assessment_is_held_against_the_one_before(given: list[EepScores], direction: Direction) -> None:
    assert trend(given) is direction


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (scores(3, 4, 2), scores(2, 2, 1), "All three got worse. Evidenced went from 4 to 2."),
        (scores(3, 4, 2), scores(2, 4, 1), "Experienced and potential got worse. Experienced went from 3 to 2."),
        (scores(3, 4, 2), scores(3, 5, 1), "Potential got worse, evidenced got better. Potential went from 2 to 1."),
        (scores(3, 2, 2), scores(4, 5, 4), "All three got better. Evidenced went from 2 to 5."),
        (scores(3, 2, 2), scores(3, 2, 2), "Nothing has changed since the assessment before."),
    ],
)
def test_te_07_the_change_of_scores_in_one_finding(before: EepScores, now: EepScores, words: str) -> None:
    assert trend_words(before, now) == words
