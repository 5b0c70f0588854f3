"""What a setting is: where it lies, what it is called, how it is answered. The settings: settings_fields.py."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a setting is answered."""

    TEXT = "text"
    NUMBER = "number"
    OPTIONAL_NUMBER = "optional_number"
    TIME = "time"
    DATE = "date"
    YES_NO = "yes_no"
    ONE_OF = "one_of"
    MANY_OF = "many_of"
    LINES = "lines"


Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting: where it lies in the rules, what it is called, how it is answered."""

    path: str  # "threshold.individual_n"
    label: str
    kind: Kind
    hint: str = ""
    choices: Choices = ()
    lowest: int = 1
    highest: int = 999
    may_be_empty: bool = False

    @property
    def name(self) -> str:
        """Give the name that the form posts."""
        return self.path.replace(".", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsPage:
    """One page of settings."""

    slug: str
    title: str
    lead: str
    settings: tuple[Setting, ...]
