"""The drawings of a major racial incident once it runs: downgrade, news at any time, debrief, missed limits."""

import pytest

from tests.diagrams.incident_office import (
    DEBRIEF,
    FIRST_NOTICES,
    MEMBERS,
    OFFICERS,
    TO_THE_CLOSING,
    declared,
    downgrade,
    finish,
    potential,
)
from tests.frozen_clock import day
from workflows import NobodyWaits

NEWS = ("correction_made", "further_incident", "information_received")
MOMENTS = range(len(TO_THE_CLOSING) + 1)


@pytest.mark.parametrize("debrief", [True, False])
@pytest.mark.parametrize("done", MOMENTS)
def test_mi_24_a_downgrade_stops_the_protocol_at_any_moment(done: int, debrief: bool) -> None:
    # given an incident declared on Wednesday 11 June, some way on
    office = declared()
    office.do_all(*TO_THE_CLOSING[:done])
    members = office.rows.get("mi_members")
    if members is None:
        office.already_told.add("members")
    office.wait_until("Mon 16 Jun 2025 10:00")
    # when it is downgraded on Monday 16 June
    downgrade(office, debrief=debrief)
    # then all who were told hear of it, and the members still do, by Wednesday 25 June
    assert office.sent()[-1] == ("L-MI-07", "told")
    expected = {"Task_FollowUpReplies"} | ({"Task_FixDebrief"} if debrief else set())
    assert set(office.open()) == expected | ({"Task_InformMembers"} if members else set())
    assert office.rows.get("mi_members") == members
    assert set(office.rows) <= {"mi_members", *(("mi_debrief", "mi_debrief_held") if debrief else ())}
    finish(office)
    assert (office.rows, office.timers) == ({}, ())
    assert office.letters().count("L-MI-06") == 1
    assert "End_Downgraded" in office.passed
    assert ("debrief_not_wanted" in office.recorded()) is not debrief


def test_mi_24_the_debrief_is_dropped_where_nobody_asked_for_it() -> None:
    office = declared()
    office.hear("downgraded")

    assert office.open() == ["Task_FollowUpReplies", "Task_InformMembers"]
    assert list(office.rows) == ["mi_members"]
    assert office.recorded() == ["declared", "debrief_not_wanted"]


def test_mi_24_only_what_was_declared_can_be_downgraded_and_only_once() -> None:
    office = potential()
    assert not office.waits_for("downgraded")
    office.do("Task_DecideAgain", answer="major")
    assert office.waits_for("downgraded")

    downgrade(office)
    assert not office.waits_for("downgraded")
    with pytest.raises(NobodyWaits):
        downgrade(office)


def test_mi_18_thirty_corrections_reach_all_who_were_told_and_stop_nobody() -> None:
    office = declared()
    office.do_all(*OFFICERS)
    before = office.open()
    for _ in range(30):
        office.hear("correction_made")

    assert office.sent()[3:] == [("L-MI-07", "told")] * 30
    assert office.open() == before
    finish(office)
    assert office.is_finished


def test_mi_25_a_further_incident_is_a_new_round_without_new_clocks() -> None:
    office = declared()
    office.do_all(*FIRST_NOTICES)
    office.answered()
    clocks = dict(office.rows)
    office.wait_until("Fri 13 Jun 2025 21:00")
    office.hear("further_incident")

    assert office.sent()[-1] == ("L-MI-07", "told")
    assert office.rows == clocks
    assert office.recorded().count("declared") == 1


def test_mi_17_the_officer_hears_of_information_at_once() -> None:
    office = declared()
    office.hear("information_received")
    office.hear("information_received")
    assert office.told() == ["crro", "crro"]


@pytest.mark.parametrize("name", NEWS)
def test_mi_17_news_is_heard_until_closure_and_not_after(name: str) -> None:
    office = potential()
    assert office.waits_for(name)
    office.do("Task_DecideAgain", answer="major")
    office.do_all(*TO_THE_CLOSING)
    office.hear(name)
    downgrade(office)
    office.hear(name)

    finish(office)
    assert not office.waits_for(name)


def test_mi_15_the_invitations_end_the_three_days_and_the_debrief_may_be_later() -> None:
    office = declared()
    assert office.lane("Task_FixDebrief") == "Police Partnership Co-ordinator"
    office.do("Task_FixDebrief")

    assert office.sent() == [("L-MI-05", "debrief")]
    assert "mi_debrief" not in office.rows
    assert office.limit("mi_debrief_held") == day("Wed 25 Jun 2025")


def test_mi_16_a_debrief_that_was_put_off_is_fixed_again() -> None:
    office = declared()
    office.do("Task_FixDebrief")
    office.do("Task_HoldDebrief", held=False)
    assert "Task_FixDebrief" in office.open()
    office.wait_until("Mon 30 Jun 2025 10:00")
    office.do("Task_FixDebrief")
    assert office.told().count("commander") == 1

    office.do("Task_HoldDebrief")
    assert "mi_debrief_held" not in office.rows
    assert office.letters().count("L-MI-05") == 2
    assert "Task_RecordLessons" in office.open()


def test_mi_13_mi_15_mi_16_mi_20_somebody_hears_of_each_missed_limit_once() -> None:
    office = declared()
    office.wait_until("Mon 16 Jun 2025 10:00")
    assert office.told() == ["director", "commander"]

    office.do_all(*FIRST_NOTICES, DEBRIEF[0])
    office.wait_until("Mon 30 Jun 2025 10:00")
    assert sorted(office.told()) == ["commander", "commander", "director", "director"]

    office.do_all(*DEBRIEF[1:], *MEMBERS, "Task_CloseIncident")
    assert office.is_finished
    assert (office.timers, len(office.told())) == ((), 4)
