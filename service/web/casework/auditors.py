"""An auditor reads a case only with a reason, which stays in the audit beside every page read. Source: domain C.2."""

from flask import Response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.access import CasePart, Role, SignedIn, parts_of_case
from service.errors import NotFoundForYou, ServiceError
from service.store.queries.cases import CaseHead, case_head
from service.web import context
from service.web.casework.blueprint import blueprint
from service.web.casework.scope import case_scope
from service.web.form_keys import new_form_key

KEY = "reasons"
MOST_CASES = 8  # whose reasons one browser keeps
SHORTEST, LONGEST = 5, 300


class ReasonNeeded(ServiceError):
    """Say why you read this case."""

    def __init__(self, reference: str) -> None:
        """Keep which case."""
        super().__init__()
        self.reference = reference


def is_auditor_only(who: SignedIn, head: CaseHead) -> bool:
    """Tell whether the person sees this case only as an auditor."""
    scope = case_scope(head)
    others = tuple(m for m in who.memberships if m.role != Role.AUDITOR)
    without = SignedIn(
        person_id=who.person_id,
        name=who.name,
        email=who.email,
        memberships=others,
        appointments=who.appointments,
    )
    return CasePart.PEOPLE in parts_of_case(who, scope) and CasePart.PEOPLE not in parts_of_case(without, scope)


def reason_to_read(who: SignedIn, head: CaseHead) -> str:
    """Give the reason an auditor gave for this case; nothing for others. Raises ReasonNeeded."""
    if not is_auditor_only(who, head):
        return ""
    given = session.get(KEY)
    reason = given.get(head.reference) if isinstance(given, dict) else None
    if not reason:
        raise ReasonNeeded(head.reference)
    return str(reason)


@blueprint.app_errorhandler(ReasonNeeded)
def ask_for_reason(error: ReasonNeeded) -> BaseResponse:
    """Send the auditor to the page that asks why."""
    return redirect(url_for("casework.audit_reason", reference=error.reference), code=303)


@blueprint.get("/cases/<reference>/audit-reason")
def audit_reason(reference: str) -> str:
    """Ask an auditor why the case is read."""
    return _page(_head(reference), "", {})


@blueprint.post("/cases/<reference>/audit-reason")
def keep_audit_reason(reference: str) -> BaseResponse:
    """Keep the reason in this browser's session; each page read writes it to the audit."""
    head = _head(reference)
    reason = " ".join(request.form.get("reason", "").split())
    if not SHORTEST <= len(reason) <= LONGEST:
        words = "Enter why you read this case" if len(reason) < SHORTEST else f"Shorten it to {LONGEST} characters"
        return Response(_page(head, reason, {"reason": words}), status=422)
    kept = session.get(KEY)
    reasons = dict(list(kept.items())[-MOST_CASES + 1 :]) if isinstance(kept, dict) else {}
    session[KEY] = reasons | {head.reference: reason}
    return redirect(url_for("casework.case_now", reference=head.reference), code=303)


def _head(reference: str) -> CaseHead:
    who = context.person()
    head = case_head(context.read_session(), reference)
    if head is None or not is_auditor_only(who, head):
        raise NotFoundForYou
    return head


def _page(head: CaseHead, reason: str, problems: dict[str, str]) -> str:
    return render_template(
        "casework/audit_reason.html",
        head=head,
        reason=reason,
        problems=problems,
        errors=[(words, name) for name, words in problems.items()],
        form_key=new_form_key(),
    )
