"""Which way the grounds of an appeal go, and which decision letter they are about. Source: AP-03, AP-04.

No clock starts for what is no appeal. Until when one may appeal: window.py.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from workflows.date_words import long_date
from workflows.errors import WorkflowError

Stage = Literal[1, 2]
BOTH_STAGES: tuple[Stage, ...] = (1, 2)


class NoGround(WorkflowError):
    """The appeal names nothing it is about. Choose at least one ground."""


class Ground(StrEnum):
    """What an appellant is unhappy with. Source: AP-03, AP-04."""

    THRESHOLD = "threshold"
    PLAN = "plan"
    OUTCOME = "outcome"
    PROCESS = "process"
    DELIVERY = "delivery"
    CONDUCT = "conduct"
    CPS = "cps"


class AppealRoute(StrEnum):
    """Who answers; only `appeal` starts a clock. Source: AP-03, AP-04."""

    APPEAL = "appeal"
    SPOC = "spoc"
    AGENCY = "agency"
    CPS = "cps"
    PREMATURE = "premature"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLetter:
    """A letter that was sent in the case, by its code; letters that decide nothing are passed over."""

    code: str
    sent_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutedGround:
    """One ground, who answers it, and the sentence that tells the appellant. `stage` only for an appeal."""

    ground: Ground
    route: AppealRoute
    sentence: str
    stage: Stage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutedAppeal:
    """Where the whole goes: an appeal as soon as one ground is heard; the other grounds keep their own way."""

    route: AppealRoute
    stage: Stage | None
    letter: DecisionLetter | None
    grounds: tuple[RoutedGround, ...]

    @property
    def starts_clocks(self) -> bool:
        """Whether the clocks of an appeal begin. Source: AP-04."""
        return self.route is AppealRoute.APPEAL

    @property
    def heard(self) -> tuple[Ground, ...]:
        """The grounds that this appeal decides on."""
        return tuple(one.ground for one in self.grounds if one.stage is not None and one.stage == self.stage)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the appellant is told, once each, in the order of the grounds."""
        return tuple(dict.fromkeys(one.sentence for one in self.grounds))


_STAGES: Mapping[Ground, tuple[Stage, ...]] = {
    Ground.THRESHOLD: (1,),
    Ground.PLAN: (2,),
    Ground.OUTCOME: (2,),
    Ground.PROCESS: BOTH_STAGES,
}
_LETTER_STAGES: Mapping[str, Stage] = {"L-CT-08": 1, "L-CT-13": 2}
_ELSEWHERE = {
    Ground.DELIVERY: (
        AppealRoute.SPOC,
        "How the plan is carried out is not a matter for an appeal. "
        "The person who handles your case will look into it and answer you.",
    ),
    Ground.CONDUCT: (
        AppealRoute.AGENCY,
        "How a member of staff behaved is not a matter for an appeal. "
        "The body they work for answers complaints about its staff.",
    ),
    Ground.CPS: (
        AppealRoute.CPS,
        "We cannot look at what the Crown Prosecution Service decided. "
        "You can complain to it, or ask it to look again under the Victims’ Right to Review.",
    ),
}
_HEARD: Mapping[Ground, str] = {
    Ground.THRESHOLD: "We will look at whether the threshold was met. This is a stage 1 appeal.",
    Ground.PLAN: "We will look at the plan and how it was made. This is a stage 2 appeal.",
    Ground.OUTCOME: "We will look at the outcome of the review. This is a stage 2 appeal.",
}
_NO_LETTER = (
    "There is no decision to appeal against yet. We hand what you wrote to the person who handles your case. "
    "Their decision letter will say how to appeal and until when."
)
_NO_REVIEW = (
    "No review has been held, so there is no outcome and no plan to appeal against. "
    "You can appeal against the decision that the threshold was not met."
)
_NO_REFUSAL = (
    "We find no decision that the threshold was not met. A review was held. "
    "You can appeal against its outcome or the plan."
)
_NOT_OFFERED = (
    "There is no appeal of this kind in your area. The person who handles your case will look into it and answer you."
)


