"""JSON logs, one object a line: case reference and action, never personal data. The audit trail is elsewhere."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import TextIO

ALLOWED = ("action", "case", "reference", "path", "status", "milliseconds", "person_id", "count", "where", "error")
LONGEST = 300


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON; only known fields get through. Source: SEC-107, SEC-125."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line. A traceback is told by file, line and kind: its message may hold a name."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": record.getMessage()[:LONGEST],
        }
        line |= {name: getattr(record, name) for name in ALLOWED if hasattr(record, name)}
        if record.exc_info and record.exc_info[1] is not None:
            line["raised"] = describe_exception(record.exc_info[1])
        return json.dumps(
            line, default=str
        )  # every mark beyond ASCII is escaped: nothing typed makes a line of its own


def describe_exception(error: BaseException) -> list[str]:
    """Give the kinds of the error and its causes with the place of each, without their messages."""
    told: list[str] = []
    current: BaseException | None = error
    while current is not None and len(told) < 5:
        told.append(f"{type(current).__name__} at {_place(current)}")
        current = current.__cause__ or current.__context__
    return told


def _place(error: BaseException) -> str:
    frame = error.__traceback__
    if frame is None:
        return "unknown place"
    while frame.tb_next is not None:
        frame = frame.tb_next
    return f"{frame.tb_frame.f_globals.get('__name__', '?')}:{frame.tb_lineno}"


def start_logging(stream: TextIO | None = None, *, level: int = logging.INFO) -> None:
    """Send the log of this program to `stream` (default: standard error) as JSON lines."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger("folkmoot")
    root.handlers = [handler]
    root.setLevel(level)
    root.propagate = False
    for noisy in ("apscheduler", "alembic", "waitress.queue"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)  # a skipped wake-up loses nothing (D-007)


def logger(name: str) -> logging.Logger:
    """Give the logger of one part: `logger("web")`. Pass facts as `extra=`, never inside the sentence."""
    return logging.getLogger(f"folkmoot.{name}")
