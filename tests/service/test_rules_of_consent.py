"""CT-07 to CT-09 and CT-58: several victims, advocates, written consent that is missing, partial or taken back."""

from dataclasses import replace
from datetime import date

import pytest

from service.cases import WithdrawConsent
from service.cases.application_form import (
    ApplicationForm,
    Basis,
    ConsentForm,
    IncidentDetails,
    PersonDetails,
    ReportDetails,
    VictimDetails,
)
from service.cases.errors import AnswersRefused
from service.demo import answers as said
from service.demo.cases import WINIFRED, an_advocates_form
from service.store.record import Application, Consent, Party, ReportedIncident
from tests.frozen_clock import day
from tests.service.played import Played
from tests.stages import AtStage

LEON, MARA = "Leon Oakes", "Mara Oakes"


def form_for_two(on: date, *, consents: bool = False) -> ApplicationForm:
    """Give an advocate's form for Leon and Mara."""
    form = an_advocates_form(WINIFRED, on)
    mara = PersonDetails(name=MARA, address=("2 Orchard Close", "Ashmoor"), postcode="AS3 7DN")
    victims = (*form.victims, VictimDetails(key="2", person=mara))
    if consents:
        victims = tuple(replace(one, consent=ConsentForm.ONLINE, consent_on=on) for one in victims)
    return replace(form, victims=victims)


def with_two(at_stage: AtStage, *, consents: bool = False) -> Played:
    """Give a case of an advocate for two victims, checked: consent asked for, or complete."""
    played = at_stage("empty")
    played.reference = played.driver.apply(form_for_two(played.driver.today, consents=consents))
    played.answer("Task_CheckImmediateRisk", said.RISK, by=said.JO)
    if consents:
        held = {"consent": "held", "consent_on": played.driver.today, "scope": ["act_for_me"]}
        answers = {**said.COMPLETE, "consents": {key: dict(held) for key in played.keys("represented_victims")}}
        played.answer("Task_CheckApplication", answers, by=said.JO)
        return played
    victims = played.keys("represented_victims")
    played.answer("Task_CheckApplication", said.missing_consent(victims), by=said.JO)
    played.send("Task_AskForMissing", by=said.JO)
    return played


def party(played: Played, name: str) -> Party:
    """Give one party of the case by name."""
    return next(row for row in played.rows(Party) if row.name == name)


def test_ct_07_one_form_lists_every_victim_and_who_reported_what(at_stage: AtStage) -> None:
    # given one of several victims who applies for both, each with a report of their own
    played = at_stage("empty")
    on = played.driver.today
    neighbour = VictimDetails(key="1", person=PersonDetails(name=MARA, address=("3 Orchard Close",)))
    happened_on = day("Fri 20 Feb 2026")

    def incident(key: str, who: str) -> IncidentDetails:
        report = ReportDetails(body_code="police", reported_on=happened_on, channel="phone", reported_by=who)
        return IncidentDetails(key=key, what=f"Stones {key}", happened_on=happened_on, reports=(report,))

    form = replace(
        an_advocates_form(WINIFRED, on),
        basis=Basis.ONE_OF_SEVERAL,
        victims=(neighbour,),
        incidents=(incident("1", ""), incident("2", "1")),
    )
    # when the form is sent
    played.reference = played.driver.apply(form)
    # then there is one case, one applicant who speaks for all, and each report has its person
    victims = [row.name for row in played.rows(Party) if row.is_victim]
    assert victims == [WINIFRED.name, MARA]
    applicant = party(played, WINIFRED.name)
    assert (applicant.is_applicant, applicant.is_advocate) == (True, True)
    reporters = [row.reported_by_id for row in played.rows(ReportedIncident)]
    assert reporters == [applicant.id, party(played, MARA).id]


def test_ct_08_nothing_starts_while_a_consent_is_missing(at_stage: AtStage) -> None:
    # given an advocate's application without the victim's consent
    played = at_stage("for_another")
    played.answer("Task_CheckImmediateRisk", said.RISK, by=said.JO)
    missing = said.missing_consent(played.keys("represented_victims"))
    # when the SPOC says that no consent is missing / then that is refused
    with pytest.raises(AnswersRefused) as refused:
        played.answer("Task_CheckApplication", {**missing, "consent_missing": False}, by=said.JO)
    assert "consent_missing" in refused.value.problems
    # when the SPOC asks for it / then no body is asked and no decision clock runs
    played.answer("Task_CheckApplication", missing, by=said.JO)
    played.send("Task_AskForMissing", by=said.JO)
    assert played.task_ids() == ["Task_RecordMissingItems"]
    assert "ct_threshold_decision" not in played.running()


