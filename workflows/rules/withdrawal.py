"""What a withdrawal does to the clocks of a case and to whom we write. Source: CT-58, CT-59.

advocate's consent withdrawn in writing -> clocks go on, we write to the victim
application withdrawn in writing        -> everything stops, unless it goes on for other victims
application withdrawn by phone          -> work goes on, a clock waits for the writing
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

WRITTEN_WITHDRAWAL_CLOCK = "ct_written_withdrawal"


class Withdrawal(StrEnum):
    """What is taken back, and how."""

    CONSENT = "consent"
    APPLICATION = "application"
    APPLICATION_BY_PHONE = "application_by_phone"


class Contact(StrEnum):
    """Whom all letters go to from now on."""

    VICTIM = "victim"
    ADVOCATE = "advocate"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStanding:
    """How the case stands when the withdrawal comes. Clocks by id, keyed ones as "id:key"."""

    running_clocks: Sequence[str]
    contact: Contact = Contact.VICTIM
    goes_on_for_others: bool = False  # other victims remain and the counts still hold


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalEffect:
    """What becomes of the case. `state` is "withdrawn" or "open"; safeguarding work goes on regardless."""

    state: str
    going_on: tuple[str, ...]
    cancelled: tuple[str, ...]
    started: tuple[str, ...]
    contact: Contact
    contact_from_on: date | None


def apply_withdrawal(withdrawal: Withdrawal, *, on: date, standing: CaseStanding) -> WithdrawalEffect:
    """Return which clocks go on, stop and start, and who is written to from which day.

    Withdrawing consent changes who is written to, never a date; only a written withdrawal of the application
    stops the clocks. Source: CT-58, CT-59, CM-09.
    """
    running = tuple(standing.running_clocks)
    is_over = withdrawal is Withdrawal.APPLICATION and not standing.goes_on_for_others
    is_consent = withdrawal is Withdrawal.CONSENT
    stops: set[str] = set()
    if withdrawal is Withdrawal.APPLICATION:
        stops = set(running) if is_over else {WRITTEN_WITHDRAWAL_CLOCK}
    waits = withdrawal is Withdrawal.APPLICATION_BY_PHONE and WRITTEN_WITHDRAWAL_CLOCK not in running
    return WithdrawalEffect(
        state="withdrawn" if is_over else "open",
        going_on=tuple(clock for clock in running if clock not in stops),
        cancelled=tuple(clock for clock in running if clock in stops),
        started=(WRITTEN_WITHDRAWAL_CLOCK,) if waits else (),
        contact=Contact.VICTIM if is_consent else standing.contact,
        contact_from_on=on if is_consent else None,
    )
