"""Operations that write: a letter, a notice, a process, a line in the record."""

from typing import TYPE_CHECKING, Any

from letters import LetterKind, letter_catalogue
from service.cases.letters.automatic import send_automatic_letter
from service.cases.letters.loose import draft_for_approval
from service.cases.notices import tell
from service.cases.operations.records import RECORDS
from service.cases.operations.tables import roles_of_step
from service.cases.rounds.kinds import is_notice
from service.cases.rounds.readers import LEVEL_NEWS
from service.cases.rounds.sending import send_notices
from service.cases.rounds.tension_values import tells_change
from service.cases.tension_levels import forget_approvals
from workflows import OperationRequest

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork


MEDIA_WANTED = "L-TE-03"
TO_AGENCIES = ("agency", "partners", "lead_officer", "spoc")


def leaves_by_itself(kind: LetterKind) -> bool:
    """Tell whether nobody need look at a letter: receipts, and requests to agencies that decide nothing."""
    return kind.automatic or (kind.audience in TO_AGENCIES and not kind.needs_approval)


def draft_letter(work: "CaseWork", request: OperationRequest) -> dict[str, Any]:
    """Draft a letter; automatic ones leave at once, others wait for a person. Source: D-008."""
    code = str(request.parameters["letter"])
    if is_notice(code):
        if code == LEVEL_NEWS and not tells_change(work):
            return {"letters": 0, "sent": False}
        if code == MEDIA_WANTED:
            forget_approvals(work)
        wanted = roles_of_step(code, str(request.parameters.get("to") or ""))
        rounds = [one for role in wanted or ("",) for one in send_notices(work, code, only=role)]
        return {"letters": len(rounds), "sent": True}
    item = request.item or ""
    if leaves_by_itself(letter_catalogue()[code]):
        sent = send_automatic_letter(work, code, item=item)
        return {"letters": len(sent), "sent": True}
    drafts = draft_for_approval(work, code, item=item)
    return {"letters": len(drafts), "sent": False}


def notify(work: "CaseWork", request: OperationRequest) -> dict[str, Any]:
    """Tell a role something, on their page and in the history. Source: CM-11."""
    words = str(request.parameters["text"])
    tell(work, str(request.parameters["who"]), words)
    work.timeline.say("told", words, by_words="the clock")
    return {"told": True}


def open_case(work: "CaseWork", request: OperationRequest) -> dict[str, Any]:
    """Start another process on the same case once this step has ended. Source: D-017, patterns 11."""
    process_id = str(request.parameters["process"])
    work.open_later(process_id, key=f"{process_id}:{work.now.isoformat()}:{request.element_id}", facts={})
    return {"opened": True}


def record(work: "CaseWork", request: OperationRequest) -> dict[str, Any]:
    """Write one thing into the record: silence, a lapse, a withdrawal. Unknown words are kept as a sentence."""
    what = str(request.parameters["what"])
    writer = RECORDS.get(what)
    if writer is None:
        work.timeline.say("recorded", what.replace("_", " ").capitalize() + ".")
        return {"recorded": what}
    writer(work, request)
    return {"recorded": what}