def test_ct_08_every_victim_must_consent(at_stage: AtStage) -> None:
    # given two victims of whom one has consented
    played = with_two(at_stage)
    leon, mara = played.keys("represented_victims")
    held = {"consent": "held", "consent_on": played.driver.today, "scope": ["act_for_me"]}
    answers = {
        "consents": {leon: held, mara: {"consent": "missing"}},
        "result": "complete",
        "completed_on": played.driver.today,
    }
    # when the SPOC would go on as complete / then that is refused
    with pytest.raises(AnswersRefused) as refused:
        played.answer("Task_RecordMissingItems", answers, by=said.JO)
    assert "consents" in refused.value.problems
    # when the second consent comes / then the application is complete on that day
    answers["consents"] = {leon: held, mara: held}
    played.answer("Task_RecordMissingItems", answers, by=said.JO)
    assert played.clock("ct_acknowledge").trigger_on == played.driver.today


def test_ct_09_consent_is_asked_for_with_both_dates(at_stage: AtStage) -> None:
    # given / when the advocate was asked on Tuesday 3 March, one working day after receipt
    played = at_stage("consent_asked")
    asked = played.clock("ct_ask_missing")
    # then target and limit were one and three working days, and the letter names reminder and lapse
    assert (asked.target_on, asked.limit_on, asked.state) == (day("Tue 3 Mar 2026"), day("Thu 5 Mar 2026"), "done")
    (letter,) = played.letters("L-CT-04")
    assert "Leon Oakes" in letter.text
    assert "17 March 2026" in letter.text
    assert "31 March 2026" in letter.text


def test_ct_09_after_ten_working_days_a_reminder_is_drafted(at_stage: AtStage) -> None:
    # given consent asked for on 3 March
    played = at_stage("consent_asked")
    # when it is 9am of the tenth working day
    played.driver.go_to(day("Tue 17 Mar 2026"))
    # then a reminder waits to be sent, and what came in can still be recorded
    assert played.task_ids() == ["Task_RecordMissingItems", "letters"]
    (reminder,) = [row for row in played.drafts("L-CT-04") if row.state == "draft"]
    assert reminder.values["is_reminder"] is True
    # when the SPOC sends it / then it says that we wrote before
    played.driver.send_task(str(reminder.task_id), by=said.JO)
    assert "We wrote to you on" in played.letters("L-CT-04")[-1].text


def test_ct_09_after_twenty_working_days_the_application_lapses(at_stage: AtStage) -> None:
    # given consent asked for on 3 March, and never given
    played = at_stage("consent_asked")
    # when it is 9am of the twentieth working day
    played.driver.go_to(day("Tue 31 Mar 2026"))
    # then the case is closed as lapsed, nothing runs, and L-CT-05 waits for a second person
    case = played.case
    assert (case.is_open, case.closing_reason, case.stage) == (False, "lapsed", "Closed: nothing came in time")
    assert played.running() == {}
    assert played.waiting_timers() == []
    lapse = played.drafts("L-CT-05")
    assert lapse
    played.driver.send_task(str(lapse[0].task_id), by=said.JO, approve=said.MARIAN)
    assert "apply again" in played.letters("L-CT-05")[0].text


def test_ct_09_the_review_may_go_on_for_those_who_consent(at_stage: AtStage) -> None:
    # given two victims; Leon consents, Mara does not
    played = with_two(at_stage)
    leon, mara = played.keys("represented_victims")
    played.pass_days(2)
    answers = {
        "consents": {
            leon: {"consent": "held", "consent_on": played.driver.today, "scope": ["act_for_me"]},
            mara: {"consent": "refused"},
        },
        "result": "some_victims",
        "completed_on": played.driver.today,
    }
    # when the SPOC goes on for Leon alone
    played.answer("Task_RecordMissingItems", answers, by=said.JO)
    # then Mara is no victim of this case, and the clocks count from that day
    assert [row.name for row in played.rows(Party) if row.is_victim] == [LEON]
    assert [row.victim_id for row in played.rows(Consent)] == [int(leon)]
    assert played.clock("ct_threshold_decision").trigger_on == played.driver.today
    # and L-CT-02 goes to Leon only
    played.acknowledge()
    assert played.readers("L-CT-02") == [LEON]


