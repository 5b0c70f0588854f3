"""The Community Trigger threshold: how qualifying complaints add up, which test is met, and what decides.

One complaint by itself: qualifying.py. What a person answers after the count: threshold_answer.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from workflows.date_words import counted
from workflows.rules.qualifying import Complaint, ComplaintRow, Reason, qualify
from workflows.rules.threshold_settings import FloorMode, ThresholdSettings


class Limb(StrEnum):
    """The tests of the threshold, in the order in which they decide. Source: CT-14, CT-20, CT-21."""

    ONE_PERSON = "one_person"
    DIFFERENT_PEOPLE = "different_people"
    HATE = "hate"
    STATUTORY_FLOOR = "statutory_floor"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdTest:
    """One line of "What the count says": needed, found, result."""

    code: Limb
    label: str
    needed: int
    found: int
    is_met: bool
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdResult:
    """The count over all complaints. `decided_by` is None when nothing is met. Source: CT-14, CT-20, CM-13."""

    rows: tuple[ComplaintRow, ...]
    tests: tuple[ThresholdTest, ...]
    floor_mode: FloorMode
    several_reports_of_one_event: bool

    def test(self, code: Limb) -> ThresholdTest | None:
        """Return one test, or None where the area does not use it."""
        return next((test for test in self.tests if test.code is code), None)

    @property
    def limb_a(self) -> bool:
        """Whether one person reported often enough."""
        return self._is_met(Limb.ONE_PERSON)

    @property
    def limb_b(self) -> bool:
        """Whether enough different people reported."""
        return self._is_met(Limb.DIFFERENT_PEOPLE)

    @property
    def statutory_floor(self) -> bool:
        """Whether the law's minimum is reached."""
        return self._is_met(Limb.STATUTORY_FLOOR)

    @property
    def local_met(self) -> bool:
        """Whether the area's own threshold is met, leaving the law's minimum aside."""
        return self.limb_a or self.limb_b or self._is_met(Limb.HATE)

    @property
    def decided_by(self) -> Limb | None:
        """Which test makes the case; an enforced minimum decides only where no local test does. Source: CT-20."""
        for test in self.tests:
            warns_only = test.code is Limb.STATUTORY_FLOOR and self.floor_mode is FloorMode.WARN
            if test.is_met and not warns_only:
                return test.code
        return None

    @property
    def met(self) -> bool:
        """Whether the counts say met."""
        return self.decided_by is not None

    @property
    def must_consider_discretion(self) -> bool:
        """Whether persistence, harm and response must be considered before any refusal. Source: CT-20, CT-21."""
        return not self.met

    @property
    def rows_for_page(self) -> tuple[ComplaintRow, ...]:
        """Counting rows first, then the nearest misses; the newest report first in each."""
        order = list(Reason)
        dated = sorted(self.rows, key=lambda row: row.complaint.reported_on or date.min, reverse=True)
        return tuple(sorted(dated, key=lambda row: order.index(row.reason)))

    def _is_met(self, code: Limb) -> bool:
        test = self.test(code)
        return test is not None and test.is_met


def decide_threshold(
    complaints: Sequence[Complaint],
    *,
    application_on: date,
    settings: ThresholdSettings,
    reset_on: date | None = None,
) -> ThresholdResult:
    """Return the count, row by row and test by test.

    `application_on` is the day the form was first received; `reset_on` the date of an earlier outcome letter
    to the same applicant in the same matter. Only complaints of one link group are added up.
    Source: CT-14 to CT-20, CT-47.
    """
    rows = [qualify(one, application_on=application_on, settings=settings, reset_on=reset_on) for one in complaints]
    groups = _groups(rows)
    tallies = [_tally(group) for group in groups.values()]
    tests = _tests(tallies, settings)
    deciding = max(tallies, key=lambda tally: tally.rank(settings), default=None)
    return ThresholdResult(
        rows=tuple(_settle(row, rows, deciding) for row in rows),
        tests=tests,
        floor_mode=settings.statutory_floor,
        several_reports_of_one_event=any(
            tally.complaints >= settings.floor_n > tally.incidents and not tally.is_local(settings) for tally in tallies
        ),
    )


def count_summary(result: ThresholdResult) -> str:
    """Return "3 of 7 reports count. 3 are needed."."""
    found = sum(row.counts for row in result.rows)
    needed = result.tests[0].needed
    verb = "counts" if found == 1 else "count"
    return f"{found} of {counted(len(result.rows), 'report')} {verb}. {_needed(needed)}."


