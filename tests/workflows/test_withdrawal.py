"""What a withdrawal does to the clocks."""

from tests.frozen_clock import day
from workflows.rules.withdrawal import CaseStanding, Contact, Withdrawal, WithdrawalEffect, apply_withdrawal

RUNNING = ("ct_review_meeting", "ct_review_outcome", "ct_information_return:CVH")
ON = day("Mon 24 Mar 2025")


def after(withdrawal: Withdrawal, *, more: tuple[str, ...] = (), for_others: bool = False) -> WithdrawalEffect:
    standing = CaseStanding(running_clocks=(*RUNNING, *more), contact=Contact.ADVOCATE, goes_on_for_others=for_others)
    return apply_withdrawal(withdrawal, on=ON, standing=standing)


def test_ct_58_withdrawn_consent_changes_who_is_written_to_and_no_clock() -> None:
    effect = after(Withdrawal.CONSENT)

    assert (effect.state, effect.going_on, effect.cancelled, effect.started) == ("open", RUNNING, (), ())
    assert (effect.contact, effect.contact_from_on) == (Contact.VICTIM, ON)


def test_ct_59_a_written_withdrawal_stops_every_clock() -> None:
    effect = after(Withdrawal.APPLICATION, more=("ct_written_withdrawal",))

    assert (effect.state, effect.going_on, effect.started) == ("withdrawn", (), ())
    assert effect.cancelled == (*RUNNING, "ct_written_withdrawal")
    assert effect.contact_from_on is None


def test_ct_58_with_other_victims_the_case_goes_on() -> None:
    effect = after(Withdrawal.APPLICATION, more=("ct_written_withdrawal",), for_others=True)

    assert (effect.state, effect.going_on) == ("open", RUNNING)
    assert effect.cancelled == ("ct_written_withdrawal",)
    assert effect.contact is Contact.ADVOCATE


def test_ct_59_a_phoned_withdrawal_waits_for_the_writing_while_work_goes_on() -> None:
    effect = after(Withdrawal.APPLICATION_BY_PHONE)

    assert (effect.state, effect.going_on, effect.cancelled) == ("open", RUNNING, ())
    assert effect.started == ("ct_written_withdrawal",)


def test_ct_59_a_second_call_starts_no_second_clock() -> None:
    assert after(Withdrawal.APPLICATION_BY_PHONE, more=("ct_written_withdrawal",)).started == ()
