"""The values of a letter, read off the case by the names the catalogue declares. Words: the letters package."""

from typing import Any

from letters import LetterField, letter_catalogue
from service.cases.case_file import CaseFile
from service.cases.letters.recipients import Recipient
from service.cases.letters.values.appeal import APPEAL
from service.cases.letters.values.asking import PROVIDERS as ASKING
from service.cases.letters.values.letterhead import PROVIDERS as LETTERHEAD
from service.cases.letters.values.meeting import PROVIDERS as MEETING
from service.cases.letters.values.outcome import PROVIDERS as OUTCOME
from service.cases.letters.values.plan import PROVIDERS as PLAN
from service.cases.letters.values.stopping import PROVIDERS as STOPPING
from service.cases.letters.values.tension import TENSION
from service.cases.letters.values.threshold import PROVIDERS as THRESHOLD
from service.cases.letters.values.view import Provider, View

_BY_PROTOCOL = (("L-AP-", APPEAL), ("L-TE-", TENSION))
_PROVIDERS: dict[str, Provider] = {
    **LETTERHEAD,
    **ASKING,
    **THRESHOLD,
    **MEETING,
    **OUTCOME,
    **PLAN,
    **STOPPING,
}


def letter_values(file: CaseFile, code: str, reader: Recipient) -> dict[str, Any]:
    """Give every value that the case can give for one reader of one letter; nothing is invented.

    A required value that the case lacks is left out: the letter's own check names it at preview.
    """
    kind = letter_catalogue()[code]
    view = View(file=file, reader=reader, code=code)
    values: dict[str, Any] = {}
    for field in sorted(kind.fields, key=lambda field: field.only_when is not None):
        if _is_wanted(field, values):
            value = _value(field, view)
            if value is not None:
                values[field.name] = value
    return values


def _is_wanted(field: LetterField, values: dict[str, Any]) -> bool:
    return field.only_when is None or values.get(field.only_when.field) in field.only_when.values


def _value(field: LetterField, view: View) -> Any:
    of_protocol = next((found.get(field.name) for start, found in _BY_PROTOCOL if view.code.startswith(start)), None)
    provider = of_protocol or _PROVIDERS.get(f"{view.code}:{field.name}") or _PROVIDERS.get(field.name)
    return provider(view) if provider else None
