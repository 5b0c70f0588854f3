"""What counts as nothing written. Everything else about answers is judged by workflows.validate_answers."""

import unicodedata


def is_blank(value: str) -> bool:
    """Tell whether nothing can be read: empty, or only spaces and invisible marks."""
    return all(mark.isspace() or unicodedata.category(mark) in ("Cf", "Zs") for mark in value)
