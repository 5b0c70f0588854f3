"""The places where a writer adds own words: counting them, printing them, finding them in a preview."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from letters.context import MAX_LONG_TEXT, printable_text
from letters.errors import OwnWordsTooLong, UnknownOwnWords, WrongValue
from letters.filters import paragraphs
from letters.kinds import LetterKind

_REGION = re.compile(r'<div class="own-words" data-own-words="([a-z_]+)">(.*?)</div>', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPart:
    """A piece of a marked preview: either fixed `html`, or a place for own words with its `name`."""

    html: str
    own_words: str | None = None


def checked_own_words(kind: LetterKind, given: Mapping[str, str]) -> dict[str, str]:
    """Return own words for every place of the letter, empty where none were written.

    Raises UnknownOwnWords, OwnWordsTooLong or WrongValue. Source: design page 4; domain D.
    """
    places = {place.name: place for place in kind.own_words}
    for name in given:
        if name not in places:
            raise UnknownOwnWords(name)
    texts = {}
    for name, place in places.items():
        try:
            text = printable_text(given.get(name, ""), limit=MAX_LONG_TEXT).strip()
        except ValueError as problem:
            raise WrongValue(name, label=place.label, why=str(problem)) from problem
        if (count := count_words(text)) > place.max_words:
            raise OwnWordsTooLong(name, count=count, max_words=place.max_words)
        texts[name] = text
    return texts


def count_words(text: str) -> int:
    """Return how many words the text has, as a person would count them."""
    return len(text.split())


def own_words_html(name: str, text: str, *, marked: bool) -> Markup:
    """Return own words as paragraphs; in a preview inside the place that pages give a blue bar."""
    inside = Markup("\n").join(Markup("<p>{}</p>").format(part) for part in paragraphs(text))
    if marked:
        return Markup('<div class="own-words" data-own-words="{}">{}</div>').format(name, inside)
    return inside


def preview_parts(body_html: str) -> Iterator[PreviewPart]:
    """Yield a marked preview in pieces, so that a page can put a text box where own words go."""
    position = 0
    for region in _REGION.finditer(body_html):
        yield PreviewPart(html=body_html[position : region.start()])
        yield PreviewPart(html=region[2], own_words=region[1])
        position = region.end()
    yield PreviewPart(html=body_html[position:])
