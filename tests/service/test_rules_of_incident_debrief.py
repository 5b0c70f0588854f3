"""MI-15, MI-16, MI-20: the debrief and the report to all members, with the limits of holidays."""

from datetime import timedelta
from functools import partial

import pytest

from service.cases.errors import NotYours
from service.demo import incident as story
from service.demo.incident import DELPHINE
from tests.frozen_clock import LONDON, at, day
from tests.service.incident_desk import MEMBERS, OFFICES, act, calls, readers, record, refused, rounds, told_everybody
from tests.stages import AtStage

EASTER = {"mi_staff": day("Tue 7 Apr 2026"), "mi_debrief": day("Sun 5 Apr 2026"), "mi_members": day("Thu 16 Apr 2026")}
CHRISTMAS = {
    "mi_staff": day("Tue 29 Dec 2026"),
    "mi_debrief": day("Sun 27 Dec 2026"),
    "mi_members": day("Thu 7 Jan 2027"),
}


@pytest.mark.parametrize(("declared", "expected"), [("2 Apr 2026 22:00", EASTER), ("24 Dec 2026 16:00", CHRISTMAS)])
def test_mi_15_on_the_eve_of_holidays_the_debrief_is_due_before_staff(
    at_stage: AtStage, declared: str, expected: dict[str, object]
) -> None:
    # given an incident reported on a Thursday evening before Good Friday, or before Christmas / when it is declared
    played = at_stage("listed")
    instant = at(f"Thu {declared}")
    local = instant.astimezone(LONDON)
    played.driver.go_to(local.date(), local.time())
    played.reference = story.report(played.driver)
    act(played, "enquire")
    act(played, "decide")
    # then the three calendar days end on a Sunday, before the next working day that staff have
    assert record(played).declared_at == instant
    assert {clock: on for clock, on in played.running().items() if clock in expected} == expected
    # and the invitations are wanted on the last working day until then, that is today
    assert played.clock("mi_debrief").target_on == played.driver.today
    # when nothing is done until the Monday / then the debrief is late, and staff are not
    played.driver.go_to(expected["mi_debrief"] + timedelta(days=1))  # type: ignore[operator]
    assert played.clock("mi_debrief").breached_at is not None
    assert played.clock("mi_staff").breached_at is None


def test_mi_15_the_invitations_stop_the_three_days(at_stage: AtStage) -> None:
    played = at_stage("declared")
    assert played.task_row("Task_FixDebrief").due_on == day("Thu 5 Mar 2026")
    with pytest.raises(NotYours):
        played.answer("Task_FixDebrief", {}, by=DELPHINE)
    act(played, "fix_debrief", day("Mon 9 Mar 2026"))
    assert readers(played, "L-MI-05") == [*OFFICES, "Kit Marlowe"]
    assert "It is at 2pm, Monday 9 March 2026." in rounds(played, "L-MI-05")[0].text
    assert played.clock("mi_debrief").state == "done"
    assert played.running()["mi_debrief_held"] == day("Mon 16 Mar 2026")


def test_mi_15_a_debrief_that_is_not_organised_in_3_days_is_told_to_the_commander(at_stage: AtStage) -> None:
    played = at_stage("declared")
    played.driver.go_to(day("Fri 6 Mar 2026"))
    assert "has not been organised" in played.told("commander")


def test_mi_16_a_debrief_after_ten_working_days_needs_a_reason_and_moves_its_limit(at_stage: AtStage) -> None:
    played = at_stage("declared")
    fix = partial(act, played, "fix_debrief", day("Wed 18 Mar 2026"))
    assert set(refused(fix)) == {"late_because"}
    fix(late_because="The community asked to wait until the funeral.")
    assert record(played).debrief_late_because == "The community asked to wait until the funeral."
    moved = played.clock("mi_debrief_held")
    assert (moved.limit_on, moved.reason) == (day("Wed 18 Mar 2026"), "The community asked to wait until the funeral.")
    played.driver.go_to(day("Tue 17 Mar 2026"))
    assert played.clock("mi_debrief_held").breached_at is None


def test_mi_16_a_debrief_that_was_put_off_is_fixed_again(at_stage: AtStage) -> None:
    played = at_stage("declared")
    act(played, "fix_debrief", day("Thu 5 Mar 2026"))
    played.driver.go_to(day("Thu 5 Mar 2026"))
    put_off = {"held": False, "put_off_because": "The room was needed."}
    played.answer("Task_HoldDebrief", put_off, by=story.KIT)
    act(played, "fix_debrief", day("Tue 10 Mar 2026"))
    assert len(rounds(played, "L-MI-05")) == 2
    assert played.running()["mi_debrief_held"] == day("Mon 16 Mar 2026")


def test_mi_16_the_clock_stops_on_the_day_it_was_held_and_its_product_is_kept(at_stage: AtStage) -> None:
    # given a debrief of Monday 16 March, the last day / when it is written down on Tuesday
    played = at_stage("declared")
    act(played, "fix_debrief", day("Mon 16 Mar 2026"))
    played.driver.go_to(day("Tue 17 Mar 2026"))
    assert set(refused(act, played, "hold_debrief", on=day("Sun 1 Mar 2026"))) == {"debriefed_on"}
    act(played, "hold_debrief", on=day("Mon 16 Mar 2026"))
    # then it counts as held on Monday
    held = played.clock("mi_debrief_held")
    assert (held.state, held.ended_on) == ("done", day("Mon 16 Mar 2026"))
    assert record(played).debriefed_on == day("Mon 16 Mar 2026")
    assert record(played).lessons == "Ring the duty desk of the council first."


def test_mi_20_all_members_are_told_within_14_days_without_names(at_stage: AtStage) -> None:
    # given everybody was told / when the co-ordinator writes to the members and does not confirm that nobody is named
    played = at_stage("declared")
    told_everybody(played)
    assert played.running()["mi_members"] == day("Mon 16 Mar 2026")
    assert set(refused(act, played, "inform_members", nobody_named=[])) == {"nobody_named"}
    act(played, "correct")
    act(played, "inform_members")
    # then all five have it, with what was corrected, and the one without an address is left to a person
    assert readers(played, "L-MI-06") == MEMBERS
    assert "One window is broken." in rounds(played, "L-MI-06")[0].text
    assert "Ring Market Traders Forum: the report to partnership members" in calls(played)
    assert played.clock("mi_members").state == "done"


def test_mi_20_the_coordinator_is_warned_3_days_and_1_day_before_and_on_the_planning_target(at_stage: AtStage) -> None:
    played = at_stage("declared")
    told_everybody(played)
    row = played.clock("mi_members")
    assert row.target_on == day("Mon 16 Mar 2026")
    seen = []
    for words in ("Fri 13 Mar 2026", "Sun 15 Mar 2026", "Mon 16 Mar 2026"):
        played.driver.go_to(day(words))
        seen.append(played.told("coordinator").count("Tell all members"))
    assert seen == sorted(set(seen))
    assert seen[0] > 0
    played.driver.go_to(day("Tue 17 Mar 2026"))
    assert "have not been told" in played.told("director")
