"""CT-14 to CT-20: what counts, and what the count decides, as rows of the case. The rule alone: tests/workflows."""

from dataclasses import replace
from datetime import datetime, time

import pytest

from service.cases import PUBLIC, SubmitApplication
from service.cases.errors import AnswersRefused
from service.demo import answers as said
from service.demo.cases import AMARA, a_form
from tests.frozen_clock import LONDON, day
from tests.service.threshold_cases import (
    count,
    found,
    group,
    incident,
    reasons,
    report,
    sentences,
    to_grouping,
    with_rules,
)
from tests.stages import ON_SQLITE, AtStage
from workflows import PROFILES, AreaRules
from workflows.rules.threshold_settings import Basis

pytestmark = ON_SQLITE
FEB = {number: day(f"{name} {number} Feb 2026") for number, name in ((3, "Tue"), (10, "Tue"), (17, "Tue"), (24, "Tue"))}
THREE = (
    incident("1", FEB[3], report(FEB[3])),
    incident("2", FEB[10], report(FEB[10], "council")),
    incident("3", FEB[17], report(FEB[17], "housing")),
)


def test_ct_14_three_reports_by_one_person_meet_the_threshold(at_stage: AtStage) -> None:
    # given one person with three reports on three days / when they are grouped and counted
    played = to_grouping(at_stage("empty"), THREE)
    group(played)
    # then the first limb decides
    assert (count(played).is_met, count(played).decided_by) == (True, "one_person")


def test_ct_14_five_people_over_two_occasions_meet_the_threshold(at_stage: AtStage) -> None:
    # given five people, each with one report, about two evenings
    rows = [
        incident(str(n), FEB[3 if n < 3 else 10], report(FEB[10], reported_by=str(n) if n else ""), what="Fire")
        for n in range(5)
    ]
    played = to_grouping(at_stage("empty"), rows, neighbours=4)
    # when they are grouped as two occasions
    group(played, occasions=[1, 1, 1, 2, 2])
    # then the second limb decides, though nobody reported three times
    assert count(played).decided_by == "different_people"
    assert found(played)["Different people reporting"] == 5


def test_ct_14_five_people_about_one_evening_do_not(at_stage: AtStage) -> None:
    # given five people who all reported the same evening / when grouped as one occasion
    rows = [incident(str(n), FEB[10], report(FEB[10], reported_by=str(n) if n else "")) for n in range(5)]
    played = to_grouping(at_stage("empty"), rows, neighbours=4)
    group(played, occasions=[1] * 5)
    # then nothing is met
    assert (count(played).is_met, count(played).decided_by) == (False, "")


def test_ct_14_a_word_on_site_counts_only_with_the_spocs_reason(at_stage: AtStage) -> None:
    # given two reports by phone and one to a housing officer on site
    rows = (*THREE[:2], incident("3", FEB[17], report(FEB[17], "housing", channel="on_site", officer_kind="other")))
    played = to_grouping(at_stage("empty"), rows)
    # when the SPOC gives no reason / then it does not count; with a written reason it does
    group(played)
    assert reasons(played) == ["counts", "counts", "on_site"]
    other = to_grouping(at_stage("empty"), rows)
    group(other, on_site=[2])
    assert reasons(other) == ["counts", "counts", "counts"]
    assert "officer's book" in sentences(other)[2]


def test_ct_15_the_month_begins_with_the_day_it_happened(at_stage: AtStage) -> None:
    # given something of 10 January, reported on 9 February and, in another case, on 10 February
    happened_on = day("Sat 10 Jan 2026")
    last, late = day("Mon 9 Feb 2026"), day("Tue 10 Feb 2026")
    rows = (incident("1", happened_on, report(last)), incident("2", happened_on, report(late)), THREE[2])
    # when they are counted
    played = to_grouping(at_stage("empty"), rows)
    group(played)
    # then the last day counts and the next does not, and the row says when the month ended
    assert reasons(played) == ["counts", "too_late", "counts"]
    assert "9 February 2026" in sentences(played)[1]


@pytest.mark.parametrize(("basis", "expected"), [(Basis.COMPLAINT, "counts"), (Basis.INCIDENT, "too_old")])
def test_ct_16_six_months_from_the_report_or_from_the_incident(at_stage: AtStage, basis: Basis, expected: str) -> None:
    # given an area that measures one way, and something of 20 August reported on 10 September
    played = at_stage("empty")
    threshold = AreaRules().threshold.model_copy(update={"six_month_basis": basis})
    with_rules(played, AreaRules(threshold=threshold))
    old = incident("1", day("Wed 20 Aug 2025"), report(day("Wed 10 Sep 2025")))
    # when someone applies on 2 March / then the setting of the area decides
    to_grouping(played, (old, *THREE[:2]))
    group(played)
    assert reasons(played)[0] == expected


def test_ct_17_one_evening_reported_to_three_agencies_counts_once(at_stage: AtStage) -> None:
    # given one evening reported to three agencies
    rows = [incident("1", FEB[10], report(FEB[10]), report(FEB[10], "council"), report(FEB[10], "housing"))]
    played = to_grouping(at_stage("empty"), rows)
    group(played, occasions=[1, 1, 1])
    # then one counts and the others name the first
    assert reasons(played).count("same_occasion") == 2
    assert not count(played).is_met
    assert any("Northmoor Police" in sentence for sentence in sentences(played))


def test_ct_17_one_call_about_three_evenings_counts_three_times(at_stage: AtStage) -> None:
    # given three evenings, all told in one call on 24 February / when counted
    rows = [incident(str(n), FEB[n], report(FEB[24])) for n in (3, 10, 17)]
    played = to_grouping(at_stage("empty"), rows)
    group(played)
    # then each is its own occasion
    assert reasons(played) == ["counts"] * 3


