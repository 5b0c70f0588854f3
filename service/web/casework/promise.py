"""The next promise to the applicant: what, by when, and whether it is broken. Source: brief page 2, CM-10."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.store.queries.case_clocks import ClockRow
from service.store.queries.case_letters import LetterRow
from service.web.casework.opening import OpenCase
from workflows import Due, DuePhrase, Tone, fires_at, long_date

PROMISES = {
    "ct_acknowledge": "Tell {name} that we have the application",
    "ct_threshold_decision": "Tell {name} if we will hold a review",
    "ct_contact": "Phone {name} about the review",
    "ct_review_outcome": "Tell {name} the outcome of the review",
    "ct_plan": "Agree the action plan with {name}",
    "ct_victim_update": "Tell {name} how the plan is going",
    "ct_plan_review": "Review the plan with {name}",
    "ct_concern_acknowledge": "Tell {name} that we have the concern about the plan",
    "ct_concern_answer": "Answer the concern about the plan",
    "ap_acknowledge": "Tell {name} that we have the appeal",
    "ap_decision": "Decide the appeal",
    "ap_update": "Tell {name} how far the appeal is",
}
NOTHING_OWED = "We owe the applicant nothing by a date."


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What we said we would do, by when."""

    clock: str
    words: str
    support: str
    phrase: DuePhrase
    is_promised: bool
    why_id: int = 0  # the row that explains the date

    @property
    def is_broken(self) -> bool:
        """Tell whether the day has passed."""
        return self.phrase.tone is Tone.LATE


def next_promise(opened: OpenCase, clocks: Sequence[ClockRow], letters: Sequence[LetterRow]) -> Promise | None:
    """Give the promise whose day comes first; a date in a letter binds even where the clock was moved since."""
    owed = [row for row in clocks if row.is_running and row.clock in PROMISES]
    if not owed:
        return None
    row = min(owed, key=lambda one: (one.promised_on or one.limit_on, one.promised_on is None))
    day = row.promised_on or row.limit_on
    phrase = opened.phrase(Due(limit_on=day, limit_at=fires_at(day), unit=opened.unit_of(row.clock)))
    what = PROMISES[row.clock].format(name=first_name(opened))
    is_broken = phrase.tone is Tone.LATE and row.promised_on is not None
    return Promise(
        clock=row.clock,
        words=f"We promised to {_lower(what)} by {long_date(day)}" if is_broken else f"{what}, by {long_date(day)}",
        support=_support(row, letters),
        phrase=DuePhrase(f"That is {phrase.line1}", phrase.line2, phrase.tone) if is_broken else phrase,
        is_promised=row.promised_on is not None,
        why_id=row.clock_id,
    )


def _lower(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


def _support(row: ClockRow, letters: Sequence[LetterRow]) -> str:
    if row.promised_on is None:
        return "Not yet promised in a letter."
    day = row.promised_on.isoformat()
    dates = [one.letter_on for one in letters if one.letter_on and any(p.get("on") == day for p in one.promises)]
    told = f"Promised in our letter of {long_date(max(dates))}." if dates else "Promised in a letter."
    moved = row.limit_on > row.promised_on
    return f"{told} The limit has moved to {long_date(row.limit_on)}; tell the applicant." if moved else told


def first_name(opened: OpenCase) -> str:
    """Give the first name for a promise; "the applicant" where names may not be shown or it is a business."""
    if not opened.names_people:
        return "the applicant"
    applicant = opened.file.applicant
    is_person = applicant.kind == "individual" and bool(applicant.name.strip())
    return applicant.name.split()[0] if is_person else "the applicant"
