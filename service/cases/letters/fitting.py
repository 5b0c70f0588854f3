"""Whether a letter fits a case at all: a task may name several, of which some have no reader. Source: domain D."""

from collections.abc import Callable

from service.cases.case_file import CaseFile
from service.store.record import Appeal

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


def _is_not_heard(file: CaseFile) -> bool:
    """L-AP-05: it is no appeal, came too late, or belonged elsewhere. Source: AP-03, AP-04, AP-06."""
    appeal = _appeal(file)
    return appeal.route not in ("", "appeal") or appeal.outcome == "referred"


def _is_not_upheld(file: CaseFile) -> bool:
    """L-AP-07. Source: AP-13."""
    return _appeal(file).outcome == "not_upheld"


def _is_upheld(file: CaseFile) -> bool:
    """L-AP-08. Source: AP-13."""
    return _appeal(file).outcome in ("upheld", "partly")


def _is_registered(file: CaseFile) -> bool:
    """L-AP-04: nobody need be told of what was never taken as an appeal. Source: AP-07."""
    return _appeal(file).stage != 0


def _appeal(file: CaseFile) -> Appeal:
    return file.session.get_one(Appeal, file.case.id)


_WHEN: dict[str, Callable[[CaseFile], bool]] = {
    "L-CT-02": _someone_is_represented,
    "L-CT-04": _consent_is_missing,
    "L-CT-06": _details_are_missing,
    "L-CT-24": _victim_is_not_invited,
    "L-AP-04": _is_registered,
    "L-AP-05": _is_not_heard,
    "L-AP-07": _is_not_upheld,
    "L-AP-08": _is_upheld,
}
