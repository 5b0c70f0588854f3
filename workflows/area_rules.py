"""One area's settings: every figure and choice that may differ between partnerships.

A version of these rules is stored per area and pinned per case (CM-12). Ready sets of them: area_profiles.py. What
makes a rule weaker than its source, and who must sign for it: weakenings.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from enum import StrEnum
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from workflows.business_calendar import NATIONS, BusinessCalendar
from workflows.clock_register import ClockRegister, ClockTerm, reminder_faults
from workflows.errors import WorkflowError
from workflows.rules.incident.settings import IncidentSettings
from workflows.rules.tension.settings import TensionSettings
from workflows.rules.threshold_settings import BodyKind, ThresholdSettings

_FROZEN = ConfigDict(frozen=True, extra="forbid")


class SettingsNotUsable(WorkflowError):
    """The settings of this area cannot be used as they are."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__(f"{type(self).__doc__} {' '.join(faults)}")
        self.faults = faults


class VictimVoice(StrEnum):
    """How the victim is heard at the review meeting. Source: CT-36."""

    NONE = "none"
    STATEMENT = "statement"
    FIRST_PART = "first_part"
    REPRESENTED = "represented"


class MeetingFormat(StrEnum):
    """How the review meeting is held. Source: CT-35."""

    INSIDE_EXISTING = "inside_existing"
    AFTER_EXISTING = "after_existing"
    SEPARATE = "separate"
    VIRTUAL = "virtual"


class AddedHoliday(BaseModel):
    """A bank holiday that the shipped list does not know. Source: CM-01."""

    model_config = _FROZEN

    on: date
    name: str = Field(min_length=1)


class AppealSettings(BaseModel):
    """To whom and until when an applicant may appeal. Source: CT-26, CT-51, AP-04, AP-06, domain G."""

    model_config = _FROZEN

    body_kind: Literal["opcc", "panel", "other_area", "agency_referred"] = "opcc"
    body_name: str = "Office of the Police and Crime Commissioner"
    window_working_days: int = Field(default=20, ge=1)
    stages: tuple[Literal[1, 2], ...] = (1, 2)
    remit: tuple[str, ...] = (
        "They look at whether the decision was open to the people who made it. They do not hear the whole case again.",
        "They can agree with you and send the case back, agree in part, or not agree.",
        "They cannot order an agency to act, or choose what it does.",
        "Their decision is final. There is no further appeal in this scheme.",
        "How a plan is carried out, how an officer behaved and what the Crown Prosecution Service decided are not "
        "matters for an appeal. If you write about them, you are told who answers.",
    )


class ChairSettings(BaseModel):
    """What the area asks of a chair beyond the blocks that nobody may lift. Source: CT-31."""

    model_config = _FROZEN

    warns_same_division: bool = True
    may_be_spoc_of_another_area: bool = True


class RetentionSettings(BaseModel):
    """How many years records are kept after closure. Source: DP-06."""

    model_config = _FROZEN

    reviewed_years: int = Field(default=6, ge=1)
    not_reviewed_years: int = Field(default=2, ge=1)
    appeal_years: int = Field(default=6, ge=1)
    tension_years: int = Field(default=1, ge=1)
    conflict_years: int = Field(default=7, ge=1)  # a tension that reached level 1 or 2, a racial incident


class CodeLists(BaseModel):
    """The choices offered in forms. Source: domain B, suggested code lists."""

    model_config = _FROZEN

    behaviour_types: tuple[str, ...] = (
        "Noise",
        "Rowdy or threatening behaviour",
        "Damage or graffiti",
        "Neighbour dispute",
        "Street drinking or drugs",
        "Vehicles",
        "Animals",
        "Fires",
        "Something else",
    )
    hate_strands: tuple[str, ...] = (
        "Race",
        "Religion",
        "Sexual orientation",
        "Disability",
        "Transgender identity",
        "Something else",
    )
    closing_reasons: tuple[str, ...] = (
        "Review completed",
        "Threshold not met",
        "Withdrawn",
        "Lapsed: no consent",
        "Lapsed: details missing",
        "Merged with another case",
    )


class GuidanceReview(BaseModel):
    """When the area's guidance was last reviewed, and who was asked about the changes. Source: CT-54."""

    model_config = _FROZEN

    reviewed_on: date | None = None  # the day it began or was last reviewed
    consulted: tuple[Literal["commissioner", "landlords"], ...] = ()


class Override(BaseModel):
    """A second person's signature under one setting that is weaker than its source. Source: CM-16."""

    model_config = _FROZEN

    setting: str = Field(min_length=1)  # as in Weakening.setting: "clocks.ct_acknowledge.limit"
    chosen: str = Field(min_length=1)  # the very value that was approved
    reason: str = Field(min_length=1)
    proposed_by: str = Field(min_length=1)
    approved_by: str = Field(min_length=1)
    approved_on: date

    @model_validator(mode="after")
    def _check_two_people(self) -> Self:
        if self.proposed_by == self.approved_by:
            raise ValueError("A second person must approve the override")
        return self


