"""Correcting how somebody who reported a concern is reached, and the reply that goes the corrected way. TE-05."""

from typing import Any

import pytest

from service.cases import CorrectReporter, MergeTension, SplitReport
from service.cases.acts.corrections import CorrectParty
from service.cases.errors import AnswersRefused, CaseIsClosed, NotYours
from service.cases.submit_tension import Reporter
from service.demo.tension import BRAM, DELPHINE, MABEL, NELL
from service.store.outbox import OutboxItem
from service.store.record import Party
from tests.frozen_clock import day
from tests.service.tension_play import TensionPlay
from tests.stages import ON_SQLITE, AtStage

OTTILIE = Reporter(name="Ottilie Brandreth", email="otilie@home.example")


def reported(at_stage: AtStage, reporter: Reporter = OTTILIE) -> TensionPlay:
    return TensionPlay.another(TensionPlay.at(at_stage, "tension"), reporter=reporter)


def correct(
    played: TensionPlay, *, by: str = MABEL, kind: type[CorrectParty] = CorrectReporter, **changes: Any
) -> None:
    """Correct the only person of the case."""
    party = played.row(Party)
    names = ("name", "postcode", "phone", "email", "preferred_channel", "formats", "language", "safe_contact")
    now = {name: getattr(party, name) for name in names}
    given = now | {"address": tuple(party.address), "reason": "They rang us."} | changes
    played.do(kind(actor=played.by(by), case_id=played.case_id, party_id=party.id, **given))


def test_te_05_a_corrected_address_is_where_the_reply_goes(at_stage: AtStage) -> None:
    # given a reply that waits, drafted to a mistyped address / when a keeper corrects it
    played = reported(at_stage)
    correct(played, email="ottilie@home.example", by=DELPHINE)
    # then the draft goes the new way, and so does the letter
    (draft,) = played.drafts("L-TE-05")
    assert draft.email == "ottilie@home.example"
    played.reply_to_reporter(played.reports[0])
    assert "ottilie@home.example" in {row.to_address for row in played.rows(OutboxItem)}
    # and the history says it without a name or an address
    (sentence,) = played.events("reporter_corrected")
    assert sentence == "Delphine Okoro corrected how whoever reported is reached: email. Because: They rang us."
    assert played.case.label == "Kestrel ward: after the market-hall fire"


def test_te_05_a_reply_is_rung_where_only_a_number_is_left_and_keeps_its_clock(at_stage: AtStage) -> None:
    # given a reply by email / when only a telephone number is right
    played = reported(at_stage)
    item = str(played.reports[0].id)
    correct(played, email="", preferred_channel="post", phone="01632 960 171")
    # then it is to be rung, nothing waits to be sealed, and the clock runs as before
    assert "Task_CallReporter" in played.task_ids()
    assert "Task_ReplyToReporter" not in played.task_ids()
    assert played.drafts("L-TE-05") == []
    assert played.running()[f"te_reply:{item}"] == day("Wed 4 Mar 2026")
    # when an email address is found after all / then it is written, in the same time
    correct(played, email="ottilie@home.example", preferred_channel="email")
    assert "Task_CallReporter" not in played.task_ids()
    assert played.running()[f"te_reply:{item}"] == day("Wed 4 Mar 2026")
    played.reply_to_reporter(played.reports[0])
    assert f"te_reply:{item}" not in played.running()


def test_te_05_the_way_is_corrected_also_while_a_closed_case_owes_the_reply(at_stage: AtStage) -> None:
    played = reported(at_stage)
    played.close("unfounded")
    correct(played, email="", preferred_channel="post", phone="01632 960 171")
    correct(played, email="ottilie@home.example", preferred_channel="email")
    assert not played.case.is_open
    assert played.task_ids() == ["Task_ReplyToReporter"]
    played.reply_to_reporter(played.reports[0])
    # and after the reply nothing is corrected any more
    with pytest.raises(CaseIsClosed):
        correct(played, email="other@home.example")


@ON_SQLITE
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, "name"),
        ({"name": " "}, "name"),
        ({"email": "", "preferred_channel": "post"}, "email"),
        ({"preferred_channel": "post"}, "address"),
        ({"email": "x@home.example", "reason": " "}, "reason"),
        ({"address": ("3 Dell Lane",), "postcode": "nowhere"}, "postcode"),
    ],
)
def test_te_05_a_correction_that_helps_nobody_is_refused(
    at_stage: AtStage, changes: dict[str, Any], field: str
) -> None:
    played = reported(at_stage)
    with pytest.raises(AnswersRefused) as refused:
        correct(played, **changes)
    assert set(refused.value.problems) == {field}
    assert played.events("reporter_corrected") == []


@ON_SQLITE
def test_te_31_only_keepers_correct_and_nobody_who_is_behind_a_restricted_report(at_stage: AtStage) -> None:
    played = reported(at_stage)
    for who in (BRAM, NELL):
        with pytest.raises(NotYours):
            correct(played, by=who, email="x@home.example")
    # the correction of case reviews renames the case after the person: it does not do it here
    with pytest.raises(NotYours):
        correct(played, kind=CorrectParty, email="x@home.example")
    closed = TensionPlay.another(played, reporter=OTTILIE, is_restricted=True, handling="Police only")
    with pytest.raises(NotYours):
        correct(closed, email="x@home.example")


def test_te_30_a_report_that_is_split_off_and_joined_again_keeps_its_reply(at_stage: AtStage) -> None:
    # given a second report whose reporter waits for a reply, split off
    played = reported(at_stage, Reporter(name="Leif Sorrel", phone="01632 960 172"))
    played.add_report(reporter=OTTILIE)
    report = played.reports[1]
    split = {"ward": "Mill ward", "title": "over the river", "reason": "Other people."}
    command = SplitReport(actor=played.by(MABEL), case_id=played.case_id, report_id=report.id, **split)
    other = TensionPlay(played.driver, played.do(command).reference)
    # when the two are joined again / then the reply waits in the first case once more
    merge = MergeTension(
        actor=played.by(MABEL), case_id=other.case_id, reference=played.reference, reason="The same people."
    )
    played.do(merge)
    assert f"te_reply:{report.id}" in played.running()
    played.reply_to_reporter(report)
    assert f"te_reply:{report.id}" not in played.running()
