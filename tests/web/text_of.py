"""The words of a page as a person reads them: tags gone, space folded."""

import re
from html import unescape

NOT_READ = re.compile(r"<(script|style|head)\b.*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")


def text_of(page: str) -> str:
    """Give the words of a page in one line."""
    words = TAG.sub(" ", NOT_READ.sub(" ", page))
    return re.sub(r"\s+([.,;:])", r"\1", " ".join(unescape(words).split()))
