"""All kinds of letter by their code. The data stands in the `*_letters.py` files beside this one."""

from collections.abc import Mapping
from types import MappingProxyType

from letters.appeal_letters import APPEAL_LETTERS
from letters.incident_letters import INCIDENT_LETTERS
from letters.intake_letters import INTAKE_LETTERS
from letters.kinds import LetterKind
from letters.outcome_letters import OUTCOME_LETTERS
from letters.review_letters import REVIEW_LETTERS
from letters.stopping_letters import STOPPING_LETTERS
from letters.tension_letters import TENSION_LETTERS
from letters.threshold_letters import THRESHOLD_LETTERS

_ALL = (
    *INTAKE_LETTERS,
    *THRESHOLD_LETTERS,
    *REVIEW_LETTERS,
    *OUTCOME_LETTERS,
    *STOPPING_LETTERS,
    *APPEAL_LETTERS,
    *INCIDENT_LETTERS,
    *TENSION_LETTERS,
)
_BY_KEY: Mapping[str, LetterKind] = MappingProxyType(
    {kind.key: kind for kind in sorted(_ALL, key=lambda kind: kind.key)}
)


def letter_catalogue() -> Mapping[str, LetterKind]:
    """Return every kind of letter by code ("L-CT-07"), in the order of the codes. Source: domain D."""
    return _BY_KEY
