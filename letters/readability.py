"""How hard a letter is to read: sentences, words, the longest sentence and the reading age."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

# A sentence ends at a full stop, question or exclamation mark or colon, with a capital or digit after it.
_END = re.compile(r"(?<=[.?!:])[”\"')]*\s+(?=[“\"'(]?[A-Z0-9])")
_WORD = re.compile(r"[^\W_]+(?:[-’'.@/][^\W_]+)*")
SCHOOL_START = 5  # a child in the first school year is five


@dataclass(frozen=True, slots=True, kw_only=True)
class Readability:
    """The reading age in years and the longest sentence of a text."""

    reading_age: int
    longest: int
    longest_sentence: str


def readability(prose: Sequence[str]) -> Readability:
    """Return the figures for running text, one entry a paragraph.

    The reading age is the Automated Readability Index (letters a word, words a sentence) plus five.
    Source: rec; domain D asks for a reading age of about 9 to 12 and sentences up to 20 words.
    """
    sentences = [part for paragraph in prose for part in split_sentences(paragraph)]
    words = [words_of(part) for part in sentences]
    counts = [len(found) for found in words]
    total = sum(counts)
    if not total:
        return Readability(reading_age=SCHOOL_START, longest=0, longest_sentence="")
    letters = sum(len(word) for found in words for word in found)
    grade = 4.71 * letters / total + 0.5 * total / len(sentences) - 21.43
    longest = max(range(len(counts)), key=lambda number: counts[number])
    return Readability(
        reading_age=max(SCHOOL_START, round(grade) + SCHOOL_START),
        longest=counts[longest],
        longest_sentence=sentences[longest],
    )


def split_sentences(paragraph: str) -> list[str]:
    """Return the sentences of one paragraph."""
    parts = [part.strip() for part in _END.split(paragraph)]
    return [part for part in parts if words_of(part)]


def words_of(text: str) -> list[str]:
    """Return the words of a text; a hyphenated word, an email address and a number are one word each."""
    return _WORD.findall(text)
