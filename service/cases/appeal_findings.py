"""What the tests of an appeal found, in words for its page and for whoever decides. Source: AP-11."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workflows.rules.appeal import assessment_questions

FINDINGS = {True: "Yes", False: "No"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """One test with its finding."""

    label: str
    finding: str
    because: str


def tested(stage: int, findings: Sequence[Mapping[str, Any]]) -> Iterator[Tested]:
    """Give each test of a stage, answered or not; none before the stage is settled."""
    if stage not in (1, 2):
        return
    given = {str(one.get("test")): one for one in findings}
    for question in assessment_questions(1 if stage == 1 else 2):
        found = given.get(question.test.value, {})
        passed = found.get("is_passed")
        yield Tested(
            label=question.label,
            finding=FINDINGS[passed] if isinstance(passed, bool) else "Not answered",
            because=str(found.get("because") or "—"),
        )
