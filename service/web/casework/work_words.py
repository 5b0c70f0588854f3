"""A task as a row of the list: its words, why somebody has it, and who else could do it. Reads nothing by itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from service.access import INCIDENT, TENSION, SignedIn, TaskScope, may_do_task, may_hand_over
from service.store.queries.cases import split_label
from service.store.queries.my_work import WorkRow
from service.store.queries.who_can import Candidate, WorkPlace
from service.web.casework.office import Office
from service.web.casework.scope import may_name
from service.web.level_words import ShownLevel
from service.web.role_words import ROLE_SHORT
from workflows import DuePhrase, Tone, and_list, counted

OF_AGENCY = ("nominated_officer", "agency_manager")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTask:
    """One row of the list, in words."""

    task_id: str
    phrase: DuePhrase
    name: str
    about: str
    why: str
    who: str
    reasons: tuple[tuple[str, str], ...]
    may_take: bool
    may_put_back: bool
    may_hand_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskTeller:
    """What the words of a row draw on."""

    who: SignedIn
    office: Office
    people: Sequence[Candidate] = ()
    places: dict[int, WorkPlace] = field(default_factory=dict)
    levels: dict[int, ShownLevel] = field(default_factory=dict)  # of the tensions among the cases

    def tell(self, row: WorkRow) -> ShownTask:
        """Give the words of one row."""
        scope = scope_of(row)
        is_mine = row.claimed_by_id == self.who.person_id
        may_do = may_do_task(self.who, scope) and row.first_half_by_id != self.who.person_id
        return ShownTask(
            task_id=row.task_id,
            phrase=self.office.phrase(row.due_on, row.clock, limit_at=row.due_at),
            name=row.name,
            about=self._about(row),
            why=row.because,
            who=self._holder(row, is_mine),
            reasons=tuple(self._reasons(row, is_mine=is_mine)),
            may_take=row.claimed_by_id is None and may_do,
            may_put_back=is_mine,
            may_hand_over=row.claimed_by_id is not None and may_hand_over(self.who, scope),
        )

    def _about(self, row: WorkRow) -> str:
        return " · ".join(part for part in (row.reference, *self.named(row)) if part)

    def named(self, row: WorkRow) -> tuple[str, str]:
        """Give what a list may name of the case: person and street, or a situation and its level."""
        if not may_name(self.who, row):
            return "", ""
        if row.case_process_id == INCIDENT:
            return row.label, ""
        if row.case_process_id != TENSION:
            return split_label(row.label)
        level = self.levels.get(row.case_id)
        return row.label, f"level {level.words}" if level else "no level yet"

    def _holder(self, row: WorkRow, is_mine: bool) -> str:
        if is_mine:
            return "Yours"
        if row.claimed_by:
            return f"{row.claimed_by} has this"
        if is_for(self.who, row):
            return "Nobody has taken this"
        return f"Waits for {self.waits_for(row)}"

    def waits_for(self, row: WorkRow) -> str:
        """Give whose turn it is, in words: an agency by its name, anyone else by role or name."""
        if row.claimed_by:
            return row.claimed_by
        if row.role in OF_AGENCY:
            return self._body(row)
        names = [person.name for person in candidates_for(row, self.people)]
        return and_list(names[:2]) if names else f"the {ROLE_SHORT.get(row.role, row.role)}"

    def _body(self, row: WorkRow) -> str:
        place = self.places.get(row.area_id)
        return (place.body_names.get(row.body_code) if place else "") or row.body_code

    def _reasons(self, row: WorkRow, *, is_mine: bool) -> Iterable[tuple[str, str]]:
        if row.claimed_by and not is_mine:
            yield "Who has it", f"{row.claimed_by}."
        elif is_for(self.who, row):
            yield "Why you", self._why_me(row, is_mine)
        elif row.first_half_by_id == self.who.person_id:
            yield "Why not you", "you did the step before this one. A second person must do this."
        if row.because:
            yield "What caused it", row.because
        if row.rule or row.clock_title:
            rule = f"{row.clock_title} ({row.rule})" if row.clock_title and row.rule else row.clock_title or row.rule
            yield "Rule", f"{rule[:1].lower()}{rule[1:]}." if row.clock_title else f"{rule}."
        others = [p for p in candidates_for(row, self.people) if p.person_id != self.who.person_id]
        yield "Who else can do it", f"{and_list([_named(p) for p in others])}." if others else "Nobody else."

    def _why_me(self, row: WorkRow, is_mine: bool) -> str:
        place = self.places.get(row.area_id)
        if row.role in OF_AGENCY:
            role = f"you answer for {self._body(row)}"
        else:
            is_deputy = row.role == "spoc" and not self.who.has_role("spoc", area_id=row.area_id)
            words = ROLE_SHORT.get("spoc_deputy" if is_deputy else row.role, row.role)
            role = f"you are the {words}{f' for {place.area_name}' if place else ''}"
        return f"{role}, and you have taken it." if is_mine else f"{role}."


def scope_of(row: WorkRow) -> TaskScope:
    """Give what access decides on."""
    return TaskScope(
        case_id=row.case_id,
        area_id=row.area_id,
        role=row.role,
        body_code=row.body_code,
        claimed_by_id=row.claimed_by_id,
    )


def is_for(who: SignedIn, row: WorkRow) -> bool:
    """Tell whether the task is for people like this one, whoever has taken it; never for who did its first half."""
    scope = TaskScope(case_id=row.case_id, area_id=row.area_id, role=row.role, body_code=row.body_code)
    return row.first_half_by_id != who.person_id and may_do_task(who, scope)


def candidates_for(row: WorkRow, people: Iterable[Candidate]) -> list[Candidate]:
    """Give who may do this task, deputies after those whose role it is."""
    found = {person.person_id: person for person in reversed([p for p in people if _suits(row, p)])}
    return sorted(found.values(), key=lambda person: (person.is_deputy, person.name))


def _suits(row: WorkRow, person: Candidate) -> bool:
    if person.role != row.role or person.person_id == row.first_half_by_id:
        return False
    if person.case_id is not None:
        return person.case_id == row.case_id
    return person.area_id == row.area_id and row.body_code in ("", person.body_code)


def _named(person: Candidate) -> str:
    return f"{person.name}, the deputy" if person.is_deputy else person.name


def summary_words(*, overdue: int, today: int) -> tuple[tuple[str, str], ...]:
    """Give the bold parts of "2 overdue and 3 due today" with their tone."""
    parts = [(f"{overdue} overdue", str(Tone.LATE))] if overdue else []
    return (*parts, *(((f"{today} due today", str(Tone.TODAY)),) if today else ()))


def task_count(number: int) -> str:
    """Give "1 task", "2 tasks"."""
    return counted(number, "task")