class AreaRules(BaseModel):
    """All settings of one area. The defaults are the profile "default". Source: domain G, CM-12, CM-16."""

    model_config = _FROZEN

    profile: str = "default"
    law_profile: Literal["act_2014", "act_2014_amended"] = "act_2014"
    scheme_name: str = Field(default="ASB case review", min_length=1)
    formerly: str = "Community Trigger"
    nation: str = "ENG"
    holidays_added: tuple[AddedHoliday, ...] = ()
    holidays_removed: tuple[date, ...] = ()
    cut_off: time | None = None
    clocks: Mapping[str, ClockTerm] = Field(default_factory=dict)
    threshold: ThresholdSettings = ThresholdSettings()
    anonymous: Literal["refuse_and_pass_on_risk", "refuse"] = "refuse_and_pass_on_risk"
    victim_voice: VictimVoice = VictimVoice.FIRST_PART
    meeting_format: MeetingFormat = MeetingFormat.SEPARATE
    chair: ChairSettings = ChairSettings()
    also_required_attendees: tuple[BodyKind, ...] = ()
    extension_approvers: tuple[str, ...] = Field(default=("csp_manager",), min_length=1)
    appeal: AppealSettings = AppealSettings()
    tension: TensionSettings = TensionSettings()
    incident: IncidentSettings = IncidentSettings()
    report_year_starts: str = Field(default="04-01", pattern=r"^(0[1-9]|1[0-2])-01$")
    retention: RetentionSettings = RetentionSettings()
    letter_sizes: tuple[Literal["standard", "large_print"], ...] = ("standard", "large_print")
    role_titles: Mapping[str, str] = Field(default_factory=dict)
    code_lists: CodeLists = CodeLists()
    guidance: GuidanceReview = GuidanceReview()
    overrides: tuple[Override, ...] = ()

    @model_validator(mode="after")
    def _check_calendar(self) -> Self:
        if self.nation not in NATIONS:
            raise ValueError("Select the nation whose bank holidays count")
        added = [holiday.on for holiday in self.holidays_added]
        if len(set(added)) < len(added):
            raise ValueError("The same day is added twice to the bank holidays")
        if set(added) & set(self.holidays_removed):
            raise ValueError("The same day is added to the bank holidays and taken away from them")
        return self


def parse_area_rules(data: object) -> AreaRules:
    """Return the rules from stored or posted data. Raises SettingsNotUsable with a sentence a fault."""
    try:
        return AreaRules.model_validate(data)
    except ValidationError as err:
        raise SettingsNotUsable(tuple(_sentence(fault["loc"], fault["msg"]) for fault in err.errors())) from err


def area_calendar(rules: AreaRules) -> BusinessCalendar:
    """Return the area's calendar: its nation's list with its own additions and removals. Source: CM-01."""
    added = {holiday.on: holiday.name for holiday in rules.holidays_added}
    return BusinessCalendar.for_nation(rules.nation, added=added, removed=rules.holidays_removed)


def effective_register(register: ClockRegister, rules: AreaRules) -> ClockRegister:
    """Return the clocks as they run in this area.

    Raises SettingsNotUsable, one sentence a fault: an unknown clock, a target that is not shorter than its
    limit, a reminder that would not come before its lapse. Source: CM-16, design brief 10.
    """
    faults = clock_faults(register, rules)
    if faults:
        raise SettingsNotUsable(faults)
    return _with_terms(register, rules)


def clock_faults(register: ClockRegister, rules: AreaRules) -> tuple[str, ...]:
    """Return what keeps the area's clock settings from being used, as sentences for the settings page."""
    faults = [f"There is no clock called {clock_id}." for clock_id in rules.clocks if clock_id not in register]
    for clock_id, term in rules.clocks.items():
        if clock_id in register and not term.is_ordered(backwards=register.rule(clock_id).backwards):
            faults.append(f"{register.rule(clock_id).title}: Plan for must be shorter than the limit.")
    return tuple(faults) or reminder_faults(_with_terms(register, rules))


def _with_terms(register: ClockRegister, rules: AreaRules) -> ClockRegister:
    return register.with_rules(register.rule(clock_id).with_term(term) for clock_id, term in rules.clocks.items())


def _sentence(where: tuple[int | str, ...], message: str) -> str:
    words = message.removeprefix("Value error, ")
    return f"{'.'.join(str(step) for step in where)}: {words}." if where else f"{words}."
