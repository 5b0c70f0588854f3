"""What a kind of letter is: its fields, who reads it, who approves it. No letter is listed here.

The list itself is `catalogue.py`; turning values into typed ones is `context.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Json: TypeAlias = bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"] | None


class FieldKind(StrEnum):
    """How a value arrives (JSON) and what it becomes."""

    TEXT = "text"  # one line
    LONG_TEXT = "long_text"  # paragraphs, split at empty lines
    DATE = "date"  # "2026-12-30"
    DATETIME = "datetime"  # "2026-12-22T15:40:00+00:00", aware; printed in Europe/London
    NUMBER = "number"  # a whole number from 0
    YES_NO = "yes_no"  # true or false
    ONE_OF = "one_of"  # one of `options`
    LIST = "list"  # lines of text
    ROWS = "rows"  # a list of records with `columns`


class Audience(StrEnum):
    """Who mainly reads the letter."""

    APPLICANT = "applicant"
    VICTIM = "victim"
    ADVOCATE = "advocate"
    SENDER = "sender"
    AGENCY = "agency"
    CHAIR = "chair"
    LEAD_OFFICER = "lead_officer"
    PARTNERS = "partners"
    APPELLANT = "appellant"
    SPOC = "spoc"
    CONTACTS = "contacts"  # a notice: one text for all who are told, by email, read on a phone
    REPORTER = "reporter"
    READERS = "readers"


PUBLIC_AUDIENCES = frozenset(
    {
        *(Audience.APPLICANT, Audience.VICTIM, Audience.ADVOCATE, Audience.SENDER, Audience.APPELLANT),
        *(Audience.REPORTER, Audience.READERS),
    }
)
# Stands in a notice where each reader's own link goes; whoever sends the notice puts the link there.
LINK_TOKEN = "[[link]]"  # noqa: S105 (no password)


class LetterSize(StrEnum):
    """The size of print. Both sizes carry the same words."""

    STANDARD = "standard"
    LARGE_PRINT = "large_print"


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlyWhen:
    """A field is needed only when another field has one of these values."""

    field: str
    values: tuple[str | bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterField:
    """One merge field: `from_case` says where the value comes from, in words for the page.

    `promise` begins a promise that the date makes to the reader ("A phone call by").
    `is_secret`: for the reader's eyes only, such as a code.
    """

    name: str
    kind: FieldKind
    label: str
    from_case: str
    required: bool = True
    only_when: OnlyWhen | None = None
    options: tuple[str, ...] = ()
    columns: tuple["LetterField", ...] = ()
    promise: str | None = None
    is_secret: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """A place where the writer may add own words. Nothing else in a letter can be typed over."""

    name: str
    label: str
    max_words: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSender:
    """Whom a letter comes from and who signs it: for each place of the letterhead the name of its field."""

    name: str
    address: str
    phone: str
    email: str
    hours: str
    signed_by: str
    signed_role: str


PARTNERSHIP = LetterSender(
    name="area_name",
    address="area_address",
    phone="contact_phone",
    email="contact_email",
    hours="contact_hours",
    signed_by="contact_name",
    signed_role="contact_role",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterKind:
    """One letter of the catalogue.

    `title` is what pages call it, `subject` what a person reads in the email.
    `approval_reason` says why a second person must approve; empty means nobody need.
    `sender` is None for a notice, which has no letterhead.
    """

    key: str
    title: str
    subject: str
    audience: Audience
    fields: tuple[LetterField, ...]
    source: str
    template: str
    own_words: tuple[OwnWords, ...] = ()
    approval_reason: str = ""
    automatic: bool = False
    copies_to_victim: bool = False
    sender: LetterSender | None = PARTNERSHIP
    version: int = 1

    @property
    def needs_approval(self) -> bool:
        """Whether a second person approves the letter before it is sealed. Source: domain D, D-008."""
        return bool(self.approval_reason)

    @property
    def is_public(self) -> bool:
        """Whether the letter goes to a person outside the agencies."""
        return self.audience in PUBLIC_AUDIENCES

    @property
    def is_notice(self) -> bool:
        """Whether this is one short text for many contacts, without letterhead, name or address. Source: TE-12."""
        return self.audience is Audience.CONTACTS

    @property
    def secrets(self) -> tuple[str, ...]:
        """The names of the fields that nobody but the reader may see."""
        return tuple(field.name for field in self.fields if field.is_secret)

    def field(self, name: str) -> LetterField:
        """Return the field with this name. Raises KeyError if the letter has none."""
        for candidate in self.fields:
            if candidate.name == name:
                return candidate
        raise KeyError(name)
