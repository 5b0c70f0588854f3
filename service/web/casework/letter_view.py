"""One letter as its page shows it: who looks, at which of several, how, and what may be done. Writes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from flask import request, url_for

from letters import CheckGrade, PreviewPart, preview_parts
from service.access import KEEPERS, SECOND_PERSONS, is_candidate, may_approve_letter
from service.cases.case_file import CaseFile
from service.cases.letters.approving import is_still_approved
from service.cases.letters.checking import LetterToCheck, letters_to_check
from service.errors import NotFoundForYou
from service.store.queries.people import name_of
from service.store.queries.task_page import Officer, officers_in_role
from service.web import context
from service.web.casework.task_access import OpenedTask, scope_of
from workflows import and_list, local_date, long_date, set_clock

SHOWN = {
    "standard": "Standard",
    "large_print": "Large print, 18 point",
    "plain": "Plain text",
    "own": "What differs from the template",
}
MARK = 12  # characters of a fingerprint that an address carries


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One of several readers of the same letter, and whether their copy was looked at as it is now."""

    name: str
    href: str
    state: str
    is_current: bool


@dataclass(kw_only=True)
class LetterView:
    """Everything the page of one letter shows."""

    task: OpenedTask
    file: CaseFile
    letters: list[LetterToCheck]
    shown: LetterToCheck
    looked: dict[int, str] = field(default_factory=dict)  # draft id -> beginning of the fingerprint looked at

    # -- who looks --------------------------------------------------------------------------------

    @property
    def needs_second_person(self) -> bool:
        """Tell whether somebody else must approve what this task sends. Source: D-008."""
        return any(letter.kind.needs_approval for letter in self.letters)

    @property
    def is_waiting(self) -> bool:
        """Tell whether approval was asked for."""
        return all(letter.draft.state == "waiting" for letter in self.letters)

    @property
    def is_approved(self) -> bool:
        """Tell whether the letters were approved, to be sent later. Source: D-041."""
        return all(letter.draft.state == "approved" for letter in self.letters)

    @property
    def may_send_now(self) -> bool:
        """Tell whether what was approved still stands, so that its writer may send it."""
        return is_still_approved(self.file, [letter.draft for letter in self.letters])

    @property
    def approved_words(self) -> str:
        """Give "approved by Marian Holt on Thursday 5 March 2026"; an empty text if it is not."""
        draft = self.shown.draft
        if not self.is_approved or draft.approved_at is None:
            return ""
        name = name_of(context.read_session(), draft.approved_by_id)
        return f"approved by {name} on {long_date(local_date(draft.approved_at))}"

    @property
    def is_writer(self) -> bool:
        """Tell whether this person may write in the letter."""
        row = self.task.row
        return is_candidate(self.task.who, scope_of(row)) and not self.task.is_held_by_other

    @property
    def is_approver(self) -> bool:
        """Tell whether this person may answer for the approval now."""
        if not (self.needs_second_person and self.is_waiting):
            return False
        row = self.task.row
        return all(
            may_approve_letter(
                self.task.who,
                area_id=row.area_id,
                written_by_id=letter.draft.written_by_id,
                process_id=row.case_process_id,
            )
            for letter in self.letters
        )

    @property
    def writer(self) -> str:
        """Give the name of who wrote it."""
        return name_of(context.read_session(), self.shown.draft.written_by_id) or "Folkmoot"

    @property
    def approvers(self) -> list[Officer]:
        """Give who may approve: managers first, then the others, never the writer."""
        others = self._officers(KEEPERS)
        writers = {letter.draft.written_by_id for letter in self.letters} | {self.task.who.person_id}
        listed = {
            one.person_id: one for one in (*self._officers(SECOND_PERSONS), *others) if one.person_id not in writers
        }
        return list(listed.values())

    @property
    def ask_words(self) -> str:
        """Give the words of the button that asks for approval."""
        managers = self._officers(SECOND_PERSONS)
        return f"Ask {managers[0].name} to approve" if len(managers) == 1 else "Ask for approval"

    def _officers(self, roles: Mapping[str, tuple[str, ...]]) -> list[Officer]:
        row = self.task.row
        return officers_in_role(context.read_session(), area_id=row.area_id, roles=roles[row.case_process_id])

    @property
    def approver_names(self) -> str:
        """Give "Marian Holt or Priya Raman"."""
        return and_list([one.name for one in self.approvers]).replace(" and ", " or ") or "a second person"

    # -- several readers ---------------------------------------------------------------------------

    @property
    def readers(self) -> list[Reader]:
        """Give the readers when there are several."""
        if len(self.letters) < 2:
            return []
        return [
            Reader(
                name=letter.draft.recipient_words,
                href=self.address(letter),
                state=self._state(letter),
                is_current=letter is self.shown,
            )
            for letter in self.letters
        ]

    def _state(self, letter: LetterToCheck) -> str:
        if not letter.may_go:
            return "Put right"
        if self._is_looked_at(letter):
            return "Looked at"
        return "Changed since you looked" if letter.draft.id in self.looked else "Not looked at yet"

    def _is_looked_at(self, letter: LetterToCheck) -> bool:
        return self.looked.get(letter.draft.id) == letter.fingerprint[:MARK]

    @property
    def next_unseen(self) -> LetterToCheck | None:
        """Give the next letter that was not looked at as it is now."""
        return next((letter for letter in self.letters if not self._is_looked_at(letter)), None)

    @property
    def looked_marks(self) -> str:
        """Give what an address carries about letters looked at."""
        return ".".join(f"{draft_id}-{mark}" for draft_id, mark in sorted(self.looked.items()))

    def address(self, letter: LetterToCheck, show: str | None = None) -> str:
        """Give the address of a letter's page that remembers which were looked at."""
        looked = self.looked_marks if len(self.letters) > 1 else None
        task_id, draft_id = self.task.row.task_id, letter.draft.id
        return url_for("casework.letter_page", task_id=task_id, draft_id=draft_id, looked=looked, show=show)

    # -- how it is shown ---------------------------------------------------------------------------

    @property
    def show(self) -> str:
        """Give how the letter is shown: as asked for, else as the writer or the approver needs it."""
        wanted = request.args.get("show", "")
        if wanted in SHOWN:
            return wanted
        return self.shown.draft.size if self.is_approver else "standard"

    @property
    def show_as(self) -> list[dict[str, object]]:
        """Give the links of "Show as"."""
        names = [name for name in SHOWN if name != "own" or self.shown.kind.own_words]
        return [
            {"text": SHOWN[name], "href": self.address(self.shown, show=name), "is_current": name == self.show}
            for name in names
        ]

    @property
    def parts(self) -> list[PreviewPart]:
        """Give the letter in pieces, with places for own words."""
        return list(preview_parts(self.shown.letter.body_html)) if self.shown.letter else []

    @property
    def may_edit(self) -> bool:
        """Tell whether own words may be typed here."""
        return self.is_writer and not self.is_approver and self.show in ("standard", "large_print")

    @property
    def promises(self) -> list[tuple[str, date]]:
        """Give what this letter promises, with the day."""
        return [(words, date.fromisoformat(on)) for words, on in self.shown.promises]

    @property
    def starts(self) -> list[tuple[str, date]]:
        """Give the clocks that sealing starts today, with their limits."""
        file, now = self.file, context.now()
        rules = [file.register.rule(name) for name in str(self.task.row.properties.get("starts_clock") or "").split()]
        cut_off = file.rules.cut_off
        dated = [(rule, set_clock(rule, trigger_at=now, calendar=file.calendar, cut_off=cut_off)) for rule in rules]
        return [(rule.title, dates.limit_on) for rule, dates in dated]

    @property
    def how_it_goes(self) -> str:
        """Give the hint beside "Approve, seal and send"."""
        draft = self.shown.draft
        size = " in large print" if draft.size == "large_print" else ""
        return f"Goes by email{size} at once" if draft.channel == "email" else f"Goes to be printed{size} and posted"

    @property
    def stopping(self) -> str:
        """Give what must be put right before anything goes; an empty text for nothing."""
        for letter in self.letters:
            faults = [check.words for check in letter.checks if check.grade is CheckGrade.PUT_RIGHT]
            if not letter.may_go:
                return faults[0] if faults else letter.missing
        return ""

    @property
    def check_counts(self) -> tuple[int, int]:
        """Give how many checks passed and how many ask for a look."""
        grades = [check.grade for check in self.shown.checks]
        return grades.count(CheckGrade.PASSED), grades.count(CheckGrade.LOOK)


def read_letter_view(task: OpenedTask, draft_id: int) -> LetterView:
    """Open the page of one letter. Raises NotFoundForYou if it is not an unsealed letter of this task."""
    settings = context.toolbox().settings
    letters = letters_to_check(context.read_session(), task.row.task_id, now=context.now(), settings=settings)
    shown = next((letter for letter in letters if letter.draft.id == draft_id), None)
    if shown is None:
        raise NotFoundForYou
    looked = _looked(letters) | {shown.draft.id: shown.fingerprint[:MARK]}
    return LetterView(task=task, file=task.file(), letters=letters, shown=shown, looked=looked)


def _looked(letters: Sequence[LetterToCheck]) -> dict[int, str]:
    known = {str(letter.draft.id) for letter in letters}
    pairs = [mark.partition("-") for mark in request.args.get("looked", "").split(".")]
    return {int(draft_id): mark[:MARK] for draft_id, _, mark in pairs if draft_id in known}
