"""TE-31: restricted reports: who enters and reads them, and that nothing of them is told anywhere."""

import pytest
from sqlalchemy import select

from service.cases import AddTensionReport, SplitReport
from service.cases.errors import AnswersRefused, NotYours
from service.cases.looks import ReadRestricted
from service.demo.tension import BRAM, DELPHINE, JUNO, MABEL, NELL, YUSUF, concern
from service.store.audit import AuditEvent
from service.store.record import Party
from tests.service.tension_play import TensionPlay, named
from tests.stages import AtStage

SECRET = "A source says that a van with petrol stands in Quarry Yard."
HANDLING = "Police only. Do not act on it without the Detective Inspector."
CLOSED = {"what": SECRET, "where": "Quarry Yard", "is_restricted": True, "handling": HANDLING}


def with_secret(at_stage: AtStage, **more: object) -> TensionPlay:
    """Give a case with an open report and a restricted one."""
    played = TensionPlay.at(at_stage, "tension")
    played.add_report(**(CLOSED | more))
    return played


@pytest.mark.parametrize("who", [MABEL, BRAM])
def test_te_31_the_risk_lead_and_the_commander_enter_a_restricted_report(at_stage: AtStage, who: str) -> None:
    played = TensionPlay.at(at_stage, "tension")
    played.do(AddTensionReport(actor=played.by(who), case_id=played.case_id, concern=concern(played.driver, **CLOSED)))
    assert [report.is_restricted for report in played.reports] == [False, True]
    assert played.events("report_added")[-1] == "A restricted report came in by phone."


@pytest.mark.parametrize("who", [YUSUF, NELL, DELPHINE])
def test_te_31_nobody_else_enters_one_though_they_enter_open_ones(at_stage: AtStage, who: str) -> None:
    played = TensionPlay.at(at_stage, "tension")
    actor = played.by(who)
    closed = AddTensionReport(actor=actor, case_id=played.case_id, concern=concern(played.driver, **CLOSED))
    with pytest.raises(AnswersRefused) as refused:
        played.do(closed)
    assert set(refused.value.problems) == {"is_restricted"}
    played.do(AddTensionReport(actor=actor, case_id=played.case_id, concern=concern(played.driver)))
    assert [report.is_restricted for report in played.reports] == [False, False]


def test_te_31_who_has_no_part_in_tensions_enters_no_report_at_all(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "tension")
    with pytest.raises(NotYours):
        played.do(AddTensionReport(actor=played.by(JUNO), case_id=played.case_id, concern=concern(played.driver)))
    assert len(played.reports) == 1


def test_te_31_reading_one_takes_a_reason_that_stays_in_the_audit(at_stage: AtStage) -> None:
    played = with_secret(at_stage)
    reason = "To decide on the patrols of tonight"
    played.do(ReadRestricted(actor=played.by(BRAM), case_id=played.case_id, reason=reason, page="restricted_reports"))
    kept = [row for row in played.all(select(AuditEvent)) if row.action == "restricted_read"]
    assert [(row.object, row.purpose) for row in kept] == [(played.reference, reason)]
    for who, why in ((NELL, reason), (YUSUF, reason), (BRAM, " ")):
        with pytest.raises((NotYours, AnswersRefused)):
            played.do(ReadRestricted(actor=played.by(who), case_id=played.case_id, reason=why))


def test_te_31_nothing_of_it_leaves_in_notices_letters_or_history(at_stage: AtStage) -> None:
    # given a restricted report and a named open one / when the case goes through alert, meeting, media and its end
    played = with_secret(at_stage, is_violent=True)
    played.add_report(reporter=named())
    played.level(2, (3, 2, 1))
    played.meet()
    played.authorise()
    played.assess_impact()
    played.approve_media()
    played.wait(hours=20)
    played.level(1)
    played.level(3, normality=True, normality_by="Superintendent Oyelaran, Nell Ashdown")
    played.reply_to_reporter(played.reports[2])
    played.close("hoax")
    # then no word of it was told, only that it is there
    said = played.everything_said()
    assert len(played.rounds()) >= 7
    for word in ("petrol", "van", "Quarry Yard", "Detective Inspector", "A source"):
        assert word not in said, word
    assert "A restricted report came in by phone." in said


def test_te_31_the_evidence_of_a_task_only_counts_it(at_stage: AtStage) -> None:
    played = with_secret(at_stage)
    shown = played.evidence("te_first_level", "Task_ScoreTension")
    assert "1 report is held in a closed part of this case." in shown
    assert "market hall" in shown
    assert "petrol" not in shown
    assert "Quarry" not in shown


def test_te_31_who_stands_behind_it_is_neither_written_to_nor_found(at_stage: AtStage) -> None:
    # given a restricted report by somebody with a name / then no letter names them to those who write replies
    played = with_secret(at_stage, reporter=named())
    assert "Task_ReplyToReporter" not in played.task_ids()
    assert "Reply yourself" in played.told("risk_lead")
    assert played.row(Party).search_name == ""


def test_te_31_a_reply_does_not_say_that_others_reported_when_only_a_closed_report_did(at_stage: AtStage) -> None:
    played = TensionPlay.another(TensionPlay.at(at_stage, "tension"), reporter=named())
    played.add_report(**CLOSED)
    played.reply_to_reporter(played.reports[0])
    assert "Others told us" not in played.letters("L-TE-05")[0].text


def test_te_31_a_closed_report_is_split_only_by_those_who_may_read_it(at_stage: AtStage) -> None:
    played = with_secret(at_stage)
    secret = played.reports[1]
    told = {"case_id": played.case_id, "report_id": secret.id, "ward": "", "title": "another matter", "reason": "Apart"}
    with pytest.raises(AnswersRefused) as refused:
        played.do(SplitReport(actor=played.by(DELPHINE), **told))
    assert set(refused.value.problems) == {"report_id"}
    other = TensionPlay(played.driver, played.do(SplitReport(actor=played.by(MABEL), **told)).reference)
    assert [report.is_restricted for report in other.reports] == [True]
