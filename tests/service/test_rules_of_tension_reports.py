"""TE-05: reports come in from anybody, and each reporter who gave a name is answered."""

import pytest

from service.cases import Delivery, NoteDelivery, Reporter
from service.cases.errors import AnswersRefused
from service.cases.posting import SendAgain
from service.demo.tension import MABEL, NELL
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


def test_te_05_who_left_only_a_number_is_called_in_two_working_days(at_stage: AtStage) -> None:
    # given a reporter with a name and a telephone number, on Monday
    by_phone = Reporter(name="Leif Sorrel", phone="01632 960 188", safe_contact="Not before noon")
    played = TensionPlay.another(TensionPlay.at(at_stage, "tension"), reporter=by_phone)
    item = str(played.reports[0].id)
    assert played.running()[f"te_reply:{item}"] == day("Wed 4 Mar 2026")
    shown = played.evidence("te_reply_by_phone", "Task_CallReporter", item)
    assert all(words in shown for words in ("Leif Sorrel", "01632 960 188", "Not before noon", "cannot tell you"))
    # when the officer called on Tuesday and writes it down on Thursday / then it was in time
    played.wait_until("Thu 5 Mar 2026 10:00")
    spoken = {"spoken": "yes", "spoken_on": day("Tue 3 Mar 2026"), "said": "Nothing new."}
    played.answer("Task_CallReporter", spoken, by=NELL, item=item)
    row = played.clock("te_reply", item)
    assert (row.state, row.ended_on) == ("done", day("Tue 3 Mar 2026"))
    assert "Leif" not in "\n".join(played.sentences())


def test_te_05_a_call_before_the_report_is_refused(at_stage: AtStage) -> None:
    played = TensionPlay.another(TensionPlay.at(at_stage, "tension"), reporter=Reporter(name="Leif", phone="01632"))
    item = str(played.reports[0].id)
    spoken = {"spoken": "yes", "spoken_on": day("Fri 27 Feb 2026")}
    with pytest.raises(AnswersRefused) as refused:
        played.answer("Task_CallReporter", spoken, by=NELL, item=item)
    assert set(refused.value.problems) == {"spoken_on"}
    assert played.clock("te_reply", item).state == "running"
