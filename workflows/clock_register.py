"""The clock register: what each clock counts from, how long it has, and who hears. Data in bpmn/clocks.json.

Here the data is parsed and checked. What dates a clock gives: clock_dates.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from workflows.errors import WorkflowError


class Unit(StrEnum):
    """In what a clock counts. Source: CM-02, CM-04, CM-05, CM-06."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"
    MINUTES = "minutes"


class ClockKind(StrEnum):
    """What the date is for: only a limit can be missed; reminders and lapses act at 09:00. Source: CM-07, D-020."""

    LIMIT = "limit"
    REMINDER = "reminder"
    LAPSE = "lapse"


class Moment(StrEnum):
    """The happening a clock counts from; `act` is the completion of the step that starts it."""

    RECEIVED = "received"
    COMPLETED = "completed"
    ACT = "act"
    THRESHOLD_MET_LETTER = "threshold_met_letter"
    OUTCOME_LETTER = "outcome_letter"
    MEETING = "meeting"
    PLAN_AGREED = "plan_agreed"
    LAST_UPDATE = "last_update"
    PHONE_CALL = "phone_call"
    CONCERN_RAISED = "concern_raised"
    ACTION_DUE = "action_due"
    BREACH = "breach"
    GUIDANCE_REVIEWED = "guidance_reviewed"
    LEVEL_AGREED = "level_agreed"
    LEVEL_REVIEWED = "level_reviewed"
    CASE_CLOSED = "case_closed"
    QUARTER_END = "quarter_end"
    INCIDENT_DECIDED = "incident_decided"
    DECLARED = "declared"
    TOLD_CRRO = "told_crro"
    TOLD_COORDINATOR = "told_coordinator"
    NOTICES_SENT = "notices_sent"


class ClockWarning(StrEnum):
    """The moments at which somebody hears of a clock. Source: CM-08, CM-11."""

    AMBER = "amber"
    RED = "red"
    DUE_TODAY = "due_today"
    BREACH = "breach"
    UNCLEARED = "uncleared"


class ClockRegisterError(WorkflowError):
    """The clock register cannot be used."""


class UnknownClock(ClockRegisterError):
    """The clock register has no clock of that name."""

    def __init__(self, clock_id: str) -> None:
        super().__init__()
        self.clock_id = clock_id


class UnreadableClockRegister(ClockRegisterError):
    """The clock register is not written as it must be."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__(f"{self.__doc__} {' '.join(faults)}")
        self.faults = faults


class ClockTerm(BaseModel):
    """The lengths of a clock in its unit: when to plan for, and what can be missed. Source: CM-07, CM-08.

    `amber` and `red` are working days before the limit; without them the warnings follow CM-08.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    target: int | None = Field(default=None, ge=0)
    limit: int = Field(ge=0)
    amber: int | None = Field(default=None, ge=1)
    red: int | None = Field(default=None, ge=1)

    def is_ordered(self, *, backwards: bool) -> bool:
        """Return whether the target comes before the limit; backwards a larger number is earlier."""
        if self.target is None:
            return True
        return self.target > self.limit if backwards else self.target < self.limit


class ClockRule(BaseModel):
    """One clock: from what it counts, for how long, and who hears when it runs short. Source: domain A.5."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: str = Field(min_length=1, max_length=160)
    kind: ClockKind = ClockKind.LIMIT
    counted_from: Moment
    counted_from_words: str = Field(min_length=1)  # in the table of settings: "application complete"
    day_zero_words: str = Field(min_length=1)  # in a sentence: "the day we had the complete application"
    unit: Unit = Unit.WORKING_DAYS
    target: int | None = Field(default=None, ge=0)
    limit: int = Field(ge=0)
    amber: int | None = Field(default=None, ge=1)
    red: int | None = Field(default=None, ge=1)
    backwards: bool = False
    may_cut_off: bool = False
    near: tuple[str, ...] = ()
    breach: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    then_after: int = Field(default=2, ge=1)  # working days a breach may stay uncleared
    basis: Literal["S", "r"]
    source: str = Field(min_length=1)
    variants: Mapping[str, ClockTerm] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _check_lengths(self) -> Self:
        for term in (self.term, *self.variants.values()):
            if not term.is_ordered(backwards=self.backwards):
                raise ValueError("Plan for must be shorter than the limit")
        if self.kind is not ClockKind.LIMIT and (self.target is not None or self.breach):
            raise ValueError("A reminder or a lapse has no target and cannot be missed")
        if self.may_cut_off and (self.backwards or self.unit is not Unit.WORKING_DAYS):
            raise ValueError("Only a clock in working days from an arrival may know the cut-off hour")
        return self

    @property
    def term(self) -> ClockTerm:
        """The lengths of this clock."""
        return ClockTerm(target=self.target, limit=self.limit, amber=self.amber, red=self.red)

    def with_term(self, term: ClockTerm) -> ClockRule:
        """Return this clock with other lengths; they are checked again. Raises pydantic's ValidationError."""
        return ClockRule.model_validate(self.model_dump() | term.model_dump())

    def as_variant(self, name: str) -> ClockRule:
        """Return this clock as it stands in one of its variants ("stage_2"). Raises UnknownClock."""
        if name not in self.variants:
            raise UnknownClock(f"{self.id}/{name}")
        return self.with_term(self.variants[name])


