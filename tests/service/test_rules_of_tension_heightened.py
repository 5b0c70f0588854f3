"""TE-11, TE-17 to TE-20: work at levels 3 and 4, and the watching at 5 and 6."""

import pytest

from service.cases.errors import AnswersRefused
from service.demo.tension import DELPHINE, MABEL, NELL
from tests.frozen_clock import at, day
from tests.service.tension_answers import HELD, IN_HEIGHTENED, IN_NORMAL, RESPONSES
from tests.service.tension_play import TensionPlay
from tests.stages import ON_SQLITE, AtStage

LEADERS = {
    "leaders": [{"who": "Halima Trent, Kestrel Residents", "spoken_on": day("Mon 2 Mar 2026"), "said": "Be seen."}],
    "mediators": True,
    "mediators_words": "Osric Penn, with the stallholders",
}
WATCHED = {"police_by": "Kestrel team", "partnership_by": "Youth Service", "signs": "Graffiti\nFights at the school"}


def hold(played: TensionPlay, **more: object) -> None:
    """Record a meeting that was held today."""
    played.answer("Task_HoldMeeting", HELD | {"held_on": played.driver.today} | more, by=DELPHINE)


# -- informed


def test_te_17_commander_council_and_director_are_informed_the_same_day(at_stage: AtStage) -> None:
    # given level 4, agreed at 10am on Monday / then the officers and the team have it at once
    played = TensionPlay.at(at_stage, "level_4")
    (news,) = played.rounds("L-TE-02")
    assert played.told_by(news) >= {"Bram Oyelaran", "Nell Ashdown", "Edwin Sark", "Yusuf Carrow"}
    assert "Ashmoor is at level 4, Heightened: heightened tension, more risk" in news.text
    assert "The team must meet by Monday 9 March 2026." in news.text
    row = played.clock("te_inform")
    assert (row.target_on, row.limit_on) == (day("Mon 2 Mar 2026"), day("Tue 3 Mar 2026"))
    # and the clock stops when the last mail has left and who has none was rung
    played.mail_leaves()
    assert row.state == "running"
    played.ring("Carr Valley duty line", "L-TE-02")
    assert played.states("te_inform") == ["done"]


def test_te_17_the_director_hears_if_somebody_was_not_informed(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_4")
    played.mail_leaves()
    played.wait_until("Wed 4 Mar 2026 00:01")
    assert [role for role, words in played.notices("breach") if "Inform the officers" in words][-1] == "director"
    assert "Ring Carr Valley duty line: news and a meeting call at level 3 or 4" in played.calls()


# -- the meeting


@pytest.mark.parametrize(
    ("agreed_at", "target", "limit"),
    [
        ("Mon 2 Mar 2026 10:00", "Thu 5 Mar 2026", "Mon 9 Mar 2026"),
        ("Sat 7 Mar 2026 22:00", "Wed 11 Mar 2026", "Fri 13 Mar 2026"),
        ("Thu 2 Apr 2026 16:00", "Thu 9 Apr 2026", "Mon 13 Apr 2026"),  # Maundy Thursday, before Easter
        ("Wed 23 Dec 2026 09:00", "Wed 30 Dec 2026", "Mon 4 Jan 2027"),  # Boxing Day falls on a Saturday
    ],
)
def test_te_17_the_team_meets_within_five_working_days(
    at_stage: AtStage, agreed_at: str, target: str, limit: str
) -> None:
    played = TensionPlay.at(at_stage, "tension")
    played.be_at(agreed_at)
    played.level(4)
    row = played.clock("te_meet")
    assert (row.target_on, row.limit_on) == (day(target), day(limit))


def test_te_17_the_co_ordinator_is_warned_two_and_one_days_before_and_the_director_told_after(
    at_stage: AtStage,
) -> None:
    played = TensionPlay.at(at_stage, "level_4")
    for on, near in (("Wed 4 Mar", 0), ("Thu 5 Mar", 1), ("Fri 6 Mar", 2)):
        played.wait_until(f"{on} 2026 23:00")
        warned = [words for role, words in played.all_notices() if role == "coordinator" and "Meet, levels" in words]
        assert len([words for words in warned if "due by" in words]) == near, on
    played.wait_until("Mon 9 Mar 2026 23:59")
    assert "has not met" not in played.told("director")
    played.wait_until("Tue 10 Mar 2026 00:01")
    assert "The inter-agency team has not met" in played.told("director")
    assert played.clock("te_meet").breached_at is not None


def test_te_18_its_product_is_told_to_the_chief_officers_in_one_working_day(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_4")
    played.wait_until("Thu 5 Mar 2026 15:00")
    hold(played)
    # then both chief officers are told the responses at once, without any of the intelligence
    (told,) = played.rounds("L-TE-07")
    assert played.told_by(told) == {"Imogen Thackeray", "Philippa Strode"}
    assert "The team met on Thursday 5 March 2026. It agreed this:" in told.text
    assert "- Two patrols around the hall. Leads: Police." in told.text
    assert "Rumours online" not in told.text
    assert "We look at the level again by Monday 9 March 2026." in told.text
    # and the clock of one working day stops when they have it
    assert played.running()["te_chief_officers"] == day("Fri 6 Mar 2026")
    played.mail_leaves()
    assert played.states("te_chief_officers", "te_meet") == ["done", "done"]


def test_te_18_chief_officers_whom_nobody_has_listed_are_still_owed_it(at_stage: AtStage) -> None:
    bare = TensionPlay.another(at_stage("empty"))
    bare.level(4)
    hold(bare)
    assert bare.states("te_chief_officers") == ["running"]
    assert "Nobody is listed as Chief officer of police: the responses agreed" in bare.calls()


def test_te_18_the_record_has_profile_hotspots_intelligence_and_responses(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_4")
    hold(played, key_people="The traders' speaker")
    record = played.answers("Task_HoldMeeting")
    assert (record["victims"], record["offenders"], record["hotspots"]) == (
        "Stallholders",
        "Not known",
        "Market Street in the evening",
    )
    assert record["key_people"] == "The traders' speaker"
    assert [row["what"] for row in record["responses"]] == [one["what"] for one in RESPONSES]


def test_te_18_a_meeting_recorded_later_counts_on_its_day(at_stage: AtStage) -> None:
    # given a meeting on the last day, typed two days later
    played = TensionPlay.at(at_stage, "level_4")
    played.wait_until("Wed 11 Mar 2026 10:00")
    hold(played, held_on=day("Mon 9 Mar 2026"))
    row = played.clock("te_meet")
    assert (row.state, row.ended_on) == ("done", day("Mon 9 Mar 2026"))


@ON_SQLITE
@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"present": ["police", "asb", "youth"]}, "present"),
        ({"held_on": day("Tue 3 Mar 2026")}, "held_on-day"),
        ({"held_on": day("Fri 27 Feb 2026")}, "held_on"),
        ({"victims": ""}, "victims"),
    ],
)
def test_te_02_a_planned_meeting_needs_police_council_and_one_more_and_a_day_that_can_be(
    at_stage: AtStage, told: dict[str, object], field: str
) -> None:
    played = TensionPlay.at(at_stage, "level_4")
    with pytest.raises(AnswersRefused) as refused:
        hold(played, **told)
    assert set(refused.value.problems) == {field}
    assert (played.states("te_meet"), played.rounds("L-TE-07")) == (["running"], [])


