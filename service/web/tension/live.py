"""A page that asks anew each minute by itself: it is one look and no sign of life. The script: live_page.js."""

from flask import session

from service.web import context
from service.web.sessions import is_asked_by_itself

KEY = "looked"
MOST_PAGES = 4  # whose looks one browser keeps
LATELY = 180  # seconds: a page that asks each minute has asked within them


def has_looked_lately(reference: str) -> bool:
    """Tell whether this page asks by itself and its look was noted; keep that it was read now. Source: DP-11."""
    now = int(context.now().timestamp())
    kept = session.get(KEY)
    looks: dict[str, int] = dict(kept) if isinstance(kept, dict) else {}
    known = is_asked_by_itself() and now - looks.pop(reference, 0) <= LATELY
    session[KEY] = dict([*looks.items(), (reference, now)][-MOST_PAGES:])
    return known