@dataclass(frozen=True, slots=True)
class ClockRegister:
    """All clocks by id, in the order of the file."""

    rules: Mapping[str, ClockRule]

    def rule(self, clock_id: str) -> ClockRule:
        """Return one clock. Raises UnknownClock."""
        try:
            return self.rules[clock_id]
        except KeyError:
            raise UnknownClock(clock_id) from None

    def __contains__(self, clock_id: object) -> bool:
        return clock_id in self.rules

    def __iter__(self) -> Iterator[ClockRule]:
        return iter(self.rules.values())

    def __len__(self) -> int:
        return len(self.rules)

    def with_rules(self, changed: Iterable[ClockRule]) -> ClockRegister:
        """Return the register with some clocks replaced by their changed selves."""
        return ClockRegister({**self.rules, **{rule.id: rule for rule in changed}})


class _RegisterFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    clocks: tuple[ClockRule, ...]


def parse_clock_register(data: object) -> ClockRegister:
    """Return the register from the parsed JSON of clocks.json.

    Raises UnreadableClockRegister with one sentence a fault. Source: D-016, domain A.5.
    """
    try:
        rules = _RegisterFile.model_validate(data).clocks
    except ValidationError as err:
        faults = tuple(_sentence(data, fault["loc"], fault["msg"]) for fault in err.errors())
        raise UnreadableClockRegister(faults) from err
    register = ClockRegister({rule.id: rule for rule in rules})
    twice = sorted({rule.id for rule in rules if register.rules[rule.id] is not rule})
    faults = tuple(f"{clock_id} is there twice." for clock_id in twice) + reminder_faults(register)
    if faults:
        raise UnreadableClockRegister(faults)
    return register


def reminder_faults(register: ClockRegister) -> tuple[str, ...]:
    """Return a sentence for each reminder that would not come before its lapse.

    On the same instant both would fire. Source: patterns 3, CT-09.
    """
    faults = []
    for rule in register:
        lapse = register.rules.get(rule.id.removesuffix("_reminder") + "_lapse")
        if rule.kind is ClockKind.REMINDER and lapse is not None and rule.limit >= lapse.limit:
            faults.append(f"{rule.title} must come before: {lapse.title}.")
    return tuple(faults)


def roles_to_tell(rule: ClockRule, warning: ClockWarning) -> tuple[str, ...]:
    """Return who hears, in order, once each.

    Amber: those named; red and due today: their deputies too; breach: also the process owner and those
    named for it; not cleared: the director. Source: CM-11, domain A.5.
    """
    deputies = ("spoc_deputy",) if "spoc" in rule.near else ()
    near = {
        ClockWarning.AMBER: rule.near,
        ClockWarning.RED: rule.near + deputies,
        ClockWarning.DUE_TODAY: rule.near + deputies,
        ClockWarning.BREACH: (*rule.near, *deputies, "process_owner", *rule.breach),
        ClockWarning.UNCLEARED: rule.then,
    }
    return tuple(dict.fromkeys(near[warning]))


def _sentence(data: object, where: tuple[int | str, ...], message: str) -> str:
    steps = [str(step) for step in where]
    if len(where) > 1 and isinstance(where[1], int) and isinstance(data, Mapping):
        clock = data["clocks"][where[1]]
        named = clock.get("id") if isinstance(clock, Mapping) else None
        steps[:2] = [str(named or f"clock {where[1] + 1}")]
    return f"{', '.join(steps)}: {message.removeprefix('Value error, ')}."
