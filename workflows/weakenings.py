"""Where an area's rules are weaker than their source, and whether somebody signed for it. Source: CM-16.

The settings themselves: area_rules.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workflows.area_rules import AreaRules, Override
from workflows.clock_register import ClockKind, ClockRegister, ClockRule, Unit
from workflows.date_words import counted, length_words
from workflows.rules.incident.settings import HateRecording, IncidentSettings
from workflows.rules.tension.settings import TensionSettings
from workflows.rules.threshold_settings import Basis, FloorMode, ThresholdSettings, Window

_SMALLEST_TEAM = 3  # police, council and one more
_LONGEST_MONTH = 31  # a window of fewer days may end before a month does


@dataclass(frozen=True, slots=True, kw_only=True)
class Weakening:
    """One setting that promises less than its source.

    Where `needs_override` is false it is an allowed choice that the page must show with its warning.
    """

    setting: str
    words: str
    default: str
    chosen: str
    needs_override: bool = True
    override: Override | None = None

    @property
    def is_open(self) -> bool:
        """Whether a second person has still to sign."""
        return self.needs_override and self.override is None


def find_weakenings(register: ClockRegister, rules: AreaRules) -> list[Weakening]:
    """Return every setting that is weaker than the register or the guidance, with its override if there is one.

    An override counts only for the very value it was given for. Source: CM-16, domain G.
    """
    found = [
        *_clock_weakenings(register, rules),
        *_threshold_weakenings(rules.threshold),
        *_appeal_weakenings(rules),
        *_team_weakenings(rules.tension),
        *_recording_weakenings(rules.incident),
    ]
    return [_with_override(weakening, rules) for weakening in found]


def _clock_weakenings(register: ClockRegister, rules: AreaRules) -> Iterator[Weakening]:
    for clock_id, term in rules.clocks.items():
        if clock_id not in register:
            continue
        rule = register.rule(clock_id)
        if _is_weaker(rule, term.limit):
            direction = "shorter" if _must_not_shrink(rule) else "longer"
            yield Weakening(
                setting=f"clocks.{clock_id}.limit",
                words=f"{rule.title}: {_brief(rule, term.limit)} is {direction} than the default of "
                f"{_brief(rule, rule.limit)}",
                default=length_words(rule.limit, rule.unit),
                chosen=length_words(term.limit, rule.unit),
            )


def _threshold_weakenings(chosen: ThresholdSettings) -> Iterator[Weakening]:
    default = ThresholdSettings()
    numbers = (
        ("individual_n", "One person must report more often", chosen.individual_n > default.individual_n),
        ("group_n", "More people must report", chosen.group_n > default.group_n),
        ("group_occasions", "People must report more occasions", chosen.group_occasions > default.group_occasions),
        ("eligibility_months", "Reports grow old sooner", chosen.eligibility_months < default.eligibility_months),
    )
    for name, words, is_weaker in numbers:
        if is_weaker:
            yield _setting(name, words, str(getattr(default, name)), str(getattr(chosen, name)))
    if _is_shorter(chosen.report_window):
        words = "An incident must be reported sooner"
        yield _setting("report_window", words, _window(default.report_window), _window(chosen.report_window))
    if missing := default.relevant_bodies - chosen.relevant_bodies:
        words = f"Reports to some bodies do not count: {', '.join(sorted(missing))}"
        kept = ", ".join(sorted(chosen.relevant_bodies)) or "none"
        yield _setting("relevant_bodies", words, ", ".join(sorted(default.relevant_bodies)), kept)
    yield from _allowed_choices(chosen)


def _allowed_choices(chosen: ThresholdSettings) -> Iterator[Weakening]:
    if chosen.six_month_basis is Basis.INCIDENT:
        words = "Six months are measured from the incident; the Act measures them from the report"
        yield _setting("six_month_basis", words, "complaint", "incident", needs_override=False)
    if chosen.statutory_floor is FloorMode.WARN:
        words = "The law’s minimum only warns; section 104(4) asks for a review once it is reached"
        yield _setting("statutory_floor", words, "enforce", "warn", needs_override=False)


def _appeal_weakenings(rules: AreaRules) -> Iterator[Weakening]:
    default, chosen = 20, rules.appeal.window_working_days
    if chosen < default:
        yield Weakening(
            setting="appeal.window_working_days",
            words="Applicants have less time to appeal",
            default=counted(default, "working day"),
            chosen=counted(chosen, "working day"),
        )


def _team_weakenings(chosen: TensionSettings) -> Iterator[Weakening]:
    default = TensionSettings()
    if missing := [member for member in default.quorum_always if member not in chosen.quorum_always]:
        yield Weakening(
            setting="tension.quorum_always",
            words=f"The team for tensions may decide without: {', '.join(missing)}",
            default=", ".join(default.quorum_always),
            chosen=", ".join(chosen.quorum_always) or "none",
        )
    if len(chosen.quorum_always) + chosen.quorum_others_needed < _SMALLEST_TEAM:
        yield Weakening(
            setting="tension.quorum_others_needed",
            words="The team for tensions may decide with fewer members",
            default=str(default.quorum_others_needed),
            chosen=str(chosen.quorum_others_needed),
        )


def _recording_weakenings(chosen: IncidentSettings) -> Iterator[Weakening]:
    if chosen.hate_recording is HateRecording.JUDGEMENT:
        yield Weakening(
            setting="incident.hate_recording",
            words="An incident is not treated as racial because the victim or another person sees it so",
            default=HateRecording.PERCEPTION,
            chosen=HateRecording.JUDGEMENT,
            needs_override=False,
        )


def _setting(name: str, words: str, default: str, chosen: str, *, needs_override: bool = True) -> Weakening:
    return Weakening(
        setting=f"threshold.{name}", words=words, default=default, chosen=chosen, needs_override=needs_override
    )


def _with_override(weakening: Weakening, rules: AreaRules) -> Weakening:
    for override in rules.overrides:
        if (override.setting, override.chosen) == (weakening.setting, weakening.chosen):
            return replace(weakening, override=override)
    return weakening


def _is_weaker(rule: ClockRule, limit: int) -> bool:
    return limit < rule.limit if _must_not_shrink(rule) else limit > rule.limit


def _must_not_shrink(rule: ClockRule) -> bool:
    # A lapse in days closes a case, and a backward limit gives notice: there the shorter one takes something away.
    # A lapse in minutes calls a deputy: there the longer one does.
    return rule.backwards or (rule.kind is ClockKind.LAPSE and rule.unit is not Unit.MINUTES)


def _brief(rule: ClockRule, number: int) -> str:
    return length_words(number, rule.unit) if rule.unit is Unit.MINUTES else str(number)


def _is_shorter(chosen: Window) -> bool:
    return chosen.unit == "days" and chosen.length < _LONGEST_MONTH


def _window(window: Window) -> str:
    return counted(window.length, window.unit.removesuffix("s"))