# -- leaders, media, impact


def test_te_19_community_leaders_are_consulted_and_what_they_said_is_kept(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_4")
    played.answer("Task_ConsultLeaders", LEADERS, by=NELL)
    kept = played.answers("Task_ConsultLeaders")
    assert kept["leaders"][0]["said"] == "Be seen."
    assert kept["mediators_words"] == "Osric Penn, with the stallholders"
    assert "Task_ConsultLeaders" not in played.duties()


def test_te_19_the_communications_officers_are_told_to_develop_a_strategy(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_4")
    (asked,) = played.rounds("L-TE-03")
    assert played.told_by(asked) == {"Rafferty Quill", "Juno Faraday"}
    played.approve_media()
    assert "Task_ReleaseStatement" in played.duties()


@pytest.mark.parametrize("wanted", [True, False])
def test_te_11_at_3_and_4_an_impact_assessment_is_considered_and_the_answer_kept(
    at_stage: AtStage, wanted: bool
) -> None:
    played = TensionPlay.at(at_stage, "level_4")
    answers = {"wanted": wanted, "reasons": "Families keep their children at home."}
    played.answer("Task_ConsiderImpactAssessment", answers, by=MABEL)
    assert played.answers("Task_ConsiderImpactAssessment") == answers
    assert ("Task_WriteImpactAssessment" in played.duties()) is wanted
    if wanted:
        played.assess_impact()
        assert played.clock("te_cia_review_heightened").limit_on == day("Mon 9 Mar 2026")
        assert "te_first_cia" not in played.running()


# -- watching


def test_te_20_at_5_and_6_they_watch_and_nobody_must_meet_or_be_told(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_6")
    assert (played.duties(), played.rounds()) == (IN_NORMAL, [])
    assert played.running() == {"te_review_normal": day("Wed 1 Apr 2026")}
    assert "Police and partnership watch it together. No meeting is owed." in played.events("watched")
    played.answer("Task_NoteMonitoring", WATCHED, by=MABEL)
    assert played.answers("Task_NoteMonitoring")["signs"] == "Graffiti\nFights at the school"
    assert played.duties() == ["Task_ScoreTension"]


def test_te_20_the_monthly_review_is_the_next_look(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_6")
    played.wait_until("Wed 1 Apr 2026 12:00")
    played.level(6)
    assert played.running() == {"te_review_normal": day("Thu 30 Apr 2026")}
    assert played.clock("te_review_normal").started_at == at("Wed 1 Apr 2026 12:00")
    assert played.duties() != IN_HEIGHTENED
