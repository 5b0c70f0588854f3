"""CM-12 to CM-16: pinned versions, decisions on file, references, the scheme's name, overrides."""

import re

import pytest
from sqlalchemy import select

from service.cases import AskForExtension, DecideExtension
from service.cases.errors import NotYours
from service.cases.settings_commands import ApproveSettings, ProposeSettings
from service.demo import answers as said
from service.demo.cases import AMARA, a_form
from service.errors import NotAllowed, PutRight
from service.store.cases import Case
from service.store.diagrams import ProcessVersion
from service.store.people import AreaRulesVersion
from service.store.record import Decision
from tests.frozen_clock import day
from tests.service.played import Played
from tests.service.threshold_cases import with_rules
from tests.stages import AtStage
from workflows import PROFILES, AreaRules, content_hash_of

MARIAN, HONOR, EDWIN = said.MARIAN, "honor.lacey@ashmoor.example", "edwin.sark@ashmoor.example"


def slower(limit: int) -> AreaRules:
    """Give settings with another limit for the acknowledgement."""
    return AreaRules.model_validate({"clocks": {"ct_acknowledge": {"target": 3, "limit": limit}}})


def test_cm_12_an_open_case_keeps_the_settings_it_began_with(at_stage: AtStage) -> None:
    # given a case that began under the default settings
    played = at_stage("applied")
    with_rules(played, slower(4))
    # when the settings change before its clocks start / then its clocks run by the old ones
    played.driver.pass_working_days(1)
    played.check()
    old = played.clock("ct_acknowledge")
    assert (old.limit_on, old.area_rules_version) == (day("Mon 9 Mar 2026"), 1)
    # and a new case runs by the new ones
    other = Played(played.driver, played.driver.apply(a_form(AMARA, played.driver.today)))
    other.check()
    new = other.clock("ct_acknowledge")
    assert (new.limit_on, new.area_rules_version) == (day("Mon 9 Mar 2026"), 2)
    assert old.trigger_on < new.trigger_on


def test_cm_12_an_open_case_keeps_the_diagrams_it_began_with(at_stage: AtStage) -> None:
    # given a case on version 1 of the procedure
    played = at_stage("checked")
    with played.driver.toolbox.sessions.write() as session, session.begin():
        first = session.scalars(select(ProcessVersion).where(ProcessVersion.process_id == "community_trigger")).one()
        files = {
            name: text.replace("Appoint the chair", "Choose the chair") if name == "ct_review.bpmn" else text
            for name, text in first.files.items()
        }
        again = ProcessVersion(
            process_id=first.process_id,
            version=2,
            content_hash=content_hash_of(files),
            files=files,
            findings=[],
            published_at=played.driver.clock.now(),
        )
        session.add(again)
    # when a changed diagram is published and both an old and a new case go on
    new = Played(played.driver, played.driver.apply(a_form(AMARA, played.driver.today)))
    new.check()
    for case in (played, new):
        case.acknowledge()
        case.confirm(*said.OFFICERS)
        case.group()
        case.decide_met()
    # then each shows its own version's words
    names = [case.driver.task(case.reference, "Task_AppointChair").name for case in (played, new)]
    assert names == ["Appoint the chair", "Choose the chair"]


def test_cm_13_every_decision_of_a_whole_case_is_complete(at_stage: AtStage) -> None:
    # given a case played from form to plan / when its decisions are read
    played = at_stage("following")
    decisions: list[Decision] = played.rows(Decision)
    # then each has question, answer, rule, settings version, person, role and time
    codes = [row.code for row in decisions]
    for wanted in ("risk", "grouping", "threshold", "contact", "chair", "victim_part", "meeting", "outcome", "plan"):
        assert wanted in codes, wanted
    for row in decisions:
        assert row.question, row.code
        assert row.answer, row.code
        assert re.match(r"CT-\d\d", row.rule), (row.code, row.rule)
        assert row.area_rules_version == 1
        assert row.by_id is not None
        assert row.role
        assert row.at is not None
    # and those that weigh something have reasons and inputs
    threshold = played.decision("threshold")
    assert "Three reports" in threshold.reasons
    assert threshold.inputs["count_says"] is True
    assert played.decision("meeting").inputs["persistence"].startswith("Most weekends")


def test_cm_14_references_are_unique_and_on_every_letter(at_stage: AtStage) -> None:
    # given a case played to its plan and two more applications
    played = at_stage("following")
    more = [played.driver.apply(a_form(AMARA, played.driver.today)) for _ in range(2)]
    # then references carry area, process, year and number, each its own
    found = [played.reference, *more]
    assert found == ["ASH-CT-2026-0001", "ASH-CT-2026-0002", "ASH-CT-2026-0003"]
    assert len(played.all(select(Case.id))) == 3
    # and every letter of the first case carries its reference
    letters = played.letters()
    assert len(letters) > 20
    assert all(played.reference in letter.text for letter in letters)


