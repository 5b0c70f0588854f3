"""What a change of level starts and ends, who makes a quorum, and when a case may close."""

import pytest
from pydantic import ValidationError

from tests.workflows.shipped import REGISTER
from workflows.clock_register import ClockTerm
from workflows.rules.tension import (
    Band,
    Level,
    Move,
    MoveKind,
    TeamMember,
    TensionSettings,
    clocks_of,
    find_quorum,
    first_level_clock,
    impact_review_clock,
    level_of,
    may_close,
    review_clock,
    starts_words,
    was_acted_on,
    what_a_move_starts,
)

URGENT = ("te_alert", "te_alert_deputy", "te_meet_urgent", "te_first_cia", "te_review_conflict")
HEIGHTENED = ("te_inform", "te_meet", "te_review_heightened")
POLICE, COUNCIL = TeamMember.POLICE, TeamMember.COUNCIL


def move(old: int | None, new: int) -> Move:
    return what_a_move_starts(None if old is None else level_of(old), level_of(new))


@pytest.mark.parametrize("old", [3, 4, 5, 6, None])
@pytest.mark.parametrize("new", [1, 2])
def test_te_26_into_1_or_2_the_urgent_clocks_begin_at_once(old: int | None, new: int) -> None:
    made = move(old, new)

    assert made.kind is (MoveKind.FIRST if old is None else MoveKind.ESCALATION)
    assert made.starts == URGENT
    assert made.band is Band.CONFLICT
    assert not (made.needs_normality_check)
    assert not (made.stands_down)
    assert not (made.tells_change)


def test_te_26_an_escalation_ends_every_slower_clock() -> None:
    assert move(4, 2).cancels == (*HEIGHTENED, "te_chief_officers", "te_cia_review_heightened")
    assert move(5, 3).cancels == ("te_review_normal",)
    assert move(5, 3).starts == HEIGHTENED
    assert move(None, 2).cancels == ()


@pytest.mark.parametrize("old", [1, 2])
@pytest.mark.parametrize("new", [3, 4])
def test_te_27_down_to_3_or_4_needs_normality_and_a_new_meeting(old: int, new: int) -> None:
    made = move(old, new)

    assert made.kind is MoveKind.DE_ESCALATION
    assert made.needs_normality_check
    assert made.starts == HEIGHTENED
    assert made.cancels == (*URGENT, "te_cia_review_conflict")
    assert made.tells_change
    assert not made.stands_down


@pytest.mark.parametrize(("old", "needs_check"), [(1, True), (2, True), (3, False), (4, False)])
@pytest.mark.parametrize("new", [5, 6])
def test_te_27_down_to_5_or_6_stands_everybody_down(old: int, new: int, needs_check: bool) -> None:
    made = move(old, new)

    assert made.stands_down
    assert made.tells_change
    assert made.needs_normality_check is needs_check
    assert made.starts == ("te_review_normal",)


@pytest.mark.parametrize(("old", "new"), [(1, 2), (2, 1), (3, 4), (4, 3), (5, 6), (6, 5)])
def test_te_28_inside_a_band_no_clock_begins_or_ends_and_those_told_hear_of_it(old: int, new: int) -> None:
    made = move(old, new)

    assert made.kind is MoveKind.INSIDE_BAND
    assert (made.starts, made.cancels, made.changes_band) == ((), (), False)
    assert made.tells_change
    assert not made.stands_down


@pytest.mark.parametrize("level", list(Level))
def test_te_28_the_same_level_starts_and_tells_nothing(level: Level) -> None:
    made = what_a_move_starts(level, level)

    assert made.kind is MoveKind.SAME_LEVEL
    assert (made.starts, made.cancels, made.tells_change, made.changes_band) == ((), (), False, False)


def test_te_26_every_clock_that_a_band_names_is_in_the_register() -> None:
    assert all(clock in REGISTER for band in Band for clock in clocks_of(band))


def test_te_33_levels_are_reviewed_by_the_rhythm_of_their_band() -> None:
    reviews = ["te_review_conflict"] * 2 + ["te_review_heightened"] * 2 + ["te_review_normal"] * 2

    assert [review_clock(level) for level in Level] == reviews


