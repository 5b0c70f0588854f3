"""Until when one may appeal, and by when the appellant is answered."""

import json
from datetime import date, time
from pathlib import Path

import pytest

from tests.frozen_clock import at, day
from workflows.business_calendar import BusinessCalendar
from workflows.clock_register import ClockKind, ClockRule, Moment, parse_clock_register
from workflows.rules.appeal import (
    Lateness,
    SentBy,
    Stage,
    UpdateChain,
    acknowledgement_dates,
    decision_dates,
    deemed_receipt,
    judge_lateness,
    last_day_to_appeal,
    next_update_on,
    remit_dates,
    trace_updates,
)

ENGLAND = BusinessCalendar.for_nation()
REMIT = parse_clock_register(
    json.loads((Path(__file__).parents[2] / "bpmn" / "clocks.json").read_text(encoding="utf-8"))
).rule("ct_remit")
ACKNOWLEDGED = day("Wed 11 Jun 2025")


def clock(limit: int, *, target: int | None = None, may_cut_off: bool = False, is_lapse: bool = False) -> ClockRule:
    """Give a clock in working days, as the register would."""
    return ClockRule(
        id="ap_clock",
        title="A promise of an appeal",
        kind=ClockKind.LAPSE if is_lapse else ClockKind.LIMIT,
        counted_from=Moment.ACT,
        counted_from_words="act",
        day_zero_words="the day of the act",
        target=target,
        limit=limit,
        may_cut_off=may_cut_off,
        basis="S",
        source="AP-08",
    )


ACKNOWLEDGE = clock(1, may_cut_off=True)
DECIDE = clock(20, target=15)
UPDATE = clock(20)
WINDOW = clock(20, is_lapse=True)


def window(letter: str, *, working_days: int = 20, promised: date | None = None) -> date:
    return last_day_to_appeal(
        WINDOW, letter_on=day(letter), window_working_days=working_days, calendar=ENGLAND, promised_on=promised
    )


def lateness(received: str, *, accepted: bool = False) -> Lateness:
    last = day("Fri 11 Apr 2025")
    return judge_lateness(at(received), last_day_on=last, calendar=ENGLAND, is_accepted=accepted)


def updates(*sent: str, decided: str = "", decide: ClockRule = DECIDE) -> UpdateChain:
    return trace_updates(
        UPDATE,
        decision=decision_dates(decide, acknowledged_on=ACKNOWLEDGED, calendar=ENGLAND),
        sent_on=[day(one) for one in sent],
        calendar=ENGLAND,
        decided_on=day(decided) if decided else None,
    )


def test_ap_06_the_window_is_as_long_as_the_area_says() -> None:
    assert window("Mon 17 Mar 2025") == day("Mon 14 Apr 2025")
    assert window("Mon 17 Mar 2025", working_days=30) == day("Wed 30 Apr 2025")


def test_ap_06_a_later_day_that_a_letter_promised_is_kept() -> None:
    assert window("Mon 17 Mar 2025", promised=day("Tue 22 Apr 2025")) == day("Tue 22 Apr 2025")
    assert window("Mon 17 Mar 2025", promised=day("Fri 11 Apr 2025")) == day("Mon 14 Apr 2025")


def test_ap_06_the_whole_last_day_is_in_time() -> None:
    found = lateness("Fri 11 Apr 2025 23:59")

    assert (found.is_late, found.is_open, found.working_days_late) == (False, True, 0)
    assert found.sentence == "In time. The last day to appeal: Friday 11 April 2025."


def test_ap_06_a_late_appeal_is_open_only_when_it_is_accepted() -> None:
    found, accepted = lateness("Tue 15 Apr 2025 09:00"), lateness("Tue 15 Apr 2025 09:00", accepted=True)

    assert (found.is_late, found.is_open, found.working_days_late) == (True, False, 2)
    assert found.sentence == (
        "Late. The last day to appeal was Friday 11 April 2025. "
        "This appeal came on Tuesday 15 April 2025, 2 working days later."
    )
    assert (accepted.is_late, accepted.is_open) == (True, True)
    assert accepted.sentence == f"{found.sentence} It was accepted for a good reason."


def test_ap_06_an_appeal_on_the_weekend_after_the_last_day_is_late_by_no_working_day() -> None:
    found = lateness("Sat 12 Apr 2025 00:00")

    assert (found.is_late, found.working_days_late) == (True, 0)
    assert found.sentence.endswith("This appeal came on Saturday 12 April 2025.")


def test_ap_06_accepting_an_appeal_in_time_says_nothing_about_lateness() -> None:
    assert not lateness("Thu 10 Apr 2025 10:00", accepted=True).is_accepted


@pytest.mark.parametrize(
    ("sent_by", "arrives"), [(SentBy.EMAIL, day("Fri 13 Jun 2025")), (SentBy.POST, day("Tue 17 Jun 2025"))]
)
def test_ap_12_a_letter_is_taken_to_arrive_the_same_day_by_email_and_the_second_by_post(
    sent_by: SentBy, arrives: date
) -> None:
    assert deemed_receipt(day("Fri 13 Jun 2025"), sent_by=sent_by, calendar=ENGLAND) == arrives


