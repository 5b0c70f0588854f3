"""What a value is read from: the case, the reader, the letter. Shared readings of dates and names."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from service.cases.case_file import CaseFile
from service.cases.letters.recipients import Recipient
from service.store.people import Person
from service.store.queries.holders import first_holder
from service.store.record import Decision
from workflows import set_clock


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One letter to one reader about one case."""

    file: CaseFile
    reader: Recipient
    code: str

    @property
    def item(self) -> str:
        """Give the body that an agency letter goes to."""
        return self.reader.body_code

    def limit(self, clock: str, *, key: str = "") -> str:
        """Give the limit of a clock as the letter promises it: of the running row, or as it starts today."""
        return self._date(clock, key, "limit_on")

    def target(self, clock: str, *, key: str = "") -> str | None:
        """Give the target date of a clock, in the same way."""
        return self._date(clock, key, "target_on") or None

    def next_limit(self, clock: str) -> str:
        """Give the limit of a clock that this letter starts anew, though it may run already. Source: AP-14."""
        found: date = self._if_started_now(clock).limit_on
        return found.isoformat()

    def _date(self, clock: str, key: str, which: str) -> str:
        row = self.file.deadline(clock, key)
        if row is not None and row.state == "running":
            found: date | None = getattr(row, which)
        else:
            found = getattr(self._if_started_now(clock), which)
        return found.isoformat() if found else ""

    def _if_started_now(self, clock: str) -> Any:
        """Give the dates a clock will have when this letter starts it."""
        rule = self.file.register.rule(clock)
        return set_clock(rule, trigger_at=self.file.now, calendar=self.file.calendar, cut_off=self.file.rules.cut_off)

    def answer(self, element_id: str, question: str, *, item: str = "") -> Any:
        """Give what was last answered to one question of a task."""
        return self.file.answers_to(element_id, item=item).get(question)

    def decision(self, code: str) -> Decision | None:
        """Give the last decision of one kind."""
        return self.file.session.scalars(
            select(Decision)
            .where(Decision.case_id == self.file.case.id, Decision.code == code)
            .order_by(Decision.id.desc())
            .limit(1)
        ).first()

    def spoc(self) -> Person | None:
        """Give the single point of contact of the area."""
        if "spoc" not in self.file.memo:
            self.file.memo["spoc"] = self._find_spoc()
        found: Person | None = self.file.memo["spoc"]
        return found

    def _find_spoc(self) -> Person | None:
        return first_holder(self.file.session, "spoc", area_id=self.file.case.area_id, today=self.file.today)


Provider = Callable[[View], Any]


def the(name: str) -> str:
    """Give a body's name with "the" where a sentence wants it."""
    return name if name.lower().startswith("the ") else f"the {name}"
