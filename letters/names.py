"""Finding a name that must not be seen, however it is written: capitals, accents, order, apostrophes."""

import re
import unicodedata
from collections.abc import Collection
from typing import Literal

MIN_PART = 3  # "Al" and "Jo" begin too many words; a short name is found only whole
_WORD = re.compile(r"[^\W\d_]+")
_TITLES = frozenset({"mr", "mrs", "miss", "ms", "mx", "dr", "sir", "rev", "prof", "pc", "pcso", "sgt", "insp"})


def named_in(text: str, names: Collection[str], *, allowed: str = "") -> Literal["whole", "part", ""]:
    """Return "whole" if a full name stands in the text, "part" for one part of it alone, or "".

    A part that also belongs to an `allowed` name (a relative's shared surname) is no finding.
    """
    words = name_words(text)
    allowed_words = set(name_words(allowed))
    found: Literal["part", ""] = ""
    for name in names:
        parts = [part for part in name_words(name) if part not in _TITLES]
        if parts and _stands_in(parts, words):
            return "whole"
        telling = {part for part in parts if len(part) >= MIN_PART} - allowed_words
        if telling & set(words):
            found = "part"
    return found


def name_words(text: str) -> list[str]:
    """Return the words of a text without accents, apostrophes or capitals."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    plain = re.sub(r"['’]s\b", "", plain)  # "Quenell's friends" names Quenell
    return _WORD.findall(re.sub(r"['’`\u200b-\u200d]", "", plain))


def _stands_in(parts: list[str], words: list[str]) -> bool:
    orders = [parts, [parts[-1], *parts[:-1]]]  # "Kit Marlowe" and "Marlowe, Kit"
    width = len(parts)
    return any(words[start : start + width] in orders for start in range(len(words) - width + 1))
