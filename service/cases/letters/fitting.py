"""Whether a letter fits a case at all: a task may name several, of which some have no reader. Source: domain D."""

from collections.abc import Callable

from service.cases.case_file import CaseFile

NOT_INVITED = ("none", "statement", "represented")


def fits(file: CaseFile, code: str) -> bool:
    """Tell whether this case calls for this letter."""
    return _WHEN.get(code, _always)(file)


def _always(file: CaseFile) -> bool:
    return bool(file.case.id)


def _someone_is_represented(file: CaseFile) -> bool:
    """L-CT-02: an advocate applied for the victim. Source: CT-12."""
    return bool(file.represented_victims)


def _consent_is_missing(file: CaseFile) -> bool:
    """L-CT-04. Source: CT-09."""
    return any(item for item in file.application.missing if _is_open(item, consent=True))


def _details_are_missing(file: CaseFile) -> bool:
    """L-CT-06. Source: CT-10."""
    return any(item for item in file.application.missing if _is_open(item, consent=False))


def _is_open(item: dict[str, object], *, consent: bool) -> bool:
    return not item.get("came_on") and str(item["code"]).startswith("consent") is consent


def _victim_is_not_invited(file: CaseFile) -> bool:
    """L-CT-24. Source: CT-36."""
    return file.answers_to("Task_DecideVictimPart").get("victim_mode") in NOT_INVITED


_WHEN: dict[str, Callable[[CaseFile], bool]] = {
    "L-CT-02": _someone_is_represented,
    "L-CT-04": _consent_is_missing,
    "L-CT-06": _details_are_missing,
    "L-CT-24": _victim_is_not_invited,
}
