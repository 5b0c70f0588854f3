"""What a person may answer after the count: when "no" is barred, and what must be considered and written first.

The count itself: threshold.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from workflows.rules.threshold import ThresholdResult


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdAnswer:
    """The answer on the decision page; the three considered texts are asked only on the "no" branch.

    None stands for a question not yet answered. Source: CT-21, CT-22, CT-24.
    """

    is_met: bool | None
    reasons: str = ""
    persistence: str | None = None
    harm: str | None = None
    response: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerFault:
    """A field to mend and the sentence that says what to do."""

    field: str
    sentence: str


_CONSIDERED = (
    ("persistence", "Answer the question about persistence"),
    ("harm", "Answer the question about harm"),
    ("response", "Answer the question about the response so far"),
)


def answer_faults(result: ThresholdResult, answer: ThresholdAnswer) -> tuple[AnswerFault, ...]:
    """Return what keeps an answer from being taken; nothing means it may be taken.

    Counts that meet the threshold or the enforced minimum bind. A refusal needs the three questions of
    section 104(5) considered; an answer that differs from the count needs its reason. Source: CT-20, CT-21, CT-22.
    """
    if answer.is_met is None:
        return (AnswerFault("is_met", "Select whether the threshold is met"),)
    if result.met and not answer.is_met:
        return (AnswerFault("is_met", _barred(result)),)
    faults = [] if answer.reasons.strip() else [AnswerFault("reasons", _reasons_wanted(result, answer))]
    if not answer.is_met:
        faults += [AnswerFault(name, words) for name, words in _CONSIDERED if not _is_answered(answer, name)]
    return tuple(faults)


def is_discretion_used(result: ThresholdResult, answer: ThresholdAnswer) -> bool:
    """Return whether the case is taken although the counts do not make it. Source: CT-21."""
    return answer.is_met is True and not result.met


def _barred(result: ThresholdResult) -> str:
    if result.statutory_floor:
        return "The count says met and the law’s minimum is reached. You cannot answer no."
    return "The count says met. You cannot answer no."


def _reasons_wanted(result: ThresholdResult, answer: ThresholdAnswer) -> str:
    if answer.is_met and not result.met:
        return "Say why you differ from the count"
    if not answer.is_met and result.statutory_floor:
        return "The law’s minimum is reached. Say why you answer no."
    return "Enter your reasons"


def _is_answered(answer: ThresholdAnswer, name: str) -> bool:
    words: str | None = getattr(answer, name)
    return bool(words and words.strip())
