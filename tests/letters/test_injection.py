"""Whatever is typed into a field is printed as it was typed, or refused by the field's name."""

import html
import re
from html.parser import HTMLParser

import pytest

from letters import (
    FieldKind,
    Letter,
    LetterError,
    LetterField,
    MissingField,
    WrongValue,
    letter_catalogue,
    render_letter,
)
from letters.kinds import Json
from tests.letters.hostile_inputs import hostile_cases
from tests.letters.sample_values import sample_values

EVERY = 3  # a payload is typed into this part of the letters, the next one into the next part
PAYLOADS = [
    pytest.param(number, payload, id=case_id)
    for name in ("jinja_docx", "xss", "text_unicode")
    for number, (case_id, _, payload) in enumerate(hostile_cases(name))
]
WORDED = {FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.LIST, FieldKind.ROWS}
OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "div", "h1", "h2", "h3", "p", "strong", "br"),
    *("ul", "li", "table", "caption", "thead", "tbody", "tr", "th", "td", "span"),
}


class ElementList(HTMLParser):
    """Collects every element and attribute of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}


def worded_value(field: LetterField, payload: str) -> Json:
    """Return a value of the field's kind with the payload in every place for words."""
    if field.kind is FieldKind.LIST:
        return [payload]
    if field.kind is FieldKind.ROWS:
        row = {column.name: SAMPLES_OF_COLUMNS[column.kind] for column in field.columns}
        worded = {column.name: payload for column in field.columns if column.kind in WORDED}
        choices = {column.name: column.options[0] for column in field.columns if column.options}
        return [{**row, **choices, **worded}]
    return payload


SAMPLES_OF_COLUMNS: dict[FieldKind, Json] = {
    FieldKind.TEXT: "text",
    FieldKind.LONG_TEXT: "text",
    FieldKind.DATE: "2026-11-02",
    FieldKind.YES_NO: False,
    FieldKind.ONE_OF: None,
}


def hostile_values(key: str, payload: str) -> dict[str, Json]:
    """Return the letter's values with the payload in every field that holds words."""
    fields = letter_catalogue()[key].fields
    hostile = {field.name: worded_value(field, payload) for field in fields if field.kind in WORDED}
    return {**sample_values(key), **hostile}


@pytest.mark.parametrize(("number", "payload"), PAYLOADS)
def test_words_typed_into_every_field_are_printed_as_typed_or_refused_by_name(number: int, payload: str) -> None:
    for key, kind in list(letter_catalogue().items())[number % EVERY :: EVERY]:
        # when   the payload stands in every field of words and in the own words
        own_words = {place.name: payload for place in kind.own_words}
        letter = letter_or_refusal(key, hostile_values(key, payload), own_words)
        if not isinstance(letter, Letter):
            assert is_unprintable(payload)
            assert not payload.strip() or payload not in str(letter)
            continue

        # then   the page has no element that we did not write, and the words stand there as typed
        assert_only_our_elements(letter.html)
        typed = " ".join(OVERRIDES.sub("", payload).split())
        assert typed in " ".join(letter.text.split())
        assert html.escape(typed).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in letter.html


def letter_or_refusal(key: str, values: dict[str, Json], own_words: dict[str, str]) -> Letter | LetterError:
    """Return the marked preview, or the refusal of a value that cannot be printed."""
    try:
        return render_letter(key, values, own_words=own_words, mark_fields=True)
    except (MissingField, WrongValue) as refused:
        return refused


def is_unprintable(payload: str) -> bool:
    return (
        not payload.strip()
        or len(payload) > 500
        or any(ord(mark) < 32 and mark not in "\n\r\t" for mark in payload)
        or any("\ud800" <= mark <= "\udfff" for mark in payload)
    )


def assert_only_our_elements(page: str) -> None:
    reader = ElementList()
    reader.feed(page)
    assert reader.elements <= ELEMENTS
    assert reader.attributes <= {"lang", "class", "charset", "name", "content", "scope", "data-own-words"}


def test_override_of_reading_direction_cannot_turn_the_line_round() -> None:
    # given  a name that would show the rest of its line backwards
    letter = render_letter("L-CT-22", sample_values("L-CT-22", recipient_name="Anna\u202e gnorw"))

    # then   the letters stay and the override is gone
    assert "Dear Anna gnorw" in letter.text
    assert not OVERRIDES.search(letter.html)


def test_line_breaks_in_a_one_line_field_become_spaces() -> None:
    letter = render_letter("L-CT-22", sample_values("L-CT-22", case_ref="ASH-CT\r\nBcc: all@ashmoor.example"))
    assert "\n" not in letter.subject
    assert letter.subject.endswith("ASH-CT Bcc: all@ashmoor.example")
