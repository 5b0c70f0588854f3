"""The difference between two versions of an area's settings, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.cases.settings_effect import term_words
from service.web.owners.settings_fields import PAGES
from service.web.owners.settings_values import pick, value_words
from workflows import AreaRules, ClockRegister, effective_register


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingChange:
    """One setting that differs."""

    label: str
    before: str
    after: str


def changes_between(register: ClockRegister, before: AreaRules, after: AreaRules) -> list[SettingChange]:
    """Give what differs, clocks first."""
    old, new = effective_register(register, before), effective_register(register, after)
    changed = [
        SettingChange(label=rule.title, before=term_words(old.rule(rule.id)), after=term_words(rule))
        for rule in new
        if rule.term != old.rule(rule.id).term
    ]
    return changed + _plain_changes(before.model_dump(mode="json"), after.model_dump(mode="json"))


def setting_titles(register: ClockRegister) -> dict[str, str]:
    """Give the words of each setting that an override may name."""
    titles = {setting.path: setting.label for page in PAGES.values() for setting in page.settings}
    return titles | {f"clocks.{rule.id}.limit": f"{rule.title}: limit" for rule in register}


def _plain_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[SettingChange]:
    settings = [setting for page in PAGES.values() for setting in page.settings]
    return [
        SettingChange(
            label=each.label,
            before=value_words(each, pick(before, each.path)),
            after=value_words(each, pick(after, each.path)),
        )
        for each in settings
        if pick(before, each.path) != pick(after, each.path)
    ]