def test_te_11_the_impact_assessment_has_a_rhythm_at_1_to_4() -> None:
    reviews = ["te_cia_review_conflict"] * 2 + ["te_cia_review_heightened"] * 2 + [None] * 2

    assert [impact_review_clock(level) for level in Level] == reviews


def test_te_06_reported_violence_shortens_the_first_assessment() -> None:
    assert first_level_clock(has_violence=True) == "te_first_level_violence"
    assert first_level_clock(has_violence=False) == "te_first_level"


@pytest.mark.parametrize(("level", "may"), [(1, False), (2, False), (3, False), (4, False), (5, True), (6, True)])
def test_te_29_a_case_closes_from_5_or_6_or_as_unfounded(level: int, may: bool) -> None:
    assert may_close(level_of(level)) is may
    assert may_close(level_of(level), is_unfounded=True)


def test_te_21_what_was_done_is_evaluated_once_a_case_was_at_4_or_worse() -> None:
    assert was_acted_on([Level.LOW, Level.HEIGHTENED, Level.INSIGNIFICANT])
    assert not was_acted_on([Level.LOW, Level.INSIGNIFICANT])
    assert not was_acted_on([])


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (None, 2, "Starts: alert now, meet within 4 hours, review every 24 hours"),
        (5, 4, "Starts: inform the officers, meet within 5 working days, review every 5 working days"),
        (4, 6, "Starts: monitoring, no meeting, review every month"),
        (1, 2, "Starts no new clock: those who were told hear of the change"),
        (3, 3, "Starts nothing: it is the same level"),
    ],
)
def test_te_26_each_level_says_what_it_starts(old: int | None, new: int, words: str) -> None:
    assert starts_words(None if old is None else level_of(old), level_of(new), register=REGISTER) == words


def test_te_14_what_a_level_starts_follows_the_clocks_of_the_area() -> None:
    faster = REGISTER.with_rules([REGISTER.rule("te_meet_urgent").with_term(ClockTerm(target=60, limit=90))])

    assert "meet within 1 hour 30 minutes" in starts_words(None, Level.HIGH, register=faster)


def test_te_02_police_council_and_one_more_make_a_quorum() -> None:
    for other in (TeamMember.PARTNERSHIP, TeamMember.ASB_TEAM):
        quorum = find_quorum({POLICE, COUNCIL, other})
        assert (quorum.is_met, quorum.words) == (True, "")


@pytest.mark.parametrize(
    ("present", "missing", "words"),
    [
        (
            {POLICE, COUNCIL, TeamMember.YOUTH, TeamMember.HOUSING},
            (),
            "Not enough of the team: the community safety partnership or the ASB team must be there.",
        ),
        (
            {COUNCIL, TeamMember.ASB_TEAM, TeamMember.PARTNERSHIP},
            (POLICE,),
            "Not enough of the team: the police must be there.",
        ),
        (
            set(),
            (POLICE, COUNCIL),
            "Not enough of the team: the police, the council and the community safety partnership or the ASB team "
            "must be there.",
        ),
    ],
)
def test_te_02_invited_members_never_stand_in_for_core_ones(
    present: set[TeamMember], missing: tuple[TeamMember, ...], words: str
) -> None:
    quorum = find_quorum(present)

    assert (quorum.is_met, quorum.missing, quorum.words) == (False, missing, words)


def test_te_02_an_area_may_ask_for_all_four() -> None:
    settings = TensionSettings(quorum_others_needed=2)
    quorum = find_quorum({POLICE, COUNCIL}, settings=settings)

    assert (quorum.is_met, quorum.others_missing) == (False, 2)
    assert "2 of the community safety partnership and the ASB team" in quorum.words
    assert find_quorum(set(TeamMember), settings=settings).is_met


@pytest.mark.parametrize(
    "settings",
    [
        {"quorum_others": ["police"]},
        {"quorum_others_needed": 3},
        {"quorum_others_needed": -1},
        {"level_names": {"level_1": ""}},
    ],
)
def test_te_02_a_quorum_that_cannot_be_met_is_refused(settings: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        TensionSettings.model_validate(settings)
