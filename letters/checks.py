"""The checks beside a letter before it may go: what passed, what to look at, what to put right.

Only words come out: no check repeats a name that must not be seen. Sending is not decided here.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from letters.context import letter_context
from letters.errors import AddressRefused, LetterError, OwnWordsTooLong
from letters.kinds import FieldKind, Json, LetterKind
from letters.names import named_in
from letters.plain_text import prose
from letters.postal_address import postal_address
from letters.readability import readability
from letters.render import SAFE_SUBJECT, Letter, find_letter, render_letter

MAX_READING_AGE = 12
MAX_SENTENCE = 20


class CheckGrade(StrEnum):
    """How a check came out. Only "put right" stops a letter."""

    PASSED = "passed"
    LOOK = "look"
    PUT_RIGHT = "put_right"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterCheck:
    """One check: its grade and a sentence for the page."""

    grade: CheckGrade
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A date that a letter promises: "A phone call by" and the day."""

    words: str
    on: date
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckContext:
    """What a check needs beside the letter itself.

    `clock_dates` holds, by field name, the dates that the case's clocks hold now.
    `sharing_agreement` is None where no agency gets the letter.
    """

    clock_dates: Mapping[str, date] = field(default_factory=dict)
    safe_contact: bool = False
    sharing_agreement: bool | None = None
    by_post: bool = False


_NO_CONTEXT = CheckContext()


def check_letter(
    key: str,
    values: Mapping[str, Json],
    *,
    own_words: Mapping[str, str] | None = None,
    forbidden_names: Collection[str] = (),
    context: CheckContext = _NO_CONTEXT,
) -> list[LetterCheck]:
    """Return every check of a letter, in the order a page shows them.

    `forbidden_names` are the alleged perpetrators and the officers of the case. Never raises for a
    faulty letter: the fault is the first check. Raises UnknownLetter. Source: design page 4; DP-05, DP-12.
    """
    kind = find_letter(key)
    try:
        letter = render_letter(key, values, own_words=own_words)
    except OwnWordsTooLong as fault:
        return [_passed("Every field has a value"), _put_right(str(fault))]
    except LetterError as fault:
        return [_put_right(str(fault))]
    return [
        _passed("Every field has a value"),
        *_dates(kind, values, context),
        _names(kind, values, own_words or {}, forbidden_names),
        _reading(letter),
        *_address(kind, values, context),
        *_own_words(own_words or {}),
        *_safe_contact(context),
        *_sharing(context),
    ]


def letter_promises(key: str, values: Mapping[str, Json]) -> tuple[Promise, ...]:
    """Return the dates the letter promises, nearest first. Raises what `render_letter` raises for values."""
    kind = find_letter(key)
    typed = letter_context(kind, values)
    promises = [
        Promise(words=declared.promise, on=day, field=declared.name)
        for declared in kind.fields
        if declared.promise and isinstance(day := typed[declared.name], date)
    ]
    return tuple(sorted(promises, key=lambda promise: promise.on))


def _dates(kind: LetterKind, values: Mapping[str, Json], context: CheckContext) -> list[LetterCheck]:
    held = {name: day for name, day in context.clock_dates.items() if values.get(name)}
    if not held:
        return []
    differing = [kind.field(name).label for name, day in held.items() if values[name] != day.isoformat()]
    if differing:
        return [_put_right(f"Dates differ from the case clocks: {', '.join(differing)}")]
    return [_passed("Dates agree with the case clocks")]


def _names(
    kind: LetterKind, values: Mapping[str, Json], own_words: Mapping[str, str], forbidden: Collection[str]
) -> LetterCheck:
    allowed = " ".join(_strings([values.get(name) for name in _OWN_NAMES]))
    places = [(place.label, own_words.get(place.name, "")) for place in kind.own_words]
    places += [
        (declared.label, " ".join(_strings(values.get(declared.name))))
        for declared in kind.fields
        if declared.name not in _WRITER and declared.kind in _WORDED
    ]
    whole = [label for label, text in places if named_in(text, forbidden, allowed=allowed) == "whole"]
    if whole:
        return _put_right(f"Someone is named who must not be: see {', '.join(whole)}")
    part = [label for label, text in places if named_in(text, forbidden, allowed=allowed) == "part"]
    if part:
        return _look(f"A word here is part of a name that must not be seen: {', '.join(part)}")
    return _passed(_NOBODY_IN_NOTICE if kind.is_notice else "No alleged perpetrator or officer is named")


_NOBODY_IN_NOTICE = "Nobody is named who must not be"
# These fields hold names on purpose: a word of theirs is no sign of anybody else.
_OWN_NAMES = frozenset(
    {
        *("recipient_name", "victim_names", "advocate_name", "contact_name", "copied_to", "victims_missing"),
        *("victims_consenting", "still_acts_for", "recipient_address", "area_name", "area_address"),
        *("appeal_body", "appeal_address", "support_line", "concerning"),
        *("appeal_body_name", "officer_name", "spoc_name", "area_short_name"),
    }
)
_WRITER = frozenset({"contact_name", "contact_email", "officer_name", "appeal_email", "spoc_name"})
_WORDED = frozenset({FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.LIST, FieldKind.ROWS})


def _strings(value: Json) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for inner in value.values() for text in _strings(inner)]
    if isinstance(value, Sequence):
        return [text for inner in value for text in _strings(inner)]
    return []


def _reading(letter: Letter) -> LetterCheck:
    figures = readability(prose(letter.body_html))
    words = f"Reading age {figures.reading_age}; longest sentence {figures.longest} words"
    if figures.reading_age > MAX_READING_AGE or figures.longest > MAX_SENTENCE:
        return _look(f"{words}: “{figures.longest_sentence}”")
    return _passed(words)


def _address(kind: LetterKind, values: Mapping[str, Json], context: CheckContext) -> list[LetterCheck]:
    if kind.is_notice:
        return []
    try:
        postal_address(_strings(values.get("recipient_address")))
    except AddressRefused as fault:
        return [_put_right(str(fault)) if context.by_post else _look(f"{fault} It can go by email only.")]
    return [_passed("The address can go on an envelope")]


def _own_words(own_words: Mapping[str, str]) -> list[LetterCheck]:
    written = sum(len(text.split()) for text in own_words.values())
    if not written:
        return []
    return [_passed(f"Your own words: {written} {'word' if written == 1 else 'words'}")]


def _safe_contact(context: CheckContext) -> list[LetterCheck]:
    return [_look(f"Safe contact: the email subject will be “{SAFE_SUBJECT}”")] if context.safe_contact else []


def _sharing(context: CheckContext) -> list[LetterCheck]:
    if context.sharing_agreement is None:
        return []
    if context.sharing_agreement:
        return [_passed("A sharing agreement with this agency is on file")]
    return [_look("No sharing agreement with this agency is on file")]


def _passed(words: str) -> LetterCheck:
    return LetterCheck(grade=CheckGrade.PASSED, words=words)


def _look(words: str) -> LetterCheck:
    return LetterCheck(grade=CheckGrade.LOOK, words=words)


def _put_right(words: str) -> LetterCheck:
    return LetterCheck(grade=CheckGrade.PUT_RIGHT, words=words)