def count_headline(result: ThresholdResult) -> str:
    """Return what the count says, in one bold sentence."""
    decided_by = result.decided_by
    if decided_by is not None:
        test = next(test for test in result.tests if test.code is decided_by)
        return f"{_HEADLINES[decided_by]}: {counted(test.found, *_FOUND_WORDS[decided_by])} and {_needed(test.needed)}."
    if result.statutory_floor:
        return "Not met by our own rules, but the law’s minimum is reached."
    found, needed = result.tests[0].found, result.tests[0].needed
    return f"Not met: {counted(found, *_FOUND_WORDS[Limb.ONE_PERSON])} and {_needed(needed)}."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tally:
    link: str
    most_by_one: int  # occasions
    people: int
    incidents: int
    complaints: int
    hate: int

    def has_group(self, settings: ThresholdSettings) -> bool:
        return self.people >= settings.group_n and self.incidents >= settings.group_occasions

    def is_local(self, settings: ThresholdSettings) -> bool:
        has_hate = settings.hate_n is not None and self.hate >= settings.hate_n
        return self.most_by_one >= settings.individual_n or self.has_group(settings) or has_hate

    def rank(self, settings: ThresholdSettings) -> tuple[bool, bool, int, int, int]:
        reaches_floor = self.incidents >= settings.floor_n
        return self.is_local(settings), reaches_floor, self.most_by_one, self.people, self.incidents


_HEADLINES = {
    Limb.ONE_PERSON: "Met",
    Limb.DIFFERENT_PEOPLE: "Met",
    Limb.HATE: "Met",
    Limb.STATUTORY_FLOOR: "Met by the law’s minimum",
}
_FOUND_WORDS = {
    Limb.ONE_PERSON: ("report counts", "reports count"),
    Limb.DIFFERENT_PEOPLE: ("person reported", "people reported"),
    Limb.HATE: ("report of hate counts", "reports of hate count"),
    Limb.STATUTORY_FLOOR: ("incident was reported", "incidents were reported"),
}


def _groups(rows: Sequence[ComplaintRow]) -> dict[str, list[ComplaintRow]]:
    groups: dict[str, list[ComplaintRow]] = {}
    for row in rows:
        if row.is_qualifying:
            groups.setdefault(row.complaint.link, []).append(row)
    return groups


def _tally(group: Sequence[ComplaintRow]) -> _Tally:
    by_person: dict[str, set[str]] = {}
    for row in group:
        by_person.setdefault(row.complaint.person, set()).add(row.complaint.occasion_key)
    return _Tally(
        link=group[0].complaint.link,
        most_by_one=max(len(occasions) for occasions in by_person.values()),
        people=len(by_person),
        incidents=len(set.union(*by_person.values())),
        complaints=len(group),
        hate=len({row.complaint.occasion_key for row in group if row.complaint.is_hate}),
    )


def _tests(tallies: Sequence[_Tally], settings: ThresholdSettings) -> tuple[ThresholdTest, ...]:
    one = max((tally.most_by_one for tally in tallies), default=0)
    people = max((tally.people for tally in tallies), default=0)
    incidents = max((tally.incidents for tally in tallies), default=0)
    hate = max((tally.hate for tally in tallies), default=0)
    has_group = any(tally.has_group(settings) for tally in tallies)
    return (
        _plain_test(Limb.ONE_PERSON, "One person’s reports, six months", settings.individual_n, one),
        ThresholdTest(
            code=Limb.DIFFERENT_PEOPLE,
            label="Different people reporting",
            needed=settings.group_n,
            found=people,
            is_met=has_group,
            note="All about one occasion." if people >= settings.group_n and not has_group else "",
        ),
        *((_plain_test(Limb.HATE, "Reports of hate", settings.hate_n, hate),) if settings.hate_n else ()),
        _plain_test(Limb.STATUTORY_FLOOR, "The law’s minimum, reports by anyone", settings.floor_n, incidents),
    )


def _plain_test(code: Limb, label: str, needed: int, found: int) -> ThresholdTest:
    return ThresholdTest(code=code, label=label, needed=needed, found=found, is_met=found >= needed)


def _settle(row: ComplaintRow, rows: Sequence[ComplaintRow], deciding: _Tally | None) -> ComplaintRow:
    """Take away a row whose occasion is counted already, or that is not linked to the deciding group."""
    if not row.is_qualifying or deciding is None:
        return row
    if row.complaint.link != deciding.link:
        return replace(row, counts=False, reason=Reason.NOT_LINKED)
    first = min((other for other in rows if _is_same_occasion(other, row)), key=_when)
    if first is row:
        return row
    return replace(row, counts=False, reason=Reason.SAME_OCCASION, same_as=first.complaint)


def _is_same_occasion(other: ComplaintRow, row: ComplaintRow) -> bool:
    def marks(one: Complaint) -> tuple[str, str, str]:
        return one.link, one.person, one.occasion_key

    return other.is_qualifying and marks(other.complaint) == marks(row.complaint)


def _when(row: ComplaintRow) -> date:
    return row.complaint.reported_on or date.max


def _needed(number: int) -> str:
    return f"{number} {'is' if number == 1 else 'are'} needed"
