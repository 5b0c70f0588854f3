"""The threshold counted again for a stage 1 appeal, beside the first count. Source: AP-11, CT-14 to CT-20.

The count is the very one of threshold.py; here the two are only compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workflows.date_words import counted
from workflows.rules.qualifying import Complaint, Reason, reason_sentence
from workflows.rules.threshold import ThresholdResult, count_headline, decide_threshold
from workflows.rules.threshold_settings import ThresholdSettings


class Comparison(StrEnum):
    """How a report, or the whole count, stands in both counts."""

    SAME = "same"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRow:
    """One report as the first count had it; `sentence` is the reason as it was written then."""

    complaint_id: str
    counts: bool
    reason: Reason
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstCount:
    """The count on which the decision was made, as it was kept. Source: CM-13."""

    rows: Sequence[FirstRow]
    is_met: bool

    @classmethod
    def of(cls, result: ThresholdResult, *, body_names: Mapping[str, str] | None = None) -> FirstCount:
        """Give a count in the form in which it is compared."""
        rows = [
            FirstRow(
                complaint_id=row.complaint.id,
                counts=row.counts,
                reason=row.reason,
                sentence=reason_sentence(row, body_names=body_names),
            )
            for row in result.rows
        ]
        return cls(rows=rows, is_met=result.met)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecountRow:
    """One report in both counts: None where a count did not have it. `sentence` is empty where nothing differs."""

    complaint_id: str
    first: FirstRow | None
    now: FirstRow | None
    sentence: str

    @property
    def comparison(self) -> Comparison:
        """Whether the report stands as it stood."""
        return Comparison.DIFFERS if self.sentence else Comparison.SAME


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdRecount:
    """Both counts side by side: the reports of the recount in its order, then those it no longer has."""

    result: ThresholdResult
    first: FirstCount
    rows: tuple[RecountRow, ...]

    @property
    def comparison(self) -> Comparison:
        """Whether every report and the answer are as they were."""
        is_same = not self.changes_answer and not self.differing
        return Comparison.SAME if is_same else Comparison.DIFFERS

    @property
    def differing(self) -> tuple[RecountRow, ...]:
        """The reports that stand differently now."""
        return tuple(row for row in self.rows if row.comparison is Comparison.DIFFERS)

    @property
    def changes_answer(self) -> bool:
        """Whether the counts now say met where they said not met, or the other way round."""
        return self.result.met != self.first.is_met

    @property
    def sentence(self) -> str:
        """Return what both counts say, for the line beside the test."""
        headline = count_headline(self.result)
        if self.comparison is Comparison.SAME:
            return f"The recount is the same as the first count. {headline}"
        then = sum(row.counts for row in self.first.rows)
        found = counted(then, "report that counts", "reports that count")
        said = f"The first count found {found} and said {'met' if self.first.is_met else 'not met'}."
        return f"The recount differs. {headline} {said} {self._differing_words}"

    @property
    def _differing_words(self) -> str:
        number = len(self.differing)
        if not number:
            return "Every report stands as it did."
        return f"{counted(number, 'report')} {'stands' if number == 1 else 'stand'} differently."


def recount_threshold(
    complaints: Sequence[Complaint],
    *,
    first: FirstCount,
    application_on: date,
    settings: ThresholdSettings,
    reset_on: date | None = None,
    body_names: Mapping[str, str] | None = None,
) -> ThresholdRecount:
    """Return the reports as they are on file now, counted by the rules of the case, beside the first count.

    The date of the application, the reset and the settings are those of the case, not today's.
    Source: AP-11, CT-19, CT-47, CM-12.
    """
    result = decide_threshold(complaints, application_on=application_on, settings=settings, reset_on=reset_on)
    now = {row.complaint_id: row for row in FirstCount.of(result, body_names=body_names).rows}
    then = {row.complaint_id: row for row in first.rows}
    order = [row.complaint.id for row in result.rows_for_page] + [one for one in then if one not in now]
    return ThresholdRecount(
        result=result, first=first, rows=tuple(_compare(one, then.get(one), now.get(one)) for one in order)
    )


def _compare(complaint_id: str, first: FirstRow | None, now: FirstRow | None) -> RecountRow:
    return RecountRow(complaint_id=complaint_id, first=first, now=now, sentence=_difference(first, now))


def _difference(first: FirstRow | None, now: FirstRow | None) -> str:
    if now is None:
        return "It was in the first count. It is no longer among the reports."
    if first is None:
        return f"Left out of the first count. {_verdict(now)} {now.sentence}"
    if first.counts and not now.counts:
        return f"Counted the first time. Does not count now. {now.sentence}"
    if now.counts and not first.counts:
        return f"Did not count the first time: {first.sentence} Counts now. {now.sentence}"
    if first.reason is not now.reason:
        return f"Does not count in either, for another reason. Then: {first.sentence} Now: {now.sentence}"
    return ""


def _verdict(row: FirstRow) -> str:
    return "Counts now." if row.counts else "It does not count."
