"""Letters that leave by themselves: the receipt and reminders that need nobody's eye. Source: CT-05."""

from typing import TYPE_CHECKING, Any

from service.cases.letters.drafting import draft_letters
from service.cases.letters.sealing import seal
from service.store.letters import SealedLetter

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork


def send_automatic_letter(
    work: "CaseWork", code: str, *, item: str = "", extra: dict[str, Any] | None = None
) -> list[SealedLetter]:
    """Draft, seal and queue a letter for each of its readers in this step's transaction."""
    return [seal(work, draft, seen=None) for draft in draft_letters(work, code, item=item, extra=extra)]
