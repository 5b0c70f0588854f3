"""One line of the tension board in words: level, direction, the next duty and how far away it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from service.access import TENSION, SignedIn, may_write_letter
from service.cases.submit_tension import UNTITLED
from service.store.queries.tension_board import DutyRow, TensionLine
from service.web.casework.duty_words import by_words, due_in, duty_of, target_words
from service.web.casework.office import Office
from service.web.level_words import ShownLevel, direction_words, shown_level
from workflows import DuePhrase, Tone, Unit, distance_words, list_date, local_date
from workflows.rules.tension import TensionSettings

USUAL = TensionSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTension:
    """One situation as the board says it."""

    reference: str
    href: str
    name: str  # ward and what
    level: ShownLevel | None
    direction: str
    duty: str
    distance: str
    tone: str
    is_urgent: bool  # set in bold: it is counted in minutes, or is today
    rename_href: str  # where a keeper gives a title to what came from the public page; else empty


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTeller:
    """What the words of a line draw on."""

    who: SignedIn
    office: Office
    settings: Mapping[int, TensionSettings]
    now: datetime

    def tell(self, row: TensionLine) -> ShownTension:
        """Give the words of one line."""
        phrase = self.phrase(row.duty) if row.duty else None
        return ShownTension(
            reference=row.reference,
            href=url_for("tension.tension_page", reference=row.reference),
            name=f"{row.ward} {row.what}" if row.ward else f"{row.what[:1].upper()}{row.what[1:]}",
            level=shown_level(row.level, self.settings.get(row.area_id, USUAL)),
            direction=direction_words(row, now=self.now),
            duty=self._duty(row),
            distance=self._distance(row.duty, phrase) if row.duty and phrase else "",
            tone=str(phrase.tone) if phrase else "",
            is_urgent=self._is_urgent(row.duty, phrase) if row.duty and phrase else False,
            rename_href=url_for("tension.rename_page", reference=row.reference) if self._is_to_be_named(row) else "",
        )

    def phrase(self, duty: DutyRow) -> DuePhrase:
        """Give how far away a duty is."""
        due = due_in(duty, self.office.unit_of(duty.clock))
        return distance_words(due, now=self.now, calendar=self.office.calendar)

    def is_by_the_minute(self, row: TensionLine) -> bool:
        """Tell whether the next duty of a case is counted in minutes."""
        return row.duty is not None and self.office.unit_of(row.duty.clock) is Unit.MINUTES

    def is_late(self, row: TensionLine) -> bool:
        """Tell whether the next duty of a case has been missed."""
        return row.duty is not None and self.phrase(row.duty).tone is Tone.LATE

    def _is_to_be_named(self, row: TensionLine) -> bool:
        """Tell whether a situation has no title of its own yet, and the person may give it one."""
        keeps = may_write_letter(self.who, area_id=row.area_id, process_id=TENSION)
        return keeps and row.is_open and row.what == UNTITLED

    def _duty(self, row: TensionLine) -> str:
        if not row.is_open:
            closed_at = row.closed_at
            return (
                f"{row.stage} on {list_date(local_date(closed_at), today=self.office.today)}"
                if closed_at
                else row.stage
            )
        if row.duty is None:
            return "Nothing due"
        heading = duty_of(row.duty.clock).heading
        if self.is_late(row):
            return heading
        return f"{heading} {by_words(row.duty, self.office.unit_of(row.duty.clock), now=self.now)}"

    def _distance(self, duty: DutyRow, phrase: DuePhrase) -> str:
        if phrase.tone is Tone.LATE:
            return f"{phrase.line1}, {phrase.line2}"
        unit = self.office.unit_of(duty.clock)
        target = target_words(duty.target_on, duty.target_at, unit, now=self.now) if unit is Unit.MINUTES else ""
        return f"{phrase.line1}; target {target}" if target else phrase.line1

    def _is_urgent(self, duty: DutyRow, phrase: DuePhrase) -> bool:
        return phrase.tone in (Tone.LATE, Tone.TODAY) or self.office.unit_of(duty.clock) is Unit.MINUTES
