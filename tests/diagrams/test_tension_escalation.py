"""The shipped drawings of a community tension, played through the real engine: first level, work of each band."""

import pytest

from tests.diagrams.tension_office import IN_CONFLICT, OPEN_AT, REVIEW, REVIEWED_AT, TensionOffice, at_level

# -- the first level


def test_te_06_the_first_level_is_agreed_in_one_working_day() -> None:
    office = TensionOffice()
    assert (office.open(), office.lane(REVIEW)) == ([REVIEW], "Police risk lead")

    office.wait(days=2)
    assert office.told() == ["commander"]

    office.agree(5)
    assert office.running() == ["te_review_normal"]
    assert office.stopped == ["te_first_level", "te_first_level_violence"]


def test_te_06_after_violence_the_commander_hears_after_two_hours() -> None:
    office = TensionOffice(clocks=["te_first_level_violence"])
    office.wait(minutes=119)
    assert office.told() == []

    office.wait(minutes=2)
    assert office.told() == ["commander"]


@pytest.mark.parametrize("level", range(1, 7))
def test_te_10_each_level_begins_the_work_of_its_band(level: int) -> None:
    office = TensionOffice()
    office.agree(level)

    assert office.open() == OPEN_AT[level]
    assert f"te_review_{REVIEWED_AT[level]}" in office.running()


def test_te_29_a_report_with_nothing_in_it_alerts_nobody() -> None:
    office = TensionOffice()
    office.agree(0)

    assert office.is_finished
    assert "End_NoTension" in office.passed
    assert (office.letters(), office.running(), office.timers) == ([], [], ())


# -- levels 1 and 2


def test_te_12_to_te_16_level_two_starts_everything_at_once() -> None:
    office = TensionOffice()
    office.agree(2)

    assert office.open() == IN_CONFLICT
    assert office.letters() == ["L-TE-04", "L-TE-01", "L-TE-03"]
    assert office.running() == ["te_alert", "te_first_cia", "te_meet_urgent", "te_review_conflict"]
    assert [office.hours_left(clock) for clock in office.running()] == [0.25, 4, 4, 24]
    assert office.lane("Task_StartMeeting") == "Partnership co-ordinator"
    assert office.lane("Task_DraftMediaStrategy") == "Communications officer"


def test_te_14_and_te_15_they_meet_and_both_sides_authorise_before_deployment() -> None:
    office = at_level(2)
    office.wait(hours=3)
    office.do("Task_StartMeeting")
    assert "te_meet_urgent" not in office.running()

    office.do("Task_RecordMeeting")
    assert office.lane("Task_AuthoriseResponses") == "Divisional Commander"
    office.do("Task_AuthoriseResponses")
    assert office.lane("Task_AuthoriseForCouncil") == "Council nominated officer"
    office.do_all("Task_AuthoriseForCouncil", "Task_DeployResponses")

    assert office.open() == ["Task_DraftMediaStrategy", REVIEW, "Task_WriteImpactAssessment"]
    assert office.told() == []


@pytest.mark.parametrize("who", ["Task_AuthoriseResponses", "Task_AuthoriseForCouncil"])
def test_te_15_what_one_side_does_not_authorise_goes_back_to_the_team(who: str) -> None:
    office = at_level(2)
    office.do_all("Task_StartMeeting", "Task_RecordMeeting")
    if who == "Task_AuthoriseForCouncil":
        office.do("Task_AuthoriseResponses")
    office.do(who, authorised="none")
    assert "Task_RecordMeeting" in office.open()

    office.do_all("Task_RecordMeeting", "Task_AuthoriseResponses", "Task_AuthoriseForCouncil", "Task_DeployResponses")
    assert office.open() == ["Task_DraftMediaStrategy", REVIEW, "Task_WriteImpactAssessment"]


def test_te_14_after_four_hours_commander_and_director_hear() -> None:
    office = at_level(1)
    office.wait(minutes=239)
    assert office.told() == []

    office.wait(minutes=2)
    assert office.told() == ["commander", "director"]
    office.do("Task_StartMeeting")
    assert "Task_RecordMeeting" in office.open()


def test_te_11_the_impact_is_assessed_again_and_again() -> None:
    office = at_level(1)
    office.do_all("Task_WriteImpactAssessment", "Task_ApproveImpactAssessment")
    assert "te_first_cia" not in office.running()

    for _ in range(12):
        assert office.hours_left("te_cia_review_conflict") == 24
        office.wait(hours=20)
        office.do("Task_WriteImpactAssessment")
        assert office.lane("Task_ApproveImpactAssessment") == "Divisional Commander"
        office.do("Task_ApproveImpactAssessment")
    assert office.open() == IN_CONFLICT


def test_te_11_a_refused_assessment_goes_back_and_the_limit_stands() -> None:
    office = at_level(2)
    office.wait(hours=1)
    office.do("Task_WriteImpactAssessment")
    office.do("Task_ApproveImpactAssessment", approved=False)

    assert office.open() == IN_CONFLICT
    assert office.hours_left("te_first_cia") == 3


def test_te_16_nothing_is_released_before_both_have_approved() -> None:
    office = at_level(2)
    office.do("Task_DraftMediaStrategy")
    office.do("Task_ApproveForCouncil")
    assert "Task_ReleaseStatement" not in office.open()

    office.do("Task_ApproveForPolice", approved=False)
    assert "Task_DraftMediaStrategy" in office.open()
    office.do_all("Task_DraftMediaStrategy", "Task_ApproveForPolice", "Task_ApproveForCouncil")
    assert office.lane("Task_ReleaseStatement") == "Communications officer"

    office.do("Task_ReleaseStatement")
    assert office.letters() == ["L-TE-03"]  # once more, for the new draft
    assert not {"Task_DraftMediaStrategy", "Task_ReleaseStatement"} & set(office.open())


# -- levels 3 and 4


def test_te_17_to_te_19_level_four_informs_and_meets_in_five_working_days() -> None:
    office = TensionOffice()
    office.agree(4)

    assert office.letters() == ["L-TE-04", "L-TE-02", "L-TE-03"]
    assert office.running() == ["te_inform", "te_meet", "te_review_heightened"]
    assert office.lane("Task_ConsultLeaders") == "Council nominated officer"

    office.wait(days=2)
    office.do("Task_HoldMeeting")
    assert office.letters()[-1] == "L-TE-07"
    assert office.stopped[-1] == "te_meet"
    assert office.running() == ["te_chief_officers", "te_inform", "te_review_heightened"]  # told, says the service


def test_te_17_the_director_hears_of_a_late_meeting_and_te_33_of_a_missed_review() -> None:
    office = at_level(3)
    office.wait(days=8)

    assert office.told() == ["director", "director"]
    assert {"Task_TellMeetingLate", "Task_TellReviewMissed"} <= set(office.passed)


@pytest.mark.parametrize("wanted", [True, False])
def test_te_11_at_levels_three_and_four_an_assessment_is_considered(wanted: bool) -> None:
    office = at_level(3)
    office.do("Task_ConsiderImpactAssessment", wanted=wanted)
    assert ("Task_WriteImpactAssessment" in office.open()) is wanted

    if wanted:
        office.do_all("Task_WriteImpactAssessment", "Task_ApproveImpactAssessment")
        assert "te_cia_review_heightened" in office.running()
        assert "Task_WriteImpactAssessment" in office.open()
