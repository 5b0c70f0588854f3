"""What a sealed letter promises is kept on its clock, so that no date moves without telling. Source: CM-10, CM-11."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from service.cases.letters.values.stopping import PROMISE_WORDS
from service.store.letters import LetterDraft

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

PROMISED_CLOCKS = {
    "L-CT-01": ("ct_threshold_decision",),
    "L-CT-07": ("ct_review_outcome", "ct_contact"),
    "L-CT-13": ("ct_plan",),
    "L-CT-14": ("ct_plan_review", "ct_victim_update"),
    "L-CT-12": ("ct_review_outcome",),
}
MISSED = "L-CT-23"


def note_promises(work: "CaseWork", drafts: Iterable[LetterDraft]) -> None:
    """Keep on each clock the date that these letters, now sealed, name for it."""
    for draft in drafts:
        for clock in PROMISED_CLOCKS.get(draft.code, ()):
            row = work.clocks.running.get((clock, None))
            if row is not None:
                row.promised_on = row.limit_on
        if draft.code == MISSED:
            _note_new_date(work, draft)


def _note_new_date(work: "CaseWork", draft: LetterDraft) -> None:
    """Keep the new date of a missed promise; the limit stays where it was, and stays missed."""
    row = work.clocks.running.get((clock_of(draft), None))
    if row is not None:
        row.promised_on = date.fromisoformat(str(draft.values["new_date"]))


def clock_of(draft: LetterDraft) -> str:
    """Give the clock whose missed promise a letter is about."""
    return next(clock for clock, words in PROMISE_WORDS.items() if words == draft.values["promised_what"])
