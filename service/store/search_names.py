"""One normal form of a name for finding it again. What is shown is always what was typed."""

import unicodedata

LONGEST = 160


def search_name(name: str) -> str:
    """Give a name without accents, capitals, invisible marks and odd spaces, so that two spellings meet."""
    spread = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(mark for mark in spread if unicodedata.category(mark) not in ("Mn", "Cf"))
    return " ".join(plain.replace("’", "'").split())[:LONGEST]
