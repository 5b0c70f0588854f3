"""Who asks for what on which case: the part that every command of an act or a correction shares."""

from dataclasses import dataclass
from typing import TypedDict

from service.cases.unit import Actor


class Marks(TypedDict):
    """The fields that every command about a case has."""

    actor: Actor
    case_id: int
    form_key: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who acts on which case, under which form; `row_id`: the row that a correction is about."""

    actor: Actor
    case_id: int
    form_key: str | None
    row_id: int = 0

    @property
    def marks(self) -> Marks:
        """Give the fields to open a command with: `AddNote(**asked.marks, words=...)`."""
        return {"actor": self.actor, "case_id": self.case_id, "form_key": self.form_key}
