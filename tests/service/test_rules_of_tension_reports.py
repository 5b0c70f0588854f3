"""TE-05, TE-30, TE-31: reports come in, their reporters are answered, cases become one or two, some stay closed."""

from datetime import timedelta

import pytest

from service.cases import Delivery, MergeTension, NoteDelivery, Reporter, SplitReport
from service.cases.errors import AnswersRefused, NotYours
from service.cases.posting import SendAgain
from service.demo.tension import JUNO, MABEL
from service.store.outbox import OutboxItem
from tests.frozen_clock import at, day
from tests.service.tension_play import TensionPlay, named
from tests.stages import AtStage

# -- the reply


def test_te_05_a_named_reporter_gets_a_reply_in_two_working_days(at_stage: AtStage) -> None:
    # given a report by somebody who gave a name, on Monday 2 March
    played = TensionPlay.another(TensionPlay.at(at_stage, "tension"), reporter=named())
    (report,) = played.reports
    assert played.clock("te_reply", str(report.id)).limit_on == day("Wed 4 Mar 2026")
    assert played.task_row("Task_ReplyToReporter", str(report.id)).due_on == day("Wed 4 Mar 2026")
    # when the nominated officer replies on Tuesday / then the letter is sealed and the clock is met
    played.be_at("Tue 3 Mar 2026 11:00")
    played.reply_to_reporter(report)
    (letter,) = played.letters("L-TE-05")
    assert "Thank you for telling us" in letter.text
    assert "On Monday 2 March 2026 you told us about a concern in Ashmoor." in letter.text
    assert played.clock("te_reply", str(report.id)).state == "done"
    assert "Task_ReplyToReporter" not in played.task_ids()


def test_te_05_an_anonymous_report_is_taken_and_waits_for_no_reply(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "tension")
    assert played.reports[0].reporter_id is None
    assert played.task_ids() == ["Task_ScoreTension"]
    assert set(played.running()) == {"te_first_level"}


def test_te_05_two_reporters_get_two_replies_each_in_their_own_time(at_stage: AtStage) -> None:
    # given one reporter on Monday and one on Tuesday
    played = TensionPlay.another(TensionPlay.at(at_stage, "tension"), reporter=named())
    played.be_at("Tue 3 Mar 2026 10:00")
    played.add_report(reporter=named("Leif Sorrel"))
    first, second = played.reports
    assert played.clock("te_reply", str(second.id)).limit_on == day("Thu 5 Mar 2026")
    # when nobody was answered by Thursday morning / then only the first reply is late, and said so once
    played.wait_until("Thu 5 Mar 2026 09:00")
    late = [words for role, words in played.notices("breach") if role == "director" and "reported" in words]
    assert late == [f"{played.reference}: Reply to whoever reported was due by Wednesday 4 March 2026. It is late."]
    assert played.clock("te_reply", str(second.id)).breached_at is None
    # when both are answered / then each has a letter that speaks of the day they told us
    played.reply_to_reporter(second)
    played.reply_to_reporter(first)
    said = {
        letter.text.partition("you told us")[0].rpartition("On ")[2].strip() for letter in played.letters("L-TE-05")
    }
    assert said == {"Tuesday 3 March 2026", "Monday 2 March 2026"}
    assert [row for row in played.running() if row.startswith("te_reply")] == []


def test_te_05_the_director_hears_of_a_reply_that_is_late(at_stage: AtStage) -> None:
    played = TensionPlay.another(TensionPlay.at(at_stage, "tension"), reporter=named())
    played.wait_until("Wed 4 Mar 2026 23:59")
    assert "no reply" not in played.told("director")
    played.wait_until("Thu 5 Mar 2026 00:01")
    assert "has had no reply" in played.told("director")


def test_te_05_a_reply_says_how_things_stand_on_the_day_it_is_sealed(at_stage: AtStage) -> None:
    # given a reply that was drafted before anything was known / when the level is agreed first
    played = TensionPlay.another(TensionPlay.at(at_stage, "tension"), reporter=named())
    played.level(4)
    played.reply_to_reporter(played.reports[0])
    # then it says what is known now
    assert "They look at it again by Monday 9 March 2026." in played.letters("L-TE-05")[0].text


def test_te_05_a_reply_is_owed_also_after_the_case_is_closed(at_stage: AtStage) -> None:
    # given a false alarm that is closed before its reporter was answered
    played = TensionPlay.another(TensionPlay.at(at_stage, "tension"), reporter=named())
    played.close("unfounded")
    assert not played.case.is_open
    assert played.task_ids() == ["Task_ReplyToReporter"]
    # when the officer replies / then the letter says that nothing was found
    played.reply_to_reporter(played.reports[0])
    assert "They found nothing more to do. We closed it on Monday 2 March 2026." in played.letters("L-TE-05")[0].text
    assert played.task_ids() == []
    assert played.case.closing_reason == "unfounded"


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"what": " "}, "what"),
        ({"what": "x" * 4001}, "what"),
        ({"source": "nobody"}, "source"),
        ({"channel": "pigeon"}, "source"),
        ({"received_at": at("Tue 3 Mar 2026 09:00")}, "received_time"),
        ({"is_restricted": True, "handling": " "}, "handling"),
    ],
)
def test_te_05_what_cannot_be_a_report_is_refused_and_opens_nothing(
    at_stage: AtStage, told: dict[str, object], field: str
) -> None:
    played = TensionPlay.at(at_stage, "tension")
    with pytest.raises(AnswersRefused) as refused:
        TensionPlay.another(played, **told)
    assert set(refused.value.problems) == {field}
    with pytest.raises(AnswersRefused):
        played.add_report(**told)
    assert len(played.reports) == 1


def test_te_05_a_reporter_is_named_to_those_who_reply_and_in_no_history(at_stage: AtStage) -> None:
    # given a reporter who wants a letter by post
    by_post = Reporter(name="Leif Sorrel", address=("3 Dell Lane", "Ashmoor"), postcode="AS3 7DN")
    played = TensionPlay.another(TensionPlay.at(at_stage, "tension"), reporter=by_post)
    # when it is sealed, printed late and posted
    played.reply_to_reporter(played.reports[0])
    played.driver.post_letters(by=MABEL)
    # then only the letter has the name
    assert "Dear Leif Sorrel" in played.letters("L-TE-05")[0].text
    assert "Leif" not in "\n".join(played.sentences())
    assert "Nell Ashdown sealed the letter" in "\n".join(played.events("letter_sealed"))


def test_te_05_a_reply_that_came_back_runs_against_its_own_clock_again(at_stage: AtStage) -> None:
    # given two replies, of which one was sealed and came back
    played = TensionPlay.another(TensionPlay.at(at_stage, "tension"), reporter=named())
    played.add_report(reporter=named("Leif Sorrel"))
    first, second = played.reports
    played.reply_to_reporter(first)
    (item,) = [row for row in played.rows(OutboxItem) if row.sealed_letter_id]
    played.do(NoteDelivery(outbox_id=item.id, outcome=Delivery.FAILED))
    assert {f"te_reply:{first.id}", f"te_reply:{second.id}"} <= set(played.running())
    # when it is sent again / then that clock stops and the other goes on
    (task,) = played.rows_by_kind("delivery")
    played.do(SendAgain(actor=played.by(MABEL), task_id=task.id, how="email", email="ottilie@elsewhere.example"))
    assert f"te_reply:{first.id}" not in played.running()
    assert f"te_reply:{second.id}" in played.running()


# -- one situation, or two


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
