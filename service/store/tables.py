"""Every table, imported once so that the metadata is whole (migrations, tests)."""

from service.store import audit, cases, diagrams, holidays, letters, notices, outbox, people, record, work
from service.store.base import Base

__all__ = ["Base", "audit", "cases", "diagrams", "holidays", "letters", "notices", "outbox", "people", "record", "work"]
