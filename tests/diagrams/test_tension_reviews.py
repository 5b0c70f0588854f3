"""Reviews of a tension on the real engine: no change, a move, another band, two levels named."""

import pytest

from tests.diagrams.tension_office import (
    IN_CONFLICT,
    IN_HEIGHTENED,
    IN_NORMAL,
    OPEN_AT,
    REVIEWED_AT,
    TensionOffice,
    at_level,
)

TO_ANOTHER_BAND = [(level, to) for level in range(1, 7) for to in (2, 4, 6) if OPEN_AT[level] is not OPEN_AT[to]]


@pytest.mark.parametrize("level", [2, 4, 6])
def test_te_33_thirty_reviews_without_a_change_leave_the_work_alone(level: int) -> None:
    office = at_level(level)
    for _ in range(30):
        office.wait(hours=5)
        office.agree(level)
    assert office.open() == OPEN_AT[level]
    assert office.started == [f"te_review_{REVIEWED_AT[level]}"] * 30
    assert office.letters() == []

    office.agree(3 if level != 4 else 1)
    assert office.open() == (IN_HEIGHTENED if level != 4 else IN_CONFLICT)


def test_te_33_each_missed_review_is_told_once() -> None:
    office = at_level(2)
    office.do("Task_StartMeeting")
    office.wait(hours=30)
    assert office.told() == ["director"]

    office.agree(2)
    office.wait(hours=23)
    assert office.told() == ["director"]
    office.wait(hours=7)
    assert office.told() == ["director", "director"]


@pytest.mark.parametrize(("level", "other"), [(1, 2), (2, 1), (3, 4), (4, 3), (5, 6), (6, 5)])
def test_te_28_a_move_inside_a_band_starts_no_new_clock(level: int, other: int) -> None:
    office = at_level(level)
    before = office.running()
    office.agree(other)

    assert office.open() == OPEN_AT[level]
    assert (office.letters(), office.running()) == (["L-TE-04"], before)
    assert office.started == [f"te_review_{REVIEWED_AT[level]}"]

    office.agree(other)
    assert office.letters() == ["L-TE-04"]


@pytest.mark.parametrize(("level", "to"), TO_ANOTHER_BAND)
@pytest.mark.parametrize("rounds", [0, 1, 3])
def test_te_26_and_te_27_a_review_leaves_its_band_in_the_first_and_in_later_rounds(
    level: int, to: int, rounds: int
) -> None:
    office = at_level(level)
    for _ in range(rounds):
        office.agree(level)
    office.forget()
    office.agree(to)

    assert office.open() == OPEN_AT[to]
    assert office.letters()[0] == "L-TE-04"
    assert office.thrown == []
    assert f"te_review_{REVIEWED_AT[level]}" not in office.running()
    assert [timer.process_id for timer in office.timers if timer.process_id.startswith("te_review")] == [
        f"te_review_{REVIEWED_AT[to]}"
    ]


def test_te_26_the_work_of_the_old_band_is_gone_wherever_it_stood() -> None:
    office = at_level(4)
    office.do_all("Task_HoldMeeting", "Task_ConsiderImpactAssessment", "Task_WriteImpactAssessment")
    office.do_all("Task_DraftMediaStrategy", "Task_ApproveForPolice")
    office.agree(1)
    assert office.open() == IN_CONFLICT

    office.do_all("Task_StartMeeting", "Task_RecordMeeting", "Task_AuthoriseResponses")
    office.agree(5)
    assert office.open() == IN_NORMAL


def test_te_26_what_a_review_leaves_running_is_for_the_service_to_cancel() -> None:
    office = at_level(4)
    office.do("Task_ConsiderImpactAssessment")
    office.do_all("Task_WriteImpactAssessment", "Task_ApproveImpactAssessment")
    office.forget()
    office.agree(2)

    left = {"te_inform", "te_meet", "te_cia_review_heightened"}
    assert office.stopped == ["te_review_heightened"]
    assert set(office.running()) == left | {"te_alert", "te_first_cia", "te_meet_urgent", "te_review_conflict"}


def test_te_26_twenty_bands_later_nothing_has_piled_up() -> None:
    office = at_level(4)
    for _ in range(10):
        office.agree(2)
        office.agree(4)
    assert office.open() == IN_HEIGHTENED
    assert len(office.timers) == 2


# -- two levels named


def test_te_09_the_more_serious_level_applies_until_it_is_settled() -> None:
    office = TensionOffice()
    office.agree(4, asb=2)
    assert (office.open(), office.opened()) == (IN_CONFLICT, ["te_settle_level"])

    beside = TensionOffice("te_settle_level", clocks=())
    assert beside.lane("Task_SettleLevel") == "Divisional Commander"
    beside.do("Task_SettleLevel")
    assert (beside.records(), beside.is_finished) == (["level_settled"], True)

    office.hear("band_changed", level=4)
    assert office.open() == IN_HEIGHTENED
    assert "te_review_conflict" in office.running()  # left by news: no review has stopped it


def test_te_09_a_review_may_end_in_two_levels_too() -> None:
    office = at_level(3)
    office.agree(4, asb=3)
    assert (office.open(), office.opened()) == (IN_HEIGHTENED, ["te_settle_level"])
    assert office.levels == [3, 3]
