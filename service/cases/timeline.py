"""What happened to a case, as sentences in order: append-only. Source: CM-13, brief "History is sentences"."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from service.store.audit_chain import append_audit
from service.store.cases import CaseEvent

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork


class Timeline:
    """Collects the sentences of one command and writes them at its end."""

    def __init__(self, work: "CaseWork") -> None:
        self._work = work
        self._rows: list[dict[str, Any]] = []
        self._acts: list[tuple[str, dict[str, Any], str]] = []

    def say(self, kind: str, sentence: str, *, by_words: str | None = None, **detail: Any) -> None:
        """Add one sentence to the history of the case."""
        work = self._work
        self._rows.append(
            {
                "case_id": work.case.id,
                "at": work.now,
                "kind": kind,
                "sentence": sentence[:1000],
                "by_id": work.actor.person_id,
                "by_words": by_words if by_words is not None else work.actor.words,
                "detail": detail,
            }
        )

    def audit(self, action: str, *, purpose: str = "", **detail: Any) -> None:
        """Add one act to the audit trail: ids and codes only."""
        self._acts.append((action, detail, purpose))

    def save(self) -> None:
        """Write the sentences and the audit rows."""
        work = self._work
        for row in self._rows:
            work.case.event_count += 1
            row["number"] = work.case.event_count
        if self._rows:
            work.session.execute(insert(CaseEvent), self._rows)
        self._rows = []
        for action, detail, purpose in self._acts:
            append_audit(
                work.session,
                at=work.now,
                actor=work.actor.audit_name,
                action=action,
                object_=work.case.reference,
                purpose=purpose,
                detail=detail,
            )
        self._acts = []
