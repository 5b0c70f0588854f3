"""What a sealed letter promises is kept on its clock, so that no date moves without telling. Source: CM-10, CM-11."""

from collections.abc import Iterable, Mapping
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
    "L-AP-01": ("ap_decision",),
    "L-AP-06": ("ap_update", "ap_decision"),
}
MISSED = "L-CT-23"
TO_APPLICANT = tuple(PROMISE_WORDS)
OF_A_BODY = ("ct_threshold_return", "ct_information_return", "ct_recommendation_response")  # one for each body
CLOCKS_OF_FIELD: Mapping[str, tuple[str, ...]] = {
    "acknowledge_due": ("ct_acknowledge",),
    "threshold_due": ("ct_threshold_decision",),
    "reminder_date": ("ct_missing_reminder",),
    "lapse_date": ("ct_missing_lapse", "ap_missing_lapse"),
    "contact_by": ("ct_contact",),
    "review_limit": ("ct_review_meeting",),
    "outcome_limit": ("ct_review_outcome",),
    "papers_on": ("ct_papers",),
    "report_due": ("ct_papers",),
    "plan_due": ("ct_plan",),
    "next_update": ("ct_victim_update", "ap_update"),
    "decision_limit": ("ap_decision",),
    "decide_by": ("ap_decision",),
    "file_due": ("ap_case_file",),
    "plan_review_date": ("ct_plan_review",),
    "accept_by": ("ct_lead_accepts",),
    "return_due": OF_A_BODY,
    "response_due": OF_A_BODY,
    "new_due": (*OF_A_BODY, "ct_papers"),
    "new_date": TO_APPLICANT,
    "next_date": TO_APPLICANT,
}


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