def test_ap_08_every_appeal_is_acknowledged_on_the_next_working_day() -> None:
    dates = acknowledgement_dates(ACKNOWLEDGE, received_at=at("Fri 13 Jun 2025 18:30"), calendar=ENGLAND)

    assert dates.first.limit_on == day("Mon 16 Jun 2025")
    assert (dates.full, dates.needs_holding) == (dates.first, False)


def test_ap_08_with_a_cut_off_hour_a_late_arrival_counts_from_the_next_working_day() -> None:
    dates = acknowledgement_dates(
        ACKNOWLEDGE, received_at=at("Fri 13 Jun 2025 18:30"), calendar=ENGLAND, cut_off=time(17)
    )

    assert dates.first.limit_on == day("Tue 17 Jun 2025")


def test_ap_09_what_is_missing_moves_only_the_full_acknowledgement() -> None:
    received = at("Mon 2 Jun 2025 10:00")
    came = [at("Thu 5 Jun 2025 09:00"), at("Wed 4 Jun 2025 09:00")]
    dates = acknowledgement_dates(ACKNOWLEDGE, received_at=received, calendar=ENGLAND, missing_came_at=came)

    assert dates.needs_holding
    assert dates.first.limit_on == day("Tue 3 Jun 2025")
    assert dates.full is not None
    assert dates.full.limit_on == day("Fri 6 Jun 2025")


def test_ap_09_until_the_last_item_comes_no_full_acknowledgement_is_due() -> None:
    received = at("Mon 2 Jun 2025 10:00")
    came = [at("Thu 5 Jun 2025 09:00"), None]
    dates = acknowledgement_dates(ACKNOWLEDGE, received_at=received, calendar=ENGLAND, missing_came_at=came)

    assert (dates.full, dates.needs_holding) == (None, True)
    assert dates.first.limit_on == day("Tue 3 Jun 2025")


def test_ap_12_the_decision_is_due_twenty_working_days_after_the_full_acknowledgement() -> None:
    dates = decision_dates(DECIDE, acknowledged_on=ACKNOWLEDGED, calendar=ENGLAND)

    assert (dates.target_on, dates.limit_on) == (day("Wed 2 Jul 2025"), day("Wed 9 Jul 2025"))


def test_ap_14_the_first_update_is_due_with_the_decision() -> None:
    assert updates().next_due_on == day("Wed 9 Jul 2025")
    assert updates().steps == ()


def test_ap_14_a_shorter_decision_clock_brings_the_first_update_forward() -> None:
    assert updates(decide=clock(10)).next_due_on == day("Wed 25 Jun 2025")


def test_ap_14_a_longer_decision_clock_allows_no_longer_silence() -> None:
    assert updates(decide=clock(30)).next_due_on == day("Wed 9 Jul 2025")


def test_ap_14_updates_are_counted_from_the_last_one_really_sent() -> None:
    chain = updates("Mon 28 Jul 2025", "Mon 30 Jun 2025", "Wed 27 Aug 2025")

    assert [step.due_on for step in chain.steps] == [
        day("Wed 9 Jul 2025"),
        day("Mon 28 Jul 2025"),
        day("Tue 26 Aug 2025"),
    ]
    assert [step.working_days_late for step in chain.steps] == [0, 0, 1]
    assert [step.is_in_time for step in chain.steps] == [True, True, False]
    assert not chain.are_in_time
    assert chain.next_due_on == day("Wed 24 Sep 2025")


def test_ap_14_an_update_sent_before_another_leaves_the_last_one_to_count() -> None:
    decision = decision_dates(DECIDE, acknowledged_on=ACKNOWLEDGED, calendar=ENGLAND)
    sent = [day("Mon 30 Jun 2025"), day("Mon 16 Jun 2025")]

    assert next_update_on(UPDATE, decision=decision, sent_on=sent, calendar=ENGLAND) == day("Mon 28 Jul 2025")


def test_ap_14_a_decision_ends_the_updates() -> None:
    chain = updates("Wed 9 Jul 2025", decided="Wed 6 Aug 2025")

    assert (chain.next_due_on, chain.are_in_time) == (None, True)


def test_ap_14_a_decision_after_a_silence_too_long_leaves_an_update_that_was_never_sent() -> None:
    chain = updates(decided="Fri 11 Jul 2025")

    assert [(step.due_on, step.sent_on, step.working_days_late) for step in chain.steps] == [
        (day("Wed 9 Jul 2025"), None, 2)
    ]
    assert not chain.are_in_time


@pytest.mark.parametrize(("stage", "due"), [(1, day("Wed 16 Apr 2025")), (2, day("Mon 12 May 2025"))])
def test_ap_13_and_ap_16_a_remit_has_five_working_days_at_stage_1_and_twenty_at_stage_2(
    stage: Stage, due: date
) -> None:
    dates = remit_dates(REMIT, stage=stage, decided_at=at("Wed 9 Apr 2025 15:00"), calendar=ENGLAND)

    assert dates.limit_on == due
