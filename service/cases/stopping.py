"""Ending a review before its time: every clock stops, the confirming letter is the last task. Source: CT-56, CT-59."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork


def stop_review(work: "CaseWork", *, reason: str = "withdrawn") -> None:
    """Close the case as stopped for a reason: its clocks are cancelled and the procedure is told."""
    work.case.closing_reason = reason
    work.clocks.cancel_all()
    work.receive("application_withdrawn", {})