def stages_for(ground: Ground) -> tuple[Stage, ...]:
    """Return the stages at which a ground can be heard; none for what is no matter for an appeal.

    A procedure not followed is a ground at both. Source: AP-03, AP-04.
    """
    return _STAGES.get(ground, ())


def letter_for(stage: Stage, letters: Sequence[DecisionLetter]) -> DecisionLetter | None:
    """Return the newest letter on file that an appeal of that stage is against, or None. Source: AP-03."""
    fitting = [one for one in letters if _LETTER_STAGES.get(one.code) == stage]
    return max(fitting, key=lambda one: one.sent_on, default=None)


def route_appeal(
    grounds: Collection[Ground], *, letters: Sequence[DecisionLetter], stages: tuple[Stage, ...] = BOTH_STAGES
) -> RoutedAppeal:
    """Return where an appeal with these grounds goes, by the decision letters on file.

    `stages` are those the area offers. Grounds of their own stage choose the letter before a complaint about
    the procedure does; the newest fitting letter counts. Raises NoGround. Source: AP-03, AP-04, CT-50.
    """
    asked = [ground for ground in Ground if ground in grounds]
    if not asked:
        raise NoGround
    chosen = _choose_stage(asked, letters, stages)
    routed = tuple(_route(ground, chosen, letters, stages) for ground in asked)
    routes = [one.route for one in routed]
    first = next((one for one in (AppealRoute.APPEAL, AppealRoute.PREMATURE) if one in routes), routes[0])
    return RoutedAppeal(
        route=first, stage=chosen, letter=letter_for(chosen, letters) if chosen else None, grounds=routed
    )


def _choose_stage(
    asked: Sequence[Ground], letters: Sequence[DecisionLetter], stages: tuple[Stage, ...]
) -> Stage | None:
    plain = {stage for ground in asked if ground is not Ground.PROCESS for stage in stages_for(ground)}
    anything = {stage for ground in asked for stage in stages_for(ground)}
    for wanted in (plain, anything):
        dated = [(letter.sent_on, stage) for stage in wanted & set(stages) if (letter := letter_for(stage, letters))]
        if dated:
            return max(dated)[1]
    return None


def _route(
    ground: Ground, chosen: Stage | None, letters: Sequence[DecisionLetter], stages: tuple[Stage, ...]
) -> RoutedGround:
    if ground in _ELSEWHERE:
        route, sentence = _ELSEWHERE[ground]
        return RoutedGround(ground=ground, route=route, sentence=sentence)
    if chosen in stages_for(ground):
        sentence = _HEARD.get(ground) or f"We will look at how you were dealt with. This is a stage {chosen} appeal."
        return RoutedGround(ground=ground, route=AppealRoute.APPEAL, stage=chosen, sentence=sentence)
    if not set(stages_for(ground)) & set(stages):
        return RoutedGround(ground=ground, route=AppealRoute.SPOC, sentence=_NOT_OFFERED)
    return _route_other_letter(ground, letters, stages)


def _route_other_letter(ground: Ground, letters: Sequence[DecisionLetter], stages: tuple[Stage, ...]) -> RoutedGround:
    """Route a ground that does not fit the chosen letter: another letter of the case, or none yet."""
    own = next(stage for stage in stages_for(ground) if stage in stages)
    letter = letter_for(own, letters)
    if letter is not None:
        sentence = (
            f"What you say about our letter of {long_date(letter.sent_on)} needs an appeal of its own, at stage {own}."
        )
        return RoutedGround(ground=ground, route=AppealRoute.APPEAL, stage=own, sentence=sentence)
    return RoutedGround(ground=ground, route=AppealRoute.PREMATURE, sentence=_early_words(ground, letters, stages))


def _early_words(ground: Ground, letters: Sequence[DecisionLetter], stages: tuple[Stage, ...]) -> str:
    if ground is Ground.THRESHOLD and 2 in stages and letter_for(2, letters):
        return _NO_REFUSAL
    if ground in (Ground.PLAN, Ground.OUTCOME) and 1 in stages and letter_for(1, letters):
        return _NO_REVIEW
    return _NO_LETTER
