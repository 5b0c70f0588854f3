"""The line that says on the next page what has just happened, with a way to undo it."""

from dataclasses import dataclass

from flask import session

KEY = "said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One line, and the task that may be put back again."""

    words: str
    put_back: str = ""


def say(words: str, *, put_back: str = "") -> None:
    """Keep a line for the page that is shown next; it must name no person of a case."""
    session[KEY] = [words[:300], put_back]


def take_said() -> Said | None:
    """Give the line that was kept, once."""
    kept = session.pop(KEY, None)
    if not isinstance(kept, list) or len(kept) != 2:
        return None
    return Said(words=str(kept[0]), put_back=str(kept[1]))