def test_ct_18_reports_of_another_cause_are_not_added_up(at_stage: AtStage) -> None:
    # given three reports of which the SPOC links two / when they are counted
    played = to_grouping(at_stage("empty"), THREE)
    group(played, links="AA-")
    # then the third is not added up, with the SPOC's reason on the row and in the decision
    assert reasons(played) == ["counts", "counts", "not_linked"]
    assert "Another street" in sentences(played)[2]
    assert played.decision("grouping").reasons == "By place and people."


def test_ct_19_the_application_date_is_the_day_the_form_first_came(at_stage: AtStage) -> None:
    # given a form that came on 2 March in which a detail was missing until 12 March
    played = at_stage("empty")
    edge = incident("1", day("Wed 3 Sep 2025"), report(day("Wed 3 Sep 2025")))  # six months end on 2 March
    played.reference = played.driver.apply(replace(a_form(AMARA, played.driver.today), incidents=(edge, *THREE[:2])))
    played.answer("Task_CheckImmediateRisk", said.RISK, by=said.JO)
    missing = {**said.COMPLETE, "details_missing": True, "missing": [{"words": "a reference"}]}
    played.answer("Task_CheckApplication", missing, by=said.JO)
    played.send("Task_AskForMissing", by=said.JO)
    played.driver.go_to(day("Thu 12 Mar 2026"))
    came = {played.keys("missing_items")[0]: {"came_on": played.driver.today}}
    done = {"items": came, "result": "complete", "completed_on": played.driver.today}
    played.answer("Task_RecordMissingItems", done, by=said.JO)
    played.acknowledge()
    played.confirm(*said.OFFICERS)
    # when the reports are counted ten days later / then the six months are still those of 2 March
    group(played)
    assert count(played).application_on == day("Mon 2 Mar 2026")
    assert reasons(played)[0] == "counts"


# Three people, one report each: no limb of the guidance, but the law's minimum.
FLOOR = tuple(incident(str(n), FEB[n], report(FEB[n], reported_by=who)) for n, who in ((3, ""), (10, "1"), (17, "2")))


def test_ct_20_the_laws_minimum_makes_the_case_and_the_file_says_so(at_stage: AtStage) -> None:
    # given three incidents reported by three people / when counted under the default profile
    played = to_grouping(at_stage("empty"), FLOOR, neighbours=2)
    group(played)
    # then the floor decides, beside a local result that is not met
    assert (count(played).is_met, count(played).decided_by) == (True, "statutory_floor")
    local = [test["is_met"] for test in count(played).tests][:2]
    assert local == [False, False]
    # when the SPOC would answer no / then the count binds
    with pytest.raises(AnswersRefused) as refused:
        played.answer("Task_DecideThreshold", said.THRESHOLD_NOT_MET, by=said.JO)
    assert "minimum" in refused.value.problems["met"]
    # when the SPOC answers yes / then decision and letter say what decided
    played.decide_met()
    assert played.decision("threshold").inputs["decided_by"] == "statutory_floor"
    assert "minimum" in played.letters("L-CT-07")[0].text.lower() or "law" in played.letters("L-CT-07")[0].text.lower()


def test_ct_20_in_source_v02_the_minimum_only_warns(at_stage: AtStage) -> None:
    # given an area that runs the guidance as it was written
    played = at_stage("empty")
    with_rules(played, PROFILES["source v0.2"])
    to_grouping(played, FLOOR, neighbours=2)
    group(played)
    # then the count is not met although the minimum is reached
    assert (count(played).is_met, count(played).tests[-1]["is_met"]) == (False, True)
    # when the SPOC answers no with reasons / then the letter explains why the law's usual number did not decide
    answers = {**said.THRESHOLD_NOT_MET, "floor_reason": "Our published procedure sets another number."}
    played.answer("Task_DecideThreshold", answers, by=said.JO)
    played.answer("Task_HandOverCase", said.hand_over(played.driver.today), by=said.JO)
    played.send("Task_SendThresholdNotMet", by=said.JO, approve=said.MARIAN)
    assert "Our published procedure sets another number." in played.letters("L-CT-08")[0].text
    assert played.decision("threshold").inputs["statutory_floor"] is True


def test_ct_15_a_cut_off_hour_never_touches_the_windows(at_stage: AtStage) -> None:
    # given an area with a cut-off at 17:00, and a form that came at 18:30 on the last day of six months
    played = at_stage("empty")
    with_rules(played, AreaRules(cut_off=time(17)))
    edge = incident("1", day("Wed 3 Sep 2025"), report(day("Wed 3 Sep 2025")))
    came_at = datetime.combine(played.driver.today, time(18, 30), LONDON)
    played.driver.clock.set(came_at)
    form = replace(a_form(AMARA, played.driver.today), incidents=(edge, *THREE[:2]))
    area_id = played.driver.area_id
    command = SubmitApplication(actor=PUBLIC, area_id=area_id, channel="online", received_at=came_at, form=form)
    played.reference = played.do(command).reference
    played.driver.go_to(day("Tue 3 Mar 2026"))
    played.check()
    # then the clocks count from the next working day, the six months from the true day (CM-03)
    assert played.clock("ct_threshold_decision").trigger_on == day("Tue 3 Mar 2026")
    played.acknowledge()
    played.confirm(*said.OFFICERS)
    group(played)
    assert reasons(played)[0] == "counts"


def test_ct_47_the_file_names_no_reset_for_a_first_application(at_stage: AtStage) -> None:
    # given a first application / when it is counted / then nothing resets it
    played = to_grouping(at_stage("empty"), THREE)
    group(played)
    assert count(played).reset_on is None
