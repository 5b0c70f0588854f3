"""A mark of everything a database holds, to see that something was refused without a trace."""

from collections.abc import Collection
from hashlib import sha256

from sqlalchemy import select

from service.store.tables import Base
from service.toolbox import Toolbox

# what may change when somebody only looks or is refused: who looked, who tried, when a session was seen
LOOKS = frozenset({"audit_events", "sign_in_attempts", "sign_in_sessions"})


def fingerprint(toolbox: Toolbox, *, but_not: Collection[str] = LOOKS) -> dict[str, str]:
    """Give a mark for each table."""
    marks = {}
    with toolbox.sessions.read() as session:
        for table in Base.metadata.sorted_tables:
            if table.name not in but_not:
                rows = sorted(repr(tuple(row)) for row in session.execute(select(table)))
                marks[table.name] = sha256("\n".join(rows).encode(errors="surrogatepass")).hexdigest()[:12]
    return marks
