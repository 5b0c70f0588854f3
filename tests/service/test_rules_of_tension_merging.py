"""TE-30: two cases about one situation become one, a report about another gets a case; each reporter keeps a reply."""

from datetime import timedelta

import pytest

from service.cases import MergeTension, SplitReport
from service.cases.errors import AnswersRefused, NotYours
from service.demo.tension import JUNO, MABEL
from tests.frozen_clock import day
from tests.service.tension_play import TensionPlay, named
from tests.stages import AtStage


def two_cases(at_stage: AtStage) -> tuple[TensionPlay, TensionPlay]:
    """Give a case at level 4 and a newer one about the same situation, whose reporter was not answered yet."""
    first = TensionPlay.at(at_stage, "level_4")
    second = TensionPlay.another(first, reporter=named(), title="near the market hall")
    return first, second


def test_te_30_a_merged_case_ends_and_its_reporter_is_answered_by_the_other(at_stage: AtStage) -> None:
    # given two cases / when the newer one is merged into the older one
    older, newer = two_cases(at_stage)
    newer.do(merge(newer, older))
    # then its report has moved, the case is closed, and nothing of it is late for anybody
    assert [report.came_from_id for report in older.reports] == [None, newer.case_id]
    assert newer.reports == []
    assert (newer.case.is_open, newer.case.closing_reason, newer.tension.outcome) == (False, "merged", "merged")
    assert newer.tension.merged_into_id == older.case_id
    assert (newer.running(), newer.task_ids()) == ({}, [])
    # and the reply goes on in the other case, due when it was
    report = older.reports[1]
    assert older.clock("te_reply", str(report.id)).limit_on == day("Wed 4 Mar 2026")
    older.reply_to_reporter(report)
    (letter,) = older.letters("L-TE-05")
    assert "Others told us about the same thing. We look at all of it together." in letter.text
    assert older.reference in letter.text


def test_te_30_whoever_was_answered_before_the_merging_is_not_answered_again(at_stage: AtStage) -> None:
    older, newer = two_cases(at_stage)
    newer.reply_to_reporter(newer.reports[0])
    newer.do(merge(newer, older))
    assert "Task_ReplyToReporter" not in older.task_ids()
    assert [clock for clock in older.running() if clock.startswith("te_reply")] == []


def test_te_30_those_told_of_the_merged_case_hear_where_it_went(at_stage: AtStage) -> None:
    older, newer = two_cases(at_stage)
    newer.level(4)
    newer.do(merge(newer, older))
    (news,) = newer.rounds("L-TE-04")
    assert news.text.startswith(f"Ashmoor: {newer.reference} is now part of {older.reference}")
    assert {"Bram Oyelaran", "Nell Ashdown", "Edwin Sark"} <= newer.told_by(news)


@pytest.mark.parametrize(
    ("reference", "reason", "field"),
    [("ASH-TE-2026-0009", "The same", "reference"), ("own", "The same", "reference"), ("other", " ", "reason")],
)
def test_te_30_what_cannot_be_merged_is_refused(at_stage: AtStage, reference: str, reason: str, field: str) -> None:
    older, newer = two_cases(at_stage)
    known = {"own": newer.reference, "other": older.reference}
    command = MergeTension(
        actor=newer.by(MABEL), case_id=newer.case_id, reference=known.get(reference, reference), reason=reason
    )
    with pytest.raises(AnswersRefused) as refused:
        newer.do(command)
    assert set(refused.value.problems) == {field}
    assert newer.case.is_open
    assert len(newer.reports) == 1


def test_te_30_the_more_serious_case_is_never_merged_into_the_milder_one(at_stage: AtStage) -> None:
    older, newer = two_cases(at_stage)
    newer.level(2)
    with pytest.raises(AnswersRefused) as refused:
        newer.do(merge(newer, older))
    assert "This case is at level 2" in refused.value.problems["reference"]
    assert newer.limits()["te_meet_urgent"] == newer.now + timedelta(hours=4)


@pytest.mark.parametrize("over", ["this", "other"])
def test_te_30_a_case_that_only_waits_for_its_evaluation_is_not_merged(at_stage: AtStage, over: str) -> None:
    older, newer = two_cases(at_stage)
    older.close("unfounded")
    assert older.case.is_open
    ending, staying = (older, newer) if over == "this" else (newer, older)
    with pytest.raises(AnswersRefused) as refused:
        ending.do(merge(ending, staying))
    assert "closed" in refused.value.problems["reference"]
    assert older.tension.outcome == "unfounded"


def test_te_30_a_case_is_merged_by_those_who_keep_it(at_stage: AtStage) -> None:
    older, newer = two_cases(at_stage)
    with pytest.raises(NotYours):
        newer.do(merge(newer, older, by=JUNO))
    assert newer.case.is_open


def test_te_30_a_split_report_gets_a_case_and_a_first_level_of_its_own(at_stage: AtStage) -> None:
    # given a case whose second report came on Tuesday from somebody with a name
    played = TensionPlay.at(at_stage, "level_4")
    played.be_at("Tue 3 Mar 2026 10:00")
    played.add_report(reporter=named())
    # when it turns out on Wednesday to be about something else
    played.wait_until("Wed 4 Mar 2026 10:00")
    reference = played.do(split(played, played.reports[1].id)).reference
    other = TensionPlay(played.driver, reference)
    # then its first level is due one working day from now, not from the day of the report
    assert other.running()["te_first_level"] == day("Thu 5 Mar 2026")
    assert (other.tension.ward, other.tension.what) == ("Otter ward", "a quarrel about parking")
    # and the reply goes with it, due when it was
    (report,) = other.reports
    assert other.running()[f"te_reply:{report.id}"] == day("Thu 5 Mar 2026")
    assert "Task_ReplyToReporter" not in played.task_ids()
    other.reply_to_reporter(report)
    assert "On Tuesday 3 March 2026 you told us" in other.letters("L-TE-05")[0].text
    assert other.reference in other.letters("L-TE-05")[0].text


def test_te_30_the_only_report_of_a_case_is_not_split(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "tension")
    with pytest.raises(AnswersRefused) as refused:
        played.do(split(played, played.reports[0].id))
    assert set(refused.value.problems) == {"report_id"}


def merge(ending: TensionPlay, staying: TensionPlay, by: str = MABEL) -> MergeTension:
    """Give the command that joins one case to another."""
    return MergeTension(
        actor=ending.by(by), case_id=ending.case_id, reference=staying.reference, reason="One situation."
    )


def split(played: TensionPlay, report_id: int, by: str = MABEL) -> SplitReport:
    """Give the command that makes a case of one report."""
    return SplitReport(
        actor=played.by(by),
        case_id=played.case_id,
        report_id=report_id,
        ward="Otter ward",
        title="a quarrel about parking",
        reason="Other people, another street.",
    )