def test_cm_15_the_schemes_name_is_a_setting(at_stage: AtStage) -> None:
    # given an area that still says Community Trigger, and one with the new name
    played = at_stage("empty")
    with_rules(played, PROFILES["source v0.2"])
    played.reference = played.driver.apply(a_form(AMARA, played.driver.today))
    # then its letters say so, without a former name
    text = played.letters("L-CT-22")[0].text
    assert "Community Trigger" in text
    assert "formerly" not in text
    other = at_stage("applied").letters("L-CT-22")[0].text
    assert "ASB case review, formerly called" in other


def propose(played: Played, rules: AreaRules) -> int:
    """Have Marian propose settings; give the id of the proposal."""
    command = ProposeSettings(
        actor=played.by(MARIAN),
        area_id=played.driver.area_id,
        based_on=1,
        settings=rules.model_dump(mode="json"),
        reason="More time is needed",
        in_force_from=played.driver.today,
    )
    return int(played.do(command).where)


def test_cm_16_a_weaker_limit_takes_the_directors_reason(at_stage: AtStage) -> None:
    # given a proposal that gives more days than the guidance
    played = at_stage("empty")
    wish = propose(played, slower(7))
    # when the process owner approves it / then refused: a weaker setting is for the director, with a reason
    with pytest.raises(NotAllowed):
        played.do(ApproveSettings(actor=played.by(HONOR), rules_id=wish, override_reason="Fine"))
    with pytest.raises(PutRight):
        played.do(ApproveSettings(actor=played.by(EDWIN), rules_id=wish))
    played.do(ApproveSettings(actor=played.by(EDWIN), rules_id=wish, override_reason="Two people share the post"))
    # then the override is on file by name of the setting, and new cases run by it
    row = played.read(lambda session: session.get_one(AreaRulesVersion, wish))
    (override,) = row.settings["overrides"]
    assert (override["setting"], override["reason"]) == ("clocks.ct_acknowledge.limit", "Two people share the post")
    played.reference = played.driver.apply(a_form(AMARA, played.driver.today))
    played.check()
    assert played.clock("ct_acknowledge").limit_on == day("Wed 11 Mar 2026")


def test_cm_16_a_stricter_limit_takes_a_second_person_only(at_stage: AtStage) -> None:
    # given a proposal with fewer days / when its author approves it / then refused; a second person may
    played = at_stage("empty")
    wish = propose(played, slower(4))
    with pytest.raises(NotAllowed):
        played.do(ApproveSettings(actor=played.by(MARIAN), rules_id=wish))
    played.do(ApproveSettings(actor=played.by(HONOR), rules_id=wish))
    assert played.read(lambda session: session.get_one(AreaRulesVersion, wish)).settings["overrides"] == []


def test_cm_09_who_approves_more_time_is_a_setting(at_stage: AtStage) -> None:
    # given an area whose director approves more time, and a case that began under it
    played = at_stage("empty")
    with_rules(played, AreaRules(extension_approvers=("director",)))
    played.reference = played.driver.apply(a_form(AMARA, played.driver.today))
    on = day("Mon 9 Mar 2026")
    command = {"actor": played.by(said.JO), "case_id": played.case_id, "clock": "ct_risk_check"}
    # when more time is asked for / then the task is the director's, not the CSP manager's
    played.do(AskForExtension(**command, new_limit_on=on, reason="Illness"))  # type: ignore[arg-type]
    (task,) = played.rows_by_kind("extension")
    with pytest.raises(NotYours):
        played.do(DecideExtension(actor=played.by(MARIAN), task_id=task.id, approve=True))
    played.do(DecideExtension(actor=played.by(EDWIN), task_id=task.id, approve=True))
    assert (played.clock("ct_risk_check").limit_on, played.decision("extension").role) == (on, "director")


def test_the_four_statutory_dates_are_columns_of_the_case(at_stage: AtStage) -> None:
    # given a case that was met and one that was not / then each event has its date, and only its own
    met, not_met = at_stage("following").case, at_stage("two_grouped")
    assert (met.received_on, met.refusal_letter_on) == (day("Mon 2 Mar 2026"), None)
    assert (met.review_held_on, met.recommendations_on) == (day("Mon 16 Mar 2026"), day("Tue 17 Mar 2026"))
    not_met.driver.pass_working_days(1)
    not_met.decide_not_met()
    case = not_met.case
    assert (case.received_on, case.refusal_letter_on) == (day("Mon 2 Mar 2026"), day("Fri 6 Mar 2026"))
    assert (case.review_held_on, case.recommendations_on) == (None, None)
