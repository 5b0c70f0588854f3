"""Reading leaves a mark: who opened which case, letter or restricted part, who took which list. Source: DP-11, C.2."""

from dataclasses import dataclass

from service.access import CaseScope, may_read_restricted
from service.cases.errors import AnswersRefused, CaseNotFound, NotYours
from service.cases.handling import handles
from service.cases.unit import Actor, Result, Unit
from service.store.audit_chain import append_audit
from service.store.cases import Case

SHORTEST_REASON = 5
LONGEST_REASON = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLook:
    """Somebody opens a page of a case, or one of its letters."""

    actor: Actor
    reference: str
    area_id: int
    page: str
    action: str = "case_read"
    purpose: str = ""
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDownload:
    """Somebody takes a list away as a file; `cases` are the references of those whose people it names."""

    actor: Actor
    listed: str
    rows: int
    cases: tuple[str, ...] = ()
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRestricted:
    """Somebody asks, with a reason, for what is closed: who is said to do it, or a tension's restricted reports."""

    actor: Actor
    case_id: int
    reason: str
    page: str = "restricted"
    form_key: str | None = None


@handles(NoteLook)
def note_look(unit: Unit, command: NoteLook) -> Result:
    """Write one look to the audit; the case itself does not change."""
    _audit(
        unit,
        command.actor,
        action=command.action,
        reference=command.reference,
        page=command.page,
        area_id=command.area_id,
        purpose=command.purpose,
    )
    return Result(reference=command.reference)


@handles(NoteDownload)
def note_download(unit: Unit, command: NoteDownload) -> Result:
    """Write to the audit who took which list, how many rows, and which cases it names: one entry a file."""
    append_audit(
        unit.session,
        at=unit.now,
        actor=command.actor.audit_name,
        role=_only_role(command.actor),
        action="list_downloaded",
        object_=f"list:{command.listed}",
        detail={"rows": command.rows, "cases": list(command.cases)},
    )
    return Result()


@handles(ReadRestricted)
def read_restricted(unit: Unit, command: ReadRestricted) -> Result:
    """Write the reason to the audit before anything is shown. Raises AnswersRefused, NotYours."""
    case = unit.session.get(Case, command.case_id)
    if case is None:
        raise CaseNotFound
    who = command.actor.signed_in
    if who is None or not may_read_restricted(
        who, CaseScope(case_id=case.id, area_id=case.area_id, process_id=case.process_id)
    ):
        raise NotYours
    reason = command.reason.strip()
    if len(reason) < SHORTEST_REASON:
        raise AnswersRefused({"reason": "Enter why you need to see this"})
    if len(reason) > LONGEST_REASON:
        raise AnswersRefused({"reason": f"Shorten your reason to {LONGEST_REASON} characters"})
    _audit(
        unit,
        command.actor,
        action="restricted_read",
        reference=case.reference,
        page=command.page,
        area_id=case.area_id,
        purpose=reason,
    )
    return Result(reference=case.reference)


def _audit(
    unit: Unit, actor: Actor, *, action: str, reference: str, page: str, area_id: int, purpose: str = ""
) -> None:
    append_audit(
        unit.session,
        at=unit.now,
        actor=actor.audit_name,
        role=_role_in(actor, area_id),
        action=action,
        object_=reference,
        purpose=purpose,
        detail={"page": page},
    )


def _role_in(actor: Actor, area_id: int) -> str:
    """Give the role by which the person is in this area; an appointed person has none of its own."""
    held = actor.signed_in.memberships if actor.signed_in else ()
    return next((m.role for m in held if m.area_id in (None, area_id)), "")


def _only_role(actor: Actor) -> str:
    """Give the person's role where there is one only: a list may lie in several areas."""
    held = {m.role for m in actor.signed_in.memberships} if actor.signed_in else set()
    return held.pop() if len(held) == 1 else ""