def test_ct_12_the_victim_hears_that_an_advocate_applied(at_stage: AtStage) -> None:
    # given an advocate with the consents of both victims / when the application is acknowledged
    played = with_two(at_stage, consents=True)
    played.acknowledge()
    # then the advocate gets L-CT-01, and each victim is told by L-CT-02
    assert played.readers("L-CT-01") == [WINIFRED.name]
    assert played.readers("L-CT-02") == [LEON, MARA]


def test_ct_58_without_consent_only_the_victim_is_written_to(at_stage: AtStage) -> None:
    # given an advocate's case whose decision clock runs
    played = with_two(at_stage, consents=True)
    played.acknowledge()
    before = played.running()
    # when the victims end the advocate's role in writing
    command = WithdrawConsent(actor=played.by(said.JO), case_id=played.case_id, written_on=played.driver.today)
    played.do(command)
    # then no clock moved, the advocate's role has ended, and lists show the victim
    assert played.running() == before
    assert party(played, WINIFRED.name).withdrawn_at is not None
    assert played.case.label.startswith(LEON)
    # and L-CT-18 waits for both victims and, as a short note, for the advocate
    drafts = played.drafts("L-CT-18")
    assert sorted(row.recipient_words for row in drafts) == [LEON, MARA, WINIFRED.name]
    played.driver.send_task(str(drafts[0].task_id), by=said.JO)
    texts = {
        reader: letter.text for reader, letter in zip(played.readers("L-CT-18"), played.letters("L-CT-18"), strict=True)
    }
    assert "only to you" in texts[LEON]
    assert "no longer act" in texts[WINIFRED.name]
    assert LEON not in texts[WINIFRED.name]


def test_ct_58_the_next_letters_go_to_the_victims(at_stage: AtStage) -> None:
    # given an advocate whose role has ended before the decision
    played = with_two(at_stage, consents=True)
    played.acknowledge()
    played.do(WithdrawConsent(actor=played.by(said.JO), case_id=played.case_id, written_on=played.driver.today))
    # when the threshold is met and the letter goes
    played.confirm(*said.OFFICERS)
    played.group()
    played.decide_met()
    # then both victims get it and the advocate does not
    assert sorted(played.readers("L-CT-07")) == [LEON, MARA]


def test_ct_58_a_letter_that_waits_goes_to_the_victims_instead(at_stage: AtStage) -> None:
    # given a letter to the advocate that waits for approval
    played = with_two(at_stage, consents=True)
    played.acknowledge()
    played.confirm(*said.OFFICERS)
    played.group()
    played.answer("Task_DecideThreshold", said.THRESHOLD_MET, by=said.JO)
    played.ask_approval("Task_SendThresholdMet", by=said.JO)
    # when the role of the advocate ends before it is sealed
    played.do(WithdrawConsent(actor=played.by(said.JO), case_id=played.case_id, written_on=played.driver.today))
    # then the approval is asked for anew, and the letter goes to the victims only
    assert "approval" not in {task.kind for task in played.driver.open_tasks(played.reference)}
    played.send("Task_SendThresholdMet", by=said.JO, approve=said.MARIAN)
    assert sorted(played.readers("L-CT-07")) == [LEON, MARA]


def test_ct_58_one_victim_may_end_the_role_and_the_advocate_acts_for_the_other(at_stage: AtStage) -> None:
    # given an advocate for two
    played = with_two(at_stage, consents=True)
    played.acknowledge()
    mara = party(played, MARA).id
    # when only Mara ends the advocate's role
    command = WithdrawConsent(
        actor=played.by(said.JO), case_id=played.case_id, written_on=played.driver.today, victim_id=mara
    )
    played.do(command)
    # then the advocate still acts for Leon, and is told only that
    assert party(played, WINIFRED.name).withdrawn_at is None
    drafts = played.drafts("L-CT-18")
    assert sorted(row.recipient_words for row in drafts) == [MARA, WINIFRED.name]
    played.driver.send_task(str(drafts[0].task_id), by=said.JO)
    # and the next letter goes to the advocate, to Leon as a copy, and to Mara herself
    played.confirm(*said.OFFICERS)
    played.group()
    played.decide_met()
    assert sorted(played.readers("L-CT-07")) == [LEON, MARA, WINIFRED.name]
    application = played.read(lambda session: session.get_one(Application, played.case_id))
    assert application.completed_at is not None
